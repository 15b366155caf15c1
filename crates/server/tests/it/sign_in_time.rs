//! How long a refused sign-in takes.

use crate::practice::{HOUR, Practice, app};
use staffroom_contract::SystemRole;
use staffroom_server::http;
use staffroom_server::password_hash::{Cost, PasswordHasher};
use std::time::{Duration, Instant};

/// How often each try is measured. The fastest counts, since whatever else the machine does only slows a try down.
const TRIES: usize = 5;

/// The time that a wrong password takes says nothing of whether there is such an account, and what is the matter with
/// it: a hash is computed in any case, beside which all else is nothing.
#[tokio::test]
async fn a_refusal_takes_as_long_whoever_is_named() {
    let mut practice = Practice::open().await;
    practice.context.hasher = PasswordHasher::new(Cost { memory_kib: 8 * 1024, passes: 2 }, 2).unwrap();
    practice.router = http::router(practice.context.clone(), app());
    practice.hire("known", SystemRole::Staff).await;
    practice.hire("gone", SystemRole::Staff).await;
    practice.sign_in("morganm").await.deactivate("gone").await.is(200);
    practice.invite("invited").await;
    let mut times = Vec::new();
    for username in ["known", "gone", "invited", "nobody"] {
        let mut fastest = Duration::MAX;
        for _ in 0..TRIES {
            practice.wait(HOUR);
            let begin = Instant::now();
            practice.stranger().sign_in(username, "not the password at all").await.is(401);
            fastest = fastest.min(begin.elapsed());
        }
        times.push((fastest, username));
    }
    times.sort();
    let (fastest, slowest) = (times[0].0, times[times.len() - 1].0);
    assert!(slowest < fastest * 3, "{times:?}");
}
