use crate::Database;
use crate::people::{START, camille, camille_id, person};
use staffroom_contract::{
    BulkAct, BulkId, BulkReason, BulkState, LinkPurpose, OfficeId, PasswordResetId, StaffId,
};
use staffroom_store::{
    BulkCounts, BulkItemQuery, BulkPerson, KeptSource, LinkScope, MailContent, NewBulk, NewLink, NewMail,
    StaffChanges,
};

fn bulk(id: &str, begun_by: &str) -> NewBulk {
    NewBulk {
        id: BulkId::new(id),
        act: BulkAct::MoveOffice { to: OfficeId::new("uptown"), from: None },
        begun_by: StaffId::new(begun_by),
        credential_version: 1,
        source: KeptSource { address: Some("203.0.113.7".to_owned()), ..KeptSource::default() },
        idempotency_key: Some(format!("key of {id}")),
        request_hash: [7; 32],
        begun_at: START,
    }
}

fn people(count: u32) -> Vec<BulkPerson> {
    let person = |number: u32| BulkPerson {
        staff_id: StaffId::new(format!("somebody-{number}")),
        full_name: (number != 2).then(|| format!("Somebody {number}")),
    };
    (1..=count).map(person).collect()
}

async fn with_people(database: Database) -> Database {
    database.with(&[camille(), person("morgan", "Morgan", "Manager"), person("relief", "Re", "Lief")]).await
}

/// A bulk act is found as it was begun, by its id and by its key, and everybody waits.
pub(crate) async fn a_bulk_act_is_found_as_it_was_begun(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    let mut acts = transaction.bulk();
    let begun = bulk("one", "morgan");
    acts.begin(&begun, &people(2_500)).await.unwrap();
    let found = acts.get(&begun.id).await.unwrap().unwrap();
    assert_eq!((&found.act, &found.begun_by, &found.source), (&begun.act, &begun.begun_by, &begun.source));
    assert_eq!((found.request_hash, found.begun_at, found.finished_at), ([7; 32], START, None));
    assert_eq!(acts.counts(&begun.id).await.unwrap(), BulkCounts { waiting: 2_500, ..BulkCounts::default() });
    let by_key = acts.find_by_idempotency_key(&begun.begun_by, "key of one").await.unwrap();
    assert_eq!(by_key, Some(found));
    assert_eq!(acts.find_by_idempotency_key(&StaffId::new("relief"), "key of one").await.unwrap(), None);
    let last = BulkItemQuery { after: Some(2_499), limit: 10, ..BulkItemQuery::default() };
    let last = acts.list_items(&begun.id, &last).await.unwrap();
    assert_eq!(last.into_iter().map(|item| item.number).collect::<Vec<_>>(), [2_500]);
    assert_eq!(acts.get(&BulkId::new("none")).await.unwrap(), None);
}

/// Of one person's at most one runs at a time; others' run beside it.
pub(crate) async fn one_bulk_act_of_a_person_runs_at_a_time(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    let mut acts = transaction.bulk();
    acts.begin(&bulk("one", "morgan"), &people(1)).await.unwrap();
    assert!(acts.begin(&bulk("two", "morgan"), &people(1)).await.is_err());
    acts.begin(&bulk("three", "relief"), &people(1)).await.unwrap();
    let (one, three) = (BulkId::new("one"), BulkId::new("three"));
    assert_eq!(acts.running().await.unwrap(), [one.clone(), three.clone()]);
    assert_eq!(acts.running_of(&StaffId::new("relief")).await.unwrap(), Some(three.clone()));
    acts.finish(&one, START).await.unwrap();
    assert_eq!(acts.running().await.unwrap().len(), 2, "somebody still waits");
    acts.settle(&one, 1, None, START).await.unwrap();
    acts.finish(&one, START).await.unwrap();
    assert_eq!(acts.running().await.unwrap(), [three]);
    assert_eq!(acts.running_of(&StaffId::new("morgan")).await.unwrap(), None);
    acts.begin(&bulk("four", "morgan"), &people(1)).await.unwrap();
    let mine = acts.list_of(&StaffId::new("morgan"), 5).await.unwrap();
    assert_eq!(mine.iter().map(|bulk| bulk.id.as_str()).collect::<Vec<_>>(), ["four", "one"]);
}

/// People have their turns in the order in which they were selected, each one once.
pub(crate) async fn each_person_has_one_turn(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    let mut acts = transaction.bulk();
    let id = BulkId::new("one");
    acts.begin(&bulk("one", "morgan"), &people(4)).await.unwrap();
    for (number, reason) in [(1, None), (2, Some(BulkReason::NotFound)), (3, Some(BulkReason::TooSoon))] {
        assert_eq!(acts.next_waiting(&id).await.unwrap().unwrap().number, number);
        assert!(acts.settle(&id, number, reason, START).await.unwrap());
        assert!(!acts.settle(&id, number, None, START).await.unwrap(), "their turn is over");
    }
    let counts = acts.counts(&id).await.unwrap();
    assert_eq!(counts, BulkCounts { waiting: 1, done: 1, left_out: 1, failed: 1, stopped: 0 });
    assert_eq!(acts.settle_all(&id, BulkReason::NotAllowedAnyMore, START).await.unwrap(), 1);
    assert_eq!(acts.next_waiting(&id).await.unwrap(), None);
    let failed = BulkItemQuery { state: Some(BulkState::Failed), limit: 10, ..BulkItemQuery::default() };
    let failed = acts.list_items(&id, &failed).await.unwrap();
    let failed: Vec<_> = failed.iter().map(|item| (item.number, item.reason, item.settled_at)).collect();
    let expected = [(3, BulkReason::TooSoon), (4, BulkReason::NotAllowedAnyMore)];
    assert_eq!(failed, expected.map(|(number, reason)| (number, Some(reason), Some(START))));
}

/// Only those wait again with whom it failed, or whom it was stopped before.
pub(crate) async fn only_what_failed_is_tried_again(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    let mut acts = transaction.bulk();
    let id = BulkId::new("one");
    acts.begin(&bulk("one", "morgan"), &people(4)).await.unwrap();
    let again = KeptSource { address: Some("203.0.113.8".to_owned()), ..KeptSource::default() };
    for (number, reason) in [(1, None), (2, Some(BulkReason::NoEmail)), (3, Some(BulkReason::TooSoon))] {
        acts.settle(&id, number, reason, START).await.unwrap();
    }
    assert_eq!(acts.settle_all(&id, BulkReason::Stopped, START).await.unwrap(), 1);
    acts.finish(&id, START).await.unwrap();
    let counts = acts.counts(&id).await.unwrap();
    assert_eq!(counts, BulkCounts { waiting: 0, done: 1, left_out: 1, failed: 1, stopped: 1 });
    assert_eq!(acts.retry(&id, 2, &again).await.unwrap(), 2);
    let found = acts.get(&id).await.unwrap().unwrap();
    assert_eq!((found.finished_at, found.credential_version, &found.source), (None, 2, &again));
    assert_eq!(acts.next_waiting(&id).await.unwrap().unwrap().number, 3);
    acts.settle(&id, 3, None, START).await.unwrap();
    acts.settle(&id, 4, None, START).await.unwrap();
    acts.finish(&id, START.plus(9)).await.unwrap();
    assert_eq!(acts.retry(&id, 3, &again).await.unwrap(), 0);
    assert_eq!(acts.get(&id).await.unwrap().unwrap().finished_at, Some(START.plus(9)), "nothing failed");
}

/// Whoever is restricted to their offices is told the names of those only whom they reach by now.
pub(crate) async fn results_name_those_within_reach(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    transaction.offices().add(&OfficeId::new("uptown"), "Uptown", START).await.unwrap();
    for id in [camille_id(), StaffId::new("morgan")] {
        let changes =
            StaffChanges { office_ids: Some(vec![OfficeId::new("uptown")]), ..StaffChanges::default() };
        transaction.staff().update(&id, 1, &changes, START).await.unwrap();
    }
    let named = ["morgan", camille_id().as_str(), "relief", "nobody"]
        .map(|id| BulkPerson { staff_id: StaffId::new(id), full_name: Some(format!("The name of {id}")) });
    transaction.bulk().begin(&bulk("one", "morgan"), &named).await.unwrap();
    for (asker, expected) in [(None, [true; 4]), (Some("morgan"), [true, true, false, false])] {
        let named_within_reach_of = asker.map(StaffId::new);
        let query = BulkItemQuery { limit: 10, named_within_reach_of, ..BulkItemQuery::default() };
        let items = transaction.bulk().list_items(&BulkId::new("one"), &query).await.unwrap();
        let is_named: Vec<_> = items.iter().map(|item| item.person.full_name.is_some()).collect();
        assert_eq!(is_named, expected, "{asker:?}");
    }
}

/// Links of a bulk act count for whom they are sent to, and not against what is sent one by one.
pub(crate) async fn links_of_a_bulk_act_are_counted_apart(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    let begun = bulk("one", "morgan");
    transaction.bulk().begin(&begun, &people(1)).await.unwrap();
    let mut links = transaction.links();
    links.issue(&link("link", camille_id(), Some(begun.id))).await.unwrap();
    for (scope, counts) in [
        (LinkScope::SentTo(&camille_id()), true),
        (LinkScope::RequestedBy(&begun.begun_by), false),
        (LinkScope::Forgotten, false),
        (LinkScope::All, false),
    ] {
        let newest = links.nth_newest_at(scope, 1, START.plus(-1), START).await.unwrap();
        assert_eq!(newest.is_some(), counts, "{scope:?}");
    }
}

/// Who waits for a link of their own does not wait until thousands of a bulk act have left.
pub(crate) async fn mail_of_a_bulk_act_lets_other_mail_go_first(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    let begun = bulk("one", "morgan");
    transaction.bulk().begin(&begun, &people(1)).await.unwrap();
    let links = [link("bulk", camille_id(), Some(begun.id)), link("own", StaffId::new("relief"), None)];
    for (link, seconds) in links.iter().zip(0..) {
        transaction.links().issue(link).await.unwrap();
        let content = MailContent::PasswordReset(link.id.clone());
        let mail = NewMail { id: link.id.to_string(), content, queued_at: START.plus(seconds) };
        transaction.mail().queue(&mail).await.unwrap();
    }
    for expected in ["own", "bulk"] {
        let claimed = transaction.mail().claim(START.plus(5), START.plus(60)).await.unwrap();
        assert_eq!(claimed.unwrap().id, expected);
    }
}

/// What came of a bulk act is forgotten some time after it has finished; the links that it issued stay.
pub(crate) async fn what_came_of_a_bulk_act_is_forgotten(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    let (old, running) = (bulk("old", "morgan"), bulk("running", "relief"));
    for begun in [&old, &running] {
        transaction.bulk().begin(begun, &people(1)).await.unwrap();
    }
    let issued = link("link", camille_id(), Some(old.id.clone()));
    transaction.links().issue(&issued).await.unwrap();
    transaction.bulk().settle(&old.id, 1, None, START).await.unwrap();
    transaction.bulk().finish(&old.id, START.plus(9)).await.unwrap();
    assert_eq!(transaction.bulk().forget(START.plus(9)).await.unwrap(), 0);
    assert_eq!(transaction.bulk().forget(START.plus(10)).await.unwrap(), 1);
    assert_eq!(transaction.bulk().get(&old.id).await.unwrap(), None);
    assert_eq!(transaction.bulk().counts(&running.id).await.unwrap().waiting, 1);
    transaction.commit().await.unwrap();
    assert!(database.read().await.links().get(&issued.id).await.unwrap().is_some());
}

fn link(id: &str, staff_id: StaffId, bulk_id: Option<BulkId>) -> NewLink {
    NewLink {
        id: PasswordResetId::new(id),
        purpose: LinkPurpose::PasswordReset,
        sent_to: None,
        salt: [1; 32],
        code_hash: [u8::try_from(id.len()).unwrap(); 32],
        requested_by: Some(StaffId::new("morgan")),
        staff_id,
        idempotency_key: None,
        bulk_id,
        requested_at: START,
        expires_at: START.plus(60),
    }
}
