//! What SQLite does against those who get at the file itself.

use crate::people::{START, camille, camille_id};
use crate::sqlite::{database_of, execute, look_into, open};
use staffroom_store::audit::chain::{self, Break, Walk};
use staffroom_store::{AuditQuery, NewAuditEvent, Store};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What somebody with the file does first.
const UNLOCK: &str = "DROP TRIGGER audit_event_is_never_updated; DROP TRIGGER audit_event_is_never_deleted;";

/// A database with five acts, closed.
async fn five_acts(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("staffroom.db");
    let store = open(&path).await.unwrap();
    let mut transaction = store.write().await.unwrap();
    transaction.staff().add(&[camille()]).await.unwrap();
    for second in 0..5 {
        let event = NewAuditEvent {
            event: "staff_updated",
            at: START.plus(second),
            actor: Some(camille_id()),
            subject: None,
            refused_as: None,
            details: "{}".to_owned(),
            address: None,
            user_agent: None,
            request_id: None,
        };
        transaction.audit().append(&event).await.unwrap();
    }
    transaction.commit().await.unwrap();
    store.close().await;
    path
}

async fn walk(path: &Path) -> Walk {
    let store = open(path).await.unwrap();
    let walk = chain::walk(&mut *store.read().await.unwrap(), &[]).await.unwrap();
    store.close().await;
    walk
}

/// Whoever gets at the database with our own means cannot rewrite what was done.
#[tokio::test]
async fn audit_events_are_neither_changed_nor_deleted() {
    let folder = TempDir::new().unwrap();
    let path = five_acts(&folder).await;
    for tampering in [
        "UPDATE audit_event SET event = 'signed_in'",
        "DELETE FROM audit_event",
        "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event WHERE number = 2",
    ] {
        let refused = execute(&path, tampering).await.unwrap_err().to_string();
        assert!(refused.contains("audit events are never"), "{refused}");
    }
    assert_eq!(walk(&path).await.broken, None);
}

/// Whoever takes the locks away and changes, takes out or puts in a row is told on, by the first row that does
/// not fit.
#[tokio::test]
async fn a_row_that_was_tampered_with_is_named() {
    for (tampering, broken, fitting) in [
        ("UPDATE audit_event SET actor_name = 'Somebody Else' WHERE number = 3", Break::Misfit(3), 2),
        ("UPDATE audit_event SET at = at - 60 WHERE number = 1", Break::Misfit(1), 0),
        ("UPDATE audit_event SET hash = zeroblob(32) WHERE number = 5", Break::Misfit(5), 4),
        ("DELETE FROM audit_event WHERE number = 3", Break::Missing(3), 2),
        ("DELETE FROM audit_event WHERE number = 1", Break::Missing(1), 0),
        (
            "DELETE FROM audit_event WHERE number = 3;
             UPDATE audit_event SET number = 3 WHERE number = 4;
             UPDATE audit_event SET number = 4 WHERE number = 5",
            Break::Misfit(3),
            2,
        ),
        (
            "INSERT INTO audit_event (number, at, event, details, hash)
             SELECT 6, at, event, details, hash FROM audit_event WHERE number = 5",
            Break::Misfit(6),
            5,
        ),
        (
            "UPDATE audit_event SET number = 6 WHERE number = 5;
             UPDATE audit_event SET number = 5 WHERE number = 4;
             INSERT INTO audit_event (number, at, event, details, hash)
             SELECT 4, at, event, details, hash FROM audit_event WHERE number = 3",
            Break::Misfit(4),
            3,
        ),
    ] {
        let folder = TempDir::new().unwrap();
        let path = five_acts(&folder).await;
        execute(&path, UNLOCK).await.unwrap();
        execute(&path, tampering).await.unwrap();
        let walk = walk(&path).await;
        assert_eq!((walk.broken, walk.head.number), (Some(broken), fitting), "{tampering}");
    }
}

/// Rows that are cut off the end break nothing; only an earlier head, noted elsewhere, is missed then.
#[tokio::test]
async fn what_is_cut_off_the_end_is_missed_by_its_head() {
    let folder = TempDir::new().unwrap();
    let path = five_acts(&folder).await;
    let noted = walk(&path).await.head.hash;
    execute(&path, UNLOCK).await.unwrap();
    execute(&path, "DELETE FROM audit_event WHERE number > 3").await.unwrap();
    let store = open(&path).await.unwrap();
    let walk = chain::walk(&mut *store.read().await.unwrap(), &[noted]).await.unwrap();
    assert_eq!((walk.broken, walk.head.number, walk.unmet), (None, 3, vec![noted]));
    store.close().await;
}

/// The rows of a data folder from before there was a chain are part of it once it was opened.
#[tokio::test]
async fn rows_from_before_the_chain_are_chained() {
    let folder = TempDir::new().unwrap();
    let path = database_of(
        &folder,
        1,
        "INSERT INTO staff (id, first_name, last_name, username, username_key, role, status, enable_email_update,
             restricted_to_offices, send_daily_billing_report, version, created_at, updated_at)
         VALUES ('camilles', 'Camille', 'Nurse', 'camilles', 'camilles', 'nurse', 'active', 0, '[]', 0, 1, 1, 1);
         INSERT INTO audit_event (event, at, actor, subject, details, request_id) VALUES
             ('signed_in', 7, 'camilles', 'camilles', '{}', 'one'),
             ('sign_in_failed', 8, NULL, 'camilles', '{}', 'two');",
    )
    .await;
    for _ in 0..2 {
        let walk = walk(&path).await;
        assert_eq!((walk.head.number, walk.broken), (2, None));
    }
    let store = open(&path).await.unwrap();
    let query = AuditQuery { limit: 9, ..AuditQuery::default() };
    let list = store.read().await.unwrap().audit().list(&query).await.unwrap();
    let [failed, signed_in] = &list.items[..] else { panic!("{list:?}") };
    assert_eq!(signed_in.actor.as_ref().unwrap().full_name, "Camille Nurse");
    assert_eq!((signed_in.refused_as.as_deref(), signed_in.at.0), (None, 7));
    assert_eq!(failed.refused_as.as_deref(), Some("wrong_credentials"));
    assert_eq!(failed.request_id.as_deref(), Some("two"));
    store.close().await;
}

/// What a person's own page is filtered by.
const OWN: &str = "subject = 'a' AND +event IN ('a', 'b')
    AND (+refused_as IS NULL OR +actor IS NULL OR +actor = 'a')";

/// A filter's page is read from an index in its order, without sorting the whole log.
#[tokio::test]
async fn no_page_sorts_the_log() {
    let folder = TempDir::new().unwrap();
    let path = five_acts(&folder).await;
    let mut connection = look_into(&path).await;
    for filter in ["TRUE", "actor = 'a'", "subject = 'a'", "event = 'a'", "refused_as IS NOT NULL", OWN] {
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT * FROM audit_event WHERE {filter} AND at >= 1 AND at < 9
             AND (at, number) < (SELECT at, number FROM audit_event WHERE number = 5)
             ORDER BY at DESC, number DESC LIMIT 3"
        );
        let plan: Vec<(i64, i64, i64, String)> =
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
        let steps: Vec<_> = plan.iter().map(|(.., step)| step.as_str()).collect();
        assert!(steps[0].contains("USING INDEX audit_event_"), "{filter}: {steps:?}");
        assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{filter}: {steps:?}");
    }
}
