//! The form for a person's App Unlock PIN: typed, or made up by the server.

use super::detail::use_detail;
use super::pin::use_shown_pin;
use super::words;
use crate::api;
use crate::feedback;
use crate::forms::{FormDialog, FormProblems, GeneralProblem, TextField};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;
use staffroom_contract::field::name;
use staffroom_contract::{FieldProblem, FieldRule, Secret, SetStaffPin, StaffDetail};

/// Sets a PIN, shows it in the panel for a while, and says in `note` what happened.
#[component]
pub(super) fn PinDialog(person: StaffDetail, note: RwSignal<String>) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let shown = use_shown_pin();
    let staff = person.staff.summary;
    let title = words::set_pin_title(&staff.full_name());
    let typed = RwSignal::new(String::new());
    let problems = FormProblems::new();
    let set = Action::new_local(move |request: &SetStaffPin| {
        let (id, name, request) = (staff.id.clone(), staff.full_name(), request.clone());
        problems.clear();
        async move {
            match session.with_fresh(|| api::set_staff_pin(&id, &request)).await {
                Ok(pin) => {
                    // It is in force, whether the panel can show it by now or not.
                    let _ = detail.fetch(&id).await;
                    shown.show(&id, pin);
                    if !typed.is_disposed() {
                        detail.stop_asking();
                    }
                    detail.say(note, words::pin_was_set(&name));
                }
                Err(error) if typed.is_disposed() => detail.say(note, feedback::words::of(&error)),
                Err(error) => problems.refuse(&error),
            }
        }
    });
    let submit = Callback::new(move |()| {
        let pin = typed.read_untracked().trim().to_owned();
        let request = SetStaffPin { pin: Some(Secret::new(pin.clone())) };
        let refused = if pin.is_empty() {
            Err(vec![FieldProblem::new(name::PIN, FieldRule::Required)])
        } else {
            request.validate()
        };
        match refused {
            Ok(()) => {
                set.dispatch_local(request);
            }
            Err(refused) => problems.refuse_fields(refused),
        }
    });
    let make_up = Callback::new(move |()| {
        set.dispatch_local(SetStaffPin::default());
    });
    let cancel = Callback::new(move |()| detail.stop_asking());
    let others = move || {
        view! {
            <Button kind=ButtonKind::Secondary is_pending=set.pending() on_press=make_up>
                {words::GENERATE_NEW}
            </Button>
        }
    };
    view! {
        <FormDialog
            title
            class="staff-form"
            kind=ButtonKind::Primary
            action=words::SET_PIN
            is_pending=set.pending()
            others
            on_submit=submit
            on_cancel=cancel
        >
            <GeneralProblem problems />
            <TextField
                label=words::NEW_PIN
                field=name::PIN
                value=typed
                problems
                is_required=true
                is_verbatim=true
                has_initial_focus=true
                hint=words::PIN_HINT
            />
        </FormDialog>
    }
    .into_any()
}
