use crate::Database;
use crate::people::{START, camille, camille_id, person};
use staffroom_contract::StaffStatus;
use std::sync::Arc;
use tokio::sync::oneshot;

/// A handler that fails half-way leaves nothing behind.
pub(crate) async fn what_is_not_committed_is_undone(database: Database) {
    let mut transaction = database.write().await;
    transaction.staff().add(&[camille()]).await.unwrap();
    assert_eq!(transaction.staff().count().await.unwrap(), 1);
    drop(transaction);
    assert_eq!(database.read().await.staff().count().await.unwrap(), 0);
    assert_eq!(database.write().await.staff().count().await.unwrap(), 0);
}

/// What was committed is there for everyone who comes after.
pub(crate) async fn what_is_committed_stands(database: Database) {
    let database = database.with(&[camille()]).await;
    assert_eq!(database.read().await.staff().count().await.unwrap(), 1);
}

/// A page and its count belong together: a reader does not see what was committed after it began to read.
pub(crate) async fn a_reader_sees_one_state(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut reader = database.read().await;
    assert_eq!(reader.staff().count().await.unwrap(), 1);
    let database = database.with(&[person("marcusstaff", "Marcus", "Staff")]).await;
    assert_eq!(reader.staff().count().await.unwrap(), 1);
    drop(reader);
    assert_eq!(database.read().await.staff().count().await.unwrap(), 2);
}

/// People can look things up while somebody saves.
pub(crate) async fn a_reader_does_not_wait_for_a_writer(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut writer = database.write().await;
    let deactivated = writer.staff().set_status(&camille_id(), StaffStatus::Inactive, START).await;
    assert!(deactivated.unwrap());
    let status = database.person("camilles").await.listed.status;
    assert_eq!(status, StaffStatus::Active);
}

/// Two who write at once go one after the other, and the second sees what the first did.
pub(crate) async fn writers_wait_for_each_other(database: Database) {
    let database = Arc::new(database);
    let mut first = database.write().await;
    first.staff().add(&[camille()]).await.unwrap();
    let (report, is_running) = oneshot::channel();
    let second = tokio::spawn({
        let database = Arc::clone(&database);
        async move {
            report.send(()).unwrap();
            database.write().await.staff().count().await.unwrap()
        }
    });
    is_running.await.unwrap();
    first.commit().await.unwrap();
    assert_eq!(second.await.unwrap(), 1);
}

/// Somebody who goes away while they wait, or just when their turn comes, is not in the way of those behind.
pub(crate) async fn who_gives_up_is_not_in_the_way(database: Database) {
    for _ in 0..20 {
        let first = database.write().await;
        give_up_on(database.write()).await;
        drop(first);
        give_up_on(database.write()).await;
        give_up_on(database.read()).await;
    }
    let database = database.with(&[camille()]).await;
    assert_eq!(database.read().await.staff().count().await.unwrap(), 1);
}

/// Begins to wait for something, and goes away.
async fn give_up_on<T>(waited_for: impl Future<Output = T>) {
    tokio::select! {
        biased;
        _ = waited_for => {}
        () = std::future::ready(()) => {}
    }
}
