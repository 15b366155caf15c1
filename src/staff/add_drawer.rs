//! The Add Staff drawer: the form for a new person.

use super::care_team_fields::CareTeamFields;
use super::links::{ADD_ID, WayOut, use_links};
use super::list::use_list;
use super::loaded_drawer::{Coming, Form, LoadedDrawer};
use super::new_person::NewPerson;
use super::office_checks::OfficeChecks;
use super::words;
use crate::api::{self, ApiError, IdempotencyKey};
use crate::feedback::use_toasts;
use crate::forms::{Chosen, ErrorSummary, FormDrawer, FormProblems, Leaving, SelectField, TextField};
use crate::permissions::beyond;
use crate::session::{SessionContext, use_session};
use crate::ui::dom;
use leptos::prelude::*;
use staffroom_contract::field::name;
use staffroom_contract::{CreateStaff, Office, Provider, RoleSummary, Staff, StaffId, SystemRole};
use std::sync::Arc;

/// What there is to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choices {
    /// Who can be a primary provider.
    providers: Vec<Provider>,
    /// The roles that whoever asks may give.
    roles: Vec<RoleSummary>,
    /// The offices that whoever asks may give.
    offices: Vec<Office>,
}

impl Choices {
    async fn of(session: SessionContext) -> Result<Self, ApiError> {
        let providers = api::list_providers().await?;
        let mut roles = api::list_roles().await?.items;
        let own = untrack(|| session.current()).map(|session| session.permissions).unwrap_or_default();
        roles.retain(|role| beyond(&role.permissions, &own).is_empty());
        let mut offices = api::list_offices().await?;
        offices.retain(|office| office.can_be_chosen);
        Ok(Self { providers, roles, offices })
    }

    /// Whether whoever gets this role is a provider, who need not have another one.
    fn makes_provider(&self, role_id: &str) -> bool {
        let role = self.roles.iter().find(|role| role.id.as_str() == role_id);
        role.is_some_and(|role| {
            role.based_on == Some(SystemRole::Provider) || role.id == SystemRole::Provider.id()
        })
    }
}

/// The drawer over the table. It comes once it is known what there is to choose.
#[component]
pub fn AddDrawer() -> impl IntoView {
    let session = use_session();
    let way_out = use_links().way_out();
    // Whoever adds nobody is back at the link that leads here; whoever does reads on in the panel.
    let is_added = StoredValue::new(false);
    on_cleanup(move || {
        if is_added.try_get_value() != Some(true) {
            dom::focus_soon(ADD_ID.to_owned());
        }
    });
    let load = Callback::new(move |()| -> Coming<Form> {
        Box::pin(async move {
            let choices = Choices::of(session).await?;
            let form: Form = Arc::new(move |way_out| {
                Some(view! { <AddForm choices=choices.clone() way_out is_added /> }.into_any())
            });
            Ok(form)
        })
    });
    let on_close = Callback::new(move |()| way_out.leave_for_table());
    view! { <LoadedDrawer title=words::ADD_STAFF load way_out on_close /> }
}

/// What somebody wants to be done, and what names that wish for as long as nobody knows whether it was.
type Wish = StoredValue<Option<(CreateStaff, IdempotencyKey)>>;

/// The key of this wish: the one that it was sent with before, or a new one.
fn key_of(wish: Wish, request: &CreateStaff) -> IdempotencyKey {
    let known = wish.with_value(|wish| wish.clone().filter(|(known, _)| known == request));
    let key = known.map_or_else(IdempotencyKey::fresh, |(_, key)| key);
    wish.set_value(Some((request.clone(), key.clone())));
    key
}

#[component]
fn AddForm(choices: Choices, way_out: WayOut, is_added: StoredValue<bool>) -> impl IntoView {
    let (session, toasts, links, list) = (use_session(), use_toasts(), use_links(), use_list());
    let person = NewPerson::default();
    person.suggest_username();
    let problems = FormProblems::new();
    let choices = StoredValue::new(choices);
    let needs_provider = Memo::new(move |_| {
        let role_id = person.role_id.read();
        choices.with_value(|choices| !choices.providers.is_empty() && !choices.makes_provider(&role_id))
    });
    let is_dirty = Memo::new(move |_| person.is_dirty());
    // Whoever was added is where it leads.
    let added_id = StoredValue::new(None::<StaffId>);
    let leaving = Leaving::guard(is_dirty, move || match added_id.get_value() {
        Some(id) => links.replace(&untrack(|| links.person(&id))),
        None => way_out.leave_for_table(),
    });

    let added = Callback::new(move |staff: Staff| {
        toasts.success(words::invitation_sent(staff.summary.email.as_deref().unwrap_or_default()));
        list.load(untrack(|| list.query()));
        is_added.try_set_value(true);
        added_id.set_value(Some(staff.summary.id));
        leaving.close();
    });
    let wish = Wish::new(None);
    let send = Action::new_local(move |request: &CreateStaff| {
        let request = request.clone();
        async move {
            let key = key_of(wish, &request);
            match session.with_fresh(|| api::create_staff(&request, &key)).await {
                // Whoever left without waiting for the answer sees nothing of it but the table.
                Ok(staff) => drop(added.try_run(staff)),
                Err(error) => problems.refuse(&error),
            }
        }
    });
    let on_submit = Callback::new(move |()| {
        let request = untrack(|| person.request());
        problems.clear();
        match request.validate(needs_provider.get_untracked()) {
            Ok(()) => drop(send.dispatch_local(request)),
            Err(refused) => problems.refuse_fields(refused),
        }
    });
    view! {
        <FormDrawer
            title=words::ADD_STAFF
            class="staff-form"
            action=words::ADD_AND_INVITE
            leaving
            is_pending=send.pending()
            on_submit
        >
            <ErrorSummary problems />
            <h3 class="staff-form__section">{words::STAFF_INFORMATION}</h3>
            <p class="staff-form__lead">{words::THEY_CHOOSE_A_PASSWORD}</p>
            <Fields person problems choices=choices.get_value() needs_provider />
        </FormDrawer>
    }
}

#[component]
fn Fields(
    person: NewPerson,
    problems: FormProblems,
    choices: Choices,
    needs_provider: Memo<bool>,
) -> impl IntoView {
    let roles: Vec<_> =
        choices.roles.iter().map(|role| (role.id.to_string(), words::role_option(role))).collect();
    let providers = choices.providers.iter();
    let providers: Vec<_> =
        providers.map(|provider| (provider.id.to_string(), provider.full_name.clone())).collect();
    let offices = Some(choices.offices.clone()).filter(|offices| !offices.is_empty());
    // A provider may go without another one, so that the list has an empty line for them.
    let is_provider = Memo::new(move |_| choices.makes_provider(&person.role_id.read()));
    let phone = move |label, field, value| {
        view! { <TextField label field value problems input_type="tel" /> }
    };
    view! {
        <div class="staff-form__fields">
            <TextField
                label=words::FIRST_NAME
                field=name::FIRST_NAME
                value=person.first_name
                problems
                is_required=true
            />
            <TextField
                label=words::LAST_NAME
                field=name::LAST_NAME
                value=person.last_name
                problems
                is_required=true
            />
            <SelectField
                label=words::PRIMARY_PROVIDER
                field=name::PRIMARY_PROVIDER_ID
                value=person.primary_provider_id
                options=providers
                problems
                is_required=needs_provider
                empty=Signal::derive(move || if is_provider.get() { words::THEMSELVES } else { "" })
            />
            <SelectField
                label=words::ROLE
                field=name::ROLE_ID
                value=person.role_id
                options=roles
                problems
                is_required=true
            />
            <TextField
                label=words::USERNAME
                field=name::USERNAME
                value=person.username
                problems
                is_required=true
                is_verbatim=true
            />
            <TextField
                label=words::EMAIL
                field=name::EMAIL
                value=person.email
                problems
                is_required=true
                is_verbatim=true
                input_type="email"
            />
            <CareTeamFields
                chosen=Chosen::new(person.care_team_role_code, String::new())
                identifier=person.care_team_identifier
                problems
            />
            {phone(words::CELL_PHONE, name::CELL_PHONE, person.cell_phone)}
            {phone(words::HOME_PHONE, name::HOME_PHONE, person.home_phone)}
        </div>
        {offices
            .map(|offices| {
                view! { <OfficeChecks legend=words::OFFICES.to_owned() chosen=person.offices offices /> }
            })}
    }
    .into_any()
}
