//! The question whether to turn one of a person's switches.

use super::detail::use_detail;
use super::link_dialogs::{LinkDialog, answering};
use super::settings::Switch;
use super::words;
use crate::api;
use crate::session::use_session;
use crate::ui::ButtonKind;
use leptos::prelude::*;
use staffroom_contract::{ChangeStaffSettings, StaffDetail};

/// Says what the switch means, turns it at most once, and says in `note` what happened.
#[component]
pub(super) fn SwitchDialog(person: StaffDetail, note: RwSignal<String>, switch: Switch) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let is_on = switch.is_on(&person.staff.settings);
    let staff = person.staff;
    let name = staff.summary.full_name();
    let title = words::turn_title(switch, is_on, &name);
    let turn = answering(note, move || {
        let (id, name) = (staff.summary.id.clone(), staff.summary.full_name());
        // Somebody else may have changed the person under the question.
        let version = detail.now().map_or(staff.version, |detail| detail.staff.version);
        let change = match switch {
            Switch::EmailUpdate => {
                ChangeStaffSettings { enable_email_update: Some(!is_on), ..ChangeStaffSettings::default() }
            }
            Switch::BillingReport => ChangeStaffSettings {
                send_daily_billing_report: Some(!is_on),
                ..ChangeStaffSettings::default()
            },
        };
        async move {
            let changed = session.with_fresh(|| api::change_staff_settings(&id, version, &change)).await?;
            detail.put_staff(changed);
            Ok(words::turned(switch, !is_on, &name))
        }
    });
    view! {
        <LinkDialog title deed=turn kind=ButtonKind::Primary action=words::turn(is_on)>
            <p>{words::switch_means(switch, is_on, &name)}</p>
        </LinkDialog>
    }
}
