//! The real server, killed at random moments in the middle of resets and completions. Whatever it was doing then has
//! happened whole or not at all, and what it promised has happened.
//!
//! `cargo xtask soak` builds the server and runs this against it.

#![expect(clippy::unwrap_used, reason = "what the soak cannot go on without ends it")]

use serde_json::{Value, json};
use staffroom_contract::{LinkPurpose, PasswordReset, Secret, StaffId, StaffStatus, SystemRole, UnixSeconds};
use staffroom_server::password_hash::{Cost, PasswordHasher};
use staffroom_store::sqlite::SqliteStore;
use staffroom_store::{
    Link, LinkEnd, ListedStaff, MailContent, NewStaff, Practice, StaffRecord, Store, Transaction,
};
use std::collections::{HashMap, HashSet};
use std::io::BufRead as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::time::{Instant, sleep, timeout};

const ADMINISTRATOR: &str = "morganm";
const HOLDER: &str = "camilles";
const OTHER: &str = "marcusstaff";
/// How long the server lives on once both acts have begun, in milliseconds at most: some rounds are over before they
/// have happened, some after.
const KILLED_WITHIN: u32 = 250;
/// How many rounds there are before another practice takes its turn: nobody is sent more links within an hour.
const ROUNDS_PER_PRACTICE: u32 = 3;
/// How long something may take that is not what is tried here.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longer than the server holds on to a mail that it had in hand when it was killed.
const LEASE: Duration = Duration::from_secs(75);

/// In each round somebody uses a link and an administrator sends another one, and the server is killed meanwhile.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it needs a built server with the app inside: `cargo xtask soak`"]
async fn whatever_is_killed_has_happened_whole_or_not_at_all() {
    let rounds = std::env::var("SOAK_ROUNDS").map_or(5, |rounds| rounds.parse().unwrap());
    let mut soak = Soak::begin().await;
    let mut completed = 0;
    for round in 0..rounds {
        if round > 0 && round % ROUNDS_PER_PRACTICE == 0 {
            soak = Soak::begin().await;
        }
        completed += u32::from(soak.round(round).await);
        println!("round {} of {rounds}: {completed} passwords were set so far", round + 1);
    }
    soak.everything_promised_arrives().await;
}

struct Soak {
    folder: tempfile::TempDir,
    sink: Sink,
    hasher: PasswordHasher,
    /// The holder's password as of now.
    password: String,
}

impl Soak {
    async fn begin() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sink = Sink::open().await;
        let hasher = PasswordHasher::new(Cost { memory_kib: 64, passes: 1 }, 2).unwrap();
        // It makes the database and the key.
        Server::start(folder.path(), sink.port).await.kill();
        let mut people = Vec::new();
        for (username, role) in [
            (ADMINISTRATOR, SystemRole::OfficeManager),
            (HOLDER, SystemRole::Nurse),
            (OTHER, SystemRole::Nurse),
        ] {
            let hash = hasher.hash(&Secret::new(first_password(username))).await.unwrap();
            people.push(person(username, role, hash));
        }
        let store = open(folder.path()).await;
        let mut transaction = store.write().await.unwrap();
        transaction.practice().put(&Practice::default()).await.unwrap();
        transaction.staff().add(&people).await.unwrap();
        transaction.commit().await.unwrap();
        store.close().await;
        Self { folder, sink, hasher, password: first_password(HOLDER) }
    }

    /// Says whether the holder's new password was set before the server died.
    async fn round(&mut self, round: u32) -> bool {
        let server = Server::start(self.folder.path(), self.sink.port).await;
        let morgan = server.sign_in(ADMINISTRATOR, &first_password(ADMINISTRATOR)).await;
        server.sign_in(HOLDER, &self.password).await;
        let known = self.sink.codes_to(HOLDER);
        let sent = reset(&server.address, &morgan, HOLDER, &format!("holder-{round}")).await.unwrap();
        let code = self.sink.new_code_to(HOLDER, &known).await;
        let new_password = format!("the new password of round {round}");

        let deadline = Instant::now() + Duration::from_millis(random_below(KILLED_WITHIN).into());
        let completing = tokio::spawn({
            let (server, body) = (server.address.clone(), completion(&code, &new_password));
            async move { ask(&server, "POST", "/api/v1/password-reset/complete", &[], &body).await }
        });
        let resetting = tokio::spawn({
            let (address, morgan) = (server.address.clone(), morgan.clone());
            async move { reset(&address, &morgan, OTHER, &format!("other-{round}")).await }
        });
        tokio::time::sleep_until(deadline).await;
        server.kill();
        let is_promised = completing.await.unwrap().is_some_and(|reply| reply.status == 204);
        let promised_link = resetting.await.unwrap();

        let is_set = self.check(&sent, &new_password, is_promised, promised_link).await;
        if is_set {
            self.password = new_password;
        }
        is_set
    }

    /// Looks into what the dead server left behind.
    async fn check(
        &self,
        sent: &PasswordReset,
        new_password: &str,
        is_promised: bool,
        promised_link: Option<PasswordReset>,
    ) -> bool {
        let store = open(self.folder.path()).await;
        // Never committed: it only looks.
        let mut transaction = store.write().await.unwrap();
        let holder = StaffId::new(HOLDER);
        let hash = transaction.staff().credential(&holder).await.unwrap().unwrap().password_hash;
        let is_set = self.hasher.verify(&Secret::new(new_password), hash.as_deref()).await.unwrap();
        let end = transaction.links().get(&sent.id).await.unwrap().unwrap().ended.map(|(end, _)| end);
        let sessions = transaction.sessions().end_all_of(&holder).await.unwrap();
        if is_set {
            assert_eq!((end, sessions), (Some(LinkEnd::Used), 0), "the new password stands alone");
        } else {
            let old = Secret::new(self.password.clone());
            assert!(self.hasher.verify(&old, hash.as_deref()).await.unwrap(), "neither password is right");
            assert_eq!(end, None, "the old password stands, and the link is dead");
            assert!(sessions > 0, "the old password stands, and the session is gone");
            assert!(!is_promised, "the new password was promised");
        }

        let waiting = waiting_links(&mut *transaction).await;
        for username in [HOLDER, OTHER] {
            let newest = newest_link(&mut *transaction, username).await;
            let is_live = newest.as_ref().is_some_and(|link| link.ended.is_none());
            let has_mail = newest
                .as_ref()
                .is_some_and(|link| link.sent_at.is_some() || waiting.contains(link.id.as_str()));
            assert!(!is_live || has_mail, "a live link has no mail");
        }
        if let Some(promised) = promised_link {
            let newest = newest_link(&mut *transaction, OTHER).await.map(|link| link.id);
            assert_eq!(newest, Some(promised.id), "a link was promised");
        }
        drop(transaction);
        store.close().await;
        self.sink.assert_that_copies_are_alike();
        is_set
    }

    /// No mail is lost: the newest link of each person who has a live one leaves as soon as a server lives on.
    async fn everything_promised_arrives(&self) {
        let server = Server::start(self.folder.path(), self.sink.port).await;
        let morgan = server.sign_in(ADMINISTRATOR, &first_password(ADMINISTRATOR)).await;
        let all_sent = async {
            for username in [HOLDER, OTHER] {
                let path = format!("/api/v1/staff/{username}");
                loop {
                    let detail =
                        ask(&server.address, "GET", &path, &[("cookie", &morgan)], &Value::Null).await;
                    let state = detail.unwrap().body["password_reset"]["state"].clone();
                    if state != "queued" {
                        break;
                    }
                    sleep(Duration::from_millis(200)).await;
                }
            }
        };
        timeout(LEASE, all_sent).await.unwrap();
        server.kill();
        self.sink.assert_that_copies_are_alike();
    }
}

fn first_password(username: &str) -> String {
    format!("the first password of {username}")
}

fn completion(code: &str, password: &str) -> Value {
    json!({ "purpose": LinkPurpose::PasswordReset, "code": code, "password": password })
}

fn random_below(limit: u32) -> u32 {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes).unwrap();
    u32::from_ne_bytes(bytes) % limit
}

fn person(username: &str, role: SystemRole, hash: String) -> NewStaff {
    let listed = ListedStaff {
        id: StaffId::new(username),
        first_name: "Somebody".to_owned(),
        last_name: username.to_owned(),
        username: username.to_owned(),
        email: Some(format!("{username}@email.xyz")),
        cell_phone: None,
        primary_provider: None,
        role: role.into(),
        status: StaffStatus::Active,
        last_sign_in_at: None,
        link_expires_at: None,
    };
    NewStaff { record: StaffRecord::new(listed), password_hash: Some(hash), created_at: UnixSeconds(0) }
}

async fn open(folder: &Path) -> SqliteStore {
    SqliteStore::open(&format!("sqlite://{}", folder.join("staffroom.db").display())).await.unwrap()
}

async fn newest_link(transaction: &mut dyn Transaction, username: &str) -> Option<Link> {
    transaction.links().newest_of(&StaffId::new(username), LinkPurpose::PasswordReset).await.unwrap()
}

/// The ids of the links whose mail waits. Each of them must be there.
async fn waiting_links(transaction: &mut dyn Transaction) -> HashSet<String> {
    let end_of_time = UnixSeconds(i64::MAX - 1);
    let mut waiting = HashSet::new();
    loop {
        let claimed = transaction.mail().claim(end_of_time, UnixSeconds(i64::MAX)).await.unwrap();
        let Some(claimed) = claimed else { return waiting };
        let MailContent::PasswordReset(id) = claimed.content else { continue };
        assert!(transaction.links().get(&id).await.unwrap().is_some(), "a mail has no link");
        waiting.insert(id.as_str().to_owned());
    }
}

/// The server as a process.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    async fn start(folder: &Path, smtp_port: u16) -> Self {
        let mut process = Command::new(program())
            .args([
                "serve",
                "--mail-from",
                "no-reply@example.org",
                "--public-url",
                "https://staff.example.org",
            ])
            .args(["--listen", "127.0.0.1:0", "--smtp-url", &format!("smtp://127.0.0.1:{smtp_port}")])
            .arg("--data-dir")
            .arg(folder)
            .env_clear()
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let listening = address_in_log(process.stderr.take().unwrap());
        let address = timeout(PATIENCE, listening).await.unwrap();
        Self { process, address: address.unwrap().unwrap() }
    }

    /// Ends it as a power cut would end the process: by SIGKILL.
    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// The cookie of a new session.
    async fn sign_in(&self, username: &str, password: &str) -> String {
        let body = json!({ "username": username, "password": password });
        let reply = ask(&self.address, "POST", "/api/v1/session", &[], &body).await.unwrap();
        assert_eq!(reply.status, 200, "{username} cannot sign in: {}", reply.body);
        reply.cookie.unwrap()
    }
}

/// Where the server says that it listens once it is ready, or its last words. Its log is read to the end, so that it
/// never waits for us.
fn address_in_log(log: ChildStderr) -> oneshot::Receiver<Result<String, String>> {
    let (sender, listening) = oneshot::channel();
    std::thread::spawn(move || {
        let mut lines = std::io::BufReader::new(log).lines().map_while(Result::ok);
        let mut last_words = String::new();
        let address = lines.by_ref().find_map(|line| {
            let logged: Value = serde_json::from_str(&line).unwrap_or_default();
            last_words = line;
            let is_ready = logged["message"] == "the server is ready";
            logged["address"].as_str().filter(|_| is_ready).map(str::to_owned)
        });
        // Whoever has waited for too long has said so.
        let _ = sender.send(address.ok_or(last_words));
        lines.for_each(drop);
    });
    listening
}

/// The link that was promised, if there was an answer.
async fn reset(address: &str, cookie: &str, username: &str, key: &str) -> Option<PasswordReset> {
    let path = format!("/api/v1/staff/{username}/password-reset");
    let reply =
        ask(address, "POST", &path, &[("cookie", cookie), ("idempotency-key", key)], &json!({})).await?;
    assert_eq!(reply.status, 202, "{}", reply.body);
    Some(serde_json::from_value(reply.body).unwrap())
}

/// The built server, as `STAFFROOM_SERVER` names it.
fn program() -> PathBuf {
    std::env::var_os("STAFFROOM_SERVER").unwrap().into()
}

/// An answer that came whole.
struct Reply {
    status: u16,
    cookie: Option<String>,
    body: Value,
}

/// Asks once, over a connection of its own; nothing if the server died meanwhile.
async fn ask(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Option<Reply> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let more: String = headers.iter().flat_map(|(name, value)| [*name, ": ", *value, "\r\n"]).collect();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n{more}\r\n{body}",
        body.len()
    );
    let mut connection = TcpStream::connect(address).await.ok()?;
    connection.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).await.ok()?;
    let answer = String::from_utf8(answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let header = |wanted: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value).next()
    };
    if header("content-length").is_some_and(|length| length.parse() != Ok(body.len())) {
        return None;
    }
    let cookie = header("set-cookie").and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Reply { status, cookie, body: serde_json::from_str(body).unwrap_or_default() })
}

/// A mail as it came.
struct Arrived {
    message_id: String,
    to: String,
    code: String,
}

/// A mail server that keeps what it gets, and takes its time to say so.
struct Sink {
    port: u16,
    mails: Arc<Mutex<Vec<Arrived>>>,
}

impl Sink {
    async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let mails = Arc::<Mutex<Vec<_>>>::default();
        tokio::spawn({
            let mails = Arc::clone(&mails);
            async move {
                while let Ok((connection, _)) = listener.accept().await {
                    let mails = Arc::clone(&mails);
                    // A server that was killed in the middle of a mail is no fault of the sink's.
                    tokio::spawn(async move { receive(connection, &mails).await.ok() });
                }
            }
        });
        Self { port, mails }
    }

    /// The codes that came for somebody so far.
    fn codes_to(&self, username: &str) -> HashSet<String> {
        let address = format!("<{username}@email.xyz>");
        let mails = self.mails.lock().unwrap();
        mails.iter().filter(|mail| mail.to.contains(&address)).map(|mail| mail.code.clone()).collect()
    }

    /// Waits for a code that is not among the `known` ones.
    async fn new_code_to(&self, username: &str, known: &HashSet<String>) -> String {
        let arrival = async {
            loop {
                if let Some(code) = self.codes_to(username).difference(known).next() {
                    return code.clone();
                }
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(PATIENCE, arrival).await.unwrap()
    }

    /// A mail that came twice has one Message-ID and one code, and no two mails share either.
    fn assert_that_copies_are_alike(&self) {
        let mails = self.mails.lock().unwrap();
        let (mut codes, mut ids) = (HashMap::new(), HashMap::new());
        for Arrived { message_id, code, .. } in mails.iter() {
            assert_eq!(*codes.entry(message_id).or_insert(code), code, "one mail, two links");
            assert_eq!(*ids.entry(code).or_insert(message_id), message_id, "one link, two mails");
        }
    }
}

/// Takes one mail by SMTP (RFC 5321).
async fn receive(connection: TcpStream, mails: &Mutex<Vec<Arrived>>) -> std::io::Result<()> {
    let mut connection = BufReader::new(connection);
    connection.write_all(b"220 sink\r\n").await?;
    let mut to = String::new();
    loop {
        let mut line = String::new();
        if connection.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let verb = line.split([' ', '\r']).next().unwrap_or_default().to_uppercase();
        match verb.as_str() {
            "RCPT" => to.clone_from(&line),
            "DATA" => {
                connection.write_all(b"354 go on\r\n").await?;
                let arrived = read_mail(&mut connection, to.clone()).await?;
                mails.lock().unwrap().extend(arrived);
                // Time in which the mail is here and the server does not know it.
                sleep(Duration::from_millis(random_below(80).into())).await;
            }
            "QUIT" => return connection.write_all(b"221 bye\r\n").await,
            _ => {}
        }
        connection.write_all(b"250 ok\r\n").await?;
    }
}

/// A mail with a password reset link; nothing if it is a notice.
async fn read_mail(connection: &mut BufReader<TcpStream>, to: String) -> std::io::Result<Option<Arrived>> {
    let mut mail = String::new();
    while !mail.ends_with("\r\n.\r\n") {
        if connection.read_line(&mut mail).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
    let after = |prefix: &str| mail.lines().find_map(|line| line.strip_prefix(prefix)).map(str::to_owned);
    let message_id = after("Message-ID: ").unwrap_or_default();
    assert!(!message_id.is_empty(), "{mail}");
    let Some(code) = after("https://staff.example.org/reset-password#") else { return Ok(None) };
    assert_eq!(code.len(), 43, "{mail}");
    Ok(Some(Arrived { message_id, to, code }))
}
