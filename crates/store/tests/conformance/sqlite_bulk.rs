//! What is known of bulk acts that were stopped before it was kept apart from failing.

use crate::sqlite::{database_of, open};
use staffroom_contract::{BulkId, BulkReason, BulkState};
use staffroom_store::{BulkCounts, BulkItemQuery, Store};
use tempfile::TempDir;

/// Where whoever was stopped had failed.
const BEFORE_STOPPED: i64 = 22;

/// Whoever was stopped before their turn did not fail, and everybody else is as they were.
#[tokio::test]
async fn whoever_was_stopped_did_not_fail() {
    let folder = TempDir::new().unwrap();
    let path = database_of(
        &folder,
        BEFORE_STOPPED,
        "INSERT INTO staff (id, first_name, last_name, username, username_key, email, email_key, role, status,
             enable_email_update, send_daily_billing_report, credential_version, version, created_at, updated_at)
         VALUES ('morganm', 'Morgan', 'Manager', 'morganm', 'morganm', 'm', 'm', 'nurse', 'active', 0, 0, 1, 1, 1, 1);
         INSERT INTO bulk (id, act, begun_by, credential_version, request_hash, begun_at, finished_at)
         VALUES ('one', '{\"kind\":\"reset_password\"}', 'morganm', 1, zeroblob(32), 1, 9);
         INSERT INTO bulk_item (bulk_id, number, staff_id, state, reason, settled_at)
         VALUES ('one', 1, 'a', 'done', NULL, 2), ('one', 2, 'b', 'failed', 'too_soon', 3),
             ('one', 3, 'c', 'failed', 'stopped', 4), ('one', 4, 'd', 'left_out', 'no_email', 5);",
    )
    .await;

    let store = open(&path).await.unwrap();
    let mut transaction = store.read().await.unwrap();
    let id = BulkId::new("one");
    let counts = transaction.bulk().counts(&id).await.unwrap();
    assert_eq!(counts, BulkCounts { waiting: 0, done: 1, left_out: 1, failed: 1, stopped: 1 });
    let stopped = BulkItemQuery { state: Some(BulkState::Stopped), limit: 9, ..BulkItemQuery::default() };
    let stopped = transaction.bulk().list_items(&id, &stopped).await.unwrap();
    let stopped: Vec<_> = stopped.iter().map(|item| (item.person.staff_id.as_str(), item.reason)).collect();
    assert_eq!(stopped, [("c", Some(BulkReason::Stopped))]);
    drop(transaction);
    store.close().await;
}
