//! The question whether to deactivate a person: what it ends, when, who takes over, and why.

use super::detail::{Detail, use_detail};
use super::links::{WayOut, use_links};
use super::list::StaffList;
use super::words;
use crate::api::{self, ApiError};
use crate::feedback::{self, LoadFailed, ToastAction, Toasts, use_toasts};
use crate::forms::{FormDialog, FormProblems, GeneralProblem, SelectField, TextField};
use crate::session::{SessionContext, use_session};
use crate::ui::{ButtonKind, time};
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::field::name;
use staffroom_contract::{
    DeactivateStaff, Provider, ScheduledDeactivation, StaffDeactivation, StaffDetail, StaffId, StaffStatus,
};
use std::sync::Arc;

/// The value of the choice of when that is not at once.
const ON_A_DAY: &str = "day";

/// The question whether to take a person's access away. It is asked as long as it is open, and goes by itself once they
/// are inactive.
#[component]
pub fn DeactivateDialog() -> impl IntoView {
    let detail = use_detail();
    let way_out = use_links().way_out();
    let is_open = detail.part(|detail| detail.staff.summary.status != StaffStatus::Inactive);
    Effect::new(move || {
        if is_open.get() == Some(false) {
            way_out.leave(&detail.id().get_untracked());
        }
    });
    move || {
        let person = (is_open.get() == Some(true)).then(|| detail.now()).flatten();
        person.map(|person| view! { <Question person way_out /> }.into_any())
    }
}

/// What the question knows of the person, besides who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    deactivation: StaffDeactivation,
    /// Who could take over.
    providers: Vec<Provider>,
}

#[component]
fn Question(person: StaffDetail, way_out: WayOut) -> impl IntoView {
    let (detail, session, toasts) = (use_detail(), use_session(), use_toasts());
    let form = Form::new();
    let why_not = why_not(&person);
    let name = person.staff.summary.full_name();
    let title = words::deactivate_title(&name);
    let does = words::deactivate_does(&name);
    let id = StoredValue::new(person.staff.summary.id);
    let known = RwSignal::new(None::<Result<Known, ApiError>>);
    let load = move || {
        known.set(None);
        spawn_local(async move {
            let answer = known_of(&id.get_value()).await;
            known.try_set(Some(session.watch(answer)));
        });
    };
    load();

    let act = Action::new_local(move |(): &()| {
        let id = id.get_value();
        let request = untrack(|| form.request());
        form.problems.clear();
        async move {
            match session.with_fresh(|| api::deactivate_staff(&id, &request)).await {
                Ok(staff) => {
                    let name = staff.summary.full_name();
                    if staff.summary.status == StaffStatus::Inactive {
                        toasts.success_with(
                            words::deactivated(&name),
                            undo(&detail, session, toasts, id.clone()),
                        );
                    } else {
                        toasts.success(words::deactivation_planned(&name));
                        way_out.leave(&id);
                    }
                    detail.put_staff(staff);
                    // Links may have ended with it. What is shown of the person is true without this answer.
                    let _ = detail.fetch(&id).await;
                }
                Err(refusal) => form.problems.refuse(&refusal),
            }
        }
    });
    let cancel = Callback::new(move |()| way_out.leave(&id.get_value()));
    let submit = Callback::new(move |()| match untrack(|| form.request()).validate() {
        Ok(()) => {
            act.dispatch_local(());
        }
        Err(refused) => form.problems.refuse_fields(refused),
    });
    let retry = Callback::new(move |()| load());
    let facts = move || match known.get() {
        None => view! { <span class="skeleton skeleton--long" /> }.into_any(),
        Some(Ok(known)) => view! { <Facts known form /> }.into_any(),
        Some(Err(error)) => view! { <LoadFailed error on_retry=retry /> }.into_any(),
    };
    view! {
        <FormDialog
            title
            class="staff-form"
            kind=ButtonKind::Danger
            action=words::DEACTIVATE
            is_pending=act.pending()
            disabled_reason=MaybeProp::from(why_not.map(str::to_owned))
            begins_at_cancel=true
            on_submit=submit
            on_cancel=cancel
        >
            <GeneralProblem problems=form.problems />
            <p>{does}</p>
            {facts}
            <SelectField
                label=words::WHEN
                field="when"
                value=form.when
                options=vec![
                    ("now".to_owned(), words::AT_ONCE.to_owned()),
                    (ON_A_DAY.to_owned(), words::ON_A_DAY.to_owned()),
                ]
                problems=form.problems
                is_required=true
            />
            <Show when=move || form.is_on_a_day()>
                <TextField
                    label=words::DAY
                    field=name::ON
                    value=form.on
                    problems=form.problems
                    is_required=true
                    input_type="date"
                    hint=words::DAY_HINT
                />
            </Show>
            <TextField
                label=words::REASON
                field=name::REASON
                value=form.reason
                problems=form.problems
                hint=words::REASON_HINT
            />
        </FormDialog>
    }
}

/// What is typed and chosen.
#[derive(Clone, Copy)]
struct Form {
    when: RwSignal<String>,
    on: RwSignal<String>,
    hand_over_to: RwSignal<String>,
    reason: RwSignal<String>,
    problems: FormProblems,
}

impl Form {
    fn new() -> Self {
        Self {
            when: RwSignal::new("now".to_owned()),
            on: RwSignal::new(String::new()),
            hand_over_to: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            problems: FormProblems::new(),
        }
    }

    fn is_on_a_day(self) -> bool {
        *self.when.read() == ON_A_DAY
    }

    fn request(self) -> DeactivateStaff {
        let to = self.hand_over_to.get();
        DeactivateStaff {
            on: self.is_on_a_day().then(|| self.on.get()),
            reason: Some(self.reason.get()),
            hand_over_to: (!to.is_empty()).then(|| StaffId::new(to)),
        }
        .tidied()
    }
}

/// What it ends by now, and who could take over.
#[component]
fn Facts(known: Known, form: Form) -> impl IntoView {
    let Known { deactivation, providers } = known;
    let ends = words::ends(deactivation.open_sessions, deactivation.has_live_link);
    let people = deactivation.is_primary_provider_of;
    let options: Vec<_> =
        providers.into_iter().map(|provider| (provider.id.to_string(), provider.full_name)).collect();
    let hand_over = move || {
        view! {
            <SelectField
                label=words::hand_over(people)
                field=name::HAND_OVER_TO
                value=form.hand_over_to
                options=options
                problems=form.problems
                empty=words::NOBODY_TAKES_OVER
            />
        }
    };
    let planned = |ScheduledDeactivation { due_at, .. }| words::is_deactivated_on(&time::day(due_at));
    view! {
        {deactivation.scheduled.map(|scheduled| view! { <p class="notice">{planned(scheduled)}</p> })}
        {(!ends.is_empty()).then(|| view! { <p>{ends}</p> })}
        {(people > 0).then(hand_over)}
    }
}

/// Why the person who asks cannot do it, as far as that is known beforehand.
fn why_not(detail: &StaffDetail) -> Option<&'static str> {
    if detail.is_you { Some(words::YOURSELF) } else { detail.outranks_you.then_some(words::OUTRANKS_YOU) }
}

async fn known_of(id: &StaffId) -> Result<Known, ApiError> {
    let deactivation = api::get_staff_deactivation(id).await?;
    let mut providers =
        if deactivation.is_primary_provider_of > 0 { api::list_providers().await? } else { Vec::new() };
    providers.retain(|provider| provider.id != *id);
    Ok(Known { deactivation, providers })
}

/// Offers to undo it. The question, and the panel, may be gone by then.
fn undo(detail: &Detail, session: SessionContext, toasts: Toasts, id: StaffId) -> ToastAction {
    let detail = *detail;
    let list: StaffList = detail.list();
    let run = move || {
        let id = id.clone();
        spawn_local(async move {
            match session.with_fresh(|| api::undo_staff_deactivation(&id)).await {
                Ok(staff) => {
                    toasts.success(words::deactivation_undone(&staff.summary.full_name()));
                    list.put(&staff.summary);
                    detail.refresh_if_shown(&id);
                }
                Err(refusal) => toasts.failure(feedback::words::of(&refusal)),
            }
        });
    };
    ToastAction { label: words::UNDO, run: Arc::new(run) }
}
