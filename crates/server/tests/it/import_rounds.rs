//! How imports go on beside each other, and what becomes of a row at which the server fails.

use crate::import::{confirm, file, nurse, nurses, state};
use crate::practice::Practice;
use crate::watched_store::Fault;
use staffroom_contract::{ImportCounts, ImportState, ProblemCode, RowProblem};
use staffroom_server::http;
use staffroom_store::ImportRowQuery;
use std::sync::Arc;

/// A small import does not wait until a large one is done.
#[tokio::test]
async fn imports_take_turns() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    let large = confirm(&morgan, nurses(150)).await;
    let small = confirm(&glenn, file(&[&nurse("anurse")])).await;
    assert!(http::add_next_imported(&practice.context).await);
    assert_eq!(state(&glenn, &small).await.1.added, 1);
    let counts = ImportCounts { added: 100, ready: 50, ..ImportCounts::default() };
    assert_eq!(state(&morgan, &large).await, (ImportState::Running, counts));
}

/// An import at which the server fails altogether keeps no other waiting, and goes on once that is over.
#[tokio::test]
async fn an_import_that_fails_keeps_no_other_waiting() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    let failing = confirm(&morgan, file(&[&nurse("anurse"), &nurse("bnurse")])).await;
    let other = confirm(&glenn, file(&[&nurse("cnurse")])).await;
    practice.watch.set_fault(Some(Fault::NoRecordOf("morganm")));
    practice.add_imported().await;
    assert_eq!(state(&glenn, &other).await.0, ImportState::Done);
    let waiting = ImportCounts { ready: 2, ..ImportCounts::default() };
    assert_eq!(state(&morgan, &failing).await, (ImportState::Running, waiting));

    practice.watch.set_fault(None);
    practice.add_imported().await;
    let added = ImportCounts { added: 2, ..ImportCounts::default() };
    assert_eq!(state(&morgan, &failing).await, (ImportState::Done, added));
}

/// A row at which the server fails each time fails by itself, and says so; everybody else of the file is added.
#[tokio::test]
async fn a_row_at_which_the_server_fails_is_passed_over() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let id = confirm(&morgan, nurses(150)).await;
    practice.watch.set_fault(Some(Fault::NoRecordOf("nurse7@email.xyz")));
    practice.add_imported().await;
    let counts = ImportCounts { added: 149, failed: 1, ..ImportCounts::default() };
    assert_eq!(state(&morgan, &id).await, (ImportState::Done, counts));
    let failed = &morgan.import_rows(&id, "?state=failed").await[0];
    assert_eq!((failed.row, failed.problems.as_slice()), (9, [RowProblem::ServerFailed].as_slice()));
    assert_eq!(practice.queued_mails().await, 149);
    let event = &morgan.audit_log("?event=staff_created&result=refused").await.items[0];
    assert!(event.details.iter().any(|detail| detail.name == "import_row" && detail.value == "9"));
}

/// Whom a row has added although the database said that it had not is not said to have failed.
#[tokio::test]
async fn a_row_that_stands_unheard_has_not_failed() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let id = confirm(&morgan, nurses(2)).await;
    practice.watch.set_fault(Some(Fault::NoRecordOf("nurse1@email.xyz")));
    let watch = [0; 4].map(|_| Arc::clone(&practice.watch));
    // The batch fails. The first row of it is added, and the answer to that is lost.
    let [batch, first_row, unheard, heard] = watch;
    batch.before_next_write(async move {
        first_row.before_next_write(async move {
            unheard.set_fault(Some(Fault::CommitUnheard));
            unheard.before_next_write(async move { heard.set_fault(None) });
        });
    });
    practice.add_imported().await;
    let counts = ImportCounts { added: 2, ..ImportCounts::default() };
    assert_eq!(state(&morgan, &id).await, (ImportState::Done, counts));
    assert_eq!(practice.queued_mails().await, 2);
}

/// What fails although no row is left to fail rests until the next round, and is nobody's failure.
#[tokio::test]
async fn an_end_that_cannot_be_committed_is_tried_again() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    let id = confirm(&morgan, nurses(2)).await;
    assert!(http::add_next_imported(&practice.context).await);
    practice.watch.set_fault(Some(Fault::NoCommit));
    assert!(!http::add_next_imported(&practice.context).await);
    practice.watch.set_fault(None);
    practice.add_imported().await;
    assert_eq!(state(&morgan, &id).await.0, ImportState::Done);

    let id = confirm(&morgan, file(&[&nurse("anurse")])).await;
    glenn.deactivate("morganm").await.is(200);
    practice.watch.set_fault(Some(Fault::NoCommit));
    // Whatever else the round tried would find the database well.
    let [first, second] = [0; 2].map(|_| Arc::clone(&practice.watch));
    practice.watch.before_next_write(async move {
        first.before_next_write(async move { second.set_fault(None) });
    });
    assert!(!http::add_next_imported(&practice.context).await);
    practice.watch.set_fault(None);
    practice.add_imported().await;
    let rows = ImportRowQuery { import: id, state: None, after: None, within_reach_of: None, limit: 9 };
    let rows = practice.read().await.imports().rows(&rows).await.unwrap();
    let not_allowed = RowProblem::NotAllowed { column: None, code: ProblemCode::SignedOut };
    assert_eq!(rows[0].problems, [not_allowed]);
    let refused = practice.watch.recorded().pop().unwrap();
    assert_eq!((refused.event, refused.refused_as), ("import_ended", Some("signed_out")));
}
