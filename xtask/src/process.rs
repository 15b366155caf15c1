//! Running other programs.

use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program that is to run at the top of the checkout.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(super::project::root());
    command
}

/// The cargo that runs this command.
pub(crate) fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Flags of the compiler by which nothing that is shipped names folders of the machine that built it, as the messages
/// of panics otherwise do.
pub(crate) fn path_flags() -> Vec<String> {
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    // Where the sources of the standard library are installed, it is named by them.
    let std = read(command("rustc").args(["--print", "sysroot"]))
        .map(|sysroot| Path::new(&sysroot).join("lib/rustlib/src/rust/library"));
    let folders =
        [(std.ok(), "std"), (cargo_home, "cargo"), (Some(super::project::root().to_owned()), "staffroom")];
    folders
        .into_iter()
        .filter_map(|(folder, name)| Some(format!("--remap-path-prefix={}={name}", folder?.display())))
        // The flags are told apart by spaces. Who has one in a folder's name keeps the folder's name.
        .filter(|flag| !flag.contains(' '))
        .collect()
}

/// Runs a program to its end. Whatever it says goes to standard error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdout(io::stderr())
        .status()
        .with_context(|| format!("cannot start {}", in_words(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", in_words(command));
    }
    Ok(())
}

/// Runs a program to its end, for what it writes to standard output.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("cannot start {}", in_words(command)))?;
    if !output.status.success() {
        bail!(
            "{} failed ({}): {}",
            in_words(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where the shell would find a program.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// The search path for programs with `folder` in front.
pub(crate) fn path_with(folder: &Path) -> Result<OsString> {
    let others = env::var_os("PATH").unwrap_or_default();
    Ok(env::join_paths([folder.to_owned()].into_iter().chain(env::split_paths(&others)))?)
}

/// A command as somebody would type it.
fn in_words(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words: Vec<_> = [program].into_iter().chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
