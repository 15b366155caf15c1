//! What a new form of the mail queue does with the mail of an older one.

use crate::people::START;
use crate::sqlite::{database_of, look_into, open};
use sqlx::Connection;
use staffroom_contract::PasswordResetId;
use staffroom_store::{MailContent, Store};
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

/// Where an invitation that nobody waited for had failed.
const BEFORE_POINTLESS: i64 = 23;

/// Where the queue held nothing but password reset links.
const BEFORE_NOTICES: i64 = 7;

async fn indexes_of_mail(path: &Path) -> BTreeSet<String> {
    let mut connection = look_into(path).await;
    let names: Vec<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'mail'")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    connection.close().await.unwrap();
    names.into_iter().filter(|name| !name.starts_with("sqlite_")).collect()
}

/// Mail that waited, was sent or was given up before there were notices stands as it stood, and is found as fast.
#[tokio::test]
async fn mail_from_before_there_were_notices_is_kept() {
    let folder = TempDir::new().unwrap();
    let path = database_of(
        &folder,
        BEFORE_NOTICES,
        "INSERT INTO staff (id, first_name, last_name, username, username_key, role, status, enable_email_update,
             restricted_to_offices, send_daily_billing_report, version, created_at, updated_at)
         VALUES ('camilles', 'Camille', 'Nurse', 'camilles', 'camilles', 'nurse', 'active', 0, '[]', 0, 1, 1, 1);
         INSERT INTO link (id, purpose, staff_id, credential_version, salt, code_hash, requested_at, expires_at)
         VALUES ('link', 'password_reset', 'camilles', 1, zeroblob(32), zeroblob(32), 1, 9);
         INSERT INTO mail (number, id, kind, link_id, queued_at, due_at, attempts, reason, sent_at, failed_at)
         VALUES (3, 'sent', 'password_reset', 'link', 1, 1, 1, NULL, 2, NULL),
             (4, 'given_up', 'password_reset', 'link', 1, 1, 2, 'rejected', NULL, 2),
             (7, 'waiting', 'password_reset', 'link', 1, 5, 4, 'unreachable', NULL, NULL);",
    )
    .await;
    let indexes = indexes_of_mail(&path).await;

    let store = open(&path).await.unwrap();
    let mut transaction = store.write().await.unwrap();
    let stuck = transaction.mail().stuck(START, 0).await.unwrap();
    assert_eq!(stuck, None, "what waits was queued before the last one left");
    let waiting = transaction.mail().claim(START, START.plus(60)).await.unwrap().unwrap();
    assert_eq!((waiting.id.as_str(), waiting.queued_at.0, waiting.attempts), ("waiting", 1, 5));
    assert_eq!(waiting.content, MailContent::PasswordReset(PasswordResetId::new("link")));
    assert_eq!(transaction.mail().claim(START, START.plus(60)).await.unwrap(), None);
    drop(transaction);
    store.close().await;
    assert_eq!(indexes.len(), 4);
    assert!(indexes_of_mail(&path).await.is_superset(&indexes));
}

/// Whoever was said to have a failed mail for an invitation that nobody waited for has none, and one who has another that
/// truly failed has that.
#[tokio::test]
async fn an_invitation_that_nobody_waited_for_has_not_failed() {
    let folder = TempDir::new().unwrap();
    let path = database_of(
        &folder,
        BEFORE_POINTLESS,
        "INSERT INTO staff (id, first_name, last_name, username, username_key, role, status, enable_email_update,
             send_daily_billing_report, version, created_at, updated_at)
         SELECT value, value, value, value, value, 'nurse', 'active', 0, 0, 1, 1, 1
         FROM json_each('[\"void\", \"both\", \"sent\", \"true\"]');
         INSERT INTO staff_search (staff_id, sort_key, text, status, role, mail_failed_at)
         SELECT id, id, id, status, role, iif(id = 'true', 40, 50) FROM staff;
         INSERT INTO link (id, purpose, staff_id, credential_version, salt, code_hash, requested_at, expires_at, ended_as,
             ended_at)
         SELECT id, 'invitation', id, 1, zeroblob(32), CAST(substr(id || '                                ', 1, 32) AS BLOB),
             1, 9, 'revoked', 2
         FROM staff;
         INSERT INTO mail (id, kind, link_id, queued_at, due_at, attempts, reason, sent_at, failed_at)
         VALUES ('1', 'invitation', 'void', 1, 1, 1, 'person_not_pending', NULL, 50),
             ('2', 'invitation', 'both', 1, 1, 1, 'rejected', NULL, 30),
             ('3', 'invitation', 'both', 1, 1, 1, 'person_not_pending', NULL, 50),
             ('4', 'invitation', 'sent', 1, 1, 1, 'rejected', NULL, 30),
             ('5', 'invitation', 'sent', 1, 1, 1, NULL, 35, NULL),
             ('6', 'invitation', 'sent', 1, 1, 1, 'person_not_pending', NULL, 50),
             ('7', 'invitation', 'true', 1, 1, 1, 'rejected', NULL, 40);",
    )
    .await;

    open(&path).await.unwrap().close().await;
    let mut connection = look_into(&path).await;
    let failed: Vec<(String, i64)> =
        sqlx::query_as("SELECT staff_id, mail_failed_at FROM staff_search ORDER BY mail_failed_at, staff_id")
            .fetch_all(&mut connection)
            .await
            .unwrap();
    connection.close().await.unwrap();
    let failed: Vec<_> = failed.iter().map(|(id, at)| (id.as_str(), *at)).collect();
    assert_eq!(failed, [("sent", 0), ("void", 0), ("both", 30), ("true", 40)]);
}
