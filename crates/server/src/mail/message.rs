//! A mail as it travels: headers, and the two parts that say the same (RFC 5322, RFC 2046).

use super::OutgoingMail;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};
use std::time::{Duration, UNIX_EPOCH};

/// The longest line that mail servers must take, in bytes (RFC 5322, section 2.1.1).
const LINE_MAX: usize = 998;

/// A mail that cannot be written as one: its recipient's address is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the mail has no recipient")]
pub struct NoRecipient;

/// The mail with its headers. The Message-ID is the same on each try, so that a mail that arrives twice is
/// seen to be one.
///
/// # Errors
/// If the recipient's address is none.
pub fn message(mail: &OutgoingMail) -> Result<Message, NoRecipient> {
    let to: Address = mail.to.parse().map_err(|_| NoRecipient)?;
    let since_epoch = Duration::from_secs(mail.date.0.try_into().unwrap_or(0));
    Message::builder()
        .from(Mailbox::new(Some(mail.from_name.clone()), mail.from.clone()))
        .to(Mailbox::new(Some(mail.to_name.clone()), to))
        .subject(mail.subject.as_str())
        .date(UNIX_EPOCH + since_epoch)
        .message_id(Some(format!("<{}@{}>", mail.id, mail.from.domain())))
        // No machine answers it (RFC 3834, section 5).
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .multipart(
            MultiPart::alternative()
                .singlepart(part(ContentType::TEXT_PLAIN, &mail.text))
                .singlepart(part(ContentType::TEXT_HTML, &mail.html)),
        )
        .map_err(|_| NoRecipient)
}

fn part(content_type: ContentType, text: &str) -> SinglePart {
    let crlf = text.lines().flat_map(|line| [line, "\r\n"]).collect::<String>();
    let is_plain = crlf.is_ascii() && crlf.lines().all(|line| line.len() <= LINE_MAX);
    let body = if is_plain {
        // Left to itself, the library packs each line over 75 bytes, and the link is one.
        Body::dangerous_pre_encoded(crlf.into_bytes(), ContentTransferEncoding::SevenBit)
    } else {
        Body::new(crlf)
    };
    SinglePart::builder().content_type(content_type).body(body)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use staffroom_contract::UnixSeconds;

    /// A mail to Camille Nurse.
    pub(crate) fn sample() -> OutgoingMail {
        OutgoingMail {
            id: "m1".to_owned(),
            from_name: "Cedar Hill Family Practice".to_owned(),
            from: "no-reply@cedar-hill.example".parse().unwrap(),
            to_name: "Camille Nurse".to_owned(),
            to: "cnurse@email.xyz".to_owned(),
            subject: "Reset your password".to_owned(),
            text: format!("Hello\n\nhttps://staff.example.org/a/rather/long/path#{}\n", "c".repeat(43)),
            html: "<p>Hello</p>".to_owned(),
            date: UnixSeconds(1_795_000_000),
        }
    }

    fn raw(mail: &OutgoingMail) -> String {
        String::from_utf8(message(mail).unwrap().formatted()).unwrap()
    }

    /// Each try sends the same mail under the same name, and no machine answers it.
    #[test]
    fn the_headers_are_those_of_a_mail_from_a_machine() {
        let raw = raw(&sample());
        for header in [
            "From: \"Cedar Hill Family Practice\" <no-reply@cedar-hill.example>\r\n",
            "To: \"Camille Nurse\" <cnurse@email.xyz>\r\n",
            "Subject: Reset your password\r\n",
            "Message-ID: <m1@cedar-hill.example>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Date: Wed, 18 Nov 2026 ",
            "Content-Type: multipart/alternative;",
        ] {
            assert!(raw.contains(header), "{header} in {raw}");
        }
    }

    /// The link stands whole on its line in the mail as it travels, however long it is.
    #[test]
    fn the_link_is_not_broken_on_the_way() {
        let mail = sample();
        let link = mail.text.lines().nth(2).unwrap();
        assert!(link.len() > 76);
        let raw = raw(&mail);
        assert!(raw.contains(&format!("\r\n{link}\r\n")), "{raw}");
        assert!(raw.contains("Content-Transfer-Encoding: 7bit"));
    }

    /// Names of any script arrive, and a text that is not plain is packed so that every server takes it.
    #[test]
    fn names_of_any_script_travel_packed() {
        let raw = raw(&OutgoingMail {
            to_name: "山田 花子".to_owned(),
            text: "Hello 山田\n".to_owned(),
            ..sample()
        });
        assert!(raw.is_ascii());
        assert!(raw.contains("To: =?utf-8?b?"), "{raw}");
    }

    /// A quotation mark or an address in a name stays part of the name.
    #[test]
    fn a_name_cannot_become_an_address() {
        let mail = OutgoingMail { to_name: "\"Ann\" <ann@evil.example>, Bob".to_owned(), ..sample() };
        let message = message(&mail).unwrap();
        let to: Vec<_> = message.envelope().to().iter().map(ToString::to_string).collect();
        assert_eq!(to, ["cnurse@email.xyz"]);
        let raw = raw(&mail);
        let is_packed =
            |line: &str| line.starts_with("To: =?utf-8?b?") && line.ends_with("?= <cnurse@email.xyz>");
        assert!(raw.lines().any(is_packed), "{raw}");
    }
}
