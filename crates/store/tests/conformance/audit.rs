use crate::Database;
use crate::people::{START, camille, camille_id, office, person};
use staffroom_contract::{AuditResult, StaffId};
use staffroom_store::audit::chain::{self, Head, RowHash};
use staffroom_store::{AuditQuery, AuditReach, AuditRecord, NewAuditEvent, OwnAuditQuery, StaffChanges};
use std::collections::HashSet;
use std::sync::Arc;

fn event() -> NewAuditEvent {
    NewAuditEvent {
        event: "staff_updated",
        at: START,
        actor: Some(camille_id()),
        subject: Some(camille_id()),
        refused_as: None,
        details: r#"{"first_name":{"old":"Camille","new":"Cam"}}"#.to_owned(),
        address: Some("192.0.2.1".to_owned()),
        user_agent: Some("Browser".to_owned()),
        request_id: Some("request".to_owned()),
    }
}

fn event_of_nobody() -> NewAuditEvent {
    NewAuditEvent { actor: None, subject: None, ..event() }
}

fn everything() -> AuditQuery {
    AuditQuery { limit: 100, ..AuditQuery::default() }
}

impl Database {
    async fn record(&self, events: &[NewAuditEvent]) {
        let mut transaction = self.write().await;
        for event in events {
            transaction.audit().append(event).await.unwrap();
        }
        transaction.commit().await.unwrap();
    }

    async fn recorded(&self, query: &AuditQuery) -> Vec<AuditRecord> {
        self.read().await.audit().list(query).await.unwrap().items
    }

    async fn numbers(&self, query: &AuditQuery) -> Vec<i64> {
        self.recorded(query).await.into_iter().map(|record| record.number).collect()
    }
}

/// An act is recorded in its own transaction, and details that are no object are refused.
pub(crate) async fn an_event_stands_with_its_act(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    transaction.audit().append(&event()).await.unwrap();
    for details in ["", "[]", "{"] {
        let malformed = NewAuditEvent { details: details.to_owned(), ..event() };
        assert!(transaction.audit().append(&malformed).await.is_err(), "{details}");
    }
    transaction.commit().await.unwrap();
    assert_eq!(database.numbers(&everything()).await, [1]);
}

/// Somebody who never signed in leaves a trace too; somebody whom nobody knows cannot.
pub(crate) async fn an_event_without_anyone_stands(database: Database) {
    let anonymous = NewAuditEvent {
        event: "sign_in_failed",
        actor: None,
        subject: None,
        refused_as: Some("wrong_credentials"),
        ..event()
    };
    database.record(std::slice::from_ref(&anonymous)).await;
    let record = database.recorded(&everything()).await.remove(0);
    assert_eq!((record.actor, record.subject), (None, None));
    let by_nobody = NewAuditEvent { actor: Some(StaffId::new("nobody")), ..anonymous };
    assert!(database.write().await.audit().append(&by_nobody).await.is_err());
}

/// A row says who it was under the name that they had then.
pub(crate) async fn an_event_keeps_the_names_of_its_time(database: Database) {
    let database = database.with(&[camille()]).await;
    database.record(&[event()]).await;
    let mut transaction = database.write().await;
    let changes = StaffChanges { last_name: Some("Núñez".to_owned()), ..StaffChanges::default() };
    transaction.staff().update(&camille_id(), 1, &changes, START).await.unwrap();
    transaction.commit().await.unwrap();
    database.record(&[event()]).await;
    let records = database.recorded(&everything()).await;
    let names: Vec<_> = records.iter().map(|record| &record.actor.as_ref().unwrap().full_name).collect();
    assert_eq!(names, ["Camille Núñez", "Camille Nurse"]);
    let NewAuditEvent { details, address, user_agent, request_id, .. } = event();
    let kept = &records[1];
    assert_eq!((kept.event.as_str(), kept.at, &kept.details), ("staff_updated", START, &details));
    assert_eq!((&kept.address, &kept.user_agent, &kept.request_id), (&address, &user_agent, &request_id));
}

/// Each filter lets through what it names, and all of them together what fits them all.
pub(crate) async fn acts_are_filtered(database: Database) {
    let marcus = StaffId::new("marcusstaff");
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    database
        .record(&[
            event(),
            NewAuditEvent { actor: Some(marcus.clone()), at: START.plus(1), ..event() },
            NewAuditEvent { subject: Some(marcus.clone()), at: START.plus(2), ..event() },
            NewAuditEvent { event: "signed_in", at: START.plus(3), ..event() },
            NewAuditEvent { refused_as: Some("forbidden"), at: START.plus(4), ..event() },
        ])
        .await;
    let all = everything;
    for (query, numbers) in [
        (all(), &[5, 4, 3, 2, 1][..]),
        (AuditQuery { actor: Some(marcus.clone()), ..all() }, &[2]),
        (AuditQuery { subject: Some(marcus.clone()), ..all() }, &[3]),
        (AuditQuery { event: Some("signed_in"), ..all() }, &[4]),
        (AuditQuery { result: Some(AuditResult::Refused), ..all() }, &[5]),
        (AuditQuery { result: Some(AuditResult::Done), ..all() }, &[4, 3, 2, 1]),
        (AuditQuery { from: Some(START.plus(3)), ..all() }, &[5, 4]),
        (AuditQuery { until: Some(START.plus(1)), ..all() }, &[1]),
        (AuditQuery { from: Some(START.plus(1)), until: Some(START.plus(3)), ..all() }, &[3, 2]),
        (AuditQuery { actor: Some(camille_id()), event: Some("staff_updated"), ..all() }, &[5, 3, 1]),
        (AuditQuery { actor: Some(StaffId::new("' OR 1=1 --")), ..all() }, &[]),
        (AuditQuery { after: Some(99), ..all() }, &[]),
    ] {
        assert_eq!(database.numbers(&query).await, numbers, "{query:?}");
    }
}

/// Whoever is restricted to their offices sees acts upon those whom they reach, whoever did them; of those upon nobody
/// their own, and those that everybody sees; and no others, with whatever filter.
pub(crate) async fn acts_are_narrowed_to_who_is_within_reach(database: Database) {
    let (main, river) = (office("main", "Main Street"), office("river", "Riverside"));
    let database = database.with_offices(&[main.clone(), river.clone()]).await;
    let at = |id: &str, office| {
        let mut person = person(id, "A", "Person");
        person.record.offices = vec![office];
        person
    };
    let people = [at("asker", main.clone()), at("near", main), at("far", river)];
    let database = database.with(&people).await;
    let act = |actor: Option<&str>, event, subject: Option<&str>| NewAuditEvent {
        actor: actor.map(StaffId::new),
        event,
        subject: subject.map(StaffId::new),
        ..event_of_nobody()
    };
    database
        .record(&[
            act(Some("far"), "staff_updated", Some("near")),
            act(Some("asker"), "staff_updated", Some("far")),
            act(Some("near"), "staff_updated", Some("asker")),
            act(Some("far"), "role_created", None),
            act(Some("near"), "audit_events_exported", None),
            act(Some("asker"), "audit_events_exported", None),
            act(None, "sign_in_failed", Some("far")),
            act(None, "sign_in_failed", None),
        ])
        .await;
    let within = AuditReach { asker: StaffId::new("asker"), upon_nobody: vec!["role_created"] };
    let all = || AuditQuery { within: Some(within.clone()), ..everything() };
    for (query, numbers) in [
        (all(), &[6, 4, 3, 1][..]),
        (AuditQuery { subject: Some(StaffId::new("far")), ..all() }, &[]),
        (AuditQuery { actor: Some(StaffId::new("far")), ..all() }, &[4, 1]),
        (AuditQuery { event: Some("sign_in_failed"), ..all() }, &[]),
        (AuditQuery { after: Some(5), limit: 1, ..all() }, &[4]),
        (
            AuditQuery { within: Some(AuditReach { upon_nobody: vec![], ..within.clone() }), ..all() },
            &[6, 3, 1],
        ),
    ] {
        assert_eq!(database.numbers(&query).await, numbers, "{query:?}");
    }
}

/// A person is told of the acts upon them that they are to be told of, but not of what others tried in vain.
pub(crate) async fn acts_upon_a_person_are_listed_for_them(database: Database) {
    let marcus = StaffId::new("marcusstaff");
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    let by_marcus = || NewAuditEvent { actor: Some(marcus.clone()), ..event() };
    let by_nobody = || NewAuditEvent { actor: None, refused_as: Some("wrong_credentials"), ..event() };
    database
        .record(&[
            event(),
            by_marcus(),
            NewAuditEvent { refused_as: Some("forbidden"), ..by_marcus() },
            NewAuditEvent { refused_as: Some("forbidden"), ..event() },
            by_nobody(),
            NewAuditEvent { subject: Some(marcus.clone()), ..event() },
            NewAuditEvent { subject: None, ..event() },
            NewAuditEvent { event: "signed_in", ..event() },
            NewAuditEvent { event: "signed_out", ..event() },
        ])
        .await;
    for (after, limit, numbers, has_more) in [
        (None, 9, &[8, 5, 4, 2, 1][..], false),
        (None, 2, &[8, 5], true),
        (Some(5), 2, &[4, 2], true),
        (Some(2), 2, &[1], false),
        (Some(6), 9, &[], false),
        (Some(99), 9, &[], false),
    ] {
        let events = vec!["staff_updated", "signed_in"];
        let query = OwnAuditQuery { staff_id: camille_id(), events, after, limit };
        let list = database.read().await.audit().list_own(&query).await.unwrap();
        let listed: Vec<_> = list.items.iter().map(|record| record.number).collect();
        assert_eq!((listed.as_slice(), list.has_more), (numbers, has_more), "{query:?}");
    }
}

/// Page by page everything is seen once, also what happened within one second or before a clock was set back.
pub(crate) async fn paging_visits_each_act_once(database: Database) {
    let database = database.with(&[camille()]).await;
    let seconds = [0, 5, 5, 5, 2, 2, 9];
    let events = seconds.map(|second| NewAuditEvent { at: START.plus(second), ..event() });
    database.record(&events).await;
    let mut query = AuditQuery { limit: 2, ..AuditQuery::default() };
    let mut numbers = Vec::new();
    loop {
        let page = database.read().await.audit().list(&query).await.unwrap();
        numbers.extend(page.items.iter().map(|record| record.number));
        query.after = numbers.last().copied();
        if !page.has_more {
            break;
        }
    }
    assert_eq!(numbers, [7, 4, 3, 2, 6, 5, 1]);
}

/// The chain is whole, however many write at once, and its head is the last row.
pub(crate) async fn of_fifty_who_record_at_once_each_gets_a_row(database: Database) {
    let database = Arc::new(database.with(&[camille()]).await);
    assert_eq!(database.read().await.audit().head().await.unwrap(), Head::EMPTY);
    let writers: Vec<_> = (0..50)
        .map(|_| {
            let database = Arc::clone(&database);
            tokio::spawn(async move { database.record(&[event(), event()]).await })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let numbers: HashSet<_> = database.numbers(&everything()).await.into_iter().collect();
    assert_eq!(numbers, (1..=100).collect());
    let mut reader = database.read().await;
    let head = reader.audit().head().await.unwrap();
    let walk = chain::walk(&mut *reader, &[]).await.unwrap();
    assert_eq!((walk.head, walk.broken), (head, None));
    assert_eq!(head.number, 100);
}

/// A hash that was noted once stays in the chain while it grows; another chain's is missed.
pub(crate) async fn a_noted_head_is_found_again(database: Database) {
    let database = database.with(&[camille()]).await;
    database.record(&[event()]).await;
    let noted = database.read().await.audit().head().await.unwrap().hash;
    database.record(&[event(), event()]).await;
    let foreign = RowHash([7; 32]);
    let expected = [noted, foreign, Head::EMPTY.hash];
    let walk = chain::walk(&mut *database.read().await, &expected).await.unwrap();
    assert_eq!((walk.head.number, walk.unmet), (3, vec![foreign]));
}

/// What was undone leaves no gap.
pub(crate) async fn an_act_that_was_undone_leaves_no_gap(database: Database) {
    let database = database.with(&[camille()]).await;
    database.record(&[event()]).await;
    database.write().await.audit().append(&event()).await.unwrap();
    database.record(&[event()]).await;
    assert_eq!(database.numbers(&everything()).await, [2, 1]);
}
