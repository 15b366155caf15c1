//! Two who take each other's power away at the same moment: somebody stays who can manage accounts.

use crate::browser::Browser;
use crate::practice::Practice;
use staffroom_contract::{Permission, ProblemCode, Session};
use std::sync::Arc;
use tokio::sync::Barrier;

const ACCOUNTS: Permission = Permission::ManageAccounts;
const ROUNDS: usize = 24;

/// By what one administrator takes another's power away.
#[derive(Clone, Copy, Debug)]
enum Way {
    Role,
    Permissions,
    RoleEdit,
    Deactivation,
}

impl Way {
    const ALL: [Self; 4] = [Self::Role, Self::Permissions, Self::RoleEdit, Self::Deactivation];

    /// The status of the try. `role` is the one that the other holds, alone.
    async fn take(self, browser: &Browser, whom: &str, role: &str) -> u16 {
        let all_but = |permission| Permission::ALL.into_iter().filter(move |other| *other != permission);
        let answer = match self {
            Self::Role => browser.give_role(whom, 1, "nurse").await,
            Self::Permissions => browser.customize(whom, 1, &[], &[ACCOUNTS]).await,
            Self::RoleEdit => {
                let permissions: Vec<_> = all_but(ACCOUNTS).collect();
                browser.update_role(role, 1, role, &permissions).await
            }
            Self::Deactivation => browser.deactivate(whom).await,
        };
        answer.status
    }
}

/// A practice in which two people may do everything, each by a role of their own, and nobody else manages accounts.
async fn two_of_a_kind() -> (Practice, [Browser; 2]) {
    let practice = Practice::open().await;
    for username in ["one", "other"] {
        let role = practice.make_role(&format!("role-{username}"), &Permission::ALL).await;
        practice.hire(username, role).await;
    }
    for username in ["btgadmin", "morganm"] {
        practice.customize(username, &[], &[ACCOUNTS]).await;
    }
    let browsers = [practice.sign_in("one").await, practice.sign_in("other").await];
    (practice, browsers)
}

/// Whichever two ways meet, exactly one succeeds.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_take_each_others_power_away_one_stays() {
    for round in 0..ROUNDS {
        let (way, other_way) = (Way::ALL[round % 4], Way::ALL[round / 4 % 4]);
        let (practice, [one, other]) = two_of_a_kind().await;
        let start = Arc::new(Barrier::new(2));
        let race = |browser: Browser, way: Way, whom: &'static str, role: &'static str| {
            let start = Arc::clone(&start);
            tokio::spawn(async move {
                start.wait().await;
                way.take(&browser, whom, role).await
            })
        };
        let first = race(one, way, "other", "role-other");
        let second = race(other, other_way, "one", "role-one");
        let statuses = [first.await.unwrap(), second.await.unwrap()];
        let done = statuses.iter().filter(|status| **status == 200).count();
        assert_eq!(done, 1, "round {round}, {way:?} against {other_way:?}: {statuses:?}");
        let mut transaction = practice.read().await;
        assert_eq!(transaction.staff().count_active_with(ACCOUNTS).await.unwrap(), 1, "round {round}");
    }
}

/// Of many who give the same person another role at once, each for the version that they saw, one succeeds.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_change_a_role_one_succeeds() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for round in 1..=8 {
        let tries: Vec<_> = ["staff", "provider", "billing_staff", "nurse"]
            .into_iter()
            .cycle()
            .take(8)
            .map(|role| {
                let morgan = morgan.clone();
                // A role that they hold already changes nothing, so each try takes another difference.
                tokio::spawn(async move {
                    let body = serde_json::json!({
                        "role_id": role,
                        "added": if round % 2 == 0 { vec![] } else { vec![Permission::ManagePractice] },
                    });
                    morgan.give("camilles", round, &body).await
                })
            })
            .collect();
        let mut done = 0;
        for attempt in tries {
            let answer = attempt.await.unwrap();
            if answer.status == 200 {
                done += 1;
            } else {
                answer.refused_with(ProblemCode::StaleVersion);
            }
        }
        assert_eq!(done, 1, "round {round}");
    }
}

/// Whoever holds the last link to power may not cut it by a role edit either, whoever asks for it.
#[tokio::test]
async fn the_last_administrators_role_keeps_its_permission() {
    let (practice, [one, _]) = two_of_a_kind().await;
    one.deactivate("other").await.is(200);
    // They may do all, and so may edit each role but their own.
    one.update_role("role-one", 1, "Mine", &[]).await.refused_with(ProblemCode::Yourself);
    let session: Session = one.session().await.is(200).json();
    assert!(session.may(ACCOUNTS));
    drop(practice);
}
