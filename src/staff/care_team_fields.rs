//! What somebody does in a care team, looked for and chosen, and the number that they have there.

use super::words;
use crate::api;
use crate::feedback;
use crate::forms::{Choices, Chosen, ComboboxField, FormProblems, TextField};
use crate::session::use_session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::field::name;

/// The two fields of the Add Staff and Update Staff drawers, each as wide as the form.
#[component]
pub(super) fn CareTeamFields(
    /// What is chosen, by its code.
    chosen: Chosen,
    /// The identifier that is typed.
    identifier: RwSignal<String>,
    /// The problems of the form.
    problems: FormProblems,
) -> impl IntoView {
    let session = use_session();
    let choices = RwSignal::new(Choices::Looking);
    // Counts the questions, so that the answer to an older one never overwrites that to a newer.
    let asked = StoredValue::new(0_u32);
    let look = Callback::new(move |search: String| {
        let question = asked.get_value().wrapping_add(1);
        asked.set_value(question);
        spawn_local(async move {
            let answer = session.watch(api::list_care_team_roles(&search).await);
            if asked.try_get_value() != Some(question) {
                return;
            }
            choices.set(match answer {
                Ok(roles) => {
                    Choices::Found(roles.into_iter().map(|role| (role.code, role.display)).collect())
                }
                Err(error) => Choices::Failed(feedback::words::of(&error)),
            });
        });
    });
    view! {
        <div class="staff-form__wide">
            <ComboboxField
                label=words::CARE_TEAM_ROLE
                field=name::CARE_TEAM_ROLE_CODE
                chosen
                choices
                on_search=look
                problems
            />
        </div>
        <div class="staff-form__wide">
            <TextField
                label=words::CARE_TEAM_IDENTIFIER
                field=name::CARE_TEAM_IDENTIFIER
                value=identifier
                problems
                is_verbatim=true
                hint=words::CARE_TEAM_IDENTIFIER_HINT
            />
        </div>
    }
}
