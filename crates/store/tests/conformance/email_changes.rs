use crate::Database;
use crate::people::{START, camille, camille_id, person};
use staffroom_contract::{EmailChangeId, StaffId, StaffStatus, UnixSeconds};
use staffroom_store::{
    EmailChangeEnd, EmailChangeRecord, EmailChangeScope, MailContent, NewEmailChange, NewMail,
};
use std::sync::Arc;

const VALID: i64 = 72 * 3_600;

pub(crate) fn change(number: u8) -> NewEmailChange {
    NewEmailChange {
        id: id(number),
        staff_id: camille_id(),
        new_email: "camille@home.example".to_owned(),
        salt: [number; 32],
        code_hash: [number + 100; 32],
        objection_code_hash: [number + 200; 32],
        requested_by: StaffId::new("morgan"),
        idempotency_key: Some(format!("key-{number}")),
        requested_at: START,
        expires_at: START.plus(VALID),
    }
}

fn id(number: u8) -> EmailChangeId {
    EmailChangeId::new(format!("change-{number}"))
}

/// A practice with Camille, Morgan, and changes of Camille's address, one after the other.
async fn with_changes(database: Database, numbers: &[u8]) -> Database {
    let database = database.with(&[camille(), person("morgan", "Morgan", "Manager")]).await;
    let mut transaction = database.write().await;
    for number in numbers {
        transaction.email_changes().request(&change(*number)).await.unwrap();
    }
    transaction.commit().await.unwrap();
    database
}

async fn get(database: &Database, number: u8) -> EmailChangeRecord {
    database.read().await.email_changes().get(&id(number)).await.unwrap().unwrap()
}

async fn end(database: &Database, number: u8, end: EmailChangeEnd, now: UnixSeconds) -> bool {
    let mut transaction = database.write().await;
    let ended = transaction.email_changes().end(&id(number), end, now).await.unwrap();
    transaction.commit().await.unwrap();
    ended
}

/// Nothing of a change gets lost, whatever it is found by, and neither of its codes is the other.
pub(crate) async fn an_email_change_is_found_as_it_was_asked_for(database: Database) {
    let database = with_changes(database, &[1]).await;
    let found = get(&database, 1).await;
    let expected = EmailChangeRecord {
        id: id(1),
        staff_id: camille_id(),
        old_email: Some("cnurse@email.xyz".to_owned()),
        new_email: "camille@home.example".to_owned(),
        salt: [1; 32],
        requested_by: StaffId::new("morgan"),
        requested_by_name: "Morgan Manager".to_owned(),
        requested_at: START,
        expires_at: START.plus(VALID),
        ended: None,
        is_outdated: false,
        sent_at: None,
        mail_reason: None,
    };
    assert_eq!(found, expected);
    let mut transaction = database.read().await;
    let mut changes = transaction.email_changes();
    assert_eq!(changes.find_by_code_hash(&[101; 32]).await.unwrap(), Some(expected.clone()));
    assert_eq!(changes.find_by_code_hash(&[201; 32]).await.unwrap(), None);
    assert_eq!(changes.find_by_objection_code_hash(&[201; 32]).await.unwrap(), Some(expected.clone()));
    assert_eq!(changes.find_by_objection_code_hash(&[101; 32]).await.unwrap(), None);
    let morgan = StaffId::new("morgan");
    assert_eq!(changes.find_by_idempotency_key(&morgan, "key-1").await.unwrap(), Some(expected.clone()));
    assert_eq!(changes.find_by_idempotency_key(&camille_id(), "key-1").await.unwrap(), None);
    assert_eq!(changes.pending_of(&camille_id(), START).await.unwrap(), Some(expected));
    assert_eq!(changes.pending_of(&morgan, START).await.unwrap(), None);
}

/// One change waits per person.
pub(crate) async fn a_newer_email_change_replaces_the_older_one(database: Database) {
    let database = with_changes(database, &[1, 2]).await;
    assert_eq!(get(&database, 1).await.ended, Some(EmailChangeEnd::Replaced));
    let pending = database.read().await.email_changes().pending_of(&camille_id(), START).await.unwrap();
    assert_eq!(pending.unwrap().id, id(2));
}

/// A change is somebody's.
pub(crate) async fn an_email_change_for_nobody_is_refused(database: Database) {
    let database = with_changes(database, &[]).await;
    let mut transaction = database.write().await;
    let change = NewEmailChange { staff_id: StaffId::new("nobody"), ..change(1) };
    assert!(transaction.email_changes().request(&change).await.is_err());
}

/// Of fifty who end a change at once, in whatever way, one does.
pub(crate) async fn of_fifty_who_end_a_change_one_wins(database: Database) {
    let database = Arc::new(with_changes(database, &[1]).await);
    let tries: Vec<_> = (0..50)
        .map(|number| {
            let database = Arc::clone(&database);
            let how = if number % 2 == 0 { EmailChangeEnd::Confirmed } else { EmailChangeEnd::Cancelled };
            tokio::spawn(async move { end(&database, 1, how, START).await })
        })
        .collect();
    let mut winners = 0;
    for attempt in tries {
        winners += usize::from(attempt.await.unwrap());
    }
    assert_eq!(winners, 1);
}

/// A change lives until the second it runs out, for the password and the address that it was asked for under.
pub(crate) async fn a_change_does_not_outlast_what_it_was_asked_for(database: Database) {
    let database = with_changes(database, &[1]).await;
    let last = START.plus(VALID - 1);
    assert!(get(&database, 1).await.is_live(last));
    assert!(!end(&database, 1, EmailChangeEnd::Confirmed, START.plus(VALID)).await);

    database.set_password_hash(&camille_id(), "$argon2id$another").await;
    assert!(get(&database, 1).await.is_outdated);
    assert!(!end(&database, 1, EmailChangeEnd::Confirmed, START).await);
    let pending = database.read().await.email_changes().pending_of(&camille_id(), START).await.unwrap();
    assert_eq!(pending, None);

    let mut transaction = database.write().await;
    transaction.email_changes().request(&change(2)).await.unwrap();
    transaction.staff().set_email(&camille_id(), "another@email.xyz", START).await.unwrap();
    transaction.commit().await.unwrap();
    assert!(!end(&database, 2, EmailChangeEnd::Confirmed, START).await);
}

/// Whoever is closed out gets no new address, also not once they are let in again.
pub(crate) async fn a_change_ends_with_the_account(database: Database) {
    let database = with_changes(database, &[1]).await;
    database.set_status(&camille_id(), StaffStatus::Inactive).await;
    assert!(!end(&database, 1, EmailChangeEnd::Confirmed, START).await);
    let mut transaction = database.write().await;
    transaction.email_changes().end_all_of(&camille_id(), START).await.unwrap();
    transaction.commit().await.unwrap();
    database.set_status(&camille_id(), StaffStatus::Active).await;
    assert_eq!(get(&database, 1).await.ended, Some(EmailChangeEnd::Void));
}

/// Mails that ask for a confirmation are counted by whom they are about and who asked; the others are not. The change
/// says what became of them.
pub(crate) async fn mails_about_changes_are_counted(database: Database) {
    let database = with_changes(database, &[1]).await;
    let mut transaction = database.write().await;
    for (name, content) in [
        ("first", MailContent::EmailChange(id(1))),
        ("notice", MailContent::EmailChangeNotice(id(1))),
        ("again", MailContent::EmailChange(id(1))),
    ] {
        let mail = NewMail { id: name.to_owned(), content, queued_at: START };
        transaction.mail().queue(&mail).await.unwrap();
    }
    transaction.mail().mark_sent("first", START.plus(1)).await.unwrap();
    transaction.mail().retry("again", START.plus(9), "unreachable").await.unwrap();
    let morgan = StaffId::new("morgan");
    let camille = camille_id();
    let mut changes = transaction.email_changes();
    for scope in
        [EmailChangeScope::Of(&camille), EmailChangeScope::RequestedBy(&morgan), EmailChangeScope::All]
    {
        assert_eq!(changes.nth_newest_mail_at(scope, 2).await.unwrap(), Some(START), "{scope:?}");
        assert_eq!(changes.nth_newest_mail_at(scope, 3).await.unwrap(), None, "{scope:?}");
    }
    let of_morgan = EmailChangeScope::Of(&morgan);
    assert_eq!(changes.nth_newest_mail_at(of_morgan, 1).await.unwrap(), None);
    let change = changes.get(&id(1)).await.unwrap().unwrap();
    assert_eq!((change.sent_at, change.mail_reason.as_deref()), (Some(START.plus(1)), Some("unreachable")));
}
