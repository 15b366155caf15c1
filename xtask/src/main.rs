//! Staffroom's own commands; `cargo xtask --help` lists them.
//!
//! What a command needs and the machine lacks is installed into a cache folder ([`tools`]). Output of builds goes
//! to standard error, so that standard output holds only what was asked for: `demo`'s four lines, `test`'s summary.
//!
//! To add a check to `cargo xtask test`, add it to [`check::Check`]: the compiler asks for the rest.

mod app;
mod budget;
mod check;
mod demo;
mod dist;
mod e2e;
mod process;
mod project;
mod report;
mod sbom;
mod soak;
mod tools;

use check::Check;
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Staffroom's own commands")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the app and the server, and serve a sample practice on <http://localhost:8080>
    Demo {
        /// Passed on to `staffroom-server demo`, such as `--staff 1000`
        #[arg(last = true)]
        arguments: Vec<OsString>,
    },
    /// Build the app into target/app, where a debug build of the server takes it from
    App,
    /// Make target/dist/staffroom-server, the one file that is deployed
    Dist,
    /// Run all checks, as CI does
    Test {
        /// Run only this one; can be given several times
        #[arg(long, value_name = "CHECK")]
        only: Vec<Check>,
    },
    /// Run the quick checks: formatting, clippy and the native tests
    Check,
    /// Build, and run the end-to-end tests
    E2e {
        /// Passed on to Playwright, such as a file's name or `--grep WORDS`
        #[arg(last = true)]
        arguments: Vec<OsString>,
    },
    /// Build, and kill the server at random moments, to see that nothing is ever half done
    Soak {
        /// How often
        #[arg(long, value_name = "N", default_value_t = 200)]
        rounds: u32,
    },
    /// Build, and take the README's pictures anew, into docs/screenshots
    Screenshots,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Demo { arguments } => demo::run(&arguments),
        Command::App => app::build(app::Size::Small),
        Command::Dist => dist::run(),
        Command::Test { only } if only.is_empty() => check::run(&Check::ALL),
        Command::Test { only } => check::run(&only),
        Command::Check => check::run(&Check::QUICK),
        Command::E2e { arguments } => dist::build().and_then(|()| e2e::test(&arguments)),
        Command::Soak { rounds } => dist::build().and_then(|()| soak::test(rounds)),
        Command::Screenshots => dist::build().and_then(|()| e2e::take_screenshots()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::failure(&error);
            ExitCode::FAILURE
        }
    }
}
