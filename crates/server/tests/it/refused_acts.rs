//! Acts that were refused: each leaves a row, whatever handler refused it.

use crate::practice::Practice;
use axum::extract::ConnectInfo;
use axum::http::Method;
use serde_json::json;
use staffroom_contract::{AuditDetail, AuditResult, ProblemCode};
use std::net::SocketAddr;

/// Whoever may not do what they ask for is in the record with what they asked for, and why it was refused.
#[tokio::test]
async fn what_is_refused_is_recorded() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let camille = practice.sign_in("camilles").await;
    let so_far = practice.watch.recorded().len();
    let body = json!({ "first_name": "Mine" });
    morgan.update("btgadmin", 1, &body).await.is(403);
    morgan.reset("btgadmin").await.is(403);
    morgan.revoke("btgadmin").await.is(403);
    morgan.deactivate("btgadmin").await.is(403);
    morgan.reactivate("btgadmin").await.is(403);
    morgan.deactivate("morganm").await.is(409);
    morgan.revoke("camilles").await.is(409);
    camille.update("jamie_demo_staff", 1, &body).await.is(403);
    camille.person("jamie_demo_staff").await.is(403);
    camille.person("a-word-of-mine").await.is(403);
    camille.list("").await.is(403);
    camille.export_audit_log("").await.is(403);

    let recorded = practice.watch.recorded();
    let rows: Vec<_> = recorded[so_far..]
        .iter()
        .map(|event| {
            let name =
                |id: &Option<_>| id.as_ref().map_or("", staffroom_contract::StaffId::as_str).to_owned();
            (name(&event.actor), event.event, name(&event.subject), event.refused_as.unwrap())
        })
        .collect();
    let row = |actor: &str, event, subject: &str, code| (actor.to_owned(), event, subject.to_owned(), code);
    assert_eq!(
        rows,
        [
            row("morganm", "staff_updated", "btgadmin", "outranks_you"),
            row("morganm", "staff_password_reset_requested", "btgadmin", "outranks_you"),
            row("morganm", "staff_password_reset_revoked", "btgadmin", "outranks_you"),
            row("morganm", "staff_deactivated", "btgadmin", "outranks_you"),
            row("morganm", "staff_reactivated", "btgadmin", "outranks_you"),
            row("morganm", "staff_deactivated", "morganm", "yourself"),
            row("morganm", "staff_password_reset_revoked", "camilles", "no_live_link"),
            row("camilles", "staff_updated", "jamie_demo_staff", "forbidden"),
            row("camilles", "access_refused", "jamie_demo_staff", "forbidden"),
            row("camilles", "access_refused", "", "forbidden"),
            row("camilles", "access_refused", "", "forbidden"),
            row("camilles", "audit_events_exported", "", "forbidden"),
        ]
    );
    assert!(!format!("{recorded:?}").contains("a-word-of-mine"));
    let glenn = practice.sign_in("btgadmin").await;
    let page = glenn.audit_log("?result=refused&event=access_refused").await;
    let operation =
        |value: &str| AuditDetail { name: "operation".to_owned(), value: value.to_owned(), value_name: None };
    assert_eq!(page.items[0].details, [operation("list_staff")]);
    assert_eq!(page.items[2].details, [operation("get_staff")]);
}

/// What is merely wrong with a request, or comes from nobody, does not fill the record.
#[tokio::test]
async fn mistakes_and_strangers_are_not_recorded() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let so_far = practice.watch.recorded().len();
    morgan.update("camilles", 1, &json!({ "first_name": "" })).await.is(422);
    morgan.update("camilles", 7, &json!({ "first_name": "Cam" })).await.is(412);
    morgan.person("nobody").await.is(404);
    let stranger = practice.stranger();
    stranger.deactivate("camilles").await.is(401);
    stranger.list("").await.is(401);
    let mut forged = morgan.request(Method::POST, "/api/v1/staff/camilles/deactivate").empty();
    forged.headers_mut().remove("origin");
    morgan.send(forged).await.refused_with(ProblemCode::CrossSite);
    assert_eq!(practice.watch.recorded().len(), so_far);
}

/// A row says who, whom, what, why not, when, from where and by which request.
#[tokio::test]
async fn a_row_is_complete() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let peer: SocketAddr = "192.0.2.7:50000".parse().unwrap();
    let draft = morgan.request(Method::POST, "/api/v1/staff/btgadmin/deactivate");
    let mut request = draft.header("user-agent", "Browser/1.0 \"quoted\"").empty();
    request.extensions_mut().insert(ConnectInfo(peer));
    let answer = morgan.send(request).await.refused_with(ProblemCode::OutranksYou);
    let event = morgan.audit_log("?limit=1").await.items.remove(0);
    let (actor, subject) = (event.actor.unwrap(), event.subject.unwrap());
    assert_eq!((actor.id.as_str(), actor.full_name.as_str()), ("morganm", "Morgan Manager"));
    assert_eq!((subject.id.as_str(), subject.full_name.as_str()), ("btgadmin", "Glenn Breaker"));
    assert_eq!((event.event.as_str(), event.result), ("staff_deactivated", AuditResult::Refused));
    assert_eq!(event.reason.as_deref(), Some("outranks_you"));
    assert_eq!(event.at, practice.context.clock.now());
    assert_eq!(event.address.as_deref(), Some("192.0.2.7"));
    assert_eq!(event.user_agent.as_deref(), Some("Browser/1.0 \"quoted\""));
    assert_eq!(event.request_id.as_deref(), answer.header("x-request-id"));
}
