//! The form of a section, and what saves it.

use super::conflict::Conflict;
use super::editing::{Editing, SectionState};
use super::model::Section;
use super::words;
use crate::feedback::use_toasts;
use crate::forms::ErrorSummary;
use crate::ui::{Button, ButtonKind};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staffroom_contract::UpdatePracticeSettings;

/// The form of a section. It is saved by itself, and says by itself what is wrong with it.
#[component]
pub(super) fn SettingsForm(
    /// Which section.
    section: Section,
    /// The page's state.
    editing: Editing,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let toasts = use_toasts();
    let SectionState { problems, changes } = editing.state(section);
    let is_dirty = Memo::new(move |_| editing.is_dirty(section));
    let save =
        Action::new_local(move |change: &UpdatePracticeSettings| editing.save(section, change.clone()));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if save.pending().get_untracked() || (section == Section::EmailDomains && !editing.add_domain()) {
            return;
        }
        if !is_dirty.get_untracked() {
            toasts.success(words::NOTHING_TO_SAVE);
        } else if let Some(change) = editing.change(section) {
            save.dispatch_local(change);
        }
    };
    let discard = Callback::new(move |()| editing.discard(section));
    view! {
        <form class="section__form" novalidate on:submit=submit>
            <ErrorSummary problems />
            <Conflict changes />
            {children()}
            <div class="practice-form__actions">
                <Button kind=ButtonKind::Primary is_pending=save.pending() label=words::save(section)>
                    {words::SAVE}
                </Button>
                <Show when=move || is_dirty.get()>
                    <Button kind=ButtonKind::Secondary on_press=discard label=words::discard(section)>
                        {words::DISCARD}
                    </Button>
                </Show>
            </div>
        </form>
    }
    .into_any()
}
