//! The staff table, a person's detail panel, and what is done from there.
//!
//! The page holds the list, the panel holds the person; drawer and dialogs read both and hold only what is being
//! typed or asked. Each of them is a route over the one before, so that it has an address and closes by Back.
//!
//! To add a column: a heading in `table.rs`, a cell in `row.rs`, a width in `staff-table.css`. To add a field to the
//! drawer: `contract::UpdateStaff`, a variant in `model.rs`, its label in `words/fields.rs`, a line in
//! `update_drawer.rs`. To add a filter: a member of `contract::ListStaff`, its name in `query.rs`, its options in
//! `filters.rs`, a line in `filters_popup.rs`, and one in `select/selection.rs`.

mod add_drawer;
mod basic;
mod care_team_fields;
mod chips;
mod conflict;
pub mod deactivate_dialog;
mod deactivation_note;
mod detail;
pub mod detail_panel;
mod download;
mod editing;
mod email_change_state;
mod email_dialogs;
mod filters;
mod filters_popup;
mod foot;
mod frozen_note;
mod glance;
mod invitation_dialogs;
mod link_dialogs;
mod link_state;
mod links;
mod list;
mod list_part;
mod loaded_drawer;
mod look;
mod look_popup;
mod mail_trouble;
mod model;
mod new_person;
mod office_checks;
mod office_choice;
pub mod offices_drawer;
mod own_options;
pub mod page;
pub mod person;
mod pin;
mod pin_dialog;
mod popup;
mod query;
mod role_block;
pub mod role_drawer;
mod row;
mod search;
mod select;
mod settings;
pub mod status_dialog;
mod switch_dialog;
mod table;
mod tabs;
mod timeline;
pub mod update_drawer;
mod walk;
mod window;
mod words;

pub use page::StaffPage;
pub use person::{Person, Piece};
