//! What every room of the server works with.

use crate::clock::Clock;
use crate::forgotten_password::Wishes;
use crate::limits::Limits;
use crate::link_code::LinkKey;
use crate::password_hash::PasswordHasher;
use staffroom_store::Store;
use std::sync::Arc;
use tokio::sync::Notify;
use url::Url;

/// The server's own belongings, shared by all requests and jobs. Cloning it is cheap.
#[derive(Clone)]
pub struct Context {
    /// The practice's database.
    pub store: Arc<dyn Store>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Hashes and verifies passwords.
    pub hasher: PasswordHasher,
    /// Makes the codes of links.
    pub link_key: LinkKey,
    /// Where people reach the app: the origin of every link in a mail. From the configuration only, never from
    /// a request.
    pub public_url: Url,
    /// How often something may be asked.
    pub limits: Arc<Limits>,
    /// Wishes of people who have forgotten their password.
    pub wishes: Arc<Wishes>,
    /// Wakes the job that adds people from a file once an import was confirmed.
    pub import_confirmed: Arc<Notify>,
    /// Wakes the mail worker once a mail was queued and committed.
    pub mail_queued: Arc<Notify>,
    /// Wakes the job that carries out bulk acts once one was begun and committed.
    pub bulk_waits: Arc<Notify>,
}

impl Context {
    /// The address of a page of the app.
    pub fn page(&self, page: &str) -> Url {
        let mut url = self.public_url.clone();
        url.set_path(page);
        url
    }

    /// The address of a page of the app, with a link's code in its fragment: the part of a URL that no
    /// browser sends to a server.
    pub fn link_to(&self, page: &str, code: &staffroom_contract::Secret) -> Url {
        let mut url = self.page(page);
        url.set_fragment(Some(code.expose()));
        url
    }
}
