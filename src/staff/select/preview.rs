//! The question whether to do it: to how many people it can be done, and who is left out and why.

use super::form::{Fields, Form};
use super::selection::Selection;
use super::words;
use crate::api::{self, ApiError, IdempotencyKey};
use crate::bulk_acts;
use crate::feedback;
use crate::forms::GeneralProblem;
use crate::routes;
use crate::session::{SessionContext, use_session};
use crate::staff::list::use_list;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, dom};
use leptos::ev::SubmitEvent;
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
    let Question { form, preview, is_asking, .. } = question;
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
                Ok(bulk) => {
                    selected.try_set(String::new());
                    navigate(&routes::bulk(&bulk.id), NavigateOptions::default());
                }
                Err(error) if form.problems.is_disposed() => drop(error),
                Err(error) if error.code() == Some(ProblemCode::SelectionChanged) => {
                    question.look(Some(words::OTHERS_BY_NOW));
                }
                Err(error) => refuse(form, &error),
            }
        }
    });
    let possible = Memo::new(move |_| preview.read().as_ref().map(|preview| preview.possible));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let seen = preview.get_untracked().filter(|seen| seen.possible > 0);
        if let Some(seen) = seen.filter(|_| !start.pending().get_untracked()) {
            start.dispatch_local(seen.digest);
        }
    };
    let why_not = Signal::derive(move || match possible.get() {
        Some(0) => Some(words::NOBODY.to_owned()),
        Some(_) => None,
        None => (!is_asking.get()).then(|| words::CHOOSE.to_owned()),
    });
    let form_id = dom::unique_id("bulk");
    let footer = {
        let form_id = form_id.clone();
        let kind_of_button =
            if kind == BulkKind::Deactivate { ButtonKind::Danger } else { ButtonKind::Primary };
        move || {
            view! {
                <Button
                    kind=kind_of_button
                    form=form_id.clone()
                    is_pending=Signal::derive(move || start.pending().get() || is_asking.get())
                    disabled_reason=why_not
                >
                    {move || words::confirm(kind, possible.get())}
                </Button>
                <Button kind=ButtonKind::Secondary on_press=on_close has_initial_focus=true>
                    {words::CANCEL}
                </Button>
            }
        }
    };
    let found = move || match preview.get() {
        Some(preview) => view! { <Preview preview /> }.into_any(),
        None if is_asking.get() => view! { <span class="skeleton skeleton--long" /> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <Dialog kind=DialogKind::Confirm title=bulk_acts::act(kind) on_dismiss=on_close footer=footer>
            <form id=form_id class="staff-form" novalidate on:submit=submit>
                <GeneralProblem problems=form.problems />
                <p>{words::does(kind)}</p>
                <Fields form session />
                <div class="bulk-preview" aria-live="polite">
                    {found}
                </div>
            </form>
        </Dialog>
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
    preview: RwSignal<Option<BulkPreview>>,
    is_asking: RwSignal<bool>,
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
            preview: RwSignal::new(None),
            is_asking: RwSignal::new(false),
            asked: StoredValue::new(0),
        };
        Effect::watch(move || question.form.judged(), move |_, _, _| question.look(None), true);
        question
    }

    /// Asks what it would come to by now, and then says why it was asked again.
    fn look(self, why: Option<&'static str>) {
        let asked = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(asked);
        self.key.set_value(IdempotencyKey::fresh());
        self.preview.set(None);
        let Some(act) = untrack(|| self.form.judged()) else { return };
        self.is_asking.set(true);
        let request = PreviewBulk { act, selection: self.selection.get_value() };
        spawn_local(async move {
            let answer = self.session.watch(api::preview_bulk(&request).await);
            if self.asked.try_get_value() != Some(asked) {
                return;
            }
            self.is_asking.set(false);
            match answer {
                Ok(found) => {
                    self.preview.set(Some(found));
                    match why {
                        Some(sentence) => self.form.problems.set_general(sentence),
                        None => self.form.problems.clear(),
                    }
                }
                Err(error) => refuse(self.form, &error),
            }
        });
    }
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

fn refuse(form: Form, error: &ApiError) {
    if !form.problems.take_api_error(error) {
        form.problems.set_general(feedback::words::of(error));
    }
    form.problems.focus_first();
}
