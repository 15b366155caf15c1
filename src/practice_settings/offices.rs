//! The practice's offices: added, renamed and closed in place.

use super::close_dialog::CloseDialog;
use super::words;
use crate::api::{self, ApiError};
use crate::feedback::{self, LoadFailed, use_toasts};
use crate::forms::{FormProblems, GeneralProblem, TextField};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, dom, time};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::field::name::NAME;
use staffroom_contract::{FieldRule, NameOffice, Office, OfficeId};

/// What is going on in the list.
#[derive(Clone, Copy)]
struct List {
    offices: RwSignal<Option<Result<Vec<Office>, ApiError>>>,
    /// Which office is being renamed.
    renaming: RwSignal<Option<OfficeId>>,
    /// Which office somebody wants to close.
    closing: RwSignal<Option<Office>>,
}

impl List {
    /// Shows an office as it is now, where it is.
    fn put(self, office: Office) {
        self.offices.try_update(|offices| {
            let Some(Ok(offices)) = offices else { return };
            if let Some(known) = offices.iter_mut().find(|known| known.id == office.id) {
                *known = office;
            }
        });
    }
}

/// Every office, the closed ones behind the open ones, and a field for a further one.
#[component]
pub(super) fn Offices() -> impl IntoView {
    let session = use_session();
    let list =
        List { offices: RwSignal::new(None), renaming: RwSignal::new(None), closing: RwSignal::new(None) };
    let load = Callback::new(move |()| {
        spawn_local(async move {
            let answer = session.watch(api::list_offices().await);
            list.offices.try_set(Some(answer));
        });
    });
    load.run(());
    session.on_renewal(move || load.run(()));
    let rows = move |offices: Vec<Office>| {
        if offices.is_empty() {
            return view! { <p class="practice-quiet">{words::NO_OFFICES}</p> }.into_any();
        }
        let row = |office: Office| view! { <OfficeRow office list /> };
        view! { <ul class="practice-list">{offices.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    let body = move || match list.offices.get() {
        None => view! { <span class="skeleton skeleton--long" /> }.into_any(),
        Some(Err(error)) => view! { <LoadFailed error on_retry=load /> }.into_any(),
        Some(Ok(offices)) => rows(offices),
    };
    let keep = Callback::new(move |()| list.closing.set(None));
    let closed = Callback::new(move |()| {
        list.closing.set(None);
        load.run(());
    });
    view! {
        {body}
        <AddOffice on_added=load />
        {move || {
            list.closing.get().map(|office| view! { <CloseDialog office on_closed=closed on_keep=keep /> })
        }}
    }
    .into_any()
}

#[component]
fn OfficeRow(office: Office, list: List) -> impl IntoView {
    let id = office.id.clone();
    let is_renamed = Memo::new(move |_| list.renaming.read().as_ref() == Some(&id));
    move || {
        let office = office.clone();
        if is_renamed.get() {
            view! { <li class="practice-list__item"><RenameOffice office list /></li> }.into_any()
        } else {
            view! { <li class="practice-list__item"><OfficeLine office list /></li> }.into_any()
        }
    }
}

#[component]
fn OfficeLine(office: Office, list: List) -> impl IntoView {
    let about = match office.closed_at {
        Some(at) => words::closed_at(&time::words(at)),
        None => words::people(office.people),
    };
    let actions = office.closed_at.is_none().then(|| {
        let (id, closing) = (office.id.clone(), office.clone());
        view! {
            <span class="practice-list__actions">
                <button
                    type="button"
                    id=rename_id(&office.id)
                    class="button button--quiet"
                    aria-label=words::rename(&office.name)
                    on:click=move |_| list.renaming.set(Some(id.clone()))
                >
                    {words::RENAME}
                </button>
                <Button
                    kind=ButtonKind::Quiet
                    label=words::close(&office.name)
                    on_press=Callback::new(move |()| list.closing.set(Some(closing.clone())))
                >
                    {words::CLOSE}
                </Button>
            </span>
        }
    });
    view! {
        <span class="practice-list__name">
            {office.name} " " <small class="practice-list__about">{about}</small>
        </span>
        {actions}
    }
}

/// The office's name as a field, in its own place.
#[component]
fn RenameOffice(office: Office, list: List) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let name = RwSignal::new(office.name);
    let problems = FormProblems::new();
    let id = StoredValue::new(office.id);
    // By then the field is drawn.
    request_animation_frame(move || problems.focus_field(NAME));
    let end = Callback::new(move |()| {
        list.renaming.set(None);
        dom::focus_soon(rename_id(&id.get_value()));
    });
    let save = Action::new_local(move |request: &NameOffice| {
        let (id, request) = (id.get_value(), request.clone());
        async move {
            match session.watch(api::rename_office(&id, &request).await) {
                Ok(office) => {
                    toasts.success(words::renamed(&office.name));
                    // In its place, so that the keyboard finds its button again.
                    list.put(office);
                    end.try_run(());
                }
                Err(error) if !name.is_disposed() => refuse(problems, &error),
                Err(_) => {}
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(request) = acceptable(&name.read_untracked(), problems)
            && !save.pending().get_untracked()
        {
            save.dispatch_local(request);
        }
    };
    view! {
        <form class="practice-office-form" novalidate on:submit=submit>
            <GeneralProblem problems />
            <TextField label=words::OFFICE_NAME field=NAME value=name problems is_required=true>
                <Button kind=ButtonKind::Secondary is_pending=save.pending()>
                    {words::SAVE}
                </Button>
                <Button kind=ButtonKind::Quiet on_press=end>
                    {words::CANCEL}
                </Button>
            </TextField>
        </form>
    }
    .into_any()
}

#[component]
fn AddOffice(on_added: Callback<()>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let name = RwSignal::new(String::new());
    let problems = FormProblems::new();
    let add = Action::new_local(move |request: &NameOffice| {
        let request = request.clone();
        async move {
            match session.watch(api::add_office(&request).await) {
                Ok(office) => {
                    toasts.success(words::added(&office.name));
                    name.try_set(String::new());
                    on_added.try_run(());
                }
                Err(error) if !name.is_disposed() => refuse(problems, &error),
                Err(_) => {}
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(request) = acceptable(&name.read_untracked(), problems)
            && !add.pending().get_untracked()
        {
            add.dispatch_local(request);
        }
    };
    view! {
        <form class="practice-office-form" novalidate on:submit=submit>
            <GeneralProblem problems />
            <TextField label=words::NEW_OFFICE field=NAME value=name problems>
                <Button kind=ButtonKind::Secondary is_pending=add.pending() label=words::ADD_OFFICE>
                    {words::ADD}
                </Button>
            </TextField>
        </form>
    }
    .into_any()
}

/// The name as it will be sent, if it is acceptable; leads to the field otherwise.
fn acceptable(typed: &str, problems: FormProblems) -> Option<NameOffice> {
    problems.clear();
    let request = NameOffice { name: typed.to_owned() }.tidied();
    match request.validate() {
        Ok(()) => Some(request),
        Err(refused) => {
            problems.refuse_fields(refused);
            None
        }
    }
}

fn refuse(problems: FormProblems, error: &ApiError) {
    let is_taken = matches!(
        error,
        ApiError::Problem(problem) if problem.fields.iter().any(|field| field.rule == FieldRule::Taken)
    );
    if is_taken {
        problems.set_worded(NAME, words::NAME_IS_TAKEN);
        problems.focus_first();
    } else if problems.take_api_error(error) {
        problems.focus_first();
    } else {
        problems.set_general(feedback::words::of(error));
    }
}

fn rename_id(id: &OfficeId) -> String {
    format!("rename-office-{id}")
}
