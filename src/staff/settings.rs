//! The panel's table of settings.

use super::detail::use_detail;
use super::words;
use leptos::prelude::*;
use staffroom_contract::StaffSettings;

/// A setting's name, its status and its detail.
type Setting = (&'static str, &'static str, String);

/// A person's four settings.
#[component]
pub(super) fn Settings() -> impl IntoView {
    let settings = use_detail().part(|detail| detail.staff.settings.clone());
    let rows = move || settings.get().map(|settings| rows_of(&settings).map(row_view).collect_view());
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

fn rows_of(settings: &StaffSettings) -> [Setting; 4] {
    let on_or_off = |is_on| if is_on { words::ON } else { words::OFF };
    let nothing = || words::NOTHING.to_owned();
    let (pin, pin_detail) = if settings.has_app_unlock_pin {
        (words::SET, words::MASKED_PIN.to_owned())
    } else {
        (words::NOT_SET, nothing())
    };
    let offices = &settings.restricted_to_offices;
    let offices_detail = if offices.is_empty() { nothing() } else { offices.join(", ") };
    [
        (words::APP_UNLOCK_PIN, pin, pin_detail),
        (words::ENABLE_EMAIL_UPDATE, on_or_off(settings.enable_email_update), nothing()),
        (words::RESTRICT_OFFICES, on_or_off(!offices.is_empty()), offices_detail),
        (words::SEND_DAILY_BILLING_REPORT, on_or_off(settings.send_daily_billing_report), nothing()),
    ]
}

fn row_view((name, status, detail): Setting) -> impl IntoView {
    // Dots say nothing when they are read out.
    let detail = if detail == words::MASKED_PIN {
        view! {
            <span aria-hidden="true">{detail}</span>
            <span class="visually-hidden">{words::PIN_IS_HIDDEN}</span>
        }
        .into_any()
    } else {
        detail.into_any()
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{status}</td>
            <td>{detail}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statuses(settings: &StaffSettings) -> [(&'static str, String); 4] {
        rows_of(settings).map(|(_, status, detail)| (status, detail))
    }

    /// A PIN that is set is never shown, offices are named, and what has no detail has a dash.
    #[test]
    fn settings_tell_their_status_and_detail() {
        let none = StaffSettings {
            has_app_unlock_pin: false,
            enable_email_update: false,
            restricted_to_offices: Vec::new(),
            send_daily_billing_report: false,
        };
        let dash = || "-".to_owned();
        assert_eq!(statuses(&none), [("Not set", dash()), ("Off", dash()), ("Off", dash()), ("Off", dash())]);
        let all = StaffSettings {
            has_app_unlock_pin: true,
            enable_email_update: true,
            restricted_to_offices: vec!["Main Street".to_owned(), "Hill Road".to_owned()],
            send_daily_billing_report: true,
        };
        assert_eq!(
            statuses(&all),
            [
                ("Set", "••••".to_owned()),
                ("On", dash()),
                ("On", "Main Street, Hill Road".to_owned()),
                ("On", dash())
            ]
        );
    }
}
