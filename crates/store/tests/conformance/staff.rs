use crate::Database;
use crate::people::{START, camille, camille_id, office, person, provider};
use staffroom_contract::{CodedValue, Permission, Provider, StaffId, StaffStatus, SystemRole};
use staffroom_store::{
    HeldRole, NewStaff, SettingsChanges, StaffChanges, StaffQuery, StaffRecord, StoreError, UpdateOutcome,
};
use std::sync::Arc;

/// The field that a refusal names.
fn taken<T>(result: Result<T, StoreError>) -> &'static str {
    match result {
        Err(StoreError::Conflict { field }) => field,
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("nothing was refused"),
    }
}

async fn add(database: &Database, person: NewStaff) -> Result<(), StoreError> {
    let mut transaction = database.write().await;
    transaction.staff().add(&[person]).await?;
    transaction.commit().await
}

async fn update(database: &Database, version: u64, changes: &StaffChanges) -> UpdateOutcome {
    let mut transaction = database.write().await;
    let outcome = transaction.staff().update(&camille_id(), version, changes, START).await;
    transaction.commit().await.unwrap();
    outcome.unwrap()
}

/// Hannah Provider, who is her own primary provider.
fn hannah() -> NewStaff {
    let mut hannah = person("hannah", "Hannah", "Provider");
    hannah.record.listed.role = SystemRole::Provider.into();
    hannah.record.listed.primary_provider = Some(provider("hannah"));
    hannah
}

/// Nothing that is kept of a person gets lost, and their provider has a name.
pub(crate) async fn a_person_is_kept_whole(database: Database) {
    let mut camille = camille();
    camille.record = StaffRecord {
        home_phone: Some("111-222-4444".to_owned()),
        care_team_role: Some(CodedValue {
            code: "309414009".to_owned(),
            display: "General nurse (occupation)".to_owned(),
        }),
        care_team_identifier: Some("1234567893".to_owned()),
        app_unlock_pin: Some(vec![8, 4, 5, 3]),
        enable_email_update: true,
        offices: vec![office("elysee", "Élysée"), office("main", "Main \"Street\"")],
        restrict_offices: true,
        send_daily_billing_report: true,
        version: 7,
        ..camille.record
    };
    camille.record.listed.cell_phone = Some("111-222-3333".to_owned());
    camille.record.listed.primary_provider = Some(provider("hannah"));
    let database = database.with_offices(&camille.record.offices).await;
    let database = database.with(&[hannah(), camille.clone()]).await;
    camille.record.listed.primary_provider =
        Some(Provider { id: StaffId::new("hannah"), full_name: "Hannah Provider".to_owned() });
    assert_eq!(database.person("camilles").await, camille.record);
}

/// What a person does not have stays absent, and is no empty text.
pub(crate) async fn a_person_without_optional_fields_is_kept_whole(database: Database) {
    let marcus = person("marcusstaff", "Marcus", "Staff");
    let database = database.with(std::slice::from_ref(&marcus)).await;
    assert_eq!(database.person("marcusstaff").await, marcus.record);
    let nobody = database.read().await.staff().get(&StaffId::new("nobody")).await;
    assert_eq!(nobody.unwrap(), None);
}

/// One signs in with one's username in any case.
pub(crate) async fn a_username_is_found_in_any_case(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.read().await;
    let mut staff = transaction.staff();
    for username in ["camilles", "CAMILLES", "Ｃamilles"] {
        let found = staff.find_by_username(username).await.unwrap();
        assert_eq!(found.unwrap().listed.id, camille_id(), "{username}");
        let credential = staff.credential_by_username(username).await.unwrap();
        assert_eq!(credential.unwrap().staff_id, camille_id(), "{username}");
    }
    for username in ["camille", "camilles ", "cámilles", ""] {
        assert!(staff.find_by_username(username).await.unwrap().is_none());
        assert!(staff.credential_by_username(username).await.unwrap().is_none());
    }
}

/// No two people have usernames that differ by case alone.
pub(crate) async fn a_username_is_taken_in_any_case(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut other = person("other", "Camille", "Nurse");
    other.record.listed.username = "CamilleS".into();
    assert_eq!(taken(add(&database, other).await), "username");
}

/// One is found by one's email address in any case; nobody is found by having none.
pub(crate) async fn an_email_is_found_in_any_case(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    let mut transaction = database.read().await;
    let mut staff = transaction.staff();
    for email in ["cnurse@email.xyz", "CNurse@EMAIL.xyz"] {
        let found = staff.find_by_email(email).await.unwrap();
        assert_eq!(found.unwrap().listed.id, camille_id(), "{email}");
    }
    for email in ["camilles", "cnurse@email", ""] {
        assert!(staff.find_by_email(email).await.unwrap().is_none(), "{email}");
    }
}

/// No two people have emails that differ by case alone.
pub(crate) async fn an_email_is_taken_in_any_case(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut other = person("other", "Camille", "Nurse");
    other.record.listed.email = Some("CNurse@EMAIL.xyz".to_owned());
    assert_eq!(taken(add(&database, other).await), "email");
}

/// To have no email is nothing that one could be the only one with.
pub(crate) async fn many_may_have_no_email(database: Database) {
    let people = [person("one", "A", "B"), person("two", "A", "B")];
    let database = database.with(&people).await;
    assert_eq!(database.read().await.staff().count().await.unwrap(), 2);
}

/// A whole practice is added in any order, and somebody may be their own provider.
pub(crate) async fn people_may_be_added_before_their_provider(database: Database) {
    let mut camille = camille();
    camille.record.listed.primary_provider = Some(provider("hannah"));
    let database = database.with(&[camille, hannah()]).await;
    for id in ["camilles", "hannah"] {
        let provider = database.person(id).await.listed.primary_provider;
        assert_eq!(provider.unwrap().full_name, "Hannah Provider", "{id}");
    }
}

/// A primary provider is somebody; with nobody the whole act fails.
pub(crate) async fn a_provider_who_is_nobody_is_refused(database: Database) {
    let mut camille = camille();
    camille.record.listed.primary_provider = Some(provider("nobody"));
    assert!(add(&database, camille).await.is_err());
    assert_eq!(database.read().await.staff().count().await.unwrap(), 0);
    assert!(add(&database, hannah()).await.is_ok());
}

/// Only those who can be chosen are offered, in the order of the staff table.
pub(crate) async fn providers_are_active_and_in_order(database: Database) {
    let provider = |id: &str, first_name: &str, last_name: &str, status: StaffStatus| {
        let mut provider = person(id, first_name, last_name);
        provider.record.listed.role = SystemRole::Provider.into();
        provider.record.listed.status = status;
        provider
    };
    let people = [
        camille(),
        provider("1", "Hannah", "Provider", StaffStatus::Active),
        provider("2", "Zoé", "ábel", StaffStatus::Active),
        provider("3", "Gone", "Away", StaffStatus::Inactive),
        provider("4", "Not", "Yet", StaffStatus::Pending),
        provider("5", "Employee13", "Tests, Jr.", StaffStatus::Active),
    ];
    let database = database.with(&people).await;
    let providers = database.read().await.staff().providers().await.unwrap();
    let names: Vec<_> = providers.iter().map(|provider| &provider.full_name).collect();
    assert_eq!(names, ["Zoé ábel", "Hannah Provider", "Employee13 Tests, Jr."]);
}

/// Everyone counts for the table, the active ones with a permission for the rule that the last administrator stays.
pub(crate) async fn people_are_counted(database: Database) {
    let with_role = |id: &str, role, status| {
        let mut person = person(id, "A", "B");
        person.record.listed.role = HeldRole::from(role);
        person.record.listed.status = status;
        person
    };
    let people = [
        with_role("1", SystemRole::OfficeManager, StaffStatus::Active),
        with_role("2", SystemRole::OfficeManager, StaffStatus::Inactive),
        with_role("3", SystemRole::BtgAdmin, StaffStatus::Active),
        with_role("4", SystemRole::BtgAdmin, StaffStatus::Pending),
        with_role("5", SystemRole::Nurse, StaffStatus::Active),
    ];
    let database = database.with(&people).await;
    let mut transaction = database.read().await;
    let mut staff = transaction.staff();
    assert_eq!(staff.count().await.unwrap(), 5);
    assert_eq!(staff.count_active_with(Permission::ManageAccounts).await.unwrap(), 2);
    assert_eq!(staff.count_active_with(Permission::ManageRoles).await.unwrap(), 1);
}

/// Saving changes what was edited and nothing else.
pub(crate) async fn an_update_changes_what_it_names(database: Database) {
    let database = database.with(&[hannah(), camille()]).await;
    let before = database.person("camilles").await;
    let changes = StaffChanges {
        first_name: Some("Cam".to_owned()),
        last_name: Some("Nursing".to_owned()),
        primary_provider_id: Some(StaffId::new("hannah")),
        username: Some("Cam.Nursing".to_owned()),
        care_team_role: Some(Some(pharmacist())),
        care_team_identifier: Some(Some("12345678".to_owned())),
        cell_phone: Some(Some("555-1234".to_owned())),
        home_phone: Some(Some("555-4321".to_owned())),
        ..StaffChanges::default()
    };
    assert_eq!(update(&database, 1, &changes).await, UpdateOutcome::Updated);
    let mut expected = before;
    expected.listed.first_name = "Cam".into();
    expected.listed.last_name = "Nursing".into();
    expected.listed.username = "Cam.Nursing".into();
    expected.listed.cell_phone = Some("555-1234".to_owned());
    expected.listed.primary_provider =
        Some(Provider { id: StaffId::new("hannah"), full_name: "Hannah Provider".to_owned() });
    expected.home_phone = Some("555-4321".to_owned());
    expected.care_team_role = Some(pharmacist());
    expected.care_team_identifier = Some("12345678".to_owned());
    expected.version = 2;
    assert_eq!(database.person("camilles").await, expected);

    let nothing = StaffChanges::default();
    assert_eq!(update(&database, 2, &nothing).await, UpdateOutcome::Updated);
    expected.version = 3;
    assert_eq!(database.person("camilles").await, expected);
}

/// A phone can be taken away, which is not the same as leaving it.
pub(crate) async fn an_update_can_remove_phones(database: Database) {
    let mut camille = camille();
    camille.record.listed.cell_phone = Some("111-222-3333".to_owned());
    camille.record.home_phone = Some("111-222-4444".to_owned());
    let database = database.with(&[camille]).await;
    let changes = StaffChanges { cell_phone: Some(None), ..StaffChanges::default() };
    assert_eq!(update(&database, 1, &changes).await, UpdateOutcome::Updated);
    let updated = database.person("camilles").await;
    assert_eq!(updated.listed.cell_phone, None);
    assert_eq!(updated.home_phone.as_deref(), Some("111-222-4444"));
}

/// What somebody does in a care team, and their number there, can be taken away one by one.
pub(crate) async fn an_update_can_remove_the_care_team(database: Database) {
    let mut camille = camille();
    camille.record.care_team_role = Some(pharmacist());
    camille.record.care_team_identifier = Some("12345678".to_owned());
    let database = database.with(&[camille]).await;
    let changes = StaffChanges { care_team_role: Some(None), ..StaffChanges::default() };
    assert_eq!(update(&database, 1, &changes).await, UpdateOutcome::Updated);
    let updated = database.person("camilles").await;
    assert_eq!(updated.care_team_role, None);
    assert_eq!(updated.care_team_identifier.as_deref(), Some("12345678"));
    let changes = StaffChanges { care_team_identifier: Some(None), ..StaffChanges::default() };
    assert_eq!(update(&database, 2, &changes).await, UpdateOutcome::Updated);
    assert_eq!(database.person("camilles").await.care_team_identifier, None);
}

fn pharmacist() -> CodedValue {
    CodedValue { code: "46255001".to_owned(), display: "Pharmacist (occupation)".to_owned() }
}

/// Who edits what somebody else has changed meanwhile overwrites nothing.
pub(crate) async fn an_update_for_an_older_version_changes_nothing(database: Database) {
    let database = database.with(&[camille()]).await;
    let changes = StaffChanges { first_name: Some("Cam".to_owned()), ..StaffChanges::default() };
    assert_eq!(update(&database, 1, &changes).await, UpdateOutcome::Updated);
    let before = database.person("camilles").await;
    let late = StaffChanges { last_name: Some("Late".to_owned()), ..StaffChanges::default() };
    for version in [0, 1, 3, u64::MAX] {
        assert_eq!(update(&database, version, &late).await, UpdateOutcome::StaleVersion, "{version}");
    }
    assert_eq!(database.person("camilles").await, before);
}

/// Of many who save the same version at once one is told that it stands.
pub(crate) async fn of_fifty_updates_for_one_version_one_stands(database: Database) {
    let database = Arc::new(database.with(&[camille()]).await);
    let updates: Vec<_> = (0..50)
        .map(|number| {
            let database = Arc::clone(&database);
            let changes =
                StaffChanges { first_name: Some(format!("Camille {number}")), ..StaffChanges::default() };
            tokio::spawn(async move { update(&database, 1, &changes).await })
        })
        .collect();
    let mut stands = 0;
    for update in updates {
        stands += usize::from(update.await.unwrap() == UpdateOutcome::Updated);
    }
    assert_eq!(stands, 1);
    assert_eq!(database.person("camilles").await.version, 2);
}

/// Saving somebody who is not there is no success.
pub(crate) async fn an_update_of_nobody_is_not_found(database: Database) {
    let mut transaction = database.write().await;
    let nobody = StaffId::new("nobody");
    let outcome = transaction.staff().update(&nobody, 1, &StaffChanges::default(), START).await;
    assert_eq!(outcome.unwrap(), UpdateOutcome::NotFound);
}

/// A username cannot be taken over by an edit.
pub(crate) async fn an_update_cannot_take_a_username(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    let changes = StaffChanges { username: Some("MarcusStaff".to_owned()), ..StaffChanges::default() };
    let mut transaction = database.write().await;
    let outcome = transaction.staff().update(&camille_id(), 1, &changes, START).await;
    assert_eq!(taken(outcome), "username");
    drop(transaction);
    assert_eq!(database.person("camilles").await.version, 1);
}

/// Nobody is in the way of themselves.
pub(crate) async fn a_person_keeps_their_own_username_in_another_case(database: Database) {
    let database = database.with(&[camille()]).await;
    let changes = StaffChanges { username: Some("CamilleS".to_owned()), ..StaffChanges::default() };
    assert_eq!(update(&database, 1, &changes).await, UpdateOutcome::Updated);
    assert_eq!(database.person("camilles").await.listed.username, "CamilleS");
}

/// Deactivating somebody twice is one change; a drawer that was open meanwhile is told of it.
pub(crate) async fn a_status_is_set_once(database: Database) {
    let database = database.with(&[camille()]).await;
    database.set_status(&camille_id(), StaffStatus::Inactive).await;
    let record = database.person("camilles").await;
    assert_eq!((record.listed.status, record.version), (StaffStatus::Inactive, 2));
    let mut transaction = database.write().await;
    let mut staff = transaction.staff();
    let again = staff.set_status(&camille_id(), StaffStatus::Inactive, START).await;
    assert!(!again.unwrap());
    let of_nobody = staff.set_status(&StaffId::new("nobody"), StaffStatus::Inactive, START).await;
    assert!(!of_nobody.unwrap());
    drop(staff);
    transaction.commit().await.unwrap();
    assert_eq!(database.person("camilles").await.version, 2);
}

/// With a new password everything that began under the old one is void.
pub(crate) async fn a_password_counts_its_version_up(database: Database) {
    let database = database.with(&[camille(), person("marcusstaff", "Marcus", "Staff")]).await;
    database.set_password_hash(&camille_id(), "new").await;
    let mut transaction = database.read().await;
    let mut staff = transaction.staff();
    let credential = staff.credential(&camille_id()).await.unwrap().unwrap();
    assert_eq!(credential.password_hash.as_deref(), Some("new"));
    assert_eq!(credential.credential_version, 2);
    assert_eq!(credential.status, StaffStatus::Active);
    let marcus = staff.credential(&StaffId::new("marcusstaff")).await.unwrap().unwrap();
    assert_eq!((marcus.password_hash, marcus.credential_version), (None, 1));
    assert!(staff.credential(&StaffId::new("nobody")).await.unwrap().is_none());
}

/// Another hash of the same password voids nothing, and does not bring an older password back.
pub(crate) async fn a_hash_is_made_anew_for_the_same_password_only(database: Database) {
    let database = database.with(&[camille()]).await;
    database.set_password_hash(&camille_id(), "new").await;
    let mut transaction = database.write().await;
    let mut staff = transaction.staff();
    for (version, hash, kept) in [(1, "old, made anew", "new"), (2, "new, made anew", "new, made anew")] {
        staff.replace_password_hash(&camille_id(), version, hash).await.unwrap();
        let credential = staff.credential(&camille_id()).await.unwrap().unwrap();
        assert_eq!(credential.password_hash.as_deref(), Some(kept));
        assert_eq!(credential.credential_version, 2);
    }
}

/// A password that was kept for nobody must not look as if it was kept.
pub(crate) async fn a_password_for_nobody_is_refused(database: Database) {
    let mut transaction = database.write().await;
    let nobody = StaffId::new("nobody");
    assert!(transaction.staff().set_password_hash(&nobody, "new", START).await.is_err());
}

/// A frozen person is inactive without a password, so that whoever knew it cannot come back with the account;
/// reactivating lifts the freeze and brings no password back.
pub(crate) async fn a_frozen_person_has_no_password(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    assert!(transaction.staff().freeze(&camille_id(), START).await.unwrap());
    assert!(!transaction.staff().freeze(&camille_id(), START.plus(1)).await.unwrap());
    transaction.commit().await.unwrap();
    let frozen = database.person("camilles").await;
    assert_eq!((frozen.listed.status, frozen.frozen_at), (StaffStatus::Inactive, Some(START)));
    database.set_status(&camille_id(), StaffStatus::Active).await;
    assert_eq!(database.person("camilles").await.frozen_at, None);
    let credential = database.read().await.staff().credential(&camille_id()).await.unwrap().unwrap();
    assert_eq!((credential.password_hash, credential.credential_version), (None, 2));
}

/// Whoever comes back chooses a new password: the old one is gone, and so is a freeze. Nobody who is active, or waits
/// for their invitation already, loses anything.
pub(crate) async fn a_person_is_let_in_again_without_their_password(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    let mut staff = transaction.staff();
    assert!(!staff.reopen(&camille_id(), START).await.unwrap());
    assert!(staff.freeze(&camille_id(), START).await.unwrap());
    assert!(staff.reopen(&camille_id(), START).await.unwrap());
    assert!(!staff.reopen(&camille_id(), START).await.unwrap());
    assert!(!staff.reopen(&StaffId::new("nobody"), START).await.unwrap());
    drop(staff);
    transaction.commit().await.unwrap();
    let reopened = database.person("camilles").await;
    assert_eq!((reopened.listed.status, reopened.frozen_at), (StaffStatus::Pending, None));
    assert_eq!(reopened.version, 3);
    let credential = database.read().await.staff().credential(&camille_id()).await.unwrap().unwrap();
    assert_eq!((credential.password_hash, credential.credential_version), (None, 3));
}

/// A password is changed by whoever has shown that they know it, and not once it is another.
pub(crate) async fn a_password_is_changed_from_the_one_that_was_checked(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    let mut staff = transaction.staff();
    assert!(!staff.change_password_hash(&camille_id(), 2, "new", START).await.unwrap());
    assert!(staff.change_password_hash(&camille_id(), 1, "new", START).await.unwrap());
    assert!(!staff.change_password_hash(&camille_id(), 1, "late", START).await.unwrap());
    let credential = staff.credential(&camille_id()).await.unwrap().unwrap();
    assert_eq!(credential.password_hash.as_deref(), Some("new"));
    assert!(staff.freeze(&camille_id(), START).await.unwrap());
    assert!(!staff.change_password_hash(&camille_id(), 3, "late", START).await.unwrap());
}

/// Those who manage accounts are found to be told something; nobody who is not active is.
pub(crate) async fn active_people_are_found_by_permission(database: Database) {
    let with_role = |id: &str, last_name: &str, role, status| {
        let mut person = person(id, "A", last_name);
        person.record.listed.role = HeldRole::from(role);
        person.record.listed.status = status;
        person
    };
    let people = [
        with_role("1", "Z", SystemRole::OfficeManager, StaffStatus::Active),
        with_role("2", "B", SystemRole::OfficeManager, StaffStatus::Inactive),
        with_role("3", "C", SystemRole::BtgAdmin, StaffStatus::Active),
        with_role("4", "D", SystemRole::Nurse, StaffStatus::Active),
    ];
    let database = database.with(&people).await;
    let found = database.read().await.staff().active_with(Permission::ManageAccounts).await.unwrap();
    let ids: Vec<_> = found.iter().map(|person| person.id.as_str()).collect();
    assert_eq!(ids, ["3", "1"]);
}

/// Another address is in force at once: it is found, by search as well, and the old one is free.
pub(crate) async fn an_email_is_set_and_found(database: Database) {
    let database = database.with(&[camille(), person("marcus", "Marcus", "Staff")]).await;
    let mut transaction = database.write().await;
    transaction.staff().set_email(&camille_id(), "Camille@Home.example", START).await.unwrap();
    transaction.staff().set_email(&StaffId::new("marcus"), "cnurse@email.xyz", START).await.unwrap();
    transaction.commit().await.unwrap();
    let camille = database.person("camilles").await;
    assert_eq!((camille.listed.email.as_deref(), camille.version), (Some("Camille@Home.example"), 2));
    let mut transaction = database.read().await;
    let found = transaction.staff().find_by_email("camille@home.EXAMPLE").await.unwrap();
    assert_eq!(found.unwrap().listed.id, camille_id());
    let query = StaffQuery { search: "home.example".to_owned(), limit: 9, ..StaffQuery::default() };
    let found = transaction.staff().list(&query).await.unwrap().items;
    assert_eq!(found.iter().map(|person| person.id.clone()).collect::<Vec<_>>(), [camille_id()]);
}

/// Nobody gets somebody else's address, in whatever case or Unicode form.
pub(crate) async fn an_email_of_somebody_else_cannot_be_set(database: Database) {
    let database = database.with(&[camille(), person("marcus", "Marcus", "Staff")]).await;
    for email in ["cnurse@email.xyz", "CNurse@EMAIL.xyz", "\u{ff43}nurse@email.xyz"] {
        let mut transaction = database.write().await;
        let refused = transaction.staff().set_email(&StaffId::new("marcus"), email, START).await;
        assert!(matches!(refused, Err(StoreError::Conflict { field: "email" })), "{email}");
    }
}

/// A switch that is not named stays, and what was made for an older version changes nothing.
pub(crate) async fn settings_change_for_their_version(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    let mut staff = transaction.staff();
    let on = SettingsChanges { enable_email_update: Some(true), send_daily_billing_report: None };
    let change = staff.change_settings(&camille_id(), 1, &on, START).await.unwrap();
    assert_eq!(change, UpdateOutcome::Updated);
    let again = staff.change_settings(&camille_id(), 1, &SettingsChanges::default(), START).await.unwrap();
    assert_eq!(again, UpdateOutcome::StaleVersion);
    let nobody = staff.change_settings(&StaffId::new("nobody"), 1, &on, START).await.unwrap();
    assert_eq!(nobody, UpdateOutcome::NotFound);
    let camille = staff.get(&camille_id()).await.unwrap().unwrap();
    assert_eq!((camille.enable_email_update, camille.send_daily_billing_report), (true, false));
    assert_eq!(camille.version, 2);
}

/// A PIN comes back as it was sealed; there is none for nobody.
pub(crate) async fn a_pin_is_kept_as_it_was_sealed(database: Database) {
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    let mut staff = transaction.staff();
    staff.set_pin(&camille_id(), &[9, 8, 7], START).await.unwrap();
    assert!(staff.set_pin(&StaffId::new("nobody"), &[1], START).await.is_err());
    let camille = staff.get(&camille_id()).await.unwrap().unwrap();
    assert_eq!((camille.app_unlock_pin, camille.version), (Some(vec![9, 8, 7]), 2));
}
