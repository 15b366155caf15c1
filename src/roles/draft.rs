//! A role being made or changed: what was read, what is typed, and what comes of saving it.

use super::list::{RoleList, use_role_list};
use super::model::system_role;
use super::words;
use crate::api::{self, ApiError};
use crate::forms::FormProblems;
use crate::session::{SessionContext, use_session};
use leptos::prelude::*;
use staffroom_contract::field::name;
use staffroom_contract::{
    CreateRole, FieldRule, Permission, ProblemCode, RoleId, RoleSummary, SystemRole, UpdateRole,
};

/// What the form is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A role that is to be made, from this one at first.
    New(SystemRole),
    /// A role of the practice's own.
    Existing(RoleSummary),
}

/// The state of the form. Lives as long as its drawer.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    list: RoleList,
    session: SessionContext,
    /// The role that is changed, if there is one, and the version of it that the change is made for.
    existing: StoredValue<Option<(RoleId, u64)>>,
    pub(super) name: RwSignal<String>,
    /// The key of the system role that it is made from.
    pub(super) based_on: RwSignal<String>,
    pub(super) chosen: RwSignal<Vec<Permission>>,
    pub(super) problems: FormProblems,
}

impl Draft {
    /// Begins with a role as it was read, or with none.
    pub(super) fn begin(subject: &Subject) -> Self {
        let (existing, name, based_on, chosen) = match subject {
            Subject::New(role) => (None, String::new(), *role, role.permissions().to_vec()),
            Subject::Existing(role) => (
                Some((role.id.clone(), role.version)),
                role.name.clone(),
                role.based_on.unwrap_or(SystemRole::Staff),
                role.permissions.clone(),
            ),
        };
        Self {
            list: use_role_list(),
            session: use_session(),
            existing: StoredValue::new(existing),
            name: RwSignal::new(name),
            based_on: RwSignal::new(based_on.key().to_owned()),
            chosen: RwSignal::new(chosen),
            problems: FormProblems::new(),
        }
    }

    /// The system role that it is made from.
    pub(super) fn system_role(self) -> SystemRole {
        system_role(&self.based_on.read()).unwrap_or(SystemRole::Staff)
    }

    /// What would be kept.
    pub(super) fn creation(self) -> CreateRole {
        CreateRole { name: self.name.get(), based_on: self.system_role(), permissions: self.chosen.get() }
            .tidied()
    }

    /// Judges what is typed, and leads to where mending begins.
    pub(super) fn is_acceptable(self) -> bool {
        self.problems.clear();
        match untrack(|| self.creation()).validate() {
            Ok(()) => true,
            Err(refused) => {
                if refused.iter().any(|problem| problem.rule == FieldRule::Taken) {
                    self.problems.set_worded(name::ROLE_NAME, words::NAME_TAKEN);
                    self.problems.focus_first();
                } else {
                    self.problems.refuse_fields(refused);
                }
                false
            }
        }
    }

    /// Sends what is typed. Says so if it was kept; otherwise the form says what to do, and keeps its input.
    pub(super) async fn save(self) -> Option<String> {
        let request = untrack(|| self.creation());
        let answer = match &self.existing.get_value() {
            None => self
                .session
                .with_fresh(|| api::create_role(&request))
                .await
                .map(|role| words::created(&role.name)),
            Some((id, version)) => {
                let CreateRole { name, permissions, .. } = request;
                let request = UpdateRole { name, permissions };
                let answer = self.session.with_fresh(|| api::update_role(id, *version, &request)).await;
                answer.map(|role| words::updated(&role.name))
            }
        };
        match answer {
            Ok(kept) => {
                // What the page shows is loaded anew; if it cannot be, it says what it knew.
                let _ = self.list.fetch().await;
                return Some(kept);
            }
            Err(error) if error.code() == Some(ProblemCode::StaleVersion) => match self.list.fetch().await {
                Ok(()) => self.catch_up(),
                Err(error) => self.refuse(&error),
            },
            Err(error) => self.refuse(&error),
        }
        None
    }

    /// Goes on from what somebody else made of the role. What was chosen here stays.
    fn catch_up(self) {
        let known = self.existing.try_get_value().flatten().and_then(|(id, _)| self.list.find(&id));
        let Some(role) = known else { return };
        self.existing.set_value(Some((role.id, role.version)));
        self.problems.set_general(words::CHANGED_MEANWHILE);
        self.problems.focus_first();
    }

    /// What to do about a refusal. Nothing that was typed is lost.
    fn refuse(self, error: &ApiError) {
        if self.name.is_disposed() {
            return;
        }
        let is_taken = matches!(error, ApiError::Problem(problem)
            if problem.fields.iter().any(|field| field.field == name::ROLE_NAME && field.rule == FieldRule::Taken));
        if is_taken {
            self.problems.set_worded(name::ROLE_NAME, words::NAME_TAKEN);
            self.problems.focus_first();
        } else {
            self.problems.refuse(error);
        }
    }

    /// Another role to begin with brings its permissions along, as far as they are one's own to give.
    pub(super) fn follow_the_system_role(self, own: Vec<Permission>) {
        let of_role = move |role: SystemRole| {
            role.permissions()
                .iter()
                .copied()
                .filter(|permission| own.contains(permission))
                .collect::<Vec<_>>()
        };
        if self.existing.with_value(Option::is_none) {
            self.chosen.set(of_role(untrack(|| self.system_role())));
        }
        Effect::watch(
            move || self.based_on.get(),
            move |_, _, _| self.chosen.set(of_role(untrack(|| self.system_role()))),
            false,
        );
    }
}
