//! `cargo xtask test` and `cargo xtask check`: every check, one after the other, until one fails.

use crate::process::{cargo, command, path_with, run as run_program};
use crate::{budget, dist, e2e, project, report, soak, tools};
use anyhow::{Context, Result};
use clap::ValueEnum;
use std::fs;
use std::time::{Duration, Instant};

/// One check, by the name that repeats it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Check {
    /// Formatting
    Format,
    /// Clippy for this machine
    Clippy,
    /// Clippy for the browser
    ClippyWasm,
    /// The documentation of the code
    Docs,
    /// Tests that run on this machine
    Native,
    /// The licences and the sources of what the product is made of
    Dependencies,
    /// Tests that run in a browser, one component at a time
    Browser,
    /// The build of target/dist/staffroom-server
    Dist,
    /// The size of the app against its budget
    Size,
    /// The built server, killed a few times in the middle of its work
    Soak,
    /// The built product in a browser
    E2e,
}

impl Check {
    /// Every check, those that fail soonest first.
    pub(crate) const ALL: [Self; 11] = [
        Self::Format,
        Self::Clippy,
        Self::ClippyWasm,
        Self::Docs,
        Self::Native,
        Self::Dependencies,
        Self::Browser,
        Self::Dist,
        Self::Size,
        Self::Soak,
        Self::E2e,
    ];

    /// What to run before each commit.
    pub(crate) const QUICK: [Self; 4] = [Self::Format, Self::Clippy, Self::ClippyWasm, Self::Native];

    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn run(self) -> Result<()> {
        const WASM: [&str; 4] = ["--package", "staffroom", "--target", "wasm32-unknown-unknown"];
        match self {
            Self::Format => run_program(cargo().args(["fmt", "--all", "--check"])),
            Self::Clippy => {
                run_program(cargo().args(["clippy", "--workspace", "--all-targets", "--", "--deny=warnings"]))
            }
            Self::ClippyWasm => {
                tools::wasm_target()?;
                run_program(cargo().arg("clippy").args(WASM).args(["--all-targets", "--", "--deny=warnings"]))
            }
            Self::Docs => run_program(
                cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny=warnings"),
            ),
            Self::Native => run_program(cargo().args(["test", "--workspace"])),
            Self::Dependencies => dependencies(),
            Self::Browser => browser_tests(&WASM),
            Self::Dist => dist::build(),
            Self::Size => budget::check(),
            Self::Soak => soak::test(soak::SHORT),
            Self::E2e => e2e::test(&[]),
        }
    }
}

/// Runs `checks` in turn, and tells how long each took. Stops at the first that fails.
pub(crate) fn run(checks: &[Check]) -> Result<()> {
    let mut done = Vec::new();
    for (number, check) in checks.iter().enumerate() {
        let name = check.name();
        report::step(number + 1, checks.len(), &name);
        let started = Instant::now();
        let outcome = check.run();
        done.push((name.clone(), started.elapsed(), outcome.is_ok()));
        if outcome.is_err() {
            print_summary(&done);
            println!("To repeat just this: cargo xtask test --only {name}");
            return outcome.with_context(|| name);
        }
    }
    print_summary(&done);
    Ok(())
}

fn print_summary(done: &[(String, Duration, bool)]) {
    for (name, duration, is_ok) in done {
        let outcome = if *is_ok { "ok" } else { "FAILED" };
        println!("{name:<12} {outcome:<7} {:>12}", report::duration(*duration));
    }
    let whole: Duration = done.iter().map(|(_, duration, _)| *duration).sum();
    println!("{:<20} {:>12}", "in all", report::duration(whole));
}

/// Judges the dependencies by `deny.toml`. Advisories are left out: they come from a database on the internet, and
/// change while nothing here does.
fn dependencies() -> Result<()> {
    const QUESTIONS: [&str; 3] = ["bans", "licenses", "sources"];
    run_program(command(tools::cargo_deny()?).args(["--workspace", "--locked", "check"]).args(QUESTIONS))
}

/// Runs the tests of `tests/web*.rs` in a headless Chromium.
fn browser_tests(wasm: &[&str]) -> Result<()> {
    tools::wasm_target()?;
    let chromium = tools::browser::chromium()?;
    let driver = tools::browser::driver(&chromium)?;
    let mut settings: serde_json::Value =
        serde_json::from_slice(&fs::read(project::root().join("webdriver.json"))?)
            .context("cannot read webdriver.json")?;
    settings["goog:chromeOptions"]["binary"] = chromium.to_string_lossy().into();
    let settings_here = project::target().join("webdriver.json");
    fs::write(&settings_here, settings.to_string())?;
    run_program(
        cargo()
            .arg("test")
            .args(wasm)
            .args(["--test", "web*"])
            .env("PATH", path_with(&tools::wasm_bindgen_folder()?)?)
            .env("CHROMEDRIVER", driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings_here),
    )
}
