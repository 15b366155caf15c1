use crate::Database;
use crate::people::{START, camille, camille_id, person, provider};
use staffroom_contract::{StaffId, StaffStatus};
use staffroom_store::{Deactivation, DeactivationEnd};

fn deactivation(id: &str, staff_id: &str, hand_over_to: Option<&str>) -> Deactivation {
    Deactivation {
        id: id.to_owned(),
        staff_id: StaffId::new(staff_id),
        reason: Some("moves away".to_owned()),
        hand_over_to: hand_over_to.map(StaffId::new),
        requested_by: StaffId::new("morgan"),
        requested_at: START,
        due_at: START.plus(100),
    }
}

async fn with_people(database: Database) -> Database {
    let mut kim = person("kim", "Kim", "Gone");
    kim.record.listed.primary_provider = Some(provider("hannah"));
    kim.record.listed.status = StaffStatus::Inactive;
    let mut lee = person("lee", "Lee", "Aide");
    lee.record.listed.primary_provider = Some(provider("hannah"));
    let mut camille = camille();
    camille.record.listed.primary_provider = Some(provider("hannah"));
    let hannah = person("hannah", "Hannah", "Provider");
    let (ines, morgan) = (person("ines", "Ines", "Provider"), person("morgan", "Morgan", "Manager"));
    database.with(&[hannah, ines, morgan, camille, kim, lee]).await
}

/// A deactivation to come is found as it was asked for, and a newer one takes its place.
pub(crate) async fn a_person_has_one_deactivation_to_come(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    let mut deactivations = transaction.deactivations();
    deactivations.schedule(&deactivation("first", "camilles", None)).await.unwrap();
    let second = deactivation("second", "camilles", Some("ines"));
    deactivations.schedule(&second).await.unwrap();
    assert_eq!(deactivations.scheduled_of(&camille_id()).await.unwrap(), Some(second));
    assert_eq!(deactivations.scheduled_of(&StaffId::new("lee")).await.unwrap(), None);
    assert!(!deactivations.end("first", DeactivationEnd::Cancelled, START).await.unwrap());
    assert!(deactivations.end("second", DeactivationEnd::Cancelled, START).await.unwrap());
    assert_eq!(deactivations.scheduled_of(&camille_id()).await.unwrap(), None);
}

/// What is due comes in the order of its time, and not before it.
pub(crate) async fn deactivations_come_when_they_are_due(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    let mut deactivations = transaction.deactivations();
    deactivations.schedule(&deactivation("later", "camilles", None)).await.unwrap();
    let sooner = Deactivation { due_at: START.plus(50), ..deactivation("sooner", "lee", None) };
    deactivations.schedule(&sooner).await.unwrap();
    assert_eq!(deactivations.next_due(START.plus(49)).await.unwrap(), None);
    assert_eq!(deactivations.next_due(START.plus(100)).await.unwrap(), Some(sooner));
    deactivations.note_carried_out("sooner", StaffStatus::Active, START.plus(100)).await.unwrap();
    let next = deactivations.next_due(START.plus(100)).await.unwrap();
    assert_eq!(next.map(|next| next.id), Some("later".to_owned()));
}

/// Only the newest one can be undone, by whoever asked for it, and only a moment afterwards.
pub(crate) async fn a_deactivation_can_be_undone_a_moment_afterwards(database: Database) {
    let database = with_people(database).await;
    let mut transaction = database.write().await;
    let mut deactivations = transaction.deactivations();
    let (camille, morgan) = (camille_id(), StaffId::new("morgan"));
    deactivations.schedule(&deactivation("one", "camilles", None)).await.unwrap();
    assert_eq!(deactivations.undoable_of(&camille, &morgan, START).await.unwrap(), None);
    deactivations.note_carried_out("one", StaffStatus::Pending, START).await.unwrap();
    let found = deactivations.undoable_of(&camille, &morgan, START).await.unwrap().unwrap();
    assert_eq!((found.id.as_str(), found.status_before), ("one", StaffStatus::Pending));
    assert_eq!(deactivations.undoable_of(&camille, &morgan, START.plus(1)).await.unwrap(), None);
    assert_eq!(deactivations.undoable_of(&camille, &StaffId::new("ines"), START).await.unwrap(), None);
    deactivations.note_undone("one", START).await.unwrap();
    assert_eq!(deactivations.undoable_of(&camille, &morgan, START).await.unwrap(), None);
}

/// Whoever is not inactive is handed over, and taken back unless they have yet another provider by then.
pub(crate) async fn people_are_handed_over_and_taken_back(database: Database) {
    let database = with_people(database).await;
    let (hannah, ines) = (StaffId::new("hannah"), StaffId::new("ines"));
    let mut transaction = database.write().await;
    let mut deactivations = transaction.deactivations();
    assert_eq!(deactivations.count_cared_for_by(&hannah).await.unwrap(), 2);
    let leaves = deactivation("leaves", "hannah", Some("ines"));
    deactivations.schedule(&leaves).await.unwrap();
    assert_eq!(deactivations.hand_over(&leaves, &ines, START).await.unwrap(), 2);
    assert_eq!(deactivations.count_cared_for_by(&hannah).await.unwrap(), 0);
    drop(deactivations);
    transaction.commit().await.unwrap();
    for (id, provider, version) in [("camilles", "ines", 2), ("lee", "ines", 2), ("kim", "hannah", 1)] {
        let person = database.person(id).await;
        let now = person.listed.primary_provider.map(|provider| provider.id);
        assert_eq!((now, person.version), (Some(StaffId::new(provider)), version), "{id}");
    }

    let mut transaction = database.write().await;
    let change = staffroom_store::StaffChanges {
        primary_provider_id: Some(StaffId::new("morgan")),
        ..staffroom_store::StaffChanges::default()
    };
    transaction.staff().update(&StaffId::new("lee"), 2, &change, START).await.unwrap();
    assert_eq!(transaction.deactivations().take_back("leaves", START).await.unwrap(), 1);
    transaction.commit().await.unwrap();
    for (id, provider) in [("camilles", "hannah"), ("lee", "morgan")] {
        let now = database.person(id).await.listed.primary_provider.map(|provider| provider.id);
        assert_eq!(now, Some(StaffId::new(provider)), "{id}");
    }
}
