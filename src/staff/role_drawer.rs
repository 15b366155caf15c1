//! The Change Role drawer: another role for a person, and what differs from it for them alone.

use super::detail::{Detail, use_detail};
use super::links::WayOut;
use super::loaded_drawer::{Coming, PersonDrawer, PersonForm};
use super::role_block::CHANGE_ROLE_ID;
use super::words;
use crate::api::{self, ApiError};
use crate::feedback::use_toasts;
use crate::forms::{ErrorSummary, FormDrawer, FormProblems, Leaving, SelectField};
use crate::permissions::{PermissionPicker, beyond, names};
use crate::session::use_session;
use leptos::prelude::*;
use staffroom_contract::field::name;
use staffroom_contract::{
    ChangeStaffPermissions, ChangeStaffRole, Permission, ProblemCode, RoleId, RoleSummary, Staff,
    StaffDetail, StaffId,
};

/// The drawer over a person's panel. It comes once the roles are known.
#[component]
pub fn RoleDrawer() -> impl IntoView {
    view! { <PersonDrawer title=words::CHANGE_ROLE opened_by=CHANGE_ROLE_ID load /> }
}

fn load() -> Coming<PersonForm> {
    Box::pin(async {
        let roles = api::list_roles().await?.items;
        let form: PersonForm = Box::new(move |person, way_out| {
            view! { <RoleForm person roles=roles.clone() way_out /> }.into_any()
        });
        Ok(form)
    })
}

/// What is chosen for a person. Lives as long as the drawer.
#[derive(Clone, Copy)]
struct Choice {
    detail: Detail,
    id: StoredValue<StaffId>,
    roles: StoredValue<Vec<RoleSummary>>,
    /// What the person has, and the version of them that has it.
    held: RwSignal<(String, Vec<Permission>)>,
    version: StoredValue<u64>,
    role: RwSignal<String>,
    chosen: RwSignal<Vec<Permission>>,
    problems: FormProblems,
}

impl Choice {
    fn begin(person: &StaffDetail, roles: Vec<RoleSummary>) -> Self {
        let summary = &person.staff.summary;
        let role = summary.role.id.to_string();
        Self {
            detail: use_detail(),
            id: StoredValue::new(summary.id.clone()),
            roles: StoredValue::new(roles),
            held: RwSignal::new((role.clone(), person.permissions.clone())),
            version: StoredValue::new(person.staff.version),
            role: RwSignal::new(role),
            chosen: RwSignal::new(person.permissions.clone()),
            problems: FormProblems::new(),
        }
    }

    /// What the chosen role allows.
    fn allowed(self) -> Vec<Permission> {
        let role = self.role.get();
        self.roles.with_value(|roles| {
            let role = roles.iter().find(|known| known.id.as_str() == role);
            role.map(|role| role.permissions.clone()).unwrap_or_default()
        })
    }

    fn is_dirty(self) -> bool {
        self.held
            .with(|(role, permissions)| *role != *self.role.read() || *permissions != *self.chosen.read())
    }

    /// What the person would get, and what they would lose.
    fn difference(self) -> (Vec<Permission>, Vec<Permission>) {
        let (held, chosen) = (self.held.with(|(_, held)| held.clone()), self.chosen.get());
        (beyond(&chosen, &held), beyond(&held, &chosen))
    }

    /// Sends what is chosen.
    async fn send(self) -> Result<Staff, ApiError> {
        let (allowed, chosen, role) = untrack(|| (self.allowed(), self.chosen.get(), self.role.get()));
        let (added, removed) = (beyond(&chosen, &allowed), beyond(&allowed, &chosen));
        let (id, version) = (self.id.get_value(), self.version.get_value());
        if self.held.with_untracked(|(held, _)| *held == role) {
            let request = ChangeStaffPermissions { added, removed };
            api::change_staff_permissions(&id, version, &request).await
        } else {
            let request = ChangeStaffRole { role_id: RoleId::new(role), added, removed };
            api::change_staff_role(&id, version, &request).await
        }
    }

    /// Goes on from what somebody else made of the person. What was chosen here stays.
    async fn catch_up(self) {
        match self.detail.fetch(&self.id.get_value()).await {
            Ok(person) => {
                let role = person.staff.summary.role.id.to_string();
                if self.held.try_set((role, person.permissions)).is_none() {
                    self.version.set_value(person.staff.version);
                    self.problems.set_general(words::ROLE_CHANGED_MEANWHILE);
                    self.problems.focus_first();
                }
            }
            Err(error) => self.problems.refuse(&error),
        }
    }
}

#[component]
fn RoleForm(person: StaffDetail, roles: Vec<RoleSummary>, way_out: WayOut) -> impl IntoView {
    let (detail, session, toasts) = (use_detail(), use_session(), use_toasts());
    let options: Vec<_> = roles.iter().map(|role| (role.id.to_string(), words::role_option(role))).collect();
    let choice = Choice::begin(&person, roles);
    let own = session.current().map(|session| session.permissions).unwrap_or_default();
    let is_dirty = Memo::new(move |_| choice.is_dirty());
    // Another role brings its own permissions along, and nothing of before.
    Effect::watch(
        move || choice.role.get(),
        move |_, _, _| choice.chosen.set(untrack(|| choice.allowed())),
        false,
    );

    let leaving = Leaving::guard(is_dirty, move || way_out.leave(&choice.id.get_value()));
    let save = Action::new_local(move |(): &()| async move {
        choice.problems.clear();
        match session.with_fresh(|| choice.send()).await {
            Ok(staff) => {
                let summary = &staff.summary;
                toasts.success(words::role_changed(&summary.full_name(), &summary.role.label()));
                let id = summary.id.clone();
                detail.put_staff(staff);
                // What they may do now comes with it. What is shown of the person is true without this answer.
                let _ = detail.fetch(&id).await;
                leaving.close();
            }
            Err(error) if error.code() == Some(ProblemCode::StaleVersion) => choice.catch_up().await,
            Err(error) => choice.problems.refuse(&error),
        }
    });
    let on_submit = Callback::new(move |()| {
        if leaving.is_dirty() {
            save.dispatch_local(());
        } else {
            leaving.close();
        }
    });
    let name = person.staff.summary.full_name();
    let why_never = if person.is_you {
        Some(words::ROLE_YOURSELF)
    } else {
        person.outranks_you.then_some(words::OUTRANKS_YOU)
    };
    let why_not = {
        let own = own.clone();
        Memo::new(move |_| {
            let lacking = beyond(&choice.chosen.read(), &own);
            let lacking = (!lacking.is_empty()).then(|| words::role_beyond_you(&names(&lacking)));
            why_never.map(str::to_owned).or(lacking)
        })
    };
    let difference = {
        let name = name.clone();
        move || {
            let (gains, losses) = choice.difference();
            words::difference(&name, &names(&gains), &names(&losses))
        }
    };
    view! {
        <FormDrawer
            title=words::CHANGE_ROLE
            class="role-form"
            action=words::SAVE
            leaving
            is_pending=save.pending()
            disabled_reason=Signal::derive(move || why_not.get())
            on_submit
        >
            <ErrorSummary problems=choice.problems />
            <p class="role-form__whom">{name}</p>
            <SelectField
                label=words::ROLE
                field=name::ROLE_ID
                value=choice.role
                options=options
                problems=choice.problems
                is_required=true
            />
            <p class="role-form__difference" role="status">
                {difference}
            </p>
            <PermissionPicker chosen=choice.chosen role=Signal::derive(move || choice.allowed()) own />
        </FormDrawer>
    }
}
