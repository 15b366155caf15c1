//! Asking for a change of an email address, whoever asks: the change, and its mails.

use crate::context::Context;
use crate::link_code::digest;
use crate::random;
use crate::reset_link::NotIssued;
use serde_json::{Value, json};
use staffroom_contract::email_change::VALID_SECONDS;
use staffroom_contract::{EmailChangeId, StaffId, UnixSeconds};
use staffroom_store::{EmailChangeRecord, MailContent, NewEmailChange, NewMail, StaffRecord, Transaction};

/// A change that somebody asks for.
pub struct WantedChange<'a> {
    /// Whose address it changes, as they are now.
    pub person: &'a StaffRecord,
    /// The address that is to be theirs.
    pub new_email: String,
    /// Who asks.
    pub requested_by: &'a StaffId,
    /// The Idempotency-Key that it is asked for with.
    pub idempotency_key: Option<String>,
}

/// Asks for a change and queues its mails: to the new address, and to the old one if there is one. They stand, and
/// the mail worker is to be woken, once `transaction` is committed; the act is the caller's to record, with
/// [`details`].
///
/// # Errors
/// If the database fails, or there are no random bytes.
pub async fn request(
    transaction: &mut dyn Transaction,
    context: &Context,
    wanted: WantedChange<'_>,
    now: UnixSeconds,
) -> Result<EmailChangeId, NotIssued> {
    let id = EmailChangeId::new(random::id()?);
    let salt = random::bytes()?;
    let key = &context.link_key;
    let change = NewEmailChange {
        code_hash: digest(key.email_change_code(&id, &salt).expose()),
        objection_code_hash: digest(key.email_objection_code(&id, &salt).expose()),
        id: id.clone(),
        staff_id: wanted.person.listed.id.clone(),
        new_email: wanted.new_email,
        salt,
        requested_by: wanted.requested_by.clone(),
        idempotency_key: wanted.idempotency_key,
        requested_at: now,
        expires_at: now.plus(VALID_SECONDS),
    };
    transaction.email_changes().request(&change).await?;
    queue(transaction, MailContent::EmailChange(id.clone()), now).await?;
    if wanted.person.listed.email.is_some() {
        queue(transaction, MailContent::EmailChangeNotice(id.clone()), now).await?;
    }
    Ok(id)
}

/// Queues the mail that asks for the confirmation once more, with the same code.
///
/// # Errors
/// If the database fails, or there are no random bytes.
pub async fn send_again(
    transaction: &mut dyn Transaction,
    id: &EmailChangeId,
    now: UnixSeconds,
) -> Result<(), NotIssued> {
    queue(transaction, MailContent::EmailChange(id.clone()), now).await
}

/// What the record says of a change that is not in force.
pub fn details(change: &EmailChangeRecord) -> Value {
    json!({ "email_change_id": change.id, "sent_to": change.new_email, "expires_at": change.expires_at })
}

async fn queue(
    transaction: &mut dyn Transaction,
    content: MailContent,
    now: UnixSeconds,
) -> Result<(), NotIssued> {
    let mail = NewMail { id: random::id()?, content, queued_at: now };
    Ok(transaction.mail().queue(&mail).await?)
}
