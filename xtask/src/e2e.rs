//! Playwright's tests and pictures of the built product.

use crate::process::{command, run};
use crate::{project, tools};
use anyhow::{Result, bail};
use std::ffi::OsString;
use std::process::Command;

/// Runs the end-to-end tests against `target/dist/staffroom-server`.
pub(crate) fn test(arguments: &[OsString]) -> Result<()> {
    run(node(&["typescript/bin/tsc", "--noEmit"])?.arg("--pretty"))?;
    run(node(&["@playwright/test/cli.js", "test"])?.args(arguments))
}

/// Takes the README's pictures into `docs/screenshots`.
pub(crate) fn take_screenshots() -> Result<()> {
    run(&mut node(&["@playwright/test/cli.js", "test", "--config", "screenshots.config.ts"])?)
}

/// A program of the tests' packages, run in their folder.
fn node(words: &[&str]) -> Result<Command> {
    let server = project::dist_server();
    if !server.is_file() {
        bail!("{} is not there: run `cargo xtask dist` first.", server.display());
    }
    let modules = tools::node::packages(&project::e2e())?;
    let [program, arguments @ ..] = words else {
        bail!("no program to run");
    };
    let mut node = command("node");
    node.arg(modules.join(program))
        .args(arguments)
        .current_dir(project::e2e())
        .env("STAFFROOM_SERVER", server)
        .env("CHROMIUM", tools::browser::chromium()?);
    Ok(node)
}
