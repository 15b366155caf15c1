//! Writes a mail of the queue, anew for each try, if it may still be sent.

use super::OutgoingMail;
use super::email_change::EmailChangeMail;
use super::email_change_notice::EmailChangeNoticeMail;
use super::invitation::InvitationMail;
use super::notice::{FreezeOffer, NoticeMail, WayBack};
use super::password_reset::PasswordResetMail;
use crate::context::Context;
use crate::link_code::digest;
use crate::reset_link;
use lettre::Address;
use staffroom_contract::paths::page;
use staffroom_contract::staff::full_name;
use staffroom_contract::{
    EmailChangeId, LinkPurpose, PasswordResetId, Permission, Secret, StaffId, StaffStatus, UnixSeconds,
};
use staffroom_store::{
    ClaimedMail, EmailChangeRecord, Link, MailContent, Notice, NoticeKind, Practice, StaffRecord, StoreError,
    Transaction,
};

/// The mail's three texts.
pub(super) struct Rendered {
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: String,
}

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
    from: &Address,
    claimed: &ClaimedMail,
) -> Result<OutgoingMail, Unwritten> {
    let mut transaction = context.store.read().await?;
    let practice = transaction.practice().get().await?.ok_or(Unwritten::Void("practice_unknown"))?;
    let from_name = practice.name.clone();
    let addressed = match &claimed.content {
        MailContent::PasswordReset(id) => password_reset(context, &mut *transaction, practice, id).await?,
        MailContent::Invitation(id) => invitation(context, &mut *transaction, practice, id).await?,
        MailContent::EmailChange(id) => email_change(context, &mut *transaction, practice, id).await?,
        MailContent::EmailChangeNotice(id) => {
            email_change_notice(context, &mut *transaction, practice, id).await?
        }
        MailContent::Notice(told) => notice(context, &mut *transaction, practice, told).await?,
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
    let LiveLink { link, person, to, code } = live_link(context, transaction, id).await?;
    let to_name = name_of(&person);
    let rendered = PasswordResetMail {
        practice_name: practice.name,
        time_zone: practice.time_zone,
        full_name: to_name.clone(),
        username: person.listed.username,
        requested_by: link.requested_by_name,
        page: context.page(page::RESET_PASSWORD).into(),
        link: context.link_to(page::RESET_PASSWORD, &code).into(),
        code,
        requested_at: link.requested_at,
        expires_at: link.expires_at,
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
    let LiveLink { link, person, to, code } = live_link(context, transaction, id).await?;
    let credential = transaction.staff().credential(&link.staff_id).await?;
    let to_name = name_of(&person);
    let rendered = InvitationMail {
        practice_name: practice.name,
        time_zone: practice.time_zone,
        full_name: to_name.clone(),
        username: person.listed.username,
        invited_by: link.requested_by_name.ok_or(Unwritten::Void("nobody_invites"))?,
        is_return: credential.is_some_and(|credential| credential.credential_version > 1),
        page: context.page(page::ACCEPT_INVITATION).into(),
        link: context.link_to(page::ACCEPT_INVITATION, &code).into(),
        code,
        requested_at: link.requested_at,
        expires_at: link.expires_at,
    }
    .render()?;
    Ok(Addressed { to_name, to, rendered })
}

/// A link that sets a password, as long as it does.
struct LiveLink {
    link: Link,
    person: StaffRecord,
    to: String,
    code: Secret,
}

async fn live_link(
    context: &Context,
    transaction: &mut dyn Transaction,
    id: &PasswordResetId,
) -> Result<LiveLink, Unwritten> {
    let link = transaction.links().get(id).await?.ok_or(Unwritten::Void("link_unknown"))?;
    let person = person(transaction, &link.staff_id).await?;
    let to = recipient(&link, &person, context.clock.now())?;
    // Without the key that the link was issued with, the mail would carry a code that opens nothing.
    let code = reset_link::code_of(transaction, &context.link_key, &link).await?;
    let code = code.ok_or(Unwritten::Void("key_changed"))?;
    Ok(LiveLink { link, person, to, code })
}

/// The address that the link may be mailed to: the one that it was issued for, if that is still the person's, and
/// the link can still be used by them.
fn recipient(link: &Link, person: &StaffRecord, now: UnixSeconds) -> Result<String, Unwritten> {
    if link.ended.is_some() || link.expires_at <= now {
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
    let mut found = None;
    for key in context.link_key.and_previous() {
        let code = key.email_change_code(&change.id, &change.salt);
        if transaction.email_changes().find_by_code_hash(&digest(code.expose())).await?.is_some() {
            found = Some(code);
            break;
        }
    }
    let code = found.ok_or(Unwritten::Void("key_changed"))?;
    let to_name = name_of(&person);
    let rendered = EmailChangeMail {
        practice_name: practice.name,
        time_zone: practice.time_zone,
        full_name: to_name.clone(),
        username: person.listed.username,
        requested_by: asked_by_another(&change),
        page: context.page(page::CONFIRM_EMAIL).into(),
        link: context.link_to(page::CONFIRM_EMAIL, &code).into(),
        code,
        expires_at: change.expires_at,
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
    let mut found = None;
    for key in context.link_key.and_previous() {
        let code = key.email_objection_code(&change.id, &change.salt);
        if transaction.email_changes().find_by_objection_code_hash(&digest(code.expose())).await?.is_some() {
            found = Some(code);
            break;
        }
    }
    let code = found.ok_or(Unwritten::Void("key_changed"))?;
    let to_name = name_of(&person);
    let rendered = EmailChangeNoticeMail {
        practice_name: practice.name,
        time_zone: practice.time_zone,
        full_name: to_name.clone(),
        username: person.listed.username,
        requested_by: asked_by_another(&change),
        new_email: change.new_email,
        page: context.page(page::KEEP_EMAIL).into(),
        link: context.link_to(page::KEEP_EMAIL, &code).into(),
        code,
        expires_at: change.expires_at,
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
        practice_name: practice.name,
        time_zone: practice.time_zone,
        kind: told.kind,
        full_name: to_name.clone(),
        whose: name_of(&whose),
        way_back: way_back(transaction, told, &whose, &recipient).await?,
        freeze: freeze_offer(context, transaction, told, &whose).await?,
        username: whose.listed.username,
        done_by,
        done_at: told.done_at,
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
async fn freeze_offer(
    context: &Context,
    transaction: &mut dyn Transaction,
    told: &Notice,
    whose: &StaffRecord,
) -> Result<Option<FreezeOffer>, Unwritten> {
    let Some(id) = &told.freeze_link_id else { return Ok(None) };
    let Some(link) = transaction.freeze_links().get(id).await? else { return Ok(None) };
    if !link.is_live(context.clock.now()) || whose.listed.status != StaffStatus::Active {
        return Ok(None);
    }
    for key in context.link_key.and_previous() {
        let code = key.freeze_code(&link.id, &link.salt);
        if transaction.freeze_links().find_by_code_hash(&digest(code.expose())).await?.is_some() {
            return Ok(Some(FreezeOffer {
                page: context.page(page::FREEZE_ACCOUNT).into(),
                link: context.link_to(page::FREEZE_ACCOUNT, &code).into(),
                code,
                expires_at: link.expires_at,
            }));
        }
    }
    Ok(None)
}

async fn person(transaction: &mut dyn Transaction, id: &StaffId) -> Result<StaffRecord, Unwritten> {
    transaction.staff().get(id).await?.ok_or(Unwritten::Void("person_unknown"))
}

fn name_of(person: &StaffRecord) -> String {
    full_name(&person.listed.first_name, &person.listed.last_name)
}
