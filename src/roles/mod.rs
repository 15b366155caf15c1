//! Roles: what people who do the same work may do, for those who manage roles.
//!
//! All but `part.rs` is loaded once somebody opens the page. The drawer and the question over it are routes, and read
//! the list of the page under them.

mod draft;
mod form;
mod list;
mod model;
mod page;
pub mod part;
mod retire_dialog;
mod role_drawers;
mod table;
mod words;

pub use part::{Piece, Roles, provide_roles_part};
