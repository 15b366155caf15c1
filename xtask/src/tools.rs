//! What the commands need besides Rust itself: each is looked for, and installed where it is missing.
//!
//! Versions are pinned here and in the `package-lock.json` files. Installing happens beside the final place, and a
//! rename at the end puts the tool there: what is there is whole, and two builds at once do not trip over each
//! other.

pub(crate) mod browser;
pub(crate) mod node;

use crate::process::{cargo, command, on_path, read, run};
use crate::{project, report};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

/// A program that cargo installs.
struct CargoTool {
    package: &'static str,
    version: &'static str,
    is_locked: bool,
}

const TRUNK: CargoTool = CargoTool { package: "trunk", version: "0.21.14", is_locked: true };

/// Its version is to the digit that of the crate `wasm-bindgen`. It is not installed by its own lock file, which
/// names yanked crates.
const WASM_BINDGEN: CargoTool =
    CargoTool { package: "wasm-bindgen-cli", version: "0.2.130", is_locked: false };

const CARGO_DENY: CargoTool = CargoTool { package: "cargo-deny", version: "0.20.2", is_locked: true };

/// cargo-deny, which judges what the product is made of.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    Ok(CARGO_DENY.folder()?.join("cargo-deny"))
}

/// Trunk, which builds the app.
pub(crate) fn trunk() -> Result<PathBuf> {
    Ok(TRUNK.folder()?.join("trunk"))
}

/// The folder of `wasm-bindgen` and `wasm-bindgen-test-runner`.
pub(crate) fn wasm_bindgen_folder() -> Result<PathBuf> {
    WASM_BINDGEN.folder()
}

/// Sees to it that Rust can compile for the browser.
pub(crate) fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let library = read(command("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(&library).is_dir() {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        bail!(
            "This Rust cannot compile for {TARGET}, and there is no rustup to add it: install Rust by \
             https://rustup.rs."
        );
    }
    run(command("rustup").args(["target", "add", TARGET]))
}

impl CargoTool {
    /// The folder of the tool's programs.
    fn folder(&self) -> Result<PathBuf> {
        let tools = project::cache()?.join("tools");
        let place = tools.join(format!("{}-{}", self.package, self.version));
        if !place.is_dir() {
            self.install(&tools, &place)
                .with_context(|| format!("cannot install {} {}", self.package, self.version))?;
        }
        Ok(place.join("bin"))
    }

    fn install(&self, tools: &Path, place: &Path) -> Result<()> {
        report::detail(&format!("Installing {} {} into {}", self.package, self.version, place.display()));
        let unfinished = tools.join(format!(".{}-{}", self.package, process::id()));
        let mut install = cargo();
        install
            .args(["install", self.package, "--version", self.version, "--no-track", "--root"])
            .arg(&unfinished)
            // These tools run for seconds, and would compile for minutes.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "false")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        if self.is_locked {
            install.arg("--locked");
        }
        run(&mut install).inspect_err(|_| {
            // What is left of it helps nobody, and the failure itself is what counts.
            let _ = fs::remove_dir_all(&unfinished);
        })?;
        settle(&unfinished, place)
    }
}

/// Moves a finished installation to its place. Somebody else may have been faster; then theirs stays.
fn settle(finished: &Path, place: &Path) -> Result<()> {
    if let Err(error) = fs::rename(finished, place) {
        let is_there = place.is_dir();
        fs::remove_dir_all(finished)?;
        if !is_there {
            return Err(error)
                .with_context(|| format!("cannot move the installation to {}", place.display()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trunk refuses to work with a `wasm-bindgen` that is not the crate's own.
    #[test]
    fn the_tool_and_the_crate_have_one_version() {
        let lock = include_str!("../../Cargo.lock");
        let entry = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", WASM_BINDGEN.version);
        assert!(lock.contains(&entry), "Cargo.lock has another version than {}", WASM_BINDGEN.version);
    }
}
