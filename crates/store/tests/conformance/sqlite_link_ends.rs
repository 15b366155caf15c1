//! What is known of links that ended before it was kept what had ended them.

use crate::sqlite::{database_of, open};
use staffroom_contract::PasswordResetId;
use staffroom_store::{LinkEnd, Store};
use tempfile::TempDir;

/// Where a link that nobody had revoked ended as "revoked" all the same.
const BEFORE_ENDS: i64 = 20;

/// Whatever the person's password or address shows to have ended a link is said of it; somebody's name stays.
#[tokio::test]
async fn links_from_before_say_what_ended_them_as_far_as_it_shows() {
    let folder = TempDir::new().unwrap();
    let path = database_of(
        &folder,
        BEFORE_ENDS,
        "INSERT INTO staff (id, first_name, last_name, username, username_key, email, email_key, role, status,
             enable_email_update, send_daily_billing_report, credential_version, version, created_at, updated_at)
         VALUES ('camilles', 'Camille', 'Nurse', 'camilles', 'camilles', 'new', 'new', 'nurse', 'active', 0, 0, 2, 1,
             1, 1);
         INSERT INTO link (id, purpose, staff_id, email_key, credential_version, salt, code_hash, requested_at,
             expires_at, ended_as, ended_at, ended_by)
         SELECT value ->> 0, 'password_reset', 'camilles', value ->> 1, value ->> 2, zeroblob(32),
             CAST(substr(value ->> 0 || '                                ', 1, 32) AS BLOB), 1, 9, 'revoked', 2,
             value ->> 3
         FROM json_each('[[\"password\", \"new\", 1, null], [\"email\", \"old\", 2, null],
             [\"unknown\", \"new\", 2, null], [\"somebody\", \"old\", 1, \"camilles\"]]');",
    )
    .await;

    let store = open(&path).await.unwrap();
    let mut transaction = store.read().await.unwrap();
    for (id, end) in [
        ("password", LinkEnd::PasswordChanged),
        ("email", LinkEnd::EmailChanged),
        ("unknown", LinkEnd::Revoked),
        ("somebody", LinkEnd::Revoked),
    ] {
        let link = transaction.links().get(&PasswordResetId::new(id)).await.unwrap().unwrap();
        assert_eq!(link.ended.map(|(end, _)| end), Some(end), "{id}");
    }
    drop(transaction);
    store.close().await;
}
