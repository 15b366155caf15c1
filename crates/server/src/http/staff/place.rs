//! A place in the staff table as it travels: to the app it is a text that leads on, and nothing else.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use staffroom_contract::StaffId;
use staffroom_store::StaffPlace;

/// Stands behind the id, and in none.
const ID_END: char = '\0';

/// A place as the app gets it, in characters that a query takes as they are.
pub(super) fn written(place: &StaffPlace) -> String {
    URL_SAFE_NO_PAD.encode(format!("{}{ID_END}{}", place.id, place.sort_key))
}

/// The place that the app brings back; none if it did not get it here.
pub(super) fn read(text: &str) -> Option<StaffPlace> {
    let place = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    let (id, sort_key) = place.split_once(ID_END)?;
    Some(StaffPlace { sort_key: sort_key.to_owned(), id: StaffId::new(id) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever people are named, the place behind them comes back as it was, by way of an address bar.
    #[test]
    fn a_place_comes_back_as_it_was() {
        for sort_key in ["nurse\u{1}camille", "\u{1}", "山田\u{1}?&=#%\0", &"x".repeat(10_000)] {
            let place = StaffPlace { sort_key: sort_key.to_owned(), id: StaffId::new("1b9d6bcd-bbfd") };
            let written = written(&place);
            assert!(written.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
            assert_eq!(read(&written), Some(place));
        }
    }

    /// What was made up is no place: not a person's id, not a text in the wrong letters, not one without an end.
    #[test]
    fn what_was_not_written_here_is_no_place() {
        for text in ["", "camilles", "Y2FtaWxsZXM", "Y2FtaWxsZXMA=", "+/8", "_w", "\0"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
