//! Which links are mailed.

use super::*;
use staffroom_store::LinkEnd;

/// A link that ended while its mail waited is not mailed any more.
#[tokio::test]
async fn a_link_that_ended_is_not_sent() {
    let bench = Bench::new(&[]).await;
    bench.queue("a", "camille").await;
    let store = &bench.worker.context.store;
    let mut transaction = store.write().await.unwrap();
    let camille = StaffId::new("camille");
    transaction
        .links()
        .end_live_of(&camille, LinkEnd::PasswordChanged, None, bench.clock.now())
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    assert!(bench.work().await.is_empty());
    assert_eq!(bench.next_due().await, None);

    let bench = Bench::new(&[]).await;
    bench.queue("a", "camille").await;
    bench.pass(72 * HOUR);
    assert!(bench.work().await.is_empty());
}

/// Nobody who was deactivated while their mail waited gets it.
#[tokio::test]
async fn a_person_who_is_not_active_gets_no_mail() {
    let bench = Bench::new(&[]).await;
    bench.queue("a", "camille").await;
    let mut transaction = bench.worker.context.store.write().await.unwrap();
    let camille = StaffId::new("camille");
    transaction.staff().set_status(&camille, StaffStatus::Inactive, bench.clock.now()).await.unwrap();
    transaction.commit().await.unwrap();
    assert!(bench.work().await.is_empty());
    assert_eq!(bench.next_due().await, None);
}

/// A mail that waited over a rotation of the key carries its link all the same, and so does a notice.
#[tokio::test]
async fn a_mail_outlasts_a_rotation() {
    let mut bench = Bench::new(&[]).await;
    let (link, freeze) =
        (bench.queue("a", "camille").await, bench.queue_notice(NoticeKind::OwnPasswordChanged).await);
    let old = bench.worker.context.link_key.clone();
    bench.worker.context.link_key = LinkKey::new([8; 32]).after(old);
    assert_eq!(bench.work().await.len(), 2);
    for (number, code) in [(1, link), (2, freeze)] {
        let text = bench.transport.taken.mail(number).unwrap().text;
        assert!(text.contains(&code), "{text}");
    }
}

/// With another key file the mail would carry a link that opens nothing; it is given up instead.
#[tokio::test]
async fn a_link_of_another_key_is_not_sent() {
    let mut bench = Bench::new(&[]).await;
    bench.queue("a", "camille").await;
    bench.worker.context.link_key = LinkKey::new([8; 32]);
    assert!(bench.work().await.is_empty());
    assert!(bench.link("a").await.failed_at.is_some());
}
