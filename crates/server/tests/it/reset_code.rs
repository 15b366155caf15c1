//! The code of a link: nothing can be read from it, nothing else stands in its place, and it is kept nowhere.

use crate::browser::Browser;
use crate::practice::{HOUR, MINUTE, ORIGIN, Practice};
use axum::http::{Method, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use staffroom_contract::{LinkPurpose, PasswordReset, ProblemCode, Secret, SystemRole, paths};
use staffroom_server::mail::OutgoingMail;
use staffroom_server::mail::mailbox::Mailbox;
use staffroom_server::mail::worker::Worker;
use std::collections::BTreeSet;
use std::sync::Arc;

const NEW_PASSWORD: &str = "a password of my own";

/// Sends every mail that waits; the newest comes first.
async fn mails(practice: &Practice) -> Vec<OutgoingMail> {
    let mailbox = Mailbox::default();
    let from = "no-reply@cedarhill.example".parse().unwrap();
    let worker = Worker::new(practice.context.clone(), Arc::new(mailbox.clone()), from);
    while worker.send_one().await.unwrap() {}
    mailbox.mails().into_iter().map(|kept| kept.mail).collect()
}

/// The addresses in a text.
fn links(text: &str) -> Vec<&str> {
    text.split_whitespace().filter(|word| word.contains("://")).collect()
}

/// Whether the person can sign in with the password that they had from the beginning.
async fn is_unchanged(practice: &Practice, username: &str) -> bool {
    practice.wait(MINUTE);
    let password = Practice::password_of(username);
    practice.stranger().sign_in(username, &password).await.status == 200
}

/// A thousand codes are all different from the first characters on, 256 bits each, and name neither their link nor
/// their person.
#[tokio::test]
async fn a_thousand_codes_have_nothing_in_common() {
    let practice = Practice::open().await;
    for number in 0..10 {
        practice.hire(&format!("hire-{number}"), SystemRole::Staff).await;
    }
    let (mut codes, mut beginnings, mut ends) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for _ in 0..34 {
        practice.wait(HOUR + 1);
        let morgan = practice.sign_in("morganm").await;
        for number in 0..30 {
            let username = format!("hire-{}", number % 10);
            let reset: PasswordReset = morgan.reset(&username).await.is(202).json();
            let code = practice.code_of(&reset).await.expose().to_owned();
            assert_eq!(URL_SAFE_NO_PAD.decode(&code).unwrap().len(), 32, "{code}");
            assert!(!code.contains(reset.id.as_str()) && !code.contains(&username), "{code}");
            beginnings.insert(code[..8].to_owned());
            ends.insert(code[35..].to_owned());
            codes.insert(code);
        }
    }
    assert_eq!((codes.len(), beginnings.len(), ends.len()), (1020, 1020, 1020));
}

/// The link in a mail is the configured address, the page, and the code in the fragment; nothing in it says whose it
/// is.
#[tokio::test]
async fn a_link_is_an_address_and_a_code() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let mails = mails(&practice).await;
    let [mail] = mails.as_slice() else { panic!("{} mails", mails.len()) };
    let page = format!("{ORIGIN}/reset-password");
    let link = format!("{page}#{}", code.expose());
    assert_eq!(links(&mail.text), [link.as_str(), page.as_str()]);
    assert!(mail.html.contains(&link));
    assert_eq!(mail.to, "camilles@email.xyz");
    assert!(!mail.subject.contains(code.expose()));
}

/// Whatever a request says of the address that it was sent to, the mail leads to the configured one.
#[tokio::test]
async fn no_request_bends_the_link_in_the_mail() {
    let practice = Practice::open().await;
    let path = paths::template::STAFF_PASSWORD_RESET.replace("{id}", "camilles");
    let page = [ORIGIN, paths::page::RESET_PASSWORD].concat();
    for (name, value) in [
        (":authority", "evil.example"),
        ("host", "evil.example"),
        ("host", "staff.cedarhill.example@evil.example"),
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-server", "evil.example"),
        ("x-forwarded-proto", "http"),
        ("x-original-url", "https://evil.example/reset-password"),
        ("x-rewrite-url", "https://evil.example/reset-password"),
        ("forwarded", "host=evil.example;proto=http"),
        ("referer", "https://evil.example/"),
    ] {
        practice.wait(HOUR);
        let morgan = practice.sign_in("morganm").await;
        let mut request = morgan.request(Method::POST, &path).json(&json!({}));
        if name == ":authority" {
            *request.uri_mut() = format!("http://{value}{path}").parse().unwrap();
        } else {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let reset: PasswordReset = morgan.send(request).await.is(202).json();
        let link = format!("{page}#{}", practice.code_of(&reset).await.expose());
        let mails = mails(&practice).await;
        let [mail] = mails.as_slice() else { panic!("{} mails with {name}", mails.len()) };
        assert_eq!(links(&mail.text), [link.as_str(), page.as_str()], "{name}");
        assert!(mail.html.contains(&link) && !mail.html.contains("evil"), "{name}");
    }
}

/// Neither a code nor what it is made of can be read from the files of the database, nor from what administrators are
/// told: not while its mail waits, not once it is sent, opened, replaced, taken back or used.
#[tokio::test]
async fn a_code_is_kept_nowhere() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let holder = practice.stranger();
    let mut codes = vec![morgan.send_link("camilles").await];
    assert_nowhere(&practice, &morgan, &codes).await;
    mails(&practice).await;
    holder.inspect(&codes[0]).await.is(200);
    assert_nowhere(&practice, &morgan, &codes).await;
    codes.push(morgan.send_link("camilles").await);
    morgan.revoke("camilles").await.is(204);
    codes.push(morgan.send_link("marcusstaff").await);
    holder.complete(&codes[2], NEW_PASSWORD).await.is(204);
    assert_nowhere(&practice, &morgan, &codes).await;
}

async fn assert_nowhere(practice: &Practice, morgan: &Browser, codes: &[Secret]) {
    let bytes = practice.bytes_on_disk();
    let told = [
        morgan.person("camilles").await.is(200).body,
        morgan.person("marcusstaff").await.is(200).body,
        morgan.list("").await.is(200).body,
        morgan.get(paths::template::AUDIT_EVENTS).await.is(200).body,
        morgan.export_audit_log("").await.is(200).body,
    ];
    for code in codes {
        let raw = URL_SAFE_NO_PAD.decode(code.expose()).unwrap();
        let digits = raw.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
        let hex: String = digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect();
        for form in [code.expose().as_bytes(), &raw, hex.as_bytes(), hex.to_uppercase().as_bytes()] {
            assert!(!bytes.windows(form.len()).any(|window| window == form));
        }
        assert!(told.iter().all(|body| !body.contains(code.expose())));
    }
}

/// A code of one kind is worth nothing in the place of another kind: neither resets nor invitations nor sessions.
#[tokio::test]
async fn a_code_is_good_for_one_thing() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let reset = morgan.send_link("camilles").await;
    let invitation = practice.invite("invited").await;
    let session = Secret::new(morgan.cookie.as_deref().unwrap().split_once('=').unwrap().1);
    let stranger = practice.stranger();
    for (purpose, code) in [
        (LinkPurpose::Invitation, &reset),
        (LinkPurpose::PasswordReset, &invitation),
        (LinkPurpose::PasswordReset, &session),
        (LinkPurpose::Invitation, &session),
    ] {
        stranger.inspect_as(purpose, code).await.refused_with(ProblemCode::ResetUnknown);
        let answer = stranger.complete_as(purpose, code, NEW_PASSWORD).await;
        answer.refused_with(ProblemCode::ResetUnknown);
    }
    for code in [&reset, &invitation] {
        let mut browser = practice.stranger();
        browser.cookie = Some(format!("__Host-sid={}", code.expose()));
        browser.session().await.refused_with(ProblemCode::SignedOut);
        browser.list("").await.refused_with(ProblemCode::SignedOut);
    }
    morgan.session().await.is(200);
    stranger.complete(&reset, NEW_PASSWORD).await.is(204);
    stranger.complete_as(LinkPurpose::Invitation, &invitation, NEW_PASSWORD).await.is(204);
}

/// Only the code in the body sets a password: looking at a link first, being signed in or having the code anywhere
/// else does not.
#[tokio::test]
async fn only_a_code_in_the_body_counts() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let camille = practice.sign_in("camilles").await;
    let code = morgan.send_link("camilles").await;
    camille.inspect(&code).await.is(200);
    let complete = paths::template::PASSWORD_RESET_COMPLETE;
    let body = json!({ "purpose": LinkPurpose::PasswordReset, "password": NEW_PASSWORD });
    camille.post(complete, &body).await.is(422);
    camille.post(&format!("{complete}?code={}", code.expose()), &body).await.is(422);
    let elsewhere = camille
        .request(Method::POST, complete)
        .header("x-code", code.expose())
        .header(header::AUTHORIZATION, format!("Bearer {}", code.expose()));
    camille.send(elsewhere.json(&body)).await.is(422);
    let empty = json!({ "purpose": LinkPurpose::PasswordReset, "code": "", "password": NEW_PASSWORD });
    camille.post(complete, &empty).await.refused_with(ProblemCode::ResetUnknown);
    assert!(is_unchanged(&practice, "camilles").await);
}

/// Whose password is set follows from the code, whomever the request names besides and whoever sends it.
#[tokio::test]
async fn the_code_alone_says_whose_password_is_set() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    let complete = paths::template::PASSWORD_RESET_COMPLETE;
    let body = json!({ "purpose": LinkPurpose::PasswordReset, "code": code, "password": NEW_PASSWORD });
    for member in ["staff_id", "user_id", "id", "username", "email"] {
        let mut named = body.clone();
        named[member] = json!("morganm");
        morgan.post(complete, &named).await.is(422);
    }
    let request = morgan
        .request(Method::POST, &format!("{complete}?staff_id=morganm&username=morganm"))
        .header("x-staff-id", "morganm");
    morgan.send(request.json(&body)).await.is(204);
    assert!(is_unchanged(&practice, "morganm").await);
    assert!(!is_unchanged(&practice, "camilles").await);
    practice.wait(MINUTE);
    practice.stranger().sign_in("camilles", NEW_PASSWORD).await.is(200);
}
