//! What stands under the heading: the sections.

use super::domains::Domains;
use super::editing::Editing;
use super::leaving::Leaving;
use super::model::{Section, Setting};
use super::offices::Offices;
use super::providers::Providers;
use super::settings_form::SettingsForm;
use super::{time_zones, words};
use crate::api::{self, ApiError};
use crate::feedback::LoadFailed;
use crate::forms::{SelectField, TextField};
use crate::session::use_session;
use crate::ui;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::{PracticeSettings, ResetStaffPassword};

/// What the practice decides for itself, section by section. It comes once all of its fields can be filled.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let session = use_session();
    let settings = RwSignal::new(None::<Result<PracticeSettings, ApiError>>);
    let load = move || {
        spawn_local(async move {
            let answer = session.watch(api::get_practice_settings().await);
            settings.try_set(Some(answer));
        });
    };
    load();
    session.on_renewal(move || {
        // A form that is there keeps what is typed into it.
        if !matches!(&*settings.read_untracked(), Some(Ok(_))) {
            load();
        }
    });
    move || match settings.get() {
        None => view! { <span class="skeleton skeleton--card" /> }.into_any(),
        Some(Err(error)) => {
            view! { <LoadFailed error on_retry=Callback::new(move |()| load()) /> }.into_any()
        }
        Some(Ok(settings)) => view! { <Sections settings /> }.into_any(),
    }
}

#[component]
fn Sections(settings: PracticeSettings) -> impl IntoView {
    let editing = Editing::begin(&settings);
    let is_dirty = Memo::new(move |_| Section::ALL.into_iter().any(|section| editing.is_dirty(section)));
    view! {
        <ui::Section title=words::GENERAL about=words::GENERAL_ABOUT>
            <General editing time_zone=settings.time_zone />
        </ui::Section>
        <ui::Section title=words::SIGN_IN about=words::SIGN_IN_ABOUT>
            <SignIn editing valid_seconds=settings.link_valid_seconds />
        </ui::Section>
        <ui::Section title=words::EMAIL_DOMAINS about=words::EMAIL_DOMAINS_ABOUT>
            <SettingsForm section=Section::EmailDomains editing>
                <Domains editing />
            </SettingsForm>
        </ui::Section>
        <ui::Section title=words::OFFICES about=words::OFFICES_ABOUT>
            <Offices />
        </ui::Section>
        <ui::Section title=words::PROVIDERS about=words::PROVIDERS_ABOUT>
            <Providers />
        </ui::Section>
        <Leaving is_dirty />
    }
    .into_any()
}

#[component]
fn General(editing: Editing, time_zone: String) -> impl IntoView {
    let problems = editing.state(Section::General).problems;
    view! {
        <SettingsForm section=Section::General editing>
            <TextField
                label=words::label(Setting::Name)
                field=Setting::Name.name()
                value=editing.field(Setting::Name)
                problems
                is_required=true
            />
            <TextField
                label=words::label(Setting::TimeZone)
                field=Setting::TimeZone.name()
                value=editing.field(Setting::TimeZone)
                problems
                is_required=true
                is_verbatim=true
                hint=words::TIME_ZONE_HINT
                suggestions=time_zones::all(&time_zone)
            />
        </SettingsForm>
    }
}

#[component]
fn SignIn(editing: Editing, valid_seconds: u32) -> impl IntoView {
    let problems = editing.state(Section::SignIn).problems;
    let mut choices: Vec<u32> = ResetStaffPassword::HOURS.iter().map(|hours| hours * 3600).collect();
    if !choices.contains(&valid_seconds) {
        choices.push(valid_seconds);
    }
    let options: Vec<_> =
        choices.into_iter().map(|seconds| (seconds.to_string(), words::span(seconds))).collect();
    let number = move |setting: Setting, hint: &'static str| {
        view! {
            <TextField
                label=words::label(setting)
                field=setting.name()
                value=editing.field(setting)
                problems
                is_required=true
                input_type="number"
                hint=hint
            />
        }
    };
    view! {
        <SettingsForm section=Section::SignIn editing>
            <SelectField
                label=words::label(Setting::LinkValidSeconds)
                field=Setting::LinkValidSeconds.name()
                value=editing.field(Setting::LinkValidSeconds)
                options
                problems
                is_required=true
            />
            {number(Setting::IdleMinutes, words::IDLE_HINT)}
            {number(Setting::MinPasswordLength, words::LENGTH_HINT)}
        </SettingsForm>
    }
}
