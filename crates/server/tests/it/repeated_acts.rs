//! Acts that somebody tries and is refused on and on: the record says so, and is not filled by it.

use crate::practice::{MINUTE, Practice};
use crate::watched_store::Fault;
use serde_json::{Value, json};
use staffroom_contract::paths;
use staffroom_store::NewAuditEvent;

const WRONG: &str = "not the password at all";

fn details(event: &NewAuditEvent) -> Value {
    serde_json::from_str(&event.details).unwrap()
}

async fn try_for_nobody(practice: &Practice, times: u16, address: [u8; 4]) {
    for number in 0..times {
        let name = format!("made-up-{number}-{address:?}");
        practice.stranger().at(address).sign_in(&name.replace([' ', ','], "-"), WRONG).await.is(401);
    }
}

/// Whoever tries names that nobody has is recorded at once, and then once a minute with how often they tried; each
/// address by itself.
#[tokio::test]
async fn names_that_nobody_has_do_not_fill_the_record() {
    let practice = Practice::open().await;
    try_for_nobody(&practice, 30, [192, 0, 2, 1]).await;
    try_for_nobody(&practice, 1, [192, 0, 2, 2]).await;
    let rows = practice.watch.recorded();
    let addresses: Vec<_> = rows.iter().map(|row| row.address.as_deref().unwrap()).collect();
    assert_eq!(addresses, ["192.0.2.1", "192.0.2.2"]);
    let from = practice.context.clock.now();
    practice.end_minute().await;
    let [_, _, row] = &practice.watch.recorded()[..] else { panic!("{:?}", practice.watch.recorded()) };
    assert_eq!((row.event, row.refused_as), ("sign_in_failed", Some("wrong_credentials")));
    assert_eq!((&row.actor, &row.subject, row.address.as_deref()), (&None, &None, Some("192.0.2.1")));
    assert_eq!(details(row), json!({ "times": 29, "from": from, "until": from }));
    practice.end_minute().await;
    assert_eq!(practice.watch.recorded().len(), 3);
    try_for_nobody(&practice, 1, [192, 0, 2, 1]).await;
    assert_eq!(practice.watch.recorded().len(), 4);
}

/// However many addresses they come from, so many are told apart in a minute, and none is forgotten.
#[tokio::test]
async fn many_addresses_do_not_fill_the_record() {
    let practice = Practice::open().await;
    for last in 0..60 {
        try_for_nobody(&practice, 2, [192, 0, 2, last]).await;
    }
    assert_eq!(practice.watch.recorded().len(), 50);
    practice.end_minute().await;
    let recorded = practice.watch.recorded();
    assert_eq!(recorded.len(), 50 + 50 + 1);
    let rest = recorded.iter().find(|row| row.address.is_none()).unwrap();
    assert_eq!(details(rest)["times"], 20);
}

/// Tries for an account that there is are each recorded: the waiting after them bounds those.
#[tokio::test]
async fn tries_for_an_account_are_each_recorded() {
    let practice = Practice::open().await;
    for _ in 0..5 {
        practice.wait(10);
        practice.stranger().sign_in("camilles", WRONG).await.is(401);
    }
    assert_eq!(practice.watch.recorded().len(), 5);
}

/// Whoever is signed in and asks on and on for what they may not is recorded at once for each thing that they ask for,
/// and then once a minute with how often they did.
#[tokio::test]
async fn what_one_may_not_does_not_fill_the_record() {
    let practice = Practice::open().await;
    let (camille, marcus) = (practice.sign_in("camilles").await, practice.sign_in("marcusstaff").await);
    let so_far = practice.watch.recorded().len();
    for _ in 0..30 {
        camille.list("").await.is(403);
        camille.get(paths::template::AUDIT_EVENTS).await.is(403);
        camille.deactivate("morganm").await.is(403);
    }
    marcus.list("").await.is(403);
    assert_eq!(practice.watch.recorded().len() - so_far, 4);
    practice.end_minute().await;
    let mut rows = practice.watch.recorded().split_off(so_far + 4);
    rows.sort_by_key(|row| row.details.clone());
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.event, row.actor.as_ref().unwrap().as_str(), details(row)["operation"].clone()))
        .collect();
    assert_eq!(
        told,
        [
            ("access_refused", "camilles", json!("list_audit_events")),
            ("access_refused", "camilles", json!("list_staff")),
            ("staff_deactivated", "camilles", Value::Null),
        ]
    );
    assert!(rows.iter().all(|row| details(row)["times"] == 29));
}

/// What cannot be recorded is counted until it can be.
#[tokio::test]
async fn what_cannot_be_recorded_is_counted_on() {
    let practice = Practice::open().await;
    practice.watch.set_fault(Some(Fault::NoRecord));
    practice.stranger().sign_in("nobody", WRONG).await.is(500);
    practice.wait(MINUTE);
    practice.stranger().sign_in("nobody", WRONG).await.is(401);
    practice.end_minute().await;
    assert_eq!(practice.watch.recorded().len(), 0);
    practice.watch.set_fault(None);
    practice.end_minute().await;
    let [row] = &practice.watch.recorded()[..] else { panic!("{:?}", practice.watch.recorded()) };
    assert_eq!(details(row)["times"], 2);
}
