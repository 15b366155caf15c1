//! Resets and completions.

use crate::practice::{ADMINISTRATOR, Practice, first_password};
use crate::server::ask;
use crate::{random_below, rounds};
use serde_json::{Value, json};
use staffroom_contract::{LinkPurpose, PasswordReset, Secret, StaffId, UnixSeconds};
use staffroom_store::{Link, LinkEnd, MailContent, Store, Transaction};
use std::collections::HashSet;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout};

const HOLDER: &str = "camilles";
const OTHER: &str = "marcusstaff";
/// How long the server lives on once both acts have begun, in milliseconds at most: some rounds are over before they
/// have happened, some after.
const KILLED_WITHIN: u32 = 250;
/// How many rounds there are before another practice takes its turn: nobody is sent more links within an hour.
const ROUNDS_PER_PRACTICE: u32 = 3;
/// Longer than the server holds on to a mail that it had in hand when it was killed.
const LEASE: Duration = Duration::from_secs(75);

/// In each round somebody uses a link and an administrator sends another one, and the server is killed meanwhile.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it needs a built server with the app inside: `cargo xtask soak`"]
async fn whatever_is_killed_has_happened_whole_or_not_at_all() {
    let rounds = rounds();
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
    practice: Practice,
    /// The holder's password as of now.
    password: String,
}

impl Soak {
    async fn begin() -> Self {
        Self { practice: Practice::open(&[HOLDER, OTHER]).await, password: first_password(HOLDER) }
    }

    /// Says whether the holder's new password was set before the server died.
    async fn round(&mut self, round: u32) -> bool {
        let server = self.practice.start().await;
        let morgan = server.sign_in(ADMINISTRATOR, &first_password(ADMINISTRATOR)).await;
        server.sign_in(HOLDER, &self.password).await;
        let known = self.practice.sink.codes_to(HOLDER);
        let sent = reset(&server.address, &morgan, HOLDER, &format!("holder-{round}")).await.unwrap();
        let code = self.practice.sink.new_code_to(HOLDER, &known).await;
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
        let store = self.practice.store().await;
        // Never committed: it only looks.
        let mut transaction = store.write().await.unwrap();
        let holder = StaffId::new(HOLDER);
        let hash = transaction.staff().credential(&holder).await.unwrap().unwrap().password_hash;
        let is_set = self.practice.hasher.verify(&Secret::new(new_password), hash.as_deref()).await.unwrap();
        let end = transaction.links().get(&sent.id).await.unwrap().unwrap().ended.map(|(end, _)| end);
        let sessions = transaction.sessions().end_all_of(&holder).await.unwrap();
        if is_set {
            assert_eq!((end, sessions), (Some(LinkEnd::Used), 0), "the new password stands alone");
        } else {
            let old = Secret::new(self.password.clone());
            assert!(
                self.practice.hasher.verify(&old, hash.as_deref()).await.unwrap(),
                "neither password is right"
            );
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
        self.practice.sink.assert_that_copies_are_alike();
        is_set
    }

    /// No mail is lost: the newest link of each person who has a live one leaves as soon as a server lives on.
    async fn everything_promised_arrives(&self) {
        let server = self.practice.start().await;
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
        self.practice.sink.assert_that_copies_are_alike();
    }
}

fn completion(code: &str, password: &str) -> Value {
    json!({ "purpose": LinkPurpose::PasswordReset, "code": code, "password": password })
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

/// The link that was promised, if there was an answer.
async fn reset(address: &str, cookie: &str, username: &str, key: &str) -> Option<PasswordReset> {
    let path = format!("/api/v1/staff/{username}/password-reset");
    let reply =
        ask(address, "POST", &path, &[("cookie", cookie), ("idempotency-key", key)], &json!({})).await?;
    assert_eq!(reply.status, 202, "{}", reply.body);
    Some(serde_json::from_value(reply.body).unwrap())
}
