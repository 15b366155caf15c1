//! The security headers, on every kind of answer that there is.

use crate::answer::Answer;
use crate::headers::has_what_every_answer_has;
use crate::practice::Practice;
use crate::watched_store::Fault;
use axum::Router;
use axum::http::{Method, header};
use axum::routing::get;
use serde_json::json;
use staffroom_contract::{Secret, paths};
use std::collections::BTreeSet;

const ASSET: &str = "/assets/app-0123456789abcdef.js";
const CAMILLE: &str = "/api/v1/staff/camilles";

fn is_closed(answer: &Answer) {
    has_what_every_answer_has(answer);
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{}", answer.status);
    let policy = "default-src 'none'; frame-ancestors 'none'; sandbox";
    assert_eq!(answer.header("content-security-policy"), Some(policy), "{}", answer.status);
}

/// Whatever goes wrong with a request, the answer is as closed as any other.
#[tokio::test]
async fn refusals_and_failures_are_closed_too() {
    let mut practice = Practice::open().await;
    let panics = get(async || -> &'static str { panic!("as a test of what is answered then") });
    practice.serve_also(Router::new().route("/api/v1/panic", panics));
    let morgan = practice.sign_in("morganm").await;
    let stranger = practice.stranger();
    let patch = || morgan.request(Method::PATCH, CAMILLE);
    let good = json!({ "first_name": "Camilla" });
    let cross_site = stranger.request(Method::POST, paths::template::SESSION);
    let mut answers = vec![
        morgan.send(patch().header(header::CONTENT_TYPE, "application/json").body("{")).await.is(400),
        stranger.list("").await.is(401),
        stranger.send(cross_site.header("sec-fetch-site", "cross-site").json(&good)).await.is(403),
        morgan.get("/api/v1/nope").await.is(404),
        morgan.person("nobody").await.is(404),
        morgan.delete(paths::template::STAFF).await.is(405),
        morgan.send(morgan.request(Method::TRACE, CAMILLE).empty()).await.is(405),
        morgan.deactivate("morganm").await.is(409),
        stranger.inspect(&Secret::new("unknown")).await.is(410),
        morgan.update("camilles", 7, &good).await.is(412),
        stranger.inspect(&Secret::new("x".repeat(20_000))).await.is(413),
        morgan.send(patch().header("if-match", "\"1\"").body("{}")).await.is(415),
        morgan.list("?limit=0").await.is(422),
        morgan.send(patch().json(&good)).await.is(428),
        stranger.get("/api/v1/panic").await.is(500),
    ];
    practice.watch.set_fault(Some(Fault::Broken));
    answers.push(morgan.list("").await.is(500));
    practice.watch.set_fault(Some(Fault::BusyWriting));
    answers.push(morgan.update("camilles", 1, &good).await.is(503));
    for answer in &answers {
        is_closed(answer);
    }
    let statuses: BTreeSet<_> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses.len(), 14);
}

/// What has no body has the headers as well: an answer to HEAD, a copy that is still good, a redirect.
#[tokio::test]
async fn answers_without_a_body_have_the_headers() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for path in [CAMILLE, "/staff", ASSET, "/reset-password"] {
        let full = morgan.get(path).await.is(200);
        let head = morgan.send(morgan.request(Method::HEAD, path).empty()).await.is(200);
        has_what_every_answer_has(&head);
        assert_eq!(head.header("cache-control"), full.header("cache-control"), "{path}");
    }
    let etag = morgan.get(ASSET).await.is(200).header("etag").unwrap().to_owned();
    let again = morgan.request(Method::GET, ASSET).header(header::IF_NONE_MATCH, etag);
    let not_modified = morgan.send(again.empty()).await.is(304);
    has_what_every_answer_has(&not_modified);
    assert_eq!(not_modified.header("cache-control"), Some("public, max-age=31536000, immutable"));
    is_closed(&morgan.get("/.well-known/change-password").await.is(303));
}

/// The documents run their own scripts and nothing else, are kept nowhere, and send no form anywhere.
#[tokio::test]
async fn documents_are_kept_nowhere_and_send_no_forms() {
    let practice = Practice::open().await;
    let stranger = practice.stranger();
    for path in ["/", "/sign-in", "/staff", "/reset-password", "/accept-invitation"] {
        let document = stranger.get(path).await.is(200);
        has_what_every_answer_has(&document);
        assert_eq!(document.header("cache-control"), Some("no-store"), "{path}");
        let policy = document.header("content-security-policy").unwrap();
        for directive in ["base-uri 'none'", "form-action 'none'", "object-src 'none'", "connect-src 'self'"]
        {
            assert!(policy.contains(directive), "{directive} of {path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
    }
}
