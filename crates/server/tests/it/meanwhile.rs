//! What happens to whoever asks, between their request and its act.

use crate::browser::Browser;
use crate::bulk::{self, begin};
use crate::import::{confirm, file, nurse};
use crate::practice::Practice;
use serde_json::{Value, json};
use staffroom_contract::paths::{self, template};
use staffroom_contract::{Office, Permission, ProblemCode, StaffId, StaffStatus};
use staffroom_store::Transaction;

/// What becomes of Morgan.
#[derive(Clone, Copy, Debug)]
enum Ending {
    SignedOut,
    Deactivated,
}

impl Ending {
    async fn befall(self, transaction: &mut dyn Transaction) {
        let (morgan, now) = (StaffId::new("morganm"), staffroom_contract::UnixSeconds(0));
        match self {
            Self::SignedOut => drop(transaction.sessions().end_all_of(&morgan).await.unwrap()),
            Self::Deactivated => {
                transaction.staff().set_status(&morgan, StaffStatus::Inactive, now).await.unwrap();
            }
        }
    }
}

/// Has it happen right before the next act begins to write.
fn befalls_before_the_act(practice: &Practice, ending: Ending) {
    let store = practice.context.store.clone();
    practice.watch.before_next_write(async move {
        let mut transaction = store.write().await.unwrap();
        ending.befall(&mut *transaction).await;
        transaction.commit().await.unwrap();
    });
}

/// What an administrator does.
const ACTS: [&str; 11] = [
    "update",
    "reset",
    "revoke",
    "deactivate",
    "reactivate",
    "end sessions",
    "add an office",
    "change the practice",
    "make a role",
    "export the staff",
    "export the audit log",
];

fn role() -> Value {
    json!({ "name": "Mine", "based_on": "nurse", "permissions": [] })
}

/// Whose session was ended, or whose access was taken away, while their request was under way does nothing any more.
#[tokio::test]
async fn whoever_may_no_longer_act_does_not() {
    for ending in [Ending::SignedOut, Ending::Deactivated] {
        for act in ACTS {
            let practice = Practice::open().await;
            practice.customize("morganm", &[Permission::ManageRoles], &[]).await;
            let glenn = practice.sign_in("btgadmin").await;
            let morgan: Browser = practice.sign_in("morganm").await;
            let before = glenn.detail("camilles").await;
            befalls_before_the_act(&practice, ending);
            let answer = match act {
                "update" => morgan.update("camilles", 1, &json!({ "first_name": "Mine" })).await,
                "reset" => morgan.reset("camilles").await,
                "revoke" => morgan.revoke("camilles").await,
                "deactivate" => morgan.deactivate("camilles").await,
                "reactivate" => morgan.reactivate("camilles").await,
                "end sessions" => morgan.end_staff_sessions("camilles").await,
                "add an office" => morgan.add_office("Riverside").await,
                "change the practice" => morgan.update_practice(1, &json!({ "name": "Mine" })).await,
                "make a role" => morgan.post(template::ROLES, &role()).await,
                "export the staff" => morgan.get(template::STAFF_CSV).await,
                _ => morgan.export_audit_log("").await,
            };
            answer.refused_with(ProblemCode::SignedOut);
            assert_eq!(glenn.detail("camilles").await, before, "{ending:?} {act}");
            let acts = practice.watch.recorded();
            let done = acts.iter().rfind(|act| act.actor == Some(StaffId::new("morganm"))).unwrap();
            assert!(
                done.event == "signed_in" || done.refused_as.is_some(),
                "{ending:?} {act}: {}",
                done.event
            );
        }
    }
}

/// Whoever is restricted to their offices while a file is being made for them takes along nobody beyond.
#[tokio::test]
async fn whoever_is_restricted_meanwhile_takes_no_more_along() {
    for file_of in ["staff", "audit log", "bulk act", "import"] {
        let practice = Practice::open().await;
        let glenn = practice.sign_in("btgadmin").await;
        let main: Office = glenn.add_office("Main Street").await.is(201).json();
        let morgan = practice.sign_in("morganm").await;
        let import = confirm(&morgan, file(&[&nurse("anurse")])).await;
        practice.add_imported().await;
        let bulk = begin(&morgan, &bulk::reset(), &["camilles"]).await;
        bulk::carry_out(&practice).await;
        let (path, name) = match file_of {
            "staff" => (template::STAFF_CSV.to_owned(), "camilles"),
            "audit log" => (template::AUDIT_EVENTS_CSV.to_owned(), "Camille"),
            "bulk act" => (paths::bulk_results_csv(&bulk.id), "Camille"),
            _ => (paths::import_results_csv(&import), "Ada"),
        };
        assert!(morgan.get(&path).await.is(200).body.contains(name), "{file_of}");
        let restricted = json!({ "restrict_offices": true, "office_ids": [main.id] });
        practice.watch.before_next_write(async move {
            glenn.restrict("morganm", 1, &restricted).await.is(200);
        });
        let file = morgan.get(&path).await.is(200).body;
        assert!(!file.contains(name), "{file_of}: {file}");
    }
}
