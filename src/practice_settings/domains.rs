//! The domains that an address may have which somebody is given.

use super::editing::Editing;
use super::model::{Section, Setting, joined, split};
use super::words;
use crate::forms::TextField;
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;
use staffroom_contract::practice::tidy_domain;
use web_sys::Url;

/// The list of the domains, each with the way to take it off, and a field for a further one.
#[component]
pub(super) fn Domains(
    /// The page's state.
    editing: Editing,
) -> impl IntoView {
    let value = editing.field(Setting::AllowedEmailDomains);
    let problems = editing.state(Section::EmailDomains).problems;
    let remove = move |domain: &str| {
        value.update(|text| {
            let mut domains = split(text);
            domains.retain(|kept| kept != domain);
            *text = joined(&domains);
        });
        problems.focus_field(Setting::AllowedEmailDomains.name());
    };
    let item = move |domain: String| {
        let label = words::remove(&domain);
        let removed = domain.clone();
        view! {
            <li class="practice-list__item">
                <span class="practice-list__name">{domain}</span>
                <Button
                    kind=ButtonKind::Quiet
                    label=label
                    on_press=Callback::new(move |()| remove(&removed))
                >
                    {words::REMOVE}
                </Button>
            </li>
        }
    };
    let add = Callback::new(move |()| {
        if editing.add_domain() {
            problems.focus_field(Setting::AllowedEmailDomains.name());
        }
    });
    let domains = Memo::new(move |_| split(&value.read()));
    let list = move || match domains.get() {
        domains if domains.is_empty() => {
            view! { <p class="practice-quiet">{words::ANY_DOMAIN}</p> }.into_any()
        }
        domains => {
            view! { <ul class="practice-list">{domains.into_iter().map(item).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        {list}
        <TextField
            label=words::ADD_DOMAIN
            field=Setting::AllowedEmailDomains.name()
            value=editing.new_domain()
            problems
            is_verbatim=true
            hint=words::DOMAIN_HINT
        >
            <Button kind=ButtonKind::Secondary on_press=add label=words::ADD_THIS_DOMAIN>
                {words::ADD}
            </Button>
        </TextField>
    }
    .into_any()
}

/// A domain as addresses have it. The browser knows how letters of other scripts are written there.
pub(super) fn folded(typed: &str) -> String {
    let domain = tidy_domain(typed);
    if domain.is_ascii() {
        return domain;
    }
    Url::new(&format!("http://{domain}/")).map_or(domain, |url| url.hostname())
}
