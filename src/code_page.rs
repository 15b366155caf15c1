//! A landing page with one question and one act: from the code in the address bar, or from the mail, over a press of a
//! button to what the link is for.
//!
//! It asks before it does anything, since mail programs open links by themselves. The code leaves the address bar
//! before anything else happens, and stays in memory alone; a new one in the address bar starts afresh.

use crate::api;
use crate::feedback;
use crate::forms::{CodeForm, FormProblems, GeneralProblem};
use crate::practice;
use crate::ui::dom::{focus_heading, take_fragment};
use crate::ui::{Button, ButtonKind, CardPage};
use leptos::ev::hashchange;
use leptos::prelude::*;
use staffroom_contract::password_reset::code_in;
use staffroom_contract::{ProblemCode, Secret};
use std::pin::Pin;

/// What becomes of the code.
pub type Acting = Pin<Box<dyn Future<Output = api::Result<()>>>>;

/// How a link is dead: a heading, and what helps.
pub type Dead = (&'static str, &'static str);

/// What such a page asks, does and says.
#[derive(Debug)]
pub struct CodePage {
    /// The heading as long as nothing is done.
    pub heading: &'static str,
    /// Where the code is to be found.
    pub code_hint: &'static str,
    /// What pressing the button does and costs, paragraph by paragraph.
    pub what_it_does: &'static [&'static str],
    /// The words on the button.
    pub action: &'static str,
    /// What the button looks like.
    pub kind: ButtonKind,
    /// Carries it out.
    pub act: fn(Secret) -> Acting,
    /// The heading once it is done.
    pub done: &'static str,
    /// What to know, and to do, then.
    pub done_body: &'static str,
    /// The end of the link that a problem tells of, if it tells of one.
    pub dead: fn(ProblemCode) -> Option<Dead>,
}

/// The heading of a link that is not whole, or that there never was.
pub const MALFORMED: &str = "This link is malformed";
/// What helps then.
pub const MALFORMED_BODY: &str = "It is not complete: mail programs sometimes cut links short. Copy the whole code \
    from the mail and paste it here, or call your administrator.";
const OTHER_CODE: &str = "Paste another code";

/// Where somebody stands.
#[derive(Clone, PartialEq, Eq)]
enum Stage {
    /// The link came without a code.
    AskingForCode,
    /// Whether to act is asked.
    Asking(Secret),
    /// The link is good for nothing.
    Dead(Dead),
    /// It is done.
    Done,
}

/// The page.
pub fn code_page(page: &'static CodePage) -> impl IntoView {
    let stage = RwSignal::new(Stage::AskingForCode);
    let start = move || {
        if let Some(fragment) = take_fragment() {
            stage.set(code_in(&fragment).map_or(Stage::Dead((MALFORMED, MALFORMED_BODY)), Stage::Asking));
        }
    };
    start();
    let changed = window_event_listener(hashchange, move |_| start());
    on_cleanup(move || changed.remove());

    let title = Signal::derive(move || {
        let heading = match *stage.read() {
            Stage::AskingForCode | Stage::Asking(_) => page.heading,
            Stage::Dead((heading, _)) => heading,
            Stage::Done => page.done,
        };
        heading.to_owned()
    });
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
            {move || view_of(page, stage)}
        </CardPage>
    }
}

fn view_of(page: &'static CodePage, stage: RwSignal<Stage>) -> AnyView {
    match stage.get() {
        Stage::AskingForCode => {
            let on_code = Callback::new(move |code| stage.set(Stage::Asking(code)));
            view! { <CodeForm hint=page.code_hint on_code /> }.into_any()
        }
        Stage::Asking(code) => question(page, stage, code).into_any(),
        Stage::Dead((heading, what_helps)) => {
            let ask = Callback::new(move |()| stage.set(Stage::AskingForCode));
            let other_code = (heading == MALFORMED).then(|| {
                view! {
                    <Button kind=ButtonKind::Secondary on_press=ask>
                        {OTHER_CODE}
                    </Button>
                }
            });
            view! {
                <p>{what_helps}</p>
                {other_code}
            }
            .into_any()
        }
        Stage::Done => view! { <p>{page.done_body}</p> }.into_any(),
    }
}

/// What it does and what it costs, and the button that does it.
fn question(page: &'static CodePage, stage: RwSignal<Stage>, code: Secret) -> impl IntoView {
    let problems = FormProblems::new();
    let act = Action::new_local(move |(): &()| {
        let asked_for = Stage::Asking(code.clone());
        let acting = (page.act)(code.clone());
        async move {
            let answer = acting.await;
            if stage.try_get_untracked() != Some(asked_for) {
                // Another link has come in the meantime.
                return;
            }
            match answer {
                Ok(()) => stage.set(Stage::Done),
                Err(error) => match error.code().and_then(page.dead) {
                    Some(dead) => stage.set(Stage::Dead(dead)),
                    None => problems.set_general(feedback::words::of(&error)),
                },
            }
        }
    });
    let press = Callback::new(move |()| {
        problems.clear();
        act.dispatch_local(());
    });
    view! {
        {page.what_it_does.iter().map(|paragraph| view! { <p>{*paragraph}</p> }).collect_view()}
        <GeneralProblem problems />
        <Button kind=page.kind is_pending=act.pending() on_press=press>
            {page.action}
        </Button>
    }
}
