//! `cargo xtask dist`: the one file that is deployed.

use crate::process::cargo;
use crate::{app, budget, process, project, report, sbom};
use anyhow::{Context, Result};
use std::fs;

/// Makes the file, and prints its size and the app's.
pub(crate) fn run() -> Result<()> {
    build()?;
    let server = project::dist_server();
    let size = fs::metadata(&server)?.len();
    println!("{}: {}", server.display(), report::kilobytes(size));
    println!("{}: whose code is in it", sbom::file().display());
    budget::print()
}

/// Makes `target/dist/staffroom-server`, and beside it the list of whose code is in it.
pub(crate) fn build() -> Result<()> {
    report::step(1, 2, "Building the app");
    app::build(app::Size::Small)?;
    report::step(2, 2, "Building the server");
    build_server()?;
    let dist = project::dist_server();
    if let Some(folder) = dist.parent() {
        fs::create_dir_all(folder)?;
    }
    // By a rename, since a program that runs cannot be written over.
    let unfinished = dist.with_extension("unfinished");
    fs::copy(project::release_server(), &unfinished)
        .and_then(|_| fs::rename(&unfinished, &dist))
        .with_context(|| format!("cannot write {}", dist.display()))?;
    sbom::write()
}

/// Builds the server with the app inside, for real use.
pub(crate) fn build_server() -> Result<()> {
    process::run(
        cargo()
            .args(["build", "--release", "--package", "staffroom-server"])
            .env("RUSTFLAGS", process::path_flags().join(" ")),
    )
}
