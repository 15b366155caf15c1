//! A bulk act is ended before everybody had their turn.

use super::{begin, by_now, carry_out, next_turn, reset, results, retry, stop};
use crate::practice::{MINUTE, Practice};
use staffroom_contract::{Bulk, BulkReason, BulkState, ProblemCode};

/// Whoever began it can stop it at once, without their password: what was done stays, nobody who waited has a turn, and
/// they can be tried again. Stopping again changes nothing.
#[tokio::test]
async fn whoever_began_it_stops_it() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles", "hannah", "marcusstaff"]).await;
    next_turn(&practice).await;
    practice.wait(6 * MINUTE);
    let stopped: Bulk = stop(&morgan, &bulk).await.is(200).json();
    assert_eq!((stopped.done, stopped.stopped, stopped.failed, stopped.waiting), (1, 2, 0, 0));
    assert!(stopped.finished_at.is_some());
    let results: Vec<_> =
        results(&morgan, &bulk).await.into_iter().map(|result| (result.state, result.reason)).collect();
    let not_reached = (BulkState::Stopped, Some(BulkReason::Stopped));
    assert_eq!(results, [(BulkState::Done, None), not_reached, not_reached]);
    carry_out(&practice).await;
    practice.wait(MINUTE);
    assert_eq!(stop(&morgan, &bulk).await.is(200).json::<Bulk>(), stopped);
    assert_eq!(practice.queued_mails().await, 1);
    let recorded = practice.watch.recorded();
    let of_bulk: Vec<_> =
        recorded.iter().filter(|row| row.details.contains(bulk.id.as_str())).map(|row| row.event).collect();
    assert_eq!(of_bulk, ["bulk_started", "staff_password_reset_requested", "bulk_stopped"]);
    assert!(recorded.last().unwrap().details.contains("\"people\":2"));

    let morgan = practice.sign_in("morganm").await;
    let again: Bulk = retry(&morgan, &bulk).await.is(202).json();
    assert_eq!((again.waiting, again.finished_at), (2, None));
    carry_out(&practice).await;
    let done: Bulk = by_now(&morgan, &bulk).await;
    assert_eq!((done.done, done.stopped), (3, 0));
    let later: Bulk = stop(&morgan, &bulk).await.is(200).json();
    assert_eq!(later, done, "it has ended as it was to");
    assert_eq!(practice.queued_mails().await, 3);
}

/// Nobody else stops it, whatever they may read of it.
#[tokio::test]
async fn nobody_else_stops_it() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    let bulk = begin(&morgan, &reset(), &["camilles"]).await;
    stop(&glenn, &bulk).await.refused_with(ProblemCode::NotFound);
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.done, 1);
}

/// However close to somebody's turn it is stopped, it ends once: before the turn nothing is done any more, and in its
/// middle they stay stopped.
#[tokio::test]
async fn it_is_stopped_between_any_two_steps() {
    for in_the_middle in [false, true] {
        let practice = Practice::open().await;
        let morgan = practice.sign_in("morganm").await;
        let bulk = begin(&morgan, &reset(), &["btgadmin", "camilles"]).await;
        let (browser, begun) = (morgan.clone(), bulk.clone());
        let stopping = async move { drop(stop(&browser, &begun).await.is(200)) };
        if in_the_middle {
            let watch = practice.watch.clone();
            practice.watch.before_next_write(async move { watch.before_next_write(stopping) });
        } else {
            practice.watch.before_next_write(stopping);
        }
        carry_out(&practice).await;
        let ended = by_now(&morgan, &bulk).await;
        assert_eq!((ended.stopped, ended.waiting), (2, 0), "{in_the_middle}");
        assert_eq!(practice.queued_mails().await, 0);
        let recorded = practice.watch.recorded();
        let of_bulk: Vec<_> = recorded
            .iter()
            .filter(|row| row.details.contains(bulk.id.as_str()))
            .map(|row| row.event)
            .collect();
        assert_eq!(of_bulk, ["bulk_started", "bulk_stopped"], "{in_the_middle}");
    }
}
