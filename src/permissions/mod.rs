//! What people may do, wherever the app shows it: what permissions are called, in which groups they stand, and the
//! list to choose them from.
//!
//! A new permission needs its words in `words.rs`, where the compiler asks for them, and its place in a group in
//! `model.rs`.

mod model;
pub mod picker;
mod words;

pub use model::{GROUPS, Group, beyond, found, toggled};
pub use picker::PermissionPicker;
pub use words::{name, names, sentence};
