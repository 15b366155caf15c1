//! Staffroom's app in the browser: the staff accounts of a medical practice.

#![expect(
    clippy::needless_pass_by_value,
    reason = "a component owns its props, whether it takes them apart or not"
)]

pub mod api;
pub mod feedback;
pub mod forms;
pub mod routes;
pub mod session;
pub mod staff;
pub mod ui;
