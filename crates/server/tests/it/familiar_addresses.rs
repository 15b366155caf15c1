//! Guesses from elsewhere, and whoever is where people of the practice sign in.

use crate::browser::Browser;
use crate::practice::{HOUR, Practice};
use staffroom_contract::ProblemCode;

const WRONG: &str = "not the password at all";

/// Somewhere else in the network than everybody's desk.
fn elsewhere(practice: &Practice) -> Browser {
    practice.stranger().at([203, 0, 113, 9])
}

/// Makes a hundred guesses, as fast as they are let.
async fn guess_all_day(practice: &Practice, username: &str, from: &Browser) {
    for _ in 0..100 {
        practice.wait(10);
        from.clone().sign_in(username, WRONG).await.is(401);
    }
    from.clone().sign_in(username, WRONG).await.is(429);
}

/// Whoever guesses on and on keeps nobody waiting where people of the practice sign in, and does not get in faster for
/// it; elsewhere the person waits as before.
#[tokio::test]
async fn guesses_from_elsewhere_keep_nobody_waiting_at_their_desk() {
    let practice = Practice::open().await;
    let right = Practice::password_of("camilles");
    practice.sign_in("camilles").await;
    guess_all_day(&practice, "camilles", &elsewhere(&practice)).await;
    practice.sign_in("camilles").await;
    elsewhere(&practice).sign_in("camilles", WRONG).await.is(429);
    practice.stranger().at([198, 51, 100, 7]).sign_in("camilles", &right).await.is(429);
    // A colleague who signs in there for the first time is helped as well.
    guess_all_day(&practice, "marcusstaff", &elsewhere(&practice)).await;
    practice.sign_in("marcusstaff").await;
}

/// Whoever sits where people of the practice sign in has a hundred tries a day as well, however many such places they
/// have.
#[tokio::test]
async fn a_familiar_address_gives_no_more_tries() {
    let practice = Practice::open().await;
    practice.sign_in("camilles").await;
    for last in 2..5 {
        let mut marcus = practice.stranger().at([192, 0, 2, last]);
        marcus.sign_in("marcusstaff", &Practice::password_of("marcusstaff")).await.is(200);
    }
    for number in 0..100 {
        practice.wait(10);
        practice.stranger().at([192, 0, 2, 1 + number % 4]).sign_in("camilles", WRONG).await.is(401);
    }
    for last in 1..5 {
        let right = Practice::password_of("camilles");
        practice.stranger().at([192, 0, 2, last]).sign_in("camilles", &right).await.is(429);
    }
    practice.wait(24 * HOUR);
    practice.sign_in("camilles").await;
}

/// What waits where says nothing of whether there is such an account, whether they ever signed in, and from where.
#[tokio::test]
async fn the_waiting_says_nothing_of_anybody() {
    let practice = Practice::open().await;
    practice.sign_in("camilles").await;
    practice.invite("invited").await;
    for username in ["camilles", "marcusstaff", "invited", "nobody"] {
        let tries = [
            (elsewhere(&practice), 401),
            (elsewhere(&practice), 429),
            (practice.stranger().at([198, 51, 100, 7]), 429),
            (practice.stranger(), 401),
            (practice.stranger(), 429),
        ];
        for (mut browser, status) in tries {
            browser.sign_in(username, WRONG).await.is(status);
        }
    }
}

/// An address is forgotten after 90 days, and with whoever is deactivated.
#[tokio::test]
async fn an_address_does_not_stay_familiar() {
    let practice = Practice::open().await;
    let right = Practice::password_of("camilles");
    let home = || practice.stranger().at([198, 51, 100, 7]);
    home().sign_in("camilles", &right).await.is(200);
    practice.wait(90 * 24 * HOUR + 1);
    elsewhere(&practice).sign_in("camilles", WRONG).await.is(401);
    home().sign_in("camilles", &right).await.is(429);
    practice.wait(1);
    home().sign_in("camilles", &right).await.is(200);
    elsewhere(&practice).sign_in("camilles", WRONG).await.is(401);
    home().sign_in("camilles", &right).await.is(200);

    practice.sign_in("morganm").await.deactivate("camilles").await.is(200);
    elsewhere(&practice).sign_in("marcusstaff", WRONG).await.is(401);
    home().sign_in("marcusstaff", WRONG).await.refused_with(ProblemCode::TooManyRequests);
}
