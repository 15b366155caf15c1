//! What every answer says besides what it says.

use crate::answer::Answer;
use crate::practice::Practice;
use crate::watched_store::Fault;
use axum::http::Method;
use serde_json::json;
use staffroom_contract::paths;

const ALWAYS: [(&str, &str); 8] = [
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self), \
         publickey-credentials-create=(self)",
    ),
];

/// Asserts the headers that every answer has, whatever it is.
pub(crate) fn has_what_every_answer_has(answer: &Answer) {
    for (name, value) in ALWAYS {
        assert_eq!(answer.header(name), Some(value), "{name} of {}", answer.status);
    }
    assert_eq!(answer.header("x-request-id").map(str::len), Some(22));
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    for name in answer.headers.keys() {
        assert!(!name.as_str().starts_with("access-control-"), "{name}");
    }
}

/// The API's answers, refused or not, run nothing, are kept nowhere and say what they are.
#[tokio::test]
async fn the_api_is_closed_to_everything_but_reading() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let staff = paths::template::STAFF;
    let too_large = json!({ "username": "x".repeat(20_000), "password": "" });
    for (answer, status) in [
        (morgan.list("").await, 200),
        (morgan.person("camilles").await, 200),
        (morgan.reset("camilles").await, 202),
        (morgan.revoke("camilles").await, 204),
        (morgan.get(paths::OPENAPI).await, 200),
        (morgan.get("/api/v1/nope").await, 404),
        (morgan.delete(staff).await, 405),
        (practice.stranger().list("").await, 401),
        (morgan.post(paths::template::SESSION, &too_large).await, 413),
        (morgan.list("?limit=0").await, 422),
    ] {
        let answer = answer.is(status);
        has_what_every_answer_has(&answer);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let policy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        assert_eq!(answer.header("content-security-policy"), Some(policy));
        let content_type = match status {
            200 | 202 => Some("application/json"),
            204 => None,
            _ => Some("application/problem+json"),
        };
        assert_eq!(answer.header("content-type"), content_type, "{status}");
    }
}

/// The app's own answers have the same headers, but for what they need to be an app.
#[tokio::test]
async fn the_app_is_allowed_to_run_and_its_files_to_be_kept() {
    let practice = Practice::open().await;
    let browser = practice.stranger();
    let document = browser.get("/staff/42/edit").await.is(200);
    has_what_every_answer_has(&document);
    assert_eq!(document.header("cache-control"), Some("no-store"));
    assert!(document.header("content-security-policy").unwrap().contains("script-src 'nonce-"));
    let asset = browser.get("/assets/app-0123456789abcdef.js").await.is(200);
    has_what_every_answer_has(&asset);
    assert_eq!(asset.header("cache-control"), Some("public, max-age=31536000, immutable"));
    for path in ["/nope", "/assets/nope.js", "/staff/", "/apidocs"] {
        let answer = browser.get(path).await.is(404);
        has_what_every_answer_has(&answer);
        assert!(!answer.body.contains("staffroom-session"), "{path} is not the app");
    }
}

/// Another site's question whether it may ask gets no for an answer.
#[tokio::test]
async fn no_other_site_may_ask() {
    let practice = Practice::open().await;
    let browser = practice.stranger();
    let preflight = browser
        .request(Method::OPTIONS, paths::template::STAFF)
        .header("origin", "https://evil.example")
        .header("access-control-request-method", "GET");
    let answer = browser.send(preflight.empty()).await.is(405);
    has_what_every_answer_has(&answer);
}

/// Every answer has an id of the server's own making, and nobody else's text gets into the log by it.
#[tokio::test]
async fn a_request_id_is_the_servers_own() {
    let practice = Practice::open().await;
    let browser = practice.stranger();
    let request =
        browser.request(Method::GET, "/api/v1/session").header("x-request-id", "of my own choosing");
    let answer = browser.send(request.empty()).await.is(401);
    assert_ne!(answer.header("x-request-id"), Some("of my own choosing"));
    let other = browser.session().await;
    assert_ne!(answer.header("x-request-id"), other.header("x-request-id"));
}

/// The document knows whether to ask for a session, so that someone without one is not refused in the console.
#[tokio::test]
async fn the_document_knows_of_the_session() {
    let practice = Practice::open().await;
    let (stranger, camille) = (practice.stranger(), practice.sign_in("camilles").await);
    let open = async |browser: &crate::browser::Browser, site: &str| {
        let request = browser.request(Method::GET, "/staff").header("sec-fetch-site", site);
        browser.send(request.empty()).await.is(200).body
    };
    assert!(open(&stranger, "none").await.contains("content=\"none\""));
    assert!(open(&stranger, "same-origin").await.contains("content=\"none\""));
    assert!(open(&stranger, "cross-site").await.contains("content=\"ask\""));
    assert!(open(&camille, "none").await.contains("content=\"ask\""));
    camille.sign_out().await.is(204);
    assert!(open(&camille, "none").await.contains("content=\"none\""));
}

/// Whoever comes to sign in sees whose page it is, by the name that the practice has now.
#[tokio::test]
async fn the_document_says_whose_it_is() {
    let practice = Practice::open().await;
    let stranger = practice.stranger();
    let says = async |name: &str| {
        let document = stranger.get(paths::page::SIGN_IN).await.is(200);
        let meta = format!("<meta name=staffroom-practice content=\"{name}\">");
        assert!(document.body.contains(&meta), "{}", document.body);
    };
    says("Cedar Hill Family Practice").await;
    practice.rename("\"><script>alert(1)</script> {{SESSION}}").await;
    says("&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62; {{SESSION}}").await;
    practice.watch.set_fault(Some(Fault::Broken));
    says("").await;
}

/// Whoever looks after the machine can ask whether the server lives, and a password manager where one changes a
/// password.
#[tokio::test]
async fn well_known_places_are_there() {
    let practice = Practice::open().await;
    let browser = practice.stranger();
    assert_eq!(browser.get("/healthz").await.is(200).body, "ok");
    let answer = browser.get("/.well-known/change-password").await.is(303);
    assert_eq!(answer.header("location"), Some("/account"));
}
