//! Each person has a turn, once, for as long as whoever began it may.

use super::{begin, by_now, carry_out, next_turn, reset, results, retry};
use crate::practice::Practice;
use crate::watched_store::Fault;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{
    BulkReason, BulkState, Permission, ProblemCode, StaffId, StaffOverview, StaffPage, SystemRole,
};
use staffroom_server::http::{self, BulkTries};

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

/// A turn that cannot be committed is tried again, and given up after a while, so that everybody else has theirs; when it
/// is tried again later, nobody is acted upon twice.
#[tokio::test]
async fn nobody_holds_up_all_others() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles", "hannah"]).await;
    practice.watch.set_fault(Some(Fault::NoCommit));
    let tries = BulkTries::default();
    for _ in 0..3 {
        assert!(!http::carry_out_next_of_bulk(&practice.context, &tries).await);
        assert_eq!(by_now(&morgan, &bulk).await.waiting, 2);
    }
    assert!(http::carry_out_next_of_bulk(&practice.context, &tries).await);
    let given_up = results(&morgan, &bulk).await;
    assert_eq!(given_up[0].reason, Some(BulkReason::ServerFailed));
    assert_eq!(given_up[1].state, BulkState::Waiting);
    practice.watch.set_fault(None);
    while http::carry_out_next_of_bulk(&practice.context, &tries).await {}
    let done = by_now(&morgan, &bulk).await;
    assert_eq!((done.done, done.failed), (1, 1));
    assert!(done.finished_at.is_some());
    retry(&morgan, &bulk).await.is(202);
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.done, 2);
    assert_eq!(practice.queued_mails().await, 2);
}

/// What was committed although the database said that it was not has happened once.
#[tokio::test]
async fn a_turn_that_stands_unheard_is_over() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles", "hannah"]).await;
    practice.watch.set_fault(Some(Fault::CommitUnheard));
    assert!(!next_turn(&practice).await);
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
    for fate in ["deactivated", "lost the permission", "has another password"] {
        let practice = Practice::open().await;
        practice.hire("relief", SystemRole::OfficeManager).await;
        let glenn = practice.sign_in("btgadmin").await;
        let mut relief = practice.sign_in("relief").await;
        let bulk = begin(&relief, &reset(), &["camilles", "hannah", "marcusstaff"]).await;
        next_turn(&practice).await;
        match fate {
            "deactivated" => drop(glenn.deactivate("relief").await.is(200)),
            "lost the permission" => practice.customize("relief", &[], &[Permission::ManageAccounts]).await,
            _ => {
                let current = Practice::password_of("relief");
                relief.change_password(&current, "a password of my own").await.is(204);
            }
        }
        carry_out(&practice).await;
        let ended = by_now(&glenn, &bulk).await;
        assert_eq!((ended.done, ended.failed, ended.is_own), (1, 2, false), "{fate}");
        assert!(ended.finished_at.is_some(), "{fate}");
        let last = results(&glenn, &bulk).await.pop().unwrap();
        assert_eq!((last.state, last.reason), (BulkState::Failed, Some(BulkReason::NotAllowedAnyMore)));
        assert!(glenn.detail("marcusstaff").await.password_reset.is_none(), "{fate}");
        let recorded = practice.watch.recorded();
        let finished = recorded.iter().rfind(|row| row.event == "bulk_finished").unwrap();
        assert!(finished.refused_as.is_some(), "{fate}");

        retry(&glenn, &bulk).await.refused_with(ProblemCode::NotFound);
        match fate {
            "deactivated" => retry(&relief, &bulk).await.refused_with(ProblemCode::SignedOut),
            "lost the permission" => retry(&relief, &bulk).await.refused_with(ProblemCode::Forbidden),
            _ => retry(&relief, &bulk).await.is(202),
        };
    }
}
