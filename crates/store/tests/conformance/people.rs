//! Sample people for the cases.

use crate::Database;
use staffroom_contract::{OfficeId, Provider, StaffId, StaffOffice, StaffStatus, SystemRole, UnixSeconds};
use staffroom_store::{ListedStaff, NewStaff, OwnPermissions, StaffRecord};
use std::collections::BTreeSet;

/// When everything here begins.
pub(crate) const START: UnixSeconds = UnixSeconds(1_800_000_000);

/// An active nurse with this id, who has nothing but what is required.
pub(crate) fn person(id: &str, first_name: &str, last_name: &str) -> NewStaff {
    NewStaff {
        record: StaffRecord {
            listed: ListedStaff {
                id: StaffId::new(id),
                first_name: first_name.to_owned(),
                last_name: last_name.to_owned(),
                username: id.to_owned(),
                email: None,
                cell_phone: None,
                primary_provider: None,
                role: SystemRole::Nurse.into(),
                status: StaffStatus::Active,
                last_sign_in_at: None,
                link_expires_at: None,
            },
            own_permissions: OwnPermissions::default(),
            permissions: BTreeSet::new(),
            home_phone: None,
            care_team_role: None,
            care_team_identifier: None,
            app_unlock_pin: None,
            enable_email_update: false,
            offices: Vec::new(),
            restrict_offices: false,
            send_daily_billing_report: false,
            frozen_at: None,
            version: 1,
        },
        password_hash: None,
        created_at: START,
    }
}

/// Points at a primary provider by their id.
pub(crate) fn provider(id: &str) -> Provider {
    Provider { id: StaffId::new(id), full_name: String::new() }
}

/// Camille, who can sign in, and has an email.
pub(crate) fn camille() -> NewStaff {
    let mut camille = person("camilles", "Camille", "Nurse");
    camille.record.listed.email = Some("cnurse@email.xyz".to_owned());
    camille.password_hash = Some("$argon2id$camille".to_owned());
    camille
}

/// Camille's id.
pub(crate) fn camille_id() -> StaffId {
    StaffId::new("camilles")
}

/// An open office, as it stands beside a person.
pub(crate) fn office(id: &str, name: &str) -> StaffOffice {
    StaffOffice { id: OfficeId::new(id), name: name.to_owned(), is_closed: false }
}

impl Database {
    /// Opens offices, and lets it stand.
    pub(crate) async fn with_offices(self, offices: &[StaffOffice]) -> Self {
        let mut transaction = self.write().await;
        for office in offices {
            transaction.offices().add(&office.id, &office.name, START).await.unwrap();
        }
        transaction.commit().await.unwrap();
        self
    }

    /// Adds people, and lets it stand.
    pub(crate) async fn with(self, people: &[NewStaff]) -> Self {
        let mut transaction = self.write().await;
        transaction.staff().add(people).await.unwrap();
        transaction.commit().await.unwrap();
        self
    }

    /// Everything that is kept about a person.
    pub(crate) async fn person(&self, id: &str) -> StaffRecord {
        let found = self.read().await.staff().get(&StaffId::new(id)).await;
        found.unwrap().unwrap()
    }

    /// Sets a person's status.
    pub(crate) async fn set_status(&self, id: &StaffId, status: StaffStatus) {
        let mut transaction = self.write().await;
        assert!(transaction.staff().set_status(id, status, START).await.unwrap());
        transaction.commit().await.unwrap();
    }

    /// Sets a person's password.
    pub(crate) async fn set_password_hash(&self, id: &StaffId, hash: &str) {
        let mut transaction = self.write().await;
        transaction.staff().set_password_hash(id, hash, START).await.unwrap();
        transaction.commit().await.unwrap();
    }
}
