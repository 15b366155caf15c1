//! `staffroom-server demo`: a sample practice to try things out in, with a mailbox of its own.
//!
//! Standard output has four lines, once the server listens: where it is, who to sign in as, with which password,
//! and where the mail goes. All else is on standard error.

mod crowd;
mod dice;
mod invitations;
mod mailbox_page;
mod names;
mod offices;
mod people;

use crate::cli::{DemoArgs, Failure, PracticeArgs};
use crate::clock::{Clock, SystemClock};
use crate::config::{DataFolder, Listen, PublicUrl};
use crate::context::Context;
use crate::limits::Limits;
use crate::mail::mailbox::Mailbox;
use crate::mail::worker::Worker;
use crate::mail::{Transport, WithCopies};
use crate::random::{self, NoRandomness};
use crate::serve::OpenPractice;
use crate::{http, serve};
use crowd::{Batch, Crowd};
use lettre::Address;
use staffroom_contract::Secret;
use staffroom_store::Practice;
use std::fs;
use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// The practice's name.
const PRACTICE_NAME: &str = "Cedar Hill Family Practice";
/// The practice's time zone.
const TIME_ZONE: &str = "America/New_York";
/// How long a link is valid, in seconds: 72 hours.
const LINK_VALID_SECONDS: u32 = 72 * 3600;
/// The address that mail comes from.
const MAIL_FROM: (&str, &str) = ("no-reply", "cedar-hill.example");
/// The file that says that a folder holds the sample practice: its mail is for everyone to read, so no other
/// practice's folder is opened.
const MARK: &str = "sample-practice";

/// Serves the sample practice until the process is told to stop.
///
/// # Errors
/// The first mistake in the configuration, before anything listens.
pub async fn demo(args: DemoArgs) -> Result<(), Failure> {
    let transport = args.smtp_url.as_deref().map(serve::smtp).transpose()?;
    if !args.listen.is_loopback() {
        check_reachable(args.listen)?;
    }
    let (path, _removed_at_the_end) = folder(args.data_dir)?;
    let place = PracticeArgs { data_dir: path, database: None, public_url: None };
    let OpenPractice { folder, store, link_key } = serve::open(&place).await?;
    let app = serve::app_files()?;
    let (listener, address) = serve::listen(args.listen).await?;
    let public_url = PublicUrl::local(address);
    let context = serve::context(store, link_key, public_url.clone(), Limits::default())?;
    let password = set_up(&context, args.staff).await?;

    let mailbox = Mailbox::default();
    let copies = mailbox.clone();
    let transport: Arc<dyn Transport> = match transport {
        Some(main) => Arc::new(WithCopies { main, copies }),
        None => Arc::new(copies),
    };
    let (user, domain) = MAIL_FROM;
    let from = Address::new(user, domain).map_err(|error| Failure::because("mail has no sender", &error))?;
    let worker = Worker::new(context.clone(), transport, from);
    let app = http::router_with(context.clone(), app, mailbox_page::routes(mailbox));
    announce(&public_url, password.as_ref());
    serve::run(listener, app, context, worker, &folder).await
}

/// Says where the demo is. If nobody reads standard output, it is served all the same.
fn announce(public_url: &PublicUrl, password: Option<&Secret>) {
    let username = people::ADMINISTRATOR;
    let password = password.map(|password| format!("Password: {}\n", password.expose())).unwrap_or_default();
    let mailbox = mailbox_page::PATH;
    let lines =
        format!("URL: {public_url}\nUsername: {username}\n{password}Mailbox: {public_url}{mailbox}\n");
    let mut out = stdout().lock();
    let _ = out.write_all(lines.as_bytes()).and_then(|()| out.flush());
}

/// Browsers keep the session of a page without TLS on this machine only, so an address of another one is a
/// mistake. That of every interface is fine, as in a container.
fn check_reachable(listen: Listen) -> Result<(), Failure> {
    if !listen.0.ip().is_unspecified() {
        let why = format!("{listen} is not on this machine, and without TLS nobody could sign in there");
        return Err(Failure::mistake("--listen", why));
    }
    tracing::warn!("everyone who can reach this machine can read the demo's mail");
    Ok(())
}

/// The folder to keep the sample practice in; without one of its own, a new one that is gone at the end.
fn folder(data_dir: Option<PathBuf>) -> Result<(PathBuf, Option<TempDir>), Failure> {
    let Some(path) = data_dir else {
        let temporary = tempfile::Builder::new()
            .prefix("staffroom-demo-")
            .tempdir()
            .map_err(|error| Failure::because("there is no room for temporary files", &error))?;
        mark(temporary.path())?;
        return Ok((temporary.path().to_owned(), Some(temporary)));
    };
    mark(&path)?;
    Ok((path, None))
}

/// Marks a new folder as the demo's, and refuses one that is not.
fn mark(path: &Path) -> Result<(), Failure> {
    let folder = DataFolder::open(path).map_err(|error| Failure::mistake("--data-dir", error.to_string()))?;
    let mark = folder.file(MARK);
    if mark.exists() {
        return Ok(());
    }
    if folder.has_practice() {
        let why = format!("{} holds a practice that is not the demo's", path.display());
        return Err(Failure::mistake("--data-dir", why));
    }
    let words = "Holds Staffroom's sample practice, whose mail everyone can read.\n";
    fs::write(&mark, words).map_err(|error| Failure::mistake("--data-dir", error.kind().to_string()))
}

/// Fills a new database with the sample practice, and gives the administrator's password; `None` if it was
/// filled before.
async fn set_up(context: &Context, staff: usize) -> Result<Option<Secret>, Failure> {
    let mut transaction = context.store.write().await?;
    if transaction.practice().get().await?.is_some() {
        eprintln!(
            "The sample practice is used again; its password is the one that was printed at its first start."
        );
        return Ok(None);
    }
    let practice = Practice {
        name: PRACTICE_NAME.to_owned(),
        time_zone: TIME_ZONE.to_owned(),
        link_valid_seconds: LINK_VALID_SECONDS,
        ..Practice::default()
    };
    transaction.practice().put(&practice).await?;
    let password = new_password()?;
    let hash = context
        .hasher
        .hash(&password)
        .await
        .map_err(|error| Failure::because("the password cannot be hashed", &error))?;
    let now = SystemClock.now();
    for office in offices::of(staff).iter().copied().map(offices::office) {
        transaction.offices().add(&office.id, &office.name, now).await?;
    }
    let mut crowd = Crowd::new(people::all(hash, &context.link_key, now)?, staff, now);
    while let Some(Batch { people, invited }) = crowd.next_batch() {
        transaction.staff().add(&people).await?;
        for invited in invited {
            invitations::issue(&mut *transaction, &context.link_key, invited).await?;
        }
    }
    transaction.commit().await?;
    Ok(Some(password))
}

/// A password of 100 random bits in four groups, without letters and digits that look alike.
fn new_password() -> Result<Secret, NoRandomness> {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters = random::bytes::<20>()?.map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
    let groups: Vec<String> = letters.chunks(5).map(|group| group.iter().collect()).collect();
    Ok(Secret::new(groups.join("-")))
}

#[cfg(test)]
mod tests;
