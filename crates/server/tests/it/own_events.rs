//! What people are told of what happened around their own access.

use crate::practice::{HOUR, MINUTE, Practice};
use axum::http::Method;
use serde_json::json;
use staffroom_contract::{
    AuditResult, FieldProblem, FieldRule, LinkPurpose, OwnEvent, OwnEventPage, Problem, ProblemCode, StaffId,
    paths,
};

const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

fn names(page: &OwnEventPage) -> Vec<&str> {
    page.items.iter().map(|event| event.event.as_str()).collect()
}

/// What an administrator did stands under their name, and where they did it from is theirs.
#[tokio::test]
async fn people_are_told_who_did_something_to_them() {
    let practice = Practice::open().await;
    let (morgan, camille) = (practice.sign_in("morganm").await, practice.sign_in("camilles").await);
    practice.wait(MINUTE);
    let request = morgan.request(Method::POST, "/api/v1/staff/camilles/password-reset");
    morgan.send(request.header("user-agent", CHROME).json(&json!({}))).await.is(202);
    let page = camille.own_events("").await;
    assert_eq!(names(&page), ["staff_password_reset_requested", "signed_in"]);
    let OwnEvent { result, administrator, client_address, device, .. } = &page.items[0];
    assert_eq!((*result, administrator.as_deref()), (AuditResult::Done, Some("Morgan Manager")));
    assert_eq!((client_address, device), (&None, &None));
    assert_eq!(page.items[1].administrator, None);
    assert_eq!(page.items[1].client_address.as_deref(), Some("192.0.2.1"));
}

/// Whoever tried a person's password is told of, with the place and the browser that they tried it from.
#[tokio::test]
async fn people_are_told_of_failed_sign_ins_under_their_name() {
    let practice = Practice::open().await;
    let somebody = practice.stranger().at([198, 51, 100, 7]);
    for username in ["camilles", "marcusstaff", "nobody"] {
        let body = json!({ "username": username, "password": "not the password at all" });
        let request = somebody.request(Method::POST, paths::template::SESSION);
        somebody.send(request.header("user-agent", CHROME).json(&body)).await.is(401);
    }
    practice.wait(MINUTE);
    let mut camille = practice.sign_in("camilles").await;
    camille.change_password("not the password at all", "a password of my own").await.is(422);
    let page = camille.own_events("").await;
    assert_eq!(names(&page), ["own_password_changed", "signed_in", "sign_in_failed"]);
    let [changed, _, failed] = &page.items[..] else { panic!("{page:?}") };
    assert_eq!((changed.result, failed.result), (AuditResult::Refused, AuditResult::Refused));
    assert_eq!(failed.client_address.as_deref(), Some("198.51.100.7"));
    assert_eq!(failed.device.as_deref(), Some("Chrome on Windows"));
}

/// Nobody is told of what was done to others, of what they did to others, or of what an administrator tried in vain.
#[tokio::test]
async fn people_are_told_of_nothing_else() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let morgan = practice.sign_in("morganm").await;
    morgan.send_link("camilles").await;
    morgan.reset("btgadmin").await.refused_with(ProblemCode::OutranksYou);
    morgan.update("camilles", 1, &json!({ "first_name": "Camilla" })).await.is(200);
    morgan.deactivate("morganm").await.refused_with(ProblemCode::Yourself);
    morgan.audit_log("").await;
    assert_eq!(names(&glenn.own_events("").await), ["signed_in"]);
    let own = morgan.own_events("").await;
    assert_eq!(names(&own), ["staff_deactivated", "signed_in"]);
    assert_eq!((own.items[0].result, own.items[0].administrator.clone()), (AuditResult::Refused, None));
}

/// The way of a password, a link and the sessions around it is told whole.
#[tokio::test]
async fn the_way_of_an_account_is_told() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    practice.wait(MINUTE);
    practice.stranger().complete(&code, "a password of my own").await.is(204);
    practice.wait(MINUTE);
    let mut desk = practice.stranger();
    desk.sign_in("camilles", "a password of my own").await.is(200);
    let mut phone = practice.stranger();
    phone.sign_in("camilles", "a password of my own").await.is(200);
    practice.wait(MINUTE);
    desk.end_other_sessions().await.is(204);
    morgan.deactivate("camilles").await.is(200);
    morgan.reactivate("camilles").await.is(200);
    practice.wait(HOUR / 12);
    let code = practice.invitation_code_of(&StaffId::new("camilles")).await;
    practice.stranger().complete_as(LinkPurpose::Invitation, &code, "another password of mine").await.is(204);
    desk.sign_in("camilles", "another password of mine").await.is(200);
    let page = desk.own_events("").await;
    assert_eq!(
        names(&page),
        [
            "signed_in",
            "invitation_accepted",
            "staff_reactivated",
            "staff_deactivated",
            "other_sessions_ended",
            "signed_in",
            "signed_in",
            "password_reset_completed",
            "staff_password_reset_requested",
        ]
    );
    let told = serde_json::to_string(&page).unwrap();
    assert!(!told.contains("camilles@email.xyz") && !told.contains("password_reset_id"), "{told}");
}

/// Page by page everything is told once; another person's row is no place to begin at.
#[tokio::test]
async fn events_are_paged() {
    let practice = Practice::open().await;
    let mut camille = practice.sign_in("camilles").await;
    for _ in 0..4 {
        practice.wait(MINUTE);
        practice.sign_in("marcusstaff").await;
        camille.sign_in("camilles", &Practice::password_of("camilles")).await.is(200);
    }
    let whole = camille.own_events("?limit=50").await;
    assert_eq!((whole.items.len(), &whole.next), (9, &None));
    let mut told = Vec::new();
    let mut query = "?limit=2".to_owned();
    loop {
        let page = camille.own_events(&query).await;
        assert!(page.items.len() <= 2);
        told.extend(page.items);
        let Some(next) = page.next else { break };
        query = format!("?limit=2&after={next}");
    }
    assert_eq!(told, whole.items);

    let marcus = practice.sign_in("marcusstaff").await;
    let next = camille.own_events("?limit=1").await.next.unwrap();
    assert_eq!(marcus.own_events(&format!("?after={next}")).await.items, []);
    for (query, field, rule) in [
        ("after=first", "after", FieldRule::WrongType),
        ("limit=0", "limit", FieldRule::WrongType),
        ("limit=51", "limit", FieldRule::WrongType),
        ("subject=marcusstaff", "subject", FieldRule::Unknown),
    ] {
        let answer = camille.get(&format!("{}?{query}", paths::template::OWN_EVENTS)).await;
        let problem: Problem = answer.refused_with(ProblemCode::InvalidFields).json();
        assert_eq!(problem.fields, [FieldProblem::new(field, rule)]);
    }
}
