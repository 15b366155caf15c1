//! The Update Staff drawer: the form to change a person.

use super::basic::EDIT_ID;
use super::care_team_fields::CareTeamFields;
use super::conflict::Conflict;
use super::detail::{LinkQuestion, use_detail};
use super::editing::Editing;
use super::email_change_state::EmailChangeState;
use super::links::WayOut;
use super::loaded_drawer::{Coming, PersonDrawer, PersonForm};
use super::model::{Field, cannot_change, cannot_reset};
use super::words;
use crate::api;
use crate::feedback::use_toasts;
use crate::forms::{Chosen, ErrorSummary, FormDrawer, Leaving, SelectField, TextField};
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;
use staffroom_contract::field::name;
use staffroom_contract::{Provider, StaffDetail};

/// The drawer over a person's panel. It comes once all of its fields can be filled.
#[component]
pub fn UpdateDrawer() -> impl IntoView {
    view! { <PersonDrawer title=words::UPDATE_STAFF opened_by=EDIT_ID load /> }
}

fn load() -> Coming<PersonForm> {
    Box::pin(async {
        let providers = api::list_providers().await?;
        let form: PersonForm = Box::new(move |person, way_out| {
            view! { <UpdateForm person providers=providers.clone() way_out /> }.into_any()
        });
        Ok(form)
    })
}

#[component]
fn UpdateForm(person: StaffDetail, providers: Vec<Provider>, way_out: WayOut) -> impl IntoView {
    let toasts = use_toasts();
    let editing = Editing::begin(&person, !providers.is_empty());
    let options = options_for(&person, providers);
    let is_dirty = Memo::new(move |_| editing.is_dirty());
    let leaving = Leaving::guard(is_dirty, move || way_out.leave(&editing.id()));
    let save = Action::new_local(move |(): &()| {
        let saving = editing.save();
        async move {
            if let Some(updated) = saving.await {
                toasts.success(updated);
                leaving.close();
            }
        }
    });
    let on_submit = Callback::new(move |()| {
        if !leaving.is_dirty() {
            leaving.close();
        } else if editing.is_acceptable() {
            save.dispatch_local(());
        }
    });
    let shown = shown_by(editing.care_team_role(), options.clone());
    view! {
        <FormDrawer
            title=words::UPDATE_STAFF
            class="staff-form"
            action=words::SAVE
            leaving
            is_pending=save.pending()
            disabled_reason=MaybeProp::from(person.outranks_you.then(|| words::OUTRANKS_YOU.to_owned()))
            on_submit
        >
            <ErrorSummary problems=editing.problems() />
            <Conflict changes=editing.changes() shown />
            <h3 class="staff-form__section">{words::STAFF_INFORMATION}</h3>
            <Fields editing options />
        </FormDrawer>
    }
}

#[component]
fn Fields(editing: Editing, options: Vec<(String, String)>) -> impl IntoView {
    let detail = use_detail();
    let problems = editing.problems();
    let value = move |field: Field| editing.field(field);
    let text = move |field: Field, is_required: bool| {
        view! { <TextField label=words::label(field) field=field.name() value=value(field) problems is_required /> }
    };
    let phone = move |field: Field| {
        let label = words::label(field);
        view! { <TextField label field=field.name() value=value(field) problems input_type="tel" /> }
    };
    let email = detail.part(|detail| detail.staff.summary.email.clone().unwrap_or_default());
    let shown_email = RwSignal::new(String::new());
    // It changes under the form once somebody confirms another one.
    Effect::new(move || shown_email.set(email.get().unwrap_or_default()));
    let why_no_change = detail.part(|detail| cannot_change(detail).map(words::cannot_reset));
    let why_no_reset = detail.part(|detail| cannot_reset(detail).map(words::cannot_reset));
    let note = RwSignal::new(String::new());
    let reset = Callback::new(move |()| detail.ask(LinkQuestion::Send, note));
    let change_email = Callback::new(move |()| detail.ask(LinkQuestion::ChangeEmail, note));
    view! {
        <div class="staff-form__fields">
            {text(Field::FirstName, true)}
            {text(Field::LastName, true)}
            <div class="staff-form__wide">
                <SelectField
                    label=words::PRIMARY_PROVIDER
                    field=Field::PrimaryProvider.name()
                    value=value(Field::PrimaryProvider)
                    options=options
                    problems
                    is_required=editing.has_providers()
                />
            </div>
            <TextField
                label=words::USERNAME
                field=Field::Username.name()
                value=value(Field::Username)
                problems
                is_required=true
                is_verbatim=true
            >
                <Button
                    kind=ButtonKind::Quiet
                    on_press=reset
                    disabled_reason=Signal::derive(move || why_no_reset.get().flatten().map(str::to_owned))
                >
                    {words::RESET_PASSWORD}
                </Button>
            </TextField>
            <TextField label=words::EMAIL field=name::EMAIL value=shown_email problems is_read_only=true>
                <Button
                    kind=ButtonKind::Quiet
                    on_press=change_email
                    disabled_reason=Signal::derive(move || why_no_change.get().flatten().map(str::to_owned))
                >
                    {words::CHANGE_EMAIL}
                </Button>
            </TextField>
            <EmailChangeState note />
            <p class="staff-form__note" role="status">
                {note}
            </p>
            <CareTeamFields
                chosen=editing.care_team_role()
                identifier=value(Field::CareTeamIdentifier)
                problems
            />
            {phone(Field::CellPhone)}
            {phone(Field::HomePhone)}
        </div>
    }
    .into_any()
}

/// How a value reads that is kept as an id or a code: by the providers' names, and by the care team roles that are
/// known here, which are the person's and the one that is chosen.
fn shown_by(chosen: Chosen, providers: Vec<(String, String)>) -> Callback<(Field, String), String> {
    let detail = use_detail();
    Callback::new(move |(field, value): (Field, String)| {
        let kept = detail.now().and_then(|detail| detail.staff.care_team_role);
        let name = match field {
            Field::PrimaryProvider => {
                providers.iter().find(|(id, _)| *id == value).map(|(_, name)| name.clone())
            }
            Field::CareTeamRole if *chosen.key.read_untracked() == value => {
                Some(chosen.words.get_untracked())
            }
            Field::CareTeamRole => kept.filter(|role| role.code == value).map(|role| role.display),
            _ => None,
        };
        name.unwrap_or(value)
    })
}

/// Who can be chosen. The person's own provider stays among them, even after they stopped being one.
fn options_for(person: &StaffDetail, providers: Vec<Provider>) -> Vec<(String, String)> {
    let own = person.staff.summary.primary_provider.clone();
    let missing = own.filter(|own| providers.iter().all(|provider| provider.id != own.id));
    missing
        .into_iter()
        .chain(providers)
        .map(|provider| (provider.id.to_string(), provider.full_name))
        .collect()
}
