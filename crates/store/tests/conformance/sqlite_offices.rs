//! What became of offices that were mere names beside people.

use crate::sqlite::{database_of, open};
use staffroom_contract::StaffId;
use staffroom_store::Store;
use tempfile::TempDir;

/// Where an office was a name beside each person who was restricted to it.
const BEFORE_OFFICES: i64 = 13;

/// Whoever was restricted to offices by name still is, to one office for each name however it was written, and nobody
/// else is.
#[tokio::test]
async fn whoever_was_restricted_by_name_still_is() {
    let folder = TempDir::new().unwrap();
    let path = database_of(
        &folder,
        BEFORE_OFFICES,
        r#"INSERT INTO practice (id, name, time_zone, link_valid_seconds) VALUES (1, 'Cedar Hill', 'UTC', 5400);
         INSERT INTO staff (id, first_name, last_name, username, username_key, role, status, enable_email_update,
             restricted_to_offices, send_daily_billing_report, version, created_at, updated_at)
         VALUES
             ('ann', 'Ann', 'S', 'ann', 'ann', 'nurse', 'active', 0, '["Main Street", "Riverside"]', 0, 1, 1, 1),
             ('bo', 'Bo', 'S', 'bo', 'bo', 'nurse', 'active', 0, '[" main street", "Main Street"]', 0, 1, 1, 1),
             ('cy', 'Cy', 'S', 'cy', 'cy', 'nurse', 'active', 0, '[]', 0, 1, 1, 1);"#,
    )
    .await;

    let store = open(&path).await.unwrap();
    let mut transaction = store.read().await.unwrap();
    for (id, offices) in [("ann", "Main Street, Riverside"), ("bo", "Main Street"), ("cy", "")] {
        let person = transaction.staff().get(&StaffId::new(id)).await.unwrap().unwrap();
        let names: Vec<_> = person.offices.iter().map(|office| office.name.as_str()).collect();
        assert_eq!(names.join(", "), offices);
        assert_eq!(person.restrict_offices, !offices.is_empty());
    }
    let practice = transaction.practice().get().await.unwrap().unwrap();
    assert_eq!((practice.link_valid_seconds, practice.version), (5400, 1));
}
