//! The built server as a process, and what is asked of it.

use crate::PATIENCE;
use serde_json::{Value, json};
use std::io::BufRead as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;

/// The server as a process.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) async fn start(folder: &Path, smtp_port: u16) -> Self {
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
    pub(crate) fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// The cookie of a new session.
    pub(crate) async fn sign_in(&self, username: &str, password: &str) -> String {
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

/// The built server, as `STAFFROOM_SERVER` names it.
pub(crate) fn program() -> PathBuf {
    std::env::var_os("STAFFROOM_SERVER").unwrap().into()
}

/// An answer that came whole.
pub(crate) struct Reply {
    pub(crate) status: u16,
    cookie: Option<String>,
    pub(crate) body: Value,
}

/// Asks once, over a connection of its own; nothing if the server died meanwhile.
pub(crate) async fn ask(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Option<Reply> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    send(address, method, path, &[headers, &[("content-type", "application/json")]].concat(), &body).await
}

/// As [`ask`], with any body.
pub(crate) async fn send(
    address: &str,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Option<Reply> {
    let more: String = headers.iter().flat_map(|(name, value)| [*name, ": ", *value, "\r\n"]).collect();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nsec-fetch-site: same-origin\r\nconnection: close\r\n\
         content-length: {}\r\n{more}\r\n{body}",
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
