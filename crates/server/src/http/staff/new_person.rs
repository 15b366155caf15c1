//! A person who is to be added: judged by one rule, whichever way they come.

use super::offices::{OfficeChange, names};
use super::{judge, role};
use crate::http::refusal::Refusal;
use crate::random;
use crate::reset_link;
use serde_json::{Value, json};
use staffroom_contract::field::name;
use staffroom_contract::{
    CreateStaff, FieldProblem, OfficeId, Provider, RoleId, StaffId, StaffOffice, StaffStatus, SystemRole,
};
use staffroom_store::{ListedStaff, NewLink, StaffRecord, Transaction};
use std::collections::BTreeSet;

/// Who adds people, and what there is to choose for them, as of one transaction.
pub(in crate::http) struct Choices {
    asks: StaffRecord,
    has_providers: bool,
    open_offices: BTreeSet<OfficeId>,
}

impl Choices {
    /// What `asks` can choose.
    pub(in crate::http) async fn of(
        transaction: &mut dyn Transaction,
        asks: StaffRecord,
    ) -> Result<Self, Refusal> {
        let has_providers = judge::has_providers(transaction, &asks).await?;
        let open_offices = transaction.offices().open().await?;
        Ok(Self { asks, has_providers, open_offices })
    }

    /// The person as they would be kept, as far as that does not depend on [`Self::check_offices`] and
    /// [`Self::taken`].
    pub(in crate::http) async fn judge(
        &self,
        transaction: &mut dyn Transaction,
        request: CreateStaff,
    ) -> Result<StaffRecord, Refusal> {
        let asks = &self.asks;
        let role = role::given_by(transaction, asks, &RoleId::new(request.role_id.as_str())).await?;
        let is_provider = role.as_ref().is_ok_and(|role| role.kind == SystemRole::Provider);
        let needs_provider = !is_provider && self.has_providers;
        let mut problems = request.validate(needs_provider).err().unwrap_or_default();
        let provider = match &request.primary_provider_id {
            Some(provider) => judge::provider(transaction, asks, provider).await?,
            None => None,
        };
        let care_team_role = Some(request.care_team_role_code).filter(|code| !code.is_empty());
        let care_team_role = care_team_role.map(|code| judge::care_team_role(&code)).transpose();
        for refused in [provider.as_ref(), role.as_ref().err(), care_team_role.as_ref().err()] {
            // What is empty is refused once.
            let is_new = |refused: &&FieldProblem| problems.iter().all(|known| known.field != refused.field);
            problems.extend(refused.filter(is_new).cloned());
        }
        let (Ok(role), Ok(care_team_role), []) = (role, care_team_role, problems.as_slice()) else {
            return Err(Refusal::fields(problems));
        };

        let id = StaffId::new(random::id()?);
        let themselves = is_provider.then(|| id.clone());
        let provider = request.primary_provider_id.or(themselves);
        let or_none = |text: String| Some(text).filter(|text| !text.is_empty());
        let listed = ListedStaff {
            id,
            first_name: request.first_name,
            last_name: request.last_name,
            username: request.username,
            email: Some(request.email),
            cell_phone: or_none(request.cell_phone),
            // The store goes by the id alone.
            primary_provider: provider.map(|id| Provider { id, full_name: String::new() }),
            role,
            status: StaffStatus::Pending,
            last_sign_in_at: None,
            link_expires_at: None,
        };
        Ok(StaffRecord {
            home_phone: or_none(request.home_phone),
            care_team_role,
            care_team_identifier: or_none(request.care_team_identifier),
            offices: offices(asks, request.office_ids),
            restrict_offices: asks.restrict_offices,
            ..StaffRecord::new(listed)
        })
    }

    /// Refuses offices that there are not to choose, or that are not the asker's to give.
    pub(in crate::http) fn check_offices(&self, new: &StaffRecord) -> Result<(), Refusal> {
        let nobody_yet = StaffRecord { offices: Vec::new(), restrict_offices: false, ..new.clone() };
        let office_ids: Vec<_> = new.offices.iter().map(|office| office.id.clone()).collect();
        let restrict_offices = new.restrict_offices;
        let change = OfficeChange { old: &nobody_yet, office_ids: &office_ids, restrict_offices };
        change.check_for(&self.asks, &self.open_offices)
    }

    /// What of a new person somebody else has already, or the practice does not allow.
    pub(in crate::http) async fn taken(
        &self,
        transaction: &mut dyn Transaction,
        username: &str,
        email: &str,
    ) -> Result<Vec<FieldProblem>, Refusal> {
        let username = judge::username(transaction, &self.asks, username, None).await?;
        let email = judge::email(transaction, &self.asks, email).await?;
        Ok(username.into_iter().chain(email).collect())
    }
}

/// Where the new person works: whoever is restricted to their offices sees nobody whom they add elsewhere.
fn offices(asks: &StaffRecord, mut wanted: Vec<OfficeId>) -> Vec<StaffOffice> {
    if wanted.is_empty() && asks.restrict_offices {
        return asks.offices.iter().filter(|office| !office.is_closed).cloned().collect();
    }
    wanted.sort();
    wanted.dedup();
    // The store goes by the id alone.
    wanted.into_iter().map(|id| StaffOffice { id, name: String::new(), is_closed: false }).collect()
}

/// What a person begins with, and where their invitation goes.
pub(in crate::http) fn details(person: &StaffRecord, link: &NewLink) -> Value {
    let listed = &person.listed;
    let mut details = reset_link::details(link);
    let offices = if person.offices.is_empty() { Value::Null } else { json!(names(person)) };
    for (field, value) in [
        (name::FIRST_NAME, json!(listed.first_name)),
        (name::LAST_NAME, json!(listed.last_name)),
        (name::PRIMARY_PROVIDER_ID, json!(listed.primary_provider.as_ref().map(|provider| &provider.id))),
        (name::ROLE_ID, json!(listed.role.id)),
        (name::USERNAME, json!(listed.username)),
        (name::EMAIL, json!(listed.email)),
        (name::CARE_TEAM_ROLE_CODE, json!(person.care_team_role.as_ref().map(|role| &role.code))),
        (name::CARE_TEAM_IDENTIFIER, json!(person.care_team_identifier)),
        (name::CELL_PHONE, json!(listed.cell_phone)),
        (name::HOME_PHONE, json!(person.home_phone)),
        (name::OFFICE_IDS, offices),
    ] {
        if !value.is_null() {
            details[field] = json!({ "old": null, "new": value });
        }
    }
    details
}
