//! How an invitation is mailed.

use super::*;
use crate::reset_link::give_invitation_back;
use staffroom_store::LinkEnd;

/// An invitation leads to its own page; whoever had a password before is told that it is gone.
#[tokio::test]
async fn an_invitation_is_sent() {
    let bench = Bench::new(&[]).await;
    let code = bench.invite("a", "camille").await;
    assert_eq!(bench.work().await, ["mail-a"]);
    let mail = bench.transport.taken.mail(1).unwrap();
    let link = format!("https://staff.example.org/accept-invitation#{code}");
    assert!(mail.text.lines().any(|line| line == link), "{}", mail.text);
    assert!(mail.text.contains("Marcus Staff has made an account for you"), "{}", mail.text);
    assert_eq!(bench.link("a").await.sent_at, Some(UnixSeconds(START)));

    bench.set_status("camille", StaffStatus::Inactive).await;
    let mut transaction = bench.worker.context.store.write().await.unwrap();
    transaction.staff().reopen(&StaffId::new("camille"), bench.clock.now()).await.unwrap();
    transaction.commit().await.unwrap();
    bench.invite("b", "camille").await;
    bench.work().await;
    let mail = bench.transport.taken.mail(2).unwrap();
    assert!(mail.text.contains("no longer works"), "{}", mail.text);
}

/// An invitation stays behind if its person does not wait for it any more.
#[tokio::test]
async fn an_invitation_that_nobody_waits_for_is_void() {
    for status in [StaffStatus::Active, StaffStatus::Inactive] {
        let bench = Bench::new(&[]).await;
        bench.invite("a", "camille").await;
        bench.set_status("camille", status).await;
        assert_eq!(bench.work().await, [""; 0]);
        assert_eq!(bench.link("a").await.mail_reason.as_deref(), Some("person_not_pending"));
    }
}

/// An invitation that was void when its mail was looked at, and was given back before that was noted, goes out after
/// all.
#[tokio::test]
async fn an_invitation_that_is_given_back_meanwhile_is_sent() {
    let bench = Bench::new(&[]).await;
    let (camille, now) = (StaffId::new("camille"), bench.clock.now());
    bench.invite("a", "camille").await;
    let claimed = bench.claim().await.unwrap();

    let store = &bench.worker.context.store;
    let mut transaction = store.write().await.unwrap();
    transaction.staff().set_status(&camille, StaffStatus::Inactive, now).await.unwrap();
    transaction.links().end_live_of(&camille, LinkEnd::Deactivated, None, now).await.unwrap();
    transaction.commit().await.unwrap();
    let outcome = bench.worker.attempt(&claimed).await;
    assert!(is_void(&outcome));

    let mut transaction = store.write().await.unwrap();
    transaction.staff().set_status(&camille, StaffStatus::Pending, now).await.unwrap();
    give_invitation_back(&mut *transaction, &camille, now, now).await.unwrap();
    transaction.commit().await.unwrap();
    bench.worker.settle(&claimed, outcome).await.unwrap();

    bench.pass(LEASE);
    assert_eq!(bench.work().await, ["mail-a"]);
}
