//! What passwords cost to hash, and what happens when too many are to be hashed.

use crate::practice::Practice;
use staffroom_contract::ProblemCode;
use staffroom_server::password_hash::Cost;
use std::time::{Duration, Instant};

/// Once the cost is raised, whoever signs in is kept by the new one, and notices nothing of it: other sessions and
/// links live on. A cost that is lowered makes no hash cheaper.
#[tokio::test]
async fn a_hash_is_made_anew_when_it_is_too_cheap() {
    let mut practice = Practice::open().await;
    let desk = practice.sign_in("camilles").await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let cheap = practice.hash_of("camilles").await;

    practice.hash_at(Cost { memory_kib: 64, passes: 2 }, 2);
    practice.stranger().sign_in("camilles", "not the password at all").await.is(401);
    assert_eq!(practice.hash_of("camilles").await, cheap);
    practice.wait(1);
    practice.sign_in("camilles").await;
    let dear = practice.hash_of("camilles").await;
    assert!(dear.contains("$m=64,t=2,"), "{dear}");
    desk.session().await.is(200);
    practice.stranger().inspect(&code).await.is(200);

    practice.hash_at(Cost { memory_kib: 8, passes: 1 }, 2);
    practice.sign_in("camilles").await;
    assert_eq!(practice.hash_of("camilles").await, dear);
}

/// While too many passwords wait to be hashed, whoever comes is asked to come back, and the server still says that it
/// lives.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_comes_while_too_many_wait_is_asked_to_come_back() {
    let mut practice = Practice::open().await;
    practice.hash_at(Cost { memory_kib: 4096, passes: 4 }, 1);
    let tries: Vec<_> = (0..200_u8)
        .map(|number| {
            let mut browser = practice.stranger().at([192, 0, 2, number]);
            tokio::spawn(async move {
                browser.sign_in(&format!("guess-{number}"), "not the password at all").await
            })
        })
        .collect();
    let mut slowest = Duration::ZERO;
    while tries.iter().any(|attempt| !attempt.is_finished()) {
        let begin = Instant::now();
        practice.stranger().get("/healthz").await.is(200);
        slowest = slowest.max(begin.elapsed());
        tokio::task::yield_now().await;
    }
    assert!(slowest < Duration::from_secs(1), "{slowest:?}");
    let mut turned_away = 0;
    for attempt in tries {
        let answer = attempt.await.unwrap();
        if answer.status == 503 {
            turned_away += 1;
            assert_eq!(answer.header("retry-after"), Some("1"));
            answer.refused_with(ProblemCode::Unavailable);
        } else {
            answer.refused_with(ProblemCode::WrongCredentials);
        }
    }
    assert!((1..=136).contains(&turned_away), "{turned_away}");
}
