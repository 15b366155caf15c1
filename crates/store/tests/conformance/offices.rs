use crate::Database;
use crate::people::{START, office, person};
use staffroom_contract::{OfficeId, StaffId, StaffOffice, StaffStatus};
use staffroom_store::{
    NewStaff, OfficeRecord, StaffChanges, StaffFilter, StaffQuery, StoreError, UpdateOutcome,
};

fn id(id: &str) -> OfficeId {
    OfficeId::new(id)
}

/// Two offices, and people in the first, in the second, in both and in none.
async fn practice(database: Database) -> Database {
    let (main, river) = (office("main", "Main Street"), office("river", "Riverside"));
    let at = |name: &str, offices: &[&StaffOffice]| -> NewStaff {
        let mut person = person(name, name, "Smith");
        person.record.offices = offices.iter().map(|&office| office.clone()).collect();
        person
    };
    let database = database.with_offices(&[main.clone(), river.clone()]).await;
    let people =
        [at("ann", &[&main]), at("bo", &[&river]), at("cy", &[&main, &river]), at("di", &[]), at("eve", &[])];
    database.with(&people).await
}

async fn listed(database: &Database) -> Vec<OfficeRecord> {
    database.read().await.offices().list().await.unwrap()
}

async fn names(database: &Database) -> Vec<String> {
    listed(database).await.into_iter().map(|office| office.name).collect()
}

async fn add(database: &Database, new: &str, name: &str) -> Result<(), StoreError> {
    let mut transaction = database.write().await;
    transaction.offices().add(&id(new), name, START).await?;
    transaction.commit().await
}

async fn close(database: &Database, office: &str) -> bool {
    let mut transaction = database.write().await;
    let closed = transaction.offices().close(&id(office), START).await.unwrap();
    transaction.commit().await.unwrap();
    closed
}

async fn find(database: &Database, query: &StaffQuery) -> Vec<String> {
    let page = database.read().await.staff().list(query).await.unwrap();
    assert_eq!(page.total, page.items.len() as u64);
    page.items.iter().map(|person| person.id.to_string()).collect()
}

/// Offices are found where the alphabet has them, and the closed ones at the end.
pub(crate) async fn offices_are_listed_by_name(database: Database) {
    for (id, name) in [("b", "beta"), ("a", "Alpha"), ("c", "Gamma")] {
        add(&database, id, name).await.unwrap();
    }
    assert_eq!(names(&database).await, ["Alpha", "beta", "Gamma"]);
    assert!(close(&database, "a").await);
    assert_eq!(names(&database).await, ["beta", "Gamma", "Alpha"]);
}

/// Nobody has to guess which of two offices of one name is meant.
pub(crate) async fn open_offices_have_names_of_their_own(database: Database) {
    let database = practice(database).await;
    let taken =
        |result: Result<(), StoreError>| matches!(result, Err(StoreError::Conflict { field: "name" }));
    assert!(taken(add(&database, "again", "MAIN street").await));
    let mut transaction = database.write().await;
    assert!(taken(transaction.offices().rename(&id("river"), "main Street").await.map(drop)));
    assert!(transaction.offices().rename(&id("main"), "MAIN STREET").await.unwrap());
    assert!(!transaction.offices().rename(&id("nowhere"), "Nowhere").await.unwrap());
}

/// A closed office stays with whoever worked there, under the name that it had, and another one may have that.
pub(crate) async fn a_closed_office_stays_and_frees_its_name(database: Database) {
    let database = practice(database).await;
    assert!(close(&database, "main").await);
    assert!(!close(&database, "main").await);
    let kept = database.person("ann").await.offices;
    assert_eq!(kept, [StaffOffice { is_closed: true, ..office("main", "Main Street") }]);
    let mut transaction = database.write().await;
    assert!(!transaction.offices().rename(&id("main"), "Elsewhere").await.unwrap());
    drop(transaction);
    add(&database, "again", "main street").await.unwrap();
    let office = database.read().await.offices().get(&id("main")).await.unwrap().unwrap();
    assert_eq!((office.name.as_str(), office.closed_at), ("Main Street", Some(START)));
}

/// Where somebody works is theirs like their name: changed as one, for one version.
pub(crate) async fn a_person_works_where_an_update_says(database: Database) {
    let database = practice(database).await;
    let changes = StaffChanges {
        office_ids: Some(vec![id("river"), id("river")]),
        restrict_offices: Some(true),
        ..StaffChanges::default()
    };
    for (version, expected) in [(1, UpdateOutcome::Updated), (1, UpdateOutcome::StaleVersion)] {
        let mut transaction = database.write().await;
        let update = transaction.staff().update(&StaffId::new("ann"), version, &changes, START).await;
        assert_eq!(update.unwrap(), expected);
        transaction.commit().await.unwrap();
    }
    let ann = database.person("ann").await;
    assert_eq!(ann.offices, [office("river", "Riverside")]);
    assert!(ann.restrict_offices);
    let mut transaction = database.write().await;
    let nothing = StaffChanges { last_name: Some("Smithe".to_owned()), ..StaffChanges::default() };
    transaction.staff().update(&StaffId::new("ann"), 2, &nothing, START).await.unwrap();
    transaction.commit().await.unwrap();
    let ann = database.person("ann").await;
    assert_eq!((ann.offices.len(), ann.restrict_offices), (1, true));
}

/// Whoever is restricted sees themselves and those who share an office with them, in the list as one by one.
pub(crate) async fn whoever_is_restricted_reaches_those_who_share_an_office(database: Database) {
    let database = practice(database).await;
    for (asker, expected) in
        [("ann", &["ann", "cy"][..]), ("bo", &["bo", "cy"]), ("cy", &["ann", "bo", "cy"]), ("di", &["di"])]
    {
        let asker = StaffId::new(asker);
        for search in ["", "sm", "smith"] {
            let query = StaffQuery {
                search: search.to_owned(),
                filter: StaffFilter { within_reach_of: Some(asker.clone()), ..StaffFilter::default() },
                limit: 10,
                ..StaffQuery::default()
            };
            assert_eq!(find(&database, &query).await, expected, "{search}");
        }
        let mut transaction = database.read().await;
        for id in ["ann", "bo", "cy", "di", "eve"] {
            let reaches = transaction.staff().is_within_reach(&asker, &StaffId::new(id)).await.unwrap();
            assert_eq!(reaches, expected.contains(&id), "{asker} {id}");
        }
        assert!(!transaction.staff().is_within_reach(&asker, &StaffId::new("nobody")).await.unwrap());
    }
}

/// A list can be of one office, and of somebody who is restricted both at once.
pub(crate) async fn a_list_is_narrowed_to_an_office(database: Database) {
    let database = practice(database).await;
    let query = |office: &str, asker: Option<&str>| StaffQuery {
        filter: StaffFilter {
            office: Some(id(office)),
            within_reach_of: asker.map(StaffId::new),
            ..StaffFilter::default()
        },
        limit: 10,
        ..StaffQuery::default()
    };
    assert_eq!(find(&database, &query("main", None)).await, ["ann", "cy"]);
    assert_eq!(find(&database, &query("river", Some("ann"))).await, ["cy"]);
    assert!(find(&database, &query("nowhere", None)).await.is_empty());
}

/// Whoever closes an office learns for how many people it matters.
pub(crate) async fn people_are_counted_where_they_work(database: Database) {
    let database = practice(database).await;
    let people = async || listed(&database).await.iter().map(|office| office.people).collect::<Vec<_>>();
    assert_eq!(people().await, [2, 2]);
    database.set_status(&StaffId::new("ann"), StaffStatus::Inactive).await;
    assert_eq!(people().await, [1, 2]);
}
