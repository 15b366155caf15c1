use super::*;
use crate::clock::Clock;
use crate::link_code::LinkKey;
use crate::link_code::digest;
use crate::mail::OutgoingMail;
use crate::mail::mailbox::Mailbox;
use crate::password_hash::{Cost, PasswordHasher};
use crate::reset_link::give_invitation_back;
use async_trait::async_trait;
use staffroom_contract::{LinkPurpose, PasswordResetId, StaffId, StaffStatus, SystemRole};
use staffroom_store::sqlite::SqliteStore;
use staffroom_store::{
    Link, LinkEnd, ListedStaff, MailContent, NewFreezeLink, NewLink, NewMail, NewStaff, Notice, NoticeKind,
    Practice, StaffRecord,
};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;
use tokio::sync::Notify;

const START: i64 = 1_795_480_500;
const HOUR: i64 = 3600;

struct MovedClock(AtomicI64);

impl Clock for MovedClock {
    fn now(&self) -> UnixSeconds {
        UnixSeconds(self.0.load(Ordering::Relaxed))
    }
}

/// What a transport does with the next mails, in this order; after that it takes them.
#[derive(Default)]
struct Scripted {
    answers: Mutex<Vec<Answer>>,
    taken: Mailbox,
}

#[derive(Clone, Copy)]
enum Answer {
    Fail(SendError),
    Panic,
}

#[async_trait]
impl Transport for Scripted {
    async fn send(&self, mail: &OutgoingMail) -> Result<(), SendError> {
        let answer = self.answers.lock().unwrap().pop();
        match answer {
            Some(Answer::Fail(error)) => Err(error),
            Some(Answer::Panic) => panic!("scripted"),
            None => self.taken.send(mail).await,
        }
    }
}

/// A practice with Camille Nurse and Marcus Staff in it, and a worker for its mail.
struct Bench {
    worker: Worker,
    transport: Arc<Scripted>,
    clock: Arc<MovedClock>,
    _folder: TempDir,
}

impl Bench {
    async fn new(answers: &[Answer]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("staffroom.db").display());
        let store = SqliteStore::open(&url).await.unwrap();
        let clock = Arc::new(MovedClock(AtomicI64::new(START)));
        let context = Context {
            store: Arc::new(store),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            hasher: PasswordHasher::new(Cost { memory_kib: 64, passes: 1 }, 1).unwrap(),
            link_key: LinkKey::new([7; 32]),
            public_url: "https://staff.example.org".parse().unwrap(),
            limits: Arc::default(),
            wishes: Arc::default(),
            import_confirmed: Arc::default(),
            mail_queued: Arc::new(Notify::new()),
            bulk_waits: Arc::default(),
        };
        let mut transaction = context.store.write().await.unwrap();
        let practice = Practice {
            name: "Cedar Hill Family Practice".to_owned(),
            time_zone: "America/New_York".to_owned(),
            ..Practice::default()
        };
        transaction.practice().put(&practice).await.unwrap();
        let people = [person("camille", "Camille", "Nurse"), person("marcus", "Marcus", "Staff")];
        transaction.staff().add(&people).await.unwrap();
        transaction.commit().await.unwrap();
        let answers = Mutex::new(answers.iter().rev().copied().collect());
        let transport = Arc::new(Scripted { answers, taken: Mailbox::default() });
        let from = "no-reply@example.org".parse().unwrap();
        let worker = Worker::new(context, Arc::clone(&transport) as Arc<dyn Transport>, from);
        Self { worker, transport, clock, _folder: folder }
    }

    /// Queues a reset mail for a person, and gives the code that it will carry.
    async fn queue(&self, id: &str, person: &str) -> String {
        self.queue_link(id, person, LinkPurpose::PasswordReset).await
    }

    /// Has a person be invited, and gives the code that their mail will carry.
    async fn invite(&self, id: &str, person: &str) -> String {
        self.set_status(person, StaffStatus::Pending).await;
        self.queue_link(id, person, LinkPurpose::Invitation).await
    }

    async fn set_status(&self, person: &str, status: StaffStatus) {
        let mut transaction = self.worker.context.store.write().await.unwrap();
        transaction.staff().set_status(&StaffId::new(person), status, self.clock.now()).await.unwrap();
        transaction.commit().await.unwrap();
    }

    async fn queue_link(&self, id: &str, person: &str, purpose: LinkPurpose) -> String {
        let Context { store, link_key, .. } = &self.worker.context;
        let now = self.clock.now();
        let link_id = PasswordResetId::new(id);
        let salt = [9; 32];
        let code = link_key.code(purpose, &link_id, &salt);
        let link = NewLink {
            id: link_id.clone(),
            purpose,
            staff_id: StaffId::new(person),
            sent_to: Some(format!("{person}@email.xyz")),
            salt,
            code_hash: digest(code.expose()),
            requested_by: Some(StaffId::new("marcus")),
            idempotency_key: None,
            bulk_id: None,
            requested_at: now,
            expires_at: now.plus(72 * HOUR),
        };
        let content = match purpose {
            LinkPurpose::PasswordReset => MailContent::PasswordReset(link_id),
            LinkPurpose::Invitation => MailContent::Invitation(link_id),
        };
        let mail = NewMail { id: format!("mail-{id}"), content, queued_at: now };
        let mut transaction = store.write().await.unwrap();
        transaction.links().issue(&link).await.unwrap();
        transaction.mail().queue(&mail).await.unwrap();
        transaction.commit().await.unwrap();
        code.expose().to_owned()
    }

    /// Queues a notice about Camille's account with a way to freeze it, and gives the code for that.
    async fn queue_notice(&self, kind: NoticeKind) -> String {
        let Context { store, link_key, .. } = &self.worker.context;
        let (now, camille) = (self.clock.now(), StaffId::new("camille"));
        let code = link_key.freeze_code("freeze", &[9; 32]);
        let link = NewFreezeLink {
            id: "freeze".to_owned(),
            staff_id: camille.clone(),
            salt: [9; 32],
            code_hash: digest(code.expose()),
            issued_at: now,
            expires_at: now.plus(72 * HOUR),
        };
        let notice = Notice {
            kind,
            staff_id: camille.clone(),
            done_at: now,
            done_by: Some(StaffId::new("marcus")),
            recipient_id: camille,
            sent_to: "before@email.xyz".to_owned(),
            freeze_link_id: Some(link.id.clone()),
        };
        let mail = NewMail { id: "notice".to_owned(), content: MailContent::Notice(notice), queued_at: now };
        let mut transaction = store.write().await.unwrap();
        transaction.freeze_links().issue(&link).await.unwrap();
        transaction.mail().queue(&mail).await.unwrap();
        transaction.commit().await.unwrap();
        code.expose().to_owned()
    }

    /// Takes the mail that is due, as a worker does before it sees to it.
    async fn claim(&self) -> Option<ClaimedMail> {
        let now = self.clock.now();
        let mut transaction = self.worker.context.store.write().await.unwrap();
        let claimed = transaction.mail().claim(now, now.plus(LEASE)).await.unwrap();
        transaction.commit().await.unwrap();
        claimed
    }

    fn pass(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Sends whatever is due, and says which mails left so far, the oldest first.
    async fn work(&self) -> Vec<String> {
        while self.worker.send_one().await.unwrap() {}
        let mut ids: Vec<_> = self.transport.taken.mails().into_iter().map(|kept| kept.mail.id).collect();
        ids.reverse();
        ids
    }

    async fn link(&self, id: &str) -> Link {
        let mut transaction = self.worker.context.store.read().await.unwrap();
        transaction.links().get(&PasswordResetId::new(id)).await.unwrap().unwrap()
    }

    async fn next_due(&self) -> Option<i64> {
        let mut transaction = self.worker.context.store.read().await.unwrap();
        transaction.mail().next_due().await.unwrap().map(|due_at| due_at.0)
    }
}

fn person(username: &str, first_name: &str, last_name: &str) -> NewStaff {
    NewStaff {
        record: StaffRecord::new(ListedStaff {
            id: StaffId::new(username),
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            username: username.to_owned(),
            email: Some(format!("{username}@email.xyz")),
            cell_phone: None,
            primary_provider: None,
            role: SystemRole::Nurse.into(),
            status: StaffStatus::Active,
            last_sign_in_at: None,
            link_expires_at: None,
        }),
        password_hash: None,
        created_at: UnixSeconds(START),
    }
}

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

/// A notice goes to the address of its time, with a link that freezes the account.
#[tokio::test]
async fn a_notice_is_sent() {
    let bench = Bench::new(&[]).await;
    let code = bench.queue_notice(NoticeKind::OwnPasswordChanged).await;
    assert_eq!(bench.work().await, ["notice"]);
    let mail = bench.transport.taken.mail(1).unwrap();
    assert_eq!((mail.to.as_str(), mail.to_name.as_str()), ("before@email.xyz", "Camille Nurse"));
    let link = format!("https://staff.example.org/freeze-account#{code}");
    assert!(mail.text.lines().any(|line| line == link), "{}", mail.text);
}

/// Whoever was deactivated is told so, though they are not active; a link that would freeze nothing is left out.
#[tokio::test]
async fn a_person_who_is_not_active_gets_their_notice() {
    let bench = Bench::new(&[]).await;
    let code = bench.queue_notice(NoticeKind::StaffDeactivated).await;
    let mut transaction = bench.worker.context.store.write().await.unwrap();
    let camille = StaffId::new("camille");
    transaction.staff().set_status(&camille, StaffStatus::Inactive, bench.clock.now()).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(bench.work().await, ["notice"]);
    let text = bench.transport.taken.mail(1).unwrap().text;
    assert!(text.contains("Your account was deactivated by Marcus Staff."), "{text}");
    assert!(!text.contains(&code));
}

/// Whoever is told that an account was frozen reads how to give it back only if they may; else, who may.
#[tokio::test]
async fn a_frozen_account_is_told_to_each_as_they_may_act() {
    let bench = Bench::new(&[]).await;
    let store = &bench.worker.context.store;
    let mut people = [
        person("glenn", "Glenn", "Breaker"),
        person("robin", "Robin", "Owner"),
        person("morgan", "Morgan", "Manager"),
    ];
    for (person, role) in
        people.iter_mut().zip([SystemRole::BtgAdmin, SystemRole::BtgAdmin, SystemRole::OfficeManager])
    {
        person.record.listed.role = role.into();
    }
    let mut transaction = store.write().await.unwrap();
    transaction.staff().add(&people).await.unwrap();
    let tell = |id: &str, whose: &str, recipient: &str| NewMail {
        id: id.to_owned(),
        content: MailContent::Notice(Notice {
            kind: NoticeKind::AccountFrozen,
            staff_id: StaffId::new(whose),
            done_at: bench.clock.now(),
            done_by: None,
            recipient_id: StaffId::new(recipient),
            sent_to: format!("{recipient}@email.xyz"),
            freeze_link_id: None,
        }),
        queued_at: bench.clock.now(),
    };
    for mail in [
        tell("a nurse", "camille", "morgan"),
        tell("an admin, to a manager", "glenn", "morgan"),
        tell("an admin, to an admin", "glenn", "robin"),
    ] {
        transaction.mail().queue(&mail).await.unwrap();
    }
    transaction.staff().freeze(&StaffId::new("glenn"), bench.clock.now()).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(bench.work().await.len(), 3);
    let text = |number| bench.transport.taken.mail(number).unwrap().text;
    for (number, can) in [(1, true), (2, false), (3, true)] {
        let text = text(number);
        assert_eq!(text.contains("Then reactivate the account"), can, "{text}");
    }
    assert!(text(2).contains("Talk to whoever can: Robin Owner."), "{}", text(2));

    let mut transaction = store.write().await.unwrap();
    transaction.staff().freeze(&StaffId::new("robin"), bench.clock.now()).await.unwrap();
    transaction.mail().queue(&tell("the last admin", "robin", "morgan")).await.unwrap();
    transaction.commit().await.unwrap();
    bench.work().await;
    assert!(text(4).contains("staffroom-server admin invite"), "{}", text(4));
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
