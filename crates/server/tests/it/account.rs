//! What people do with their own account.

use crate::practice::{HOUR, MINUTE, Practice};
use axum::http::Method;
use staffroom_contract::field::name::CURRENT_PASSWORD;
use staffroom_contract::{FieldProblem, FieldRule, Problem, ProblemCode, paths};
use staffroom_store::NoticeKind;

/// A person sees each place where they are signed in, the one used last first, and none of anybody else's.
#[tokio::test]
async fn people_see_where_they_are_signed_in() {
    let practice = Practice::open().await;
    let desk = practice.sign_in("camilles").await;
    practice.wait(5 * MINUTE);
    let mut phone = practice.stranger();
    let user_agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) Version/18.6 Safari/604.1";
    let body = serde_json::json!({ "username": "camilles", "password": Practice::password_of("camilles") });
    let request = phone.request(Method::POST, paths::template::SESSION).header("user-agent", user_agent);
    let answer = phone.send(request.json(&body)).await.is(200);
    phone.cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
    practice.sign_in("marcusstaff").await;

    let listed = phone.own_sessions().await;
    let [newest, oldest] = &listed[..] else { panic!("{listed:?}") };
    assert_eq!(newest.device.as_deref(), Some("Safari on iPhone"));
    assert!(newest.is_current && !oldest.is_current);
    assert_eq!(newest.opened_at.since(oldest.opened_at), 5 * MINUTE);
    assert!(!format!("{listed:?}").contains(phone.cookie.as_deref().unwrap().split('=').nth(1).unwrap()));
    assert!(desk.own_sessions().await.iter().all(|session| session.is_current == (session.id == oldest.id)));
}

/// One session is ended from another one; nobody ends another person's, not even by its id.
#[tokio::test]
async fn one_session_is_ended_from_another_one() {
    let practice = Practice::open().await;
    let (desk, phone) = (practice.sign_in("camilles").await, practice.sign_in("camilles").await);
    let marcus = practice.sign_in("marcusstaff").await;
    let others = desk.own_sessions().await.into_iter().filter(|session| !session.is_current);
    let id = others.map(|session| session.id).next().unwrap();
    marcus.end_own_session(&id).await.refused_with(ProblemCode::NotFound);
    phone.session().await.is(200);
    desk.end_own_session(&id).await.is(204);
    phone.session().await.refused_with(ProblemCode::SignedOut);
    desk.end_own_session(&id).await.refused_with(ProblemCode::NotFound);
    desk.session().await.is(200);
}

/// All other sessions end at once, and only those.
#[tokio::test]
async fn all_other_sessions_are_ended() {
    let practice = Practice::open().await;
    let desk = practice.sign_in("camilles").await;
    let others = [practice.sign_in("camilles").await, practice.sign_in("camilles").await];
    let marcus = practice.sign_in("marcusstaff").await;
    for _ in 0..2 {
        desk.end_other_sessions().await.is(204);
    }
    for other in others {
        other.session().await.refused_with(ProblemCode::SignedOut);
    }
    desk.session().await.is(200);
    marcus.session().await.is(200);
    let recorded = practice.watch.recorded();
    assert_eq!(recorded.iter().filter(|event| event.event == "other_sessions_ended").count(), 1);
}

/// An administrator signs a person out everywhere who may do no more than they, with their password fresh; the person
/// may come back.
#[tokio::test]
async fn an_administrator_signs_people_out() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let (camille, glenn) = (practice.sign_in("camilles").await, practice.sign_in("btgadmin").await);
    assert_eq!(morgan.detail("camilles").await.open_sessions, 1);
    morgan.end_staff_sessions("btgadmin").await.refused_with(ProblemCode::OutranksYou);
    glenn.session().await.is(200);
    morgan.end_staff_sessions("morganm").await.refused_with(ProblemCode::Yourself);
    morgan.end_staff_sessions("camilles").await.is(204);
    camille.session().await.refused_with(ProblemCode::SignedOut);
    assert_eq!(morgan.detail("camilles").await.open_sessions, 0);
    practice.sign_in("camilles").await;

    practice.wait(6 * MINUTE);
    morgan.end_staff_sessions("camilles").await.refused_with(ProblemCode::ReauthRequired);
    practice.wait(HOUR);
    morgan.end_staff_sessions("camilles").await.refused_with(ProblemCode::SignedOut);
}

const NEW: &str = "a password of my own";

/// Whoever knows their password gets another one: their session goes on under a new id, all others end with every
/// link, and they are told once.
#[tokio::test]
async fn people_change_their_password() {
    let practice = Practice::open().await;
    let old = Practice::password_of("camilles");
    let link = practice.sign_in("morganm").await.send_link("camilles").await;
    let mut desk = practice.sign_in("camilles").await;
    let (phone, with_old_cookie) = (practice.sign_in("camilles").await, desk.clone());
    desk.change_password(&old, NEW).await.is(204);
    desk.session().await.is(200);
    for gone in [phone, with_old_cookie] {
        gone.session().await.refused_with(ProblemCode::SignedOut);
    }
    let mut stranger = practice.stranger();
    stranger.complete(&link, "yet another one of mine").await.refused_with(ProblemCode::ResetOutdated);
    stranger.sign_in("camilles", &old).await.refused_with(ProblemCode::WrongCredentials);
    practice.wait(HOUR);
    stranger.sign_in("camilles", NEW).await.is(200);

    let [notice] = &practice.notices().await[..] else { panic!("not one notice") };
    assert_eq!(notice.kind, NoticeKind::OwnPasswordChanged);
    let code = practice.freeze_code_of(notice).await;
    practice.stranger().freeze(&code).await.is(204);
    stranger.session().await.refused_with(ProblemCode::SignedOut);
}

/// A session left open is not enough, and a password is judged like any other; neither changes or tells anything.
#[tokio::test]
async fn a_password_is_not_changed_without_the_current_one() {
    let practice = Practice::open().await;
    let old = Practice::password_of("camilles");
    let mut desk = practice.sign_in("camilles").await;
    let so_far = practice.watch.recorded().len();
    for easy in ["fourteen chars", "cedar hill family practice"] {
        desk.change_password(&old, easy).await.refused_with(ProblemCode::InvalidFields);
    }
    assert_eq!(practice.watch.recorded().len(), so_far);
    let answer = desk.change_password("the password of marcusstaff", NEW).await;
    let problem: Problem = answer.refused_with(ProblemCode::InvalidFields).json();
    assert_eq!(problem.fields, [FieldProblem::new(CURRENT_PASSWORD, FieldRule::WrongPassword)]);
    let event = practice.watch.recorded().pop().unwrap();
    assert_eq!((event.event, event.refused_as), ("own_password_changed", Some("wrong_credentials")));
    assert_eq!(practice.notices().await, []);
    practice.wait(HOUR / 12);
    practice.stranger().sign_in("camilles", &old).await.is(200);
}
