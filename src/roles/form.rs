//! The form about a role: what it is called, what it was made from, what it allows.

use super::draft::{Draft, Subject};
use super::words;
use crate::feedback::use_toasts;
use crate::forms::{ErrorSummary, FormDrawer, Leaving, SelectField, TextField};
use crate::permissions::PermissionPicker;
use crate::session::use_session;
use leptos::prelude::*;
use staffroom_contract::field::name;
use staffroom_contract::{Permission, SystemRole};

/// The member of a request that says what a role is made from.
const BASED_ON: &str = "based_on";

/// The drawer with the form. `on_close` leads out of it.
#[component]
pub(super) fn RoleForm(subject: Subject, on_close: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let draft = Draft::begin(&subject);
    let own = use_session().current().map(|session| session.permissions).unwrap_or_default();
    draft.follow_the_system_role(own.clone());
    let read = StoredValue::new(untrack(|| draft.creation()));
    let is_dirty = Memo::new(move |_| read.with_value(|read| *read != draft.creation()));
    let leaving = Leaving::guard(is_dirty, move || on_close.run(()));
    let save = Action::new_local(move |(): &()| async move {
        if let Some(kept) = draft.save().await {
            toasts.success(kept);
            leaving.close();
        }
    });
    let on_submit = Callback::new(move |()| {
        if draft.is_acceptable() {
            save.dispatch_local(());
        }
    });
    let (title, action) = match &subject {
        Subject::New(_) => (words::NEW_ROLE, words::CREATE),
        Subject::Existing(_) => (words::EDIT_ROLE, words::SAVE),
    };
    view! {
        <FormDrawer title class="role-form" action leaving is_pending=save.pending() on_submit>
            <ErrorSummary problems=draft.problems />
            <Fields subject draft own />
        </FormDrawer>
    }
}

#[component]
fn Fields(subject: Subject, draft: Draft, own: Vec<Permission>) -> impl IntoView {
    let Draft { problems, chosen, based_on, .. } = draft;
    let (people, made_from) = match subject {
        Subject::New(_) => {
            let options: Vec<_> = SystemRole::ALL
                .into_iter()
                .map(|role| (role.key().to_owned(), role.name().to_owned()))
                .collect();
            let field = view! {
                <SelectField label=words::MADE_FROM field=BASED_ON value=based_on options problems is_required=true />
            };
            (0, field.into_any())
        }
        Subject::Existing(role) => {
            let value = RwSignal::new(untrack(|| draft.system_role()).name().to_owned());
            let field = view! {
                <TextField label=words::MADE_FROM field=BASED_ON value problems is_read_only=true />
            };
            (role.people, field.into_any())
        }
    };
    view! {
        {words::holds_for(people).map(|note| view! { <p class="notice">{note}</p> })}
        <TextField label=words::NAME field=name::ROLE_NAME value=draft.name problems is_required=true />
        {made_from}
        <PermissionPicker
            chosen
            role=Signal::derive(move || draft.system_role().permissions().to_vec())
            own
        />
    }
    .into_any()
}
