//! A link that many try to use at the same moment.

use crate::practice::{HOUR, MINUTE, Practice};
use staffroom_contract::ProblemCode;

/// How often the race is run.
const ROUNDS: usize = 100;
/// How many run in it.
const RUNNERS: usize = 50;

fn password(round: usize, runner: usize) -> String {
    format!("the password of runner {runner} in round {round}")
}

/// However often fifty try the same link at once, exactly one sets their password; the others learn that it was used.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_fifty_wins_a_hundred_times() {
    let practice = Practice::open().await;
    for round in 0..ROUNDS {
        practice.wait(HOUR);
        let code = practice.sign_in("morganm").await.send_link("camilles").await;
        let runners: Vec<_> = (0..RUNNERS)
            .map(|runner| {
                let (browser, code) = (practice.stranger(), code.clone());
                tokio::spawn(async move { browser.complete(&code, &password(round, runner)).await })
            })
            .collect();
        let mut winners = Vec::new();
        for (number, runner) in runners.into_iter().enumerate() {
            let answer = runner.await.unwrap();
            if answer.status == 204 {
                winners.push(number);
            } else {
                answer.refused_with(ProblemCode::ResetUsed);
            }
        }
        let [winner] = winners[..] else { panic!("{} won round {round}", winners.len()) };
        let loser = (winner + 1) % RUNNERS;
        practice.stranger().sign_in("camilles", &password(round, loser)).await.is(401);
        practice.wait(MINUTE);
        practice.stranger().sign_in("camilles", &password(round, winner)).await.is(200);
    }
}
