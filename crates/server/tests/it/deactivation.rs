//! Taking access away: what it ends, on a day to come, handing over, and taking it back.

use crate::practice::{HOUR, Practice};
use serde_json::{Value, json};
use staffroom_contract::password_reset::PasswordResetState;
use staffroom_contract::{
    FieldProblem, FieldRule, LinkPurpose, ProblemCode, Staff, StaffId, StaffStatus, SystemRole,
};
use staffroom_server::http;

const DAY: i64 = 24 * HOUR;

/// Two days on from when the tests' practice opens, 2025-11-23 in New York.
const IN_TWO_DAYS: &str = "2025-11-25";

async fn status_of(practice: &Practice, username: &str) -> StaffStatus {
    practice.sign_in("morganm").await.detail(username).await.staff.summary.status
}

fn last_details(practice: &Practice) -> Value {
    serde_json::from_str(&practice.watch.recorded().last().unwrap().details).unwrap()
}

/// What deactivating would end is known before it is done.
#[tokio::test]
async fn what_it_ends_is_known_beforehand() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let before = morgan.deactivation("camilles").await;
    assert_eq!((before.open_sessions, before.has_live_link, before.is_primary_provider_of), (0, false, 0));
    let _hers = practice.sign_in("camilles").await;
    morgan.send_link("camilles").await;
    let now = morgan.deactivation("camilles").await;
    assert_eq!((now.open_sessions, now.has_live_link), (1, true));
    assert!(morgan.deactivation("hannah").await.is_primary_provider_of > 0);
}

/// Nothing changes until the day has come; then it happens by itself, and is recorded as done by whoever asked.
#[tokio::test]
async fn it_happens_on_its_day() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let hers = practice.sign_in("camilles").await;
    let body = json!({ "on": IN_TWO_DAYS, "reason": "moves away" });
    let staff: Staff = morgan.deactivate_with("camilles", &body).await.is(200).json();
    assert_eq!(staff.summary.status, StaffStatus::Active);
    let scheduled = morgan.deactivation("camilles").await.scheduled.unwrap();
    assert_eq!(
        (scheduled.reason.as_deref(), scheduled.requested_by.as_str()),
        (Some("moves away"), "Morgan Manager")
    );
    assert_eq!(morgan.detail("camilles").await.deactivation_due_at, Some(scheduled.due_at));

    practice.wait(scheduled.due_at.since(practice.context.clock.now()) - 1);
    http::carry_out_due_deactivations(&practice.context).await;
    assert_eq!(status_of(&practice, "camilles").await, StaffStatus::Active);
    practice.wait(1);
    http::carry_out_due_deactivations(&practice.context).await;
    assert_eq!(status_of(&practice, "camilles").await, StaffStatus::Inactive);
    hers.session().await.refused_with(ProblemCode::SignedOut);
    let recorded = practice.watch.recorded();
    let act = recorded.iter().rev().find(|act| act.event == "staff_deactivated").unwrap();
    assert_eq!(act.actor.as_ref().map(staffroom_contract::StaffId::as_str), Some("morganm"));
    assert_eq!(act.refused_as, None);
}

/// What is to come can be taken back, and a newer wish takes the place of an older one.
#[tokio::test]
async fn what_is_to_come_can_be_taken_back() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.cancel_deactivation("camilles").await.refused_with(ProblemCode::NotScheduled);
    morgan.deactivate_with("camilles", &json!({ "on": IN_TWO_DAYS })).await.is(200);
    morgan.deactivate_with("camilles", &json!({ "on": "2025-12-24" })).await.is(200);
    morgan.cancel_deactivation("camilles").await.is(204);
    practice.wait(40 * DAY);
    http::carry_out_due_deactivations(&practice.context).await;
    assert_eq!(status_of(&practice, "camilles").await, StaffStatus::Active);
}

/// Today, the past, far ahead and what is no day are refused at the field, and nothing is kept.
#[tokio::test]
async fn only_a_day_to_come_can_be_chosen() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for on in ["2025-11-23", "2020-01-01", "2027-01-01", "2025-02-30", "tomorrow"] {
        let answer = morgan.deactivate_with("camilles", &json!({ "on": on })).await;
        answer.refuses(&[FieldProblem::new("on", FieldRule::NotADayToCome)]);
    }
    assert_eq!(morgan.deactivation("camilles").await.scheduled, None);
}

/// Whoever may not do it any more when the day comes does not do it: it is refused, recorded, and does not come again.
#[tokio::test]
async fn whether_it_may_be_done_is_asked_again_on_the_day() {
    let practice = Practice::open().await;
    practice.hire("relief", SystemRole::OfficeManager).await;
    let relief = practice.sign_in("relief").await;
    relief.deactivate_with("camilles", &json!({ "on": IN_TWO_DAYS })).await.is(200);
    practice.sign_in("morganm").await.deactivate("relief").await.is(200);
    practice.wait(3 * DAY);
    http::carry_out_due_deactivations(&practice.context).await;
    assert_eq!(status_of(&practice, "camilles").await, StaffStatus::Active);
    let recorded = practice.watch.recorded();
    let act = recorded.iter().rev().find(|act| act.refused_as.is_some()).unwrap();
    assert_eq!((act.event, act.refused_as), ("staff_deactivated", Some("forbidden")));
    assert_eq!(practice.sign_in("morganm").await.deactivation("camilles").await.scheduled, None);
}

/// Nobody is left without a primary provider who leaves: another one takes over, and is shown at each of them.
#[tokio::test]
async fn another_provider_takes_over() {
    let practice = Practice::open().await;
    practice.hire("ines", SystemRole::Provider).await;
    let morgan = practice.sign_in("morganm").await;
    for somebody in ["camilles", "hannah", "nobody"] {
        let answer = morgan.deactivate_with("hannah", &json!({ "hand_over_to": somebody })).await;
        answer.refuses(&[FieldProblem::new("hand_over_to", FieldRule::NotAProvider)]);
    }
    morgan.deactivate_with("hannah", &json!({ "hand_over_to": "ines" })).await.is(200);
    let provider = morgan.detail("camilles").await.staff.summary.primary_provider.unwrap();
    assert_eq!(provider.id.as_str(), "ines");
    assert_eq!(morgan.deactivation("hannah").await.is_primary_provider_of, 0);

    morgan.undo_deactivation("hannah").await.is(200);
    let provider = morgan.detail("camilles").await.staff.summary.primary_provider.unwrap();
    assert_eq!(provider.id.as_str(), "hannah");
}

/// A slip is undone within a minute, by whoever made it: the password stands, what ended stays ended.
#[tokio::test]
async fn a_slip_is_undone_within_a_minute() {
    let practice = Practice::open().await;
    practice.hire("relief", SystemRole::OfficeManager).await;
    let (morgan, relief) = (practice.sign_in("morganm").await, practice.sign_in("relief").await);
    let hers = practice.sign_in("camilles").await;
    morgan.undo_deactivation("camilles").await.refused_with(ProblemCode::TooLateToUndo);
    morgan.deactivate("camilles").await.is(200);
    relief.undo_deactivation("camilles").await.refused_with(ProblemCode::TooLateToUndo);
    practice.wait(60);
    let staff: Staff = morgan.undo_deactivation("camilles").await.is(200).json();
    assert_eq!(staff.summary.status, StaffStatus::Active);
    hers.session().await.refused_with(ProblemCode::SignedOut);
    practice.sign_in("camilles").await.session().await.is(200);
    morgan.undo_deactivation("camilles").await.refused_with(ProblemCode::TooLateToUndo);

    morgan.deactivate("camilles").await.is(200);
    practice.wait(61);
    morgan.undo_deactivation("camilles").await.refused_with(ProblemCode::TooLateToUndo);
}

/// Whoever was deactivated by a slip before they had accepted their invitation has it as before: the same code, until
/// the same time. One that ran out stays so, and reset links do.
#[tokio::test]
async fn an_invitation_is_given_back_with_the_account() {
    let practice = Practice::open().await;
    let code = practice.invite("invited").await;
    let morgan = practice.sign_in("morganm").await;
    let before = morgan.detail("invited").await.invitation;
    morgan.deactivate("invited").await.is(200);
    practice
        .stranger()
        .inspect_as(LinkPurpose::Invitation, &code)
        .await
        .refused_with(ProblemCode::ResetInactive);
    practice.wait(60);
    let staff: Staff = morgan.undo_deactivation("invited").await.is(200).json();
    assert_eq!(staff.summary.status, StaffStatus::Pending);
    assert_eq!(morgan.detail("invited").await.invitation, before);
    assert_eq!(last_details(&practice)["password_reset_id"], "invitation-of-invited");
    let password = Practice::password_of("invited");
    practice.stranger().complete_as(LinkPurpose::Invitation, &code, &password).await.is(204);

    let reset = morgan.send_link("camilles").await;
    morgan.deactivate("camilles").await.is(200);
    morgan.undo_deactivation("camilles").await.is(200);
    practice.stranger().inspect(&reset).await.refused_with(ProblemCode::ResetRevoked);

    let code = practice.invite("late").await;
    practice.wait(72 * HOUR - 30);
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate("late").await.is(200);
    practice.wait(30);
    morgan.undo_deactivation("late").await.is(200);
    let invitation = morgan.detail("late").await.invitation.unwrap();
    assert_eq!(invitation.state, PasswordResetState::Deactivated);
    practice
        .stranger()
        .inspect_as(LinkPurpose::Invitation, &code)
        .await
        .refused_with(ProblemCode::ResetRevoked);
}

/// An invitation whose mail was due while the account was inactive goes out once that is undone.
#[tokio::test]
async fn the_mail_of_an_invitation_is_given_back_too() {
    let practice = Practice::open().await;
    practice.invite("invited").await;
    let morgan = practice.sign_in("morganm").await;
    morgan.invite_again(&StaffId::new("invited")).await.is(202);
    morgan.deactivate("invited").await.is(200);
    practice.send_mail().await;
    morgan.undo_deactivation("invited").await.is(200);
    let code = practice.invitation_code_of(&StaffId::new("invited")).await;
    let mails = practice.send_mail().await;
    assert_eq!(mails.iter().filter(|mail| mail.text.contains(code.expose())).count(), 1);
    let invitation = morgan.detail("invited").await.invitation.unwrap();
    assert_eq!((invitation.state, invitation.mail_failure), (PasswordResetState::Sent, None));
}

/// The reason stands in the log, where whoever asks later finds it.
#[tokio::test]
async fn the_reason_stands_in_the_log() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate_with("camilles", &json!({ "reason": "  moves away " })).await.is(200);
    assert_eq!(last_details(&practice)["reason"], "moves away");
    let long = "a".repeat(101);
    morgan
        .deactivate_with("marcusstaff", &json!({ "reason": long }))
        .await
        .refuses(&[FieldProblem::with_limit("reason", FieldRule::TooLong, 100)]);
}
