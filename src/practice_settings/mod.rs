//! The practice's own settings, for those who may change them.
//!
//! All but `part.rs` is loaded once somebody opens the page. Each section is a form of its own and is saved by itself;
//! `editing.rs` holds what they have in common, above all what becomes of them when somebody else saves meanwhile.
//!
//! To add a setting: a variant of `Setting` in `model.rs`, and the compiler lists the rest; then its field in a
//! section.

mod close_dialog;
mod conflict;
mod domains;
mod editing;
mod leaving;
mod model;
mod offices;
pub mod page;
pub mod part;
mod providers;
mod settings_form;
mod time_zones;
mod words;

pub use part::PracticeSettings;
