//! The landing page.

use super::dead_link::DeadLinkNote;
use super::model::{DeadLink, Stage};
use super::new_password_form::NewPasswordForm;
use super::words;
use crate::api::{self, ApiError};
use crate::feedback::LoadFailed;
use crate::forms::CodeForm;
use crate::practice;
use crate::ui::CardPage;
use crate::ui::dom::{focus_heading, take_fragment};
use leptos::ev::hashchange;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::password_reset::code_in;
use staffroom_contract::paths::page::SIGN_IN;
use staffroom_contract::{InspectPasswordReset, LinkPurpose, Secret};

/// From the code in the address bar, or from the mail, to a password of one's own.
///
/// The code leaves the address bar before anything else happens, and stays in memory alone. A new one in the
/// address bar starts afresh.
#[component]
pub fn PasswordResetPage(
    /// Which kind of link leads here.
    purpose: LinkPurpose,
) -> impl IntoView {
    let journey = Journey { purpose, stage: RwSignal::new(Stage::AskingForCode), tries: StoredValue::new(0) };
    journey.start_from_address();
    let changed = window_event_listener(hashchange, move |_| journey.start_from_address());
    on_cleanup(move || changed.remove());

    let stage = journey.stage;
    let title = Signal::derive(move || words::heading(purpose, &stage.read()).to_owned());
    let owner = Signal::derive(move || match &*stage.read() {
        Stage::Choosing(_, link) => link.practice_name.clone(),
        Stage::Done(practice_name) => practice_name.clone(),
        _ => practice::name(),
    });
    lead_through(stage, title, owner);
    view! {
        <CardPage owner title>
            {move || view_of(journey, stage.get())}
        </CardPage>
    }
}

/// Somebody's way through the page.
#[derive(Clone, Copy)]
struct Journey {
    purpose: LinkPurpose,
    stage: RwSignal<Stage>,
    /// Counts the codes that were tried, so that a late answer about an earlier one is not taken for the present.
    tries: StoredValue<u32>,
}

impl Journey {
    fn start_from_address(self) {
        let Some(fragment) = take_fragment() else { return };
        match code_in(&fragment) {
            Some(code) => self.inspect(code),
            None => self.end(DeadLink::Malformed),
        }
    }

    fn inspect(self, code: Secret) {
        let this_try = self.next_try();
        self.stage.set(Stage::Inspecting);
        spawn_local(async move {
            let request = InspectPasswordReset { purpose: self.purpose, code: code.clone() };
            let answer = api::inspect_password_reset(&request).await;
            if self.tries.try_get_value() != Some(this_try) {
                return;
            }
            self.stage.set(match answer {
                Ok(link) => Stage::Choosing(code, link),
                Err(error) => match DeadLink::told_by(&error) {
                    Some(dead) => Stage::Dead(dead),
                    None => Stage::NotInspected(code, error),
                },
            });
        });
    }

    fn end(self, dead: DeadLink) {
        self.next_try();
        self.stage.set(Stage::Dead(dead));
    }

    fn next_try(self) -> u32 {
        let next = self.tries.get_value().wrapping_add(1);
        self.tries.set_value(next);
        next
    }
}

fn view_of(journey: Journey, stage: Stage) -> AnyView {
    let Journey { purpose, stage: next, .. } = journey;
    match stage {
        Stage::AskingForCode => {
            let on_code = Callback::new(move |code| journey.inspect(code));
            view! { <CodeForm hint=words::code_hint(purpose) on_code /> }.into_any()
        }
        Stage::Inspecting => view! { <p class="password-reset__waiting">{words::INSPECTING}</p> }.into_any(),
        Stage::NotInspected(code, error) => view! { <NotInspected journey code error /> }.into_any(),
        Stage::Choosing(code, link) => view! {
            <NewPasswordForm
                purpose
                code
                on_done={
                    let practice_name = link.practice_name.clone();
                    Callback::new(move |()| next.set(Stage::Done(practice_name.clone())))
                }
                link
                on_dead=Callback::new(move |dead| journey.end(dead))
            />
        }
        .into_any(),
        Stage::Dead(dead) => {
            let ask = Callback::new(move |()| next.set(Stage::AskingForCode));
            view! { <DeadLinkNote purpose dead on_other_code=ask /> }.into_any()
        }
        Stage::Done(_) => view! { <Done /> }.into_any(),
    }
}

#[component]
fn NotInspected(journey: Journey, code: Secret, error: ApiError) -> impl IntoView {
    let again = Callback::new(move |()| journey.inspect(code.clone()));
    view! { <LoadFailed error on_retry=again /> }
}

/// A link to a fresh document and no form in sight: what password managers take as the sign to save the new
/// password. `external` keeps a router out of it, should there be one around this page.
#[component]
fn Done() -> impl IntoView {
    view! {
        <p>{words::DONE_BODY}</p>
        <p>
            <a class="button button--primary" rel="external" href=SIGN_IN>
                {words::SIGN_IN}
            </a>
        </p>
    }
}

/// With each stage the window's title says the heading, and the keyboard starts at it again; but for the first,
/// where the browser begins at the top by itself.
fn lead_through(stage: RwSignal<Stage>, title: Signal<String>, owner: Signal<String>) {
    Effect::new(move || document().set_title(&format!("{} · {}", title.read(), owner.read())));
    Effect::new(move |previous: Option<()>| {
        stage.track();
        if previous.is_some() {
            request_animation_frame(|| {
                focus_heading();
            });
        }
    });
}
