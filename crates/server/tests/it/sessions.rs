//! Signing in and out, and how sessions end.

use crate::practice::{HOUR, MINUTE, Practice};
use axum::http::Method;
use serde_json::json;
use staffroom_contract::{BACKGROUND, Permission, ProblemCode, Session, UnixSeconds, paths};

/// Whoever signs in learns who they are and what they may do, and stays signed in by the cookie alone.
#[tokio::test]
async fn signing_in_opens_a_session() {
    let practice = Practice::open().await;
    let mut browser = practice.stranger();
    browser.session().await.refused_with(ProblemCode::SignedOut);
    let answer = browser.sign_in("MorganM", &Practice::password_of("morganm")).await.is(200);
    let session: Session = answer.json();
    assert_eq!(session.full_name, "Morgan Manager");
    assert_eq!(session.username, "morganm");
    assert_eq!(session.practice_name, "Cedar Hill Family Practice");
    assert_eq!(session.expires_at, UnixSeconds(1_763_900_000 + 8 * HOUR));
    assert!(session.may(Permission::ManageAccounts));
    assert_eq!(browser.session().await.is(200).json::<Session>(), session);

    let cookie = answer.header("set-cookie").unwrap();
    let (pair, attributes) = cookie.split_once("; ").unwrap();
    assert_eq!(attributes, "Path=/; Secure; HttpOnly; SameSite=Strict");
    assert_eq!(pair.strip_prefix("__Host-sid=").unwrap().len(), 43);
}

/// Somebody without any permission has a session as well.
#[tokio::test]
async fn a_nurse_has_a_session_without_permissions() {
    let practice = Practice::open().await;
    let session: Session = practice.sign_in("camilles").await.session().await.is(200).json();
    assert_eq!(session.permissions, []);
}

/// The refusal is one and the same, whichever of the two was wrong and whatever is the matter with the account.
#[tokio::test]
async fn a_refused_sign_in_does_not_say_why() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate("marcusstaff").await.is(200);
    practice.invite("invited").await;
    let mut bodies = Vec::new();
    for (username, password) in [
        ("camilles", "not the password at all"),
        ("camilles", "THE PASSWORD OF CAMILLES"),
        ("camilles", " the password of camilles"),
        ("camilles", ""),
        ("nobody", "the password of nobody"),
        ("", ""),
        ("marcusstaff", "the password of marcusstaff"),
        ("invited", "the password of invited"),
        ("camilles@email.xyz", "the password of camilles"),
    ] {
        practice.wait(MINUTE);
        let answer = practice.stranger().sign_in(username, password).await;
        assert_eq!(answer.header("set-cookie"), None);
        let mut problem = answer.refused_with(ProblemCode::WrongCredentials).problem();
        problem.request_id = None;
        bodies.push(problem);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
}

/// A cookie that somebody else planted is not what the session is known by afterwards, and a session that the
/// browser had before is over.
#[tokio::test]
async fn signing_in_makes_a_new_session() {
    let practice = Practice::open().await;
    let mut browser = practice.stranger();
    browser.cookie = Some("__Host-sid=planted-by-somebody-else-0123456789abcdefghi".to_owned());
    let planted = browser.clone();
    browser.sign_in("camilles", &Practice::password_of("camilles")).await.is(200);
    assert_ne!(browser.cookie, planted.cookie);
    planted.session().await.refused_with(ProblemCode::SignedOut);

    let first = browser.clone();
    browser.sign_in("morganm", &Practice::password_of("morganm")).await.is(200);
    assert_ne!(browser.cookie, first.cookie);
    first.session().await.refused_with(ProblemCode::SignedOut);
    browser.session().await.is(200);
}

/// Two browsers are two sessions: what one of them does to its own leaves the other alone.
#[tokio::test]
async fn signing_out_ends_one_session_for_good() {
    let practice = Practice::open().await;
    let (desk, phone) = (practice.sign_in("camilles").await, practice.sign_in("camilles").await);
    let answer = desk.sign_out().await.is(204);
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-sid=;") && cookie.ends_with("Max-Age=0"), "{cookie}");
    assert_eq!(answer.header("clear-site-data"), Some("\"storage\""));
    desk.session().await.refused_with(ProblemCode::SignedOut);
    phone.session().await.is(200);
    desk.sign_out().await.is(204);
}

/// Whoever signs out without a session loses none that they get in the meantime, in another tab.
#[tokio::test]
async fn signing_out_without_a_session_takes_none_away() {
    let practice = Practice::open().await;
    let answer = practice.stranger().sign_out().await.is(204);
    assert_eq!(answer.header("set-cookie"), None);
}

/// After a quarter of an hour in which nobody did anything, somebody else may be sitting there.
#[tokio::test]
async fn a_session_ends_when_nobody_uses_it() {
    let practice = Practice::open().await;
    let camille = practice.sign_in("camilles").await;
    for _ in 0..4 {
        practice.wait(14 * MINUTE);
        camille.session().await.is(200);
    }
    practice.wait(15 * MINUTE);
    camille.session().await.is(200);
    practice.wait(15 * MINUTE + 1);
    camille.session().await.refused_with(ProblemCode::SignedOut);
}

/// A page that looks again by itself, every few seconds, does not count as somebody doing something.
#[tokio::test]
async fn a_timer_does_not_keep_a_session_awake() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let look_again = async || {
        let request = morgan.request(Method::GET, "/api/v1/staff/camilles").header(BACKGROUND, "1");
        morgan.send(request.empty()).await
    };
    for _ in 0..15 {
        practice.wait(MINUTE);
        look_again().await.is(200);
    }
    practice.wait(1);
    look_again().await.refused_with(ProblemCode::SignedOut);
}

/// A session ends with the shift, however busy it was.
#[tokio::test]
async fn a_session_ends_after_eight_hours() {
    let practice = Practice::open().await;
    let camille = practice.sign_in("camilles").await;
    for _ in 0..47 {
        practice.wait(10 * MINUTE);
        camille.session().await.is(200);
    }
    practice.wait(10 * MINUTE - 1);
    camille.session().await.is(200);
    practice.wait(1);
    camille.session().await.refused_with(ProblemCode::SignedOut);
}

/// Sessions that were left open somewhere do not pile up: the sixth ends the one that was opened first.
#[tokio::test]
async fn a_person_has_five_sessions_at_most() {
    let practice = Practice::open().await;
    let other = practice.sign_in("morganm").await;
    let mut browsers = Vec::new();
    for _ in 0..6 {
        practice.wait(MINUTE);
        browsers.push(practice.sign_in("camilles").await);
    }
    for (number, browser) in browsers.iter().enumerate() {
        browser.session().await.is(if number == 0 { 401 } else { 200 });
    }
    other.session().await.is(200);
}

/// The database, in whoever's hands it falls, opens nobody's session.
#[tokio::test]
async fn the_cookie_is_nowhere_in_the_database() {
    let practice = Practice::open().await;
    let camille = practice.sign_in("camilles").await;
    let cookie = camille.cookie.unwrap();
    let (_, value) = cookie.split_once('=').unwrap();
    let bytes = practice.bytes_on_disk();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("camilles") && !holds(value));
}

/// A member that says more than a username and a password is a mistake that its sender should hear of.
#[tokio::test]
async fn signing_in_takes_a_username_and_a_password_and_nothing_else() {
    let practice = Practice::open().await;
    let body = json!({ "username": "camilles", "password": "x", "staff_id": "morganm" });
    practice.stranger().post(paths::template::SESSION, &body).await.is(422);
}
