//! `staffroom-server`: one practice's staff accounts, the app included. `staffroom-server --help` says how.

use std::process::ExitCode;

fn main() -> ExitCode {
    staffroom_server::cli::main()
}
