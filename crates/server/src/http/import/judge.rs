//! Judges the rows of a file as `create_staff` judges its request.

use super::file::Cells;
use crate::http::refusal::Refusal;
use crate::http::staff::new_person::Choices;
use staffroom_contract::field::name;
use staffroom_contract::staff_csv::OFFICE_SEPARATOR;
use staffroom_contract::{
    CreateStaff, FieldProblem, OfficeId, ProblemCode, RoleId, RowProblem, StaffColumn, StaffId,
};
use staffroom_store::fold::identity_key;
use staffroom_store::{RefusedRow, StaffRecord, Transaction};
use std::collections::HashMap;

/// Who and what the names in a file stand for, as of one transaction. What is no name may be an id: the rules say then
/// whether there is such a one.
pub(super) struct Names {
    roles: HashMap<String, RoleId>,
    offices: HashMap<String, OfficeId>,
    /// Those that were looked up so far: many rows name the same few.
    providers: HashMap<String, StaffId>,
}

impl Names {
    /// The names that there are.
    pub(super) async fn of(transaction: &mut dyn Transaction) -> Result<Self, Refusal> {
        let roles = transaction.roles().list().await?.into_iter().map(|listed| listed.role);
        let offices = transaction.offices().list().await?.into_iter();
        let open = offices.filter(|office| office.closed_at.is_none());
        Ok(Self {
            roles: roles.map(|role| (identity_key(&role.name), role.id)).collect(),
            offices: open.map(|office| (identity_key(&office.name), office.id)).collect(),
            providers: HashMap::new(),
        })
    }

    /// The person that a row asks for.
    pub(super) async fn request(
        &mut self,
        transaction: &mut dyn Transaction,
        cells: &Cells,
    ) -> Result<CreateStaff, Refusal> {
        let text = |column| cells.get(column).to_owned();
        let role = cells.get(StaffColumn::Role);
        let role_id = self.roles.get(&identity_key(role)).map_or(role, RoleId::as_str).to_owned();
        let provider = cells.get(StaffColumn::PrimaryProvider);
        let primary_provider_id =
            if provider.is_empty() { None } else { Some(self.provider(transaction, provider).await?) };
        Ok(CreateStaff {
            first_name: text(StaffColumn::FirstName),
            last_name: text(StaffColumn::LastName),
            primary_provider_id,
            role_id,
            username: text(StaffColumn::Username),
            email: text(StaffColumn::Email),
            care_team_role_code: text(StaffColumn::CareTeamRoleCode),
            care_team_identifier: text(StaffColumn::CareTeamIdentifier),
            cell_phone: text(StaffColumn::CellPhone),
            home_phone: text(StaffColumn::HomePhone),
            office_ids: self.offices(cells.get(StaffColumn::Offices)),
        })
    }

    async fn provider(
        &mut self,
        transaction: &mut dyn Transaction,
        username: &str,
    ) -> Result<StaffId, Refusal> {
        let key = identity_key(username);
        if let Some(known) = self.providers.get(&key) {
            return Ok(known.clone());
        }
        let found = transaction.staff().find_by_username(username).await?;
        let id = found.map_or_else(|| StaffId::new(username), |found| found.listed.id);
        self.providers.insert(key, id.clone());
        Ok(id)
    }

    fn offices(&self, names: &str) -> Vec<OfficeId> {
        let names = names.split(OFFICE_SEPARATOR).map(str::trim).filter(|name| !name.is_empty());
        let id = |name| self.offices.get(&identity_key(name)).cloned().unwrap_or_else(|| OfficeId::new(name));
        names.map(id).collect()
    }
}

/// The person whom a row would add, or all that is wrong with them.
///
/// # Errors
/// Only failures of ours.
pub(super) async fn person_of(
    transaction: &mut dyn Transaction,
    choices: &Choices,
    request: CreateStaff,
) -> Result<Result<StaffRecord, RefusedRow>, Refusal> {
    let (username, email) = (request.username.clone(), request.email.clone());
    let judged = choices.judge(transaction, request).await;
    let judged = judged.and_then(|new| choices.check_offices(&new).map(|()| new));
    let mut named = Vec::new();
    let mut problems = match &judged {
        Ok(_) => Vec::new(),
        Err(refusal) if refusal.is_failure() => return judged.map(Ok),
        Err(refusal) => problems_of(refusal),
    };
    for taken in choices.taken(transaction, &username, &email).await? {
        let is_known = problems.iter().any(|known| known.column() == Some(taken.field.as_str()));
        if !is_known {
            named.extend(named_by(transaction, &taken, &username, &email).await?);
            problems.push(RowProblem::Cell(taken));
        }
    }
    let refused = RefusedRow { problems, named };
    Ok(if refused.problems.is_empty() { judged.map_err(|_| refused) } else { Err(refused) })
}

/// The person whose name stands in a problem.
async fn named_by(
    transaction: &mut dyn Transaction,
    taken: &FieldProblem,
    username: &str,
    email: &str,
) -> Result<Option<StaffId>, Refusal> {
    if taken.taken_by.is_none() {
        return Ok(None);
    }
    let owner = if taken.field == name::USERNAME {
        transaction.staff().find_by_username(username).await?
    } else {
        transaction.staff().find_by_email(email).await?
    };
    Ok(owner.map(|owner| owner.listed.id))
}

/// What `create_staff` would be refused with, at the columns.
fn problems_of(refusal: &Refusal) -> Vec<RowProblem> {
    let fields = refusal.refused_fields();
    if fields.is_empty() {
        let column = match refusal.code {
            ProblemCode::BeyondYou => Some(StaffColumn::Role),
            ProblemCode::BeyondYourOffices => Some(StaffColumn::Offices),
            _ => None,
        };
        let column = column.map(|column| column.name().to_owned());
        return vec![RowProblem::NotAllowed { column, code: refusal.code }];
    }
    let at_column = |problem: &FieldProblem| {
        let column = StaffColumn::of_field(&problem.field);
        let field = column.map_or_else(|| problem.field.clone(), |column| column.name().to_owned());
        RowProblem::Cell(FieldProblem { field, ..problem.clone() })
    };
    fields.iter().map(at_column).collect()
}
