//! PINs that are sealed anew.

use crate::Database;
use crate::people::{camille, camille_id, person};
use staffroom_contract::{StaffId, UnixSeconds};

/// A PIN is sealed anew for whoever has it, without a new version; one that was set meanwhile stays.
pub(crate) async fn a_sealed_pin_is_replaced_by_itself_only(database: Database) {
    let database = database.with(&[camille(), person("marcus", "Marcus", "Staff")]).await;
    let mut transaction = database.write().await;
    transaction.staff().set_pin(&camille_id(), &[1, 2], UnixSeconds(1)).await.unwrap();
    let mut pins = transaction.sealed_pins();
    assert_eq!(pins.all().await.unwrap(), [(camille_id(), vec![1, 2])]);
    pins.replace(&camille_id(), &[1, 2], &[3]).await.unwrap();
    pins.replace(&camille_id(), &[1, 2], &[4]).await.unwrap();
    pins.replace(&StaffId::new("nobody"), &[1, 2], &[4]).await.unwrap();
    assert_eq!(pins.all().await.unwrap(), [(camille_id(), vec![3])]);
    drop(pins);
    assert_eq!(transaction.staff().get(&camille_id()).await.unwrap().unwrap().version, 2);
}
