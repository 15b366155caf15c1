//! Chromium, and the driver that `wasm-bindgen-test` steers it by.

use super::node;
use crate::process::{command, on_path, read, run};
use crate::{project, report};
use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};

const ON_MACOS: [&str; 2] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// A Chromium: the one that `CHROMIUM` names, the system's, or else Playwright's, which is then installed.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(named) = named_by("CHROMIUM")? {
        return Ok(named);
    }
    if let Some(installed) = installed() {
        return Ok(installed);
    }
    if is_debian_root() {
        install_debian_packages()?;
        if let Some(installed) = installed() {
            return Ok(installed);
        }
    }
    of_playwright()
}

/// The driver for `chromium`: the one that `CHROMEDRIVER` names, the system's, or else a download of the same
/// version.
pub(crate) fn driver(chromium: &Path) -> Result<PathBuf> {
    if let Some(named) = named_by("CHROMEDRIVER")? {
        return Ok(named);
    }
    if let Some(installed) = on_path("chromedriver") {
        return Ok(installed);
    }
    if is_debian_root() {
        install_debian_packages()?;
        if let Some(installed) = on_path("chromedriver") {
            return Ok(installed);
        }
    }
    download_driver(chromium).context(
        "There is no chromedriver for the browser tests: install your system's package (Debian: chromium-driver), \
         or set CHROMEDRIVER to one of the browser's version",
    )
}

fn named_by(variable: &str) -> Result<Option<PathBuf>> {
    let Some(path) = env::var_os(variable).map(PathBuf::from) else {
        return Ok(None);
    };
    if !path.is_file() {
        bail!("{variable} names {}, and there is no such file.", path.display());
    }
    Ok(Some(path))
}

fn installed() -> Option<PathBuf> {
    let named = ["chromium", "google-chrome", "google-chrome-stable"].into_iter().find_map(on_path);
    named.or_else(|| ON_MACOS.into_iter().map(PathBuf::from).find(|path| path.is_file()))
}

fn is_debian_root() -> bool {
    Path::new("/etc/debian_version").exists()
        && on_path("apt-get").is_some()
        && read(command("id").arg("-u")).is_ok_and(|user| user == "0")
}

fn install_debian_packages() -> Result<()> {
    report::detail("Installing chromium and chromium-driver by apt-get");
    let apt_get =
        |arguments: &[&str]| run(command("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"));
    apt_get(&["update", "-q"])?;
    apt_get(&["install", "-q", "-y", "--no-install-recommends", "chromium", "chromium-driver"])
}

fn of_playwright() -> Result<PathBuf> {
    let modules = node::packages(&project::e2e())?;
    let browsers = project::cache()?.join("browsers");
    let playwright = |arguments: &[&str]| {
        let mut playwright = command("node");
        playwright.arg(modules.join("playwright-core/cli.js")).args(arguments);
        playwright.env("PLAYWRIGHT_BROWSERS_PATH", &browsers);
        playwright
    };
    report::detail(&format!("Making Playwright's Chromium ready in {}", browsers.display()));
    run(&mut playwright(&["install", "chromium"]))
        .context("There is no Chromium: install your system's package, or set CHROMIUM to one")?;
    let asks_where = "console.log(require('playwright-core').chromium.executablePath())";
    let path = read(
        command("node")
            .args(["--eval", asks_where])
            .current_dir(project::e2e())
            .env("PLAYWRIGHT_BROWSERS_PATH", &browsers),
    )?;
    Ok(path.into())
}

fn download_driver(chromium: &Path) -> Result<PathBuf> {
    node::check()?;
    let version = read(command(chromium).arg("--version"))?;
    let version =
        version_in(&version).with_context(|| format!("cannot read the version from {version:?}"))?;
    report::detail(&format!("Downloading chromedriver {version}"));
    let answer = read(
        command("npx")
            .args(["--yes", "@puppeteer/browsers", "install", &format!("chromedriver@{version}"), "--path"])
            .arg(project::cache()?.join("browsers")),
    )?;
    let (_, path) = answer
        .lines()
        .last()
        .and_then(|line| line.split_once(' '))
        .with_context(|| format!("cannot read where it is from {answer:?}"))?;
    Ok(path.into())
}

fn version_in(answer: &str) -> Option<&str> {
    answer
        .split_whitespace()
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_found_in_a_browsers_own_words() {
        assert_eq!(version_in("Chromium 156.0.8078.79 built on Debian GNU/Linux 12"), Some("156.0.8078.79"));
        assert_eq!(version_in("Google Chrome 156.0.8078.79"), Some("156.0.8078.79"));
        assert_eq!(version_in("Google Chrome"), None);
    }
}
