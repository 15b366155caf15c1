//! Points in time and lengths of time, in words.

use js_sys::{Date, Object, Reflect};
use leptos::prelude::*;
use staffroom_contract::UnixSeconds;
use std::time::Duration;

/// A point in time as the app's sentences write it, such as "Nov 26, 2026, 7:35 PM EST".
///
/// The browser's own zone decides, and is named: the mail about the same point may name another.
pub fn words(time: UnixSeconds) -> String {
    let options = [
        ("year", "numeric"),
        ("month", "short"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "2-digit"),
        ("timeZoneName", "short"),
    ];
    formatted(time, &options)
}

/// The day of a point in time, in the browser's zone: "Thursday, November 26, 2026".
pub fn day(time: UnixSeconds) -> String {
    let options = [("weekday", "long"), ("year", "numeric"), ("month", "long"), ("day", "numeric")];
    formatted(time, &options)
}

/// The time of the day, in the browser's zone, which is named: "7:35:02 PM EST".
pub fn time_of_day(time: UnixSeconds) -> String {
    let options =
        [("hour", "numeric"), ("minute", "2-digit"), ("second", "2-digit"), ("timeZoneName", "short")];
    formatted(time, &options)
}

/// When a day begins in the browser's zone. A day past the end of its month counts on into the next.
pub fn start_of_day(year: u32, month: u32, day: u32) -> UnixSeconds {
    let [month, day] = [month.saturating_sub(1), day].map(|number| i32::try_from(number).unwrap_or_default());
    UnixSeconds(from_milliseconds(Date::new_with_year_month_day(year, month, day).get_time()))
}

fn formatted(time: UnixSeconds, members: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in members {
        // Setting a member of a fresh object cannot fail.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    // The language of the sentences around it, not the browser's.
    Date::new(&to_milliseconds(time).into()).to_locale_string("en-US", &options).into()
}

/// The present.
pub fn now() -> UnixSeconds {
    UnixSeconds(from_milliseconds(Date::now()))
}

/// The present, in seconds since 1970; changes each second for as long as its owner lives.
pub fn use_now() -> Signal<i64> {
    let now = RwSignal::new(from_milliseconds(Date::now()));
    let tick = move || now.set(from_milliseconds(Date::now()));
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    now.into()
}

/// A length of time in its two largest units, rounded down: "71 h 12 m", "12 m 5 s", "5 s". Nothing is left of
/// one that is over: "0 s".
pub fn remaining(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => format!("{rest} s"),
        (0, _) => format!("{minutes} m {rest} s"),
        _ => format!("{hours} h {minutes} m"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a double holds the seconds of 285 million years")]
fn to_milliseconds(time: UnixSeconds) -> f64 {
    time.0 as f64 * 1000.0
}

#[expect(clippy::cast_possible_truncation, reason = "a double cast to an integer stops at its ends")]
fn from_milliseconds(milliseconds: f64) -> i64 {
    (milliseconds / 1000.0) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is left is told as exactly as somebody can act upon, and is never more than it is.
    #[test]
    fn what_is_left_is_told_in_its_two_largest_units() {
        for (seconds, words) in [
            (259_200, "72 h 0 m"),
            (259_199, "71 h 59 m"),
            (3600, "1 h 0 m"),
            (3599, "59 m 59 s"),
            (60, "1 m 0 s"),
            (59, "59 s"),
            (0, "0 s"),
            (-5, "0 s"),
        ] {
            assert_eq!(remaining(seconds), words);
        }
    }
}
