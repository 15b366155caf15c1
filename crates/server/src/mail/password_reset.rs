//! The mail with a password reset link.

use super::words;
use super::write::Rendered;
use askama::Template;
use staffroom_contract::{Secret, UnixSeconds};

/// What the mail says. It has no `Debug`: it holds the code.
pub(super) struct PasswordResetMail {
    pub(super) practice_name: String,
    pub(super) time_zone: String,
    /// The recipient's first and last name.
    pub(super) full_name: String,
    pub(super) username: String,
    /// First and last name of whoever asked for the link; `None` if nobody was signed in who did.
    pub(super) requested_by: Option<String>,
    /// The landing page without the code.
    pub(super) page: String,
    /// The landing page with the code in its fragment.
    pub(super) link: String,
    pub(super) code: Secret,
    pub(super) requested_at: UnixSeconds,
    pub(super) expires_at: UnixSeconds,
}

#[derive(Template)]
#[template(path = "mail/password_reset/subject.txt")]
struct Subject<'a> {
    mail: &'a PasswordResetMail,
}

#[derive(Template)]
#[template(path = "mail/password_reset/body.txt")]
struct Text<'a> {
    mail: &'a PasswordResetMail,
}

#[derive(Template)]
#[template(path = "mail/password_reset/body.html")]
struct Html<'a> {
    mail: &'a PasswordResetMail,
    subject: &'a str,
}

impl PasswordResetMail {
    /// The mail in words.
    ///
    /// # Errors
    /// Never with these templates; the library's signature allows for it.
    pub(super) fn render(&self) -> Result<Rendered, askama::Error> {
        let subject = Subject { mail: self }.render()?;
        Ok(Rendered {
            text: Text { mail: self }.render()?,
            html: Html { mail: self, subject: &subject }.render()?,
            subject,
        })
    }

    fn deadline(&self) -> String {
        words::deadline(self.expires_at, &self.time_zone)
    }

    fn valid_for(&self) -> String {
        words::span(self.expires_at.since(self.requested_at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::words::deadline;

    const CODE: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_";

    fn sample() -> PasswordResetMail {
        PasswordResetMail {
            practice_name: "Cedar Hill Family Practice".to_owned(),
            time_zone: "America/New_York".to_owned(),
            full_name: "Camille Nurse".to_owned(),
            username: "camilles".to_owned(),
            requested_by: Some("Morgan Manager".to_owned()),
            page: "https://staff.example.org/reset-password".to_owned(),
            link: format!("https://staff.example.org/reset-password#{CODE}"),
            code: Secret::new(CODE),
            requested_at: UnixSeconds(1_795_480_500),
            expires_at: UnixSeconds(1_795_739_700),
        }
    }

    /// What the mail says, word for word.
    #[test]
    fn the_mail_says_what_it_should() {
        let mail = sample().render().unwrap();
        insta::assert_snapshot!("password_reset", format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!("password_reset_html", mail.html);
    }

    /// What the mail says to somebody who has forgotten their password, or in whose name somebody said so.
    #[test]
    fn a_forgotten_password_has_words_of_its_own() {
        let mail = PasswordResetMail { requested_by: None, ..sample() }.render().unwrap();
        insta::assert_snapshot!("forgotten_password", format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!("forgotten_password_html", mail.html);
    }

    /// Both parts hold the practice's name, the link, the code and until when it is valid; the text has the
    /// link and the code alone on a line each, so that every mail program finds them. The subject, which
    /// shows on locked screens, has none of them.
    #[test]
    fn both_parts_hold_the_link_and_the_code() {
        let sample = sample();
        let mail = sample.render().unwrap();
        for part in [&mail.text, &mail.html] {
            for words in [
                sample.practice_name.as_str(),
                &sample.link,
                CODE,
                "72 hours",
                &deadline(sample.expires_at, &sample.time_zone),
                "did not expect",
            ] {
                assert!(part.contains(words), "{words} in {part}");
            }
        }
        assert!(mail.text.lines().any(|line| line == sample.link));
        assert!(mail.text.lines().any(|line| line == CODE));
        assert!(!mail.subject.contains(CODE));
        assert!(!mail.subject.contains("http"));
    }

    /// A name is a name: it brings no link, no markup and no line of its own into the mail.
    #[test]
    fn names_are_only_names() {
        for name in [
            "<a href=//evil.example>Ann</a>".to_owned(),
            "x".repeat(100),
            "עברית \"quoted\" & more".to_owned(),
        ] {
            let mail = PasswordResetMail {
                full_name: name.clone(),
                practice_name: name.clone(),
                requested_by: Some(name.clone()),
                ..sample()
            }
            .render()
            .unwrap();
            assert!(!mail.html.contains("<a href=//evil"), "{}", mail.html);
            assert!(!mail.html.contains("\"quoted\""));
            assert!(mail.text.contains(&name));
            assert_eq!(mail.subject.lines().count(), 1);
        }
    }

    /// Opening the mail tells nobody: nothing in it is fetched from anywhere.
    #[test]
    fn nothing_is_fetched_to_show_the_mail() {
        let html = sample().render().unwrap().html;
        for remote in ["<img", "src=", "url(", "@import", "<link", "<script"] {
            assert!(!html.contains(remote), "{remote}");
        }
        assert!(html.is_ascii());
    }
}
