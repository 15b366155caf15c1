//! `cargo xtask demo`: a sample practice to try things out in.

use crate::process::command;
use crate::{app, dist, project, report, tools};
use anyhow::{Context, Error, Result};
use std::ffi::OsString;
use std::os::unix::process::CommandExt;

/// Builds everything and becomes the server, so that signals reach it and its words alone are on standard output.
pub(crate) fn run(arguments: &[OsString]) -> Result<()> {
    report::step(1, 4, "Looking for the tools");
    tools::wasm_target()?;
    tools::trunk()?;
    tools::wasm_bindgen_folder()?;
    report::step(2, 4, "Building the app");
    app::build(app::Size::SmallIfPossible)?;
    report::step(3, 4, "Building the server");
    dist::build_server()?;
    report::step(4, 4, "Starting the sample practice");
    let server = project::release_server();
    // Where the demo was started, and not at the top of the checkout: a relative --data-dir is meant from there.
    let mut demo = command(&server);
    demo.current_dir(std::env::current_dir().context("the current folder is gone")?)
        .arg("demo")
        .args(arguments);
    Err(Error::new(demo.exec()).context(format!("cannot start {}", server.display())))
}
