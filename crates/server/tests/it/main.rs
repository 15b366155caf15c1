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

mod audit;
mod audit_events;
mod authority;
mod described_answers;
mod failures;
mod forgotten_password;
mod hashing;
mod headers;
mod limits;
mod link_events;
mod link_life;
mod link_race;
mod logs;
mod methods;
mod notices;
mod openapi;
mod other_sites;
mod password;
mod reauthentication;
mod refused_acts;
mod reset_code;
mod reset_password;
mod security_headers;
mod sessions;
mod sign_in_time;
mod staff_list;
mod staff_lists;
mod staff_status;
mod staff_update;
mod strict_requests;
mod trouble;
