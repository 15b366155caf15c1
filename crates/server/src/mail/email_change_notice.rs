//! The mail to the address that a change would replace, with the link that ends the change.

use super::mailed_link::MailedLink;
use super::rendered::rendered_by;

/// What the mail says.
pub(super) struct EmailChangeNoticeMail {
    pub(super) practice_name: String,
    /// The first and last name of whoever's address it is to be.
    pub(super) full_name: String,
    pub(super) username: String,
    /// First and last name of whoever asked for the change; `None` if it was the person themselves.
    pub(super) requested_by: Option<String>,
    /// The address that was asked for.
    pub(super) new_email: String,
    pub(super) link: MailedLink,
}

rendered_by!(
    EmailChangeNoticeMail:
    "mail/email_change_notice/subject.txt", "mail/email_change_notice/body.txt", "mail/email_change_notice/body.html"
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::sample::{self, AWKWARD, assert_both_parts_hold, assert_names_are_only_names, shown};

    fn sample() -> EmailChangeNoticeMail {
        EmailChangeNoticeMail {
            practice_name: sample::PRACTICE.to_owned(),
            full_name: "Camille Nurse".to_owned(),
            username: "camilles".to_owned(),
            requested_by: Some("Morgan Manager".to_owned()),
            new_email: "camille@home.example".to_owned(),
            link: sample::link_to("/keep-email"),
        }
    }

    /// What the mail says, word for word, whoever asked for the change.
    #[test]
    fn the_mail_says_what_it_should() {
        let mail = sample().render().unwrap();
        insta::assert_snapshot!("email_change_notice", shown(&mail));
        insta::assert_snapshot!("email_change_notice_html", mail.html);
        let own = EmailChangeNoticeMail { requested_by: None, ..sample() }.render().unwrap();
        insta::assert_snapshot!("email_change_notice_own", shown(&own));
    }

    /// Both parts hold the address that was asked for, the link, the code and until when it is valid.
    #[test]
    fn both_parts_hold_the_link_and_the_code() {
        let sample = sample();
        assert_both_parts_hold(&sample.render().unwrap(), &sample.link, &["camille@home.example"]);
    }

    /// A name is a name: it brings no markup and no line of its own into the mail.
    #[test]
    fn names_are_only_names() {
        let mail = EmailChangeNoticeMail {
            full_name: AWKWARD.to_owned(),
            practice_name: AWKWARD.to_owned(),
            requested_by: Some(AWKWARD.to_owned()),
            ..sample()
        };
        assert_names_are_only_names(&mail.render().unwrap());
    }
}
