//! The people of the sample practice that everyone meets: those of the handbook's page on resetting passwords,
//! with exactly what it shows of them, and the administrator.

use super::offices;
use crate::app_unlock_pin::{self, NoPin};
use crate::link_code::LinkKey;
use staffroom_contract::{CodedValue, Provider, Secret, StaffId, StaffStatus, SystemRole, UnixSeconds};
use staffroom_store::{ListedStaff, NewStaff, StaffRecord};

/// The administrator's username.
pub(super) const ADMINISTRATOR: &str = "morganm";

const HOUR: i64 = 60 * 60;

const HANNAH: &str = "hannahp";
const EMPLOYEE: &str = "employee13";

/// What is printed as Camille's App Unlock PIN.
const CAMILLES_PIN: &str = "8453";

/// Everybody, the administrator with this password's hash, and PINs sealed with this key.
///
/// # Errors
/// If there are no random bytes.
pub(super) fn all(
    administrators_password_hash: String,
    key: &LinkKey,
    now: UnixSeconds,
) -> Result<Vec<NewStaff>, NoPin> {
    let mut camille =
        person("camilles", ("Camille", "Nurse"), "cnurse@email.xyz", SystemRole::Nurse, HANNAH, now);
    camille.record.listed.cell_phone = Some("111-222-3333".to_owned());
    camille.record.care_team_role = Some(general_nurse());
    let pin = Secret::new(CAMILLES_PIN);
    camille.record.app_unlock_pin = Some(app_unlock_pin::seal(key, &camille.record.listed.id, &pin)?);
    let mut administrator =
        person(ADMINISTRATOR, ("Morgan", "Manager"), "mmanager@email.xyz", SystemRole::BtgAdmin, HANNAH, now);
    administrator.password_hash = Some(administrators_password_hash);
    let mut people = vec![
        camille,
        person("marcusstaff", ("Marcus", "Staff"), "mstaff@email.xyz", SystemRole::Nurse, HANNAH, now),
        person(HANNAH, ("Hannah", "Provider"), "hprovider@email.xyz", SystemRole::Provider, HANNAH, now),
        person(
            "jamie_demo_staff",
            ("Jamie", "Tester"),
            "jamie_demo_staff@example.com",
            SystemRole::Staff,
            EMPLOYEE,
            now,
        ),
        person(
            EMPLOYEE,
            ("Employee13", "Tests, Jr."),
            "employee13@example.com",
            SystemRole::Provider,
            EMPLOYEE,
            now,
        ),
        administrator,
    ];
    for person in &mut people {
        let provider = person.record.listed.primary_provider.as_ref();
        let is_at_riverside = provider.is_some_and(|provider| provider.id == id_of(EMPLOYEE));
        let office = if is_at_riverside { offices::RIVERSIDE } else { offices::MAIN_STREET };
        person.record.offices = vec![offices::office(office)];
    }
    Ok(people)
}

/// What a nurse does in a care team.
pub(super) fn general_nurse() -> CodedValue {
    CodedValue { code: "310182000".to_owned(), display: "General nurse (occupation)".to_owned() }
}

/// A person of the sample practice without anything that they need not have; the provider by username.
pub(super) fn person(
    username: &str,
    (first_name, last_name): (&str, &str),
    email: &str,
    role: SystemRole,
    provider: &str,
    now: UnixSeconds,
) -> NewStaff {
    NewStaff {
        record: StaffRecord::new(ListedStaff {
            id: id_of(username),
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            username: username.to_owned(),
            email: Some(email.to_owned()),
            cell_phone: None,
            // The store goes by the id alone.
            primary_provider: Some(Provider { id: id_of(provider), full_name: String::new() }),
            role: role.into(),
            status: StaffStatus::Active,
            last_sign_in_at: Some(now.plus(-hours_since_sign_in(username) * HOUR)),
            link_expires_at: None,
        }),
        password_hash: None,
        created_at: now,
    }
}

/// Everybody has been there lately.
fn hours_since_sign_in(username: &str) -> i64 {
    let letters = username.bytes().map(i64::from).sum::<i64>();
    2 + letters % 400
}

/// The same id for the same person in every sample practice.
pub(super) fn id_of(username: &str) -> StaffId {
    StaffId::new(format!("sample-{username}"))
}
