//! Bulk acts that somebody has begun: how far they are, what became of each person, and trying again what failed.
//!
//! They are begun from the staff table. All but `part.rs` is loaded once somebody opens the page; which act is shown,
//! and which of its results, stands in the address.

mod acts;
mod keyboard;
mod links;
mod one_act;
mod page;
mod part;
mod progress;
mod results;
mod stop;
mod watch;
mod words;

pub use part::BulkActs;
