//! Comma-separated values (RFC 4180): written so that a spreadsheet takes no cell for a formula, and read so that
//! nothing of a file gets lost unnoticed.

mod defused;
mod read;
mod write;

pub use read::{Broken, Record, records};
pub use write::{heading, line, moment};

/// Says at the head of a file that it is UTF-8. Without it Excel takes accents for something else.
const BYTE_ORDER_MARK: char = '\u{feff}';
