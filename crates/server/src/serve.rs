//! `staffroom-server serve`: the service itself, and how it starts and stops.

use crate::app_files::AppFiles;
use crate::app_unlock_pin;
use crate::cli::{Failure, PracticeArgs, ServeArgs};
use crate::clock::SystemClock;
use crate::config::{DataFolder, Listen, PublicUrl};
use crate::context::Context;
use crate::limits::{Limits, TrustedProxies};
use crate::link_code::LinkKey;
use crate::mail::smtp::{SmtpServer, SmtpTransport};
use crate::mail::worker::Worker;
use crate::password_hash::{Cost, PasswordHasher};
use crate::{forgotten_password, http, jobs, listener, repeated_acts};
use axum::Router;
use staffroom_store::Store;
use staffroom_store::sqlite::SqliteStore;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use url::Url;

/// How long mail and housekeeping may take to end once all requests have.
const GRACE: Duration = Duration::from_secs(2);

/// Serves a practice until the process is told to stop.
///
/// # Errors
/// The first mistake in the configuration, before anything listens.
pub async fn serve(args: ServeArgs) -> Result<(), Failure> {
    let practice = &args.practice;
    if practice.public_url.is_none() && !args.listen.is_loopback() {
        let why = format!("it is needed, since {} can be reached from other machines", args.listen);
        return Err(Failure::mistake("--public-url", why));
    }
    let transport = smtp(&args.smtp_url)?;
    let OpenPractice { folder, store, link_key } = open(practice).await?;
    let app = app_files()?;
    let (listener, address) = listen(args.listen).await?;
    let public_url = practice.public_url.clone().unwrap_or_else(|| PublicUrl::local(address));
    let limits = Limits::new(TrustedProxies::new(args.trusted_proxies));
    let context = context(store, link_key, public_url, limits)?;
    warn_if_nobody_has_an_account(&context).await;
    if clients_are_hidden(args.listen, &context.public_url, &context.limits.trusted_proxies) {
        tracing::warn!(
            "a proxy seems to stand before the server, and none is named: everybody shares the limits of one address, \
             and the audit log names the proxy; name it with --trusted-proxy"
        );
    }
    let app = http::router(context.clone(), app);
    let worker = Worker::new(context.clone(), Arc::new(transport), args.mail_from.0);
    let version = env!("CARGO_PKG_VERSION");
    tracing::info!(%address, public_url = %context.public_url, version, "the server is ready");
    run(listener, app, context, worker, &folder).await
}

/// The app that this server was built with.
///
/// # Errors
/// If it was built without one.
pub fn app_files() -> Result<AppFiles, Failure> {
    AppFiles::embedded().map_err(|error| Failure::Other(error.to_string()))
}

/// A transport to this mail server.
///
/// # Errors
/// If `url` is no address of one.
pub fn smtp(url: &str) -> Result<SmtpTransport, Failure> {
    SmtpServer::parse(url)
        .map_err(|error| Failure::mistake("--smtp-url", error.to_string()))?
        .transport()
        .map_err(|error| Failure::because("mail cannot be sent encrypted", &error))
}

/// A practice that can be served.
pub struct OpenPractice {
    /// Its data folder.
    pub folder: DataFolder,
    /// Its database.
    pub store: Arc<dyn Store>,
    /// Its key, with those before it.
    pub link_key: LinkKey,
}

/// Opens the practice's database, and the key that its links are made with and its PINs are sealed with.
///
/// # Errors
/// If the data folder or the database cannot be used.
pub async fn open(practice: &PracticeArgs) -> Result<OpenPractice, Failure> {
    let folder = DataFolder::open(&practice.data_dir)
        .map_err(|error| Failure::mistake("--data-dir", error.to_string()))?;
    let link_key = folder.link_key().map_err(|error| Failure::mistake("--data-dir", error.to_string()))?;
    let database = practice.database.clone().unwrap_or_else(|| folder.database());
    let store = SqliteStore::open(database.as_str())
        .await
        .map_err(|error| Failure::mistake("--database", error.to_string()))?;
    app_unlock_pin::seal_all(&store, &link_key).await?;
    Ok(OpenPractice { folder, store: Arc::new(store), link_key })
}

/// Takes the address for the server.
///
/// # Errors
/// If somebody else has it.
pub async fn listen(wanted: Listen) -> Result<(TcpListener, SocketAddr), Failure> {
    let taken = async {
        let listener = TcpListener::bind(wanted.0).await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    taken.await.map_err(|error: std::io::Error| {
        Failure::mistake("--listen", format!("{wanted} cannot be used: {}", error.kind()))
    })
}

/// The server's belongings, with the machine's own clock.
///
/// # Errors
/// If passwords cannot be hashed.
pub fn context(
    store: Arc<dyn Store>,
    link_key: LinkKey,
    public_url: PublicUrl,
    limits: Limits,
) -> Result<Context, Failure> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let hasher = PasswordHasher::new(Cost::DEFAULT, cores)
        .map_err(|error| Failure::because("passwords cannot be hashed", &error))?;
    Ok(Context {
        store,
        clock: Arc::new(SystemClock),
        hasher,
        link_key,
        public_url: public_url.into_url(),
        limits: Arc::new(limits),
        wishes: Arc::default(),
        import_confirmed: Arc::default(),
        mail_queued: Arc::new(Notify::new()),
        bulk_waits: Arc::new(Notify::new()),
    })
}

/// Serves `app`, sends mail and keeps house until the process is told to stop; then ends all three, within ten
/// seconds.
///
/// # Errors
/// If the process cannot be told to stop, or the database fails at the start.
pub async fn run(
    listener: TcpListener,
    app: Router,
    context: Context,
    worker: Worker,
    folder: &DataFolder,
) -> Result<(), Failure> {
    let stop = stop_signal()?;
    // Not sooner: a command that opens the practice may run beside a server that has not seen a new key yet.
    app_unlock_pin::seal_anew(&*context.store, &context.link_key).await?;
    folder.forget_older_keys().map_err(|error| Failure::mistake("--data-dir", error.to_string()))?;
    let mut jobs = JoinSet::new();
    jobs.spawn(worker.run(stop.clone()));
    jobs.spawn(jobs::keep_house(context.clone(), stop.clone()));
    jobs.spawn(repeated_acts::record_every_minute(context.clone(), stop.clone()));
    jobs.spawn(jobs::deactivate_when_due(context.clone(), stop.clone()));
    jobs.spawn(jobs::add_imported(context.clone(), stop.clone()));
    jobs.spawn(jobs::carry_out_bulk(context.clone(), stop.clone()));
    jobs.spawn(forgotten_password::see_to_wishes(context.clone(), stop.clone()));
    listener::accept(listener, app, stop).await;
    let ended = async {
        while jobs.join_next().await.is_some() {}
        forgotten_password::see_to_all(&context).await;
        repeated_acts::record_all(&context).await;
    };
    if tokio::time::timeout(GRACE, ended).await.is_err() {
        // The lease of a mail runs out, and the next server sends it.
        tracing::warn!("a mail is still under way, or a reset link was not issued");
    }
    context.store.close().await;
    tracing::info!("the server has stopped");
    Ok(())
}

/// Turns true once the process is told to stop.
fn stop_signal() -> Result<watch::Receiver<bool>, Failure> {
    let listening = |kind| signal(kind).map_err(|error| Failure::because("signals cannot be heard", &error));
    let mut terminate = listening(SignalKind::terminate())?;
    let mut interrupt = listening(SignalKind::interrupt())?;
    let (sender, receiver) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("the server stops");
        // If nobody waits any more, it has stopped already.
        let _ = sender.send(true);
    });
    Ok(receiver)
}

/// Whether all requests seem to come from one address: only this machine reaches the server, people reach it by
/// HTTPS, which it does not speak, and no proxy is believed to say whom it forwards for.
fn clients_are_hidden(listen: Listen, public_url: &Url, proxies: &TrustedProxies) -> bool {
    listen.is_loopback() && public_url.scheme() == "https" && proxies.is_empty()
}

async fn warn_if_nobody_has_an_account(context: &Context) {
    let count = async { context.store.read().await?.staff().count().await };
    if count.await.is_ok_and(|count| count == 0) {
        tracing::warn!(
            "nobody has an account yet; `staffroom-server admin invite` makes the first one and prints its link"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who forgets to name the proxy is told so; who needs none is left alone.
    #[test]
    fn a_proxy_that_is_not_named_is_noticed() {
        let proxy = TrustedProxies::new(vec!["127.0.0.1/32".parse().unwrap()]);
        for (listen, public_url, proxies, hidden) in [
            ("127.0.0.1:8080", "https://staff.example.org", TrustedProxies::default(), true),
            ("127.0.0.1:8080", "https://staff.example.org", proxy, false),
            ("127.0.0.1:8080", "http://localhost:8080", TrustedProxies::default(), false),
            ("192.0.2.1:8080", "https://staff.example.org", TrustedProxies::default(), false),
        ] {
            let (listen, public_url) = (listen.parse().unwrap(), public_url.parse().unwrap());
            assert_eq!(clients_are_hidden(listen, &public_url, &proxies), hidden, "{listen} {public_url}");
        }
    }
}
