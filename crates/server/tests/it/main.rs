//! The server as clients see it: the real router on a real database, asked one request at a time.
//!
//! Nothing here reaches behind the API but [`practice`], which sets the stage: people, a clock that can be
//! moved, and the codes of links, which only a mailbox has otherwise.

#![expect(clippy::unwrap_used, reason = "what a test cannot go on without ends it")]

mod account;
mod account_freeze;
mod answer;
mod browser;
mod practice;
mod watched_store;

mod add_staff;
mod audit;
mod audit_events;
mod authority;
mod bulk;
mod csp_reports;
mod deactivation;
mod described_answers;
mod described_limits;
mod email_change;
mod failures;
mod familiar_addresses;
mod fate;
mod forgotten_password;
mod hashing;
mod headers;
mod import;
mod import_files;
mod import_limits;
mod import_reach;
mod import_rounds;
mod invitations;
mod limits;
mod link_events;
mod link_life;
mod link_race;
mod logs;
mod meanwhile;
mod methods;
mod notices;
mod offices;
mod openapi;
mod other_sites;
mod own_events;
mod password;
mod password_strength;
mod power_race;
mod practice_settings;
mod reauthentication;
mod refused_acts;
mod repeated_acts;
mod reset_code;
mod reset_password;
mod roles;
mod rotation;
mod security_headers;
mod sessions;
mod sign_in_time;
mod staff_export;
mod staff_list;
mod staff_lists;
mod staff_power;
mod staff_settings;
mod staff_status;
mod staff_update;
mod strict_requests;
mod trouble;
