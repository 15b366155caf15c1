//! The Update Staff drawer's saving.

use crate::practice::Practice;
use axum::http::Method;
use serde_json::json;
use staffroom_contract::{FieldProblem, FieldRule, ProblemCode, Staff};

/// Saving changes what was changed and nothing else, and the person has a new version.
#[tokio::test]
async fn saving_changes_what_was_changed() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let before = morgan.detail("camilles").await.staff;
    let body = json!({
        "first_name": " Camilla ",
        "primary_provider_id": "employee13",
        "username": "CamilleS",
        "cell_phone": "",
        "home_phone": "+1 (555) 010-9999",
    });
    let answer = morgan.update("camilles", 1, &body).await.is(200);
    assert_eq!(answer.header("etag"), Some("\"2\""));
    let after: Staff = answer.json();
    assert_eq!(after.summary.first_name, "Camilla");
    assert_eq!(after.summary.last_name, before.summary.last_name);
    assert_eq!(after.summary.primary_provider.as_ref().unwrap().full_name, "Employee13 Tests, Jr.");
    assert_eq!(after.summary.username, "CamilleS");
    assert_eq!(after.summary.cell_phone, None);
    assert_eq!(after.home_phone.as_deref(), Some("+1 (555) 010-9999"));
    assert_eq!(after.summary.email, before.summary.email);
    assert_eq!(after.version, 2);
    assert_eq!(morgan.detail("camilles").await.staff, after);
}

/// Saving what is so already is no change.
#[tokio::test]
async fn saving_nothing_new_changes_nothing() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for body in [json!({}), json!({ "first_name": "Camille", "home_phone": "" })] {
        let answer = morgan.update("camilles", 1, &body).await.is(200);
        assert_eq!(answer.header("etag"), Some("\"1\""));
    }
}

/// Every refused field is named, and nothing is saved of the others.
#[tokio::test]
async fn refused_fields_are_named_and_nothing_is_saved() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let before = morgan.detail("camilles").await;
    let body = json!({
        "first_name": "x".repeat(101),
        "last_name": "Nurse\r\nBcc: somebody",
        "username": "",
        "cell_phone": "none",
        "home_phone": "555-010-9999",
    });
    morgan.update("camilles", 1, &body).await.refuses(&[
        FieldProblem::with_limit("first_name", FieldRule::TooLong, 100),
        FieldProblem::new("last_name", FieldRule::ControlCharacters),
        FieldProblem::new("username", FieldRule::Required),
        FieldProblem::new("cell_phone", FieldRule::NotAPhone),
    ]);
    let body =
        json!({ "first_name": "Cam", "username": "MarcusStaff", "primary_provider_id": "marcusstaff" });
    morgan.update("camilles", 1, &body).await.refuses(&[
        FieldProblem::new("primary_provider_id", FieldRule::NotAProvider),
        FieldProblem::taken_by("username", "Marcus Staff".to_owned()),
    ]);
    for nobody in ["nobody", "employee13"] {
        morgan.deactivate("employee13").await.is(200);
        let body = json!({ "primary_provider_id": nobody });
        let refused = FieldProblem::new("primary_provider_id", FieldRule::NotAProvider);
        morgan.update("camilles", 1, &body).await.refuses(&[refused]);
    }
    assert_eq!(morgan.detail("camilles").await, before);
}

/// A provider who has left stays with those who had them; only nobody new gets them.
#[tokio::test]
async fn a_provider_who_has_left_does_not_stand_in_the_way() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate("hannah").await.is(200);
    let body = json!({ "first_name": "Camilla", "primary_provider_id": "hannah" });
    morgan.update("camilles", 1, &body).await.is(200);
}

/// A change of names carries nothing along that is not for this drawer.
#[tokio::test]
async fn members_that_the_drawer_does_not_have_are_refused() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for member in
        ["email", "role", "status", "password_hash", "id", "version", "app_unlock_pin", "created_at"]
    {
        let refused = FieldProblem::new(member, FieldRule::Unknown);
        morgan.update("camilles", 1, &json!({ "first_name": "C", member: "x" })).await.refuses(&[refused]);
    }
    for (member, value) in [
        ("first_name", json!(null)),
        ("first_name", json!(["a", "b"])),
        ("username", json!(7)),
        ("cell_phone", json!({ "number": "1" })),
    ] {
        let refused = FieldProblem::new(member, FieldRule::WrongType);
        morgan.update("camilles", 1, &json!({ member: value })).await.refuses(&[refused]);
    }
    assert_eq!(morgan.detail("camilles").await.staff.version, 1);
}

/// Of two administrators who edit the same person, the second is told instead of overwriting the first.
#[tokio::test]
async fn the_second_of_two_editors_is_told() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    morgan.update("camilles", 1, &json!({ "first_name": "Camilla" })).await.is(200);
    let late = json!({ "last_name": "Night" });
    glenn.update("camilles", 1, &late).await.refused_with(ProblemCode::StaleVersion);
    let detail = glenn.detail("camilles").await;
    assert_eq!(detail.staff.summary.full_name(), "Camilla Nurse");
    let saved: Staff = glenn.update("camilles", detail.staff.version, &late).await.is(200).json();
    assert_eq!(saved.summary.full_name(), "Camilla Night");
}

/// Of many who save at once over the same version, one is heard.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_many_editors_wins() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let tries = (0..20).map(|number| {
        let morgan = morgan.clone();
        tokio::spawn(async move {
            morgan.update("camilles", 1, &json!({ "first_name": format!("Camille{number}") })).await.status
        })
    });
    let mut statuses = Vec::new();
    for one in tries.collect::<Vec<_>>() {
        statuses.push(one.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (200, [412; 19].as_slice()));
}

/// A change must say which version it was made for. Refused fields come first, since they stay refused.
#[tokio::test]
async fn a_change_says_its_version() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let send = async |if_match: Option<&str>, first_name: &str| {
        let draft = morgan.request(Method::PATCH, "/api/v1/staff/camilles");
        let draft = if_match.into_iter().fold(draft, |draft, tag| draft.header("if-match", tag));
        morgan.send(draft.json(&json!({ "first_name": first_name }))).await
    };
    send(None, "C").await.refused_with(ProblemCode::VersionRequired);
    send(Some("*"), "C").await.refused_with(ProblemCode::VersionRequired);
    send(Some("1"), "C").await.refused_with(ProblemCode::Malformed);
    send(Some("W/\"1\""), "C").await.refused_with(ProblemCode::StaleVersion);
    send(Some("\"0\""), "C").await.refused_with(ProblemCode::StaleVersion);
    send(None, "").await.refused_with(ProblemCode::InvalidFields);
    send(Some("\"1\""), "C").await.is(200);
}

/// What the panel shows is what the drawer saves by: the version is in the answer and in its header.
#[tokio::test]
async fn the_panel_says_its_version() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let answer = morgan.person("camilles").await.is(200);
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let detail = morgan.detail("camilles").await;
    assert_eq!(detail.staff.care_team_role.unwrap().display, "General nurse (occupation)");
    assert!(detail.staff.settings.has_app_unlock_pin);
    assert_eq!(detail.password_reset_valid_seconds, 72 * 60 * 60);
    assert_eq!((detail.outranks_you, detail.is_you, detail.password_reset), (false, false, None));
    assert!(!answer.body.contains("8453"), "the PIN is not for reading");
    assert!(morgan.detail("morganm").await.is_you);
}
