//! Invitations of the sample practice that nobody has accepted yet.

use super::LINK_VALID_SECONDS;
use super::people;
use crate::cli::Failure;
use crate::link_code::{LinkKey, digest};
use crate::random;
use staffroom_contract::{LinkPurpose, PasswordResetId, StaffId, UnixSeconds};
use staffroom_store::{MailContent, NewLink, NewMail, Transaction};

/// How long a mail took to leave, in seconds.
const ON_ITS_WAY: i64 = 2;

/// Somebody who was invited and has not come in yet.
#[derive(Clone)]
pub(super) struct Invited {
    pub(super) staff_id: StaffId,
    pub(super) sent_to: String,
    /// When the administrator invited them.
    pub(super) at: UnixSeconds,
    /// Whether a mail server took the mail.
    pub(super) is_delivered: bool,
}

/// Issues their invitation as of its time. Its mail is not sent any more: it has left, or was given up.
///
/// # Errors
/// If the database fails, or there are no random bytes.
pub(super) async fn issue(
    transaction: &mut dyn Transaction,
    link_key: &LinkKey,
    invited: Invited,
) -> Result<(), Failure> {
    let (purpose, at) = (LinkPurpose::Invitation, invited.at);
    let id = PasswordResetId::new(random::id()?);
    let salt = random::bytes()?;
    let link = NewLink {
        code_hash: digest(link_key.code(purpose, &id, &salt).expose()),
        id: id.clone(),
        purpose,
        staff_id: invited.staff_id,
        sent_to: Some(invited.sent_to),
        salt,
        requested_by: Some(people::id_of(people::ADMINISTRATOR)),
        idempotency_key: None,
        bulk_id: None,
        requested_at: at,
        expires_at: at.plus(LINK_VALID_SECONDS.into()),
    };
    transaction.links().issue(&link).await?;
    let mail = NewMail { id: random::id()?, content: MailContent::Invitation(id), queued_at: at };
    let mut queue = transaction.mail();
    queue.queue(&mail).await?;
    let settled_at = at.plus(ON_ITS_WAY);
    if invited.is_delivered {
        queue.mark_sent(&mail.id, settled_at).await?;
    } else {
        queue.mark_failed(&mail.id, settled_at, "rejected").await?;
    }
    Ok(())
}
