//! The mail with a password reset link.

use super::mailed_link::MailedLink;
use super::rendered::rendered_by;

/// What the mail says.
pub(super) struct PasswordResetMail {
    pub(super) practice_name: String,
    /// The recipient's first and last name.
    pub(super) full_name: String,
    pub(super) username: String,
    /// First and last name of whoever asked for the link; `None` if nobody was signed in who did.
    pub(super) requested_by: Option<String>,
    pub(super) link: MailedLink,
    /// How long the link is valid, in words.
    pub(super) valid_for: String,
}

rendered_by!(
    PasswordResetMail: "mail/password_reset/subject.txt", "mail/password_reset/body.txt", "mail/password_reset/body.html"
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::sample::{self, AWKWARD, assert_both_parts_hold, shown};

    fn sample() -> PasswordResetMail {
        PasswordResetMail {
            practice_name: sample::PRACTICE.to_owned(),
            full_name: "Camille Nurse".to_owned(),
            username: "camilles".to_owned(),
            requested_by: Some("Morgan Manager".to_owned()),
            link: sample::link_to("/reset-password"),
            valid_for: "72 hours".to_owned(),
        }
    }

    /// What the mail says, word for word.
    #[test]
    fn the_mail_says_what_it_should() {
        let mail = sample().render().unwrap();
        insta::assert_snapshot!("password_reset", shown(&mail));
        insta::assert_snapshot!("password_reset_html", mail.html);
    }

    /// What the mail says to somebody who has forgotten their password, or in whose name somebody said so.
    #[test]
    fn a_forgotten_password_has_words_of_its_own() {
        let mail = PasswordResetMail { requested_by: None, ..sample() }.render().unwrap();
        insta::assert_snapshot!("forgotten_password", shown(&mail));
        insta::assert_snapshot!("forgotten_password_html", mail.html);
    }

    /// Both parts hold the link, the code and until when it is valid, and say what to do if one did not ask for it.
    #[test]
    fn both_parts_hold_the_link_and_the_code() {
        let sample = sample();
        let words = [sample.practice_name.as_str(), "72 hours", "did not expect"];
        assert_both_parts_hold(&sample.render().unwrap(), &sample.link, &words);
    }

    /// A name is a name: it brings no link, no markup and no line of its own into the mail.
    #[test]
    fn names_are_only_names() {
        for name in [AWKWARD, &"x".repeat(100), "עברית \"quoted\" & more"] {
            let mail = PasswordResetMail {
                full_name: name.to_owned(),
                practice_name: name.to_owned(),
                requested_by: Some(name.to_owned()),
                ..sample()
            };
            let mail = mail.render().unwrap();
            assert!(!mail.html.contains("<a href=//evil"), "{}", mail.html);
            assert!(!mail.html.contains("\"quoted\""));
            assert!(mail.text.contains(name));
            assert_eq!(mail.subject.lines().count(), 1);
        }
    }

    /// Opening the mail tells nobody: nothing in it is fetched from anywhere.
    #[test]
    fn nothing_is_fetched_to_show_the_mail() {
        let mail = sample().render().unwrap();
        for remote in ["<img", "src=", "url(", "@import", "<link", "<script"] {
            assert!(!mail.html.contains(remote), "{remote}");
        }
        assert!(mail.html.is_ascii());
    }
}
