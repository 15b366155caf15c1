use crate::Database;
use crate::people::{START, camille, camille_id, person};
use staffroom_contract::{StaffId, StaffStatus, UnixSeconds};

const AT_MOST: u32 = 3;

async fn remember(database: &Database, username: &str, address: u8, now: UnixSeconds) {
    let mut transaction = database.write().await;
    let mut addresses = transaction.familiar_addresses();
    addresses.remember(&StaffId::new(username), &[address; 32], now, AT_MOST).await.unwrap();
    drop(addresses);
    transaction.commit().await.unwrap();
}

async fn is_familiar(database: &Database, address: u8, since: UnixSeconds) -> bool {
    database.read().await.familiar_addresses().is_familiar(&[address; 32], since).await.unwrap()
}

/// An address is familiar for as long as somebody who is active signed in from it not too long ago.
pub(crate) async fn an_address_is_familiar_by_whoever_signed_in_from_it(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    assert!(!is_familiar(&database, 1, START).await);
    remember(&database, "camilles", 1, START).await;
    assert!(is_familiar(&database, 1, START).await);
    assert!(!is_familiar(&database, 2, START).await);
    assert!(!is_familiar(&database, 1, START.plus(1)).await);
    remember(&database, "camilles", 1, START.plus(5)).await;
    assert!(is_familiar(&database, 1, START.plus(1)).await);
    database.set_status(&camille_id(), StaffStatus::Inactive).await;
    assert!(!is_familiar(&database, 1, START).await);
    remember(&database, "marcusstaff", 1, START.plus(7)).await;
    assert!(is_familiar(&database, 1, START).await);
}

/// Of each person so many are remembered, those from which they signed in last; and none for ever.
pub(crate) async fn the_oldest_addresses_make_room(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    remember(&database, "marcusstaff", 9, START).await;
    for address in 1..=5 {
        remember(&database, "camilles", address, START.plus(address.into())).await;
    }
    for (address, familiar) in [(1, false), (2, false), (3, true), (4, true), (5, true), (9, true)] {
        assert_eq!(is_familiar(&database, address, START).await, familiar, "{address}");
    }
    let mut transaction = database.write().await;
    let forgotten = transaction.familiar_addresses().forget_before(START.plus(5)).await;
    assert_eq!(forgotten.unwrap(), 3);
    transaction.commit().await.unwrap();
    assert!(is_familiar(&database, 5, START).await);
}
