//! Comma-separated values (RFC 4180): written so that a spreadsheet takes no cell for a formula, and read so that
//! nothing of a file gets lost unnoticed.

mod read;
mod write;

pub use read::{Broken, Record, records};
pub use write::{line, moment};
