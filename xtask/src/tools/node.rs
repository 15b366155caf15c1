//! Node.js and the packages that it runs.

use crate::process::{command, on_path, read, run};
use crate::{project, report};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// The oldest Node.js that all the packages run on.
const OLDEST: u32 = 20;

/// Says in one line why there is no Node.js to work with, if so.
pub(crate) fn check() -> Result<()> {
    if on_path("node").is_none() || on_path("npm").is_none() {
        bail!(
            "Node.js {OLDEST} or newer is needed, with npm: install it from https://nodejs.org or by your system's \
             packages."
        );
    }
    let version = read(command("node").arg("--version"))?;
    if major(&version).is_none_or(|major| major < OLDEST) {
        bail!("Node.js {OLDEST} or newer is needed, and this is {version}.");
    }
    Ok(())
}

/// Installs the packages of a folder with a `package-lock.json` into its `node_modules`, which it returns.
pub(crate) fn packages(folder: &Path) -> Result<PathBuf> {
    check()?;
    let modules = folder.join("node_modules");
    let lock = fs::read(folder.join("package-lock.json"))?;
    // Written last, so that a broken-off installation is done again.
    let installed = modules.join(".staffroom-lock.json");
    if fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    report::detail(&format!(
        "Installing the packages of {}",
        folder.strip_prefix(project::root())?.display()
    ));
    // None of the packages needs its install script.
    let quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(command("npm").arg("ci").args(quiet).current_dir(folder))
        .with_context(|| format!("cannot install the packages of {}", folder.display()))?;
    fs::write(&installed, lock)?;
    Ok(modules)
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_the_first_number() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.1.0"), Some(8));
        assert_eq!(major("unknown"), None);
    }
}
