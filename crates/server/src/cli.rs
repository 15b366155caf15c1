//! The command line, and how it ends: a mistake is one line on standard error and another exit code than 0.

use crate::app_unlock_pin::NoPin;
use crate::audit::verify;
use crate::config::{DatabaseUrl, Listen, MailFrom, PublicUrl, network};
use crate::random::NoRandomness;
use crate::{admin, demo, logging, serve};
use clap::{Args, Parser, Subcommand};
use ipnet::IpNet;
use staffroom_store::StoreError;
use staffroom_store::audit::chain::RowHash;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the operating system is told after a mistake in the configuration.
const MISTAKE: u8 = 2;

/// The staff accounts of a medical practice.
#[derive(Parser)]
#[command(name = "staffroom-server", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve a practice.
    Serve(ServeArgs),
    /// Serve a sample practice to try things out in, with a mailbox of its own.
    Demo(DemoArgs),
    /// Do what cannot be done in the browser.
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Look after the audit log.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Look after the key that links are made with.
    #[command(subcommand)]
    LinkKey(LinkKeyCommand),
}

#[derive(Subcommand)]
enum AdminCommand {
    /// Make an account that may do everything, and print the one-time link that its first password is chosen
    /// with. It is the only way to make the first account of a new practice, and the way back for whoever managed
    /// accounts and had their own frozen.
    Invite(InviteArgs),
}

#[derive(Subcommand)]
enum LinkKeyCommand {
    /// Make a new key, which the server uses once it is started anew. Links that were mailed keep working; the key
    /// before stays beside it, for mails that wait, until the next time.
    Rotate(LinkKeyArgs),
}

/// Which key.
#[derive(Args)]
pub struct LinkKeyArgs {
    /// Folder that the key is in.
    #[arg(long, value_name = "DIR", env = "STAFFROOM_DATA_DIR", default_value = "staffroom-data")]
    pub data_dir: PathBuf,
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Check that no row of the audit log was changed, taken out or put in, and print the number and hash of the
    /// last row. Rows that were cut off the end are missed only if a hash that was printed before is expected.
    Verify(VerifyArgs),
}

/// Where a practice is kept.
#[derive(Args)]
pub struct PracticeArgs {
    /// Folder for the database and the key that links are made with; made if it is not there.
    #[arg(long, value_name = "DIR", env = "STAFFROOM_DATA_DIR", default_value = "staffroom-data")]
    pub data_dir: PathBuf,

    /// Database, such as `sqlite:///srv/staffroom.db` [default: staffroom.db in the data folder].
    #[arg(long, value_name = "URL", env = "STAFFROOM_DATABASE_URL", hide_env_values = true)]
    pub database: Option<DatabaseUrl>,

    /// Where people reach the app, without a path: every link in a mail begins with it. https://, unless its
    /// host is this machine [default: `http://localhost:PORT`, if only this machine can reach the server].
    #[arg(long, value_name = "URL", env = "STAFFROOM_PUBLIC_URL")]
    pub public_url: Option<PublicUrl>,
}

/// How to serve a practice.
#[derive(Args)]
pub struct ServeArgs {
    /// Address and port to listen on. Put a proxy with TLS before it.
    #[arg(long, value_name = "ADDR", env = "STAFFROOM_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: Listen,

    /// Where the practice is kept.
    #[command(flatten)]
    pub practice: PracticeArgs,

    /// Mail server: `smtp://[USER:PASSWORD@]HOST[:PORT]` (port 587, STARTTLS required unless its host is this
    /// machine) or `smtps://…` (port 465). Percent-encode what has a meaning in a URL.
    #[arg(long, value_name = "URL", env = "STAFFROOM_SMTP_URL", hide_env_values = true)]
    pub smtp_url: String,

    /// Address that mail comes from.
    #[arg(long, value_name = "ADDR", env = "STAFFROOM_MAIL_FROM")]
    pub mail_from: MailFrom,

    /// Address or network of a proxy, such as `127.0.0.1` or `10.0.0.0/24`, whose X-Forwarded-For says where a
    /// request comes from. May be repeated, or hold several with commas between them [default: none].
    #[arg(
        long = "trusted-proxy",
        value_name = "CIDR",
        env = "STAFFROOM_TRUSTED_PROXY",
        value_delimiter = ',',
        value_parser = network
    )]
    pub trusted_proxies: Vec<IpNet>,
}

/// How to serve the sample practice.
#[derive(Args)]
pub struct DemoArgs {
    /// Address and port to listen on; the public URL follows it. Port 0 takes any that is free.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub listen: Listen,

    /// Folder to keep the sample practice in, to be used again [default: a new one each time, removed at the
    /// end].
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,

    /// How many people there are in all, at least those of the sample practice itself.
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub staff: usize,

    /// Mail server that mail goes to besides the built-in mailbox, such as `smtp://127.0.0.1:1025`.
    #[arg(long, value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
}

/// Whom to invite.
#[derive(Args)]
pub struct InviteArgs {
    /// Name to sign in with.
    #[arg(long, value_name = "U")]
    pub username: String,
    /// Email address.
    #[arg(long, value_name = "E")]
    pub email: String,
    /// First name.
    #[arg(long, value_name = "F")]
    pub first_name: String,
    /// Last name.
    #[arg(long, value_name = "L")]
    pub last_name: String,

    /// Where the practice is kept.
    #[command(flatten)]
    pub practice: PracticeArgs,

    /// Name of the practice, as mails and pages show it; changes it if there is one already [default: My
    /// Practice].
    #[arg(long, value_name = "NAME")]
    pub practice_name: Option<String>,
    /// Time zone of the practice by its IANA name, such as `America/New_York`; changes it if there is one already
    /// [default: UTC].
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
}

/// Which audit log to verify.
#[derive(Args)]
pub struct VerifyArgs {
    /// Folder that the database is in.
    #[arg(long, value_name = "DIR", env = "STAFFROOM_DATA_DIR", default_value = "staffroom-data")]
    pub data_dir: PathBuf,

    /// Database, such as `sqlite:///srv/staffroom.db` [default: staffroom.db in the data folder].
    #[arg(long, value_name = "URL", env = "STAFFROOM_DATABASE_URL", hide_env_values = true)]
    pub database: Option<DatabaseUrl>,

    /// Hash that was printed or logged as the head at some time before, and kept elsewhere: a row must still have
    /// it. May be given more than once.
    #[arg(long, value_name = "HASH")]
    pub expect_head: Vec<RowHash>,
}

/// Why a command ended before its time.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The configuration does not fit: the option, and what is wrong with it.
    #[error("{0}: {1}")]
    Mistake(&'static str, String),
    /// Something else that the operator has to see to.
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// A mistake in this option.
    pub fn mistake(option: &'static str, what: impl Into<String>) -> Self {
        Self::Mistake(option, what.into())
    }

    /// What failed, and why, down to the first cause.
    pub fn because(what: &str, error: &(dyn Error + 'static)) -> Self {
        let mut words = what.to_owned();
        let mut cause = Some(error);
        while let Some(error) = cause {
            words.push_str(": ");
            words.push_str(&error.to_string());
            cause = error.source();
        }
        Self::Other(words)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::because("the database cannot be used", &error)
    }
}

impl From<NoPin> for Failure {
    fn from(error: NoPin) -> Self {
        Self::because("App Unlock PINs cannot be sealed", &error)
    }
}

impl From<NoRandomness> for Failure {
    fn from(error: NoRandomness) -> Self {
        Self::because("there are no secrets", &error)
    }
}

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error)
            if error.use_stderr()
                && error.kind() != clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand =>
        {
            return end(&one_line(&error.render().to_string()), MISTAKE);
        }
        Err(error) => {
            // If standard output is closed, nobody is there to be told.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(MISTAKE));
        }
    };
    let done = match cli.command {
        Command::Serve(args) => {
            logging::start(logging::Level::Everything);
            run(serve::serve(args))
        }
        Command::Demo(args) => {
            logging::start(logging::Level::Trouble);
            run(demo::demo(args))
        }
        Command::Admin(AdminCommand::Invite(args)) => {
            logging::start(logging::Level::Trouble);
            run(admin::invite(args))
        }
        Command::Audit(AuditCommand::Verify(args)) => {
            logging::start(logging::Level::Trouble);
            run(verify::verify(args))
        }
        Command::LinkKey(LinkKeyCommand::Rotate(args)) => {
            logging::start(logging::Level::Trouble);
            admin::rotate_link_key(&args)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure @ Failure::Mistake(..)) => end(&one_line(&failure.to_string()), MISTAKE),
        Err(failure) => end(&one_line(&failure.to_string()), 1),
    }
}

fn run(command: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::because("the server cannot start", &error))?
        .block_on(command)
}

fn end(line: &str, code: u8) -> ExitCode {
    eprintln!("staffroom-server: {line}");
    ExitCode::from(code)
}

/// A message as one line: what stands before its first empty line, without the word that begins it.
fn one_line(message: &str) -> String {
    let message = message.strip_prefix("error: ").unwrap_or(message);
    let first = message.split("\n\n").next().unwrap_or_default();
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    /// A mistake is one line, however many the library writes about it.
    #[test]
    fn a_mistake_is_one_line() {
        let error = Cli::try_parse_from(["staffroom-server", "serve", "--listen", "nowhere"]).err().unwrap();
        let line = one_line(&error.render().to_string());
        assert_eq!(
            line,
            "invalid value 'nowhere' for '--listen <ADDR>': it is not an address and port such as 127.0.0.1:8080"
        );
    }
}
