//! Requests that must not overtake each other, in whichever tab.

use super::other_tabs::alone;
use futures_channel::oneshot::{Receiver, channel};
use std::cell::Cell;

thread_local! {
    /// Ends together with the turn that began last.
    static LAST: Cell<Option<Receiver<()>>> = const { Cell::new(None) };
}

/// Does `act` once everything is over that came before it, here and in the other tabs.
pub(super) async fn in_turn<T>(act: impl Future<Output = T>) -> T {
    in_turn_here(alone(act)).await
}

/// Does `act` once everything is over that came here before it.
async fn in_turn_here<T>(act: impl Future<Output = T>) -> T {
    let (_turn, ends) = channel();
    if let Some(before) = LAST.replace(Some(ends)) {
        // That its sender is gone is how a turn ends; nothing is ever sent.
        let _ = before.await;
    }
    act.await
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    fn poll<T>(future: &mut Pin<&mut impl Future<Output = T>>) -> Poll<T> {
        future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    }

    /// Whoever signs in while signing out is still under way is signed in after it, however late its answer comes.
    #[test]
    fn who_comes_later_waits() {
        let (answer, answered) = channel();
        let mut first = pin!(in_turn_here(answered));
        let mut second = pin!(in_turn_here(async { "second" }));
        assert!(poll(&mut first).is_pending());
        assert!(poll(&mut second).is_pending());
        answer.send("first").unwrap();
        assert!(poll(&mut second).is_pending(), "the answer has not arrived yet");
        assert_eq!(poll(&mut first), Poll::Ready(Ok("first")));
        assert_eq!(poll(&mut second), Poll::Ready("second"));
    }

    /// What was given up holds nobody up, and where nobody came before there is nobody to wait for.
    #[test]
    fn what_was_given_up_is_over() {
        let mut first = Box::pin(in_turn_here(std::future::pending::<()>()));
        assert!(poll(&mut first.as_mut()).is_pending());
        let mut second = pin!(in_turn_here(async { "second" }));
        assert!(poll(&mut second).is_pending());
        drop(first);
        assert_eq!(poll(&mut second), Poll::Ready("second"));
        assert_eq!(poll(&mut pin!(in_turn_here(async { "third" }))), Poll::Ready("third"));
    }
}
