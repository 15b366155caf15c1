//! When a mail leaves, and what becomes of one that cannot.

use super::*;

/// The mail goes to the person, with their link, and the administrator sees that it left.
#[tokio::test]
async fn a_queued_mail_is_sent() {
    let bench = Bench::new(&[]).await;
    let code = bench.queue("a", "camille").await;
    assert_eq!(bench.work().await, ["mail-a"]);
    let mail = bench.transport.taken.mail(1).unwrap();
    assert_eq!((mail.to.as_str(), mail.to_name.as_str()), ("camille@email.xyz", "Camille Nurse"));
    assert_eq!(mail.from_name, "Cedar Hill Family Practice");
    let link = format!("https://staff.example.org/reset-password#{code}");
    assert!(mail.text.lines().any(|line| line == link), "{}", mail.text);
    assert!(mail.text.contains("Marcus Staff has sent you this link"));
    assert!(mail.text.contains("Thursday, November 26, 2026 at 7:35 PM EST"));
    assert_eq!(bench.link("a").await.sent_at, Some(UnixSeconds(START)));
    assert_eq!(bench.next_due().await, None);
}

/// A server that cannot take a mail now is asked again after 5, 10, 20 … seconds, never later than after a
/// quarter of an hour; the mail that leaves at last carries the same link.
#[tokio::test]
async fn a_mail_that_cannot_leave_yet_is_tried_again() {
    let deferred = Answer::Fail(SendError::Temporary("deferred"));
    let bench = Bench::new(&[deferred; 10]).await;
    let code = bench.queue("a", "camille").await;
    for wait in [5, 10, 20, 40, 80, 160, 320, 640, 900, 900] {
        assert!(bench.work().await.is_empty());
        assert_eq!(bench.next_due().await, Some(bench.clock.now().0 + wait));
        bench.pass(wait - 1);
        assert!(bench.work().await.is_empty());
        bench.pass(1);
    }
    assert_eq!(bench.work().await, ["mail-a"]);
    assert!(bench.transport.taken.mail(1).unwrap().text.contains(&code));
}

/// A mail that the server will never take is given up at once, one that it did not take for a day then.
#[tokio::test]
async fn a_mail_is_given_up() {
    let rejected = Answer::Fail(SendError::Permanent("rejected"));
    let bench = Bench::new(&[rejected]).await;
    bench.queue("a", "camille").await;
    assert!(bench.work().await.is_empty());
    assert_eq!(bench.link("a").await.failed_at, Some(UnixSeconds(START)));
    assert_eq!(bench.next_due().await, None);

    let bench = Bench::new(&[Answer::Fail(SendError::Temporary("unreachable")); 2]).await;
    bench.queue("a", "camille").await;
    assert!(bench.work().await.is_empty());
    bench.pass(24 * HOUR);
    assert!(bench.work().await.is_empty());
    assert_eq!(bench.link("a").await.failed_at, Some(UnixSeconds(START + 24 * HOUR)));
    assert_eq!(bench.next_due().await, None);
}

/// A mail that makes the server stumble is set aside; the next one flows.
#[tokio::test]
async fn one_bad_mail_holds_up_nobody() {
    let bench = Bench::new(&[Answer::Panic]).await;
    bench.queue("a", "camille").await;
    bench.pass(1);
    bench.queue("b", "marcus").await;
    assert_eq!(bench.work().await, ["mail-b"]);
    assert!(bench.link("a").await.failed_at.is_some());
}

/// A mail whose worker died is taken up again when its lease has run out.
#[tokio::test]
async fn a_mail_is_not_lost_with_its_worker() {
    let bench = Bench::new(&[]).await;
    bench.queue("a", "camille").await;
    assert!(bench.claim().await.is_some());
    assert!(bench.work().await.is_empty());
    bench.pass(LEASE);
    assert_eq!(bench.work().await, ["mail-a"]);
}

/// The worker sends what is queued while it waits, at once, and ends when it is told to.
#[tokio::test]
async fn the_worker_wakes_up_for_a_mail() {
    let bench = Bench::new(&[]).await;
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(bench.worker.clone().run(stopped));
    bench.queue("a", "camille").await;
    bench.worker.context.mail_queued.notify_one();
    let arrived = async {
        while bench.transport.taken.mails().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), arrived).await.unwrap();
    stop.send(true).unwrap();
    tokio::time::timeout(Duration::from_secs(10), running).await.unwrap().unwrap();
}
