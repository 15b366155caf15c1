//! Another email address for a person: asked for, confirmed from the new address, and in force.

use crate::browser::Browser;
use crate::practice::{HOUR, Practice};
use serde_json::json;
use staffroom_contract::{
    EmailChange, FieldProblem, FieldRule, LinkPurpose, OwnEmail, ProblemCode, Secret, StaffId, StaffStatus,
};
use staffroom_store::NoticeKind;

const OLD: &str = "camilles@email.xyz";
const NEW: &str = "camille@home.example";

/// A practice in which Morgan has asked for another address for Camille: the codes of both mails.
async fn with_change() -> (Practice, Browser, EmailChange, (Secret, Secret)) {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let change: EmailChange = morgan.change_email("camilles", NEW).await.is(202).json();
    let codes = practice.codes_of(&change).await;
    (practice, morgan, change, codes)
}

async fn email_of(browser: &Browser, username: &str) -> Option<String> {
    browser.detail(username).await.staff.summary.email
}

/// Nothing changes before the owner of the new address has confirmed it; then it is in force, and everybody whom it
/// concerns is told.
#[tokio::test]
async fn an_address_is_in_force_once_it_is_confirmed() {
    let (practice, morgan, change, (code, _)) = with_change().await;
    assert_eq!(change.expires_at.since(change.requested_at), 72 * HOUR);
    assert_eq!(practice.email_change_mails().await, [(change.id.clone(), true), (change.id.clone(), false)]);
    assert_eq!(email_of(&morgan, "camilles").await.as_deref(), Some(OLD));
    assert_eq!(morgan.detail("camilles").await.email_change, Some(change.clone()));
    practice.deliver_mail().await;

    practice.stranger().confirm_email(&code).await.is(204);
    let detail = morgan.detail("camilles").await;
    assert_eq!(detail.staff.summary.email.as_deref(), Some(NEW));
    assert_eq!((detail.email_change, detail.staff.version), (None, 2));
    let notices = practice.notices().await;
    let told: Vec<_> = notices.iter().map(|notice| (notice.kind, notice.sent_to.as_str())).collect();
    assert_eq!(told, [(NoticeKind::EmailChangeConfirmed, OLD), (NoticeKind::EmailChangeConfirmed, NEW)]);
    assert!(notices[0].freeze_link_id.is_some() && notices[1].freeze_link_id.is_none());
    let row = morgan.audit_log("?event=email_change_confirmed").await.items.remove(0);
    assert_eq!((row.actor, row.subject.unwrap().id), (None, StaffId::new("camilles")));
    let [changed] = &row.changes[..] else { panic!("{:?}", row.changes) };
    assert_eq!((changed.old.as_deref(), changed.new.as_deref()), (Some(OLD), Some(NEW)));
}

/// Whoever takes an address and then resets the password gets nothing: until it is confirmed, links go to the old
/// address, and a link that went there is dead once it is.
#[tokio::test]
async fn no_link_goes_to_an_address_before_it_is_confirmed() {
    let (practice, morgan, _, (code, _)) = with_change().await;
    let reset: staffroom_contract::PasswordReset = morgan.reset("camilles").await.is(202).json();
    assert_eq!(reset.sent_to, OLD);
    let link = practice.code_of(&reset).await;
    practice.stranger().inspect(&link).await.is(200);

    practice.stranger().confirm_email(&code).await.is(204);
    practice.stranger().inspect(&link).await.refused_with(ProblemCode::ResetOutdated);
    practice
        .stranger()
        .complete(&link, "a password of my own")
        .await
        .refused_with(ProblemCode::ResetOutdated);
    let reset: staffroom_contract::PasswordReset = morgan.reset("camilles").await.is(202).json();
    assert_eq!(reset.sent_to, NEW);
}

/// The address that is asked for is one that mail can be sent to, another one, and nobody else's in whatever case; who
/// has it is said to those who see the staff table.
#[tokio::test]
async fn an_address_must_be_free_and_well_formed() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let refusal = |rule| [FieldProblem::new("new_email", rule)];
    for (email, rule) in [
        ("", FieldRule::Required),
        ("camille", FieldRule::NotAnEmail),
        ("ADMıN@email.xyz", FieldRule::NotAnEmail),
        (OLD, FieldRule::Unchanged),
    ] {
        morgan.change_email("camilles", email).await.refuses(&refusal(rule));
    }
    let taken = [FieldProblem::taken_by("new_email", "Marcus Staff".to_owned())];
    for email in ["marcusstaff@email.xyz", " MarcusStaff@EMAIL.xyz "] {
        morgan.change_email("camilles", email).await.refuses(&taken);
    }
    // The full-width letter would fold into Marcus's address, and is no letter of an address.
    let wide = "\u{ff4d}arcusstaff@email.xyz";
    morgan.change_email("camilles", wide).await.refuses(&refusal(FieldRule::NotAnEmail));
    assert_eq!(practice.queued_mails().await, 0);
    // Their own in another case is another address.
    morgan.change_email("camilles", "CamilleS@email.xyz").await.is(202);
}

/// An address is at a domain that the practice allows, whoever asks; a practice that names none allows any.
#[tokio::test]
async fn an_address_is_at_an_allowed_domain() {
    let practice = Practice::open().await;
    practice.enable_email_update("camilles").await;
    practice.allow_email_domains(&["email.xyz"]).await;
    let (morgan, camille) = (practice.sign_in("morganm").await, practice.sign_in("camilles").await);
    let refused = [FieldProblem::new("new_email", FieldRule::DomainNotAllowed)];
    for email in [NEW, "camille@sub.email.xyz", "camille@email.xyz.example"] {
        morgan.change_email("camilles", email).await.refuses(&refused);
        camille.change_own_email(email).await.refuses(&refused);
    }
    morgan.change_email("camilles", "camille@EMAIL.xyz").await.is(202);
}

/// Each dead code says how it died, and none of them changes anything.
#[tokio::test]
async fn a_dead_code_says_how_it_died() {
    let stranger = |practice: &Practice| practice.stranger();
    let (practice, morgan, _, (code, objection)) = with_change().await;
    for wrong in [Secret::new("A".repeat(43)), objection.clone()] {
        stranger(&practice).confirm_email(&wrong).await.refused_with(ProblemCode::EmailChangeUnknown);
    }
    stranger(&practice).object_to_email_change(&code).await.refused_with(ProblemCode::EmailChangeUnknown);
    morgan.change_email("camilles", "third@email.xyz").await.is(202);
    for answer in [
        stranger(&practice).confirm_email(&code).await,
        stranger(&practice).object_to_email_change(&objection).await,
    ] {
        answer.refused_with(ProblemCode::EmailChangeReplaced);
    }
    morgan.cancel_email_change("camilles").await.is(204);
    let (practice, _, _, (code, objection)) = with_change().await;
    practice.wait(72 * HOUR - 1);
    practice.wait(1);
    stranger(&practice).confirm_email(&code).await.refused_with(ProblemCode::EmailChangeExpired);
    stranger(&practice)
        .object_to_email_change(&objection)
        .await
        .refused_with(ProblemCode::EmailChangeExpired);

    let (practice, morgan, _, (code, _)) = with_change().await;
    morgan.cancel_email_change("camilles").await.is(204);
    stranger(&practice).confirm_email(&code).await.refused_with(ProblemCode::EmailChangeEnded);
    morgan.cancel_email_change("camilles").await.refused_with(ProblemCode::NoEmailChange);
    morgan.send_email_change_again("camilles").await.refused_with(ProblemCode::NoEmailChange);

    let (practice, morgan, _, (code, objection)) = with_change().await;
    practice.stranger().confirm_email(&code).await.is(204);
    stranger(&practice).confirm_email(&code).await.refused_with(ProblemCode::EmailChangeConfirmed);
    let late = stranger(&practice).object_to_email_change(&objection).await;
    late.refused_with(ProblemCode::EmailChangeConfirmed);
    assert_eq!(email_of(&morgan, "camilles").await.as_deref(), Some(NEW));
}

/// A new password, and a closed account, end what was asked for before them, also once the account is open again.
#[tokio::test]
async fn a_change_does_not_outlast_the_account_that_it_is_for() {
    let (practice, morgan, _, (code, _)) = with_change().await;
    let link = morgan.send_link("camilles").await;
    practice.stranger().complete(&link, "a password of my own").await.is(204);
    practice.stranger().confirm_email(&code).await.refused_with(ProblemCode::EmailChangeEnded);
    assert_eq!(morgan.detail("camilles").await.email_change, None);

    let (practice, morgan, _, (code, _)) = with_change().await;
    morgan.deactivate("camilles").await.is(200);
    practice.stranger().confirm_email(&code).await.refused_with(ProblemCode::EmailChangeEnded);
    morgan.change_email("camilles", NEW).await.refused_with(ProblemCode::NotActive);
    morgan.reactivate("camilles").await.is(200);
    practice.stranger().confirm_email(&code).await.refused_with(ProblemCode::EmailChangeEnded);
    assert_eq!(email_of(&morgan, "camilles").await.as_deref(), Some(OLD));
}

/// The owner of the old address ends the change with one press, and nothing else happens to the account.
#[tokio::test]
async fn an_objection_ends_the_change() {
    let (practice, morgan, _, (code, objection)) = with_change().await;
    let camille = practice.sign_in("camilles").await;
    practice.stranger().object_to_email_change(&objection).await.is(204);
    practice.stranger().confirm_email(&code).await.refused_with(ProblemCode::EmailChangeEnded);
    practice.stranger().object_to_email_change(&objection).await.refused_with(ProblemCode::EmailChangeEnded);
    let detail = morgan.detail("camilles").await;
    assert_eq!((detail.email_change, detail.staff.summary.status), (None, StaffStatus::Active));
    camille.session().await.is(200);
    let row = morgan.audit_log("?event=email_change_objected_to").await.items.remove(0);
    assert_eq!(row.subject.unwrap().id, StaffId::new("camilles"));
}

/// Of fifty who confirm at once one does; it is recorded and told once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_who_confirm_at_once_one_does() {
    let (practice, _, _, (code, _)) = with_change().await;
    let tries: Vec<_> = (0..50)
        .map(|_| {
            let (stranger, code) = (practice.stranger(), code.clone());
            tokio::spawn(async move { stranger.confirm_email(&code).await })
        })
        .collect();
    let mut confirmed = 0;
    for answer in tries {
        let answer = answer.await.unwrap();
        if answer.status == 204 {
            confirmed += 1;
        } else {
            answer.refused_with(ProblemCode::EmailChangeConfirmed);
        }
    }
    assert_eq!(confirmed, 1);
    let recorded = practice.watch.recorded();
    assert_eq!(recorded.iter().filter(|event| event.event == "email_change_confirmed").count(), 1);
    assert_eq!(practice.notices().await.len(), 2);
}

/// Whoever confirms and whoever cancels at the same moment do not both succeed, and what stands is what the one was
/// told who did.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn confirming_and_cancelling_exclude_each_other() {
    let practice = Practice::open().await;
    for round in 0..20 {
        practice.wait(HOUR);
        let morgan = practice.sign_in("morganm").await;
        let wanted = format!("camille{round}@home.example");
        let change: EmailChange = morgan.change_email("camilles", &wanted).await.is(202).json();
        let (code, _) = practice.codes_of(&change).await;
        let (stranger, admin) = (practice.stranger(), morgan.clone());
        let confirming = tokio::spawn(async move { stranger.confirm_email(&code).await.status });
        let cancelling = tokio::spawn(async move { admin.cancel_email_change("camilles").await.status });
        let statuses = (confirming.await.unwrap(), cancelling.await.unwrap());
        assert!([(204, 409), (410, 204)].contains(&statuses), "{statuses:?}");
        let is_theirs = email_of(&morgan, "camilles").await == Some(wanted);
        assert_eq!(is_theirs, statuses.0 == 204);
    }
}

/// Of two people for whom the same address was asked, whoever confirms first has it; the other one is told so.
#[tokio::test]
async fn an_address_goes_to_whoever_confirms_it_first() {
    let (practice, morgan, _, (code, _)) = with_change().await;
    let other: EmailChange = morgan.change_email("marcusstaff", &NEW.to_uppercase()).await.is(202).json();
    let (others_code, _) = practice.codes_of(&other).await;
    practice.stranger().confirm_email(&others_code).await.is(204);
    practice.stranger().confirm_email(&code).await.refused_with(ProblemCode::EmailChangeTaken);
    assert_eq!(email_of(&morgan, "camilles").await.as_deref(), Some(OLD));
}

/// No code does what another is for.
#[tokio::test]
async fn no_code_does_what_another_is_for() {
    let (practice, morgan, _, (code, objection)) = with_change().await;
    let stranger = practice.stranger();
    for code in [&code, &objection] {
        for purpose in [LinkPurpose::PasswordReset, LinkPurpose::Invitation] {
            stranger.inspect_as(purpose, code).await.refused_with(ProblemCode::ResetUnknown);
        }
        stranger.freeze(code).await.refused_with(ProblemCode::FreezeUnknown);
    }
    let link = morgan.send_link("camilles").await;
    stranger.confirm_email(&link).await.refused_with(ProblemCode::EmailChangeUnknown);
    stranger.object_to_email_change(&link).await.refused_with(ProblemCode::EmailChangeUnknown);
}

/// Opening the page changes nothing, however often.
#[tokio::test]
async fn opening_the_page_changes_nothing() {
    let (practice, morgan, _, (code, _)) = with_change().await;
    for page in ["/confirm-email", "/keep-email"] {
        for _ in 0..5 {
            practice.stranger().get(page).await.is(200);
        }
    }
    assert!(morgan.detail("camilles").await.email_change.is_some());
    practice.stranger().confirm_email(&code).await.is(204);
}

/// However often one wish is sent, it is one change and one pair of mails; another wish with its key is refused.
#[tokio::test]
async fn one_key_is_one_change() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let first: EmailChange = morgan.change_email_with_key("camilles", NEW, "key").await.is(202).json();
    let again: EmailChange = morgan.change_email_with_key("camilles", NEW, "key").await.is(202).json();
    assert_eq!(first, again);
    assert_eq!(practice.email_change_mails().await.len(), 2);
    for (username, email) in [("camilles", "third@email.xyz"), ("marcusstaff", NEW)] {
        let answer = morgan.change_email_with_key(username, email, "key").await;
        answer.refused_with(ProblemCode::IdempotencyKeyReused);
    }
}

/// Sending again is the same link, for no longer; and nobody's mailbox is filled by it.
#[tokio::test]
async fn sending_again_is_limited() {
    let (practice, morgan, change, (code, _)) = with_change().await;
    practice.wait(60);
    for _ in 0..4 {
        let again: EmailChange = morgan.send_email_change_again("camilles").await.is(202).json();
        assert_eq!((again.id, again.expires_at), (change.id.clone(), change.expires_at));
    }
    let refused = morgan.send_email_change_again("camilles").await.refused_with(ProblemCode::TooManyRequests);
    assert_eq!(refused.problem().retry_after, Some(3540));
    morgan.change_email("camilles", "third@email.xyz").await.refused_with(ProblemCode::TooManyRequests);
    assert_eq!(practice.email_change_mails().await.iter().filter(|(_, is_new)| *is_new).count(), 5);
    practice.wait(3540);
    let morgan = practice.sign_in("morganm").await;
    morgan.send_email_change_again("camilles").await.is(202);
    practice.stranger().confirm_email(&code).await.is(204);
}

/// Nobody takes the address of somebody who may do more than they, in any step.
#[tokio::test]
async fn nobody_changes_the_address_of_who_outranks_them() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    morgan.change_email("btgadmin", NEW).await.refused_with(ProblemCode::OutranksYou);
    glenn.change_email("btgadmin", NEW).await.is(202);
    morgan.send_email_change_again("btgadmin").await.refused_with(ProblemCode::OutranksYou);
    morgan.cancel_email_change("btgadmin").await.refused_with(ProblemCode::OutranksYou);
    let refused = glenn.audit_log("?event=staff_email_change_requested&result=refused").await.items;
    assert_eq!(refused.len(), 1);
}

/// A session that was left open is not enough to ask for another address.
#[tokio::test]
async fn a_change_needs_a_fresh_password() {
    let practice = Practice::open().await;
    practice.enable_email_update("camilles").await;
    let (morgan, camille) = (practice.sign_in("morganm").await, practice.sign_in("camilles").await);
    practice.wait(301);
    morgan.change_email("camilles", NEW).await.refused_with(ProblemCode::ReauthRequired);
    camille.change_own_email(NEW).await.refused_with(ProblemCode::ReauthRequired);
}

/// Whose setting allows it changes their own address in the same way; nobody learns by it who has an address.
#[tokio::test]
async fn people_change_their_own_address_if_they_may() {
    let practice = Practice::open().await;
    let camille = practice.sign_in("camilles").await;
    camille.change_own_email(NEW).await.refused_with(ProblemCode::EmailUpdateOff);
    practice.enable_email_update("camilles").await;
    let taken = [FieldProblem::new("new_email", FieldRule::Taken)];
    camille.change_own_email("marcusstaff@email.xyz").await.refuses(&taken);
    let change: EmailChange = camille.change_own_email(NEW).await.is(202).json();
    let own: OwnEmail = camille.get("/api/v1/account/email").await.is(200).json();
    let expected =
        OwnEmail { email: Some(OLD.to_owned()), may_change: true, email_change: Some(change.clone()) };
    assert_eq!(own, expected);
    let (code, _) = practice.codes_of(&change).await;
    practice.stranger().confirm_email(&code).await.is(204);
    let own: OwnEmail = camille.get("/api/v1/account/email").await.is(200).json();
    assert_eq!((own.email.as_deref(), own.email_change), (Some(NEW), None));
}

/// Somebody whose invitation went astray gets another address, and a new invitation is needed.
#[tokio::test]
async fn an_invitation_ends_with_the_address_that_it_went_to() {
    let practice = Practice::open().await;
    let invitation = practice.invite("invited").await;
    let morgan = practice.sign_in("morganm").await;
    let change: EmailChange = morgan.change_email("invited", NEW).await.is(202).json();
    practice.stranger().inspect_as(LinkPurpose::Invitation, &invitation).await.is(200);
    let (code, _) = practice.codes_of(&change).await;
    practice.stranger().confirm_email(&code).await.is(204);
    let answer = practice.stranger().inspect_as(LinkPurpose::Invitation, &invitation).await;
    answer.refused_with(ProblemCode::ResetOutdated);
}

/// Neither the database, nor the record, nor an answer holds a code.
#[tokio::test]
async fn no_code_is_kept_anywhere() {
    let (practice, morgan, _, (code, objection)) = with_change().await;
    let answer = morgan.person("camilles").await;
    practice.stranger().object_to_email_change(&objection).await.is(204);
    let log = morgan.get("/api/v1/audit-events?limit=50").await;
    let kept = practice.bytes_on_disk();
    for secret in [&code, &objection] {
        let secret = secret.expose();
        assert!(!answer.body.contains(secret) && !log.body.contains(secret));
        assert!(!kept.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()));
    }
}

/// Codes that there are not are tried only so often.
#[tokio::test]
async fn unknown_codes_are_limited() {
    let (practice, _, _, (code, _)) = with_change().await;
    let stranger = practice.stranger();
    for number in 0..20 {
        let unknown = Secret::new(format!("{number:043}"));
        stranger.confirm_email(&unknown).await.refused_with(ProblemCode::EmailChangeUnknown);
    }
    let unknown = Secret::new("x".repeat(43));
    stranger.confirm_email(&unknown).await.refused_with(ProblemCode::TooManyRequests);
    stranger.object_to_email_change(&unknown).await.refused_with(ProblemCode::TooManyRequests);
    stranger.confirm_email(&code).await.is(204);
}

/// The address is one text and comes alone.
#[tokio::test]
async fn several_addresses_are_refused() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for body in
        [json!({ "new_email": [NEW, "evil@example.com"] }), json!({ "new_email": NEW, "cc": "x@y.zz" })]
    {
        morgan.post("/api/v1/staff/camilles/email-change", &body).await.is(422);
    }
    assert_eq!(practice.queued_mails().await, 0);
}
