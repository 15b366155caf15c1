//! Times and lengths of time as a mail says them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use staffroom_contract::UnixSeconds;

/// A point in time with weekday and zone, such as "Thursday, November 26, 2026 at 7:35 PM EST". In UTC if
/// there is no such time zone.
pub(crate) fn deadline(at: UnixSeconds, time_zone: &str) -> String {
    let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
    let zoned = Timestamp::from_second(at.0).unwrap_or_default().to_zoned_datetime(zone);
    let abbreviation = zoned.strftime("%Z").to_string();
    // Where a zone has no letters of its own, the database gives its offset, which alone says little.
    let prefix = if abbreviation.starts_with(['+', '-']) { "UTC" } else { "" };
    format!("{} {prefix}{abbreviation}", zoned.strftime("%A, %B %-d, %Y at %-I:%M %p"))
}

/// A length of time in the largest unit that fits it, hours at most, such as "72 hours".
pub(super) fn span(seconds: i64) -> String {
    let (count, unit) = if seconds % 3600 == 0 { (seconds / 3600, "hour") } else { (seconds / 60, "minute") };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A mail says until when a link is valid in words, in the practice's own time.
    #[test]
    fn a_deadline_is_said_in_words_with_its_time_zone() {
        let at = UnixSeconds(1_795_739_700);
        for (zone, words) in [
            ("America/New_York", "Thursday, November 26, 2026 at 7:35 PM EST"),
            ("America/Sao_Paulo", "Thursday, November 26, 2026 at 9:35 PM UTC-03"),
            ("UTC", "Friday, November 27, 2026 at 12:35 AM UTC"),
            ("Nowhere/Else", "Friday, November 27, 2026 at 12:35 AM UTC"),
        ] {
            assert_eq!(deadline(at, zone), words);
        }
        let in_summer = UnixSeconds(1_781_652_900);
        assert_eq!(deadline(in_summer, "America/New_York"), "Tuesday, June 16, 2026 at 7:35 PM EDT");
    }

    #[test]
    fn a_span_is_said_in_hours_where_it_can_be() {
        assert_eq!(span(72 * 3600), "72 hours");
        assert_eq!(span(3600), "1 hour");
        assert_eq!(span(90 * 60), "90 minutes");
    }
}
