use crate::Database;
use staffroom_store::Practice;

/// A new database has no practice; setting it up again changes the one there is.
pub(crate) async fn a_practice_is_set_up_once_and_changed(database: Database) {
    assert_eq!(database.read().await.practice().get().await.unwrap(), None);
    let mut practice = Practice {
        name: "Cedar Hill Family Practice".to_owned(),
        time_zone: "America/New_York".to_owned(),
        link_valid_seconds: 259_200,
    };
    for link_valid_seconds in [259_200, 3_600] {
        practice.link_valid_seconds = link_valid_seconds;
        let mut transaction = database.write().await;
        transaction.practice().put(&practice).await.unwrap();
        transaction.commit().await.unwrap();
        let kept = database.read().await.practice().get().await.unwrap();
        assert_eq!(kept.as_ref(), Some(&practice));
    }
}
