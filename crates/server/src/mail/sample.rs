//! What the samples of the mails share, and the rules that hold for each of them.

use super::mailed_link::MailedLink;
use super::rendered::Rendered;
use super::words;
use staffroom_contract::{Secret, UnixSeconds};

/// The practice's name.
pub(super) const PRACTICE: &str = "Cedar Hill Family Practice";
/// The practice's time zone.
pub(super) const TIME_ZONE: &str = "America/New_York";
/// A name with more in it than a name.
pub(super) const AWKWARD: &str = "<a href=//evil.example>Ann</a>";

/// A link to this page.
pub(super) fn link_to(page: &str) -> MailedLink {
    let code = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_";
    let page = format!("https://staff.example.org{page}");
    MailedLink {
        url: format!("{page}#{code}"),
        page,
        code: Secret::new(code),
        until: words::deadline(UnixSeconds(1_795_739_700), TIME_ZONE),
    }
}

/// The mail as somebody reads it who reads the text.
pub(super) fn shown(mail: &Rendered) -> String {
    format!("{}\n\n{}", mail.subject, mail.text)
}

/// Both parts hold the link, the code, until when it is valid, and these `words`; the text has link and code alone on a
/// line each, so that every mail program finds them. The subject, which shows on locked screens, has neither.
pub(super) fn assert_both_parts_hold(mail: &Rendered, link: &MailedLink, words: &[&str]) {
    let code = link.code.expose();
    for part in [&mail.text, &mail.html] {
        for words in [link.url.as_str(), code, &link.until].iter().chain(words) {
            assert!(part.contains(words), "{words} in {part}");
        }
    }
    for alone in [link.url.as_str(), code] {
        assert!(mail.text.lines().any(|line| line == alone), "{alone} in {}", mail.text);
    }
    assert!(!mail.subject.contains(code) && !mail.subject.contains("http"));
}

/// A name is a name: [`AWKWARD`] brings no markup and no line of its own into the mail.
pub(super) fn assert_names_are_only_names(mail: &Rendered) {
    assert!(!mail.html.contains("<a href=//evil"), "{}", mail.html);
    assert_eq!(mail.subject.lines().count(), 1);
    assert!(mail.html.is_ascii());
}
