//! The mail with an invitation.

use super::words;
use super::write::Rendered;
use askama::Template;
use staffroom_contract::{Secret, UnixSeconds};

/// What the mail says. It has no `Debug`: it holds the code.
pub(super) struct InvitationMail {
    pub(super) practice_name: String,
    pub(super) time_zone: String,
    /// The recipient's first and last name.
    pub(super) full_name: String,
    pub(super) username: String,
    /// First and last name of whoever invites them.
    pub(super) invited_by: String,
    /// Whether they had a password before, which does not come back.
    pub(super) is_return: bool,
    /// The landing page without the code.
    pub(super) page: String,
    /// The landing page with the code in its fragment.
    pub(super) link: String,
    pub(super) code: Secret,
    pub(super) requested_at: UnixSeconds,
    pub(super) expires_at: UnixSeconds,
}

#[derive(Template)]
#[template(path = "mail/invitation/subject.txt")]
struct Subject<'a> {
    mail: &'a InvitationMail,
}

#[derive(Template)]
#[template(path = "mail/invitation/body.txt")]
struct Text<'a> {
    mail: &'a InvitationMail,
}

#[derive(Template)]
#[template(path = "mail/invitation/body.html")]
struct Html<'a> {
    mail: &'a InvitationMail,
    subject: &'a str,
}

impl InvitationMail {
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

    const CODE: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_";

    fn sample() -> InvitationMail {
        InvitationMail {
            practice_name: "Cedar Hill Family Practice".to_owned(),
            time_zone: "America/New_York".to_owned(),
            full_name: "Camille Nurse".to_owned(),
            username: "camilles".to_owned(),
            invited_by: "Morgan Manager".to_owned(),
            is_return: false,
            page: "https://staff.example.org/accept-invitation".to_owned(),
            link: format!("https://staff.example.org/accept-invitation#{CODE}"),
            code: Secret::new(CODE),
            requested_at: UnixSeconds(1_795_480_500),
            expires_at: UnixSeconds(1_795_739_700),
        }
    }

    /// What the mail says, word for word.
    #[test]
    fn the_invitation_says_what_it_should() {
        let mail = sample().render().unwrap();
        insta::assert_snapshot!("invitation", format!("{}\n\n{}", mail.subject, mail.text));
        insta::assert_snapshot!("invitation_html", mail.html);
    }

    /// Whoever comes back is told that their old password does not.
    #[test]
    fn a_return_has_words_of_its_own() {
        let mail = InvitationMail { is_return: true, ..sample() }.render().unwrap();
        insta::assert_snapshot!("invitation_to_return", format!("{}\n\n{}", mail.subject, mail.text));
        assert!(mail.html.contains("no longer works"));
    }

    /// Both parts hold the username, the link, the code and until when it is valid; the text has link and code alone on
    /// a line each. The subject, which shows on locked screens, has neither.
    #[test]
    fn both_parts_hold_the_link_and_the_code() {
        let sample = sample();
        let mail = sample.render().unwrap();
        for part in [&mail.text, &mail.html] {
            for words in [sample.username.as_str(), &sample.link, CODE, "72 hours", &sample.deadline()] {
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
        let mail = InvitationMail {
            full_name: name.clone(),
            practice_name: name.clone(),
            invited_by: name,
            ..sample()
        };
        let mail = mail.render().unwrap();
        assert!(!mail.html.contains("<a href=//evil"), "{}", mail.html);
        assert_eq!(mail.subject.lines().count(), 1);
        assert!(mail.html.is_ascii());
    }
}
