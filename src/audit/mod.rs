//! The audit log: who did what to whom, for those who may read it.
//!
//! All but `part.rs` is loaded once somebody opens the page. The filters stand in the address, and nowhere else: each
//! control leads to another one.
//!
//! To add a filter: a member of `Filters` in `model.rs`, and its field in `filters.rs`. A new event needs its phrases
//! in `words/acts.rs`; the compiler asks for them.

mod client;
mod events;
mod filters;
mod foot;
mod links;
mod model;
pub mod page;
pub mod part;
mod table;
mod words;

pub use part::AuditLog;
