//! The log: on standard error, for people on a terminal and as JSON lines anywhere else.
//!
//! It holds no names, addresses, codes or passwords; whoever adds a line sees to that.

use std::io::{IsTerminal as _, stderr};
use tracing_subscriber::EnvFilter;

/// The variable that says what to log instead, in the words of `tracing-subscriber`.
const FILTER: &str = "STAFFROOM_LOG";

/// How much to log if the operator does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// What happens.
    Everything,
    /// What goes wrong.
    Trouble,
}

/// Starts the log, and has panics written to it without their messages, which might hold anything.
pub fn start(level: Level) {
    let standard = match level {
        Level::Everything => "warn,staffroom_server=info,staffroom_store=info,tower_http=info",
        Level::Trouble => "warn",
    };
    let filter = EnvFilter::try_from_env(FILTER).unwrap_or_else(|_| EnvFilter::new(standard));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    if stderr().is_terminal() {
        log.with_target(false).init();
    } else {
        log.json().flatten_event(true).init();
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a task panicked");
    }));
}
