//! What the practice decides for itself, and that it counts.

use crate::practice::{HOUR, MINUTE, Practice};
use serde_json::{Value, json};
use staffroom_contract::{
    AuditResult, FieldProblem, FieldRule, PasswordReset, PasswordResetLink, PracticeSettings, ProblemCode,
    Session,
};

/// Changing settings changes what was changed and nothing else, and each change is in the record.
#[tokio::test]
async fn settings_are_changed_and_recorded() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let before = morgan.practice_settings().await;
    assert_eq!((before.idle_minutes, before.min_password_length, before.version), (15, 15, 1));
    let body = json!({
        "name": " Birch Hill ",
        "time_zone": "america/chicago",
        "link_valid_seconds": 86_400,
        "allowed_email_domains": ["Email.XYZ", "@BÜCHER.example", "email.xyz"],
        "idle_minutes": 30,
        "min_password_length": 20,
    });
    let answer = morgan.update_practice(1, &body).await.is(200);
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let after = PracticeSettings {
        name: "Birch Hill".to_owned(),
        time_zone: "America/Chicago".to_owned(),
        link_valid_seconds: 86_400,
        allowed_email_domains: vec!["email.xyz".to_owned(), "xn--bcher-kva.example".to_owned()],
        idle_minutes: 30,
        min_password_length: 20,
        version: 2,
    };
    assert_eq!(answer.json::<PracticeSettings>(), after);
    assert_eq!(morgan.practice_settings().await, after);
    assert_eq!(morgan.session().await.json::<Session>().practice_name, "Birch Hill");

    let same = json!({ "idle_minutes": 30, "allowed_email_domains": ["email.xyz", "xn--bcher-kva.example"] });
    assert_eq!(morgan.update_practice(2, &same).await.is(200).header("etag"), Some("\"2\""));
    let row = &morgan.audit_log("?event=practice_settings_updated").await.items[..];
    let [row] = row else { panic!("{row:?}") };
    let told = |field: &str| row.changes.iter().find(|change| change.field == field).cloned().unwrap();
    assert_eq!(row.changes.len(), 6);
    assert_eq!(told("idle_minutes").old.as_deref(), Some("15"));
    assert_eq!(told("allowed_email_domains").new.as_deref(), Some("email.xyz, xn--bcher-kva.example"));
}

/// Every refused setting is named, and none is saved.
#[tokio::test]
async fn refused_settings_are_named_and_nothing_is_saved() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let before = morgan.practice_settings().await;
    let body = json!({
        "name": "",
        "link_valid_seconds": 7200,
        "allowed_email_domains": ["clinic"],
        "idle_minutes": 61,
        "min_password_length": 14,
    });
    morgan.update_practice(1, &body).await.refuses(&[
        FieldProblem::new("name", FieldRule::Required),
        FieldProblem::new("link_valid_seconds", FieldRule::NotAChoice),
        FieldProblem::with_limit("idle_minutes", FieldRule::TooHigh, 60),
        FieldProblem::with_limit("min_password_length", FieldRule::TooLow, 15),
        FieldProblem::new("allowed_email_domains", FieldRule::NotADomain),
    ]);
    for zone in ["Atlantis/Sunken", "EST5EDT4,M3.2.0,M11.1.0", "../etc/passwd"] {
        let refused = FieldProblem::new("time_zone", FieldRule::NotAChoice);
        morgan.update_practice(1, &json!({ "time_zone": zone })).await.refuses(&[refused]);
    }
    morgan.update_practice(1, &json!({ "version": 7 })).await.is(422);
    assert_eq!(morgan.practice_settings().await, before);
}

/// Of two who change the settings at once, the second one learns of the first one's change and overwrites nothing.
#[tokio::test]
async fn a_stale_change_of_settings_changes_nothing() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    morgan.update_practice(1, &json!({ "name": "Morgan's" })).await.is(200);
    let late = json!({ "name": "Glenn's" });
    glenn.update_practice(1, &late).await.refused_with(ProblemCode::StaleVersion);
    assert_eq!(glenn.practice_settings().await.name, "Morgan's");
    glenn.update_practice(2, &late).await.is(200);
}

/// What lets in somebody who could not get in before needs the password once more; what is stricter does not.
#[tokio::test]
async fn letting_more_people_in_needs_the_password_again() {
    let practice = Practice::open().await;
    let mut morgan = practice.sign_in("morganm").await;
    let strict = json!({
        "link_valid_seconds": 3600,
        "min_password_length": 20,
        "allowed_email_domains": ["email.xyz"],
    });
    practice.wait(6 * MINUTE);
    morgan.update_practice(1, &strict).await.is(200);
    morgan.update_practice(2, &json!({ "idle_minutes": 60 })).await.is(200);
    let loose = [
        json!({ "link_valid_seconds": 86_400 }),
        json!({ "min_password_length": 19 }),
        json!({ "allowed_email_domains": ["email.xyz", "mail.email.xyz"] }),
        json!({ "allowed_email_domains": [] }),
    ];
    for body in &loose {
        morgan.update_practice(3, body).await.refused_with(ProblemCode::ReauthRequired);
    }
    let refused = morgan.audit_log("?event=practice_settings_updated&result=refused").await.items;
    // The same within a minute is counted, and recorded once.
    assert_eq!((refused.len(), refused[0].result), (1, AuditResult::Refused));
    morgan.reauthenticate(&Practice::password_of("morganm")).await.is(204);
    for (version, body) in (3..).zip(&loose) {
        morgan.update_practice(version, body).await.is(200);
    }
}

/// How long somebody may be away counts from the next request on, for everybody who is signed in.
#[tokio::test]
async fn the_idle_time_counts_from_the_next_request_on() {
    let practice = Practice::open().await;
    let (morgan, camille) = (practice.sign_in("morganm").await, practice.sign_in("camilles").await);
    practice.wait(6 * MINUTE);
    camille.session().await.is(200);
    practice.wait(6 * MINUTE);
    morgan.session().await.is(200);
    morgan.update_practice(1, &json!({ "idle_minutes": 5 })).await.is(200);
    camille.session().await.refused_with(ProblemCode::SignedOut);
    assert_eq!(morgan.session().await.is(200).json::<Session>().idle_minutes, 5);
    practice.wait(5 * MINUTE + 1);
    morgan.session().await.refused_with(ProblemCode::SignedOut);
}

/// Whoever has been signed out for being away does not come back because one may be away for longer now.
#[tokio::test]
async fn a_longer_idle_time_brings_nobody_back() {
    let practice = Practice::open().await;
    let (morgan, camille) = (practice.sign_in("morganm").await, practice.sign_in("camilles").await);
    practice.wait(14 * MINUTE);
    morgan.session().await.is(200);
    practice.wait(2 * MINUTE);
    morgan.update_practice(1, &json!({ "idle_minutes": 60 })).await.is(200);
    camille.session().await.refused_with(ProblemCode::SignedOut);
    practice.wait(59 * MINUTE);
    morgan.session().await.is(200);
}

/// A link that is sent now is valid for as long as the practice says now; one that was sent before stays as it was.
#[tokio::test]
async fn a_link_is_valid_for_as_long_as_the_practice_says() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let sent = |reset: PasswordReset| reset.expires_at.since(reset.requested_at);
    assert_eq!(sent(morgan.reset("camilles").await.is(202).json()), 72 * HOUR);
    morgan.update_practice(1, &json!({ "link_valid_seconds": 3600 })).await.is(200);
    assert_eq!(sent(morgan.reset("marcusstaff").await.is(202).json()), HOUR);
    let detail = morgan.detail("camilles").await;
    assert_eq!(detail.password_reset_valid_seconds, 3600);
    assert_eq!(sent(detail.password_reset.unwrap()), 72 * HOUR);
}

/// A password is as long as the practice wants it, however it is set, and whoever has a shorter one keeps it.
#[tokio::test]
async fn passwords_are_as_long_as_the_practice_wants_them() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    morgan.update_practice(1, &json!({ "min_password_length": 30 })).await.is(200);
    let too_short = [FieldProblem::with_limit("password", FieldRule::TooShort, 30)];
    let short = "of twenty-nine letters, in al";
    let holder = practice.stranger();
    assert_eq!(holder.inspect(&code).await.json::<PasswordResetLink>().min_password_length, 30);
    holder.complete(&code, short).await.refuses(&too_short);
    holder.complete(&code, &format!("{short}l")).await.is(204);
    let current = Practice::password_of("marcusstaff");
    let mut marcus = practice.sign_in("marcusstaff").await;
    assert_eq!(marcus.session().await.json::<Session>().min_password_length, 30);
    marcus.change_password(&current, short).await.refuses(&too_short);
    marcus.change_password(&current, &format!("{short}l")).await.is(204);
}

/// An address that somebody has stays theirs when its domain is not allowed any more: mail still goes there.
#[tokio::test]
async fn an_address_in_use_stands() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.update_practice(1, &json!({ "allowed_email_domains": ["clinic.example"] })).await.is(200);
    let reset: PasswordReset = morgan.reset("camilles").await.is(202).json();
    assert_eq!(reset.sent_to, "camilles@email.xyz");
    morgan.update("camilles", 1, &json!({ "first_name": "Camilla" })).await.is(200);
}

/// Whoever does not say which settings they have seen would overwrite what somebody else has just saved.
#[tokio::test]
async fn settings_need_a_version() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body: Value = json!({ "idle_minutes": 5 });
    let request = morgan.request(axum::http::Method::PATCH, "/api/v1/practice").json(&body);
    morgan.send(request).await.refused_with(ProblemCode::VersionRequired);
}
