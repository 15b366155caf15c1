//! A mail server that takes what it gets.

use crate::{PATIENCE, random_below};
use staffroom_contract::paths::page as path;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

/// A mail as it came.
struct Arrived {
    message_id: String,
    to: String,
    code: String,
}

/// A mail server that keeps what it gets, and takes its time to say so.
pub(crate) struct Sink {
    pub(crate) port: u16,
    mails: Arc<Mutex<Vec<Arrived>>>,
}

impl Sink {
    pub(crate) async fn open() -> Self {
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
    pub(crate) fn codes_to(&self, username: &str) -> HashSet<String> {
        let address = format!("<{username}@email.xyz>");
        let mails = self.mails.lock().unwrap();
        mails.iter().filter(|mail| mail.to.contains(&address)).map(|mail| mail.code.clone()).collect()
    }

    /// Waits for a code that is not among the `known` ones.
    pub(crate) async fn new_code_to(&self, username: &str, known: &HashSet<String>) -> String {
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
    pub(crate) fn assert_that_copies_are_alike(&self) {
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

/// A mail with a link that sets a password; nothing if it is a notice.
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
    let links = [path::RESET_PASSWORD, path::ACCEPT_INVITATION];
    let code = links.iter().find_map(|path| after(&format!("https://staff.example.org{path}#")));
    let Some(code) = code else { return Ok(None) };
    assert_eq!(code.len(), 43, "{mail}");
    Ok(Some(Arrived { message_id, to, code }))
}
