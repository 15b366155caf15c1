//! Pieces that could serve any product: they know neither the API nor the router.
//!
//! To add a piece: a file with its component, a style file of the same name in `style/components/`, and a line
//! here. Each prop has a doc line; whatever a screen reader gets to hear of the piece is said on the component.

pub mod badge;
pub mod button;
pub mod card_page;
pub mod dialog;
pub mod dom;
pub mod icon;
pub mod later;
mod leave_guard;
mod number;
pub mod remembered;
mod section;
pub mod time;

pub use badge::{Badge, Tone};
pub use button::{Button, ButtonKind};
pub use card_page::CardPage;
pub use dialog::{Dialog, DialogKind, OpenDialogs, provide_open_dialogs, use_open_dialogs};
pub use icon::{Icon, IconName};
pub(crate) use later::split_off;
pub use later::{Later, NotLoaded};
pub use leave_guard::{Guard, guard_leaving, provide_leave_guard};
pub use number::{counted, number};
pub use section::{Section, SectionHeading};
