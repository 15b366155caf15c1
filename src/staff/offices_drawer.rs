//! The drawer that says where a person works, and whether they are restricted to that.

use super::detail::use_detail;
use super::links::WayOut;
use super::loaded_drawer::{Coming, PersonDrawer, PersonForm};
use super::office_checks::OfficeChecks;
use super::office_choice::Choice;
use super::words;
use crate::api::{self, ApiError};
use crate::feedback::{self, use_toasts};
use crate::forms::{ErrorSummary, FormDrawer, FormProblems, Leaving};
use crate::session::use_session;
use crate::ui::dom;
use leptos::prelude::*;
use staffroom_contract::{Office, ProblemCode, StaffDetail};

/// The id of the link to the drawer, which the keyboard goes back to.
pub(super) const OFFICES_ID: &str = "staff-offices";

/// The drawer over a person's panel. It comes once there are offices to choose from.
#[component]
pub fn OfficesDrawer() -> impl IntoView {
    view! { <PersonDrawer title=words::RESTRICT_OFFICES opened_by=OFFICES_ID load /> }
}

fn load() -> Coming<PersonForm> {
    Box::pin(async {
        let offices = api::list_offices().await?;
        let form: PersonForm = Box::new(move |person, way_out| {
            view! { <OfficesForm person offices=offices.clone() way_out /> }.into_any()
        });
        Ok(form)
    })
}

#[component]
fn OfficesForm(person: StaffDetail, offices: Vec<Office>, way_out: WayOut) -> impl IntoView {
    let (detail, session, toasts) = (use_detail(), use_session(), use_toasts());
    let read = RwSignal::new(Choice::of(&person.staff));
    let chosen = RwSignal::new(Choice::of(&person.staff));
    let version = StoredValue::new(person.staff.version);
    let problems = FormProblems::new();
    let is_dirty = Memo::new(move |_| *chosen.read() != *read.read());
    let id = StoredValue::new(person.staff.summary.id.clone());
    let leaving = Leaving::guard(is_dirty, move || way_out.leave(&id.get_value()));

    let refuse = move |error: &ApiError| {
        if !read.is_disposed() {
            problems.set_general(words::offices_refused(error).unwrap_or_else(|| feedback::words::of(error)));
            problems.focus_first();
        }
    };
    let save = Action::new_local(move |(): &()| {
        let (id, version_of_read) = (id.get_value(), version.get_value());
        let request = chosen.get_untracked().request();
        async move {
            let act = || api::restrict_staff_offices(&id, version_of_read, &request);
            match session.with_fresh(act).await {
                Ok(staff) => {
                    toasts.success(words::updated(&staff.summary.full_name()));
                    detail.put_staff(staff);
                    leaving.close();
                }
                Err(error) if error.code() == Some(ProblemCode::StaleVersion) => {
                    match detail.fetch(&id).await {
                        Ok(current) if !read.is_disposed() => {
                            let theirs = Choice::of(&current.staff);
                            let merged =
                                Choice::merge(&read.get_untracked(), &chosen.get_untracked(), &theirs);
                            version.set_value(current.staff.version);
                            read.set(theirs);
                            chosen.set(merged);
                            problems.set_general(words::LOOK_AT_OFFICES_AGAIN);
                            problems.focus_first();
                        }
                        Ok(_) => {}
                        Err(error) => refuse(&error),
                    }
                }
                Err(error) => refuse(&error),
            }
        }
    });
    let on_submit = Callback::new(move |()| {
        problems.clear();
        if !leaving.is_dirty() {
            leaving.close();
        } else if chosen.read_untracked().request().validate().is_err() {
            problems.set_general(words::CHOOSE_AN_OFFICE);
            problems.focus_first();
        } else {
            save.dispatch_local(());
        }
    });
    let name = person.staff.summary.full_name();
    let works_there = |office: &Office| person.staff.offices.iter().any(|own| own.id == office.id);
    let offices: Vec<_> =
        offices.into_iter().filter(|office| office.closed_at.is_none() || works_there(office)).collect();
    view! {
        <FormDrawer
            title=words::RESTRICT_OFFICES
            class="staff-form"
            action=words::SAVE
            leaving
            is_pending=save.pending()
            disabled_reason=MaybeProp::from(person.outranks_you.then(|| words::OUTRANKS_YOU.to_owned()))
            on_submit
        >
            <ErrorSummary problems />
            <RestrictSwitch chosen name=name.clone() is_you=person.is_you />
            <OfficeChecks legend=words::works_in(&name) chosen offices />
        </FormDrawer>
    }
}

/// Whether the person is restricted. Nobody decides that of themselves.
#[component]
fn RestrictSwitch(chosen: RwSignal<Choice>, name: String, is_you: bool) -> impl IntoView {
    let hint_id = dom::unique_id("restrict-hint");
    let hint = if is_you { words::NOT_YOUR_OWN_OFFICES.to_owned() } else { words::restrict_does(&name) };
    view! {
        <div class="staff-check">
            <label class="staff-check__label">
                <input
                    type="checkbox"
                    role="switch"
                    class="staff-check__box"
                    prop:checked=move || chosen.read().is_restricted
                    disabled=is_you
                    aria-describedby=hint_id.clone()
                    on:change:target=move |event| {
                        let is_on = event.target().checked();
                        chosen.update(|chosen| chosen.is_restricted = is_on);
                    }
                />
                {words::RESTRICT_TO_OFFICES}
            </label>
            <p id=hint_id class="field__hint">
                {hint}
            </p>
        </div>
    }
}
