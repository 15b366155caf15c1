//! Roles, and what they allow.

use crate::{Result, UpdateOutcome};
use async_trait::async_trait;
use staffroom_contract::{Permission, RoleId, SystemRole, UnixSeconds};
use std::collections::BTreeSet;

/// A role as a person holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub id: RoleId,
    /// Its name.
    pub name: String,
    /// The system role that it is, or was made from.
    pub kind: SystemRole,
    /// Whether permissions were added to it or taken away from it for this person alone.
    pub is_customized: bool,
}

impl HeldRole {
    /// Whether it is one of the roles that every practice has.
    pub fn is_system(&self) -> bool {
        self.id.as_str() == self.kind.key()
    }
}

impl From<SystemRole> for HeldRole {
    fn from(role: SystemRole) -> Self {
        Self { id: role.id(), name: role.name().to_owned(), kind: role, is_customized: false }
    }
}

/// Where a person may do more than their role allows, or less.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnPermissions {
    /// What they may do whatever the role says.
    pub added: BTreeSet<Permission>,
    /// What they may not do whatever the role says.
    pub removed: BTreeSet<Permission>,
}

impl OwnPermissions {
    /// What somebody may do whose role allows `permissions`.
    pub fn applied_to(&self, permissions: &BTreeSet<Permission>) -> BTreeSet<Permission> {
        permissions.difference(&self.removed).chain(&self.added).copied().collect()
    }
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleRecord {
    /// The role.
    pub id: RoleId,
    /// Unique by its fold; see [`crate::fold::identity_key`].
    pub name: String,
    /// The system role that it was made from; a system role was made from none.
    pub based_on: Option<SystemRole>,
    /// What it allows.
    pub permissions: BTreeSet<Permission>,
    /// Counts the changes, from 1.
    pub version: u64,
}

impl RoleRecord {
    /// Whether it is one of the roles that every practice has, which are never changed.
    pub const fn is_system(&self) -> bool {
        self.based_on.is_none()
    }
}

/// A role, and how many people hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedRole {
    /// The role.
    pub role: RoleRecord,
    /// How many people hold it, whatever their status.
    pub people: u64,
}

/// A role to be added.
#[derive(Clone, Debug)]
pub struct NewRole {
    /// The role.
    pub id: RoleId,
    /// Its name.
    pub name: String,
    /// The system role that it is made from.
    pub based_on: SystemRole,
    /// What it allows.
    pub permissions: BTreeSet<Permission>,
    /// When it was made.
    pub created_at: UnixSeconds,
}

/// The system roles, and the practice's own.
#[async_trait]
pub trait RoleRepository: Send {
    /// One role.
    ///
    /// # Errors
    /// If the database fails.
    async fn get(&mut self, id: &RoleId) -> Result<Option<RoleRecord>>;

    /// Every role: the system roles first, each by name.
    ///
    /// # Errors
    /// If the database fails.
    async fn list(&mut self) -> Result<Vec<ListedRole>>;

    /// Adds a role.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] by `name` if another role has it.
    async fn add(&mut self, role: &NewRole) -> Result<()>;

    /// Changes a role of the practice's own that still has `version`, and counts its version up. A system role is
    /// not found.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] by `name` if another role has it.
    async fn update(
        &mut self,
        id: &RoleId,
        version: u64,
        name: &str,
        permissions: &BTreeSet<Permission>,
        now: UnixSeconds,
    ) -> Result<UpdateOutcome>;

    /// Takes a role of the practice's own away that nobody holds; `false`, and nothing changed, if there is none such.
    ///
    /// # Errors
    /// If the database fails.
    async fn remove(&mut self, id: &RoleId) -> Result<bool>;

    /// Whether somebody holds the role, whatever their status, who may do something that is not among `permissions`.
    ///
    /// # Errors
    /// If the database fails.
    async fn is_held_beyond(&mut self, id: &RoleId, permissions: &BTreeSet<Permission>) -> Result<bool>;
}
