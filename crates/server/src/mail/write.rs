//! Writes a mail of the queue, anew for each try, if it may still be sent.

use super::OutgoingMail;
use super::email_change::EmailChangeMail;
use super::email_change_notice::EmailChangeNoticeMail;
use super::invitation::InvitationMail;
use super::mailed_link::MailedLink;
use super::notice::{NoticeMail, WayBack};
use super::password_reset::PasswordResetMail;
use super::rendered::Rendered;
use super::words;
use crate::context::Context;
use crate::mailed_code::MailedCode;
use lettre::Address;
use staffroom_contract::staff::full_name;
use staffroom_contract::{
    EmailChangeId, LinkPurpose, PasswordResetId, Permission, StaffId, StaffStatus, UnixSeconds,
};
use staffroom_store::{
    ClaimedMail, EmailChangeRecord, Link, MailContent, Notice, NoticeKind, Practice, StaffRecord, StoreError,
    Transaction,
};

/// Why a mail is not written.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unwritten {
    /// It has no business being sent any more.
    #[error("the mail is void: {0}")]
    Void(&'static str),
    #[error(transparent)]
    Render(#[from] askama::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A mail's texts and its recipient.
struct Addressed {
    to_name: String,
    to: String,
    rendered: Rendered,
}

/// The mail, in the practice's name and with `from` as its address.
pub(super) async fn write(
    context: &Context,
    transaction: &mut dyn Transaction,
    from: &Address,
    claimed: &ClaimedMail,
) -> Result<OutgoingMail, Unwritten> {
    let practice = transaction.practice().get().await?.ok_or(Unwritten::Void("practice_unknown"))?;
    let from_name = practice.name.clone();
    let addressed = match &claimed.content {
        MailContent::PasswordReset(id) => password_reset(context, transaction, practice, id).await?,
        MailContent::Invitation(id) => invitation(context, transaction, practice, id).await?,
        MailContent::EmailChange(id) => email_change(context, transaction, practice, id).await?,
        MailContent::EmailChangeNotice(id) => email_change_notice(context, transaction, practice, id).await?,
        MailContent::Notice(told) => notice(context, transaction, practice, told).await?,
    };
    let Addressed { to_name, to, rendered: Rendered { subject, text, html } } = addressed;
    Ok(OutgoingMail {
        id: claimed.id.clone(),
        from_name,
        from: from.clone(),
        to_name,
        to,
        subject,
        text,
        html,
        date: claimed.queued_at,
    })
}

async fn password_reset(
    context: &Context,
    transaction: &mut dyn Transaction,
    practice: Practice,
    id: &PasswordResetId,
) -> Result<Addressed, Unwritten> {
    let (link, person, to) = live_link(context, transaction, id).await?;
    let to_name = name_of(&person);
    let rendered = PasswordResetMail {
        full_name: to_name.clone(),
        username: person.listed.username,
        link: mailed(context, transaction, &practice, MailedCode::SetsPassword(&link)).await?,
        valid_for: words::span(link.expires_at.since(link.requested_at)),
        requested_by: link.requested_by_name,
        practice_name: practice.name,
    }
    .render()?;
    Ok(Addressed { to_name, to, rendered })
}

async fn invitation(
    context: &Context,
    transaction: &mut dyn Transaction,
    practice: Practice,
    id: &PasswordResetId,
) -> Result<Addressed, Unwritten> {
    let (link, person, to) = live_link(context, transaction, id).await?;
    let credential = transaction.staff().credential(&link.staff_id).await?;
    let to_name = name_of(&person);
    let rendered = InvitationMail {
        full_name: to_name.clone(),
        username: person.listed.username,
        is_return: credential.is_some_and(|credential| credential.credential_version > 1),
        link: mailed(context, transaction, &practice, MailedCode::SetsPassword(&link)).await?,
        valid_for: words::span(link.expires_at.since(link.requested_at)),
        invited_by: link.requested_by_name.ok_or(Unwritten::Void("nobody_invites"))?,
        practice_name: practice.name,
    }
    .render()?;
    Ok(Addressed { to_name, to, rendered })
}

/// A link as long as it sets a password, its person, and the address that it goes to.
async fn live_link(
    context: &Context,
    transaction: &mut dyn Transaction,
    id: &PasswordResetId,
) -> Result<(Link, StaffRecord, String), Unwritten> {
    let link = transaction.links().get(id).await?.ok_or(Unwritten::Void("link_unknown"))?;
    let person = person(transaction, &link.staff_id).await?;
    let to = recipient(&link, &person, context.clock.now())?;
    Ok((link, person, to))
}

/// The link with this code. Without the key that it was made with, the mail would carry one that opens nothing.
async fn mailed(
    context: &Context,
    transaction: &mut dyn Transaction,
    practice: &Practice,
    code: MailedCode<'_>,
) -> Result<MailedLink, Unwritten> {
    let link = MailedLink::with(code, context, transaction, &practice.time_zone).await?;
    link.ok_or(Unwritten::Void("key_changed"))
}

/// The address that the link may be mailed to: the one that it was issued for, if that is still the person's, and
/// the link can still be used by them.
fn recipient(link: &Link, person: &StaffRecord, now: UnixSeconds) -> Result<String, Unwritten> {
    if !link.is_live(now) {
        return Err(Unwritten::Void("link_ended"));
    }
    match (link.purpose, person.listed.status) {
        (LinkPurpose::PasswordReset, StaffStatus::Active)
        | (LinkPurpose::Invitation, StaffStatus::Pending) => {}
        (LinkPurpose::PasswordReset, _) => return Err(Unwritten::Void("person_not_active")),
        (LinkPurpose::Invitation, _) => return Err(Unwritten::Void("person_not_pending")),
    }
    match &link.sent_to {
        Some(address) if link.sent_to == person.listed.email => Ok(address.clone()),
        _ => Err(Unwritten::Void("address_changed")),
    }
}

async fn email_change(
    context: &Context,
    transaction: &mut dyn Transaction,
    practice: Practice,
    id: &EmailChangeId,
) -> Result<Addressed, Unwritten> {
    let (change, person) = live_change(context, transaction, id).await?;
    let to_name = name_of(&person);
    let rendered = EmailChangeMail {
        full_name: to_name.clone(),
        username: person.listed.username,
        requested_by: asked_by_another(&change),
        link: mailed(context, transaction, &practice, MailedCode::Confirms(&change)).await?,
        practice_name: practice.name,
    }
    .render()?;
    Ok(Addressed { to_name, to: change.new_email, rendered })
}

async fn email_change_notice(
    context: &Context,
    transaction: &mut dyn Transaction,
    practice: Practice,
    id: &EmailChangeId,
) -> Result<Addressed, Unwritten> {
    let (change, person) = live_change(context, transaction, id).await?;
    let to = change.old_email.clone().ok_or(Unwritten::Void("no_address"))?;
    let to_name = name_of(&person);
    let rendered = EmailChangeNoticeMail {
        full_name: to_name.clone(),
        username: person.listed.username,
        requested_by: asked_by_another(&change),
        link: mailed(context, transaction, &practice, MailedCode::Objects(&change)).await?,
        new_email: change.new_email,
        practice_name: practice.name,
    }
    .render()?;
    Ok(Addressed { to_name, to, rendered })
}

/// A change that could still be confirmed, and its person. Both of its mails are void once it could not.
async fn live_change(
    context: &Context,
    transaction: &mut dyn Transaction,
    id: &EmailChangeId,
) -> Result<(EmailChangeRecord, StaffRecord), Unwritten> {
    let change = transaction.email_changes().get(id).await?.ok_or(Unwritten::Void("change_unknown"))?;
    if !change.is_live(context.clock.now()) {
        return Err(Unwritten::Void("link_ended"));
    }
    let person = person(transaction, &change.staff_id).await?;
    Ok((change, person))
}

/// Who asked for a change, if it was somebody else than the person themselves.
fn asked_by_another(change: &EmailChangeRecord) -> Option<String> {
    (change.requested_by != change.staff_id).then(|| change.requested_by_name.clone())
}

/// A notice is sent whatever has become of the account since: what it tells stays true.
async fn notice(
    context: &Context,
    transaction: &mut dyn Transaction,
    practice: Practice,
    told: &Notice,
) -> Result<Addressed, Unwritten> {
    let whose = person(transaction, &told.staff_id).await?;
    let recipient = person(transaction, &told.recipient_id).await?;
    let to_name = name_of(&recipient);
    let done_by = match &told.done_by {
        Some(id) => Some(name_of(&person(transaction, id).await?)),
        None => None,
    };
    let rendered = NoticeMail {
        kind: told.kind,
        full_name: to_name.clone(),
        whose: name_of(&whose),
        way_back: way_back(transaction, told, &whose, &recipient).await?,
        freeze: freeze_link(context, transaction, &practice, told, &whose).await?,
        username: whose.listed.username,
        done_by,
        done_at: words::deadline(told.done_at, &practice.time_zone),
        practice_name: practice.name,
    }
    .render()?;
    Ok(Addressed { to_name, to: told.sent_to.clone(), rendered })
}

/// Who can give the account back that the notice tells of, if it was frozen.
async fn way_back(
    transaction: &mut dyn Transaction,
    told: &Notice,
    whose: &StaffRecord,
    recipient: &StaffRecord,
) -> Result<Option<WayBack>, Unwritten> {
    if told.kind != NoticeKind::AccountFrozen {
        return Ok(None);
    }
    let can_mend = |person: &StaffRecord| {
        person.permissions.contains(&Permission::ManageAccounts)
            && whose.permissions.is_subset(&person.permissions)
    };
    if can_mend(recipient) {
        return Ok(Some(WayBack::Yours));
    }
    let administrators = transaction.staff().active_with(Permission::ManageAccounts).await?;
    let mut names = Vec::new();
    for other in administrators {
        if transaction.staff().get(&other.id).await?.is_some_and(|other| can_mend(&other)) {
            names.push(full_name(&other.first_name, &other.last_name));
        }
    }
    Ok(Some(if names.is_empty() { WayBack::CommandLine } else { WayBack::Others(names) }))
}

/// What the notice offers against whoever else did it, as long as that would do anything.
async fn freeze_link(
    context: &Context,
    transaction: &mut dyn Transaction,
    practice: &Practice,
    told: &Notice,
    whose: &StaffRecord,
) -> Result<Option<MailedLink>, Unwritten> {
    let Some(id) = &told.freeze_link_id else { return Ok(None) };
    let Some(link) = transaction.freeze_links().get(id).await? else { return Ok(None) };
    if !link.is_live(context.clock.now()) || whose.listed.status != StaffStatus::Active {
        return Ok(None);
    }
    Ok(MailedLink::with(MailedCode::Freezes(&link), context, transaction, &practice.time_zone).await?)
}

async fn person(transaction: &mut dyn Transaction, id: &StaffId) -> Result<StaffRecord, Unwritten> {
    transaction.staff().get(id).await?.ok_or(Unwritten::Void("person_unknown"))
}

fn name_of(person: &StaffRecord) -> String {
    full_name(&person.listed.first_name, &person.listed.last_name)
}
