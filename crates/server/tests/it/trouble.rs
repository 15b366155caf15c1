//! Bad input and trouble: each has its answer, and none of them leaves anything half done.

use crate::browser::Draft;
use crate::practice::{HOUR, Practice};
use crate::watched_store::Fault;
use axum::Router;
use axum::http::{Method, header};
use axum::routing::{get, post};
use serde_json::json;
use staffroom_contract::{FieldProblem, FieldRule, ProblemCode, Secret, paths};
use std::time::Duration;

const CAMILLE: &str = "/api/v1/staff/camilles";

/// What is not there is not there, whoever asks and however, and never the app in disguise.
#[tokio::test]
async fn unknown_paths_under_api_are_problems() {
    let practice = Practice::open().await;
    for browser in [practice.stranger(), practice.sign_in("morganm").await] {
        for path in [
            "/api",
            "/api/",
            "/api/v1",
            "/api/v1/nope",
            "/api/v1/staff/",
            "/api/v1/staff/camilles/",
            "/api/v1/staff/camilles/password",
            "/api/v1/session/x.css",
            "/api/v2/staff",
            "/api/v1//staff",
        ] {
            browser.get(path).await.refused_with(ProblemCode::NotFound);
            browser.post(path, &json!({})).await.refused_with(ProblemCode::NotFound);
        }
    }
}

/// A known path says which methods it takes.
#[tokio::test]
async fn other_methods_are_named() {
    let practice = Practice::open().await;
    let stranger = practice.stranger();
    for (method, path, allow) in [
        (Method::PUT, paths::template::SESSION, "POST,GET,HEAD,DELETE"),
        (Method::DELETE, paths::template::STAFF, "GET,HEAD,POST"),
        (Method::PUT, CAMILLE, "GET,HEAD,PATCH"),
        (Method::TRACE, CAMILLE, "GET,HEAD,PATCH"),
        (Method::GET, "/api/v1/staff/camilles/deactivate", "POST"),
        (Method::GET, "/api/v1/staff/camilles/password-reset", "POST,DELETE"),
        (Method::OPTIONS, paths::template::PASSWORD_RESET_COMPLETE, "POST"),
        (Method::POST, paths::OPENAPI, "GET,HEAD"),
    ] {
        let answer = stranger.send(stranger.request(method.clone(), path).empty()).await;
        let answer = answer.refused_with(ProblemCode::MethodNotAllowed);
        assert_eq!(answer.header("allow"), Some(allow), "{method} {path}");
    }
    for path in ["/staff", "/sign-in", "/assets/app-0123456789abcdef.js"] {
        let answer = stranger.post(path, &json!({})).await.is(405);
        assert_eq!(answer.header("allow"), Some("GET,HEAD"), "{path}");
    }
}

/// A path that is nothing is nothing by any method.
#[tokio::test]
async fn a_path_that_is_nothing_takes_no_method() {
    let practice = Practice::open().await;
    let stranger = practice.stranger();
    for method in [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
        for path in ["/nope", "/staff/", "/staff/42/nope", "/apidocs"] {
            let answer = stranger.send(stranger.request(method.clone(), path).empty()).await.is(404);
            assert_eq!(answer.header("allow"), None, "{method} {path}");
            assert!(answer.body.contains("There is no page here"), "{method} {path}");
        }
    }
}

/// Looking without reading does nothing.
#[tokio::test]
async fn a_head_request_has_no_body() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for path in [CAMILLE, paths::template::SESSION, "/staff"] {
        let answer = morgan.send(morgan.request(Method::HEAD, path).empty()).await.is(200);
        assert_eq!(answer.body, "", "{path}");
    }
    let stranger = practice.stranger();
    stranger.send(stranger.request(Method::HEAD, CAMILLE).empty()).await.is(401);
}

/// A body that is not what it should be is refused by what is wrong with it, and nothing is saved.
#[tokio::test]
async fn a_body_that_cannot_be_read_is_refused() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let draft = || -> Draft { morgan.request(Method::PATCH, CAMILLE).header("if-match", "\"1\"") };
    let json = || draft().header(header::CONTENT_TYPE, "application/json");
    let good = "{\"first_name\":\"Camilla\"}";
    for (request, code) in [
        (draft().body(good), ProblemCode::NotJson),
        (draft().header(header::CONTENT_TYPE, "text/plain").body(good), ProblemCode::NotJson),
        (draft().header(header::CONTENT_TYPE, "application/jsonp").body(good), ProblemCode::NotJson),
        (draft().header(header::CONTENT_TYPE, "multipart/form-data").body(good), ProblemCode::NotJson),
        (json().body(""), ProblemCode::Malformed),
        (json().body("{"), ProblemCode::Malformed),
        (json().body("{\"first_name\":\"Camilla\"}}"), ProblemCode::Malformed),
        (json().body("{'first_name':'Camilla'}"), ProblemCode::Malformed),
        (json().body(b"{\"first_name\":\"\xff\"}".as_slice()), ProblemCode::Malformed),
        (
            json().body(format!("{{\"first_name\":{}1{}}}", "[".repeat(500), "]".repeat(500))),
            ProblemCode::Malformed,
        ),
        (json().body(" ".repeat(64 * 1024 + 1)), ProblemCode::TooLarge),
    ] {
        morgan.send(request).await.refused_with(code);
    }
    for body in ["[]", "null", "\"Camilla\"", "[\"Camilla\"]"] {
        let refused = FieldProblem::new("", FieldRule::WrongType);
        morgan.send(json().body(body)).await.refuses(&[refused]);
    }
    assert_eq!(morgan.detail("camilles").await.staff.version, 1);
    let with_charset = draft().header(header::CONTENT_TYPE, "Application/JSON; charset=utf-8").body(good);
    morgan.send(with_charset).await.is(200);
}

/// A large body is refused; a larger one still before anybody has to be signed in for it.
#[tokio::test]
async fn a_body_may_be_so_large_and_no_larger() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let padded = |size: usize| format!("{{\"first_name\":\"Camilla\"{}}}", " ".repeat(size - 24));
    let update = |body: String| {
        let draft = morgan.request(Method::PATCH, CAMILLE).header("if-match", "\"1\"");
        draft.header(header::CONTENT_TYPE, "application/json").body(body)
    };
    morgan.send(update(padded(64 * 1024 + 1))).await.refused_with(ProblemCode::TooLarge);
    morgan.send(update(padded(64 * 1024))).await.is(200);

    let mut stranger = practice.stranger();
    stranger.sign_in("camilles", &"x".repeat(16 * 1024)).await.refused_with(ProblemCode::TooLarge);
    let code = Secret::new("x".repeat(16 * 1024));
    stranger.inspect(&code).await.refused_with(ProblemCode::TooLarge);
    stranger.complete(&code, "a password of my own").await.refused_with(ProblemCode::TooLarge);
    let draft = stranger.request(Method::PATCH, CAMILLE).header(header::CONTENT_TYPE, "application/json");
    stranger.send(draft.body(padded(64 * 1024 + 1))).await.refused_with(ProblemCode::SignedOut);
}

/// Somebody whose session ended while they were typing is told so, and nothing is saved.
#[tokio::test]
async fn a_session_that_ended_meanwhile_saves_nothing() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    practice.wait(HOUR);
    let body = json!({ "first_name": "Camilla" });
    morgan.update("camilles", 1, &body).await.refused_with(ProblemCode::SignedOut);
    practice.sign_in("morganm").await.update("camilles", 1, &body).await.is(200);
}

/// While somebody else holds the database, whoever wants to write is asked to come back; reading goes on.
#[tokio::test]
async fn a_busy_database_asks_to_come_back() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    practice.watch.set_fault(Some(Fault::BusyWriting));
    for answer in [
        morgan.update("camilles", 1, &json!({ "first_name": "Camilla" })).await,
        morgan.reset("camilles").await,
        morgan.deactivate("camilles").await,
        practice.stranger().sign_in("camilles", &Practice::password_of("camilles")).await,
        practice.stranger().sign_in("camilles", "a wrong password").await,
    ] {
        let answer = answer.refused_with(ProblemCode::Unavailable);
        assert_eq!(answer.header("retry-after"), Some("1"));
    }
    practice.wait(2 * 60);
    morgan.person("camilles").await.is(200);
    morgan.list("").await.is(200);
}

/// A database that fails is our matter: the answer says nothing of it.
#[tokio::test]
async fn a_broken_database_keeps_itself_to_itself() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    practice.watch.set_fault(Some(Fault::Broken));
    let answer = morgan.list("").await.refused_with(ProblemCode::Internal);
    for word in ["disk", "/var/lib", "database"] {
        assert!(!answer.body.contains(word), "{}", answer.body);
    }
    morgan.get("/staff").await.is(200);
    practice.watch.set_fault(None);
    morgan.list("").await.is(200);
}

/// A handler that panics answers like any other failure, and the server lives.
#[tokio::test]
async fn a_panic_is_one_answer_and_no_end() {
    let mut practice = Practice::open().await;
    let panics = get(async || -> &'static str { panic!("with a secret in it") });
    practice.serve_also(Router::new().route("/api/v1/panic", panics));
    let browser = practice.stranger();
    let answer = browser.get("/api/v1/panic").await.refused_with(ProblemCode::Internal);
    assert!(!answer.body.contains("secret") && !answer.body.contains("panic"));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    browser.session().await.is(401);
}

/// Whoever waits gets an answer, if only that there is none yet.
#[tokio::test]
async fn an_answer_that_takes_too_long_is_given_up() {
    let mut practice = Practice::open().await;
    let sleeps = post(async || tokio::time::sleep(Duration::from_secs(31)).await);
    practice.serve_also(Router::new().route("/api/v1/sleep", sleeps));
    tokio::time::pause();
    let answer = practice.stranger().post_nothing("/api/v1/sleep").await;
    let answer = answer.refused_with(ProblemCode::Unavailable);
    assert_eq!(answer.header("retry-after"), Some("1"));
}

/// A page that the demo adds has the same headers around it as everything else.
#[tokio::test]
async fn pages_besides_the_app_are_served() {
    let mut practice = Practice::open().await;
    practice.serve_also(Router::new().route("/mailbox", get(async || "mails")));
    let answer = practice.stranger().get("/mailbox").await.is(200);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}
