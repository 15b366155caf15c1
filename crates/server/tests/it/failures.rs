//! A database that fails in the middle of any operation.

use crate::authority::{matrix, stage};
use crate::watched_store::Fault;
use staffroom_contract::ProblemCode;

/// What would tell of the inside of the server.
const INSIDE: [&str; 9] = ["disk", "I/O", "/var/lib", ".db", "sqlite", "SELECT", "INSERT", "panicked", ".rs"];

/// Answers before the database is asked, so that it says nothing of anybody.
const ANSWERS_AT_ONCE: &str = "request_password_reset";

/// Whichever operation the database fails in, the answer is the same and says nothing of the inside, and nothing
/// has happened.
#[tokio::test]
async fn every_operation_keeps_a_failure_to_itself() {
    for row in matrix().into_iter().filter(|row| row.operation != ANSWERS_AT_ONCE) {
        let (practice, [_, _, morgan], code) = stage().await;
        let before = morgan.detail("jamie_demo_staff").await;
        let mails = practice.queued_mails().await;
        practice.watch.set_fault(Some(Fault::Broken));
        let answer = morgan.send(row.request(&morgan, &code)).await;
        assert_eq!(answer.status, 500, "{}: {}", row.operation, answer.body);
        let answer = answer.refused_with(ProblemCode::Internal);
        for word in INSIDE {
            assert!(!answer.body.contains(word), "{word} of {}: {}", row.operation, answer.body);
        }
        assert_eq!(answer.header("set-cookie"), None, "{}", row.operation);
        practice.watch.set_fault(None);
        assert_eq!(morgan.detail("jamie_demo_staff").await, before, "{}", row.operation);
        assert_eq!(practice.queued_mails().await, mails, "{}", row.operation);
    }
}
