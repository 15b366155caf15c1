//! Bulk acts and imports.

use crate::practice::{ADMINISTRATOR, Practice, first_password};
use crate::server::{Server, ask, program, send};
use crate::{PATIENCE, random_below, rounds};
use serde_json::{Value, json};
use staffroom_contract::{Bulk, BulkPreview, Import, ImportState, LinkPurpose, StaffId, paths};
use staffroom_store::{Store, Transaction};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// How many people a bulk act sends links to.
const PEOPLE: usize = 60;
/// How many people an import adds: more than the server adds at once.
const ROWS: usize = 250;
/// How long the server lives at a time, in milliseconds at most.
const KILLED_WITHIN: u32 = 200;
/// One of these takes as long as so many resets.
const RESETS_PER_ROUND: u32 = 5;

/// While a bulk act and an import are under way the server is killed and started again until both are done: nobody was
/// missed, nobody met twice, and the record fits.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "it needs a built server with the app inside: `cargo xtask soak`"]
async fn what_is_done_to_many_goes_on_and_meets_each_once() {
    let rounds = rounds().div_ceil(RESETS_PER_ROUND);
    for round in 1..=rounds {
        let nurses: Vec<_> = (0..PEOPLE).map(|number| format!("nurse{number}")).collect();
        let nurses: Vec<_> = nurses.iter().map(String::as_str).collect();
        let practice = Practice::open(&nurses).await;
        let mut under_way = UnderWay::begin(&practice, &nurses).await;
        let kills = under_way.until_done(&practice).await;
        check(&practice, &nurses).await;
        println!("round {round} of {rounds}: killed {kills} times");
    }
}

/// What was begun, and the session of whoever began it.
struct UnderWay {
    session: String,
    bulk: Bulk,
    import: Import,
    server: Option<Server>,
}

impl UnderWay {
    async fn begin(practice: &Practice, nurses: &[&str]) -> Self {
        let server = practice.start().await;
        let session = server.sign_in(ADMINISTRATOR, &first_password(ADMINISTRATOR)).await;
        let headers = [("cookie", session.as_str())];
        let mut file = "first_name,last_name,username,email,role\n".to_owned();
        for number in 0..ROWS {
            writeln!(file, "Ada,Newcomer,newcomer{number},newcomer{number}@email.xyz,Nurse").unwrap();
        }
        let csv = [("cookie", session.as_str()), ("content-type", "text/csv")];
        let checked = send(&server.address, "POST", paths::template::IMPORTS, &csv, &file).await.unwrap();
        let checked: Import = serde_json::from_value(checked.body).unwrap();

        let selection = json!({ "people": nurses });
        let act = json!({ "kind": "reset_password" });
        let mut request = json!({ "act": act, "selection": selection });
        let preview =
            ask(&server.address, "POST", paths::template::BULK_PREVIEW, &headers, &request).await.unwrap();
        let preview: BulkPreview = serde_json::from_value(preview.body).unwrap();
        request["expected"] = json!(preview.digest);
        let bulk = ask(&server.address, "POST", paths::template::BULK, &headers, &request).await.unwrap();
        assert_eq!(bulk.status, 202, "{}", bulk.body);
        let confirm = paths::import_confirm(&checked.id);
        let confirmation = json!({ "leave_out_refused": false });
        let import = ask(&server.address, "POST", &confirm, &headers, &confirmation).await.unwrap();
        assert_eq!(import.status, 202, "{}", import.body);
        Self {
            bulk: serde_json::from_value(bulk.body).unwrap(),
            import: serde_json::from_value(import.body).unwrap(),
            session,
            server: Some(server),
        }
    }

    /// Kills the server again and again; says how often it came back to something that was not done.
    async fn until_done(&mut self, practice: &Practice) -> u32 {
        let give_up = Instant::now() + 6 * PATIENCE;
        for kills in 0.. {
            let server = match self.server.take() {
                Some(server) => server,
                None => practice.start().await,
            };
            sleep(Duration::from_millis(random_below(KILLED_WITHIN).into())).await;
            let is_done = self.is_done(&server.address).await;
            server.kill();
            if is_done {
                return kills;
            }
            assert!(Instant::now() < give_up, "it does not go on");
        }
        unreachable!("it has given up before")
    }

    async fn is_done(&self, address: &str) -> bool {
        let bulk: Bulk = self.get(address, &paths::bulk_act(&self.bulk.id)).await;
        let import: Import = self.get(address, &paths::import(&self.import.id)).await;
        assert_eq!((bulk.failed, bulk.left_out, import.counts.failed), (0, 0, 0), "somebody was left out");
        bulk.finished_at.is_some() && import.state == ImportState::Done
    }

    async fn get<T: serde::de::DeserializeOwned>(&self, address: &str, path: &str) -> T {
        let headers = [("cookie", self.session.as_str())];
        let reply = ask(address, "GET", path, &headers, &Value::Null).await.unwrap();
        serde_json::from_value(reply.body).unwrap()
    }
}

/// Looks into what there is at the end.
async fn check(practice: &Practice, nurses: &[&str]) {
    let store = practice.store().await;
    let mut transaction = store.write().await.unwrap();
    for nurse in nurses {
        let links = links(&mut *transaction, &StaffId::new(*nurse), LinkPurpose::PasswordReset).await;
        assert_eq!(links, [true], "{nurse} has one link, and it lives");
    }
    for number in 0..ROWS {
        let username = format!("newcomer{number}");
        let person = transaction.staff().find_by_username(&username).await.unwrap().unwrap();
        let links = links(&mut *transaction, &person.listed.id, LinkPurpose::Invitation).await;
        assert_eq!(links, [true], "{username} has one invitation, and it lives");
    }
    let mut recorded = HashMap::new();
    for record in transaction.audit().following(0, u32::MAX).await.unwrap() {
        *recorded.entry(record.event).or_insert(0) += 1;
    }
    for (event, times) in [
        ("bulk_started", 1),
        ("staff_password_reset_requested", PEOPLE),
        ("bulk_finished", 1),
        ("import_confirmed", 1),
        ("staff_created", ROWS),
        ("import_ended", 1),
    ] {
        assert_eq!(recorded.get(event), Some(&times), "{event}: {recorded:?}");
    }
    drop(transaction);
    store.close().await;
    let verified = Command::new(program())
        .args(["audit", "verify", "--data-dir"])
        .arg(practice.folder())
        .env_clear()
        .output()
        .unwrap();
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    practice.sink.assert_that_copies_are_alike();
}

/// Somebody's links, each of which lives or not.
async fn links(transaction: &mut dyn Transaction, id: &StaffId, purpose: LinkPurpose) -> Vec<bool> {
    let links = transaction.links().recent_of(id, purpose, 10).await.unwrap();
    links.iter().map(|link| link.ended.is_none()).collect()
}
