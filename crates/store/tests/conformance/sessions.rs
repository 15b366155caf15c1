use crate::Database;
use crate::people::{START, camille, camille_id, person};
use staffroom_contract::{SessionId, StaffId, StaffStatus, UnixSeconds};
use staffroom_store::{Client, NewSession, RenewedSession, SessionRecord};
use std::sync::Arc;

const HOUR: i64 = 3_600;

fn session(hash: u8) -> NewSession {
    NewSession {
        id: id(hash),
        id_hash: [hash; 32],
        staff_id: camille_id(),
        credential_version: 1,
        created_at: START,
        expires_at: START.plus(8 * HOUR),
        client: client(),
    }
}

fn id(hash: u8) -> SessionId {
    SessionId::new(format!("session-{hash}"))
}

fn client() -> Client {
    Client { user_agent: Some("Browser/1".to_owned()), address: Some("192.0.2.7".to_owned()) }
}

async fn open(database: &Database, session: &NewSession) -> bool {
    let mut transaction = database.write().await;
    let is_open = transaction.sessions().open(session).await.unwrap();
    transaction.commit().await.unwrap();
    is_open
}

async fn find_at(
    database: &Database,
    hash: u8,
    now: UnixSeconds,
    idle_since: UnixSeconds,
) -> Option<SessionRecord> {
    let mut transaction = database.read().await;
    let found = transaction.sessions().find(&[hash; 32], now, idle_since).await;
    found.unwrap()
}

async fn find(database: &Database, hash: u8) -> Option<SessionRecord> {
    find_at(database, hash, START, START).await
}

/// A session is whose it was opened for, and an unknown cookie is nobody's.
pub(crate) async fn a_session_is_found_by_its_hash(database: Database) {
    let database = database.with(&[camille()]).await;
    assert!(open(&database, &session(1)).await);
    let expected = SessionRecord {
        id: id(1),
        staff_id: camille_id(),
        created_at: START,
        last_seen_at: START,
        expires_at: START.plus(8 * HOUR),
        authenticated_at: START,
        client: client(),
    };
    assert_eq!(find(&database, 1).await, Some(expected));
    assert_eq!(find(&database, 2).await, None);
}

/// Nobody signs in who is inactive, pending or unknown.
pub(crate) async fn a_session_needs_an_active_person(database: Database) {
    let database = database.with(&[camille()]).await;
    for status in [StaffStatus::Inactive, StaffStatus::Pending] {
        database.set_status(&camille_id(), status).await;
        assert!(!open(&database, &session(1)).await, "{status:?}");
    }
    let of_nobody = NewSession { staff_id: StaffId::new("nobody"), ..session(1) };
    assert!(!open(&database, &of_nobody).await);
    assert_eq!(find(&database, 1).await, None);
}

/// Who gave a password that has been changed meanwhile is not signed in by it.
pub(crate) async fn a_session_needs_the_password_that_was_checked(database: Database) {
    let database = database.with(&[camille()]).await;
    database.set_password_hash(&camille_id(), "new").await;
    assert!(!open(&database, &session(1)).await);
    let with_new_password = NewSession { credential_version: 2, ..session(1) };
    assert!(open(&database, &with_new_password).await);
}

/// Changing the password and ending every session leaves no gap for those who sign in at that moment.
pub(crate) async fn of_fifty_who_sign_in_while_the_password_changes_none_stays(database: Database) {
    let database = Arc::new(database.with(&[camille()]).await);
    let sign_ins: Vec<_> = (0..50)
        .map(|hash| {
            let database = Arc::clone(&database);
            tokio::spawn(async move { open(&database, &session(hash)).await })
        })
        .collect();
    let mut transaction = database.write().await;
    let changed = transaction.staff().set_password_hash(&camille_id(), "new", START).await;
    changed.unwrap();
    transaction.sessions().end_all_of(&camille_id()).await.unwrap();
    transaction.commit().await.unwrap();
    for sign_in in sign_ins {
        sign_in.await.unwrap();
    }
    for hash in 0..50 {
        assert_eq!(find(&database, hash).await, None, "{hash}");
    }
}

/// A session ends at its last second, whatever happens.
pub(crate) async fn a_session_runs_out(database: Database) {
    let database = database.with(&[camille()]).await;
    assert!(open(&database, &session(1)).await);
    let end = START.plus(8 * HOUR);
    assert!(find_at(&database, 1, end.plus(-1), START).await.is_some());
    assert!(find_at(&database, 1, end, START).await.is_none());
}

/// A session that nobody used since a moment has fallen idle, and using it before keeps it.
pub(crate) async fn a_session_falls_idle(database: Database) {
    let database = database.with(&[camille()]).await;
    assert!(open(&database, &session(1)).await);
    let later = START.plus(HOUR);
    assert!(find_at(&database, 1, later, START).await.is_some());
    assert!(find_at(&database, 1, later, START.plus(1)).await.is_none());
    let mut transaction = database.write().await;
    transaction.sessions().touch(&[1; 32], START.plus(60)).await.unwrap();
    transaction.commit().await.unwrap();
    assert!(find_at(&database, 1, later, START.plus(60)).await.is_some());
    assert!(find_at(&database, 1, later, START.plus(61)).await.is_none());
}

/// Requests that overtake each other do not make somebody idle.
pub(crate) async fn activity_never_goes_backwards(database: Database) {
    let database = database.with(&[camille()]).await;
    assert!(open(&database, &session(1)).await);
    let mut transaction = database.write().await;
    for seconds in [60, 30] {
        let touched = transaction.sessions().touch(&[1; 32], START.plus(seconds)).await;
        touched.unwrap();
    }
    transaction.commit().await.unwrap();
    assert_eq!(find(&database, 1).await.unwrap().last_seen_at, START.plus(60));
}

/// Signing out ends this session, once, and no other.
pub(crate) async fn a_session_ends_once(database: Database) {
    let database = database.with(&[camille()]).await;
    assert!(open(&database, &session(1)).await);
    assert!(open(&database, &session(2)).await);
    let mut transaction = database.write().await;
    let mut sessions = transaction.sessions();
    assert_eq!(sessions.end(&[1; 32]).await.unwrap(), Some(camille_id()));
    assert_eq!(sessions.end(&[1; 32]).await.unwrap(), None);
    drop(sessions);
    transaction.commit().await.unwrap();
    assert_eq!(find(&database, 1).await, None);
    assert!(find(&database, 2).await.is_some());
}

/// Every session of one person ends, and nobody else's.
pub(crate) async fn all_sessions_of_a_person_end(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    let of_marcus = NewSession { staff_id: StaffId::new("marcusstaff"), ..session(3) };
    for session in [session(1), session(2), of_marcus] {
        assert!(open(&database, &session).await);
    }
    let mut transaction = database.write().await;
    assert_eq!(transaction.sessions().end_all_of(&camille_id()).await.unwrap(), 2);
    assert_eq!(transaction.sessions().end_all_of(&camille_id()).await.unwrap(), 0);
    transaction.commit().await.unwrap();
    assert_eq!(find(&database, 1).await, None);
    assert_eq!(find(&database, 2).await, None);
    assert!(find(&database, 3).await.is_some());
}

/// A deactivated person is signed out with the next request, even if their session was left.
pub(crate) async fn deactivation_hides_a_session_at_once(database: Database) {
    let database = database.with(&[camille()]).await;
    assert!(open(&database, &session(1)).await);
    database.set_status(&camille_id(), StaffStatus::Inactive).await;
    assert_eq!(find(&database, 1).await, None);
}

/// Sessions that ran out or fell idle are forgotten, those that live are not.
pub(crate) async fn ended_sessions_are_forgotten(database: Database) {
    let database = database.with(&[camille()]).await;
    let short = NewSession { expires_at: START.plus(60), ..session(1) };
    for session in [short, session(2), session(3)] {
        assert!(open(&database, &session).await);
    }
    let mut transaction = database.write().await;
    let mut sessions = transaction.sessions();
    sessions.touch(&[3; 32], START.plus(50)).await.unwrap();
    assert_eq!(sessions.forget_ended(START.plus(59), START).await.unwrap(), 0);
    assert_eq!(sessions.forget_ended(START.plus(60), START).await.unwrap(), 1);
    assert_eq!(sessions.forget_ended(START.plus(60), START.plus(1)).await.unwrap(), 1);
    drop(sessions);
    transaction.commit().await.unwrap();
    assert!(find(&database, 3).await.is_some());
}

/// A session that was used at a time which has not come yet is over: nobody knows how long it was left alone.
pub(crate) async fn a_clock_that_is_set_back_ends_a_session(database: Database) {
    let database = database.with(&[camille()]).await;
    assert!(open(&database, &session(1)).await);
    let at =
        async |seconds: i64| find_at(&database, 1, START.plus(seconds), START.plus(seconds - HOUR)).await;
    assert!(at(-60).await.is_some(), "two clocks may differ a little");
    assert_eq!(at(-61).await, None);
    assert!(at(0).await.is_some());
}

async fn renew(database: &Database, from: u8, to: u8, credential_version: u64, now: UnixSeconds) -> bool {
    let renewed = RenewedSession { id_hash: [to; 32], credential_version, authenticated_at: now };
    let mut transaction = database.write().await;
    let is_renewed = transaction.sessions().renew(&[from; 32], &renewed).await.unwrap();
    transaction.commit().await.unwrap();
    is_renewed
}

/// Whoever enters their password again goes on under another hash, until the same end; the old hash is nobody's.
pub(crate) async fn a_session_goes_on_under_another_hash(database: Database) {
    let database = database.with(&[camille()]).await;
    assert!(open(&database, &session(1)).await);
    let now = START.plus(HOUR);
    assert!(renew(&database, 1, 2, 1, now).await);
    assert_eq!(find_at(&database, 1, now, START).await, None);
    let expected = SessionRecord {
        id: id(1),
        staff_id: camille_id(),
        created_at: START,
        last_seen_at: now,
        expires_at: START.plus(8 * HOUR),
        authenticated_at: now,
        client: client(),
    };
    assert_eq!(find_at(&database, 2, now, START).await, Some(expected));
    assert!(!renew(&database, 1, 3, 1, now).await);
}

/// A password that has been changed meanwhile, or an account that was closed, prolongs nothing.
pub(crate) async fn a_session_goes_on_only_by_the_current_password(database: Database) {
    let database = database.with(&[camille()]).await;
    assert!(open(&database, &session(1)).await);
    database.set_password_hash(&camille_id(), "new").await;
    assert!(!renew(&database, 1, 2, 1, START).await);
    database.set_status(&camille_id(), StaffStatus::Inactive).await;
    assert!(!renew(&database, 1, 2, 2, START).await);
    database.set_status(&camille_id(), StaffStatus::Active).await;
    assert!(renew(&database, 1, 2, 2, START).await);
}

/// A person sees where they are signed in, the session used last first, and nobody else's.
pub(crate) async fn open_sessions_are_listed(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    let of_marcus = NewSession { staff_id: StaffId::new("marcusstaff"), ..session(4) };
    let short = NewSession { expires_at: START.plus(60), ..session(3) };
    for session in [session(1), session(2), short, of_marcus] {
        assert!(open(&database, &session).await);
    }
    let mut transaction = database.write().await;
    transaction.sessions().touch(&[2; 32], START.plus(10)).await.unwrap();
    let listed = transaction.sessions().list_of(&camille_id(), START.plus(60), START).await.unwrap();
    let ids: Vec<_> = listed.into_iter().map(|session| session.id).collect();
    assert_eq!(ids, [id(2), id(1)]);
    let later = transaction.sessions().list_of(&camille_id(), START.plus(60), START.plus(1)).await.unwrap();
    assert_eq!(later.len(), 1);
}

/// Nobody ends another's session by its id.
pub(crate) async fn a_session_is_ended_by_its_person_alone(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    assert!(open(&database, &session(1)).await);
    let mut transaction = database.write().await;
    let mut sessions = transaction.sessions();
    assert!(!sessions.end_one_of(&StaffId::new("marcusstaff"), &id(1)).await.unwrap());
    assert!(sessions.end_one_of(&camille_id(), &id(1)).await.unwrap());
    assert!(!sessions.end_one_of(&camille_id(), &id(1)).await.unwrap());
}

/// All others end, but never the one that asks, nor another person's.
pub(crate) async fn the_session_that_asks_is_kept(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    let of_marcus = NewSession { staff_id: StaffId::new("marcusstaff"), ..session(9) };
    assert!(open(&database, &of_marcus).await);
    for number in 1..=5 {
        let session = NewSession { created_at: START.plus(number.into()), ..session(number) };
        assert!(open(&database, &session).await);
    }
    let mut transaction = database.write().await;
    let mut sessions = transaction.sessions();
    assert_eq!(sessions.end_others_of(&camille_id(), &[4; 32]).await.unwrap(), 4);
    drop(sessions);
    transaction.commit().await.unwrap();
    assert!(find(&database, 4).await.is_some());
    assert!(find(&database, 9).await.is_some());
}
