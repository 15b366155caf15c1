//! Sessions.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::{SessionId, StaffId, UnixSeconds};

/// How far ahead of the clock the times of a session may be, in seconds: requests that run side by side read it
/// one after the other. What is further ahead was written before the clock was set back.
pub const CLOCK_SLACK: i64 = 60;

/// A session to be opened.
#[derive(Clone)]
pub struct NewSession {
    /// Names the session to its person. It is not the cookie, and nothing can be made of it.
    pub id: SessionId,
    /// SHA-256 of what stands in the cookie.
    pub id_hash: [u8; 32],
    /// Whose it is.
    pub staff_id: StaffId,
    /// The credential version under which the person signed in.
    pub credential_version: u64,
    /// When it was opened.
    pub created_at: UnixSeconds,
    /// When it ends whatever happens.
    pub expires_at: UnixSeconds,
    /// From where.
    pub client: Client,
}

/// Where somebody signed in from, as their browser and the network say it: nothing that could be relied upon.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// What the browser calls itself.
    pub user_agent: Option<String>,
    /// The network address.
    pub address: Option<String>,
}

/// An open session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// Names the session to its person.
    pub id: SessionId,
    /// Whose it is.
    pub staff_id: StaffId,
    /// When it was opened.
    pub created_at: UnixSeconds,
    /// When the person last did something.
    pub last_seen_at: UnixSeconds,
    /// When it ends whatever happens.
    pub expires_at: UnixSeconds,
    /// When the person last entered their password.
    pub authenticated_at: UnixSeconds,
    /// From where it was opened.
    pub client: Client,
}

/// A session whose person has entered their password again.
#[derive(Clone)]
pub struct RenewedSession {
    /// SHA-256 of what stands in the cookie from now on.
    pub id_hash: [u8; 32],
    /// The credential version of the password that was entered.
    pub credential_version: u64,
    /// When it was entered.
    pub authenticated_at: UnixSeconds,
}

/// Who is signed in, and where.
#[async_trait]
pub trait SessionRepository: Send {
    /// Opens a session if its person is still active and still has the credential version that they signed in
    /// with; `false` if not.
    ///
    /// # Errors
    /// If the database fails.
    async fn open(&mut self, session: &NewSession) -> Result<bool>;

    /// The session with this hash, unless it has run out by `now`, was last used before `idle_since`, or its
    /// person is not active. One that was last used more than [`CLOCK_SLACK`] after `now` has ended too: the clock
    /// was set back, and for how long nobody used it is not known any more.
    ///
    /// # Errors
    /// If the database fails.
    async fn find(
        &mut self,
        id_hash: &[u8; 32],
        now: UnixSeconds,
        idle_since: UnixSeconds,
    ) -> Result<Option<SessionRecord>>;

    /// Gives a session another hash after its person has entered their password again; `false`, and nothing
    /// changed, if there is no such session, or if the password has been changed meanwhile. When the session
    /// ends whatever happens stays as it was.
    ///
    /// # Errors
    /// If the database fails.
    async fn renew(&mut self, id_hash: &[u8; 32], renewed: &RenewedSession) -> Result<bool>;

    /// A person's open sessions, by the same measure as [`Self::find`]: the one used last comes first.
    ///
    /// # Errors
    /// If the database fails.
    async fn list_of(
        &mut self,
        staff_id: &StaffId,
        now: UnixSeconds,
        idle_since: UnixSeconds,
    ) -> Result<Vec<SessionRecord>>;

    /// Notes that the person did something. Never moves `last_seen_at` backwards.
    ///
    /// # Errors
    /// If the database fails.
    async fn touch(&mut self, id_hash: &[u8; 32], now: UnixSeconds) -> Result<()>;

    /// Ends one session; whose it was, if it was there.
    ///
    /// # Errors
    /// If the database fails.
    async fn end(&mut self, id_hash: &[u8; 32]) -> Result<Option<StaffId>>;

    /// Ends every session of a person; how many there were.
    ///
    /// # Errors
    /// If the database fails.
    async fn end_all_of(&mut self, staff_id: &StaffId) -> Result<u64>;

    /// Ends the sessions of a person that were opened first, so that no more than `at_most` of those are left that
    /// have neither run out by `now` nor were last used before `idle_since`; the session `newest` stays. How many
    /// ended, those that had run out or fallen idle included.
    ///
    /// # Errors
    /// If the database fails.
    async fn end_oldest_of(
        &mut self,
        staff_id: &StaffId,
        newest: &[u8; 32],
        at_most: u32,
        now: UnixSeconds,
        idle_since: UnixSeconds,
    ) -> Result<u64>;

    /// Ends one session of this person by its id; `false` if they have none with it.
    ///
    /// # Errors
    /// If the database fails.
    async fn end_one_of(&mut self, staff_id: &StaffId, id: &SessionId) -> Result<bool>;

    /// Ends every session of a person but the one with this hash; how many.
    ///
    /// # Errors
    /// If the database fails.
    async fn end_others_of(&mut self, staff_id: &StaffId, kept: &[u8; 32]) -> Result<u64>;

    /// Forgets sessions that ran out before `now` or were last used before `idle_since`; how many.
    ///
    /// # Errors
    /// If the database fails.
    async fn forget_ended(&mut self, now: UnixSeconds, idle_since: UnixSeconds) -> Result<u64>;
}
