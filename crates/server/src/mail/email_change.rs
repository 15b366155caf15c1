//! The mail to a new address, with the link that confirms it.

use super::words;
use super::write::Rendered;
use askama::Template;
use staffroom_contract::{Secret, UnixSeconds};

/// What the mail says. It has no `Debug`: it holds the code.
pub(super) struct EmailChangeMail {
    pub(super) practice_name: String,
    pub(super) time_zone: String,
    /// The first and last name of whoever's address it is to be.
    pub(super) full_name: String,
    pub(super) username: String,
    /// First and last name of whoever asked for the change; `None` if it was the person themselves.
    pub(super) requested_by: Option<String>,
    /// The landing page without the code.
    pub(super) page: String,
    /// The landing page with the code in its fragment.
    pub(super) link: String,
    pub(super) code: Secret,
    pub(super) expires_at: UnixSeconds,
}

#[derive(Template)]
#[template(path = "mail/email_change/subject.txt")]
struct Subject<'a> {
    mail: &'a EmailChangeMail,
}

#[derive(Template)]
#[template(path = "mail/email_change/body.txt")]
struct Text<'a> {
    mail: &'a EmailChangeMail,
}

#[derive(Template)]
#[template(path = "mail/email_change/body.html")]
struct Html<'a> {
    mail: &'a EmailChangeMail,
    subject: &'a str,
}

impl EmailChangeMail {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_";

    fn sample() -> EmailChangeMail {
        EmailChangeMail {
            practice_name: "Cedar Hill Family Practice".to_owned(),
            time_zone: "America/New_York".to_owned(),
            full_name: "Camille Nurse".to_owned(),
            username: "camilles".to_owned(),
            requested_by: Some("Morgan Manager".to_owned()),
            page: "https://staff.example.org/confirm-email".to_owned(),
            link: format!("https://staff.example.org/confirm-email#{CODE}"),
            code: Secret::new(CODE),
            expires_at: UnixSeconds(1_795_739_700),
        }
    }

    /// What the mail says, word for word, whoever asked for the change.
    #[test]
    fn the_mail_says_what_it_should() {
        let mail = sample().render().unwrap();
        insta::assert_snapshot!("email_change", format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!("email_change_html", mail.html);
        let own = EmailChangeMail { requested_by: None, ..sample() }.render().unwrap();
        insta::assert_snapshot!("email_change_own", format!("{}\n\n{}", own.subject, own.text));
    }

    /// Both parts hold the link, the code and until when it is valid, in the text alone on a line each; the subject,
    /// which shows on locked screens, has none of them.
    #[test]
    fn both_parts_hold_the_link_and_the_code() {
        let sample = sample();
        let mail = sample.render().unwrap();
        for part in [&mail.text, &mail.html] {
            for words in [sample.link.as_str(), CODE, &sample.deadline()] {
                assert!(part.contains(words), "{words} in {part}");
            }
        }
        assert!(mail.text.lines().any(|line| line == sample.link));
        assert!(mail.text.lines().any(|line| line == CODE));
        assert!(!mail.subject.contains(CODE) && !mail.subject.contains("http"));
    }

    /// A name is a name: it brings no markup and no line of its own into the mail.
    #[test]
    fn names_are_only_names() {
        let name = "<a href=//evil.example>Ann</a>".to_owned();
        let mail = EmailChangeMail {
            full_name: name.clone(),
            practice_name: name.clone(),
            requested_by: Some(name),
            ..sample()
        };
        let mail = mail.render().unwrap();
        assert!(!mail.html.contains("<a href=//evil"), "{}", mail.html);
        assert_eq!(mail.subject.lines().count(), 1);
        assert!(mail.html.is_ascii());
    }
}
