//! Staffroom's app in the browser: the staff accounts of a medical practice.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its props, whether it takes them apart or not"
)]
#![expect(unreachable_pub, reason = "the macro writes `pub` on the components of private modules as well")]
#![expect(clippy::fn_params_excessive_bools, reason = "a prop is named where it is set")]

pub mod account;
pub mod account_freeze;
pub mod api;
pub mod app;
pub mod audit;
pub mod bulk;
pub mod bulk_acts;
pub mod code_page;
pub mod email_change;
pub mod feedback;
pub mod following;
pub mod forms;
pub mod import;
pub mod landing;
pub mod own_email;
pub mod password_reset;
pub mod permissions;
pub mod practice;
pub mod practice_settings;
pub mod roles;
pub mod routes;
pub mod session;
pub mod sign_in;
pub mod staff;
pub mod ui;
