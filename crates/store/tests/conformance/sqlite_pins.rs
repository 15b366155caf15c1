//! What the server finds of PINs that an older form of the database kept in clear.

use crate::Database;
use crate::people::{camille, camille_id};
use crate::sqlite::{execute, open};
use tempfile::TempDir;

/// Whatever stood in clear is found once, and gone for good when it is sealed.
#[tokio::test]
async fn a_pin_in_clear_is_found_and_sealed() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staffroom.db");
    std::fs::File::create(&path).unwrap();
    let database = Database::new(open(&path).await.unwrap(), ()).with(&[camille()]).await;
    execute(&path, "UPDATE staff SET app_unlock_pin = '8453'").await.unwrap();
    let mut transaction = database.write().await;
    let mut staff = transaction.staff();
    assert_eq!(staff.pins_in_clear().await.unwrap(), [(camille_id(), "8453".to_owned())]);
    staff.seal_pin(&camille_id(), &[1, 2, 3]).await.unwrap();
    assert_eq!(staff.pins_in_clear().await.unwrap(), []);
    let camille = staff.get(&camille_id()).await.unwrap().unwrap();
    assert_eq!((camille.app_unlock_pin, camille.version), (Some(vec![1, 2, 3]), 1));
}
