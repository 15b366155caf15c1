use super::*;
use crate::mail::message::tests::sample;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use tower::ServiceExt;

async fn get_from(mailbox: &Mailbox, path: &str) -> (StatusCode, HeaderMap, String) {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let response = routes(mailbox.clone()).oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (head.status, head.headers, String::from_utf8(bytes.to_vec()).unwrap())
}

fn mailbox_with(mails: &[OutgoingMail]) -> Mailbox {
    let mailbox = Mailbox::default();
    for mail in mails {
        mailbox.put(mail);
    }
    mailbox
}

/// An empty mailbox says that it is empty, and not nothing.
#[tokio::test]
async fn an_empty_mailbox_says_so() {
    let (status, headers, html) = get_from(&Mailbox::default(), PATH).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers[CACHE_CONTROL], "no-store");
    assert!(html.contains("No mail yet."));
}

/// Each mail is shown whole, the newest first, with its link to be followed.
#[tokio::test]
async fn mails_are_shown_whole_the_newest_first() {
    let newer = OutgoingMail { id: "m2".to_owned(), subject: "Another".to_owned(), ..sample() };
    let (_, _, html) = get_from(&mailbox_with(&[sample(), newer]), PATH).await;
    let link = sample().text.lines().nth(2).unwrap().to_owned();
    assert!(html.contains(&format!("<a href=\"{link}\">{link}</a>")), "{html}");
    assert!(html.contains("<bdi>Camille Nurse</bdi> &lt;cnurse@email.xyz&gt;"));
    assert!(html.contains("Wednesday, November 18, 2026 at 6:06 AM EST"));
    assert!(html.find("Another").unwrap() < html.find("Reset your password").unwrap());
}

/// What stands in a mail is text on the page, and its HTML is kept in a frame that runs nothing.
#[tokio::test]
async fn a_mail_cannot_reach_out_of_its_frame() {
    let evil = OutgoingMail {
        subject: "<script>alert(1)</script>".to_owned(),
        to_name: "\"><img src=x>".to_owned(),
        text: "javascript:alert(1)\nhttp://x\" onclick=\"y".to_owned(),
        html: "<html><head></head><script>alert(1)</script></html>".to_owned(),
        ..sample()
    };
    let mailbox = mailbox_with(&[evil]);
    let (_, headers, html) = get_from(&mailbox, PATH).await;
    let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'self';"), "{policy}");
    for forbidden in ["<script", "<img", "javascript:alert(1)</a>", "onclick=\""] {
        assert!(!html.contains(forbidden), "{forbidden} in {html}");
    }
    let (status, headers, _) = get_from(&mailbox, "/mailbox/1/html").await;
    assert_eq!(status, StatusCode::OK);
    let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("default-src 'none';"), "{policy}");
    assert!(policy.contains("sandbox allow-popups allow-top-navigation-by-user-activation"));
    assert_eq!(headers[X_FRAME_OPTIONS], "SAMEORIGIN");
}

/// The link in a mail's HTML can be followed too: it leaves the frame.
#[tokio::test]
async fn links_leave_the_frame() {
    let mail = OutgoingMail { html: "<html><head></head><body>Hello</body></html>".to_owned(), ..sample() };
    let (_, _, html) = get_from(&mailbox_with(&[mail]), "/mailbox/1/html").await;
    assert!(html.contains("<base target=\"_top\">"));
}

#[tokio::test]
async fn a_mail_that_is_not_there_is_not_found() {
    for path in ["/mailbox/1/html", "/mailbox/x/html", "/mailbox/99999999999999999999/html"] {
        let (status, ..) = get_from(&Mailbox::default(), path).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{path}");
    }
}
