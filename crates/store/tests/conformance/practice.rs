use crate::Database;
use staffroom_store::Practice;

async fn put(database: &Database, practice: &Practice) -> bool {
    let mut transaction = database.write().await;
    let stands = transaction.practice().put(practice).await.unwrap();
    transaction.commit().await.unwrap();
    stands
}

fn cedar_hill() -> Practice {
    Practice {
        name: "Cedar Hill Family Practice".to_owned(),
        time_zone: "America/New_York".to_owned(),
        link_valid_seconds: 259_200,
        allowed_email_domains: vec!["email.xyz".to_owned(), "xn--bcher-kva.example".to_owned()],
        idle_minutes: 5,
        min_password_length: 64,
        version: 0,
    }
}

/// A new database has no practice; setting it up again changes the one there is.
pub(crate) async fn a_practice_is_set_up_once_and_changed(database: Database) {
    assert_eq!(database.read().await.practice().get().await.unwrap(), None);
    let mut practice = cedar_hill();
    for link_valid_seconds in [259_200, 3_600] {
        practice.link_valid_seconds = link_valid_seconds;
        assert!(put(&database, &practice).await);
        practice.version += 1;
        let kept = database.read().await.practice().get().await.unwrap();
        assert_eq!(kept.as_ref(), Some(&practice));
    }
}

/// Of two who change the practice at once, the second one does not overwrite what the first one saved.
pub(crate) async fn a_change_for_an_older_version_of_the_practice_changes_nothing(database: Database) {
    put(&database, &cedar_hill()).await;
    let first = Practice { version: 1, idle_minutes: 60, ..cedar_hill() };
    assert!(put(&database, &first).await);
    assert!(!put(&database, &Practice { name: "Another".to_owned(), ..first.clone() }).await);
    let kept = database.read().await.practice().get().await.unwrap();
    assert_eq!(kept, Some(Practice { version: 2, ..first }));
}
