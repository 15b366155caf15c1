//! What browsers report of pages that do what their policy forbids.

use crate::answer::Answer;
use crate::browser::Browser;
use crate::logs;
use crate::practice::{ORIGIN, Practice};
use axum::http::{Method, header};
use serde_json::json;
use staffroom_contract::{ProblemCode, paths};

async fn send(browser: &Browser, media_type: &str, body: String) -> Answer {
    let draft = browser.request(Method::POST, paths::CSP_REPORT);
    browser.send(draft.header(header::CONTENT_TYPE, media_type).body(body)).await
}

async fn report(browser: &Browser, blocked: &str) -> Answer {
    let report = json!({ "csp-report": {
        "document-uri": format!("{ORIGIN}/staff/an-id-in-a-report?search=a-query-in-a-report#a-fragment-in-a-report"),
        "effective-directive": "script-src-elem",
        "blocked-uri": blocked,
        "original-policy": "a-policy-in-a-report",
    } });
    send(browser, "application/csp-report", report.to_string()).await
}

/// A document says where to report, and a report is a line in the log that says what was blocked and where, and nothing
/// that could name somebody or open something.
#[tokio::test]
async fn a_report_is_a_line_in_the_log() {
    let practice = Practice::open().await;
    let stranger = practice.stranger();
    let document = stranger.get("/reset-password").await.is(200);
    let policy = document.header("content-security-policy").unwrap();
    assert!(policy.ends_with("; report-uri /api/csp-report"), "{policy}");

    report(&stranger, "https://blocked.example/a-path-in-a-report").await.is(204);
    let text = logs::text();
    let line = text.lines().find(|line| line.contains("https://blocked.example")).unwrap();
    for part in ["WARN", "script-src-elem", "page=\"/staff\""] {
        assert!(line.contains(part), "{line}");
    }
    assert!(!text.contains("in-a-report"), "{line}");
}

/// Whoever reports on and on does not fill the log, wherever they come from.
#[tokio::test]
async fn only_so_many_reports_are_logged() {
    let practice = Practice::open().await;
    for last in 0..60 {
        report(&practice.stranger().at([192, 0, 2, last]), "inline").await.is(204);
    }
    let refused = report(&practice.stranger(), "inline").await.is(429);
    refused.refused_with(ProblemCode::TooManyRequests);
    practice.wait(1);
    report(&practice.stranger(), "inline").await.is(204);
}

/// What is no report, or too large for one, is not read.
#[tokio::test]
async fn a_report_is_small_and_a_report() {
    let practice = Practice::open().await;
    let stranger = practice.stranger();
    let report = "application/csp-report";
    send(&stranger, report, "x".repeat(8 * 1024 + 1)).await.is(413).refused_with(ProblemCode::TooLarge);
    send(&stranger, report, "x".repeat(8 * 1024)).await.is(400).refused_with(ProblemCode::Malformed);
    send(&stranger, "text/plain", "{}".to_owned()).await.is(415).refused_with(ProblemCode::NotJson);
    stranger.get(paths::CSP_REPORT).await.is(405);
}
