//! Who did what to whom: each act leaves one row and no secret, and without its row no act stands.

use crate::practice::Practice;
use crate::watched_store::Fault;
use serde_json::{Value, json};
use staffroom_contract::{LinkPurpose, ProblemCode, StaffId};

const NEW_PASSWORD: &str = "a password of my own";

/// What the record says of the acts so far: what, who, to whom.
fn record(practice: &Practice) -> Vec<(&'static str, Option<String>, Option<String>)> {
    let name = |id: Option<StaffId>| id.map(|id| id.as_str().to_owned());
    let events = practice.watch.recorded().into_iter();
    events.map(|event| (event.event, name(event.actor), name(event.subject))).collect()
}

/// Every act stands in the record once, with who did it and to whom.
#[tokio::test]
async fn every_act_is_recorded() {
    let practice = Practice::open().await;
    let mut morgan = practice.stranger();
    morgan.sign_in("morganm", "not the password").await.is(401);
    morgan.sign_in("nobody", "not the password").await.is(401);
    practice.wait(1);
    morgan.sign_in("morganm", &Practice::password_of("morganm")).await.is(200);
    morgan.update("camilles", 1, &json!({ "first_name": "Camilla" })).await.is(200);
    let code = morgan.send_link("camilles").await;
    morgan.revoke("camilles").await.is(204);
    practice.stranger().complete(&code, NEW_PASSWORD).await.is(410);
    let code = morgan.send_link("camilles").await;
    practice.stranger().complete(&code, NEW_PASSWORD).await.is(204);
    morgan.deactivate("camilles").await.is(200);
    morgan.deactivate("camilles").await.is(200);
    morgan.reactivate("camilles").await.is(200);
    let code = practice.invite("invited").await;
    practice.stranger().complete_as(LinkPurpose::Invitation, &code, NEW_PASSWORD).await.is(204);
    morgan.sign_out().await.is(204);
    morgan.sign_out().await.is(204);

    let by_morgan = |event, subject: &str| (event, Some("morganm".to_owned()), Some(subject.to_owned()));
    let by_nobody = |event, subject: Option<&str>| (event, None, subject.map(str::to_owned));
    assert_eq!(
        record(&practice),
        [
            by_nobody("sign_in_failed", Some("morganm")),
            by_nobody("sign_in_failed", None),
            by_morgan("signed_in", "morganm"),
            by_morgan("staff_updated", "camilles"),
            by_morgan("staff_password_reset_requested", "camilles"),
            by_morgan("staff_password_reset_revoked", "camilles"),
            by_morgan("staff_password_reset_requested", "camilles"),
            by_nobody("password_reset_completed", Some("camilles")),
            by_morgan("staff_deactivated", "camilles"),
            by_morgan("staff_reactivated", "camilles"),
            by_nobody("invitation_accepted", Some("invited")),
            by_morgan("signed_out", "morganm"),
        ]
    );
}

/// Whoever asks for help quotes the request's id; the record finds the act by it.
#[tokio::test]
async fn an_act_is_found_by_its_request() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let answer = morgan.deactivate("camilles").await.is(200);
    let event = practice.watch.recorded().pop().unwrap();
    assert_eq!(event.request_id.as_deref(), answer.header("x-request-id"));
}

/// A change is recorded with what stood there before and what stands there now.
#[tokio::test]
async fn a_change_is_recorded_with_old_and_new_values() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body = json!({
        "first_name": "Camilla",
        "last_name": "Nurse",
        "primary_provider_id": "employee13",
        "cell_phone": "",
        "home_phone": "555-010-9999",
    });
    morgan.update("camilles", 1, &body).await.is(200);
    let details: Value = serde_json::from_str(&practice.watch.recorded().pop().unwrap().details).unwrap();
    assert_eq!(
        details,
        json!({
            "first_name": { "old": "Camille", "new": "Camilla" },
            "primary_provider_id": { "old": "hannah", "new": "employee13" },
            "cell_phone": { "old": "111-222-3333", "new": null },
            "home_phone": { "old": null, "new": "555-010-9999" },
        })
    );
}

/// The record is read by people who must not get at anybody's account by it.
#[tokio::test]
async fn the_record_holds_no_secret() {
    let practice = Practice::open().await;
    let mut browser = practice.stranger();
    browser.sign_in("my-password-in-the-wrong-field", "typed password").await.is(401);
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    practice.stranger().complete(&code, NEW_PASSWORD).await.is(204);
    let cookie = morgan.cookie.as_deref().and_then(|cookie| cookie.split_once('=')).unwrap().1;
    let record = format!("{:?}", practice.watch.recorded());
    let password = Practice::password_of("morganm");
    let secrets =
        ["my-password-in-the-wrong-field", "typed password", code.expose(), NEW_PASSWORD, cookie, &password];
    for secret in secrets {
        assert!(!record.contains(secret), "{secret}");
    }
}

/// An act that cannot be recorded does not happen.
#[tokio::test]
async fn without_its_record_no_act_stands() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let camille = practice.sign_in("camilles").await;
    let code = morgan.send_link("camilles").await;
    let before = morgan.detail("camilles").await;
    let mails = practice.queued_mails().await;
    practice.watch.set_fault(Some(Fault::NoRecord));
    let mut stranger = practice.stranger();
    for answer in [
        morgan.update("camilles", 1, &json!({ "first_name": "Camilla" })).await,
        morgan.reset("camilles").await,
        morgan.revoke("camilles").await,
        morgan.deactivate("camilles").await,
        stranger.sign_in("camilles", &Practice::password_of("camilles")).await,
        stranger.complete(&code, NEW_PASSWORD).await,
        camille.sign_out().await,
        camille.list("").await,
        morgan.deactivate("btgadmin").await,
        morgan.export_audit_log("").await,
    ] {
        answer.refused_with(ProblemCode::Internal);
    }
    practice.watch.set_fault(None);
    assert_eq!(morgan.detail("camilles").await, before);
    assert_eq!(practice.queued_mails().await, mails);
    assert_eq!(stranger.cookie, None);
    camille.session().await.is(200);
    stranger.complete(&code, NEW_PASSWORD).await.is(204);
}
