//! `cargo xtask soak`: the built server, killed again and again in the middle of its work.

use crate::process::{cargo, run};
use crate::project;
use anyhow::{Result, bail};

/// How often the server is killed as one check among others.
pub(crate) const SHORT: u32 = 5;

/// Kills `target/dist/staffroom-server` this often, and looks each time at what it left behind.
pub(crate) fn test(rounds: u32) -> Result<()> {
    let server = project::dist_server();
    if !server.is_file() {
        bail!("{} is not there: run `cargo xtask dist` first.", server.display());
    }
    run(cargo()
        .args(["test", "--package", "staffroom-server", "--test", "soak", "--", "--ignored", "--nocapture"])
        .env("STAFFROOM_SERVER", server)
        .env("SOAK_ROUNDS", rounds.to_string()))
}
