//! Staffroom's server, as a library: `main.rs` starts it, the tests drive it.

pub mod admin;
pub mod app_files;
pub mod app_unlock_pin;
pub mod audit;
pub mod care_team_roles;
pub mod cli;
pub mod clock;
pub mod config;
pub mod context;
pub mod demo;
pub mod email_change;
pub mod forgotten_password;
pub mod http;
pub mod jobs;
pub mod limits;
pub mod link_code;
pub mod listener;
pub mod logging;
pub mod mail;
pub mod password_hash;
pub mod password_rules;
pub mod password_strength;
pub mod random;
pub mod repeated_acts;
pub mod reset_link;
pub mod serve;
