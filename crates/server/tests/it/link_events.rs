//! What an administrator sees of a link's life, and of mail that does not leave.

use crate::practice::{HOUR, MINUTE, Practice};
use serde_json::json;
use staffroom_contract::field::name;
use staffroom_contract::password_reset::PasswordResetState;
use staffroom_contract::{
    EmailChange, FieldProblem, FieldRule, MailFailure, MailTrouble, PasswordReset, ProblemCode, StaffId,
    StaffPage, UnixSeconds, paths,
};

const START: UnixSeconds = UnixSeconds(1_763_900_000);
const NEW_PASSWORD: &str = "a password of my own";

async fn send(practice: &Practice, hours: u32) -> crate::answer::Answer {
    let morgan = practice.sign_in("morganm").await;
    let path = paths::staff_password_reset(&StaffId::new("camilles"));
    morgan.post(&path, &json!({ "valid_for_hours": hours })).await
}

/// Whoever looks at a person sees what became of their links, and who had a hand in it; the newest first.
#[tokio::test]
async fn a_link_tells_its_life() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    morgan.reset("camilles").await.is(202);
    practice.wait(MINUTE);
    glenn.reset("camilles").await.is(202);
    practice.wait(MINUTE);
    morgan.revoke("camilles").await.is(204);
    let code = morgan.send_link("camilles").await;
    practice.stranger().complete(&code, NEW_PASSWORD).await.is(204);

    let detail = morgan.detail("camilles").await;
    let used = detail.password_reset.unwrap();
    assert_eq!((used.state, used.ended_by), (PasswordResetState::Used, None));
    let life =
        |link: &PasswordReset| (link.state, link.requested_by.clone(), link.ended_by.clone(), link.ended_at);
    let earlier: Vec<_> = detail.earlier_password_resets.iter().map(life).collect();
    let (morgan, glenn) = ("Morgan Manager".to_owned(), "Glenn Breaker".to_owned());
    assert_eq!(
        earlier,
        [
            (
                PasswordResetState::Revoked,
                Some(glenn.clone()),
                Some(morgan.clone()),
                Some(START.plus(2 * MINUTE))
            ),
            (PasswordResetState::Replaced, Some(morgan), Some(glenn), Some(START.plus(MINUTE))),
        ]
    );
}

/// A link that ended with something else was revoked by nobody: it says what ended it, when, and who if anybody did.
#[tokio::test]
async fn a_link_that_nobody_revoked_says_what_ended_it() {
    let practice = Practice::open().await;
    let mut camille = practice.sign_in("camilles").await;
    let morgan = practice.sign_in("morganm").await;
    let newest = async || {
        let link = morgan.detail("camilles").await.password_reset.unwrap();
        (link.state, link.ended_at, link.ended_by)
    };
    morgan.reset("camilles").await.is(202);
    practice.wait(MINUTE);
    camille.change_password(&Practice::password_of("camilles"), NEW_PASSWORD).await.is(204);
    assert_eq!(newest().await, (PasswordResetState::PasswordChanged, Some(START.plus(MINUTE)), None));

    morgan.reset("camilles").await.is(202);
    let change: EmailChange = morgan.change_email("camilles", "camille@home.example").await.is(202).json();
    practice.stranger().confirm_email(&practice.codes_of(&change).await.0).await.is(204);
    assert_eq!(newest().await, (PasswordResetState::EmailChanged, Some(START.plus(MINUTE)), None));

    morgan.reset("camilles").await.is(202);
    morgan.deactivate("camilles").await.is(200);
    let by = Some("Morgan Manager".to_owned());
    assert_eq!(newest().await, (PasswordResetState::Deactivated, Some(START.plus(MINUTE)), by));
}

/// The history is short: five links before the newest.
#[tokio::test]
async fn a_history_has_five_links() {
    let practice = Practice::open().await;
    for _ in 0..8 {
        practice.wait(HOUR);
        practice.sign_in("morganm").await.reset("camilles").await.is(202);
    }
    let morgan = practice.sign_in("morganm").await;
    assert_eq!(morgan.detail("camilles").await.earlier_password_resets.len(), 5);
}

/// A link can be made valid for less than the practice allows, and for no other time than there is to choose.
#[tokio::test]
async fn a_link_can_be_valid_for_less() {
    let practice = Practice::open().await;
    for hours in [1, 24, 72] {
        let reset: PasswordReset = send(&practice, hours).await.is(202).json();
        assert_eq!(reset.expires_at.since(reset.requested_at), i64::from(hours) * HOUR);
    }
    practice.wait(HOUR);
    for hours in [0, 2, 71, 73, 720] {
        let problem = FieldProblem::new(name::VALID_FOR_HOURS, FieldRule::NotAChoice);
        send(&practice, hours).await.refuses(&[problem]);
    }
    practice.allow_links_for(24 * HOUR).await;
    send(&practice, 24).await.is(202);
    send(&practice, 72).await.is(422);
    let morgan = practice.sign_in("morganm").await;
    let reset: PasswordReset = morgan.reset("camilles").await.is(202).json();
    assert_eq!(reset.expires_at.since(reset.requested_at), 24 * HOUR);
}

/// A key that was used for a link of an hour does not stand for one of a day.
#[tokio::test]
async fn another_validity_is_another_request() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let path = paths::staff_password_reset(&StaffId::new("camilles"));
    let send = async |hours: u32| {
        let request = morgan.request(axum::http::Method::POST, &path).header("idempotency-key", "one");
        morgan.send(request.json(&json!({ "valid_for_hours": hours }))).await
    };
    let first: PasswordReset = send(1).await.is(202).json();
    assert_eq!(send(1).await.is(202).json::<PasswordReset>().id, first.id);
    send(24).await.refused_with(ProblemCode::IdempotencyKeyReused);
}

/// Administrators learn that mail does not leave once that has lasted for five minutes, and for as long as it lasts.
#[tokio::test]
async fn mail_that_does_not_leave_is_shown() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let trouble = async || morgan.list("").await.is(200).json::<StaffPage>().mail_trouble;
    morgan.reset("camilles").await.is(202);
    practice.fail_mail("unreachable").await;
    practice.wait(5 * MINUTE - 1);
    assert_eq!(trouble().await, None);
    let waiting = morgan.detail("camilles").await.password_reset.unwrap();
    assert_eq!(
        (waiting.state, waiting.mail_failure),
        (PasswordResetState::Queued, Some(MailFailure::Unreachable))
    );

    practice.wait(1);
    let expected = Some(MailTrouble { reason: MailFailure::Unreachable, since: START });
    assert_eq!(trouble().await, expected);
    assert_eq!(morgan.detail("marcusstaff").await.mail_trouble, expected);

    practice.deliver_mail().await;
    assert_eq!(trouble().await, None);
    let sent = morgan.detail("camilles").await.password_reset.unwrap();
    assert_eq!((sent.state, sent.mail_failure), (PasswordResetState::Sent, None));
}
