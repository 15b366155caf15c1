//! What becomes of the people of a practice from before roles were records.

use crate::sqlite::{database_of, execute, open};
use staffroom_contract::{Permission, StaffId, SystemRole};
use staffroom_store::Store;
use tempfile::TempDir;

/// Where each person's role was one of six words.
const BEFORE_ROLES: i64 = 10;

/// Whoever had a role has it still, and may do what it allows; nobody can be left without one.
#[tokio::test]
async fn people_from_before_roles_were_records_keep_theirs() {
    let folder = TempDir::new().unwrap();
    let path = database_of(
        &folder,
        BEFORE_ROLES,
        "INSERT INTO staff (id, first_name, last_name, username, username_key, role, status, enable_email_update,
             restricted_to_offices, send_daily_billing_report, version, created_at, updated_at)
         SELECT value, 'A', 'B', value, value, value, 'active', 0, '[]', 0, 1, 1, 1
         FROM json_each('[\"billing_staff\", \"btg_admin\", \"nurse\", \"office_manager\", \"provider\", \"staff\"]');",
    )
    .await;

    let store = open(&path).await.unwrap();
    let mut transaction = store.read().await.unwrap();
    for role in SystemRole::ALL {
        let person = transaction.staff().get(&StaffId::new(role.key())).await.unwrap().unwrap();
        assert_eq!(person.listed.role, role.into());
        let permissions: Vec<Permission> = person.permissions.into_iter().collect();
        assert_eq!(permissions, role.permissions());
    }
    drop(transaction);
    store.close().await;
    assert!(execute(&path, "UPDATE staff SET role = NULL").await.is_err());
    assert!(execute(&path, "UPDATE staff SET role = 'nothing'").await.is_err());
}
