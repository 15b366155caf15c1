//! Each person has a turn, once, for as long as whoever began it may.

use super::{begin, by_now, carry_out, next_turn, reset, results, retry, stop};
use crate::fate::Fate;
use crate::practice::Practice;
use crate::watched_store::Fault;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{BulkReason, BulkState, ProblemCode, StaffId, StaffOverview, StaffPage, SystemRole};
use std::sync::Arc;

/// Each is acted upon like alone, is recorded as such with the bulk act's id, and has a result; the rest goes on.
#[tokio::test]
async fn everybody_has_a_result_and_a_row_in_the_log() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles", "btgadmin", "marcusstaff"]).await;
    assert_eq!((bulk.waiting, bulk.finished_at, bulk.is_own), (3, None, true));
    assert_eq!(practice.queued_mails().await, 0);
    carry_out(&practice).await;
    let done = by_now(&morgan, &bulk).await;
    assert_eq!((done.waiting, done.done, done.left_out, done.failed), (0, 2, 1, 0));
    assert!(done.finished_at.is_some());
    assert_eq!(practice.queued_mails().await, 2);
    assert!(morgan.detail("camilles").await.password_reset.unwrap().state.is_live());

    let recorded = practice.watch.recorded();
    let of_bulk: Vec<_> = recorded.iter().filter(|row| row.details.contains(bulk.id.as_str())).collect();
    let rows: Vec<_> = of_bulk
        .iter()
        .map(|row| (row.event, row.subject.as_ref().map(StaffId::as_str), row.refused_as))
        .collect();
    let sent = "staff_password_reset_requested";
    let expected = [
        ("bulk_started", None, None),
        (sent, Some("camilles"), None),
        (sent, Some("btgadmin"), Some("outranks_you")),
        (sent, Some("marcusstaff"), None),
        ("bulk_finished", None, None),
    ];
    assert_eq!(rows, expected);
    assert!(of_bulk.iter().all(|row| row.actor == Some(StaffId::new("morganm"))));
    assert!(of_bulk.iter().all(|row| row.request_id == of_bulk[0].request_id), "whose request it was");
}

/// Whenever the server ends, the next one goes on: nobody has two turns, and nobody is missed.
#[tokio::test]
async fn it_goes_on_where_the_server_ended() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles", "hannah", "marcusstaff", "jamie_demo_staff"]).await;
    assert!(next_turn(&practice).await);
    // In the middle of a turn: nothing of it stands.
    practice.watch.set_fault(Some(Fault::NoRecord));
    next_turn(&practice).await;
    practice.watch.set_fault(Some(Fault::Broken));
    assert!(!next_turn(&practice).await);
    practice.watch.set_fault(None);
    let between = by_now(&morgan, &bulk).await;
    let page: StaffPage = morgan.list("?status=inactive").await.is(200).json();
    assert!(page.needs_attention, "another tab is told that it runs");
    let overview: StaffOverview = morgan.get(template::STAFF_OVERVIEW).await.is(200).json();
    assert_eq!(overview.running_bulk.as_ref(), Some(&bulk.id));
    assert_eq!((between.done, between.failed + between.waiting), (1, 3));
    assert_eq!(practice.queued_mails().await, 1);

    carry_out(&practice).await;
    retry(&morgan, &bulk).await;
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.done, 4);
    assert_eq!(practice.queued_mails().await, 4);
}

/// A turn that cannot be committed fails by itself, so that everybody else has theirs; when it is tried again, nobody is
/// acted upon twice.
#[tokio::test]
async fn nobody_holds_up_all_others() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles", "hannah"]).await;
    practice.watch.set_fault(Some(Fault::NoCommit));
    assert!(next_turn(&practice).await);
    let after_one = results(&morgan, &bulk).await;
    assert_eq!(after_one[0].reason, Some(BulkReason::ServerFailed));
    assert_eq!(after_one[1].state, BulkState::Waiting);
    practice.watch.set_fault(None);
    carry_out(&practice).await;
    let done = by_now(&morgan, &bulk).await;
    assert_eq!((done.done, done.failed), (1, 1));
    assert!(done.finished_at.is_some());
    retry(&morgan, &bulk).await.is(202);
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.done, 2);
    assert_eq!(practice.queued_mails().await, 2);
}

/// Whose turn ends with the database has another once it is back: nobody fails for an outage.
#[tokio::test]
async fn an_outage_is_nobodys_failure() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles", "hannah"]).await;
    practice.watch.set_fault(Some(Fault::NoCommit));
    let watch = Arc::clone(&practice.watch);
    practice.watch.before_next_write(async move {
        let again = Arc::clone(&watch);
        watch.before_next_write(async move { again.set_fault(Some(Fault::Broken)) });
    });
    for _ in 0..5 {
        assert!(!next_turn(&practice).await);
    }
    practice.watch.set_fault(None);
    assert_eq!(by_now(&morgan, &bulk).await.waiting, 2);
    carry_out(&practice).await;
    let done = by_now(&morgan, &bulk).await;
    assert_eq!((done.done, done.failed, practice.queued_mails().await), (2, 0, 2));
}

/// Whoever has a bulk act stopped and begun again while a turn of it fails is not told of that old failure.
#[tokio::test]
async fn a_failure_of_before_is_none_of_a_new_try() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let other_tab = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles"]).await;
    practice.watch.set_fault(Some(Fault::NoCommit));
    let watch = Arc::clone(&practice.watch);
    let (again, the_same) = (Arc::clone(&practice.watch), bulk.clone());
    practice.watch.before_next_write(async move {
        watch.before_next_write(async move {
            again.set_fault(None);
            stop(&other_tab, &the_same).await.is(200);
            retry(&other_tab, &the_same).await.is(202);
        });
    });
    next_turn(&practice).await;
    let waits = results(&morgan, &bulk).await;
    assert_eq!((waits[0].state, waits[0].reason), (BulkState::Waiting, None));
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.done, 1);
}

/// What was committed although the database said that it was not has happened once.
#[tokio::test]
async fn a_turn_that_stands_unheard_is_over() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles", "hannah"]).await;
    practice.watch.set_fault(Some(Fault::CommitUnheard));
    next_turn(&practice).await;
    practice.watch.set_fault(None);
    let between = by_now(&morgan, &bulk).await;
    assert_eq!((between.done, between.waiting), (1, 1));
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.done, 2);
    assert_eq!(practice.queued_mails().await, 2);
}

/// While it runs, others write; two people's acts go on side by side.
#[tokio::test]
async fn nobody_waits_until_all_is_done() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    let hers = begin(&morgan, &reset(), &["camilles", "hannah", "marcusstaff"]).await;
    let his = begin(&glenn, &reset(), &["jamie_demo_staff"]).await;
    next_turn(&practice).await;
    glenn.update("hannah", 1, &json!({ "first_name": "Johanna" })).await.is(200);
    let (hers, his) = (by_now(&morgan, &hers).await, by_now(&glenn, &his).await);
    assert_eq!((hers.done, hers.waiting, his.done), (1, 2, 1));
}

/// Whoever may not do it any more does no more of it: not once their access, their permission or their password is
/// another one. What was left can be tried again by them alone, if they may.
#[tokio::test]
async fn it_ends_with_the_right_to_it() {
    for fate in Fate::ALL {
        let practice = Practice::open().await;
        practice.hire("relief", SystemRole::OfficeManager).await;
        let glenn = practice.sign_in("btgadmin").await;
        let mut relief = practice.sign_in("relief").await;
        let bulk = begin(&relief, &reset(), &["camilles", "hannah", "marcusstaff"]).await;
        next_turn(&practice).await;
        fate.befall(&practice, "relief", &mut relief).await;
        carry_out(&practice).await;
        let ended = by_now(&glenn, &bulk).await;
        assert_eq!((ended.done, ended.failed, ended.is_own), (1, 2, false), "{fate:?}");
        assert!(ended.finished_at.is_some(), "{fate:?}");
        let last = results(&glenn, &bulk).await.pop().unwrap();
        assert_eq!((last.state, last.reason), (BulkState::Failed, Some(BulkReason::NotAllowedAnyMore)));
        assert!(glenn.detail("marcusstaff").await.password_reset.is_none(), "{fate:?}");
        let recorded = practice.watch.recorded();
        let finished = recorded.iter().rfind(|row| row.event == "bulk_finished").unwrap();
        assert!(finished.refused_as.is_some(), "{fate:?}");

        retry(&glenn, &bulk).await.refused_with(ProblemCode::NotFound);
        let again = retry(&relief, &bulk).await;
        match fate {
            Fate::Deactivated => again.refused_with(ProblemCode::SignedOut),
            Fate::LostThePermission => again.refused_with(ProblemCode::Forbidden),
            Fate::HasAnotherPassword => again.is(202),
        };
    }
}
