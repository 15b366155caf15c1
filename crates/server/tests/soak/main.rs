//! The real server, killed at random moments. Whatever it was doing then has happened whole or not at all, and what it
//! promised happens.
//!
//! `cargo xtask soak` builds the server and runs this against it.

#![expect(clippy::unwrap_used, reason = "what the soak cannot go on without ends it")]

mod many;
mod practice;
mod resets;
mod server;
mod sink;

use std::time::Duration;

/// How long something may take that is not what is tried here.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many rounds were asked for.
fn rounds() -> u32 {
    std::env::var("SOAK_ROUNDS").map_or(5, |rounds| rounds.parse().unwrap())
}

fn random_below(limit: u32) -> u32 {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes).unwrap();
    u32::from_ne_bytes(bytes) % limit
}
