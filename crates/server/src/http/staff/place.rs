//! A place in the staff table as it travels: to the app it is a text that leads on, and nothing else.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use staffroom_contract::{SortDirection, StaffId};
use staffroom_store::{OrderedBy, StaffPlace};

/// Stands between the parts, and in none of those before the last.
const END: char = '\0';

/// A place as the app gets it, in characters that a query takes as they are.
pub(super) fn written(place: &StaffPlace) -> String {
    let (sort, value) = match &place.by {
        OrderedBy::Name => ('n', String::new()),
        OrderedBy::Role(role) => ('r', role.clone()),
        OrderedBy::PrimaryProvider(name) => ('p', name.clone()),
        OrderedBy::LastSignIn(at) => ('s', at.to_string()),
    };
    let way = match place.direction {
        SortDirection::Ascending => 'a',
        SortDirection::Descending => 'd',
    };
    // Names come last, since they hold whatever people are called.
    let length = value.len();
    let (id, name) = (&place.id, &place.sort_key);
    URL_SAFE_NO_PAD.encode(format!("{sort}{way}{length}{END}{id}{END}{value}{name}"))
}

/// The place that the app brings back; none if it did not get it here.
pub(super) fn read(text: &str) -> Option<StaffPlace> {
    let place = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (head, rest) = place.split_once(END)?;
    let (id, rest) = rest.split_once(END)?;
    let (sort, head) = head.split_at_checked(1)?;
    let (way, length) = head.split_at_checked(1)?;
    let (value, sort_key) = rest.split_at_checked(length.parse().ok()?)?;
    Some(StaffPlace {
        by: match sort {
            "n" if value.is_empty() => OrderedBy::Name,
            "r" => OrderedBy::Role(value.to_owned()),
            "p" => OrderedBy::PrimaryProvider(value.to_owned()),
            "s" => OrderedBy::LastSignIn(value.parse().ok()?),
            _ => return None,
        },
        direction: match way {
            "a" => SortDirection::Ascending,
            "d" => SortDirection::Descending,
            _ => return None,
        },
        sort_key: sort_key.to_owned(),
        id: StaffId::new(id),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever people are named and the list is ordered by, the place behind them comes back as it was, by way of
    /// an address bar.
    #[test]
    fn a_place_comes_back_as_it_was() {
        for name in ["nurse\u{1}camille", "\u{1}", "山田\u{1}?&=#%\0", &"x".repeat(10_000)] {
            for by in [
                OrderedBy::Name,
                OrderedBy::Role("nurse".to_owned()),
                OrderedBy::PrimaryProvider(name.to_owned()),
                OrderedBy::PrimaryProvider(String::new()),
                OrderedBy::LastSignIn(0),
            ] {
                for direction in [SortDirection::Ascending, SortDirection::Descending] {
                    let id = StaffId::new("1b9d6bcd-bbfd");
                    let place = StaffPlace { by: by.clone(), direction, sort_key: name.to_owned(), id };
                    let written = written(&place);
                    assert!(
                        written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
                    );
                    assert_eq!(read(&written), Some(place));
                }
            }
        }
    }

    /// What was made up is no place: not a person's id, not a text in the wrong letters, not one without an end.
    #[test]
    fn what_was_not_written_here_is_no_place() {
        for text in ["", "camilles", "Y2FtaWxsZXM", "Y2FtaWxsZXMA=", "+/8", "_w", "\0"] {
            assert_eq!(read(text), None, "{text}");
        }
        for text in
            ["na1\0id\0", "na\0id\0name", "xa0\0id\0name", "nx0\0id\0name", "sa3\0id\0oneann", "é\0\0"]
        {
            assert_eq!(read(&URL_SAFE_NO_PAD.encode(text)), None, "{text}");
        }
    }
}
