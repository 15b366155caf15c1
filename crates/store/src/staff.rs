//! People.

use crate::staff_list::{StaffFilter, StaffList, StaffQuery};
use crate::{HeldRole, OwnPermissions, Result};
use async_trait::async_trait;
use staffroom_contract::{
    CodedValue, OfficeId, Permission, Provider, RoleId, StaffCounts, StaffId, StaffOffice, StaffStatus,
    UnixSeconds,
};
use std::collections::BTreeSet;

/// A person as the list needs them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedStaff {
    /// The person.
    pub id: StaffId,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Unique by its fold; see [`crate::fold::identity_key`].
    pub username: String,
    /// Unique likewise.
    pub email: Option<String>,
    /// As typed.
    pub cell_phone: Option<String>,
    /// With the provider's name as it is now.
    pub primary_provider: Option<Provider>,
    /// The role that they hold.
    pub role: HeldRole,
    /// Whether they may sign in.
    pub status: StaffStatus,
    /// When they signed in last.
    pub last_sign_in_at: Option<UnixSeconds>,
    /// When the link runs out, or ran out, that sets their password, if one has not ended. Kept by
    /// [`crate::LinkRepository`].
    pub link_expires_at: Option<UnixSeconds>,
}

/// A person with all that is kept about them, but for their password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRecord {
    /// What the list needs as well.
    pub listed: ListedStaff,
    /// Where they may do more than their role allows, or less. Kept by [`StaffRepository::change_power`].
    pub own_permissions: OwnPermissions,
    /// What they may do: what their role allows, but for what differs for them.
    pub permissions: BTreeSet<Permission>,
    /// As typed.
    pub home_phone: Option<String>,
    /// What they do in a care team.
    pub care_team_role: Option<CodedValue>,
    /// NPI or NCSBN ID.
    pub care_team_identifier: Option<String>,
    /// Four digits, sealed by whoever keeps the key: the database holds none in clear.
    pub app_unlock_pin: Option<Vec<u8>>,
    /// Whether they may change their own email.
    pub enable_email_update: bool,
    /// Where they work, by name.
    pub offices: Vec<StaffOffice>,
    /// Whether they see and act upon those only who share an office with them.
    pub restrict_offices: bool,
    /// Whether the daily billing report is mailed to them.
    pub send_daily_billing_report: bool,
    /// When their account was frozen, if that is why they are inactive. Kept by [`StaffRepository::freeze`].
    pub frozen_at: Option<UnixSeconds>,
    /// Counts the changes, from 1.
    pub version: u64,
}

impl StaffRecord {
    /// A person of whom nothing is known yet but what the list shows.
    pub const fn new(listed: ListedStaff) -> Self {
        Self {
            listed,
            own_permissions: OwnPermissions { added: BTreeSet::new(), removed: BTreeSet::new() },
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
        }
    }
}

/// A person to be added.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// The person; `primary_provider`, `role` and `offices` count by their ids only.
    pub record: StaffRecord,
    /// The hash of their password (a PHC string), if they have one.
    pub password_hash: Option<String>,
    /// When they were added.
    pub created_at: UnixSeconds,
}

/// What signing in and setting a password need to know.
#[derive(Clone)]
pub struct Credential {
    /// The person.
    pub staff_id: StaffId,
    /// The hash of their password (a PHC string), if they have one.
    pub password_hash: Option<String>,
    /// Counts the passwords; a link or a sign-in that began under an older one is void.
    pub credential_version: u64,
    /// Whether they may sign in.
    pub status: StaffStatus,
}

/// New values for a person; `None` leaves a field as it is, an inner `None` removes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffChanges {
    /// First name.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Primary provider; that they are one is for the caller to have checked in the same transaction.
    pub primary_provider_id: Option<StaffId>,
    /// Username.
    pub username: Option<String>,
    /// What they do in a care team.
    pub care_team_role: Option<Option<CodedValue>>,
    /// NPI or NCSBN ID.
    pub care_team_identifier: Option<Option<String>>,
    /// Cell phone.
    pub cell_phone: Option<Option<String>>,
    /// Home phone.
    pub home_phone: Option<Option<String>>,
    /// Where they work; that there are these offices is for the caller to have checked in the same transaction.
    pub office_ids: Option<Vec<OfficeId>>,
    /// Whether they are restricted to where they work.
    pub restrict_offices: Option<bool>,
}

/// New values for a person's settings; `None` leaves one as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SettingsChanges {
    /// Whether they may change their own email.
    pub enable_email_update: Option<bool>,
    /// Whether the daily billing report is mailed to them.
    pub send_daily_billing_report: Option<bool>,
}

/// What became of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateOutcome {
    /// It stands; the person has a new version.
    Updated,
    /// The person has another version than the one that the update was made for. Nothing was changed.
    StaleVersion,
    /// There is no such person.
    NotFound,
}

/// Everyone who has or had an account. Nobody is ever deleted.
#[async_trait]
pub trait StaffRepository: Send {
    /// One person.
    ///
    /// # Errors
    /// If the database fails.
    async fn get(&mut self, id: &StaffId) -> Result<Option<StaffRecord>>;

    /// The person with this username, without regard to case.
    ///
    /// # Errors
    /// If the database fails.
    async fn find_by_username(&mut self, username: &str) -> Result<Option<StaffRecord>>;

    /// The person with this email address, without regard to case.
    ///
    /// # Errors
    /// If the database fails.
    async fn find_by_email(&mut self, email: &str) -> Result<Option<StaffRecord>>;

    /// A page of the people who match. As fast on the last page as on the first.
    ///
    /// # Errors
    /// If the database fails.
    async fn list(&mut self, query: &StaffQuery) -> Result<StaffList>;

    /// How many people a filter lets through, list by list; its own status aside.
    ///
    /// # Errors
    /// If the database fails.
    async fn count_listed(&mut self, filter: &StaffFilter) -> Result<StaffCounts>;

    /// Whether a filter lets anybody through.
    ///
    /// # Errors
    /// If the database fails.
    async fn any_listed(&mut self, filter: &StaffFilter) -> Result<bool>;

    /// Whether somebody who is restricted to their offices reaches this person: whether they share one, or are the
    /// same.
    ///
    /// # Errors
    /// If the database fails.
    async fn is_within_reach(&mut self, asker: &StaffId, id: &StaffId) -> Result<bool>;

    /// Everyone who is active and has the role Provider, or one that was made from it, by last and first name.
    ///
    /// # Errors
    /// If the database fails.
    async fn providers(&mut self) -> Result<Vec<Provider>>;

    /// How many people there are, whatever their status.
    ///
    /// # Errors
    /// If the database fails.
    async fn count(&mut self) -> Result<u64>;

    /// How many active people have this permission.
    ///
    /// # Errors
    /// If the database fails.
    async fn count_active_with(&mut self, permission: Permission) -> Result<u64>;

    /// Every active person who has this permission, by last and first name.
    ///
    /// # Errors
    /// If the database fails.
    async fn active_with(&mut self, permission: Permission) -> Result<Vec<ListedStaff>>;

    /// Adds people, in this order; a primary provider may be one of them, in any place.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] by `username` or `email` if one of them is taken.
    async fn add(&mut self, people: &[NewStaff]) -> Result<()>;

    /// Changes a person who still has `version`, and counts their version up.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] by `username` if it is taken.
    async fn update(
        &mut self,
        id: &StaffId,
        version: u64,
        changes: &StaffChanges,
        now: UnixSeconds,
    ) -> Result<UpdateOutcome>;

    /// Gives a person who still has `version` a role, and what differs from it for them alone, and counts their
    /// version up. What differed before ends.
    ///
    /// # Errors
    /// If there is no such role, or the database fails.
    async fn change_power(
        &mut self,
        id: &StaffId,
        version: u64,
        role: &RoleId,
        own: &OwnPermissions,
        now: UnixSeconds,
    ) -> Result<UpdateOutcome>;
    /// Gives a person another email address and counts their version up.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] by `email` if it is taken; if there is no such person, or the database fails.
    async fn set_email(&mut self, id: &StaffId, email: &str, now: UnixSeconds) -> Result<()>;

    /// Changes the settings of a person who still has `version`, and counts their version up.
    ///
    /// # Errors
    /// If the database fails.
    async fn change_settings(
        &mut self,
        id: &StaffId,
        version: u64,
        changes: &SettingsChanges,
        now: UnixSeconds,
    ) -> Result<UpdateOutcome>;

    /// Keeps a person's sealed App Unlock PIN and counts their version up.
    ///
    /// # Errors
    /// If there is no such person, or the database fails.
    async fn set_pin(&mut self, id: &StaffId, sealed: &[u8], now: UnixSeconds) -> Result<()>;

    /// The App Unlock PINs that an older form of the database kept in clear.
    ///
    /// # Errors
    /// If the database fails.
    async fn pins_in_clear(&mut self) -> Result<Vec<(StaffId, String)>>;

    /// Keeps a PIN sealed that stood in clear. It is the same PIN, so that the person has no new version.
    ///
    /// # Errors
    /// If the database fails.
    async fn seal_pin(&mut self, id: &StaffId, sealed: &[u8]) -> Result<()>;

    /// Sets the status of a person and counts their version up; `false` if there was nothing to change. Whoever
    /// was frozen no longer is once the status is another.
    ///
    /// # Errors
    /// If the database fails.
    async fn set_status(&mut self, id: &StaffId, status: StaffStatus, now: UnixSeconds) -> Result<bool>;

    /// Freezes an active person: inactive from now on, and without their password, which somebody else may know.
    /// `false`, and nothing changed, if they are not active.
    ///
    /// # Errors
    /// If the database fails.
    async fn freeze(&mut self, id: &StaffId, now: UnixSeconds) -> Result<bool>;

    /// Notes that a person signed in.
    ///
    /// # Errors
    /// If the database fails.
    async fn note_sign_in(&mut self, id: &StaffId, now: UnixSeconds) -> Result<()>;

    /// Opens an inactive person's account again: pending from now on, and without their password, which does not come
    /// back. `false`, and nothing changed, if they are not inactive.
    ///
    /// # Errors
    /// If the database fails.
    async fn reopen(&mut self, id: &StaffId, now: UnixSeconds) -> Result<bool>;

    /// What signing in needs to know of the person with this username, without regard to case.
    ///
    /// # Errors
    /// If the database fails.
    async fn credential_by_username(&mut self, username: &str) -> Result<Option<Credential>>;

    /// What setting a password needs to know of a person.
    ///
    /// # Errors
    /// If the database fails.
    async fn credential(&mut self, id: &StaffId) -> Result<Option<Credential>>;

    /// Keeps another hash of the same password, unless another password than that with `credential_version` was set in
    /// the meantime. Nothing ends by it.
    ///
    /// # Errors
    /// If the database fails.
    async fn replace_password_hash(
        &mut self,
        id: &StaffId,
        credential_version: u64,
        hash: &str,
    ) -> Result<()>;

    /// Keeps a new password's hash and counts `credential_version` up.
    ///
    /// # Errors
    /// If there is no such person, or the database fails.
    async fn set_password_hash(&mut self, id: &StaffId, hash: &str, now: UnixSeconds) -> Result<()>;

    /// The same for an active person who still has the password of this `credential_version`; `false`, and
    /// nothing changed, if not.
    ///
    /// # Errors
    /// If the database fails.
    async fn change_password_hash(
        &mut self,
        id: &StaffId,
        credential_version: u64,
        hash: &str,
        now: UnixSeconds,
    ) -> Result<bool>;
}
