//! What the commands say.

use std::time::Duration;

/// Tells that a step of several begins.
pub(crate) fn step(number: usize, of: usize, what: &str) {
    eprintln!("[{number}/{of}] {what} …");
}

/// Tells what is being done within a step.
pub(crate) fn detail(what: &str) {
    eprintln!("      {what}");
}

/// Tells why nothing more will happen.
pub(crate) fn failure(error: &anyhow::Error) {
    eprintln!("error: {error:#}");
}

/// A stretch of time as people read it: "4.2 s", "3 min 10 s".
pub(crate) fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    if seconds < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

/// A number of bytes as people read it: "128.4 KB", a KB being 1000 bytes.
pub(crate) fn kilobytes(bytes: u64) -> String {
    format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_read_naturally() {
        assert_eq!(duration(Duration::from_millis(4_230)), "4.2 s");
        assert_eq!(duration(Duration::from_secs(190)), "3 min 10 s");
        assert_eq!(kilobytes(128_460), "128.4 KB");
        assert_eq!(kilobytes(99), "0.0 KB");
    }
}
