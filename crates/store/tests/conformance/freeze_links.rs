use crate::Database;
use crate::people::{START, camille, camille_id};
use staffroom_contract::{LinkPurpose, StaffId, StaffStatus, UnixSeconds};
use staffroom_store::{FreezeLink, NewFreezeLink};
use std::sync::Arc;

const VALID: i64 = 72 * 3_600;

fn link(number: u8) -> NewFreezeLink {
    NewFreezeLink {
        id: format!("freeze-{number}"),
        staff_id: camille_id(),
        salt: [number + 100; 32],
        code_hash: [number; 32],
        issued_at: START,
        expires_at: START.plus(VALID),
    }
}

async fn with_links(database: Database, numbers: &[u8]) -> Database {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    for number in numbers {
        transaction.freeze_links().issue(&link(*number)).await.unwrap();
    }
    transaction.commit().await.unwrap();
    database
}

async fn spend(database: &Database, number: u8, now: UnixSeconds) -> Option<StaffId> {
    let mut transaction = database.write().await;
    let spent = transaction.freeze_links().spend(&[number; 32], now).await.unwrap();
    transaction.commit().await.unwrap();
    spent
}

async fn get(database: &Database, number: u8) -> FreezeLink {
    let found = database.read().await.freeze_links().get(&format!("freeze-{number}")).await;
    found.unwrap().unwrap()
}

/// Nothing of a link gets lost, by its id as by its code, and it is none of those that set passwords.
pub(crate) async fn a_freeze_link_is_found_as_it_was_issued(database: Database) {
    let database = with_links(database, &[1]).await;
    let found = get(&database, 1).await;
    assert_eq!((found.staff_id.clone(), found.salt), (camille_id(), [101; 32]));
    assert!(found.is_live(START.plus(VALID - 1)) && !found.is_live(START.plus(VALID)));
    let mut transaction = database.write().await;
    let by_code = transaction.freeze_links().find_by_code_hash(&[1; 32]).await.unwrap();
    assert_eq!(by_code, Some(found));
    for purpose in [LinkPurpose::PasswordReset, LinkPurpose::Invitation] {
        assert_eq!(transaction.links().find_by_code_hash(purpose, &[1; 32]).await.unwrap(), None);
        assert_eq!(transaction.links().spend(purpose, &[1; 32], START).await.unwrap(), None);
    }
}

/// Of fifty parallel tries with one link exactly one wins.
pub(crate) async fn of_fifty_who_spend_a_freeze_link_one_wins(database: Database) {
    let database = Arc::new(with_links(database, &[1]).await);
    let tries: Vec<_> = (0..50)
        .map(|_| {
            let database = Arc::clone(&database);
            tokio::spawn(async move { spend(&database, 1, START).await })
        })
        .collect();
    let mut winners = 0;
    for attempt in tries {
        winners += usize::from(attempt.await.unwrap().is_some());
    }
    assert_eq!(winners, 1);
    assert_eq!(get(&database, 1).await.used_at, Some(START));
}

/// Each notice has its own link, and no newer one and no other password makes it worthless.
pub(crate) async fn a_freeze_link_outlives_newer_ones_and_passwords(database: Database) {
    let database = with_links(database, &[1, 2]).await;
    database.set_password_hash(&camille_id(), "new").await;
    assert_eq!(spend(&database, 1, START.plus(VALID)).await, None);
    assert_eq!(spend(&database, 1, START.plus(VALID - 1)).await, Some(camille_id()));
    assert_eq!(spend(&database, 2, START.plus(VALID - 1)).await, Some(camille_id()));
}

/// What is inactive cannot be frozen, and ended links do not come back with the person.
pub(crate) async fn a_freeze_link_needs_an_active_person(database: Database) {
    let database = with_links(database, &[1]).await;
    for status in [StaffStatus::Inactive, StaffStatus::Pending] {
        database.set_status(&camille_id(), status).await;
        assert_eq!(spend(&database, 1, START).await, None, "{status:?}");
    }
    database.set_status(&camille_id(), StaffStatus::Active).await;
    let mut transaction = database.write().await;
    assert_eq!(transaction.freeze_links().end_live_of(&camille_id(), START).await.unwrap(), 1);
    transaction.commit().await.unwrap();
    assert_eq!(spend(&database, 1, START).await, None);
    let ended = get(&database, 1).await;
    assert_eq!((ended.used_at, ended.ended_at), (None, Some(START)));
}
