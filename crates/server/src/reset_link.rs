//! Issuing a link that sets a password, a reset or an invitation, whoever asked for it.

use crate::context::Context;
use crate::link_code::digest;
use crate::mailed_code::MailedCode;
use crate::random::{self, NoRandomness};
use serde_json::{Value, json};
use staffroom_contract::{
    BulkId, LinkPurpose, PasswordResetId, ProblemCode, StaffId, StaffStatus, UnixSeconds,
};
use staffroom_store::{Link, MailContent, NewLink, NewMail, StaffRecord, StoreError, Transaction};

/// Why no link was issued.
#[derive(Debug, thiserror::Error)]
pub enum NotIssued {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There are no random bytes for a code.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// A link that somebody asks for.
pub struct WantedLink {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whose password it is to set.
    pub staff_id: StaffId,
    /// Where it goes; see [`address_of`] and [`invitation_address_of`].
    pub sent_to: String,
    /// How long it is to be valid, in seconds.
    pub valid_seconds: u32,
    /// Who asks; `None` if nobody is signed in.
    pub requested_by: Option<StaffId>,
    /// The Idempotency-Key that it is asked for with.
    pub idempotency_key: Option<String>,
    /// The bulk act that it is issued by.
    pub bulk_id: Option<BulkId>,
}

/// The address that a person's reset link goes to.
///
/// # Errors
/// [`ProblemCode::NotActive`], [`ProblemCode::InvitationPending`] or [`ProblemCode::NoEmail`] if none can be sent to
/// them.
pub fn address_of(person: &StaffRecord) -> Result<&str, ProblemCode> {
    match person.listed.status {
        StaffStatus::Active => person.listed.email.as_deref().ok_or(ProblemCode::NoEmail),
        StaffStatus::Pending => Err(ProblemCode::InvitationPending),
        StaffStatus::Inactive => Err(ProblemCode::NotActive),
    }
}

/// The address that a person's invitation goes to.
///
/// # Errors
/// [`ProblemCode::NotPending`] or [`ProblemCode::NoEmail`] if none can be sent to them.
pub fn invitation_address_of(person: &StaffRecord) -> Result<&str, ProblemCode> {
    if person.listed.status != StaffStatus::Pending {
        return Err(ProblemCode::NotPending);
    }
    person.listed.email.as_deref().ok_or(ProblemCode::NoEmail)
}

/// Issues a link and queues its mail. They stand, and the mail worker is to be woken, once `transaction` is
/// committed; the act is the caller's to record, with [`details`].
///
/// # Errors
/// If the database fails, or there are no random bytes.
pub async fn issue(
    transaction: &mut dyn Transaction,
    context: &Context,
    wanted: WantedLink,
    now: UnixSeconds,
) -> Result<NewLink, NotIssued> {
    let purpose = wanted.purpose;
    let id = PasswordResetId::new(random::id()?);
    let salt = random::bytes()?;
    let link = NewLink {
        code_hash: digest(context.link_key.code(purpose, &id, &salt).expose()),
        id,
        purpose,
        staff_id: wanted.staff_id,
        sent_to: Some(wanted.sent_to),
        salt,
        requested_by: wanted.requested_by,
        idempotency_key: wanted.idempotency_key,
        bulk_id: wanted.bulk_id,
        requested_at: now,
        expires_at: now.plus(wanted.valid_seconds.into()),
    };
    let carries = match purpose {
        LinkPurpose::PasswordReset => MailContent::PasswordReset(link.id.clone()),
        LinkPurpose::Invitation => MailContent::Invitation(link.id.clone()),
    };
    let mail = NewMail { id: random::id()?, content: carries, queued_at: now };
    transaction.links().issue(&link).await?;
    transaction.mail().queue(&mail).await?;
    Ok(link)
}

/// The person's live link, if there is one that can be mailed to them once more: to the address that it was issued
/// for, and with the key that it was made with.
///
/// # Errors
/// If the database fails.
pub async fn live_of(
    transaction: &mut dyn Transaction,
    context: &Context,
    person: &StaffRecord,
    now: UnixSeconds,
) -> Result<Option<Link>, StoreError> {
    let purpose = LinkPurpose::PasswordReset;
    let newest = transaction.links().newest_of(&person.listed.id, purpose).await?;
    let live = newest.filter(|link| link.is_live(now) && link.sent_to == person.listed.email);
    let Some(link) = live else { return Ok(None) };
    let code = MailedCode::SetsPassword(&link).again(transaction, &context.link_key).await?;
    Ok(code.map(|_| link))
}

/// Queues the mail of a live link once more; `false` if it has not left yet.
///
/// # Errors
/// If the database fails, or there are no random bytes.
pub async fn send_again(
    transaction: &mut dyn Transaction,
    link: &Link,
    now: UnixSeconds,
) -> Result<bool, NotIssued> {
    Ok(transaction.mail().queue_again(&random::id()?, &link.id, now).await?)
}

/// Has a person's invitation live again that ended when they were deactivated, at `ended_at`, unless it has run out;
/// which one. If its mail was due meanwhile and held back, it is queued once more.
///
/// # Errors
/// If the database fails, or there are no random bytes.
pub async fn give_invitation_back(
    transaction: &mut dyn Transaction,
    staff_id: &StaffId,
    ended_at: UnixSeconds,
    now: UnixSeconds,
) -> Result<Option<PasswordResetId>, NotIssued> {
    let purpose = LinkPurpose::Invitation;
    let Some(id) = transaction.links().give_back(staff_id, purpose, ended_at, now).await? else {
        return Ok(None);
    };
    let link = transaction.links().get(&id).await?;
    if link.is_some_and(|link| link.failed_at.is_some_and(|failed_at| failed_at >= ended_at)) {
        let content = MailContent::Invitation(id.clone());
        transaction.mail().queue(&NewMail { id: random::id()?, content, queued_at: now }).await?;
    }
    Ok(Some(id))
}

/// What the record says of a link that was mailed once more.
pub fn details_again(link: &Link) -> Value {
    json!({
        "password_reset_id": link.id, "sent_to": link.sent_to, "expires_at": link.expires_at, "sent_again": true,
    })
}

/// What the record says of a link that was issued.
pub fn details(link: &NewLink) -> Value {
    json!({ "password_reset_id": link.id, "sent_to": link.sent_to, "expires_at": link.expires_at })
}
