//! Notices: whoever an account belongs to learns by mail of what was done to it, and can stop it if it was not them.
//!
//! A notice is queued in the transaction of its act: there is none of an act that does not stand, and no act
//! without one. Whoever has no address gets none.

use super::refusal::Refusal;
use crate::context::Context;
use crate::link_code::digest;
use crate::random;
use staffroom_contract::{Permission, StaffId, UnixSeconds};
use staffroom_store::{
    EmailChangeRecord, MailContent, NewFreezeLink, NewMail, Notice, NoticeKind, StaffRecord, Transaction,
};

/// How long the link in a notice can freeze an account, in seconds: whoever is on leave finds it in time.
const FREEZABLE_FOR: i64 = 7 * 24 * 60 * 60;

/// Tells a person of what was done to their account, at the address that they had before.
pub(super) async fn tell(
    context: &Context,
    transaction: &mut dyn Transaction,
    kind: NoticeKind,
    person: &StaffRecord,
    done_by: Option<&StaffId>,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    let Some(sent_to) = &person.listed.email else { return Ok(()) };
    let id = &person.listed.id;
    let freeze_link_id = match kind {
        NoticeKind::PasswordResetCompleted
        | NoticeKind::OwnPasswordChanged
        | NoticeKind::EmailChangeConfirmed => Some(issue_freeze_link(context, transaction, id, now).await?),
        NoticeKind::StaffDeactivated | NoticeKind::StaffReactivated | NoticeKind::AccountFrozen => None,
    };
    let notice = Notice {
        kind,
        staff_id: id.clone(),
        done_at: now,
        done_by: done_by.cloned(),
        recipient_id: id.clone(),
        sent_to: sent_to.clone(),
        freeze_link_id,
    };
    queue(transaction, notice).await
}

/// Tells a person that another address of theirs is in force: at that one, and at the one that they had before, from
/// where the account can be frozen. `person` is who they were before.
pub(super) async fn tell_of_new_email(
    context: &Context,
    transaction: &mut dyn Transaction,
    person: &StaffRecord,
    change: &EmailChangeRecord,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    let kind = NoticeKind::EmailChangeConfirmed;
    tell(context, transaction, kind, person, None, now).await?;
    let notice = Notice {
        kind,
        staff_id: change.staff_id.clone(),
        done_at: now,
        done_by: None,
        recipient_id: change.staff_id.clone(),
        sent_to: change.new_email.clone(),
        freeze_link_id: None,
    };
    queue(transaction, notice).await
}

/// Tells everybody who manages accounts that one was frozen: the person cannot work before one of them has acted
/// who may do all that the person may. To the others the mail names them.
pub(super) async fn tell_administrators(
    transaction: &mut dyn Transaction,
    frozen: &StaffId,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    let administrators = transaction.staff().active_with(Permission::ManageAccounts).await?;
    for administrator in administrators {
        let Some(sent_to) = administrator.email else { continue };
        let notice = Notice {
            kind: NoticeKind::AccountFrozen,
            staff_id: frozen.clone(),
            done_at: now,
            done_by: None,
            recipient_id: administrator.id,
            sent_to,
            freeze_link_id: None,
        };
        queue(transaction, notice).await?;
    }
    Ok(())
}

async fn issue_freeze_link(
    context: &Context,
    transaction: &mut dyn Transaction,
    staff_id: &StaffId,
    now: UnixSeconds,
) -> Result<String, Refusal> {
    let (id, salt) = (random::id()?, random::bytes()?);
    let link = NewFreezeLink {
        code_hash: digest(context.link_key.freeze_code(&id, &salt).expose()),
        id,
        staff_id: staff_id.clone(),
        salt,
        issued_at: now,
        expires_at: now.plus(FREEZABLE_FOR),
    };
    transaction.freeze_links().issue(&link).await?;
    Ok(link.id)
}

async fn queue(transaction: &mut dyn Transaction, notice: Notice) -> Result<(), Refusal> {
    let queued_at = notice.done_at;
    let mail = NewMail { id: random::id()?, content: MailContent::Notice(notice), queued_at };
    Ok(transaction.mail().queue(&mail).await?)
}
