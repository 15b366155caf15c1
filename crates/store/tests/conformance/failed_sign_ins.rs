use crate::Database;
use crate::people::START;
use staffroom_contract::UnixSeconds;
use staffroom_store::FailedSignIns;
use staffroom_store::session::CLOCK_SLACK;

const MANY: u32 = 1_000;

async fn count(database: &Database, account: u8, now: UnixSeconds, since: UnixSeconds, at_most: u32) {
    let mut transaction = database.write().await;
    transaction.failed_sign_ins().count(&[account; 32], now, since, at_most).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn get(database: &Database, account: u8, since: UnixSeconds) -> Option<FailedSignIns> {
    get_at(database, account, since.plus(60), since).await
}

async fn get_at(
    database: &Database,
    account: u8,
    now: UnixSeconds,
    since: UnixSeconds,
) -> Option<FailedSignIns> {
    let found = database.read().await.failed_sign_ins().get(&[account; 32], now, since).await;
    found.unwrap()
}

/// Each account's failures are counted by themselves, until they are forgotten.
pub(crate) async fn failures_are_counted_by_account(database: Database) {
    for (account, second) in [(1, 0), (1, 5), (2, 7)] {
        count(&database, account, START.plus(second), START, MANY).await;
    }
    let failures = |count, second| Some(FailedSignIns { count, last_at: START.plus(second) });
    assert_eq!(get(&database, 1, START).await, failures(2, 5));
    assert_eq!(get(&database, 2, START).await, failures(1, 7));
    assert_eq!(get(&database, 3, START).await, None);
    let mut transaction = database.write().await;
    transaction.failed_sign_ins().forget(&[1; 32]).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(get(&database, 1, START).await, None);
    assert_eq!(get(&database, 2, START).await, failures(1, 7));
}

/// What was before the point from which failures count does not count, forgotten or not.
pub(crate) async fn failures_count_from_a_point_in_time(database: Database) {
    count(&database, 1, START, START, MANY).await;
    count(&database, 2, START.plus(10), START, MANY).await;
    let since = START.plus(10);
    assert_eq!(get(&database, 1, since).await, None);
    count(&database, 1, START.plus(20), since, MANY).await;
    assert_eq!(get(&database, 1, since).await, Some(FailedSignIns { count: 1, last_at: START.plus(20) }));
    let mut transaction = database.write().await;
    let forgotten = transaction.failed_sign_ins().forget_before(START.plus(15)).await;
    assert_eq!(forgotten.unwrap(), 1);
    transaction.commit().await.unwrap();
    assert_eq!(get(&database, 2, START).await, None);
}

/// Names that nobody has cannot fill the database: the failures of the longest ago make room.
pub(crate) async fn the_oldest_failures_make_room(database: Database) {
    for account in 1..=5 {
        count(&database, account, START.plus(account.into()), START, 3).await;
    }
    for account in 1..=5 {
        assert_eq!(get(&database, account, START).await.is_some(), account > 2, "{account}");
    }
}

/// What was noted while the clock was ahead does not count once it is right again, and takes no room.
pub(crate) async fn failures_of_the_future_do_not_count(database: Database) {
    let ahead = START.plus(10_000);
    for account in [1, 1, 2, 3] {
        count(&database, account, ahead, START, 3).await;
    }
    assert_eq!(get_at(&database, 1, START, START).await, None);
    count(&database, 1, START, START, 3).await;
    let failures = |last_at| Some(FailedSignIns { count: 1, last_at });
    assert_eq!(get_at(&database, 1, START, START).await, failures(START));
    assert_eq!(get_at(&database, 1, ahead, START).await, failures(START));
    assert_eq!(get_at(&database, 2, ahead, START).await, None);
    count(&database, 2, START.plus(CLOCK_SLACK), START, 3).await;
    assert_eq!(get_at(&database, 2, START, START).await, failures(START.plus(CLOCK_SLACK)));
}
