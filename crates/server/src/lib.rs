//! Staffroom's server, as a library: `main.rs` starts it, the tests drive it.

pub mod app_files;
pub mod clock;
pub mod context;
pub mod link_code;
pub mod mail;
pub mod password_hash;
pub mod random;
