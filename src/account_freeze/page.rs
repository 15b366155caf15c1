//! The page.

use super::model::{DeadLink, Stage};
use super::words;
use crate::api;
use crate::feedback;
use crate::forms::{CodeForm, FormProblems, GeneralProblem};
use crate::practice;
use crate::ui::dom::{focus_heading, take_fragment};
use crate::ui::{Button, ButtonKind, CardPage};
use leptos::ev::hashchange;
use leptos::prelude::*;
use staffroom_contract::password_reset::code_in;
use staffroom_contract::{FreezeAccount, Secret};

/// From the code in the address bar, or from the mail, over a question to a frozen account.
///
/// The code leaves the address bar before anything else happens, and stays in memory alone. A new one in the
/// address bar starts afresh.
#[component]
pub fn AccountFreezePage() -> impl IntoView {
    let stage = RwSignal::new(Stage::AskingForCode);
    start_from_address(stage);
    let changed = window_event_listener(hashchange, move |_| start_from_address(stage));
    on_cleanup(move || changed.remove());

    let title = Signal::derive(move || words::heading(&stage.read()).to_owned());
    let owner = Signal::derive(practice::name);
    Effect::new(move || document().set_title(&format!("{} · {}", title.read(), owner.read())));
    Effect::new(move |previous: Option<()>| {
        stage.track();
        if previous.is_some() {
            request_animation_frame(|| {
                focus_heading();
            });
        }
    });
    view! {
        <CardPage owner title>
            {move || view_of(stage)}
        </CardPage>
    }
}

fn start_from_address(stage: RwSignal<Stage>) {
    let Some(fragment) = take_fragment() else { return };
    stage.set(code_in(&fragment).map_or(Stage::Dead(DeadLink::Malformed), Stage::Asking));
}

fn view_of(stage: RwSignal<Stage>) -> AnyView {
    match stage.get() {
        Stage::AskingForCode => {
            let on_code = Callback::new(move |code| stage.set(Stage::Asking(code)));
            view! { <CodeForm hint=words::CODE_HINT on_code /> }.into_any()
        }
        Stage::Asking(code) => view! { <Question stage code /> }.into_any(),
        Stage::Dead(dead) => view! { <DeadLinkNote stage dead /> }.into_any(),
        Stage::Done => view! { <p>{words::DONE_BODY}</p> }.into_any(),
    }
}

/// What freezing does and what it costs, and the button that does it.
#[component]
fn Question(stage: RwSignal<Stage>, code: Secret) -> impl IntoView {
    let problems = FormProblems::new();
    let asked_for = code.clone();
    let freeze = Action::new_local(move |(): &()| {
        let request = FreezeAccount { code: code.clone() };
        let asked_for = Stage::Asking(asked_for.clone());
        async move {
            let answer = api::freeze_account(&request).await;
            if stage.try_get_untracked() != Some(asked_for) {
                // Another link has come in the meantime.
                return;
            }
            match answer {
                Ok(()) => stage.set(Stage::Done),
                Err(error) => match DeadLink::told_by(&error) {
                    Some(dead) => stage.set(Stage::Dead(dead)),
                    None => problems.set_general(feedback::words::of(&error)),
                },
            }
        }
    });
    let press = Callback::new(move |()| {
        problems.clear();
        freeze.dispatch_local(());
    });
    view! {
        <p>{words::WHAT_IT_DOES}</p>
        <p>{words::WHAT_IT_COSTS}</p>
        <GeneralProblem problems />
        <Button kind=ButtonKind::Danger is_pending=freeze.pending() on_press=press>
            {words::FREEZE}
        </Button>
    }
}

/// What the end of the link means, and what helps. Which end it is stands in the page's heading.
#[component]
fn DeadLinkNote(stage: RwSignal<Stage>, dead: DeadLink) -> impl IntoView {
    let ask = Callback::new(move |()| stage.set(Stage::AskingForCode));
    let may_have_other_code = dead == DeadLink::Malformed;
    view! {
        <p>{words::what_helps(dead)}</p>
        {may_have_other_code
            .then(|| {
                view! {
                    <Button kind=ButtonKind::Secondary on_press=ask>
                        {words::OTHER_CODE}
                    </Button>
                }
            })}
    }
}
