//! Adding many people from a file: choose it, look at what a check finds, confirm, and watch what comes of each row.
//!
//! All but `part.rs` is loaded once somebody opens the page. Which import is shown stands in the address, so that one
//! can close the page and come back.

mod checked;
mod choose;
mod done;
mod earlier;
mod model;
mod one_import;
pub mod page;
pub mod part;

mod row_table;
mod rows;
mod running;
mod watch;
mod words;

pub use part::Import;
