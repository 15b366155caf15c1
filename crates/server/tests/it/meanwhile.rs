//! What happens to whoever asks, between their request and its act.

use crate::browser::Browser;
use crate::practice::Practice;
use serde_json::json;
use staffroom_contract::{ProblemCode, StaffId, StaffStatus};
use staffroom_store::Transaction;

/// What becomes of Morgan.
#[derive(Clone, Copy, Debug)]
enum Fate {
    SignedOut,
    Deactivated,
}

impl Fate {
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
fn befalls_before_the_act(practice: &Practice, fate: Fate) {
    let store = practice.context.store.clone();
    practice.watch.before_next_write(async move {
        let mut transaction = store.write().await.unwrap();
        fate.befall(&mut *transaction).await;
        transaction.commit().await.unwrap();
    });
}

/// Whose session was ended, or whose access was taken away, while their request was under way does nothing any more.
#[tokio::test]
async fn whoever_may_no_longer_act_does_not() {
    for fate in [Fate::SignedOut, Fate::Deactivated] {
        for act in ["update", "reset", "revoke", "deactivate", "reactivate", "end sessions"] {
            let practice = Practice::open().await;
            let glenn = practice.sign_in("btgadmin").await;
            let morgan: Browser = practice.sign_in("morganm").await;
            let before = glenn.detail("camilles").await;
            befalls_before_the_act(&practice, fate);
            let answer = match act {
                "update" => morgan.update("camilles", 1, &json!({ "first_name": "Mine" })).await,
                "reset" => morgan.reset("camilles").await,
                "revoke" => morgan.revoke("camilles").await,
                "deactivate" => morgan.deactivate("camilles").await,
                "reactivate" => morgan.reactivate("camilles").await,
                _ => morgan.end_staff_sessions("camilles").await,
            };
            answer.refused_with(ProblemCode::SignedOut);
            assert_eq!(glenn.detail("camilles").await, before, "{fate:?} {act}");
        }
    }
}
