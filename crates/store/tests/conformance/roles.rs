use crate::Database;
use crate::people::{START, camille, camille_id, person};
use staffroom_contract::{Permission, RoleId, StaffId, StaffStatus, SystemRole};
use staffroom_store::{NewRole, OwnPermissions, RoleRecord, StoreError, Transaction, UpdateOutcome};
use std::collections::BTreeSet;
use std::sync::Arc;

const ACCOUNTS: Permission = Permission::ManageAccounts;
const LOG: Permission = Permission::ViewAuditLog;
const ROLES: Permission = Permission::ManageRoles;

fn set(permissions: &[Permission]) -> BTreeSet<Permission> {
    permissions.iter().copied().collect()
}

fn differing(added: &[Permission], removed: &[Permission]) -> OwnPermissions {
    OwnPermissions { added: set(added), removed: set(removed) }
}

fn role(id: &str, permissions: &[Permission]) -> NewRole {
    NewRole {
        id: RoleId::new(id),
        name: format!("Role {id}"),
        based_on: SystemRole::Nurse,
        permissions: set(permissions),
        created_at: START,
    }
}

impl Database {
    async fn with_role(self, role: NewRole) -> Self {
        let mut transaction = self.write().await;
        transaction.roles().add(&role).await.unwrap();
        transaction.commit().await.unwrap();
        self
    }

    async fn role(&self, id: &str) -> Option<RoleRecord> {
        self.read().await.roles().get(&RoleId::new(id)).await.unwrap()
    }

    async fn update_role(&self, id: &str, version: u64, permissions: &[Permission]) -> UpdateOutcome {
        let mut transaction = self.write().await;
        let id = RoleId::new(id);
        let outcome = transaction.roles().update(&id, version, "Changed", &set(permissions), START).await;
        transaction.commit().await.unwrap();
        outcome.unwrap()
    }

    /// Gives Camille a role, and what differs from it.
    async fn give(&self, role: &str, own: &OwnPermissions) {
        let version = self.person("camilles").await.version;
        let mut transaction = self.write().await;
        let role = RoleId::new(role);
        let outcome =
            transaction.staff().change_power(&camille_id(), version, &role, own, START).await.unwrap();
        assert_eq!(outcome, UpdateOutcome::Updated);
        transaction.commit().await.unwrap();
    }

    async fn camilles_permissions(&self) -> Vec<Permission> {
        self.person("camilles").await.permissions.into_iter().collect()
    }
}

/// The roles in the tables allow what the product says that they do.
pub(crate) async fn every_practice_has_the_system_roles(database: Database) {
    let listed = database.read().await.roles().list().await.unwrap();
    let found: Vec<_> = listed.iter().map(|listed| listed.role.clone()).collect();
    let expected: Vec<_> = SystemRole::ALL
        .into_iter()
        .map(|role| RoleRecord {
            id: role.id(),
            name: role.name().to_owned(),
            based_on: None,
            permissions: set(role.permissions()),
            version: 1,
        })
        .collect();
    assert_eq!(found, expected);
    assert!(listed.iter().all(|listed| listed.people == 0));
}

/// What was made is what is found, behind the system roles and with the number of its people.
pub(crate) async fn a_role_is_kept_whole(database: Database) {
    let mut holder = camille();
    holder.record.listed.role.id = RoleId::new("float");
    holder.record.listed.status = StaffStatus::Inactive;
    let database = database.with_role(role("float", &[LOG, ACCOUNTS])).await.with(&[holder]).await;
    let listed = database.read().await.roles().list().await.unwrap();
    let last = listed.last().unwrap();
    let expected = RoleRecord {
        id: RoleId::new("float"),
        name: "Role float".to_owned(),
        based_on: Some(SystemRole::Nurse),
        permissions: set(&[ACCOUNTS, LOG]),
        version: 1,
    };
    assert_eq!((&last.role, last.people), (&expected, 1));
    assert_eq!(database.role("float").await, Some(expected));
    assert_eq!(database.role("nothing").await, None);
}

/// No two roles are told apart by case alone, nor from a system role.
pub(crate) async fn a_role_name_is_taken_in_any_case(database: Database) {
    let database = database.with_role(role("float", &[])).await;
    for name in ["ROLE Float", "nurse", "BTG Admin"] {
        let mut transaction = database.write().await;
        let again = NewRole { name: name.to_owned(), ..role("other", &[]) };
        let refused = transaction.roles().add(&again).await.unwrap_err();
        assert!(matches!(refused, StoreError::Conflict { field: "name" }), "{name}: {refused:?}");
        let refused = transaction.roles().update(&RoleId::new("float"), 1, "Nurse", &set(&[]), START).await;
        assert!(matches!(refused, Err(StoreError::Conflict { field: "name" })));
    }
}

/// A change replaces the permissions, and counts the version up.
pub(crate) async fn a_role_is_changed_as_a_whole(database: Database) {
    let database = database.with_role(role("float", &[LOG])).await;
    assert_eq!(database.update_role("float", 1, &[ACCOUNTS, ROLES]).await, UpdateOutcome::Updated);
    let changed = database.role("float").await.unwrap();
    assert_eq!(changed.permissions, set(&[ACCOUNTS, ROLES]));
    assert_eq!((changed.name.as_str(), changed.version), ("Changed", 2));
}

/// Nobody overwrites what somebody else has just saved.
pub(crate) async fn a_role_for_an_older_version_changes_nothing(database: Database) {
    let database = database.with_role(role("float", &[LOG])).await;
    let before = database.role("float").await;
    assert_eq!(database.update_role("float", 2, &[ACCOUNTS]).await, UpdateOutcome::StaleVersion);
    assert_eq!(database.role("float").await, before);
    assert_eq!(database.update_role("nothing", 1, &[]).await, UpdateOutcome::NotFound);
}

/// What every practice has is neither changed nor removed.
pub(crate) async fn system_roles_stay_as_they_are(database: Database) {
    assert_eq!(database.update_role("nurse", 1, &[ACCOUNTS]).await, UpdateOutcome::NotFound);
    let mut transaction = database.write().await;
    assert!(!transaction.roles().remove(&RoleId::new("nurse")).await.unwrap());
    assert!(database.role("nurse").await.unwrap().permissions.is_empty());
}

/// Nobody is left without a role, not even who is inactive.
pub(crate) async fn a_role_is_removed_once_nobody_holds_it(database: Database) {
    let database = database.with_role(role("float", &[LOG])).await.with(&[camille()]).await;
    database.give("float", &OwnPermissions::default()).await;
    database.set_status(&camille_id(), StaffStatus::Inactive).await;
    let remove = async || {
        let mut transaction = database.write().await;
        let removed = transaction.roles().remove(&RoleId::new("float")).await.unwrap();
        transaction.commit().await.unwrap();
        removed
    };
    assert!(!remove().await);
    database.give("nurse", &OwnPermissions::default()).await;
    assert!(remove().await);
    assert!(!remove().await);
    assert_eq!(database.role("float").await, None);
}

/// What a role allows holds for its people at once, also when it changes.
pub(crate) async fn a_person_may_do_what_their_role_allows(database: Database) {
    let database = database.with_role(role("float", &[LOG])).await.with(&[camille()]).await;
    assert_eq!(database.camilles_permissions().await, []);
    database.give("float", &OwnPermissions::default()).await;
    assert_eq!(database.camilles_permissions().await, [LOG]);
    database.update_role("float", 1, &[ACCOUNTS, ROLES]).await;
    assert_eq!(database.camilles_permissions().await, [ACCOUNTS, ROLES]);
    let camille = database.person("camilles").await;
    assert_eq!((camille.listed.role.name.as_str(), camille.version), ("Changed", 2));
    assert_eq!(camille.listed.role.kind, SystemRole::Nurse);
    assert!(!camille.listed.role.is_customized);
}

/// What was added to a role or taken away from it for one person stays, whatever becomes of the role.
pub(crate) async fn what_differs_for_a_person_counts_before_their_role(database: Database) {
    let database = database.with_role(role("float", &[LOG])).await.with(&[camille()]).await;
    let own = differing(&[ACCOUNTS], &[LOG]);
    database.give("float", &own).await;
    assert_eq!(database.camilles_permissions().await, [ACCOUNTS]);
    let camille = database.person("camilles").await;
    assert_eq!(camille.own_permissions, own);
    assert!(camille.listed.role.is_customized);
    database.update_role("float", 1, &[ACCOUNTS, LOG, ROLES]).await;
    assert_eq!(database.camilles_permissions().await, [ACCOUNTS, ROLES]);
    let mut transaction = database.read().await;
    assert_eq!(transaction.staff().count_active_with(ACCOUNTS).await.unwrap(), 1);
    assert_eq!(transaction.staff().count_active_with(LOG).await.unwrap(), 0);
}

/// Whoever gets another role has that role and nothing of before.
pub(crate) async fn another_role_ends_what_differed(database: Database) {
    let database = database.with(&[camille()]).await;
    database.give("nurse", &differing(&[ACCOUNTS], &[])).await;
    database.give("office_manager", &differing(&[], &[LOG])).await;
    assert_eq!(database.camilles_permissions().await, [ACCOUNTS, Permission::ManagePractice]);
    database.give("nurse", &OwnPermissions::default()).await;
    assert_eq!(database.camilles_permissions().await, []);
    assert!(!database.person("camilles").await.listed.role.is_customized);
}

/// Everybody holds a role that there is.
pub(crate) async fn a_role_that_is_none_is_refused(database: Database) {
    let mut nobody = person("1", "No", "Role");
    nobody.record.listed.role.id = RoleId::new("nothing");
    let mut transaction = database.write().await;
    assert!(transaction.staff().add(&[nobody]).await.is_err());
    drop(transaction);
    let database = database.with(&[camille()]).await;
    let mut transaction = database.write().await;
    let (nothing, own) = (RoleId::new("nothing"), OwnPermissions::default());
    assert!(transaction.staff().change_power(&camille_id(), 1, &nothing, &own, START).await.is_err());
    let nobody = StaffId::new("nobody");
    let nurse = RoleId::new("nurse");
    let outcome = transaction.staff().change_power(&nobody, 1, &nurse, &own, START).await;
    assert_eq!(outcome.unwrap(), UpdateOutcome::NotFound);
    let outcome = transaction.staff().change_power(&camille_id(), 7, &nurse, &own, START).await;
    assert_eq!(outcome.unwrap(), UpdateOutcome::StaleVersion);
}

/// Of many who save at once for the same version one is right, and the others learn that they are not.
pub(crate) async fn of_fifty_who_change_a_role_one_stands(database: Database) {
    let database = Arc::new(database.with_role(role("float", &[])).await);
    let updates: Vec<_> = (0..50)
        .map(|_| {
            let database = Arc::clone(&database);
            tokio::spawn(async move { database.update_role("float", 1, &[LOG]).await })
        })
        .collect();
    let mut stands = 0;
    for update in updates {
        stands += usize::from(update.await.unwrap() == UpdateOutcome::Updated);
    }
    assert_eq!(stands, 1);
    assert_eq!(database.role("float").await.unwrap().version, 2);
}

/// Whoever holds a role that was made from Provider sees patients too.
pub(crate) async fn a_role_made_from_provider_is_one(database: Database) {
    let locum = NewRole { based_on: SystemRole::Provider, ..role("locum", &[]) };
    let mut hannah = person("hannah", "Hannah", "Provider");
    hannah.record.listed.role.id = locum.id.clone();
    let database = database.with_role(locum).await.with(&[hannah, camille()]).await;
    let providers = database.read().await.staff().providers().await.unwrap();
    assert_eq!(providers.iter().map(|provider| provider.id.as_str()).collect::<Vec<_>>(), ["hannah"]);
    assert_eq!(database.person("hannah").await.listed.role.kind, SystemRole::Provider);
}

/// Who changes a role is told if one of its people may do more than they, by the role or besides it.
pub(crate) async fn a_role_is_held_beyond_what_its_holders_lack(database: Database) {
    let database = database.with_role(role("float", &[LOG])).await.with(&[camille()]).await;
    let is_beyond = async |permissions: &[Permission]| {
        let mut transaction: Box<dyn Transaction> = database.read().await;
        transaction.roles().is_held_beyond(&RoleId::new("float"), &set(permissions)).await.unwrap()
    };
    assert!(!is_beyond(&[]).await, "nobody holds it");
    database.give("float", &differing(&[ACCOUNTS], &[])).await;
    assert!(is_beyond(&[]).await);
    assert!(is_beyond(&[LOG]).await);
    assert!(!is_beyond(&[LOG, ACCOUNTS]).await);
    database.give("float", &differing(&[], &[LOG])).await;
    assert!(!is_beyond(&[]).await);
}
