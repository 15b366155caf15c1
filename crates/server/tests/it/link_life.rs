//! The life of a link from its holder's side: what opens it, what spends it, what it dies of.

use crate::practice::{HOUR, MINUTE, Practice};
use serde_json::json;
use staffroom_contract::password_reset::PasswordResetState;
use staffroom_contract::{
    LinkPurpose, PasswordResetLink, ProblemCode, Secret, Staff, StaffStatus, UnixSeconds, paths,
};

const NEW_PASSWORD: &str = "a password of my own";

/// A link sets a new password: the old one is void, every session has ended, and nobody is signed in by it.
#[tokio::test]
async fn a_link_sets_a_new_password() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let (desk, phone) = (practice.sign_in("camilles").await, practice.sign_in("camilles").await);
    let code = morgan.send_link("camilles").await;
    desk.session().await.is(200);

    let holder = practice.stranger();
    let link: PasswordResetLink = holder.inspect(&code).await.is(200).json();
    assert_eq!(link.username, "camilles");
    assert_eq!(link.practice_name, "Cedar Hill Family Practice");
    assert_eq!(link.expires_at, UnixSeconds(1_763_900_000 + 72 * HOUR));
    let answer = holder.complete(&code, NEW_PASSWORD).await.is(204);
    assert_eq!((answer.header("set-cookie"), answer.body.as_str()), (None, ""));

    desk.session().await.refused_with(ProblemCode::SignedOut);
    phone.session().await.refused_with(ProblemCode::SignedOut);
    holder.session().await.refused_with(ProblemCode::SignedOut);
    let mut browser = practice.stranger();
    let old = Practice::password_of("camilles");
    browser.sign_in("camilles", &old).await.refused_with(ProblemCode::WrongCredentials);
    practice.wait(1);
    browser.sign_in("camilles", NEW_PASSWORD).await.is(200);
    let reset = morgan.detail("camilles").await.password_reset.unwrap();
    assert_eq!(reset.state, PasswordResetState::Used);
    morgan.session().await.is(200);
}

/// Until then nothing is different for its owner.
#[tokio::test]
async fn a_link_alone_changes_nothing() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let camille = practice.sign_in("camilles").await;
    morgan.send_link("camilles").await;
    camille.session().await.is(200);
    practice.sign_in("camilles").await;
}

/// Mail scanners open links, run their scripts and press whatever they find. The link still lives.
#[tokio::test]
async fn opening_a_link_spends_nothing() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let scanner = practice.stranger();
    for _ in 0..20 {
        scanner.get(paths::page::RESET_PASSWORD).await.is(200);
        scanner.inspect(&code).await.is(200);
        scanner.complete(&code, "").await.is(422);
        scanner.complete(&code, "too short").await.is(422);
        scanner.get(paths::template::PASSWORD_RESET_COMPLETE).await.is(405);
    }
    practice.stranger().complete(&code, NEW_PASSWORD).await.is(204);
}

/// A link works once. Whoever presses again learns that it was used.
#[tokio::test]
async fn a_link_works_once() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let holder = practice.stranger();
    holder.complete(&code, NEW_PASSWORD).await.is(204);
    holder.complete(&code, "another password").await.refused_with(ProblemCode::ResetUsed);
    holder.inspect(&code).await.refused_with(ProblemCode::ResetUsed);
    practice.stranger().sign_in("camilles", NEW_PASSWORD).await.is(200);
}

/// Of fifty who press at once with fifty passwords, one wins, and only that one's password is set.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_fifty_wins() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let password = |number: usize| format!("the password of try {number}");
    let tries: Vec<_> = (0..50)
        .map(|number| {
            let (browser, code) = (practice.stranger(), code.clone());
            tokio::spawn(async move { browser.complete(&code, &password(number)).await })
        })
        .collect();
    let mut winners = Vec::new();
    for (number, one) in tries.into_iter().enumerate() {
        let answer = one.await.unwrap();
        if answer.status == 204 {
            winners.push(number);
        } else {
            answer.refused_with(ProblemCode::ResetUsed);
        }
    }
    assert_eq!(winners.len(), 1);
    for number in 0..50 {
        practice.wait(MINUTE);
        let status = if winners.contains(&number) { 200 } else { 401 };
        practice.stranger().sign_in("camilles", &password(number)).await.is(status);
    }
}

/// The promise is 72 hours: not a second less, not a second more.
#[tokio::test]
async fn a_link_lasts_seventy_two_hours() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let (one, other) = (morgan.send_link("camilles").await, morgan.send_link("marcusstaff").await);
    practice.wait(72 * HOUR - 1);
    let holder = practice.stranger();
    holder.inspect(&one).await.is(200);
    holder.complete(&other, NEW_PASSWORD).await.is(204);
    practice.wait(1);
    holder.inspect(&one).await.refused_with(ProblemCode::ResetExpired);
    holder.complete(&one, NEW_PASSWORD).await.refused_with(ProblemCode::ResetExpired);
    let reset = practice.sign_in("morganm").await.detail("camilles").await.password_reset.unwrap();
    assert_eq!((reset.state, reset.ended_at), (PasswordResetState::Expired, None));
}

/// There is one live link per person: a newer one takes the older one's place.
#[tokio::test]
async fn a_newer_link_replaces_the_older() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let (older, newer) = (morgan.send_link("camilles").await, morgan.send_link("camilles").await);
    let holder = practice.stranger();
    holder.inspect(&older).await.refused_with(ProblemCode::ResetReplaced);
    holder.complete(&older, NEW_PASSWORD).await.refused_with(ProblemCode::ResetReplaced);
    holder.complete(&newer, NEW_PASSWORD).await.is(204);
    holder.complete(&older, NEW_PASSWORD).await.refused_with(ProblemCode::ResetReplaced);
}

/// Deactivating kills the link for good; it does not come back with the person.
#[tokio::test]
async fn a_link_dies_with_its_persons_access() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    morgan.deactivate("camilles").await.is(200);
    let holder = practice.stranger();
    holder.inspect(&code).await.refused_with(ProblemCode::ResetInactive);
    holder.complete(&code, NEW_PASSWORD).await.refused_with(ProblemCode::ResetInactive);
    morgan.reactivate("camilles").await.is(200);
    holder.complete(&code, NEW_PASSWORD).await.refused_with(ProblemCode::ResetRevoked);
    practice.accept_invitation("camilles").await;
    holder.complete(&code, NEW_PASSWORD).await.refused_with(ProblemCode::ResetRevoked);
    practice.sign_in("camilles").await;
}

/// What is no code opens nothing and says nothing of anybody.
#[tokio::test]
async fn what_is_no_code_is_unknown() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let (cut, turned) = (&code.expose()[1..], code.expose().chars().rev().collect::<String>());
    let holder = practice.stranger();
    for wrong in ["", "hello", cut, &turned, &format!("{} ", code.expose()), &"x".repeat(10_000)] {
        let wrong = Secret::new(wrong);
        holder.inspect(&wrong).await.refused_with(ProblemCode::ResetUnknown);
        let answer = holder.complete(&wrong, NEW_PASSWORD).await.refused_with(ProblemCode::ResetUnknown);
        assert!(!answer.body.contains("camille"));
    }
    holder.complete(&code, NEW_PASSWORD).await.is(204);
}

/// The code is the only key: no person, no cookie and no other kind of code stands in for it.
#[tokio::test]
async fn only_the_code_opens() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    let complete = paths::template::PASSWORD_RESET_COMPLETE;
    let purpose = LinkPurpose::PasswordReset;
    morgan.post(complete, &json!({ "purpose": purpose, "password": NEW_PASSWORD })).await.is(422);
    let with_person = json!({
        "purpose": purpose, "code": code, "password": NEW_PASSWORD, "staff_id": "morganm",
    });
    morgan.post(complete, &with_person).await.is(422);
    let cookie = morgan.cookie.clone().unwrap();
    let session = Secret::new(cookie.split_once('=').unwrap().1);
    morgan.complete(&session, NEW_PASSWORD).await.refused_with(ProblemCode::ResetUnknown);
    let mut browser = practice.stranger();
    browser.cookie = Some(format!("__Host-sid={}", code.expose()));
    browser.session().await.refused_with(ProblemCode::SignedOut);
    let invitation = LinkPurpose::Invitation;
    morgan.complete_as(invitation, &code, NEW_PASSWORD).await.refused_with(ProblemCode::ResetUnknown);
    practice.sign_in("morganm").await;
    practice.sign_in("camilles").await;
}

/// Whoever is invited chooses their first password and may then sign in; the invitation works once.
#[tokio::test]
async fn an_invitation_makes_an_account_active() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = practice.invite("invited").await;
    let holder = practice.stranger();
    let invitation = LinkPurpose::Invitation;
    holder.inspect(&code).await.refused_with(ProblemCode::ResetUnknown);
    let link: PasswordResetLink = holder.inspect_as(invitation, &code).await.is(200).json();
    assert_eq!(link.username, "invited");
    holder.complete_as(invitation, &code, NEW_PASSWORD).await.is(204);
    holder.complete_as(invitation, &code, NEW_PASSWORD).await.refused_with(ProblemCode::ResetUsed);
    practice.stranger().sign_in("invited", NEW_PASSWORD).await.is(200);
    let staff: Staff = morgan.detail("invited").await.staff;
    assert_eq!(staff.summary.status, StaffStatus::Active);
}

/// Somebody who was invited and is then not wanted any more cannot come in by the invitation.
#[tokio::test]
async fn an_invitation_dies_with_the_account() {
    let practice = Practice::open().await;
    let code = practice.invite("invited").await;
    practice.sign_in("morganm").await.deactivate("invited").await.is(200);
    let answer = practice.stranger().complete_as(LinkPurpose::Invitation, &code, NEW_PASSWORD).await;
    answer.refused_with(ProblemCode::ResetInactive);
}

/// Neither the code nor the password is anywhere on disk, so that whoever gets the database gets nothing.
#[tokio::test]
async fn the_database_holds_no_code() {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    practice.wait(MINUTE);
    practice.stranger().inspect(&code).await.is(200);
    practice.stranger().complete(&code, NEW_PASSWORD).await.is(204);
    let bytes = practice.bytes_on_disk();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("camilles@email.xyz") && !holds(code.expose()) && !holds(NEW_PASSWORD));
}
