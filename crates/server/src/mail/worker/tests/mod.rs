//! The worker at its bench: a practice, a clock that a test moves, and a mail server that does as it is told.

mod invitations;
mod links;
mod notices;
mod sending;

use super::*;
use crate::clock::Clock;
use crate::link_code::{LinkKey, digest};
use crate::mail::OutgoingMail;
use crate::mail::mailbox::Mailbox;
use crate::password_hash::{Cost, PasswordHasher};
use async_trait::async_trait;
use staffroom_contract::{LinkPurpose, PasswordResetId, StaffId, StaffStatus, SystemRole};
use staffroom_store::sqlite::SqliteStore;
use staffroom_store::{
    Link, ListedStaff, MailContent, NewFreezeLink, NewLink, NewMail, NewStaff, Notice, NoticeKind, Practice,
    StaffRecord,
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
