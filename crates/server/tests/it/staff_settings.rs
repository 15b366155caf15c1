//! A person's settings: what is switched, and the App Unlock PIN.

use crate::practice::Practice;
use serde_json::json;
use staffroom_contract::{AppUnlockPin, FieldProblem, FieldRule, ProblemCode};

fn pin_in(answer: &crate::answer::Answer) -> String {
    answer.json::<AppUnlockPin>().pin.expose().to_owned()
}

/// What is switched stands, with its old and new value in the record; what says what is so already changes nothing.
#[tokio::test]
async fn a_setting_is_switched() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body = json!({ "enable_email_update": true, "send_daily_billing_report": false });
    morgan.change_settings("camilles", 1, &body).await.is(200);
    morgan.change_settings("camilles", 2, &body).await.is(200);
    let staff = morgan.detail("camilles").await.staff;
    assert!(staff.settings.enable_email_update && !staff.settings.send_daily_billing_report);
    assert_eq!(staff.version, 2);
    let rows = morgan.audit_log("?event=staff_settings_changed").await.items;
    let [row] = &rows[..] else { panic!("{rows:?}") };
    let [changed] = &row.changes[..] else { panic!("{row:?}") };
    assert_eq!(changed.field, "enable_email_update");
    assert_eq!((changed.old.as_deref(), changed.new.as_deref()), (Some("false"), Some("true")));
}

/// A switch is turned for the version that was seen, by somebody whose role covers the person's.
#[tokio::test]
async fn a_setting_is_switched_for_what_was_seen() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body = json!({ "send_daily_billing_report": true });
    morgan.change_settings("camilles", 7, &body).await.refused_with(ProblemCode::StaleVersion);
    morgan.change_settings("btgadmin", 1, &body).await.refused_with(ProblemCode::OutranksYou);
    practice.wait(301);
    morgan.change_settings("camilles", 1, &body).await.is(200);
    let who_gets_in = json!({ "enable_email_update": true });
    morgan.change_settings("camilles", 2, &who_gets_in).await.refused_with(ProblemCode::ReauthRequired);
}

/// A PIN is shown to whoever entered their own password a moment ago, and each look is recorded.
#[tokio::test]
async fn a_pin_is_revealed_and_recorded() {
    let practice = Practice::open().await;
    let mut morgan = practice.sign_in("morganm").await;
    assert_eq!(pin_in(&morgan.reveal_pin("camilles").await.is(200)), "8453");
    morgan.reveal_pin("marcusstaff").await.refused_with(ProblemCode::NoPin);
    morgan.reveal_pin("btgadmin").await.refused_with(ProblemCode::OutranksYou);
    practice.wait(301);
    morgan.reveal_pin("camilles").await.refused_with(ProblemCode::ReauthRequired);
    let looks = morgan.audit_log("?event=staff_pin_revealed&result=done").await.items;
    assert_eq!(looks.len(), 1);
    assert_eq!(looks[0].subject.as_ref().unwrap().full_name, "Camille Nurse");
    morgan.reauthenticate(&Practice::password_of("morganm")).await.is(204);
    morgan.reveal_pin("camilles").await.is(200);
}

/// Nobody writes down everybody's PIN: after twenty looks in an hour there is a wait.
#[tokio::test]
async fn looks_are_limited() {
    let practice = Practice::open().await;
    let mut morgan = practice.sign_in("morganm").await;
    for _ in 0..20 {
        morgan.reveal_pin("camilles").await.is(200);
    }
    let refused = morgan.reveal_pin("camilles").await.refused_with(ProblemCode::TooManyRequests);
    assert_eq!(refused.problem().retry_after, Some(3600));
    practice.wait(800);
    morgan.reauthenticate(&Practice::password_of("morganm")).await.is(204);
    morgan.reveal_pin("camilles").await.refused_with(ProblemCode::TooManyRequests);
    let glenn = practice.sign_in("btgadmin").await;
    glenn.reveal_pin("camilles").await.is(200);
}

/// A PIN is typed, or made up; either is in force at once. One that is tried first is refused.
#[tokio::test]
async fn a_pin_is_typed_or_made_up() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    assert_eq!(pin_in(&morgan.set_pin("marcusstaff", &json!({ "pin": "8207" })).await.is(200)), "8207");
    assert_eq!(pin_in(&morgan.reveal_pin("marcusstaff").await.is(200)), "8207");
    assert!(morgan.detail("marcusstaff").await.staff.settings.has_app_unlock_pin);
    let made_up = pin_in(&morgan.set_pin("marcusstaff", &json!({})).await.is(200));
    assert_eq!(made_up.len(), 4);
    assert_eq!(pin_in(&morgan.reveal_pin("marcusstaff").await.is(200)), made_up);
    for (pin, rule) in [
        ("1234", FieldRule::PinTooEasy),
        ("7777", FieldRule::PinTooEasy),
        ("1987", FieldRule::PinTooEasy),
        ("820", FieldRule::NotAPin),
        ("82 7", FieldRule::NotAPin),
    ] {
        let answer = morgan.set_pin("marcusstaff", &json!({ "pin": pin })).await;
        answer.refuses(&[FieldProblem::new("pin", rule)]);
    }
    morgan.set_pin("btgadmin", &json!({})).await.refused_with(ProblemCode::OutranksYou);
    morgan.set_pin("nobody", &json!({})).await.refused_with(ProblemCode::NotFound);
}

/// A PIN stands in no list, no person, no record, and not in the database either.
#[tokio::test]
async fn a_pin_stands_nowhere() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.set_pin("camilles", &json!({ "pin": "8207" })).await.is(200);
    morgan.reveal_pin("camilles").await.is(200);
    let (events, file) = (morgan.get("/api/v1/audit-events").await, morgan.export_audit_log("").await);
    for answer in [morgan.person("camilles").await, morgan.list("").await] {
        assert!(!answer.body.contains("8207"), "{}", answer.body);
    }
    // Numbers of their own, such as ids, may hold the digits; a value does not.
    for answer in [events, file] {
        assert!(!answer.body.contains("\"8207\"") && !answer.body.contains(": 8207"), "{}", answer.body);
    }
    let camille = practice.read().await.staff().find_by_username("camilles").await.unwrap().unwrap();
    let kept = camille.app_unlock_pin.unwrap();
    assert!(kept.len() > 40 && !kept.windows(4).any(|bytes| bytes == b"8207"));
}
