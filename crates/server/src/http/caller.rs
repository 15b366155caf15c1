//! Who asks. The first parameter of a handler says who may call it, and carries what it needs to know of them.
//!
//! [`Anyone`], [`SignedIn`], [`FreshSignedIn`], [`Administrator`], [`FreshAdministrator`], [`Auditor`],
//! [`AdministratorOrAuditor`], [`PracticeManager`] and [`Manager`] are extractors: a handler that takes one is not run
//! for anybody else. All of them refuse a request that another site's page makes in the person's name.

use super::actor::Actor;
use super::rank;
use super::refusal::Refusal;
use super::refused_acts::CallerSlot;
use super::session::{self, SessionCookie};
use super::source;
use crate::audit::{Act, Source};
use crate::context::Context;
use crate::limits::ClientAddress;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use staffroom_contract::session::FRESH_SECONDS;
use staffroom_contract::{BACKGROUND, Permission, ProblemCode, StaffId, UnixSeconds};
use staffroom_store::session::CLOCK_SLACK;
use staffroom_store::{Client, SessionRecord, StaffRecord, Transaction};
use url::Url;

/// Anybody, signed in or not.
#[derive(Debug)]
pub(super) struct Anyone {
    source: Source,
}

/// A person with an open session.
#[derive(Debug)]
pub(super) struct SignedIn {
    /// The person, as the database had them when they asked.
    pub(super) person: StaffRecord,
    /// Their session.
    pub(super) session: SessionRecord,
    /// The session, as their browser names it.
    pub(super) asking: Asking,
    /// The request as anybody's.
    pub(super) anyone: Anyone,
}

/// A person with an open session who has [`Permission::ManageAccounts`].
#[derive(Debug)]
pub(super) struct Administrator {
    /// The person, as the database had them when they asked.
    pub(super) person: StaffRecord,
    asking: Asking,
    /// Whether they entered their password a moment ago.
    is_fresh: bool,
    anyone: Anyone,
}

/// A person with an open session who has [`Permission::ViewAuditLog`].
#[derive(Debug)]
pub(super) struct Auditor {
    /// The person, as the database had them when they asked.
    pub(super) person: StaffRecord,
    asking: Asking,
    anyone: Anyone,
}

/// A person with an open session whose role allows [`Permission::ManagePractice`].
#[derive(Debug)]
pub(super) struct PracticeManager {
    /// The person, as the database had them when they asked.
    pub(super) person: StaffRecord,
    asking: Asking,
    /// Whether they entered their password a moment ago.
    is_fresh: bool,
    anyone: Anyone,
}

/// A person with an open session whose role allows [`Permission::ManageAccounts`] or [`Permission::ManagePractice`].
#[derive(Debug)]
pub(super) struct Manager {
    /// The person, as the database had them when they asked.
    pub(super) person: StaffRecord,
}

/// A person with an open session who has [`Permission::ManageAccounts`] or [`Permission::ViewAuditLog`].
#[derive(Debug)]
pub(super) struct AdministratorOrAuditor {
    /// The person, as the database had them when they asked.
    pub(super) person: StaffRecord,
    asking: Asking,
    anyone: Anyone,
}

/// An administrator who entered their password within the last [`FRESH_SECONDS`]. For acts that weigh heavily: a
/// session left open at a desk is not enough for them.
#[derive(Debug)]
pub(super) struct FreshAdministrator(pub(super) Administrator);

/// A person with an open session who entered their password within the last [`FRESH_SECONDS`].
#[derive(Debug)]
pub(super) struct FreshSignedIn(pub(super) SignedIn);

/// The session in which a request was made, as its browser names it.
#[derive(Debug)]
pub(super) struct Asking {
    /// What the session is known by.
    pub(super) cookie: SessionCookie,
    asked_at: UnixSeconds,
}

impl Asking {
    /// Whoever asks, as they are in this transaction. Since they asked, somebody may have ended their session, or taken
    /// this permission from them.
    pub(super) async fn by_now(
        &self,
        transaction: &mut dyn Transaction,
        id: &StaffId,
        permission: Permission,
    ) -> Result<StaffRecord, Refusal> {
        if !session::is_open(transaction, &self.cookie, self.asked_at).await? {
            return Err(ProblemCode::SignedOut.into());
        }
        rank::asker(transaction, id, permission).await
    }
}

impl Anyone {
    /// Where the request comes from, for an act that is recorded once it has been answered.
    pub(super) fn into_source(self) -> Source {
        self.source
    }

    /// Which address they ask from, if it is known.
    pub(super) fn address(&self) -> Option<ClientAddress> {
        self.source.address.map(ClientAddress::of)
    }

    /// Where they ask from, as they say it.
    pub(super) fn client(&self) -> Client {
        Client {
            user_agent: self.source.user_agent.clone(),
            address: self.source.address.map(|address| address.to_string()),
        }
    }

    /// Records an act in this request.
    pub(super) async fn record(
        &self,
        transaction: &mut dyn Transaction,
        act: Act<'_>,
        now: UnixSeconds,
    ) -> Result<(), Refusal> {
        Ok(act.from(&self.source).record(transaction, now).await?)
    }
}

impl SignedIn {
    /// Whether they have this permission.
    pub(super) fn may(&self, permission: Permission) -> bool {
        self.person.permissions.contains(&permission)
    }

    /// Refuses whoever lacks this permission.
    pub(super) fn must_have(&self, permission: Permission) -> Result<(), Refusal> {
        if self.may(permission) { Ok(()) } else { Err(ProblemCode::Forbidden.into()) }
    }

    /// Refuses whoever has not entered their password a moment ago.
    pub(super) fn must_be_fresh(&self, now: UnixSeconds) -> Result<(), Refusal> {
        let is_fresh = is_fresh(self.session.authenticated_at, now);
        if is_fresh { Ok(()) } else { Err(ProblemCode::ReauthRequired.into()) }
    }
}

impl Auditor {
    /// They as they are in the transaction in which they are answered.
    pub(super) async fn by_now(self, transaction: &mut dyn Transaction) -> Result<Self, Refusal> {
        let id = &self.person.listed.id;
        let person = self.asking.by_now(transaction, id, Permission::ViewAuditLog).await?;
        Ok(Self { person, ..self })
    }

    /// Records an act of theirs in this request.
    pub(super) async fn record(
        &self,
        transaction: &mut dyn Transaction,
        act: Act<'_>,
        now: UnixSeconds,
    ) -> Result<(), Refusal> {
        self.anyone.record(transaction, act.by(&self.person.listed.id), now).await
    }
}

impl PracticeManager {
    /// Refuses unless they entered their password a moment ago.
    pub(super) fn fresh(&self) -> Result<(), Refusal> {
        if self.is_fresh { Ok(()) } else { Err(ProblemCode::ReauthRequired.into()) }
    }

    /// They as they are in the act's own transaction.
    pub(super) async fn by_now(&self, transaction: &mut dyn Transaction) -> Result<StaffRecord, Refusal> {
        self.asking.by_now(transaction, &self.person.listed.id, Permission::ManagePractice).await
    }

    /// Records an act of theirs in this request.
    pub(super) async fn record(
        &self,
        transaction: &mut dyn Transaction,
        act: Act<'_>,
        now: UnixSeconds,
    ) -> Result<(), Refusal> {
        self.anyone.record(transaction, act.by(&self.person.listed.id), now).await
    }
}

impl Administrator {
    /// Who they are.
    pub(super) fn id(&self) -> &StaffId {
        &self.person.listed.id
    }

    /// The person whose reach bounds what they see, if they are restricted to their offices: themselves.
    pub(super) fn restricted(&self) -> Option<&StaffId> {
        self.person.restrict_offices.then(|| self.id())
    }

    /// Whether `person` may do something that they may not, so that they cannot act upon them.
    pub(super) fn is_outranked_by(&self, person: &StaffRecord) -> bool {
        rank::outranks(person, &self.person)
    }

    /// They as they are in the act's own transaction.
    pub(super) async fn by_now(&self, transaction: &mut dyn Transaction) -> Result<StaffRecord, Refusal> {
        self.asking.by_now(transaction, self.id(), Permission::ManageAccounts).await
    }

    /// The request as it stands in the record of acts.
    pub(super) fn source(&self) -> &Source {
        &self.anyone.source
    }

    /// Refuses unless they entered their password a moment ago: for an act that weighs heavily only sometimes.
    /// One that always does takes a [`FreshAdministrator`].
    pub(super) fn fresh(&self) -> Result<(), Refusal> {
        if self.is_fresh { Ok(()) } else { Err(ProblemCode::ReauthRequired.into()) }
    }

    /// They as whoever does something in this request.
    pub(super) fn actor(&self) -> Actor<'_> {
        Actor { id: self.id(), source: &self.anyone.source, bulk_id: None }
    }

    /// Records an act of theirs in this request.
    pub(super) async fn record(
        &self,
        transaction: &mut dyn Transaction,
        act: Act<'_>,
        now: UnixSeconds,
    ) -> Result<(), Refusal> {
        Ok(self.actor().record(transaction, act, now).await?)
    }
}

impl AdministratorOrAuditor {
    /// They as they are in the transaction in which they are answered.
    pub(super) async fn by_now(self, transaction: &mut dyn Transaction) -> Result<Self, Refusal> {
        let id = self.id();
        let person = match self.asking.by_now(transaction, id, Permission::ManageAccounts).await {
            Err(refusal) if refusal.code == ProblemCode::Forbidden => {
                rank::asker(transaction, id, Permission::ViewAuditLog).await?
            }
            administrator => administrator?,
        };
        Ok(Self { person, ..self })
    }

    /// Who they are.
    pub(super) fn id(&self) -> &StaffId {
        &self.person.listed.id
    }

    /// Whether they have this permission.
    pub(super) fn may(&self, permission: Permission) -> bool {
        self.person.permissions.contains(&permission)
    }

    /// The person whose reach bounds what they see, if they are restricted to their offices: themselves.
    pub(super) fn restricted(&self) -> Option<&StaffId> {
        self.person.restrict_offices.then(|| self.id())
    }

    /// Whether no act of anybody upon anybody is hidden from them.
    pub(super) fn sees_every_act(&self) -> bool {
        self.may(Permission::ViewAuditLog) && !self.person.restrict_offices
    }

    /// Records an act of theirs in this request.
    pub(super) async fn record(
        &self,
        transaction: &mut dyn Transaction,
        act: Act<'_>,
        now: UnixSeconds,
    ) -> Result<(), Refusal> {
        self.anyone.record(transaction, act.by(self.id()), now).await
    }
}

impl FromRequestParts<Context> for Anyone {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        if !parts.method.is_safe() && !is_same_origin(&parts.headers, &context.public_url) {
            return Err(ProblemCode::CrossSite.into());
        }
        Ok(Self { source: source::of(context, &parts.headers, &parts.extensions) })
    }
}

impl FromRequestParts<Context> for SignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let anyone = Anyone::from_request_parts(parts, context).await?;
        let cookie = SessionCookie::of(&parts.headers).ok_or(ProblemCode::SignedOut)?;
        let found = session::find(context, &cookie).await?;
        let (session, person) = found.ok_or(ProblemCode::SignedOut)?;
        CallerSlot::fill(&parts.extensions, &person.listed.id);
        if !parts.headers.contains_key(BACKGROUND) {
            session::note_activity(context, &cookie, &session).await;
        }
        let asking = Asking { cookie, asked_at: context.clock.now() };
        Ok(Self { person, session, asking, anyone })
    }
}

impl FromRequestParts<Context> for Administrator {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let signed_in = SignedIn::from_request_parts(parts, context).await?;
        signed_in.must_have(Permission::ManageAccounts)?;
        let SignedIn { person, session, asking, anyone } = signed_in;
        let is_fresh = is_fresh(session.authenticated_at, asking.asked_at);
        Ok(Self { person, asking, is_fresh, anyone })
    }
}

impl FromRequestParts<Context> for Auditor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let signed_in = SignedIn::from_request_parts(parts, context).await?;
        signed_in.must_have(Permission::ViewAuditLog)?;
        let SignedIn { person, asking, anyone, .. } = signed_in;
        Ok(Self { person, asking, anyone })
    }
}

impl FromRequestParts<Context> for AdministratorOrAuditor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let signed_in = SignedIn::from_request_parts(parts, context).await?;
        let may = signed_in.must_have(Permission::ManageAccounts);
        may.or_else(|_| signed_in.must_have(Permission::ViewAuditLog))?;
        let SignedIn { person, asking, anyone, .. } = signed_in;
        Ok(Self { person, asking, anyone })
    }
}

impl FromRequestParts<Context> for FreshSignedIn {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let signed_in = SignedIn::from_request_parts(parts, context).await?;
        let is_fresh = is_fresh(signed_in.session.authenticated_at, context.clock.now());
        if is_fresh { Ok(Self(signed_in)) } else { Err(ProblemCode::ReauthRequired.into()) }
    }
}

impl FromRequestParts<Context> for PracticeManager {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let signed_in = SignedIn::from_request_parts(parts, context).await?;
        signed_in.must_have(Permission::ManagePractice)?;
        let SignedIn { person, session, asking, anyone } = signed_in;
        let is_fresh = is_fresh(session.authenticated_at, asking.asked_at);
        Ok(Self { person, asking, is_fresh, anyone })
    }
}

impl FromRequestParts<Context> for Manager {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let signed_in = SignedIn::from_request_parts(parts, context).await?;
        let may = signed_in.must_have(Permission::ManageAccounts);
        may.or_else(|_| signed_in.must_have(Permission::ManagePractice))?;
        Ok(Self { person: signed_in.person })
    }
}

impl FromRequestParts<Context> for FreshAdministrator {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let administrator = Administrator::from_request_parts(parts, context).await?;
        administrator.fresh()?;
        Ok(Self(administrator))
    }
}

/// Whether a password that was entered at that point still counts. One from the future does not: the clock was
/// set back.
fn is_fresh(authenticated_at: UnixSeconds, now: UnixSeconds) -> bool {
    (-CLOCK_SLACK..=FRESH_SECONDS).contains(&now.since(authenticated_at))
}

/// Whether a request comes from a page of ours. A browser that says where from is believed, since pages cannot
/// set the header; otherwise the origin must be ours to the letter.
///
/// Sources: W3C Fetch Metadata; OWASP Cross-Site Request Forgery Prevention Cheat Sheet.
fn is_same_origin(headers: &HeaderMap, public_url: &Url) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let ours = public_url.origin().ascii_serialization();
    headers.get(header::ORIGIN).is_some_and(|origin| origin.as_bytes() == ours.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    fn is_ours(headers: &[(&'static str, &'static str)]) -> bool {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        is_same_origin(&headers, &Url::parse("https://staff.example/").unwrap())
    }

    /// A password counts for five minutes to the second, and a clock that is set back does not prolong that.
    #[test]
    fn a_password_counts_for_five_minutes() {
        let entered = UnixSeconds(1_000);
        for (seconds, counts) in [(0, true), (300, true), (301, false), (-61, false)] {
            assert_eq!(is_fresh(entered, entered.plus(seconds)), counts, "{seconds}");
        }
    }

    /// Only a page of our own origin acts for a person; saying nothing is not enough.
    #[test]
    fn only_our_own_pages_act() {
        assert!(is_ours(&[("sec-fetch-site", "same-origin")]));
        assert!(is_ours(&[("origin", "https://staff.example")]));
        assert!(!is_ours(&[]));
        for site in ["cross-site", "same-site", "none", ""] {
            assert!(!is_ours(&[("sec-fetch-site", site), ("origin", "https://staff.example")]), "{site}");
        }
        for origin in [
            "null",
            "http://staff.example",
            "https://staff.example:8443",
            "https://staff.example.evil.example",
            "https://evil.example",
        ] {
            assert!(!is_ours(&[("origin", origin)]), "{origin}");
        }
    }
}
