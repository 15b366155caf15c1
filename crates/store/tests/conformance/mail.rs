use crate::Database;
use crate::email_changes::change;
use crate::people::{START, camille, camille_id};
use staffroom_contract::{LinkPurpose, PasswordResetId, UnixSeconds};
use staffroom_store::{
    ClaimedMail, LinkScope, MailContent, NewEmailChange, NewFreezeLink, NewLink, NewMail, Notice, NoticeKind,
    StuckMail,
};
use std::sync::Arc;

/// Queues mail with these names, each a second after the one before.
async fn with_mail(database: Database, ids: &[&str]) -> Database {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    let link = NewLink {
        id: PasswordResetId::new("link"),
        purpose: LinkPurpose::PasswordReset,
        staff_id: camille_id(),
        sent_to: None,
        salt: [1; 32],
        code_hash: [2; 32],
        requested_by: None,
        idempotency_key: None,
        bulk_id: None,
        requested_at: START,
        expires_at: START.plus(60),
    };
    transaction.links().issue(&link).await.unwrap();
    for (id, seconds) in ids.iter().zip(0..) {
        let mail = NewMail {
            id: (*id).to_owned(),
            content: MailContent::PasswordReset(PasswordResetId::new("link")),
            queued_at: START.plus(seconds),
        };
        transaction.mail().queue(&mail).await.unwrap();
    }
    transaction.commit().await.unwrap();
    database
}

async fn claim(database: &Database, now: UnixSeconds, lease_until: UnixSeconds) -> Option<ClaimedMail> {
    let mut transaction = database.write().await;
    let claimed = transaction.mail().claim(now, lease_until).await.unwrap();
    transaction.commit().await.unwrap();
    claimed
}

async fn next_due(database: &Database) -> Option<UnixSeconds> {
    database.read().await.mail().next_due().await.unwrap()
}

/// Nobody's mail is overtaken for ever; what is not due yet waits.
pub(crate) async fn mail_is_claimed_in_the_order_in_which_it_is_due(database: Database) {
    let database = with_mail(database, &["b", "a", "later"]).await;
    let (now, lease) = (START.plus(1), START.plus(60));
    let first = claim(&database, now, lease).await.unwrap();
    let expected = ClaimedMail {
        id: "b".to_owned(),
        content: MailContent::PasswordReset(PasswordResetId::new("link")),
        queued_at: START,
        attempts: 1,
    };
    assert_eq!(first, expected);
    assert_eq!(claim(&database, now, lease).await.unwrap().id, "a");
    assert_eq!(claim(&database, now, lease).await, None);
    assert_eq!(next_due(&database).await, Some(START.plus(2)));
}

/// A worker that died with a mail in hand does not lose it, and one that lives does not send it twice.
pub(crate) async fn a_claimed_mail_is_left_alone_until_its_lease_ends(database: Database) {
    let database = with_mail(database, &["a"]).await;
    let lease = START.plus(60);
    assert!(claim(&database, START, lease).await.is_some());
    assert_eq!(next_due(&database).await, Some(lease));
    assert_eq!(claim(&database, lease.plus(-1), lease).await, None);
    let again = claim(&database, lease, lease.plus(60)).await.unwrap();
    assert_eq!((again.id.as_str(), again.attempts), ("a", 2));
}

/// However many workers there are, one of them sends a mail.
pub(crate) async fn of_fifty_who_claim_a_mail_one_gets_it(database: Database) {
    let database = Arc::new(with_mail(database, &["a"]).await);
    let claims: Vec<_> = (0..50)
        .map(|_| {
            let database = Arc::clone(&database);
            tokio::spawn(async move { claim(&database, START, START.plus(60)).await })
        })
        .collect();
    let mut winners = 0;
    for claim in claims {
        winners += usize::from(claim.await.unwrap().is_some());
    }
    assert_eq!(winners, 1);
}

/// With the mail server down the mail stays, and comes again at the time that was set.
pub(crate) async fn a_retried_mail_comes_again_when_it_is_due(database: Database) {
    let database = with_mail(database, &["a"]).await;
    assert!(claim(&database, START, START.plus(60)).await.is_some());
    let due = START.plus(300);
    let mut transaction = database.write().await;
    transaction.mail().retry("a", due, "unreachable").await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(next_due(&database).await, Some(due));
    assert_eq!(claim(&database, due.plus(-1), due).await, None);
    assert_eq!(claim(&database, due, due.plus(60)).await.unwrap().attempts, 2);
}

/// What was sent or given up is never sent again, whatever a worker that was late says of it.
pub(crate) async fn a_mail_that_was_sent_or_given_up_is_done(database: Database) {
    let database = with_mail(database, &["a", "b"]).await;
    let mut transaction = database.write().await;
    let mut mail = transaction.mail();
    mail.mark_sent("a", START).await.unwrap();
    mail.mark_failed("a", START, "refused").await.unwrap();
    mail.mark_failed("b", START, "refused").await.unwrap();
    mail.mark_sent("b", START).await.unwrap();
    for id in ["a", "b"] {
        mail.retry(id, START, "unreachable").await.unwrap();
    }
    drop(mail);
    transaction.commit().await.unwrap();
    assert_eq!(next_due(&database).await, None);
    assert_eq!(claim(&database, START.plus(9), START.plus(60)).await, None);
}

/// Mail is stuck while nothing leaves that was queued since the last one did; one that was refused for what it is
/// holds up nobody.
pub(crate) async fn mail_is_stuck_until_one_leaves(database: Database) {
    const DAY: i64 = 24 * 3_600;
    let database = with_mail(database, &["refused", "first", "second"]).await;
    let stuck =
        async |before: i64| database.read().await.mail().stuck(START.plus(before), DAY).await.unwrap();
    let expected =
        |seconds: i64| Some(StuckMail { queued_at: START.plus(seconds), reason: "unreachable".to_owned() });
    assert_eq!(stuck(9).await, None, "nothing was tried");

    let mut transaction = database.write().await;
    transaction.mail().mark_failed("refused", START.plus(1), "rejected").await.unwrap();
    for id in ["first", "second"] {
        transaction.mail().retry(id, START.plus(60), "unreachable").await.unwrap();
    }
    transaction.commit().await.unwrap();
    assert_eq!(stuck(0).await, None);
    assert_eq!(stuck(9).await, expected(1));

    let mut transaction = database.write().await;
    transaction.mail().mark_failed("first", START.plus(1 + DAY), "unreachable").await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(stuck(9).await, expected(1), "it was given up for its age");

    let mut transaction = database.write().await;
    transaction.mail().mark_sent("second", START.plus(2 + DAY)).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(stuck(2 * DAY).await, None);
}

/// A notice comes out of the queue with all that it tells, also once its person is no longer active.
pub(crate) async fn a_notice_is_kept_whole(database: Database) {
    let database = with_mail(database, &[]).await;
    let bare = Notice {
        kind: NoticeKind::StaffDeactivated,
        staff_id: camille_id(),
        done_at: START,
        done_by: None,
        recipient_id: camille_id(),
        sent_to: "old@email.xyz".to_owned(),
        freeze_link_id: None,
    };
    let link = NewFreezeLink {
        id: "freeze".to_owned(),
        staff_id: camille_id(),
        salt: [1; 32],
        code_hash: [3; 32],
        issued_at: START,
        expires_at: START.plus(60),
    };
    let full = Notice {
        kind: NoticeKind::OwnPasswordChanged,
        done_by: Some(camille_id()),
        freeze_link_id: Some(link.id.clone()),
        ..bare.clone()
    };
    let mut transaction = database.write().await;
    transaction.freeze_links().issue(&link).await.unwrap();
    for (id, notice) in [("bare", &bare), ("full", &full)] {
        let content = MailContent::Notice(notice.clone());
        let mail = NewMail { id: id.to_owned(), content, queued_at: START };
        transaction.mail().queue(&mail).await.unwrap();
    }
    transaction.commit().await.unwrap();
    for expected in [bare, full] {
        let claimed = claim(&database, START, START.plus(60)).await.unwrap();
        assert_eq!(claimed.content, MailContent::Notice(expected));
    }
}

/// An invitation and a reset of one link are told apart: they are two mails.
pub(crate) async fn an_invitation_is_no_reset(database: Database) {
    let database = with_mail(database, &["reset"]).await;
    let content = MailContent::Invitation(PasswordResetId::new("link"));
    let mut transaction = database.write().await;
    let mail = NewMail { id: "invitation".to_owned(), content: content.clone(), queued_at: START.plus(1) };
    transaction.mail().queue(&mail).await.unwrap();
    transaction.commit().await.unwrap();
    let (now, lease) = (START.plus(1), START.plus(60));
    let reset = claim(&database, now, lease).await.unwrap();
    assert_eq!(reset.content, MailContent::PasswordReset(PasswordResetId::new("link")));
    assert_eq!(claim(&database, now, lease).await.unwrap().content, content);
}

/// The mail of a link is sent once more as often as it is asked for, but never while one of it still waits; and that
/// counts like a link that was asked for without signing in.
pub(crate) async fn a_links_mail_is_queued_again(database: Database) {
    let database = with_mail(database, &["first"]).await;
    let link_id = PasswordResetId::new("link");
    let queue_again = async |id: &str, now: UnixSeconds| {
        let mut transaction = database.write().await;
        let queued = transaction.mail().queue_again(id, &link_id, now).await.unwrap();
        transaction.commit().await.unwrap();
        queued
    };
    let (now, lease) = (START.plus(9), START.plus(99));
    assert!(!queue_again("too soon", now).await);
    let mut transaction = database.write().await;
    transaction.mail().mark_sent("first", START).await.unwrap();
    transaction.commit().await.unwrap();
    assert!(queue_again("second", now).await);
    assert!(!queue_again("too soon", now).await);
    let second = claim(&database, now, lease).await.unwrap();
    assert_eq!((second.id.as_str(), second.content), ("second", MailContent::PasswordReset(link_id.clone())));
    assert!(!queue_again("too soon", now).await);

    let mut transaction = database.read().await;
    let mut links = transaction.links();
    for (scope, times) in [
        (LinkScope::SentTo(&camille_id()), [].as_slice()),
        (LinkScope::ForgottenBy(&camille_id()), &[now, START]),
        (LinkScope::Forgotten, &[now, START]),
        (LinkScope::All, &[now, START]),
    ] {
        let mut found = Vec::new();
        for n in 1..=3 {
            found.extend(links.nth_newest_at(scope, n, UnixSeconds(0), now).await.unwrap());
        }
        assert_eq!(found, times, "{scope:?}");
        assert_eq!(links.nth_newest_at(scope, 2, UnixSeconds(0), START).await.unwrap(), None, "{scope:?}");
    }
}

/// A mail about a change of email names the change, and whether it goes to the new address or the old one.
pub(crate) async fn a_mail_about_a_change_of_email_is_kept(database: Database) {
    let database = with_mail(database, &[]).await;
    let change = NewEmailChange { requested_by: camille_id(), ..change(1) };
    let mut transaction = database.write().await;
    transaction.email_changes().request(&change).await.unwrap();
    let contents = [MailContent::EmailChange(change.id.clone()), MailContent::EmailChangeNotice(change.id)];
    for (id, content) in ["new", "old"].into_iter().zip(&contents) {
        let mail = NewMail { id: id.to_owned(), content: content.clone(), queued_at: START };
        transaction.mail().queue(&mail).await.unwrap();
    }
    transaction.commit().await.unwrap();
    for expected in contents {
        assert_eq!(claim(&database, START, START.plus(60)).await.unwrap().content, expected);
    }
}
