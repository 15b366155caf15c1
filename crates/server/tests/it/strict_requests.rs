//! What a request may say: what its operation asks for, as JSON, and nothing else.

use crate::authority::{Row, matrix, stage};
use crate::browser::Browser;
use axum::body::{Body, Bytes};
use axum::http::{Method, Request, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use staffroom_contract::{FieldProblem, FieldRule, ProblemCode};

/// What somebody might try to set along with what they may set.
const FOREIGN: [&str; 14] = [
    "role",
    "status",
    "is_active",
    "is_admin",
    "permissions",
    "password_hash",
    "totp_secret",
    "id",
    "staff_id",
    "user_id",
    "version",
    "created_at",
    "__proto__",
    "Password",
];

/// The operation's request as an administrator makes it, apart from its body, and the body, if it has one.
pub(crate) async fn parts_of(
    row: &Row,
    browser: &Browser,
    code: &str,
) -> (axum::http::request::Parts, Bytes) {
    let (parts, body) = row.request(browser, code).into_parts();
    (parts, body.collect().await.unwrap().to_bytes())
}

/// No operation takes a member along that it does not know, whatever else is right about the request.
#[tokio::test]
async fn no_operation_takes_a_foreign_member_along() {
    let (_practice, [_, _, morgan], code) = stage().await;
    let before = morgan.detail("jamie_demo_staff").await;
    let mut operations = 0;
    for row in matrix() {
        let (parts, body) = parts_of(&row, &morgan, &code).await;
        if body.is_empty() {
            continue;
        }
        operations += 1;
        let own: Value = serde_json::from_slice(&body).unwrap();
        for member in FOREIGN.into_iter().filter(|member| own.get(member).is_none()) {
            let mut body = own.clone();
            body[member] = json!("x");
            let request = Request::from_parts(parts.clone(), Body::from(body.to_string()));
            let answer = morgan.send(request).await;
            assert_eq!(answer.status, 422, "{} with {member}: {}", row.operation, answer.body);
            answer.refuses(&[FieldProblem::new(member, FieldRule::Unknown)]);
        }
    }
    assert!(operations > 5, "{operations}");
    assert_eq!(morgan.detail("jamie_demo_staff").await, before);
}

/// A body must say that it is JSON: what a form on any page could send is refused, whatever stands in it.
#[tokio::test]
async fn a_body_that_a_form_could_send_is_refused() {
    let (_practice, [_, _, morgan], code) = stage().await;
    let before = morgan.detail("jamie_demo_staff").await;
    for row in matrix() {
        let (mut parts, body) = parts_of(&row, &morgan, &code).await;
        if body.is_empty() {
            continue;
        }
        for content_type in [
            None,
            Some("text/plain"),
            Some("application/x-www-form-urlencoded"),
            Some("multipart/form-data; boundary=x"),
            Some("text/json"),
            Some("text/plain; application/json"),
        ] {
            parts.headers.remove(header::CONTENT_TYPE);
            if let Some(content_type) = content_type {
                parts.headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
            }
            let answer = morgan.send(Request::from_parts(parts.clone(), Body::from(body.clone()))).await;
            assert_eq!(answer.status, 415, "{} as {content_type:?}: {}", row.operation, answer.body);
            answer.refused_with(ProblemCode::NotJson);
        }
    }
    assert_eq!(morgan.detail("jamie_demo_staff").await, before);
}

/// Nonsense is the sender's mistake and never ours: whatever is sent, no operation breaks by it.
#[tokio::test]
async fn no_nonsense_breaks_an_operation() {
    let (_practice, [_, _, morgan], code) = stage().await;
    let deep = "[".repeat(20_000);
    let bodies: [&[u8]; 12] = [
        b"",
        b"\0",
        b"\xff\xfe\xfd",
        b"\xef\xbb\xbf{}",
        b"{\"a\":1e999999}",
        b"{\"code\":\"\\ud800\"}",
        b"{\"code\":null,\"password\":[],\"purpose\":{}}",
        b"{\"purpose\":\"password_reset\",\"purpose\":\"invitation\",\"code\":\"\",\"password\":\"\"}",
        b"{\"username\":\"' OR 1=1 --\",\"password\":\"'; DROP TABLE staff; --\"}",
        b"{\"first_name\":\"\\u0000\"}",
        b"-0",
        deep.as_bytes(),
    ];
    for row in matrix() {
        let (parts, _) = parts_of(&row, &morgan, &code).await;
        if parts.method == Method::DELETE {
            continue;
        }
        for body in bodies {
            let mut parts = parts.clone();
            parts.headers.insert(header::CONTENT_TYPE, "application/json".parse().unwrap());
            parts.headers.insert("idempotency-key", "' OR 1=1 --".parse().unwrap());
            parts.headers.insert(header::IF_MATCH, "\"18446744073709551616\"".parse().unwrap());
            let request = Request::from_parts(parts, Body::from(body.to_vec()));
            let answer = morgan.send(request).await;
            assert!(answer.status < 500, "{}: {} {}", row.operation, answer.status, answer.body);
        }
    }
    morgan.session().await.is(200);
}
