//! The password again before what weighs heavily.

use crate::authority::{matrix, stage};
use crate::practice::{HOUR, MINUTE, Practice};
use serde_json::json;
use staffroom_contract::{ProblemCode, Session, StaffId};

/// These acts need the password again once it was entered more than five minutes ago. No other does.
#[tokio::test]
async fn the_acts_that_weigh_heavily_are_these() {
    let mut asked = Vec::new();
    for row in matrix() {
        let (practice, [_, _, morgan], code) = stage().await;
        practice.wait(5 * MINUTE + 1);
        let answer = morgan.send(row.request(&morgan, &code)).await;
        if answer.status == 403 {
            answer.refused_with(ProblemCode::ReauthRequired);
            asked.push(row.operation);
        }
    }
    let expected = [
        "deactivate_staff",
        "cancel_staff_deactivation",
        "undo_staff_deactivation",
        "reactivate_staff",
        "reset_staff_password",
        "change_staff_role",
        "change_staff_permissions",
        "create_role",
        "update_role",
        "retire_role",
        "restrict_staff_offices",
        "end_staff_sessions",
        "change_staff_email",
        "set_staff_pin",
        "reveal_staff_pin",
        "change_own_email",
        "create_staff",
        "send_staff_invitation",
        "confirm_import",
        "start_bulk",
        "retry_bulk",
    ];
    assert_eq!(asked, expected);
}

/// Another username decides who gets in, another phone number does not.
#[tokio::test]
async fn only_what_decides_who_gets_in_weighs_heavily_in_an_update() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    practice.wait(5 * MINUTE + 1);
    let other_name = json!({ "username": "camilla", "home_phone": "555-010-9999" });
    morgan.update("camilles", 1, &other_name).await.refused_with(ProblemCode::ReauthRequired);
    assert_eq!(morgan.detail("camilles").await.staff.version, 1);
    let same_name = json!({ "username": "camilles", "home_phone": "555-010-9999" });
    morgan.update("camilles", 1, &same_name).await.is(200);
}

/// A password that is refused leaves only rows of refused acts; nothing of the act has happened.
#[tokio::test]
async fn without_the_password_nothing_happens() {
    let practice = Practice::open().await;
    let mut morgan = practice.sign_in("morganm").await;
    let before = morgan.detail("camilles").await;
    practice.wait(5 * MINUTE + 1);
    let acts = practice.watch.recorded().len();
    morgan.reset("camilles").await.refused_with(ProblemCode::ReauthRequired);
    morgan.deactivate("camilles").await.refused_with(ProblemCode::ReauthRequired);
    for wrong in ["", "not the password", "the password of camilles"] {
        let answer = morgan.reauthenticate(wrong).await.refused_with(ProblemCode::WrongCredentials);
        assert_eq!(answer.header("set-cookie"), None);
        morgan.reauthenticate(wrong).await.refused_with(ProblemCode::TooManyRequests);
        practice.wait(3);
    }
    morgan.reset("camilles").await.refused_with(ProblemCode::ReauthRequired);
    assert_eq!(morgan.detail("camilles").await, before);
    assert_eq!(practice.queued_mails().await, 0);
    let recorded: Vec<_> = practice.watch.recorded().into_iter().skip(acts).collect();
    assert_eq!(recorded.iter().filter(|event| event.event == "sign_in_failed").count(), 3);
    assert!(recorded.iter().all(|event| event.refused_as.is_some()), "{recorded:?}");
}

/// With the password the act happens, for as long as it is fresh, in a session with a new id and the same end.
#[tokio::test]
async fn with_the_password_the_act_happens() {
    let practice = Practice::open().await;
    let mut morgan = practice.sign_in("morganm").await;
    let before: Session = morgan.session().await.json();
    for turn in 0..3 {
        practice.wait(5 * MINUTE + 1);
        let with_old_cookie = morgan.clone();
        morgan.reset("camilles").await.refused_with(ProblemCode::ReauthRequired);
        morgan.reauthenticate(&Practice::password_of("morganm")).await.is(204);
        assert_ne!(morgan.cookie, with_old_cookie.cookie);
        with_old_cookie.session().await.refused_with(ProblemCode::SignedOut);
        morgan.reset_with_key("camilles", &format!("turn {turn}").replace(' ', "-")).await.is(202);
        practice.wait(5 * MINUTE);
        morgan.deactivate("marcusstaff").await.is(200);
    }
    assert_eq!(morgan.session().await.json::<Session>(), before);
    let last = practice.watch.recorded().into_iter().rfind(|event| event.event == "reauthenticated").unwrap();
    assert_eq!(
        (&last.actor, &last.subject),
        (&Some(StaffId::new("morganm")), &Some(StaffId::new("morganm")))
    );
}

/// However often somebody enters their password, the session ends with the shift.
#[tokio::test]
async fn entering_the_password_does_not_prolong_the_session() {
    let practice = Practice::open().await;
    let mut camille = practice.sign_in("camilles").await;
    for _ in 0..47 {
        practice.wait(10 * MINUTE);
        camille.reauthenticate(&Practice::password_of("camilles")).await.is(204);
    }
    practice.wait(10 * MINUTE);
    camille.session().await.refused_with(ProblemCode::SignedOut);
    let answer = camille.reauthenticate(&Practice::password_of("camilles")).await;
    answer.refused_with(ProblemCode::SignedOut);
}

/// A clock that is set back gives nobody more time, neither at their desk nor to act.
#[tokio::test]
async fn a_clock_that_is_set_back_prolongs_nothing() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    practice.wait(-HOUR);
    morgan.session().await.refused_with(ProblemCode::SignedOut);
    morgan.reset("camilles").await.refused_with(ProblemCode::SignedOut);
}
