//! The landing page of the link in a notice: "This was not me".
//!
//! It asks before it does anything, since mail programs open links by themselves.

mod model;
mod page;
mod words;

pub use page::{AccountFreezePage, AccountFreezePageProps};
