//! Links that somebody asks for without signing in.

use crate::answer::Answer;
use crate::practice::{HOUR, MINUTE, Practice, app};
use crate::watched_store::Fault;
use serde_json::json;
use staffroom_contract::password_reset::PasswordResetState;
use staffroom_contract::{FieldProblem, FieldRule, PasswordReset, ProblemCode, StaffId, SystemRole, paths};
use staffroom_server::forgotten_password::see_to_wishes;
use staffroom_server::http;
use staffroom_server::link_code::LinkKey;
use std::time::{Duration, Instant};
use tokio::sync::watch;

const NEW_PASSWORD: &str = "a password of my own";

async fn newest_link(practice: &Practice, username: &str) -> Option<PasswordReset> {
    practice.sign_in("morganm").await.detail(username).await.password_reset
}

/// Has the server see to everybody who asked, and send the mails; how many those are.
async fn mailed(practice: &Practice) -> usize {
    practice.see_to_wishes().await;
    let mails = practice.queued_mails().await;
    practice.deliver_mail().await;
    mails
}

/// What an answer says, but for the request's own id.
fn said(answer: Answer) -> (u16, String, Vec<String>) {
    let names = answer.headers.keys().map(ToString::to_string).collect();
    (answer.status, answer.body, names)
}

/// Whoever has forgotten their password gets a link by their username or their email, however they type it, and
/// sets a new one. Nobody's name stands on the link.
#[tokio::test]
async fn a_link_comes_by_username_or_email() {
    let practice = Practice::open().await;
    for login in ["camilles", " CAMILLES ", "camilles@email.xyz", "Camilles@Email.XYZ"] {
        practice.wait(HOUR);
        practice.stranger().forgot_password(login).await.is(202);
        practice.see_to_wishes().await;
        let link = newest_link(&practice, "camilles").await.unwrap();
        assert_eq!((link.sent_to.as_str(), link.requested_by.as_deref()), ("camilles@email.xyz", None));
        let code = practice.code_of(&link).await;
        practice.stranger().complete(&code, NEW_PASSWORD).await.is(204);
    }
    practice.stranger().sign_in("camilles", NEW_PASSWORD).await.is(200);
}

/// A wish is seen to as it comes, until the server stops.
#[tokio::test]
async fn a_wish_is_seen_to_as_it_comes() {
    let practice = Practice::open().await;
    let (stop, stopped) = watch::channel(false);
    let job = tokio::spawn(see_to_wishes(practice.context.clone(), stopped));
    practice.stranger().forgot_password("camilles").await.is(202);
    practice.context.mail_queued.notified().await;
    assert_eq!(practice.queued_mails().await, 1);
    stop.send(true).unwrap();
    job.await.unwrap();
}

/// To ask changes nothing: the password and the sessions that one has keep working.
#[tokio::test]
async fn asking_changes_nothing() {
    let practice = Practice::open().await;
    let desk = practice.sign_in("camilles").await;
    practice.stranger().forgot_password("camilles").await.is(202);
    practice.see_to_wishes().await;
    desk.session().await.is(200);
    practice.sign_in("camilles").await;
}

/// The answer is the same whether there is such a person, they are inactive, have no email address, or have had
/// enough mails; only who can be sent a link is sent one.
#[tokio::test]
async fn the_answer_says_nothing_of_anybody() {
    let practice = Practice::open().await;
    practice.hire_without_email("nomail").await;
    practice.invite("pending").await;
    practice.sign_in("morganm").await.deactivate("marcusstaff").await.is(200);
    let ask = async |login: &str| said(practice.stranger().forgot_password(login).await);
    let known = ask("camilles").await;
    assert_eq!((known.0, known.1.as_str()), (202, ""));
    for login in ["nobody", "nobody@email.xyz", "marcusstaff", "nomail", "pending", "\u{0}", "camilles"] {
        assert_eq!(ask(login).await, known, "{login}");
    }
    // Whoever asks before their mail has left gets that one; and before it stands the notice of the deactivation.
    assert_eq!(mailed(&practice).await, 1 + 1);
    for mails in [1, 1, 0] {
        assert_eq!(ask("camilles").await, known);
        assert_eq!(mailed(&practice).await, mails);
    }
    assert_eq!(ask("camilles").await, known);
}

/// The answer takes as long for somebody who exists as for nobody, even while the database is busy.
#[tokio::test]
async fn the_time_says_nothing_of_anybody() {
    let practice = Practice::open().await;
    for fault in [None, Some(Fault::BusyWriting)] {
        practice.watch.set_fault(fault);
        let mut times = [Vec::new(), Vec::new()];
        for number in 0..60_u8 {
            let logins = ["camilles", "nobody"];
            for (login, times) in logins.iter().zip(&mut times) {
                let browser = practice.stranger().at([192, 0, 2, number]);
                let begin = Instant::now();
                browser.forgot_password(login).await.is(202);
                times.push(begin.elapsed());
            }
        }
        let [known, unknown] = times.map(|mut times| {
            times.sort_unstable();
            times[times.len() / 2]
        });
        assert!(known.abs_diff(unknown) < Duration::from_millis(10), "{known:?} {unknown:?}");
        practice.see_to_wishes().await;
    }
}

/// A mailbox is not flooded, and an administrator can send a link all the same.
#[tokio::test]
async fn a_person_gets_three_an_hour_and_an_administrators_besides() {
    let practice = Practice::open().await;
    let ask = async || {
        practice.stranger().forgot_password("camilles").await.is(202);
        mailed(&practice).await
    };
    for mails in [1, 1, 1, 0, 0] {
        assert_eq!(ask().await, mails);
    }
    practice.sign_in("morganm").await.reset("camilles").await.is(202);
    practice.deliver_mail().await;
    assert_eq!(ask().await, 0);
    practice.wait(HOUR);
    for mails in [1, 1, 1, 0] {
        assert_eq!(ask().await, mails);
    }
}

/// Whoever asks gets the link again that an administrator sent: it stays what it is, and as short as it was made.
#[tokio::test]
async fn a_live_link_is_sent_again() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let path = paths::staff_password_reset(&StaffId::new("camilles"));
    let sent: PasswordReset = morgan.post(&path, &json!({ "valid_for_hours": 1 })).await.is(202).json();
    let ask = async || {
        practice.stranger().forgot_password("camilles").await.is(202);
        mailed(&practice).await
    };
    assert_eq!(ask().await, 1, "the administrator's, which has not left yet");
    assert_eq!(ask().await, 1);
    let again = practice.watch.recorded().pop().unwrap();
    assert_eq!((again.event, again.subject), ("password_reset_requested", Some(StaffId::new("camilles"))));
    assert!(again.details.contains(&format!("\"password_reset_id\":\"{}\"", sent.id)), "{}", again.details);
    let link = newest_link(&practice, "camilles").await.unwrap();
    assert_eq!((&link.id, link.expires_at), (&sent.id, sent.expires_at));
    let code = practice.code_of(&sent).await;
    practice.stranger().inspect(&code).await.is(200);

    // Once it has run out, a new one is valid for as long as the practice wants.
    practice.wait(HOUR);
    assert_eq!(ask().await, 1);
    let link = newest_link(&practice, "camilles").await.unwrap();
    assert_ne!(link.id, sent.id);
    assert_eq!(link.expires_at.since(link.requested_at), 72 * HOUR);
}

/// A mail that was given up is made good by the next one, and the link shows that.
#[tokio::test]
async fn a_mail_that_was_given_up_is_sent_again() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.reset("camilles").await.is(202);
    practice.give_up_mails().await;
    let state = async || newest_link(&practice, "camilles").await.unwrap().state;
    assert_eq!(state().await, PasswordResetState::Failed);
    practice.stranger().forgot_password("camilles").await.is(202);
    practice.see_to_wishes().await;
    assert_eq!(state().await, PasswordResetState::Queued);
    practice.deliver_mail().await;
    assert_eq!(state().await, PasswordResetState::Sent);
}

/// With another key than the link was made with, its mail could not be written: a new one takes its place.
#[tokio::test]
async fn a_link_of_another_key_is_not_sent_again() {
    let mut practice = Practice::open().await;
    practice.sign_in("morganm").await.reset("camilles").await.is(202);
    practice.deliver_mail().await;
    let old = newest_link(&practice, "camilles").await.unwrap();
    practice.context.link_key = LinkKey::new([8; 32]);
    practice.router = http::router(practice.context.clone(), app());
    practice.stranger().forgot_password("camilles").await.is(202);
    assert_eq!(mailed(&practice).await, 1);
    assert_ne!(newest_link(&practice, "camilles").await.unwrap().id, old.id);
}

/// Nobody has the whole staff mailed: a hundred an hour in all.
#[tokio::test]
async fn a_hundred_links_an_hour_are_asked_for_in_all() {
    let practice = Practice::open().await;
    for number in 0..101_u8 {
        let username = format!("hire-{number}");
        practice.hire(&username, SystemRole::Staff).await;
        practice.stranger().at([192, 0, 2, number]).forgot_password(&username).await.is(202);
    }
    practice.see_to_wishes().await;
    assert_eq!(practice.queued_mails().await, 100);
}

/// One address asks only so often; another is not concerned.
#[tokio::test]
async fn an_address_asks_only_so_often() {
    let practice = Practice::open().await;
    for number in 0..20 {
        practice.stranger().forgot_password(&format!("guess-{number}")).await.is(202);
    }
    let answer = practice.stranger().forgot_password("camilles").await.is(429);
    assert_eq!(answer.header("retry-after"), Some("30"));
    practice.stranger().at([192, 0, 2, 2]).forgot_password("camilles").await.is(202);
    practice.wait(MINUTE);
    practice.stranger().forgot_password("camilles").await.is(202);
}

/// What cannot be anybody's name is refused by its form alone.
#[tokio::test]
async fn only_the_form_is_judged() {
    let practice = Practice::open().await;
    let stranger = practice.stranger();
    let refused = [FieldProblem::new("login", FieldRule::Required)];
    stranger.forgot_password("  ").await.refuses(&refused);
    let refused = [FieldProblem::with_limit("login", FieldRule::TooLong, 254)];
    stranger.forgot_password(&"x".repeat(255)).await.refuses(&refused);
    let body = json!({ "login": "camilles", "email": "me@evil.example" });
    stranger.post(paths::template::PASSWORD_RESET_REQUEST, &body).await.is(422);
    practice.see_to_wishes().await;
    assert_eq!(practice.queued_mails().await, 0);
}

/// While too many wait, one is asked to come back, and then is heard.
#[tokio::test]
async fn a_full_queue_asks_to_come_back() {
    let practice = Practice::open().await;
    let ask = async |number: u16| {
        let [high, low] = number.to_be_bytes();
        practice.stranger().at([198, 18, high, low]).forgot_password("nobody").await
    };
    for number in 0..256 {
        ask(number).await.is(202);
    }
    let answer = ask(256).await.is(503).refused_with(ProblemCode::Unavailable);
    assert_eq!(answer.header("retry-after"), Some("1"));
    practice.see_to_wishes().await;
    ask(257).await.is(202);
}

/// A link that was asked for stands in the record, by nobody and from where it came; a name that is nobody's does not,
/// since it may well be a password in the wrong field.
#[tokio::test]
async fn what_was_asked_for_is_recorded() {
    let practice = Practice::open().await;
    for login in ["camilles", "my secret password"] {
        practice.stranger().forgot_password(login).await.is(202);
    }
    practice.see_to_wishes().await;
    let recorded = practice.watch.recorded();
    let [act] = recorded.as_slice() else { panic!("{} acts", recorded.len()) };
    assert_eq!(act.event, "password_reset_requested");
    assert_eq!((&act.actor, act.subject.as_ref().unwrap().as_str()), (&None, "camilles"));
    assert_eq!(act.address.as_deref(), Some("192.0.2.1"));
    assert!(act.request_id.is_some());
}
