//! Where things are.

use anyhow::{Context, Result};
use std::env;
use std::path::{Path, PathBuf};

/// The top of the checkout.
pub(crate) fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// What is built from the checkout and belongs to nobody but this project.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The finished app, which the server embeds: its documents, and beside them everything that is served under
/// `/assets/`, each with its `.br` and `.gz`.
pub(crate) fn app() -> PathBuf {
    target().join("app")
}

/// The one file that is deployed.
pub(crate) fn dist_server() -> PathBuf {
    target().join("dist/staffroom-server")
}

/// The server as cargo leaves it.
pub(crate) fn release_server() -> PathBuf {
    built().join("release/staffroom-server")
}

/// A program of the app as cargo leaves it.
pub(crate) fn wasm_program(name: &str) -> PathBuf {
    built().join("wasm32-unknown-unknown/wasm-release").join(name).with_extension("wasm")
}

/// Wherever cargo was told to build.
fn built() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(target, |folder| root().join(folder))
}

/// The Playwright tests.
pub(crate) fn e2e() -> PathBuf {
    root().join("tests/e2e")
}

/// Where tools are kept, shared by all checkouts of one user.
pub(crate) fn cache() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("STAFFROOM_CACHE") {
        return Ok(root().join(folder));
    }
    if let Some(folder) = env::var_os("XDG_CACHE_HOME").filter(|folder| !folder.is_empty()) {
        return Ok(PathBuf::from(folder).join("staffroom"));
    }
    let home = env::home_dir()
        .context("There is no home folder to keep tools in: set STAFFROOM_CACHE to a folder.")?;
    let below_home = if cfg!(target_os = "macos") { "Library/Caches/staffroom" } else { ".cache/staffroom" };
    Ok(home.join(below_home))
}
