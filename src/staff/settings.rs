//! The panel's table of settings, each with the way to change it.

use super::detail::{LinkQuestion, use_detail};
use super::links::use_links;
use super::offices_drawer::OFFICES_ID;
use super::pin::PinCell;
use super::words;
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;
use staffroom_contract::{StaffOffice, StaffSettings};

/// A setting that is on or off and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Switch {
    /// Whether the person may change their own email address.
    EmailUpdate,
    /// Whether the daily billing report is mailed to them.
    BillingReport,
}

impl Switch {
    /// The switch with this name in the table, if it is one.
    fn named(name: &str) -> Option<Self> {
        match name {
            words::ENABLE_EMAIL_UPDATE => Some(Self::EmailUpdate),
            words::SEND_DAILY_BILLING_REPORT => Some(Self::BillingReport),
            _ => None,
        }
    }

    /// Its name in the table.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::EmailUpdate => words::ENABLE_EMAIL_UPDATE,
            Self::BillingReport => words::SEND_DAILY_BILLING_REPORT,
        }
    }

    /// How a person has it.
    pub(super) const fn is_on(self, settings: &StaffSettings) -> bool {
        match self {
            Self::EmailUpdate => settings.enable_email_update,
            Self::BillingReport => settings.send_daily_billing_report,
        }
    }
}

/// A setting's name, its status and its detail.
type Setting = (&'static str, &'static str, String);

/// A person's four settings.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let settings = use_detail().part(|detail| (detail.staff.settings.clone(), detail.staff.offices.clone()));
    let rows = move || {
        settings.get().map(|(settings, offices)| rows_of(&settings, &offices).map(row_view).collect_view())
    };
    view! {
        <table class="staff-settings">
            <caption class="visually-hidden">{words::SETTINGS}</caption>
            <thead>
                <tr>
                    <th scope="col">{words::SETTING}</th>
                    <th scope="col">{words::STATUS}</th>
                    <th scope="col">{words::DETAIL}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn rows_of(settings: &StaffSettings, offices: &[StaffOffice]) -> [Setting; 4] {
    let on_or_off = |is_on| if is_on { words::ON } else { words::OFF };
    let nothing = || words::NOTHING.to_owned();
    let (pin, pin_detail) = if settings.has_app_unlock_pin {
        (words::SET, words::MASKED_PIN.to_owned())
    } else {
        (words::NOT_SET, nothing())
    };
    let names: Vec<_> = offices.iter().map(|office| office.name.as_str()).collect();
    let offices_detail = if names.is_empty() { nothing() } else { names.join(", ") };
    [
        (words::APP_UNLOCK_PIN, pin, pin_detail),
        (words::ENABLE_EMAIL_UPDATE, on_or_off(settings.enable_email_update), nothing()),
        (words::RESTRICT_OFFICES, on_or_off(settings.restrict_offices), offices_detail),
        (words::SEND_DAILY_BILLING_REPORT, on_or_off(settings.send_daily_billing_report), nothing()),
    ]
}

fn row_view((name, status, detail): Setting) -> impl IntoView {
    let detail = match Switch::named(name) {
        Some(switch) => view! { <SwitchCell switch is_on=status == words::ON /> }.into_any(),
        None if name == words::APP_UNLOCK_PIN => view! { <PinCell /> }.into_any(),
        None => detail.into_any(),
    };
    let change = (name == words::RESTRICT_OFFICES).then(|| view! { " " <OfficesLink /> });
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{status}</td>
            <td>{detail}{change}</td>
        </tr>
    }
}

/// The way to where a person's offices are changed.
#[component]
fn OfficesLink() -> impl IntoView {
    let (detail, links) = (use_detail(), use_links());
    view! {
        <a
            id=OFFICES_ID
            class="staff-action"
            href=move || links.offices(&detail.id().read())
            aria-label=words::CHANGE_OFFICES
            data-noscroll
            on:click=move |event| links.press(&event)
        >
            {words::CHANGE}
        </a>
    }
}

/// The way to turn a switch, for those who may.
#[component]
fn SwitchCell(switch: Switch, is_on: bool) -> impl IntoView {
    let detail = use_detail();
    let outranks_you = detail.part(|detail| detail.outranks_you);
    let may = Memo::new(move |_| outranks_you.get() == Some(false));
    let ask = Callback::new(move |()| detail.ask(LinkQuestion::Turn(switch), detail.note()));
    view! {
        <Show when=move || may.get() fallback=|| words::NOTHING>
            <Button kind=ButtonKind::Quiet label=words::turn_it(switch, is_on) on_press=ask>
                {words::turn(is_on)}
            </Button>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::OfficeId;

    fn statuses(settings: &StaffSettings, offices: &[StaffOffice]) -> [(&'static str, String); 4] {
        rows_of(settings, offices).map(|(_, status, detail)| (status, detail))
    }

    fn office(name: &str) -> StaffOffice {
        StaffOffice { id: OfficeId::new(name), name: name.to_owned(), is_closed: false }
    }

    /// A PIN that is set is never shown, offices are named, and what has no detail has a dash.
    #[test]
    fn settings_tell_their_status_and_detail() {
        let none = StaffSettings {
            has_app_unlock_pin: false,
            enable_email_update: false,
            restrict_offices: false,
            send_daily_billing_report: false,
        };
        let dash = || "-".to_owned();
        assert_eq!(
            statuses(&none, &[]),
            [("Not set", dash()), ("Off", dash()), ("Off", dash()), ("Off", dash())]
        );
        let all = StaffSettings {
            has_app_unlock_pin: true,
            enable_email_update: true,
            restrict_offices: true,
            send_daily_billing_report: true,
        };
        let offices = [office("Main Street"), office("Hill Road")];
        assert_eq!(
            statuses(&all, &offices),
            [
                ("Set", "••••".to_owned()),
                ("On", dash()),
                ("On", "Main Street, Hill Road".to_owned()),
                ("On", dash())
            ]
        );
    }
}
