//! The form about a role: what it is called, what it was made from, what it allows.

use super::list::{RoleList, use_role_list};
use super::model::system_role;
use super::words;
use crate::api::{self, ApiError};
use crate::feedback::{self, use_toasts};
use crate::forms::{ErrorSummary, FormProblems, LeaveDialog, SelectField, TextField};
use crate::permissions::PermissionPicker;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, dom, guard_leaving};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staffroom_contract::field::name;
use staffroom_contract::{
    CreateRole, FieldRule, Permission, ProblemCode, RoleId, RoleSummary, SystemRole, UpdateRole,
};

/// The member of a request that says what a role is made from.
const BASED_ON: &str = "based_on";

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
struct Draft {
    /// The role that is changed, if there is one, and the version of it that the change is made for.
    existing: StoredValue<Option<(RoleId, u64)>>,
    name: RwSignal<String>,
    based_on: RwSignal<String>,
    chosen: RwSignal<Vec<Permission>>,
    problems: FormProblems,
}

impl Draft {
    fn begin(subject: &Subject) -> Self {
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
            existing: StoredValue::new(existing),
            name: RwSignal::new(name),
            based_on: RwSignal::new(based_on.key().to_owned()),
            chosen: RwSignal::new(chosen),
            problems: FormProblems::new(),
        }
    }

    fn system_role(self) -> SystemRole {
        system_role(&self.based_on.read()).unwrap_or(SystemRole::Staff)
    }

    fn creation(self) -> CreateRole {
        CreateRole { name: self.name.get(), based_on: self.system_role(), permissions: self.chosen.get() }
            .tidied()
    }

    /// Judges what is typed, and leads to where mending begins.
    fn is_acceptable(self) -> bool {
        self.problems.clear();
        match untrack(|| self.creation()).validate() {
            Ok(()) => true,
            Err(refused) => {
                if refused.iter().any(|problem| problem.rule == FieldRule::Taken) {
                    self.problems.set_worded(name::ROLE_NAME, words::NAME_TAKEN);
                } else {
                    self.problems.set(refused);
                }
                self.problems.focus_first();
                false
            }
        }
    }

    /// Goes on from what somebody else made of the role. What was chosen here stays.
    fn catch_up(self, list: RoleList) {
        let known = self.existing.try_get_value().flatten().and_then(|(id, _)| list.find(&id));
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
        } else if !self.problems.take_api_error(error) {
            self.problems.set_general(feedback::words::of(error));
        }
        self.problems.focus_first();
    }
}

/// The drawer with the form. `on_close` leads out of it.
#[component]
pub(super) fn RoleForm(subject: Subject, on_close: Callback<()>) -> impl IntoView {
    let (list, session, toasts) = (use_role_list(), use_session(), use_toasts());
    let draft = Draft::begin(&subject);
    let read = StoredValue::new(untrack(|| (draft.creation(), draft.based_on.get())));
    let is_dirty =
        Memo::new(move |_| read.with_value(|read| *read != (draft.creation(), draft.based_on.get())));
    let is_leaving = RwSignal::new(false);
    let guard = guard_leaving(is_dirty, Callback::new(move |()| is_leaving.set(true)));
    let own = session.current().map(|session| session.permissions).unwrap_or_default();
    begin_anew_with_the_role(draft, own.clone());

    let close = Callback::new(move |()| {
        guard.lift();
        on_close.run(());
    });
    let save = Action::new_local(move |(): &()| {
        let request = untrack(|| draft.creation());
        let existing = draft.existing.get_value();
        async move {
            let answer = match &existing {
                None => session.with_fresh(|| api::create_role(&request)).await,
                Some((id, version)) => {
                    let CreateRole { name, permissions, .. } = request;
                    let request = UpdateRole { name, permissions };
                    session.with_fresh(|| api::update_role(id, *version, &request)).await
                }
            };
            match answer {
                Ok(role) => {
                    toasts.success(match existing {
                        None => words::created(&role.name),
                        Some(_) => words::updated(&role.name),
                    });
                    // What the page shows is loaded anew; if it cannot be, it says what it knew.
                    let _ = list.fetch().await;
                    close.try_run(());
                }
                Err(error) if error.code() == Some(ProblemCode::StaleVersion) => match list.fetch().await {
                    Ok(()) => draft.catch_up(list),
                    Err(error) => draft.refuse(&error),
                },
                Err(error) => draft.refuse(&error),
            }
        }
    });
    let dismiss = Callback::new(move |()| {
        if save.pending().get_untracked() {
            // Whether anything would be lost is not known before the answer.
        } else if is_dirty.get_untracked() {
            is_leaving.set(true);
        } else {
            close.run(());
        }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !save.pending().get_untracked() && draft.is_acceptable() {
            save.dispatch_local(());
        }
    };
    let (title, action, people) = match &subject {
        Subject::New(_) => (words::NEW_ROLE, words::CREATE, 0),
        Subject::Existing(role) => (words::EDIT_ROLE, words::SAVE, role.people),
    };
    let form_id = dom::unique_id("role");
    let footer = {
        let form_id = form_id.clone();
        move || {
            view! {
                <Button kind=ButtonKind::Primary form=form_id.clone() is_pending=save.pending()>
                    {action}
                </Button>
                <Button kind=ButtonKind::Secondary on_press=dismiss>
                    {words::CANCEL}
                </Button>
            }
        }
    };
    let keep = Callback::new(move |()| is_leaving.set(false));
    let is_new = matches!(subject, Subject::New(_));
    let options: Vec<_> =
        SystemRole::ALL.into_iter().map(|role| (role.key().to_owned(), role.name().to_owned())).collect();
    let made_from = if is_new {
        view! {
            <SelectField
                label=words::MADE_FROM
                field=BASED_ON
                value=draft.based_on
                options=options
                problems=draft.problems
                is_required=true
            />
        }
        .into_any()
    } else {
        view! {
            <TextField
                label=words::MADE_FROM
                field=BASED_ON
                value=RwSignal::new(untrack(|| draft.system_role()).name().to_owned())
                problems=draft.problems
                is_read_only=true
            />
        }
        .into_any()
    };
    view! {
        <Dialog kind=DialogKind::Drawer title=title on_dismiss=dismiss has_close=true footer=footer>
            <form id=form_id class="role-form" novalidate on:submit=on_submit>
                <ErrorSummary problems=draft.problems />
                {words::holds_for(people).map(|note| view! { <p class="notice">{note}</p> })}
                <TextField
                    label=words::NAME
                    field=name::ROLE_NAME
                    value=draft.name
                    problems=draft.problems
                    is_required=true
                />
                {made_from}
                <PermissionPicker
                    chosen=draft.chosen
                    role=Signal::derive(move || draft.system_role().permissions().to_vec())
                    own
                />
            </form>
        </Dialog>
        <Show when=move || is_leaving.get()>
            <LeaveDialog on_keep=keep on_leave=close />
        </Show>
    }
    .into_any()
}

/// Another role to begin with brings its permissions along, as far as they are one's own to give.
fn begin_anew_with_the_role(draft: Draft, own: Vec<Permission>) {
    let of_role = move |role: SystemRole| {
        role.permissions().iter().copied().filter(|permission| own.contains(permission)).collect::<Vec<_>>()
    };
    if draft.existing.with_value(Option::is_none) {
        draft.chosen.set(of_role(untrack(|| draft.system_role())));
    }
    Effect::watch(
        move || draft.based_on.get(),
        move |_, _, _| draft.chosen.set(of_role(untrack(|| draft.system_role()))),
        false,
    );
}
