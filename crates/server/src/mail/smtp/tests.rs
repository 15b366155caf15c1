use super::*;
use crate::mail::message::tests::sample;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What the server on loopback does with the mails that it is sent.
#[derive(Clone, Copy)]
enum Script {
    /// Takes them.
    Take,
    /// Answers this command with this line.
    Answer(&'static str, &'static str),
    /// Answers this command never.
    Hang(&'static str),
}

/// A mail server that follows a script; the mails that it took, as they travelled.
async fn server(script: Script) -> (SmtpServer, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let taken = Arc::new(Mutex::new(Vec::new()));
    tokio::spawn({
        let taken = Arc::clone(&taken);
        async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, script, Arc::clone(&taken)));
            }
        }
    });
    let server = SmtpServer::parse(&format!("smtp://127.0.0.1:{port}")).unwrap();
    (server, taken)
}

async fn converse(stream: TcpStream, script: Script, taken: Arc<Mutex<Vec<String>>>) {
    let mut stream = BufReader::new(stream);
    let mut command = "CONNECT".to_owned();
    loop {
        let answer = match script {
            Script::Hang(at) if command.starts_with(at) => std::future::pending().await,
            Script::Answer(at, answer) if command.starts_with(at) => answer,
            _ if command.starts_with("CONNECT") => "220 ready",
            _ if command.starts_with("DATA") => "354 go on",
            _ if command.starts_with("QUIT") => "221 bye",
            _ => "250 fine",
        };
        if stream.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
        if answer.starts_with("354") {
            let mut mail = String::new();
            while !mail.ends_with("\r\n.\r\n") {
                if stream.read_line(&mut mail).await.unwrap_or(0) == 0 {
                    return;
                }
            }
            taken.lock().unwrap().push(mail);
            command = "TAKEN".to_owned();
            continue;
        }
        command.clear();
        if stream.read_line(&mut command).await.unwrap_or(0) == 0 {
            return;
        }
    }
}

async fn sent_to(script: Script) -> Result<(), SendError> {
    let (server, _) = server(script).await;
    let transport = server.transport().unwrap().with_patience(Duration::from_millis(300));
    transport.send(&sample()).await
}

/// A mail that the server takes has left, with its link whole.
#[tokio::test]
async fn a_mail_reaches_the_server() {
    let (server, taken) = server(Script::Take).await;
    let mail = sample();
    let transport = server.transport().unwrap();
    assert_eq!(transport.send(&mail).await, Ok(()));
    let taken = taken.lock().unwrap();
    assert_eq!(taken.len(), 1);
    let link = mail.text.lines().nth(2).unwrap();
    assert!(taken[0].contains(&format!("\r\n{link}\r\n")));
}

/// A server that cannot take the mail now is asked again; one that says never is not. A server that refuses us
/// rather than the mail waits for the operator.
#[tokio::test]
async fn what_the_server_says_decides_whether_to_try_again() {
    for (command, answer, error) in [
        ("RCPT", "451 greylisted", SendError::Temporary("deferred")),
        ("CONNECT", "421 busy", SendError::Temporary("deferred")),
        ("RCPT", "550 no such user", SendError::Permanent("rejected")),
        ("TAKEN", "554 looks like spam", SendError::Permanent("rejected")),
        ("MAIL", "530 sign in first", SendError::Temporary("credentials")),
        ("CONNECT", "hello there", SendError::Temporary("unintelligible_server")),
    ] {
        assert_eq!(sent_to(Script::Answer(command, answer)).await, Err(error), "{answer}");
    }
}

/// A server that stops answering holds one mail up for a while and no longer.
#[tokio::test]
async fn a_server_that_hangs_is_given_up() {
    for command in ["CONNECT", "EHLO", "TAKEN"] {
        assert_eq!(sent_to(Script::Hang(command)).await, Err(SendError::Temporary("timeout")), "{command}");
    }
}

/// A server that is not there is tried again later.
#[tokio::test]
async fn a_server_that_is_down_is_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://127.0.0.1:{}", listener.local_addr().unwrap().port());
    drop(listener);
    let transport = SmtpServer::parse(&url).unwrap().transport().unwrap();
    assert_eq!(transport.send(&sample()).await, Err(SendError::Temporary("unreachable")));
}

/// Where STARTTLS is required and the server does not offer it, nothing of the mail is sent.
#[tokio::test]
async fn nothing_is_sent_in_clear_where_tls_is_required() {
    let (server, taken) = server(Script::Take).await;
    let outside = SmtpServer { security: Security::StartTls, ..server };
    let transport = outside.transport().unwrap();
    assert_eq!(transport.send(&sample()).await, Err(SendError::Temporary("unsuitable_server")));
    assert!(taken.lock().unwrap().is_empty());
}

/// Only mail to this machine's own server goes unencrypted, however the server is named.
#[test]
fn only_loopback_goes_without_tls() {
    for (url, security) in [
        ("smtp://127.0.0.1:2525", Security::Loopback),
        ("smtp://localhost", Security::Loopback),
        ("smtp://[::1]:25", Security::Loopback),
        ("smtp://mail.example.org", Security::StartTls),
        ("smtp://192.0.2.1:25", Security::StartTls),
        ("smtp://localhost.example.org", Security::StartTls),
        ("smtps://mail.example.org", Security::Tls),
        ("smtps://localhost", Security::Tls),
    ] {
        assert_eq!(SmtpServer::parse(url).ok().map(|server| server.security()), Some(security), "{url}");
    }
}

#[test]
fn user_and_password_stand_in_the_url() {
    let server = SmtpServer::parse("smtp://staff%40example.org:p%2Fss%23@mail.example.org").ok().unwrap();
    assert_eq!(server.port, 587);
    let credentials = Some(("staff@example.org".to_owned(), "p/ss#".to_owned()));
    assert!(server.credentials == credentials);
    assert_eq!(SmtpServer::parse("smtps://mail.example.org").ok().unwrap().port, 465);
}

/// A mistake in the address is found before the server starts.
#[test]
fn a_malformed_address_is_refused() {
    for (url, error) in [
        ("", BadSmtpUrl::NotAUrl),
        ("mail.example.org", BadSmtpUrl::NotAUrl),
        ("mail.example.org:25", BadSmtpUrl::Scheme),
        ("http://mail.example.org", BadSmtpUrl::Scheme),
        ("smtp://", BadSmtpUrl::Host),
        ("smtp:///x", BadSmtpUrl::Host),
        ("smtp://ma%20il", BadSmtpUrl::Host),
        ("smtp://mail.example.org:99999", BadSmtpUrl::NotAUrl),
        ("smtp://mail.example.org/path", BadSmtpUrl::Tail),
        ("smtp://mail.example.org?tls=none", BadSmtpUrl::Tail),
        ("smtp://user@mail.example.org", BadSmtpUrl::Credentials),
        ("smtp://:secret@mail.example.org", BadSmtpUrl::Credentials),
    ] {
        assert_eq!(SmtpServer::parse(url).err(), Some(error), "{url}");
    }
}
