//! The demo's mailbox in the browser: every mail that was sent, whole, the newest first.

use super::TIME_ZONE;
use crate::mail::OutgoingMail;
use crate::mail::mailbox::{KeptMail, Mailbox};
use crate::mail::words::deadline;
use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

/// Where the mailbox is.
pub(super) const PATH: &str = "/mailbox";

/// What the page itself may do: show its style, and frame the mails' own HTML.
const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none'; \
                           form-action 'none'; frame-ancestors 'none'";
/// What a mail's HTML may do, in the frame as out of it: look as it likes, and lead to where its link leads.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; \
                           frame-ancestors 'self'; sandbox allow-popups \
                           allow-top-navigation-by-user-activation";

#[derive(Template)]
#[template(path = "demo/mailbox.html")]
struct Page {
    mails: Vec<ShownMail>,
}

/// A mail as the page shows it.
struct ShownMail {
    number: usize,
    date: String,
    mail: OutgoingMail,
}

impl ShownMail {
    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.mail.text.lines().map(|text| Line { text, is_link: is_link(text) })
    }
}

struct Line<'a> {
    text: &'a str,
    is_link: bool,
}

fn is_link(line: &str) -> bool {
    let is_web = line.starts_with("http://") || line.starts_with("https://");
    is_web && !line.contains(char::is_whitespace)
}

/// The mailbox's page, its style sheet, and the HTML of each mail.
pub(super) fn routes(mailbox: Mailbox) -> Router {
    Router::new()
        .route(PATH, get(page))
        .route("/mailbox/style.css", get(style))
        .route("/mailbox/{number}/html", get(html_part))
        .with_state(mailbox)
}

async fn page(State(mailbox): State<Mailbox>) -> Response {
    let shown = |KeptMail { number, mail }| ShownMail { number, date: deadline(mail.date, TIME_ZONE), mail };
    let page = Page { mails: mailbox.mails().into_iter().map(shown).collect() };
    match page.render() {
        Ok(html) => answer("text/html; charset=utf-8", PAGE_POLICY, "DENY", html),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn style() -> Response {
    answer("text/css; charset=utf-8", PAGE_POLICY, "DENY", include_str!("mailbox.css"))
}

async fn html_part(State(mailbox): State<Mailbox>, Path(number): Path<String>) -> Response {
    match number.parse().ok().and_then(|number| mailbox.mail(number)) {
        Some(mail) => answer("text/html; charset=utf-8", MAIL_POLICY, "SAMEORIGIN", out_of_frame(&mail.html)),
        None => (StatusCode::NOT_FOUND, "There is no such mail.\n").into_response(),
    }
}

/// The mail's HTML with its links leading out of the frame, since the pages that they lead to cannot be framed.
fn out_of_frame(html: &str) -> String {
    html.replacen("<head>", "<head>\n<base target=\"_top\">", 1)
}

fn answer(
    content_type: &'static str,
    policy: &'static str,
    framing: &'static str,
    body: impl IntoResponse,
) -> Response {
    let headers = [
        (CONTENT_TYPE, content_type),
        (CONTENT_SECURITY_POLICY, policy),
        (X_FRAME_OPTIONS, framing),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-store"),
    ];
    (headers, body).into_response()
}

#[cfg(test)]
mod tests;
