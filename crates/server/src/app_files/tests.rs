use super::*;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_LENGTH};
use http_body_util::BodyExt;

const INDEX_HTML: &str = r#"<meta name="staffroom-session" content="{{SESSION}}">
<meta name="staffroom-practice" content="{{PRACTICE}}">
<script nonce="{{__TRUNK NONCE__}}"></script><link nonce="{{__TRUNK NONCE__}}">
<body data-shell="{{SHELL}}">"#;

const LANDING_HTML: &str = r#"<meta name="staffroom-practice" content="{{PRACTICE}}">
<script nonce="{{__TRUNK NONCE__}}" src=landing></script>"#;

fn app() -> AppFiles {
    AppFiles::from_entries([
        ("index.html", INDEX_HTML.as_bytes()),
        ("landing.html", LANDING_HTML.as_bytes()),
        ("index.html.br", b"x"),
        ("app-0123456789abcdef.js", b"plain"),
        ("app-0123456789abcdef.js.br", b"brotli"),
        ("app-0123456789abcdef.js.gz", b"gzip"),
        ("app-0123456789abcdef_bg.wasm", b"\0asm"),
        ("snippets/dep-0123456789abcdef/inline0.js", b"inline"),
        ("staff-form-66af77feb2ffe6a.css", b"form"),
        ("robots.txt", b"robots"),
        ("orphan.css.br", b"orphan"),
    ])
    .unwrap()
}

fn headers<const N: usize>(fields: [(axum::http::HeaderName, &str); N]) -> HeaderMap {
    fields.into_iter().map(|(name, value)| (name, HeaderValue::from_str(value).unwrap())).collect()
}

fn field(response: &Response, name: impl axum::http::header::AsHeaderName) -> &str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn text(response: Response) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A server that was built without the app says so and does not serve an empty page.
#[test]
fn without_its_document_there_is_no_app() {
    let refusal = AppFiles::from_entries([("app.js", b"x")]).err();
    assert_eq!(refusal, Some(NoApp::NotBuilt));
    let refusal = AppFiles::from_entries([("index.html", INDEX_HTML.as_bytes())]).err();
    assert_eq!(refusal, Some(NoApp::NotBuilt));
    let refusal = AppFiles::from_entries([("index.html", b"<body>"), ("landing.html", b"<body>")]).err();
    assert_eq!(refusal, Some(NoApp::NoPlaceholder("{{SESSION}}")));
}

/// Whoever comes from a mail loads a document of its own, with nothing of the signed-in part.
#[tokio::test]
async fn a_landing_page_has_its_own_document() {
    for (path, is_landing) in [
        ("/reset-password", true),
        ("/accept-invitation", true),
        ("/freeze-account", true),
        ("/sign-in", false),
        ("/staff", false),
    ] {
        let html = text(app().document(path, SessionHint::None, "").unwrap()).await;
        assert_eq!(html.contains("src=landing"), is_landing, "{path}");
    }
}

/// A script runs only if it carries the nonce of this very response, and the nonce is never the same twice.
#[tokio::test]
async fn each_document_has_a_nonce_of_its_own() {
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let response = app().document("/staff", SessionHint::Ask, "Cedar Hill").unwrap();
        assert_eq!(field(&response, CACHE_CONTROL), "no-store");
        let policy = field(&response, CONTENT_SECURITY_POLICY).to_owned();
        let html = text(response).await;
        let nonce = html.split("nonce=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        assert_eq!(nonce.len(), 24, "128 bits as base64: {nonce}");
        assert_eq!(html.matches(&nonce).count(), 2);
        assert!(policy.contains(&format!("script-src 'nonce-{nonce}' 'wasm-unsafe-eval';")), "{policy}");
        assert!(!html.contains("{{"), "{html}");
        nonces.push(nonce);
    }
    assert_ne!(nonces[0], nonces[1]);
}

/// Before the app runs, the page has the shape that it will have: the frame for people who are signed in, one
/// card for everybody else and on the pages that need no session.
#[tokio::test]
async fn the_shell_fits_the_page() {
    for (path, session, shell) in [
        ("/staff", SessionHint::Ask, "frame"),
        ("/staff", SessionHint::None, "card"),
        ("/audit-log", SessionHint::Ask, "audit-log"),
        ("/audit-log", SessionHint::None, "card"),
        ("/account", SessionHint::Ask, "account"),
        ("/practice", SessionHint::Ask, "practice"),
        ("/sign-in", SessionHint::Ask, "card"),
    ] {
        let html = text(app().document(path, session, "").unwrap()).await;
        assert!(html.contains(&format!("data-shell=\"{shell}\"")), "{path} {session:?}");
        assert!(
            html.contains(&format!(
                "content=\"{}\"",
                if session == SessionHint::Ask { "ask" } else { "none" }
            ))
        );
    }
}

/// The document says whose it is, and whatever somebody calls their practice is a name and nothing else.
#[tokio::test]
async fn the_practices_name_is_a_text() {
    for (name, written) in [
        ("Cedar Hill Family Practice", "Cedar Hill Family Practice"),
        ("Médecins & Fils", "Médecins &#38; Fils"),
        ("\"><script>alert('x')</script>", "&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;"),
        ("{{SESSION}} {{SHELL}} {{__TRUNK NONCE__}}", "{{SESSION}} {{SHELL}} {{__TRUNK NONCE__}}"),
        ("", ""),
        (&"x".repeat(100_000), &"x".repeat(100_000)),
    ] {
        for path in ["/sign-in", "/reset-password"] {
            let html = text(app().document(path, SessionHint::None, name).unwrap()).await;
            let line = html.lines().find(|line| line.contains("staffroom-practice")).unwrap();
            assert_eq!(line, format!("<meta name=\"staffroom-practice\" content=\"{written}\">"), "{path}");
        }
    }
}

/// Nobody without a session is asked for one, unless the browser kept the cookie back because the link was on
/// another site.
#[test]
fn a_missing_cookie_means_nothing_on_the_way_from_another_site() {
    let from = |site: &str| headers([(axum::http::HeaderName::from_static("sec-fetch-site"), site)]);
    assert_eq!(SessionHint::of(false, &from("none")), SessionHint::None);
    assert_eq!(SessionHint::of(false, &from("same-origin")), SessionHint::None);
    assert_eq!(SessionHint::of(false, &from("cross-site")), SessionHint::Ask);
    assert_eq!(SessionHint::of(false, &HeaderMap::new()), SessionHint::Ask);
    assert_eq!(SessionHint::of(true, &from("none")), SessionHint::Ask);
}

/// A path that is nothing gets a page that says so, and the page's own style is all that its policy lets in.
#[tokio::test]
async fn a_path_that_is_nothing_has_a_page_that_says_so() {
    let response = app().not_found();
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert_eq!(field(&response, CONTENT_TYPE), "text/html; charset=utf-8");
    assert!(field(&response, CONTENT_SECURITY_POLICY).contains("style-src 'sha256-"));
    let html = text(response).await;
    assert!(html.contains("There is no page here"));
    assert!(!html.contains("style=\"") && !html.contains("<script"));
}

/// Browsers get the smallest copy that they can unpack, and are told to ask for it never again.
#[tokio::test]
async fn an_asset_is_served_in_the_best_encoding() {
    for (accept_encoding, encoding, body) in
        [("gzip, br", "br", "brotli"), ("gzip", "gzip", "gzip"), ("identity", "", "plain")]
    {
        let response = app().asset("app-0123456789abcdef.js", &headers([(ACCEPT_ENCODING, accept_encoding)]));
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(field(&response, CONTENT_ENCODING), encoding);
        assert_eq!(field(&response, CONTENT_TYPE), "text/javascript; charset=utf-8");
        assert_eq!(field(&response, CACHE_CONTROL), "public, max-age=31536000, immutable");
        assert_eq!(field(&response, VARY), "accept-encoding");
        assert_eq!(text(response).await, body);
    }
    let response = app().asset("app-0123456789abcdef_bg.wasm", &HeaderMap::new());
    assert_eq!(field(&response, CONTENT_TYPE), "application/wasm");
}

/// A name that stays the same while its content changes is asked for each time.
#[test]
fn only_names_that_change_with_their_content_are_kept_for_good() {
    let cache_control = |name: &str| field(&app().asset(name, &HeaderMap::new()), CACHE_CONTROL).to_owned();
    assert_eq!(cache_control("robots.txt"), "no-cache");
    assert!(cache_control("app-0123456789abcdef_bg.wasm").contains("immutable"));
    assert!(cache_control("staff-form-66af77feb2ffe6a.css").contains("immutable"));
    assert!(cache_control("snippets/dep-0123456789abcdef/inline0.js").contains("immutable"));
}

/// A copy that is still good is not sent again; one in another encoding is another copy.
#[test]
fn a_fresh_copy_is_not_sent_again() {
    let name = "app-0123456789abcdef.js";
    let etag = field(&app().asset(name, &headers([(ACCEPT_ENCODING, "br")])), ETAG).to_owned();
    for (accept_encoding, if_none_match, status) in [
        ("br", etag.clone(), StatusCode::NOT_MODIFIED),
        ("br", format!("\"other\", W/{etag}"), StatusCode::NOT_MODIFIED),
        ("br", "*".to_owned(), StatusCode::NOT_MODIFIED),
        ("gzip", etag.clone(), StatusCode::OK),
        ("br", "\"other\"".to_owned(), StatusCode::OK),
    ] {
        let response = app()
            .asset(name, &headers([(ACCEPT_ENCODING, accept_encoding), (IF_NONE_MATCH, &if_none_match)]));
        assert_eq!(response.status(), status, "{accept_encoding} {if_none_match}");
        assert_eq!(field(&response, VARY), "accept-encoding");
        if status == StatusCode::NOT_MODIFIED {
            assert_eq!(field(&response, ETAG), etag);
            assert_eq!(field(&response, CONTENT_LENGTH), "");
        }
    }
}

/// What is no asset is 404 in plain text, never the app; the document and the packed files are no assets.
#[tokio::test]
async fn what_is_no_asset_is_not_found() {
    for name in [
        "",
        "nope.js",
        "index.html",
        "landing.html",
        "app-0123456789abcdef.js.br",
        "orphan.css",
        "../Cargo.toml",
    ] {
        let response = app().asset(name, &HeaderMap::new());
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
        assert_eq!(field(&response, CONTENT_TYPE), "text/plain; charset=utf-8");
        assert_eq!(field(&response, CACHE_CONTROL), "no-store");
    }
}
