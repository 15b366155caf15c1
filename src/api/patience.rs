//! Waiting for one's turn where the wait is short.

use super::{ApiError, Result};
use gloo_timers::future::TimeoutFuture;
use staffroom_contract::ProblemCode;

/// The longest wait that nobody needs to be told of, in seconds: they see that their button is at work. After two or
/// three wrong passwords the server asks for less than that.
const SHORT: u32 = 5;

/// Asks, and once more after the wait that the server asks for, if that is short.
pub(super) async fn patiently<T, F: Future<Output = Result<T>>>(ask: impl Fn() -> F) -> Result<T> {
    let answer = ask().await;
    match answer.as_ref().err().and_then(short_wait) {
        Some(seconds) => {
            TimeoutFuture::new(seconds * 1000).await;
            ask().await
        }
        None => answer,
    }
}

fn short_wait(error: &ApiError) -> Option<u32> {
    let ApiError::Problem(problem) = error else { return None };
    let seconds = problem.retry_after.filter(|seconds| *seconds <= SHORT)?;
    (problem.code == ProblemCode::TooManyRequests).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::Problem;

    /// Somebody who mistyped once is not told to wait; somebody who has to wait for long is.
    #[test]
    fn only_a_short_wait_is_waited_out() {
        let refused = |code, retry_after| ApiError::Problem(Problem { retry_after, ..Problem::new(code) });
        assert_eq!(short_wait(&refused(ProblemCode::TooManyRequests, Some(3))), Some(3));
        assert_eq!(short_wait(&refused(ProblemCode::TooManyRequests, Some(10))), None);
        assert_eq!(short_wait(&refused(ProblemCode::TooManyRequests, None)), None);
        assert_eq!(short_wait(&refused(ProblemCode::Unavailable, Some(1))), None);
        assert_eq!(short_wait(&ApiError::Network), None);
    }
}
