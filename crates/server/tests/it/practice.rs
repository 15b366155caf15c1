//! A practice to test with: the people of the reference page, and those who manage their accounts.

use crate::browser::Browser;
use crate::logs;
use crate::watched_store::{Watch, WatchedStore};
use axum::Router;
use staffroom_contract::{
    CodedValue, EmailChange, EmailChangeId, LinkPurpose, PasswordReset, PasswordResetId, Permission,
    Provider, RoleId, Secret, StaffId, StaffStatus, SystemRole, UnixSeconds,
};
use staffroom_server::app_files::AppFiles;
use staffroom_server::app_unlock_pin;
use staffroom_server::clock::Clock;
use staffroom_server::context::Context;
use staffroom_server::limits::{Limits, TrustedProxies};
use staffroom_server::link_code::{LinkKey, digest};
use staffroom_server::mail::OutgoingMail;
use staffroom_server::mail::mailbox::Mailbox;
use staffroom_server::mail::worker::Worker;
use staffroom_server::password_hash::{Cost, PasswordHasher};
use staffroom_server::{forgotten_password, http, repeated_acts};
use staffroom_store::sqlite::SqliteStore;
use staffroom_store::{
    HeldRole, ListedStaff, MailContent, NewLink, NewRole, NewStaff, Notice, OwnPermissions, SettingsChanges,
    StaffRecord, Transaction,
};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tempfile::TempDir;
use url::Url;

pub(crate) const MINUTE: i64 = 60;
pub(crate) const HOUR: i64 = 60 * MINUTE;

/// Where the tests' practice is reached.
pub(crate) const ORIGIN: &str = "https://staff.cedarhill.example";

/// A clock that stands still until it is moved.
#[derive(Debug)]
struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> UnixSeconds {
        UnixSeconds(self.0.load(Ordering::SeqCst))
    }
}

/// A practice with its people and its server.
#[derive(Clone)]
pub(crate) struct Practice {
    pub(crate) context: Context,
    pub(crate) router: Router,
    pub(crate) watch: Arc<Watch>,
    clock: Arc<TestClock>,
    folder: Arc<TempDir>,
}

impl Practice {
    /// Opens a practice with everybody in it. Each person's id is their username.
    pub(crate) async fn open() -> Self {
        logs::begin();
        let folder = TempDir::new().unwrap();
        let database = format!("sqlite://{}", folder.path().join("staffroom.db").display());
        let watch = Arc::new(Watch::default());
        let store = WatchedStore { store: SqliteStore::open(&database).await.unwrap(), watch: watch.clone() };
        let clock = Arc::new(TestClock(AtomicI64::new(1_763_900_000)));
        let context = Context {
            store: Arc::new(store),
            clock: clock.clone(),
            hasher: PasswordHasher::new(Cost { memory_kib: 8, passes: 1 }, 4).unwrap(),
            link_key: LinkKey::new([7; 32]),
            public_url: Url::parse(ORIGIN).unwrap(),
            limits: Arc::default(),
            wishes: Arc::default(),
            import_confirmed: Arc::default(),
            mail_queued: Arc::default(),
            bulk_waits: Arc::default(),
        };
        let router = http::router(context.clone(), app());
        let practice = Self { context, router, watch, clock, folder: Arc::new(folder) };
        practice.fill().await;
        practice
    }

    /// Whose password is what. Nobody's is like another's.
    pub(crate) fn password_of(username: &str) -> String {
        format!("the password of {username}")
    }

    /// Somebody who has just opened a browser.
    pub(crate) fn stranger(&self) -> Browser {
        Browser::new(self.clone())
    }

    /// The browser of somebody who has signed in.
    pub(crate) async fn sign_in(&self, username: &str) -> Browser {
        let mut browser = self.stranger();
        browser.sign_in(username, &Self::password_of(username)).await.is(200);
        browser
    }

    /// Moves the clock on.
    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds, Ordering::SeqCst);
    }

    /// What the mail with this link says.
    pub(crate) async fn code_of(&self, reset: &PasswordReset) -> Secret {
        let link = self.read().await.links().get(&reset.id).await.unwrap().unwrap();
        self.context.link_key.code(link.purpose, &link.id, &link.salt)
    }

    /// What the mail with a person's newest invitation says.
    pub(crate) async fn invitation_code_of(&self, id: &StaffId) -> Secret {
        let link = self.read().await.links().newest_of(id, LinkPurpose::Invitation).await.unwrap().unwrap();
        self.context.link_key.code(link.purpose, &link.id, &link.salt)
    }

    /// Has somebody who was invited choose a password like everybody's.
    pub(crate) async fn accept_invitation(&self, username: &str) {
        let code = self.invitation_code_of(&StaffId::new(username)).await;
        let password = Self::password_of(username);
        self.stranger().complete_as(LinkPurpose::Invitation, &code, &password).await.is(204);
    }

    /// Has the server see to everybody who asked for a link because they have forgotten their password.
    pub(crate) async fn see_to_wishes(&self) {
        forgotten_password::see_to_all(&self.context).await;
    }

    /// Has the server add the people of the imports that were confirmed.
    pub(crate) async fn add_imported(&self) {
        while http::add_next_imported(&self.context).await {}
    }

    /// Has the minute end, after which repeated acts are recorded with their number.
    pub(crate) async fn end_minute(&self) {
        self.wait(MINUTE);
        repeated_acts::record_all(&self.context).await;
    }

    /// Invites a person from the command line; the code of their invitation.
    pub(crate) async fn invite(&self, username: &str) -> Secret {
        let mut person = person(username, "Ina", "Vited", SystemRole::Staff);
        person.record.listed.status = StaffStatus::Pending;
        let id = PasswordResetId::new(format!("invitation-of-{username}"));
        let code = self.context.link_key.code(LinkPurpose::Invitation, &id, &[1; 32]);
        let link = NewLink {
            id,
            purpose: LinkPurpose::Invitation,
            staff_id: StaffId::new(username),
            sent_to: None,
            salt: [1; 32],
            code_hash: digest(code.expose()),
            requested_by: None,
            idempotency_key: None,
            bulk_id: None,
            requested_at: self.clock.now(),
            expires_at: self.clock.now().plus(72 * HOUR),
        };
        let mut transaction = self.context.store.write().await.unwrap();
        transaction.staff().add(&[person]).await.unwrap();
        transaction.links().issue(&link).await.unwrap();
        transaction.commit().await.unwrap();
        code
    }

    /// Serves something besides, inside the same layers as everything else.
    pub(crate) fn serve_also(&mut self, pages: Router) {
        self.router = http::router_with(self.context.clone(), app(), pages);
    }

    /// Gives the practice another name.
    pub(crate) async fn rename(&self, name: &str) {
        let mut transaction = self.context.store.write().await.unwrap();
        let practice = transaction.practice().get().await.unwrap().unwrap();
        let renamed = staffroom_store::Practice { name: name.to_owned(), ..practice };
        transaction.practice().put(&renamed).await.unwrap();
        transaction.commit().await.unwrap();
    }

    /// Gives up every mail that waits, as after too many tries.
    pub(crate) async fn give_up_mails(&self) {
        let (now, lease) = (self.clock.now(), self.clock.now().plus(HOUR));
        let mut transaction = self.context.store.write().await.unwrap();
        let mut mails = transaction.mail();
        while let Some(mail) = mails.claim(now, lease).await.unwrap() {
            mails.mark_failed(&mail.id, now, "refused").await.unwrap();
        }
        drop(mails);
        transaction.commit().await.unwrap();
    }

    /// How many mails wait to be sent.
    pub(crate) async fn queued_mails(&self) -> usize {
        self.queue().await.len()
    }

    /// Both codes of a change of email: what the mail to the new address says, and what that to the old one says.
    pub(crate) async fn codes_of(&self, change: &EmailChange) -> (Secret, Secret) {
        let change = self.read().await.email_changes().get(&change.id).await.unwrap().unwrap();
        let key = &self.context.link_key;
        (key.email_change_code(&change.id, &change.salt), key.email_objection_code(&change.id, &change.salt))
    }

    /// Whose and what mails about changes of email wait to be sent: `true` for those to the new address.
    pub(crate) async fn email_change_mails(&self) -> Vec<(EmailChangeId, bool)> {
        let queue = self.queue().await.into_iter();
        queue
            .filter_map(|content| match content {
                MailContent::EmailChange(id) => Some((id, true)),
                MailContent::EmailChangeNotice(id) => Some((id, false)),
                MailContent::Notice(_) | MailContent::PasswordReset(_) | MailContent::Invitation(_) => None,
            })
            .collect()
    }

    /// Allows email addresses at these domains only.
    pub(crate) async fn allow_email_domains(&self, domains: &[&str]) {
        let mut transaction = self.context.store.write().await.unwrap();
        let practice = transaction.practice().get().await.unwrap().unwrap();
        let allowed_email_domains = domains.iter().map(|domain| (*domain).to_owned()).collect();
        let practice = staffroom_store::Practice { allowed_email_domains, ..practice };
        transaction.practice().put(&practice).await.unwrap();
        transaction.commit().await.unwrap();
    }

    /// Lets a person change their own email address.
    pub(crate) async fn enable_email_update(&self, username: &str) {
        let mut transaction = self.context.store.write().await.unwrap();
        let id = StaffId::new(username);
        let version = transaction.staff().get(&id).await.unwrap().unwrap().version;
        let changes = SettingsChanges { enable_email_update: Some(true), ..SettingsChanges::default() };
        transaction.staff().change_settings(&id, version, &changes, self.clock.now()).await.unwrap();
        transaction.commit().await.unwrap();
    }

    /// The notices that wait to be sent.
    pub(crate) async fn notices(&self) -> Vec<Notice> {
        let queue = self.queue().await.into_iter();
        queue
            .filter_map(|content| match content {
                MailContent::Notice(notice) => Some(notice),
                MailContent::PasswordReset(_)
                | MailContent::Invitation(_)
                | MailContent::EmailChange(_)
                | MailContent::EmailChangeNotice(_) => None,
            })
            .collect()
    }

    async fn queue(&self) -> Vec<MailContent> {
        let (now, lease) = (self.clock.now(), self.clock.now().plus(HOUR));
        // Never committed, so that the mails wait on.
        let mut transaction = self.context.store.write().await.unwrap();
        let mut contents = Vec::new();
        while let Some(mail) = transaction.mail().claim(now, lease).await.unwrap() {
            contents.push(mail.content);
        }
        contents
    }

    /// What a notice says to freeze the account with.
    pub(crate) async fn freeze_code_of(&self, notice: &Notice) -> Secret {
        let id = notice.freeze_link_id.as_deref().unwrap();
        let link = self.read().await.freeze_links().get(id).await.unwrap().unwrap();
        self.context.link_key.freeze_code(&link.id, &link.salt)
    }

    /// Shortens how long links are valid, in seconds.
    pub(crate) async fn allow_links_for(&self, seconds: i64) {
        let mut transaction = self.context.store.write().await.unwrap();
        let practice = transaction.practice().get().await.unwrap().unwrap();
        let practice =
            staffroom_store::Practice { link_valid_seconds: seconds.try_into().unwrap(), ..practice };
        transaction.practice().put(&practice).await.unwrap();
        transaction.commit().await.unwrap();
    }

    /// The mail server takes none of the mails that are due, and says why; they are due again at once.
    pub(crate) async fn fail_mail(&self, reason: &str) {
        let now = self.clock.now();
        let mut transaction = self.context.store.write().await.unwrap();
        let mut mail = transaction.mail();
        while let Some(claimed) = mail.claim(now, now.plus(HOUR)).await.unwrap() {
            mail.retry(&claimed.id, now.plus(1), reason).await.unwrap();
        }
        drop(mail);
        transaction.commit().await.unwrap();
    }

    /// The mail server takes every mail that is due.
    pub(crate) async fn deliver_mail(&self) {
        let now = self.clock.now();
        let mut transaction = self.context.store.write().await.unwrap();
        let mut mail = transaction.mail();
        while let Some(claimed) = mail.claim(now, now.plus(HOUR)).await.unwrap() {
            mail.mark_sent(&claimed.id, now).await.unwrap();
        }
        drop(mail);
        transaction.commit().await.unwrap();
    }

    /// Every byte that the database has on disk.
    pub(crate) fn bytes_on_disk(&self) -> Vec<u8> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        entries.flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect()
    }

    pub(crate) async fn read(&self) -> Box<dyn Transaction> {
        self.context.store.read().await.unwrap()
    }

    /// Stops the server and starts it with this key.
    pub(crate) async fn restart_with(&mut self, link_key: LinkKey) {
        self.context.link_key = link_key;
        app_unlock_pin::seal_anew(&*self.context.store, &self.context.link_key).await.unwrap();
        self.router = http::router(self.context.clone(), app());
    }

    /// Sends every mail that is due; the texts of those that left, in their order.
    pub(crate) async fn send_mail(&self) -> Vec<OutgoingMail> {
        let mailbox = Mailbox::default();
        let from = "no-reply@cedarhill.example".parse().unwrap();
        let worker = Worker::new(self.context.clone(), Arc::new(mailbox.clone()), from);
        while worker.send_one().await.unwrap() {}
        mailbox.mails().into_iter().rev().map(|kept| kept.mail).collect()
    }

    /// Has the practice served behind these proxies.
    pub(crate) fn behind(&mut self, networks: &[&str]) {
        let networks = networks.iter().map(|network| network.parse().unwrap()).collect();
        self.context.limits = Arc::new(Limits::new(TrustedProxies::new(networks)));
        self.router = http::router(self.context.clone(), app());
    }

    /// Has the server hash passwords at this cost, so many at once.
    pub(crate) fn hash_at(&mut self, cost: Cost, slots: usize) {
        self.context.hasher = PasswordHasher::new(cost, slots).unwrap();
        self.router = http::router(self.context.clone(), app());
    }

    /// The hash that is kept of a person's password.
    pub(crate) async fn hash_of(&self, username: &str) -> String {
        let credential = self.read().await.staff().credential_by_username(username).await.unwrap();
        credential.unwrap().password_hash.unwrap()
    }

    /// Adds somebody who may sign in, with a password like everybody's.
    pub(crate) async fn hire(&self, username: &str, role: impl Into<HeldRole>) {
        self.add(vec![person(username, "New", "Hire", role)]).await;
    }

    /// Makes a role of the practice's own, under an id of the test's choice, out of the role Staff.
    pub(crate) async fn make_role(&self, id: &str, permissions: &[Permission]) -> HeldRole {
        let role = NewRole {
            id: RoleId::new(id),
            name: format!("Role {id}"),
            based_on: SystemRole::Staff,
            permissions: permissions.iter().copied().collect(),
            created_at: self.clock.now(),
        };
        let mut transaction = self.context.store.write().await.unwrap();
        transaction.roles().add(&role).await.unwrap();
        transaction.commit().await.unwrap();
        HeldRole { id: role.id, name: role.name, kind: role.based_on, is_customized: false }
    }

    /// Adds permissions to a person's role, and takes others away from it, for them alone.
    pub(crate) async fn customize(&self, username: &str, added: &[Permission], removed: &[Permission]) {
        let own = OwnPermissions {
            added: added.iter().copied().collect(),
            removed: removed.iter().copied().collect(),
        };
        let id = StaffId::new(username);
        let mut transaction = self.context.store.write().await.unwrap();
        let person = transaction.staff().get(&id).await.unwrap().unwrap();
        let (role, version, now) = (person.listed.role.id, person.version, self.clock.now());
        transaction.staff().change_power(&id, version, &role, &own, now).await.unwrap();
        transaction.commit().await.unwrap();
    }

    /// Adds somebody who may sign in and has no email address.
    pub(crate) async fn hire_without_email(&self, username: &str) {
        let mut person = person(username, "New", "Hire", SystemRole::Staff);
        person.record.listed.email = None;
        self.add(vec![person]).await;
    }

    async fn fill(&self) {
        let mut transaction = self.context.store.write().await.unwrap();
        let practice = staffroom_store::Practice {
            name: "Cedar Hill Family Practice".to_owned(),
            time_zone: "America/New_York".to_owned(),
            ..staffroom_store::Practice::default()
        };
        transaction.practice().put(&practice).await.unwrap();
        transaction.commit().await.unwrap();

        let mut camille = person("camilles", "Camille", "Nurse", SystemRole::Nurse);
        camille.record.listed.cell_phone = Some("111-222-3333".to_owned());
        let pin = Secret::new("8453");
        let sealed = app_unlock_pin::seal(&self.context.link_key, &StaffId::new("camilles"), &pin).unwrap();
        camille.record.app_unlock_pin = Some(sealed);
        camille.record.care_team_role = Some(CodedValue {
            code: "310182000".to_owned(),
            display: "General nurse (occupation)".to_owned(),
        });
        self.add(vec![
            camille,
            person("morganm", "Morgan", "Manager", SystemRole::OfficeManager),
            person("btgadmin", "Glenn", "Breaker", SystemRole::BtgAdmin),
            person("hannah", "Hannah", "Provider", SystemRole::Provider),
            person("employee13", "Employee13", "Tests, Jr.", SystemRole::Provider),
            person("marcusstaff", "Marcus", "Staff", SystemRole::Nurse),
            person("jamie_demo_staff", "Jamie", "Tester", SystemRole::Staff),
        ])
        .await;
    }

    async fn add(&self, mut people: Vec<NewStaff>) {
        for person in &mut people {
            let password = Secret::new(Self::password_of(&person.record.listed.username));
            person.password_hash = Some(self.context.hasher.hash(&password).await.unwrap());
            person.created_at = self.clock.now();
        }
        let mut transaction = self.context.store.write().await.unwrap();
        transaction.staff().add(&people).await.unwrap();
        transaction.commit().await.unwrap();
    }
}

fn person(username: &str, first_name: &str, last_name: &str, role: impl Into<HeldRole>) -> NewStaff {
    let provider = Provider { id: StaffId::new("hannah"), full_name: "Hannah Provider".to_owned() };
    let listed = ListedStaff {
        id: StaffId::new(username),
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        username: username.to_owned(),
        email: Some(format!("{username}@email.xyz")),
        cell_phone: None,
        primary_provider: Some(provider),
        role: role.into(),
        status: StaffStatus::Active,
        last_sign_in_at: None,
        link_expires_at: None,
    };
    NewStaff { record: StaffRecord::new(listed), password_hash: None, created_at: UnixSeconds(0) }
}

/// An app of one page and one file.
pub(crate) fn app() -> AppFiles {
    let index = "<!doctype html><meta name=staffroom-session content=\"{{SESSION}}\">\
                 <meta name=staffroom-practice content=\"{{PRACTICE}}\">\
                 <body data-shell=\"{{SHELL}}\"><script nonce=\"{{__TRUNK NONCE__}}\"></script>";
    let landing = "<!doctype html><meta name=staffroom-practice content=\"{{PRACTICE}}\">\
                   <script nonce=\"{{__TRUNK NONCE__}}\"></script>";
    AppFiles::from_entries([
        ("index.html", index.as_bytes()),
        ("landing.html", landing.as_bytes()),
        ("app-0123456789abcdef.js", b"export {};".as_slice()),
    ])
    .unwrap()
}
