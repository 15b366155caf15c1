//! The mail with an invitation.

use super::mailed_link::MailedLink;
use super::rendered::rendered_by;

/// What the mail says.
pub(super) struct InvitationMail {
    pub(super) practice_name: String,
    /// The recipient's first and last name.
    pub(super) full_name: String,
    pub(super) username: String,
    /// First and last name of whoever invites them.
    pub(super) invited_by: String,
    /// Whether they had a password before, which does not come back.
    pub(super) is_return: bool,
    pub(super) link: MailedLink,
    /// How long the link is valid, in words.
    pub(super) valid_for: String,
}

rendered_by!(InvitationMail: "mail/invitation/subject.txt", "mail/invitation/body.txt", "mail/invitation/body.html");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::sample::{self, AWKWARD, assert_both_parts_hold, assert_names_are_only_names, shown};

    fn sample() -> InvitationMail {
        InvitationMail {
            practice_name: sample::PRACTICE.to_owned(),
            full_name: "Camille Nurse".to_owned(),
            username: "camilles".to_owned(),
            invited_by: "Morgan Manager".to_owned(),
            is_return: false,
            link: sample::link_to("/accept-invitation"),
            valid_for: "72 hours".to_owned(),
        }
    }

    /// What the mail says, word for word.
    #[test]
    fn the_invitation_says_what_it_should() {
        let mail = sample().render().unwrap();
        insta::assert_snapshot!("invitation", shown(&mail));
        insta::assert_snapshot!("invitation_html", mail.html);
    }

    /// Whoever comes back is told that their old password does not.
    #[test]
    fn a_return_has_words_of_its_own() {
        let mail = InvitationMail { is_return: true, ..sample() }.render().unwrap();
        insta::assert_snapshot!("invitation_to_return", shown(&mail));
        assert!(mail.html.contains("no longer works"));
    }

    /// Both parts hold the username, the link, the code and until when it is valid.
    #[test]
    fn both_parts_hold_the_link_and_the_code() {
        let sample = sample();
        assert_both_parts_hold(&sample.render().unwrap(), &sample.link, &["camilles", "72 hours"]);
    }

    /// A name is a name: it brings no markup and no line of its own into the mail.
    #[test]
    fn names_are_only_names() {
        let mail = InvitationMail {
            full_name: AWKWARD.to_owned(),
            practice_name: AWKWARD.to_owned(),
            invited_by: AWKWARD.to_owned(),
            ..sample()
        };
        assert_names_are_only_names(&mail.render().unwrap());
    }
}
