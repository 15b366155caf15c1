//! What the log says of requests, and what it never says.

use crate::practice::Practice;
use serde_json::json;
use std::io::Write;
use std::sync::{Arc, LazyLock, Mutex};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;

/// The log of all tests together. It is one, because a subscriber of one thread's own misses what another
/// thread has met without it.
static LOG: LazyLock<Log> = LazyLock::new(|| {
    let log = Log::default();
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .init();
    log
});

/// Begins to log, if nobody has.
pub(crate) fn begin() {
    LazyLock::force(&LOG);
}

/// All that was logged so far.
pub(crate) fn text() -> String {
    LOG.text()
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Each request is one line with its id, and nothing in the log, however talkative, opens an account or names
/// whom somebody was looking for.
#[tokio::test]
async fn the_log_names_requests_and_no_secrets() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    let listed = morgan.list("?search=word-to-look-for").await.is(200);
    morgan.get("/api/v1/word-in-a-path").await.is(404);
    let holder = practice.stranger();
    holder.get(&format!("/reset-password?code={}", code.expose())).await.is(200);
    holder.inspect(&code).await.is(200);
    holder.estimate_with(&code, "half a password and").await.is(200);
    morgan.estimate("half a password too").await.is(200);
    morgan.estimate(&"half a password too".repeat(900)).await.is(413);
    holder.complete(&code, "too-short-one").await.is(422);
    holder.complete(&code, "a password for no log").await.is(204);
    holder.complete(&code, "a password for no log").await.is(410);

    let change = morgan.change_email("camilles", "camille@home.example").await.is(202).json();
    let (confirmation, objection) = practice.codes_of(&change).await;
    holder.object_to_email_change(&objection).await.is(204);
    holder.confirm_email(&confirmation).await.is(410);
    morgan.set_pin("camilles", &json!({ "pin": "8207" })).await.is(200);
    morgan.reveal_pin("camilles").await.is(200);

    let text = LOG.text();
    let id = listed.header("x-request-id").unwrap();
    let mut answers = text.lines().filter(|line| line.contains(id) && line.contains("status="));
    let line = answers.next().unwrap();
    for part in ["INFO", "method=GET", "path=\"/api/v1/staff\"", "status=200"] {
        assert!(line.contains(part), "{line}");
    }
    assert_eq!(answers.next(), None);
    let cookie = morgan.cookie.as_deref().and_then(|cookie| cookie.split_once('=')).unwrap().1;
    let password = Practice::password_of("morganm");
    for secret in [
        code.expose(),
        confirmation.expose(),
        objection.expose(),
        "camille@home",
        // The four digits alone may be part of any number.
        "\"8207\"",
        "=8207",
        cookie,
        &password,
        "too-short-one",
        "half a password",
        "a password for no log",
        "word-to-look-for",
        "word-in-a-path",
        "camilles",
        "email.xyz",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
}
