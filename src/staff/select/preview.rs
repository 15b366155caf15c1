//! The question whether to do it: to how many people it can be done, and who is left out and why.

use super::form::{Fields, Form};
use super::selection::Selection;
use super::words;
use crate::api::{self, ApiError, IdempotencyKey};
use crate::bulk_acts;
use crate::feedback::LoadFailed;
use crate::forms::{FormDialog, GeneralProblem};
use crate::routes;
use crate::session::{SessionContext, use_session};
use crate::staff::list::use_list;
use crate::ui::ButtonKind;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use staffroom_contract::{
    BulkKind, BulkLeftOut, BulkPreview, BulkReasonCount, BulkSelection, PreviewBulk, ProblemCode, StartBulk,
};

/// Asks whether to do it to those who are selected. Once it has begun, the page that follows it is opened.
#[component]
pub(super) fn PreviewDialog(
    /// What is to be done.
    kind: BulkKind,
    /// It will not be done.
    on_close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let selected = use_list().part().selected();
    let question = Question::begin(kind);
    let Question { form, found, .. } = question;
    let navigate = use_navigate();
    let start = Action::new_local(move |expected: &String| {
        let request = untrack(|| form.act()).map(|act| StartBulk {
            act,
            selection: question.selection.get_value(),
            expected: expected.clone(),
        });
        let navigate = navigate.clone();
        async move {
            let Some(request) = request else { return };
            let key = question.key.get_value();
            match session.with_fresh(|| api::start_bulk(&request, &key)).await {
                // Whoever has left meanwhile stays where they went.
                Ok(_) if form.problems.is_disposed() => {}
                Ok(bulk) => {
                    selected.try_set(String::new());
                    navigate(&routes::bulk(&bulk.id), NavigateOptions::default());
                }
                Err(error) if form.problems.is_disposed() => drop(error),
                Err(error) if error.code() == Some(ProblemCode::SelectionChanged) => {
                    question.look(Some(words::OTHERS_BY_NOW));
                }
                Err(error) => form.problems.refuse(&error),
            }
        }
    });
    let submit = Callback::new(move |()| {
        let seen = found.with_untracked(|found| found.preview().filter(|seen| seen.possible > 0).cloned());
        if let Some(seen) = seen {
            start.dispatch_local(seen.digest);
        }
    });
    let possible = Memo::new(move |_| found.read().preview().map(|preview| preview.possible));
    let is_pending = Memo::new(move |_| start.pending().get() || *found.read() == Found::Asking);
    let why_not = Signal::derive(move || found.read().why_not().map(ToOwned::to_owned));
    let kind_of_button = if kind == BulkKind::Deactivate { ButtonKind::Danger } else { ButtonKind::Primary };
    let what_is_found = move || match found.get() {
        Found::Known(preview) => view! { <Preview preview /> }.into_any(),
        Found::Asking => view! { <span class="skeleton skeleton--long" /> }.into_any(),
        Found::Failed(_) | Found::Refused | Found::Nothing => ().into_any(),
    };
    let failure = Memo::new(move |_| found.read().failure().cloned());
    let retry = Callback::new(move |()| question.look(None));
    view! {
        <FormDialog
            title=bulk_acts::act(kind)
            class="staff-form"
            kind=kind_of_button
            action=Signal::derive(move || words::confirm(kind, possible.get()))
            is_pending
            disabled_reason=why_not
            begins_at_cancel=true
            on_submit=submit
            on_cancel=on_close
        >
            <GeneralProblem problems=form.problems />
            <p>{words::does(kind)}</p>
            <Fields form session />
            <div class="bulk-preview" aria-live="polite">
                {what_is_found}
            </div>
            {move || failure.get().map(|error| view! { <LoadFailed error on_retry=retry /> })}
        </FormDialog>
    }
}

/// What is asked, and what is known of it.
#[derive(Clone, Copy)]
struct Question {
    session: SessionContext,
    form: Form,
    selection: StoredValue<BulkSelection>,
    /// Names the intent, as long as it is the same.
    key: StoredValue<IdempotencyKey>,
    found: RwSignal<Found>,
    /// Counts the questions, so that the answer to an older one never overwrites that to a newer.
    asked: StoredValue<u32>,
}

impl Question {
    /// Asks about those who are selected now, and again whenever something else is chosen.
    fn begin(kind: BulkKind) -> Self {
        let list = use_list();
        let selection = untrack(|| Selection::of(&list.part().selected().read()).request(&list.query()));
        let question = Self {
            session: use_session(),
            form: Form::new(kind),
            selection: StoredValue::new(selection),
            key: StoredValue::new(IdempotencyKey::fresh()),
            found: RwSignal::new(Found::Nothing),
            asked: StoredValue::new(0),
        };
        Effect::watch(move || question.form.judged(), move |_, _, _| question.look(None), true);
        question.session.on_renewal(move || {
            if question.found.read_untracked().failure().is_some() {
                question.look(None);
            }
        });
        question
    }

    /// Asks what it would come to by now, and then says why it was asked again.
    fn look(self, why: Option<&'static str>) {
        let asked = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(asked);
        self.key.set_value(IdempotencyKey::fresh());
        let Some(act) = untrack(|| self.form.judged()) else {
            self.found.set(Found::Nothing);
            return;
        };
        self.found.set(Found::Asking);
        let request = PreviewBulk { act, selection: self.selection.get_value() };
        spawn_local(async move {
            let answer = self.session.watch(api::preview_bulk(&request).await);
            if self.asked.try_get_value() != Some(asked) {
                return;
            }
            match answer {
                Ok(preview) => {
                    self.found.set(Found::Known(preview));
                    match why {
                        Some(sentence) => self.form.problems.set_general(sentence),
                        None => self.form.problems.clear(),
                    }
                }
                Err(error) if is_about_what_is_asked(&error) => {
                    self.found.set(Found::Refused);
                    self.form.problems.refuse(&error);
                }
                Err(error) => self.found.set(Found::Failed(error)),
            }
        });
    }
}

/// What is known of what it would come to.
#[derive(Clone, PartialEq, Eq)]
enum Found {
    /// Nothing, as long as something is to be chosen.
    Nothing,
    /// Nothing yet: the server was asked and has not answered.
    Asking,
    /// To whom it can be done.
    Known(BulkPreview),
    /// What is asked for was refused. The form says why.
    Refused,
    /// Why the server did not say.
    Failed(ApiError),
}

impl Found {
    const fn preview(&self) -> Option<&BulkPreview> {
        if let Self::Known(preview) = self { Some(preview) } else { None }
    }

    const fn failure(&self) -> Option<&ApiError> {
        if let Self::Failed(error) = self { Some(error) } else { None }
    }

    /// Why it cannot be begun.
    fn why_not(&self) -> Option<&'static str> {
        match self {
            Self::Known(preview) => (preview.possible == 0).then_some(words::NOBODY),
            Self::Asking => None,
            Self::Nothing => Some(words::CHOOSE),
            Self::Refused => Some(words::CHOOSE_OTHERWISE),
            Self::Failed(_) => Some(words::NOT_KNOWN),
        }
    }
}

/// Whether another try would be refused as well, unless something else is asked for.
fn is_about_what_is_asked(error: &ApiError) -> bool {
    matches!(error.code(), Some(ProblemCode::InvalidFields | ProblemCode::BeyondYourOffices))
}

/// To how many it can be done, and for each reason how many are left out; their names are a press away.
#[component]
fn Preview(preview: BulkPreview) -> impl IntoView {
    let BulkPreview { selected, possible, reasons, left_out, .. } = preview;
    let reason = |BulkReasonCount { reason, count }: BulkReasonCount| {
        view! { <li>{words::left_out_for(count, bulk_acts::reason(reason))}</li> }
    };
    let named = left_out.len();
    let person = |BulkLeftOut { full_name, reason, .. }: BulkLeftOut| {
        let name = full_name.unwrap_or_else(|| words::UNKNOWN.to_owned());
        view! { <li>{words::left_out_person(&name, bulk_acts::reason(reason))}</li> }
    };
    let more = selected - possible - u32::try_from(named).unwrap_or(u32::MAX).min(selected - possible);
    view! {
        <p>
            <strong>{words::possible(possible, selected)}</strong>
        </p>
        {(!reasons.is_empty())
            .then(|| {
                view! {
                    <ul class="bulk-preview__reasons">{reasons.into_iter().map(reason).collect_view()}</ul>
                    <details class="bulk-preview__people">
                        <summary>{words::WHO_IS_LEFT_OUT}</summary>
                        <ul>
                            {left_out.into_iter().map(person).collect_view()}
                            {(more > 0).then(|| view! { <li>{words::and_more(more)}</li> })}
                        </ul>
                    </details>
                }
            })}
    }
}
