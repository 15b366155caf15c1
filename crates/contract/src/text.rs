//! Rules for the texts that people type: one rule, run in the browser and on the server.
//!
//! Each rule takes the text as it will be kept (see [`tidy`]) and says which [`FieldRule`] refuses it. An
//! empty text is fine for every rule: whether a field may be empty is the request's own matter.

use crate::field::{FieldProblem, FieldRule};

/// The longest first or last name, in characters.
pub const NAME_MAX: u32 = 100;
/// The shortest username, in characters.
pub const USERNAME_MIN: u32 = 3;
/// The longest username, in characters.
pub const USERNAME_MAX: u32 = 64;
/// The longest email address, in characters (RFC 5321, section 4.5.3.1.3: a path of 256 with its brackets).
pub const EMAIL_MAX: u32 = 254;
/// The longest part of an email address before the `@`, in characters (RFC 5321, section 4.5.3.1.1).
pub const EMAIL_LOCAL_MAX: usize = 64;
/// The longest domain, in characters (RFC 1035, section 2.3.4, less what its bytes have around them).
pub const DOMAIN_MAX: u32 = 253;
/// The longest phone number as typed, in characters.
pub const PHONE_MAX: u32 = 32;
/// The fewest digits of a phone number.
pub const PHONE_DIGITS_MIN: usize = 7;
/// The most digits of a phone number (ITU-T E.164, section 6.2.1).
pub const PHONE_DIGITS_MAX: usize = 15;
/// The longest search, in characters.
pub const SEARCH_MAX: u32 = 100;

/// A text as it is kept: without white space at its ends. People paste it along.
pub fn tidy(text: &str) -> String {
    text.trim().to_owned()
}

/// A person's first or last name: any script, up to [`NAME_MAX`] characters.
pub fn check_name(field: &str, text: &str) -> Option<FieldProblem> {
    too_long(field, text, NAME_MAX).or_else(|| unprintable(field, text))
}

/// A username: [`USERNAME_MIN`] to [`USERNAME_MAX`] ASCII letters, digits and `. _ - @ +`, beginning with a
/// letter or digit. ASCII, so that no two of them look alike to a person and differ to the server.
pub fn check_username(field: &str, text: &str) -> Option<FieldProblem> {
    if text.is_empty() {
        return None;
    }
    too_long(field, text, USERNAME_MAX).or_else(|| unprintable(field, text)).or_else(|| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "._-@+".contains(c);
        if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) || !text.chars().all(allowed) {
            Some(FieldProblem::new(field, FieldRule::NotAUsername))
        } else if text.len() < USERNAME_MIN as usize {
            Some(FieldProblem::with_limit(field, FieldRule::TooShort, USERNAME_MIN))
        } else {
            None
        }
    })
}

/// An email address that mail can be sent to: ASCII, a dot-atom before the `@`, a domain of at least two
/// labels after it.
///
/// Narrower than RFC 5321 on purpose: no quoted local parts, no address literals, no bare host names, and no
/// characters outside of ASCII, so that a look-alike of somebody's address is no address at all.
pub fn check_email(field: &str, text: &str) -> Option<FieldProblem> {
    if text.is_empty() {
        return None;
    }
    too_long(field, text, EMAIL_MAX).or_else(|| unprintable(field, text)).or_else(|| {
        let fits =
            text.split_once('@').is_some_and(|(local, domain)| is_dot_atom(local) && is_domain(domain));
        (!fits).then(|| FieldProblem::new(field, FieldRule::NotAnEmail))
    })
}

/// The domain of an email address that mail can be sent to; see [`check_email`]. It must be there.
pub fn check_domain(field: &str, text: &str) -> Option<FieldProblem> {
    too_long(field, text, DOMAIN_MAX)
        .or_else(|| (!is_domain(text)).then(|| FieldProblem::new(field, FieldRule::NotADomain)))
}

/// A phone number as people write it: [`PHONE_DIGITS_MIN`] to [`PHONE_DIGITS_MAX`] digits with spaces and
/// `+ ( ) - . /` between them, and an extension after `x` or `ext` if there is one.
pub fn check_phone(field: &str, text: &str) -> Option<FieldProblem> {
    if text.is_empty() {
        return None;
    }
    too_long(field, text, PHONE_MAX).or_else(|| unprintable(field, text)).or_else(|| {
        let (number, extension) = match text.split_once(['x', 'X']) {
            Some((number, extension)) => (
                number.strip_suffix(['e', 'E']).unwrap_or(number),
                Some(extension.trim_start_matches(['t', 'T', '.'])),
            ),
            None => (text, None),
        };
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let number_fits = (PHONE_DIGITS_MIN..=PHONE_DIGITS_MAX).contains(&digits)
            && number
                .chars()
                .enumerate()
                .all(|(at, c)| c.is_ascii_digit() || " ()-./".contains(c) || (c == '+' && at == 0));
        let extension_fits = extension.is_none_or(|extension| {
            let extension = extension.trim();
            (1..=6).contains(&extension.len()) && extension.chars().all(|c| c.is_ascii_digit())
        });
        (!number_fits || !extension_fits).then(|| FieldProblem::new(field, FieldRule::NotAPhone))
    })
}

/// What somebody looks for: anything, up to [`SEARCH_MAX`] characters.
pub fn check_search(field: &str, text: &str) -> Option<FieldProblem> {
    too_long(field, text, SEARCH_MAX)
}

/// What somebody says who they are by: a username or an email address, which need not be anybody's.
pub fn check_login(field: &str, text: &str) -> Option<FieldProblem> {
    check_required(field, text).or_else(|| too_long(field, text, USERNAME_MAX.max(EMAIL_MAX)))
}

/// A field that must not be left empty.
pub fn check_required(field: &str, text: &str) -> Option<FieldProblem> {
    text.is_empty().then(|| FieldProblem::new(field, FieldRule::Required))
}

fn too_long(field: &str, text: &str, limit: u32) -> Option<FieldProblem> {
    (text.chars().count() > limit as usize)
        .then(|| FieldProblem::with_limit(field, FieldRule::TooLong, limit))
}

/// Control characters end mail headers and log lines early; the marks that turn the direction of writing
/// around make one name look like another (Unicode Technical Report 36, section 2.5).
fn unprintable(field: &str, text: &str) -> Option<FieldProblem> {
    let unprintable = |c: char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    text.contains(unprintable).then(|| FieldProblem::new(field, FieldRule::ControlCharacters))
}

fn is_dot_atom(local: &str) -> bool {
    let is_atom = |atom: &str| {
        !atom.is_empty()
            && atom.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
    };
    local.len() <= EMAIL_LOCAL_MAX && local.split('.').all(is_atom)
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let mut labels = domain.rsplit('.');
    let top = labels.next().unwrap_or_default();
    is_label(top) && !top.chars().all(|c| c.is_ascii_digit()) && domain.contains('.') && labels.all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(problem: Option<FieldProblem>) -> Option<FieldRule> {
        problem.map(|problem| problem.rule)
    }

    /// Names of any script are kept; what could break a mail header or a log line is not.
    #[test]
    fn names_take_any_script_but_no_control_characters() {
        for name in ["Camille", "Tests, Jr.", "Nguyễn", "O’Brien", "山田", "<b>Ann</b>", &"x".repeat(100)]
        {
            assert_eq!(rule(check_name("n", name)), None, "{name}");
        }
        for name in ["Ann\r\nBcc: x", "Ann\0", "Ann\u{202E}nnA", "Ann\u{2028}"] {
            assert_eq!(rule(check_name("n", name)), Some(FieldRule::ControlCharacters), "{name:?}");
        }
        assert_eq!(
            check_name("n", &"é".repeat(101)),
            Some(FieldProblem::with_limit("n", FieldRule::TooLong, NAME_MAX))
        );
    }

    /// A username cannot look like another one: no letters outside of ASCII, no spaces.
    #[test]
    fn usernames_are_plain() {
        for username in ["camilles", "jamie_demo_staff", "a.b-c", "J.Doe@clinic", "9lives"] {
            assert_eq!(rule(check_username("u", username)), None, "{username}");
        }
        for username in ["ADMıN", "jo hn", ".dot", "_x_", "añb", "a/b", "аdmin"] {
            assert_eq!(rule(check_username("u", username)), Some(FieldRule::NotAUsername), "{username}");
        }
        assert_eq!(rule(check_username("u", "ab")), Some(FieldRule::TooShort));
        assert_eq!(rule(check_username("u", &"a".repeat(65))), Some(FieldRule::TooLong));
    }

    /// What the mail library accepts but no practice's address looks like is refused.
    #[test]
    fn emails_are_addresses_that_mail_can_be_sent_to() {
        for email in
            ["cnurse@email.xyz", "a+b@sub.example.com", "o'neil@clinic.co.uk", "x@xn--80ak6aa92e.com"]
        {
            assert_eq!(rule(check_email("e", email)), None, "{email}");
        }
        for email in [
            "none",
            "a@b",
            "a@[127.0.0.1]",
            "@x.yz",
            "a@",
            "a b@x.yz",
            "a@x..yz",
            ".a@x.yz",
            "a.@x.yz",
            "a@-x.yz",
            "a@x.yz.",
            "a@1.2.3.4",
            "admin@exаmple.com",
            "ADMıN@example.com",
            "a@b@x.yz",
            "\"a b\"@x.yz",
            "a@x.y z",
        ] {
            assert_eq!(rule(check_email("e", email)), Some(FieldRule::NotAnEmail), "{email}");
        }
        assert_eq!(rule(check_email("e", "a@x.yz\r\nBcc: b@x.yz")), Some(FieldRule::ControlCharacters));
        assert_eq!(rule(check_email("e", &format!("a@{}.yz", "x.".repeat(130)))), Some(FieldRule::TooLong));
    }

    /// Phone numbers are taken as people write them, and nothing else is.
    #[test]
    fn phones_are_numbers_as_people_write_them() {
        for phone in [
            "111-222-3333",
            "+1 (111) 222-3333",
            "111.222.3333",
            "1112223333 x12",
            "111-222-3333 ext. 4",
            "5551234",
        ] {
            assert_eq!(rule(check_phone("p", phone)), None, "{phone}");
        }
        for phone in
            ["none", "12", "111-222-33x", "1234567890123456", "111+222+3333", "١١١٢٢٢٣٣٣٣", "x1234567"]
        {
            assert_eq!(rule(check_phone("p", phone)), Some(FieldRule::NotAPhone), "{phone}");
        }
        assert_eq!(rule(check_phone("p", &"1 ".repeat(20))), Some(FieldRule::TooLong));
    }
}
