//! How many people somebody adds from files: one import at a time, and so many people a day.

use crate::import::{check, confirm, file, nurse, nurses};
use crate::practice::{HOUR, Practice};
use staffroom_contract::import::IMPORT_PEOPLE_A_DAY;
use staffroom_contract::{CreateStaff, ImportId, ProblemCode, StaffId};
use staffroom_store::{CheckedRow, KeptSource, NewImport};

/// Whoever has an import run confirms no other before it is done. The same one can be confirmed again, and nobody else
/// has to wait for it.
#[tokio::test]
async fn one_import_of_a_person_runs_at_a_time() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let glenn = practice.sign_in("btgadmin").await;
    let running = confirm(&morgan, nurses(3)).await;
    let waiting = check(&morgan, file(&[&nurse("anurse")])).await.id;
    morgan.confirm_import(&waiting, false).await.is(409).refused_with(ProblemCode::ImportRunning);
    morgan.confirm_import(&running, false).await.is(202);
    confirm(&glenn, file(&[&nurse("bnurse")])).await;
    practice.add_imported().await;
    morgan.confirm_import(&waiting, false).await.is(202);
}

/// Keeps an import of so many people that was confirmed now and has ended.
async fn added(practice: &Practice, count: u32) {
    let person = |number| CheckedRow { number, full_name: None, result: Ok(CreateStaff::default()) };
    let now = practice.context.clock.now();
    let import = NewImport {
        id: ImportId::new("earlier"),
        requested_by: StaffId::new("morganm"),
        checked_at: now,
        rows: (2..count + 2).map(person).collect(),
    };
    let mut transaction = practice.context.store.write().await.unwrap();
    transaction.imports().add(&import).await.unwrap();
    let source = KeptSource::default();
    transaction.imports().confirm(&import.id, 1, &source, now).await.unwrap();
    transaction.imports().end(&import.id, now).await.unwrap();
    transaction.commit().await.unwrap();
}

/// The largest file fills a day. Whoever wants to add more is told when they may, and may then.
#[tokio::test]
async fn so_many_people_are_added_in_a_day() {
    let practice = Practice::open().await;
    added(&practice, IMPORT_PEOPLE_A_DAY - 1).await;
    practice.wait(HOUR);
    let morgan = practice.sign_in("morganm").await;
    let two = check(&morgan, nurses(2)).await.id;
    let refused = morgan.confirm_import(&two, false).await.is(429).refused_with(ProblemCode::TooManyRequests);
    assert_eq!(refused.header("retry-after"), Some("82800"));
    confirm(&morgan, file(&[&nurse("last")])).await;
    practice.add_imported().await;
    let more = check(&morgan, file(&[&nurse("onemore")])).await.id;
    morgan.confirm_import(&more, false).await.refused_with(ProblemCode::TooManyRequests);
    confirm(&practice.sign_in("btgadmin").await, file(&[&nurse("another")])).await;

    practice.wait(23 * HOUR);
    practice.sign_in("morganm").await.confirm_import(&more, false).await.is(202);
}
