//! How often something may be asked, and what whoever asks more often is told.

use crate::answer::Answer;
use crate::practice::{HOUR, MINUTE, Practice};
use axum::http::Method;
use serde_json::json;
use staffroom_contract::{PasswordReset, ProblemCode, Secret, SystemRole, paths};

const WRONG: &str = "not the password at all";

/// Asserts that the answer asks to wait for so long, in its header and in its body.
fn asks_to_wait(answer: Answer, seconds: u32) {
    let answer = answer.is(429).refused_with(ProblemCode::TooManyRequests);
    assert_eq!(answer.problem().retry_after, Some(seconds));
    assert_eq!(answer.header("retry-after"), Some(seconds.to_string().as_str()));
}

/// After a failure an account waits, and the more there were, the longer. Unknown usernames wait like known ones,
/// in whatever case they are typed.
#[tokio::test]
async fn an_account_waits_after_a_failure() {
    let practice = Practice::open().await;
    for username in ["camilles", "nobody"] {
        for wait in [1, 1, 3, 3] {
            let wrong = practice.stranger().sign_in(username, WRONG).await;
            wrong.refused_with(ProblemCode::WrongCredentials);
            let spelt = username.to_uppercase();
            asks_to_wait(practice.stranger().sign_in(&spelt, WRONG).await, wait);
            practice.wait(wait.into());
        }
    }
    practice.stranger().sign_in("marcusstaff", WRONG).await.is(401);
}

/// While the account waits, the right password is refused too; afterwards it lets its owner in, and the waiting is
/// over for good.
#[tokio::test]
async fn the_right_password_waits_too_and_ends_the_waiting() {
    let practice = Practice::open().await;
    let right = Practice::password_of("camilles");
    for _ in 0..4 {
        practice.wait(10);
        practice.stranger().sign_in("camilles", WRONG).await.is(401);
    }
    asks_to_wait(practice.stranger().sign_in("camilles", &right).await, 3);
    practice.wait(3);
    practice.stranger().sign_in("camilles", &right).await.is(200);
    practice.stranger().sign_in("camilles", WRONG).await.is(401);
    asks_to_wait(practice.stranger().sign_in("camilles", &right).await, 1);
}

/// A hundred failures are the end of the day, and of nothing else: sessions that are open go on, a link still sets
/// a password, and that ends the waiting.
#[tokio::test]
async fn nobody_is_locked_out_for_good() {
    let practice = Practice::open().await;
    let desk = practice.sign_in("camilles").await;
    for _ in 0..100 {
        practice.wait(10);
        practice.stranger().sign_in("camilles", WRONG).await.is(401);
        desk.session().await.is(200);
    }
    let right = Practice::password_of("camilles");
    let answer = practice.stranger().sign_in("camilles", &right).await.is(429);
    assert!(answer.problem().retry_after.unwrap() > 600);
    desk.session().await.is(200);
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    practice.stranger().complete(&code, "a password of my own").await.is(204);
    practice.stranger().sign_in("camilles", "a password of my own").await.is(200);
}

/// The delay ends with the day, and the next day begins anew.
#[tokio::test]
async fn the_next_day_begins_anew() {
    let practice = Practice::open().await;
    for _ in 0..100 {
        practice.wait(10);
        practice.stranger().sign_in("camilles", WRONG).await.is(401);
    }
    practice.stranger().sign_in("camilles", WRONG).await.is(429);
    practice.wait(24 * HOUR);
    practice.stranger().sign_in("camilles", WRONG).await.is(401);
    practice.wait(1);
    practice.sign_in("camilles").await;
}

/// Failures and links that were noted while the clock was ahead keep nobody waiting once it is right again, and from
/// then on it is counted as ever.
#[tokio::test]
async fn a_clock_that_was_ahead_keeps_nobody_waiting() {
    let practice = Practice::open().await;
    practice.wait(24 * HOUR);
    for _ in 0..4 {
        practice.wait(3);
        practice.stranger().sign_in("camilles", WRONG).await.is(401);
    }
    let morgan = practice.sign_in("morganm").await;
    for _ in 0..3 {
        morgan.reset("camilles").await.is(202);
    }
    practice.wait(-24 * HOUR);
    let elsewhere = || practice.stranger().at([192, 0, 2, 2]);
    elsewhere().sign_in("camilles", WRONG).await.is(401);
    asks_to_wait(elsewhere().sign_in("camilles", WRONG).await, 1);
    let mut morgan = elsewhere();
    morgan.sign_in("morganm", &Practice::password_of("morganm")).await.is(200);
    for _ in 0..3 {
        morgan.reset("camilles").await.is(202);
    }
    asks_to_wait(morgan.reset("camilles").await, 3600);
}

/// Of fifty guesses at once, one is made.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn guesses_at_once_are_made_one_at_a_time() {
    let practice = Practice::open().await;
    let guesses: Vec<_> = (0..50)
        .map(|_| {
            let mut browser = practice.stranger();
            tokio::spawn(async move { browser.sign_in("camilles", WRONG).await })
        })
        .collect();
    let mut made = 0;
    for guess in guesses {
        match guess.await.unwrap() {
            answer if answer.status == 401 => made += 1,
            answer => asks_to_wait(answer, 1),
        }
    }
    assert_eq!(made, 1);
}

/// A whole practice behind one address gets in at eight in the morning; whoever tries on and on does not. Another
/// address is not concerned.
#[tokio::test]
async fn an_address_tries_to_sign_in_only_so_often() {
    let practice = Practice::open().await;
    for number in 0..60 {
        practice.stranger().sign_in(&format!("guess-{number}"), WRONG).await.is(401);
    }
    asks_to_wait(practice.stranger().sign_in("camilles", WRONG).await, 1);
    practice.stranger().at([192, 0, 2, 2]).sign_in("camilles", WRONG).await.is(401);
    practice.wait(1);
    practice.sign_in("marcusstaff").await;
    asks_to_wait(practice.stranger().sign_in("camilles", WRONG).await, 1);
}

/// Nobody gets around the limit by making up where they come from, and nobody is limited for what others do behind
/// the same proxy.
#[tokio::test]
async fn a_made_up_address_gets_nobody_around_a_limit() {
    let mut practice = Practice::open().await;
    practice.behind(&["10.0.0.0/24"]);
    let proxy = practice.stranger().at([10, 0, 0, 1]);
    let direct = practice.stranger();
    for (browser, mine) in [(&proxy, ", 198.51.100.7"), (&direct, "")] {
        let sign_in = async |number: usize| {
            let made_up = format!("203.0.113.{number}{mine}");
            let request = browser.request(Method::POST, paths::template::SESSION);
            let body = json!({ "username": format!("guess-{number}{mine}"), "password": WRONG });
            browser.send(request.header("x-forwarded-for", made_up).json(&body)).await
        };
        for number in 0..60 {
            sign_in(number).await.is(401);
        }
        asks_to_wait(sign_in(60).await, 1);
    }
    let neighbour = proxy.request(Method::POST, paths::template::SESSION);
    let neighbour = neighbour.header("x-forwarded-for", "198.51.100.8");
    let body = json!({ "username": "neighbour", "password": WRONG });
    proxy.send(neighbour.json(&body)).await.is(401);
}

/// Codes cannot be guessed on and on; whoever has a live one is let in all the same, from the same address.
#[tokio::test]
async fn unknown_codes_are_tried_only_so_often() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let holder = practice.stranger();
    let unknown = Secret::new("x".repeat(43));
    for _ in 0..10 {
        holder.inspect(&unknown).await.refused_with(ProblemCode::ResetUnknown);
        let answer = holder.complete(&unknown, "a password of my own").await;
        answer.refused_with(ProblemCode::ResetUnknown);
    }
    asks_to_wait(holder.inspect(&unknown).await, 3);
    asks_to_wait(holder.complete(&unknown, "a password of my own").await, 3);
    holder.inspect(&code).await.is(200);
    holder.complete(&code, "a password of my own").await.is(204);
}

/// A mailbox is not flooded: three links an hour for one person, whoever sends them. Sending the same one again
/// is not another one.
#[tokio::test]
async fn a_person_is_sent_three_links_an_hour() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    let first: PasswordReset = morgan.reset_with_key("camilles", "k").await.is(202).json();
    practice.wait(MINUTE);
    morgan.reset("camilles").await.is(202);
    glenn.reset("camilles").await.is(202);
    let again: PasswordReset = morgan.reset_with_key("camilles", "k").await.is(202).json();
    assert_eq!(again.id, first.id);
    let mails = practice.queued_mails().await;
    asks_to_wait(glenn.reset("camilles").await, 59 * 60);
    assert_eq!(practice.queued_mails().await, mails);
    morgan.reset("marcusstaff").await.is(202);
    practice.wait(59 * MINUTE);
    let morgan = practice.sign_in("morganm").await;
    morgan.reset("camilles").await.is(202);
    asks_to_wait(morgan.reset("camilles").await, 60);
}

/// An administrator whose session somebody else has got hold of cannot mail the whole staff.
#[tokio::test]
async fn an_administrator_sends_thirty_links_an_hour() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    for number in 0..31 {
        practice.hire(&format!("hire-{number}"), SystemRole::Staff).await;
    }
    for number in 0..30 {
        morgan.reset(&format!("hire-{number}")).await.is(202);
    }
    asks_to_wait(morgan.reset("hire-30").await, 3600);
    glenn.reset("hire-30").await.is(202);
}
