//! What other sites' pages can and cannot do: nothing.

use crate::authority::{matrix, stage};
use crate::practice::{ORIGIN, Practice};
use axum::http::{HeaderValue, Method, header};
use serde_json::json;
use staffroom_contract::{LinkPurpose, ProblemCode, paths};

/// A request acts if the browser says that it comes from our own page, or, where the browser says nothing, if its
/// origin is ours to the letter. Nothing else makes up for either.
#[tokio::test]
async fn a_request_says_that_it_comes_from_our_own_page() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let holder = practice.stranger();
    let sites = [
        None,
        Some("same-origin"),
        Some("same-site"),
        Some("cross-site"),
        Some("none"),
        Some(""),
        Some("Same-Origin"),
        Some("same-origin, cross-site"),
    ];
    let origins = [
        None,
        Some(ORIGIN),
        Some("null"),
        Some(""),
        Some("http://staff.cedarhill.example"),
        Some("https://staff.cedarhill.example:8443"),
        Some("https://staff.cedarhill.example.evil.example"),
        Some("https://evil.example"),
    ];
    for site in sites {
        for origin in origins {
            let inspect = paths::template::PASSWORD_RESET_INSPECT;
            let body = json!({ "purpose": LinkPurpose::PasswordReset, "code": code });
            let mut request = holder.request(Method::POST, inspect).json(&body);
            let headers = request.headers_mut();
            headers.remove(header::ORIGIN);
            headers.insert(header::REFERER, HeaderValue::from_static("https://staff.cedarhill.example/"));
            if let Some(site) = site {
                headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            }
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            }
            let answer = holder.send(request).await;
            match (site, origin) {
                (Some("same-origin"), _) | (None, Some(ORIGIN)) => drop(answer.is(200)),
                _ => drop(answer.refused_with(ProblemCode::CrossSite)),
            }
        }
    }
}

/// No other origin is ever allowed to read an answer or to send what a form could not: neither by a preflight nor
/// by an answer itself.
#[tokio::test]
async fn no_other_origin_is_let_in() {
    let (_practice, browsers, code) = stage().await;
    for row in matrix() {
        for browser in &browsers {
            for origin in ["https://evil.example", "null", ORIGIN] {
                let mut request = row.request(browser, &code);
                let path = request.uri().path().to_owned();
                let preflight = browser
                    .request(Method::OPTIONS, &path)
                    .header(header::ORIGIN, origin)
                    .header("access-control-request-method", request.method().as_str())
                    .header("access-control-request-headers", "content-type");
                let preflight = browser.send(preflight.empty()).await.is(405);
                let headers = request.headers_mut();
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
                headers.insert("sec-fetch-site", HeaderValue::from_static("cross-site"));
                let answer = browser.send(request).await;
                for name in preflight.headers.keys().chain(answer.headers.keys()) {
                    let name = name.as_str();
                    assert!(!name.starts_with("access-control-"), "{name} of {}", row.operation);
                }
            }
        }
    }
}
