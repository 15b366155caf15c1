//! `staffroom-server admin invite`: an account that may do everything, and the link that its first password is
//! chosen with.

use crate::audit::{Act, Event};
use crate::cli::{Failure, InviteArgs, LinkKeyArgs};
use crate::clock::{Clock, SystemClock};
use crate::config::{BadFolder, DataFolder, PublicUrl};
use crate::link_code::{LinkKey, digest};
use crate::serve::OpenPractice;
use crate::{random, serve};
use jiff::tz::TimeZone;
use serde_json::json;
use staffroom_contract::field::{FieldProblem, FieldRule};
use staffroom_contract::paths::page;
use staffroom_contract::text::{check_email, check_name, check_required, check_username, tidy};
use staffroom_contract::{
    LinkPurpose, PasswordResetId, Permission, Secret, StaffId, StaffStatus, SystemRole, UnixSeconds,
};
use staffroom_store::{
    HeldRole, ListedStaff, NewLink, NewStaff, Practice, StaffRecord, Store, StoreError, Transaction,
};

/// Whom to invite, checked by the same rules as everywhere else.
struct Invitation {
    username: String,
    email: String,
    first_name: String,
    last_name: String,
    practice_name: Option<String>,
    time_zone: Option<String>,
}

/// Invites a person and prints their link, alone, on standard output.
///
/// # Errors
/// What is wrong with the person, or who has the username or email already.
pub async fn invite(args: InviteArgs) -> Result<(), Failure> {
    let InviteArgs { username, email, first_name, last_name, practice, practice_name, time_zone } = args;
    let invitation = Invitation {
        username: checked("--username", &username, check_username)?,
        email: checked("--email", &email, check_email)?,
        first_name: checked("--first-name", &first_name, check_name)?,
        last_name: checked("--last-name", &last_name, check_name)?,
        practice_name: practice_name.map(|name| checked("--practice-name", &name, check_name)).transpose()?,
        time_zone: time_zone.map(known_time_zone).transpose()?,
    };
    let OpenPractice { store, link_key, .. } = serve::open(&practice).await?;
    let issued = issue(store.as_ref(), &link_key, &invitation, SystemClock.now()).await;
    store.close().await;
    let (Practice { name, link_valid_seconds, .. }, code) = issued?;
    let hours = link_valid_seconds / 3600;
    eprintln!("Invited to {name}. The link sets their password, works once and is valid for {hours} hours:");
    let public_url = practice.public_url.unwrap_or_else(|| {
        eprintln!("(It leads to this machine; --public-url says where people reach the app.)");
        PublicUrl::default()
    });
    println!("{public_url}{}#{}", page::ACCEPT_INVITATION, code.expose());
    Ok(())
}

/// Makes the account and issues its link, whose code opens it.
async fn issue(
    store: &dyn Store,
    link_key: &LinkKey,
    invitation: &Invitation,
    now: UnixSeconds,
) -> Result<(Practice, Secret), Failure> {
    let mut transaction = store.write().await?;
    let practice = set_up(transaction.as_mut(), invitation).await?;
    let account = account_of(transaction.as_mut(), invitation, now).await?;
    let id = PasswordResetId::new(random::id()?);
    let salt = random::bytes::<32>()?;
    let code = link_key.code(LinkPurpose::Invitation, &id, &salt);
    let link = NewLink {
        id,
        purpose: LinkPurpose::Invitation,
        staff_id: account.id.clone(),
        sent_to: None,
        salt,
        code_hash: digest(code.expose()),
        requested_by: None,
        idempotency_key: None,
        bulk_id: None,
        requested_at: now,
        expires_at: now.plus(practice.link_valid_seconds.into()),
    };
    transaction.links().issue(&link).await?;
    let mut details = json!({ "username": invitation.username, "role": account.role.name });
    if account.was_frozen {
        details["status"] = json!({ "old": StaffStatus::Inactive, "new": StaffStatus::Pending });
    }
    let act = Act::of(Event::StaffInvited).upon(&account.id).with(details);
    act.record(transaction.as_mut(), now).await?;
    transaction.commit().await?;
    Ok((practice, code))
}

/// The practice with what the command line says of it; a new one if there is none yet.
async fn set_up(transaction: &mut dyn Transaction, invitation: &Invitation) -> Result<Practice, StoreError> {
    let Invitation { practice_name, time_zone, .. } = invitation;
    let kept = transaction.practice().get().await?;
    let mut practice = kept.clone().unwrap_or_default();
    practice.name = practice_name.clone().unwrap_or(practice.name);
    practice.time_zone = time_zone.clone().unwrap_or(practice.time_zone);
    if kept.as_ref() != Some(&practice) {
        transaction.practice().put(&practice).await?;
    }
    Ok(practice)
}

/// Whom a link is issued for.
struct Account {
    id: StaffId,
    role: HeldRole,
    /// Whether the link leads them back to an account that they had.
    was_frozen: bool,
}

/// The account to issue a link for: a new one, or that of the same person who has not chosen a password yet, or whose
/// account was frozen. The latter may do what they could, if that was to manage accounts: when the last of those was
/// frozen, nobody is left who could reactivate them.
async fn account_of(
    transaction: &mut dyn Transaction,
    invitation: &Invitation,
    now: UnixSeconds,
) -> Result<Account, Failure> {
    let found = transaction.staff().find_by_username(&invitation.username).await?;
    if let Some(StaffRecord { listed, permissions, frozen_at, .. }) = found {
        let is_same = listed.email.is_some_and(|email| email.eq_ignore_ascii_case(&invitation.email));
        let account = Account { id: listed.id, role: listed.role, was_frozen: frozen_at.is_some() };
        if !is_same || (listed.status != StaffStatus::Pending && !account.was_frozen) {
            return Err(Failure::mistake("--username", "somebody has it already"));
        }
        if account.was_frozen {
            if !permissions.contains(&Permission::ManageAccounts) {
                let why = "their account is frozen; whoever manages accounts can reactivate it";
                return Err(Failure::mistake("--username", why));
            }
            transaction.staff().set_status(&account.id, StaffStatus::Pending, now).await?;
        }
        return Ok(account);
    }
    let id = StaffId::new(random::id()?);
    let person = NewStaff {
        record: StaffRecord::new(ListedStaff {
            id: id.clone(),
            first_name: invitation.first_name.clone(),
            last_name: invitation.last_name.clone(),
            username: invitation.username.clone(),
            email: Some(invitation.email.clone()),
            cell_phone: None,
            primary_provider: None,
            role: SystemRole::BtgAdmin.into(),
            status: StaffStatus::Pending,
            last_sign_in_at: None,
            link_expires_at: None,
        }),
        password_hash: None,
        created_at: now,
    };
    transaction.staff().add(&[person]).await.map_err(|error| match error {
        StoreError::Conflict { field: "email" } => Failure::mistake("--email", "somebody has it already"),
        StoreError::Conflict { .. } => Failure::mistake("--username", "somebody has it already"),
        error => error.into(),
    })?;
    Ok(Account { id, role: SystemRole::BtgAdmin.into(), was_frozen: false })
}

/// Rotates the key that links are made with.
///
/// # Errors
/// If there is no key, or it cannot be rotated now.
pub fn rotate_link_key(args: &LinkKeyArgs) -> Result<(), Failure> {
    let mistake = |error: BadFolder| Failure::mistake("--data-dir", error.to_string());
    if !args.data_dir.is_dir() {
        return Err(Failure::mistake(
            "--data-dir",
            format!("there is no folder {}", args.data_dir.display()),
        ));
    }
    let folder = DataFolder::open(&args.data_dir).map_err(mistake)?;
    folder.rotate_link_key(SystemClock.now()).map_err(mistake)?;
    eprintln!("The key is rotated. Restart the server to use it; links that were mailed keep working.");
    Ok(())
}

type Check = fn(&str, &str) -> Option<FieldProblem>;

fn checked(option: &'static str, text: &str, check: Check) -> Result<String, Failure> {
    let text = tidy(text);
    match check_required(option, &text).or_else(|| check(option, &text)) {
        Some(problem) => Err(Failure::mistake(option, words(&problem))),
        None => Ok(text),
    }
}

fn words(problem: &FieldProblem) -> String {
    let limit = problem.limit.unwrap_or_default();
    match problem.rule {
        FieldRule::Required => "it must not be empty".to_owned(),
        FieldRule::TooLong => format!("it must not be longer than {limit} characters"),
        FieldRule::TooShort => format!("it must have at least {limit} characters"),
        FieldRule::ControlCharacters => "it must not hold control characters".to_owned(),
        FieldRule::NotAnEmail => "it is not an email address such as name@example.org".to_owned(),
        FieldRule::NotAUsername => {
            "it must begin with a letter or digit, and hold only letters, digits and . _ - @ +".to_owned()
        }
        _ => "it cannot be used".to_owned(),
    }
}

fn known_time_zone(name: String) -> Result<String, Failure> {
    match TimeZone::get(&name) {
        Ok(_) => Ok(name),
        Err(_) => Err(Failure::mistake("--time-zone", "it is not a time zone such as America/New_York")),
    }
}
