//! The Update Staff drawer: the form to change a person.

use super::basic::EDIT_ID;
use super::conflict::Conflict;
use super::detail::{Detail, LinkQuestion, use_detail};
use super::leave_dialog::LeaveDialog;
use super::links::{WayOut, use_links};
use super::model::{Change, Field, Values, cannot_reset, merge};
use super::words;
use crate::api::{self, ApiError};
use crate::feedback::{self, LoadFailed, use_toasts};
use crate::forms::{ErrorSummary, FormProblems, SelectField, TextField};
use crate::session::{SessionContext, use_session};
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, dom, guard_leaving};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::field::name;
use staffroom_contract::{ProblemCode, Provider, StaffDetail, StaffId};

/// Who can be chosen as a primary provider, once it is known.
type Providers = RwSignal<Option<Result<Vec<Provider>, ApiError>>>;

/// The drawer over a person's panel. It comes once all of its fields can be filled.
#[component]
pub fn UpdateDrawer() -> impl IntoView {
    let detail = use_detail();
    let way_out = use_links().way_out();
    let session = use_session();
    let providers: Providers = RwSignal::new(None);
    let load = move || {
        spawn_local(async move {
            let answer = session.watch(api::list_providers().await);
            providers.try_set(Some(answer));
        });
    };
    load();
    // Whatever closes it: the keyboard goes back to the link that leads here, if that is still there.
    on_cleanup(|| dom::focus_soon(EDIT_ID.to_owned()));
    let is_loaded = Memo::new(move |_| matches!(&*providers.read(), Some(Ok(_))));
    let reload = move || {
        if !is_loaded.get_untracked() {
            load();
        }
    };
    Effect::watch(move || session.renewed().get(), move |_, _, _| reload(), false);

    let whom = detail.part(|detail| detail.staff.summary.id.clone());
    move || {
        // The person's other parts change under the form, which must not be drawn anew for that.
        whom.get()?;
        let person = detail.now()?;
        Some(match providers.get()? {
            Ok(providers) => view! { <UpdateForm person providers way_out /> }.into_any(),
            Err(error) => {
                let close = Callback::new(move |()| way_out.leave(&detail.id().get_untracked()));
                view! {
                    <Dialog kind=DialogKind::Drawer title=words::UPDATE_STAFF on_dismiss=close has_close=true>
                        <LoadFailed error on_retry=Callback::new(move |()| load()) />
                    </Dialog>
                }
                .into_any()
            }
        })
    }
}

/// What is being edited.
#[derive(Clone, Copy)]
struct Editing {
    detail: Detail,
    session: SessionContext,
    id: StoredValue<StaffId>,
    fields: StoredValue<[RwSignal<String>; Field::ALL.len()]>,
    /// What the person was when they were read, and the version of it.
    read: RwSignal<Values>,
    version: StoredValue<u64>,
    problems: FormProblems,
    /// What somebody else changed since.
    changes: RwSignal<Option<Vec<Change>>>,
    has_providers: bool,
}

#[component]
fn UpdateForm(person: StaffDetail, providers: Vec<Provider>, way_out: WayOut) -> impl IntoView {
    let toasts = use_toasts();
    let values = Values::of(&person.staff);
    let editing = Editing {
        detail: use_detail(),
        session: use_session(),
        id: StoredValue::new(person.staff.summary.id.clone()),
        fields: StoredValue::new(Field::ALL.map(|field| RwSignal::new(values.get(field).to_owned()))),
        read: RwSignal::new(values),
        version: StoredValue::new(person.staff.version),
        problems: FormProblems::new(),
        changes: RwSignal::new(None),
        has_providers: !providers.is_empty(),
    };
    let options = options_for(&person, providers);
    let is_dirty = Memo::new(move |_| editing.typed().differ_from(&editing.read.read()));
    let is_leaving = RwSignal::new(false);
    let guard = guard_leaving(is_dirty, Callback::new(move |()| is_leaving.set(true)));

    let close = Callback::new(move |()| {
        guard.lift();
        way_out.leave(&editing.id.get_value());
    });
    let dismiss = Callback::new(move |()| {
        if is_dirty.get_untracked() {
            is_leaving.set(true);
        } else {
            close.run(());
        }
    });
    let save = Action::new_local(move |values: &Values| {
        let values = values.clone();
        async move {
            if let Some(updated) = editing.save(values).await {
                toasts.success(updated);
                close.run(());
            }
        }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if save.pending().get_untracked() {
            return;
        }
        let values = untrack(|| editing.typed());
        if !is_dirty.get_untracked() {
            close.run(());
        } else if editing.accepts(&values) {
            save.dispatch_local(values);
        }
    };
    let form_id = dom::unique_id("update-staff");
    let footer = {
        let form_id = form_id.clone();
        let why_not = person.outranks_you.then(|| words::OUTRANKS_YOU.to_owned());
        move || {
            view! {
                <Button
                    kind=ButtonKind::Primary
                    form=form_id.clone()
                    is_pending=save.pending()
                    disabled_reason=MaybeProp::from(why_not.clone())
                >
                    {words::SAVE}
                </Button>
                <Button kind=ButtonKind::Secondary on_press=dismiss>
                    {words::CANCEL}
                </Button>
            }
        }
    };
    let keep = Callback::new(move |()| is_leaving.set(false));
    let shown_options = options.clone();
    view! {
        <Dialog
            kind=DialogKind::Drawer
            title=words::UPDATE_STAFF
            on_dismiss=dismiss
            has_close=true
            footer=footer
        >
            <form id=form_id class="staff-form" novalidate on:submit=on_submit>
                <ErrorSummary problems=editing.problems />
                <Conflict changes=editing.changes options=shown_options />
                <h3 class="staff-form__section">{words::STAFF_INFORMATION}</h3>
                <Fields editing options />
            </form>
        </Dialog>
        <Show when=move || is_leaving.get()>
            <LeaveDialog on_keep=keep on_leave=close />
        </Show>
    }
    .into_any()
}

#[component]
fn Fields(editing: Editing, options: Vec<(String, String)>) -> impl IntoView {
    let detail = editing.detail;
    let problems = editing.problems;
    let value = move |field: Field| editing.fields.with_value(|fields| fields[field as usize]);
    let text = move |field: Field, is_required: bool| {
        view! { <TextField label=words::label(field) field=field.name() value=value(field) problems is_required /> }
    };
    let phone = move |field: Field| {
        view! { <TextField label=words::label(field) field=field.name() value=value(field) problems input_type="tel" /> }
    };
    let email = detail.part(|detail| detail.staff.summary.email.clone().unwrap_or_default());
    let shown_email = RwSignal::new(email.get_untracked().unwrap_or_default());
    let why_no_reset = detail.part(|detail| cannot_reset(detail).map(words::cannot_reset));
    let note = RwSignal::new(String::new());
    let reset = Callback::new(move |()| detail.ask(LinkQuestion::Send, note));
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
                    is_required=editing.has_providers
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
                    on_press=Callback::new(|()| {})
                    disabled_reason=words::CHANGE_EMAIL_UNAVAILABLE
                >
                    {words::CHANGE_EMAIL}
                </Button>
            </TextField>
            <p class="staff-form__note" role="status">
                {note}
            </p>
            {phone(Field::CellPhone)}
            {phone(Field::HomePhone)}
        </div>
    }
    .into_any()
}

impl Editing {
    fn typed(self) -> Values {
        self.fields.with_value(|fields| Values::from_fn(|field| fields[field as usize].get()))
    }

    /// Judges what was typed by the contract's rules, and leads to where mending begins.
    fn accepts(self, values: &Values) -> bool {
        self.changes.set(None);
        self.problems.clear();
        match values.validate(self.has_providers) {
            Ok(()) => true,
            Err(refused) => {
                self.problems.set(refused);
                self.problems.focus_first();
                false
            }
        }
    }

    /// Sends what was changed. Says so if it was kept; otherwise the form says what to do, and keeps its input.
    async fn save(self, values: Values) -> Option<String> {
        let id = self.id.get_value();
        let change = values.change_from(&self.read.get_untracked());
        let answer = api::update_staff(&id, self.version.get_value(), &change).await;
        match self.session.watch(answer) {
            Ok(staff) => {
                let updated = words::updated(&staff.summary.full_name());
                self.detail.put_staff(staff);
                return Some(updated);
            }
            Err(error) if error.code() == Some(ProblemCode::StaleVersion) => self.catch_up().await,
            Err(error) => self.refuse(&error),
        }
        None
    }

    /// Takes over what somebody else changed, and loses nothing of what was typed.
    async fn catch_up(self) {
        let current = match self.detail.fetch().await {
            Ok(detail) => detail.staff,
            Err(error) => return self.refuse(&error),
        };
        let Some(read) = self.read.try_get_untracked() else { return };
        let theirs = Values::of(&current);
        let (merged, changes) = merge(&read, &untrack(|| self.typed()), &theirs);
        self.fields.with_value(|fields| {
            for field in Field::ALL {
                fields[field as usize].set(merged.get(field).to_owned());
            }
        });
        self.version.set_value(current.version);
        self.read.set(theirs);
        self.changes.set(Some(changes));
    }

    fn refuse(self, error: &ApiError) {
        if !self.problems.take_api_error(error) {
            self.problems.set_general(feedback::words::of(error));
        }
        self.problems.focus_first();
    }
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
