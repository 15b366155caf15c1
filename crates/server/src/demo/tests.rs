use super::invitations::Invited;
use super::*;
use crate::app_unlock_pin;
use crate::link_code::LinkKey;
use staffroom_contract::password::check_password;
use staffroom_contract::staff_list::{LINK_RUNS_OUT_SECONDS, NOT_SIGNED_IN_SECONDS};
use staffroom_contract::text::{check_email, check_name, check_phone, check_username};
use staffroom_contract::{Provider, StaffStatus, SystemRole, UnixSeconds};
use staffroom_store::{ListedStaff, NewStaff, StaffRecord};
use std::collections::HashSet;

const HOUR: i64 = 60 * 60;
const NOW: UnixSeconds = UnixSeconds(1_795_480_500);

fn key() -> LinkKey {
    LinkKey::new([1; 32])
}

/// Everybody in a sample practice of this size, batch by batch.
fn batches(staff: usize) -> Vec<Batch> {
    let people = people::all("hash".to_owned(), &key(), NOW).unwrap();
    let mut crowd = Crowd::new(people, staff, NOW);
    std::iter::from_fn(|| crowd.next_batch()).collect()
}

fn everybody(staff: usize) -> Vec<NewStaff> {
    batches(staff).into_iter().flat_map(|batch| batch.people).collect()
}

fn provider_of<'a>(people: &'a [NewStaff], person: &ListedStaff) -> &'a ListedStaff {
    let Some(Provider { id, .. }) = &person.primary_provider else {
        panic!("{} has no primary provider", person.username);
    };
    let found = people.iter().map(|person| &person.record.listed).find(|other| other.id == *id);
    found.unwrap_or_else(|| panic!("nobody is {id}"))
}

/// The people of the handbook's page stand in the sample practice with exactly what it shows of them.
#[test]
fn the_people_of_the_handbook_are_there() {
    let people = everybody(0);
    let shown: Vec<String> = people
        .iter()
        .map(|person| {
            let listed = &person.record.listed;
            let provider = provider_of(&people, listed);
            format!(
                "{} {} | {} | {} | {} | {} | {} {}",
                listed.first_name,
                listed.last_name,
                listed.role.name.as_str(),
                listed.username,
                listed.email.as_deref().unwrap_or("-"),
                listed.cell_phone.as_deref().unwrap_or("-"),
                provider.first_name,
                provider.last_name,
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Camille Nurse | Nurse | camilles | cnurse@email.xyz | 111-222-3333 | Hannah Provider",
            "Marcus Staff | Nurse | marcusstaff | mstaff@email.xyz | - | Hannah Provider",
            "Hannah Provider | Provider | hannahp | hprovider@email.xyz | - | Hannah Provider",
            "Jamie Tester | Staff | jamie_demo_staff | jamie_demo_staff@example.com | - | Employee13 Tests, Jr.",
            "Employee13 Tests, Jr. | Provider | employee13 | employee13@example.com | - | Employee13 Tests, Jr.",
            "Morgan Manager | BTG Admin | morganm | mmanager@email.xyz | - | Hannah Provider",
        ]
    );
    let camille = &people[0].record;
    assert_eq!(camille.care_team_role.as_ref().unwrap().display, "General nurse (occupation)");
    let kept = camille.app_unlock_pin.as_deref().unwrap();
    assert_eq!(app_unlock_pin::open(&key(), &camille.listed.id, kept).unwrap().expose(), "8453");
    assert_eq!((&camille.care_team_identifier, &camille.home_phone), (&None, &None));
}

/// Only the administrator can sign in; nobody else was made up with a password.
#[test]
fn only_the_administrator_has_a_password() {
    let people = everybody(200);
    let with_password: Vec<_> = people
        .iter()
        .filter(|person| person.password_hash.is_some())
        .map(|person| person.record.listed.username.as_str())
        .collect();
    assert_eq!(with_password, [people::ADMINISTRATOR]);
}

/// As many people as asked for, the handbook's among them, each with a username and an email of their own, and by the
/// rules that everyone's fields are judged by.
#[test]
fn a_crowd_is_made_of_people_like_any_other() {
    let people = everybody(3_000);
    assert_eq!(people.len(), 3_000);
    let (mut ids, mut usernames, mut emails) = (HashSet::new(), HashSet::new(), HashSet::new());
    for person in &people {
        let listed = &person.record.listed;
        let email = listed.email.as_deref().unwrap();
        assert!(ids.insert(&listed.id), "{}", listed.id);
        assert!(usernames.insert(&listed.username), "{}", listed.username);
        assert!(emails.insert(email), "{email}");
        let phones = [&listed.cell_phone, &person.record.home_phone].into_iter().flatten();
        let problems: Vec<_> = [
            check_name("first_name", &listed.first_name),
            check_name("last_name", &listed.last_name),
            check_username("username", &listed.username),
            check_email("email", email),
        ]
        .into_iter()
        .chain(phones.map(|phone| check_phone("phone", phone)))
        .flatten()
        .collect();
        assert!(problems.is_empty(), "{}: {problems:?}", listed.username);
    }
}

/// A large practice has somebody in each of its lists and under each thing that needs attention, and most people as one
/// would expect them: active, and lately there.
#[test]
fn a_crowd_has_people_of_every_state() {
    let batches = batches(10_000);
    let people = || batches.iter().flat_map(|batch| &batch.people).map(|person| &person.record.listed);
    let number_of = |is_one: &dyn Fn(&ListedStaff) -> bool| people().filter(|person| is_one(person)).count();
    let in_list = |status| number_of(&|person| person.status == status);
    assert!((400..800).contains(&in_list(StaffStatus::Inactive)));
    assert!((100..300).contains(&in_list(StaffStatus::Pending)));
    let is_active = |person: &ListedStaff| person.status == StaffStatus::Active;
    let never = number_of(&|person| is_active(person) && person.last_sign_in_at.is_none());
    assert!((200..600).contains(&never), "{never}");
    let since = |person: &ListedStaff| person.last_sign_in_at.map(|at| NOW.since(at));
    let silent = number_of(&|person| is_active(person) && since(person) > Some(NOT_SIGNED_IN_SECONDS));
    assert!((400..1_200).contains(&silent), "{silent}");
    assert!(people().all(|person| since(person) <= Some(200 * 24 * 60 * 60)));
    assert_eq!(people().map(|person| person.id.clone()).collect::<HashSet<_>>().len(), 10_000);
}

/// Whoever is pending was invited, in the last week and not within the hour: those invitations live or have run out,
/// a few run out soon, and a few were never sent.
#[test]
fn whoever_is_pending_was_invited() {
    for Batch { people, invited } in batches(10_000) {
        let listed = people.iter().map(|person| &person.record.listed);
        let pending: HashSet<_> = listed
            .filter(|person| person.status == StaffStatus::Pending)
            .map(|person| (&person.id, person.email.as_deref(), person.last_sign_in_at))
            .collect();
        let of_invited = invited.iter().map(|one| (&one.staff_id, Some(one.sent_to.as_str()), None));
        assert_eq!(pending, of_invited.collect());
        let left = |one: &Invited| one.at.plus(LINK_VALID_SECONDS.into()).since(NOW);
        assert!(invited.iter().all(|one| (HOUR..7 * 24 * HOUR).contains(&NOW.since(one.at))));
        for is_one in [
            |left: i64| left > LINK_RUNS_OUT_SECONDS,
            |left| (1..=LINK_RUNS_OUT_SECONDS).contains(&left),
            |left| left <= 0,
        ] {
            assert!(invited.iter().any(|one| is_one(left(one))));
        }
        assert!(invited.iter().any(|one| !one.is_delivered));
        assert!(invited.iter().filter(|one| one.is_delivered).count() > invited.len() / 2);
    }
}

/// A larger practice has more offices, and somebody works at each.
#[test]
fn people_work_at_every_office() {
    for (staff, offices) in [(100, 2), (3_000, 5), (20_000, 8)] {
        let people = everybody(staff);
        let at: HashSet<_> =
            people.iter().flat_map(|person| &person.record.offices).map(|office| &office.id).collect();
        assert_eq!(at.len(), offices, "{staff}");
        assert!(people.iter().all(|person| !person.record.offices.is_empty()));
        assert!(people.iter().any(|person| person.record.offices.len() == 2));
    }
}

/// About one in fifty is a provider, all of them active, never more than a list can show, and whoever is somebody's
/// primary provider is added with them or before.
#[test]
fn everyone_works_with_a_provider() {
    let batches = batches(12_000);
    let mut providers = HashSet::new();
    for batch in &batches {
        let listed = || batch.people.iter().map(|person| &person.record.listed);
        providers.extend(
            listed()
                .filter(|person| person.role.kind == SystemRole::Provider)
                .inspect(|person| assert_eq!(person.status, StaffStatus::Active))
                .map(|person| person.id.clone()),
        );
        for person in listed() {
            let provider = person.primary_provider.as_ref().unwrap();
            assert!(providers.contains(&provider.id), "{}", person.username);
        }
    }
    assert_eq!(providers.len(), 200 + 2);
}

/// The same command makes the same people, so that what was seen once can be found again.
#[test]
fn a_crowd_is_the_same_each_time() {
    // A PIN is sealed anew each time.
    let record = |person: NewStaff| StaffRecord { app_unlock_pin: None, ..person.record };
    let names =
        || everybody(500).into_iter().map(|person| format!("{:?}", record(person))).collect::<Vec<_>>();
    assert_eq!(names(), names());
    assert_eq!(everybody(3).len(), 6, "the practice's own people are always there");
}

/// The password is a new one each time, and one that the practice's own rules accept.
#[test]
fn the_password_is_new_and_acceptable() {
    let password = new_password().unwrap();
    assert_eq!(check_password(password.expose(), 15, ["morganm", PRACTICE_NAME]), None);
    assert_ne!(password, new_password().unwrap());
}

/// The demo's mail is for everyone to read, so it does not open a practice that is not its own; its own it
/// opens again.
#[test]
fn only_the_demos_own_folder_is_opened() {
    let parent = tempfile::tempdir().unwrap();
    let other = parent.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("staffroom.db"), "").unwrap();
    assert!(matches!(mark(&other), Err(Failure::Mistake("--data-dir", _))));

    let own = parent.path().join("own");
    mark(&own).unwrap();
    fs::write(own.join("staffroom.db"), "").unwrap();
    assert!(mark(&own).is_ok());
}
