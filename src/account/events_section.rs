//! What happened around one's access.

use super::changes::use_changes;
use super::events::{Events, Phase};
use super::words;
use crate::feedback::LoadFailed;
use crate::ui::{Badge, Button, ButtonKind, Section, Tone, time};
use leptos::prelude::*;
use staffroom_contract::{AuditResult, OwnEvent};

/// Sign-ins, passwords and what administrators did, newest first, and a way to the older ones.
#[component]
pub(super) fn EventsSection() -> impl IntoView {
    let events = Events::new();
    use_changes().load_by(move || events.load());
    let phase = events.phase();
    let is_loading = Signal::derive(move || *phase.read() == Phase::Loading);
    let is_first_load = Memo::new(move |_| is_loading.get() && events.is_empty());
    let failure = move || match phase.get() {
        Phase::Failed(error) => {
            let retry =
                Callback::new(move |()| if events.is_empty() { events.load() } else { events.load_more() });
            Some(view! { <LoadFailed error on_retry=retry /> })
        }
        Phase::Loading | Phase::Ready => None,
    };
    let can_go_on = Memo::new(move |_| events.has_more() && !matches!(*phase.read(), Phase::Failed(_)));
    let go_on = Callback::new(move |()| events.load_more());
    view! {
        <Section title=words::EVENTS about=words::EVENTS_ABOUT>
            <Show when=move || is_first_load.get()>
                <span class="skeleton" />
            </Show>
            <ol class="account-list" aria-busy=move || is_loading.get().then_some("true")>
                {move || events.items().into_iter().map(|event| view! { <EventItem event /> }).collect_view()}
            </ol>
            {failure}
            // The button stays while it works, so that the keyboard keeps its place.
            <Show when=move || can_go_on.get()>
                <Button kind=ButtonKind::Secondary is_pending=is_loading on_press=go_on>
                    {words::SHOW_OLDER}
                </Button>
            </Show>
        </Section>
    }
}

#[component]
fn EventItem(event: OwnEvent) -> impl IntoView {
    let is_refused = event.result == AuditResult::Refused;
    let place = words::place(&event).map(|place| view! { <p>{place}</p> });
    view! {
        <li class="account-list__item">
            <div class="account-list__what">
                <p class="account-list__title">{words::sentence(&event)}</p>
                <p>{time::words(event.at)}</p>
                {place}
            </div>
            {is_refused.then(|| view! { <Badge tone=Tone::Attention>{words::REFUSED}</Badge> })}
        </li>
    }
}
