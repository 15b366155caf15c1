//! Where things are: the API's paths and the app's pages. Both sides take them from here.

use crate::{BulkId, ImportId, OfficeId, RoleId, SessionId, StaffId};

/// The API's description, as OpenAPI 3.
pub const OPENAPI: &str = "/api/openapi.json";

/// Where browsers report what a page's policy forbids. It is no operation of the API.
pub const CSP_REPORT: &str = "/api/csp-report";

/// Path templates of the API, as the server's router and the API's description write them.
pub mod template {
    /// `POST` `sign_in`, `GET` `get_session`, `DELETE` `sign_out`.
    pub const SESSION: &str = "/api/v1/session";
    /// `POST` `reauthenticate`.
    pub const SESSION_REAUTHENTICATION: &str = "/api/v1/session/reauthentication";
    /// `GET` `list_staff`, `POST` `create_staff`.
    pub const STAFF: &str = "/api/v1/staff";
    /// `GET` `get_staff_overview`.
    pub const STAFF_OVERVIEW: &str = "/api/v1/staff/overview";
    /// `GET` `get_staff`, `PATCH` `update_staff`.
    pub const STAFF_MEMBER: &str = "/api/v1/staff/{id}";
    /// `POST` `deactivate_staff`.
    pub const STAFF_DEACTIVATE: &str = "/api/v1/staff/{id}/deactivate";
    /// `GET` `get_staff_deactivation`, `DELETE` `cancel_staff_deactivation`.
    pub const STAFF_DEACTIVATION: &str = "/api/v1/staff/{id}/deactivation";
    /// `POST` `undo_staff_deactivation`.
    pub const STAFF_DEACTIVATION_UNDO: &str = "/api/v1/staff/{id}/deactivation/undo";
    /// `POST` `reactivate_staff`.
    pub const STAFF_REACTIVATE: &str = "/api/v1/staff/{id}/reactivate";
    /// `POST` `reset_staff_password`, `DELETE` `revoke_staff_password_reset`.
    pub const STAFF_PASSWORD_RESET: &str = "/api/v1/staff/{id}/password-reset";
    /// `POST` `send_staff_invitation`, `DELETE` `revoke_staff_invitation`.
    pub const STAFF_INVITATION: &str = "/api/v1/staff/{id}/invitation";
    /// `GET` `export_staff`.
    pub const STAFF_CSV: &str = "/api/v1/staff.csv";
    /// `GET` `list_imports`, `POST` `check_import`.
    pub const IMPORTS: &str = "/api/v1/imports";
    /// `GET` `get_import`, `DELETE` `discard_import`.
    pub const IMPORT: &str = "/api/v1/imports/{id}";
    /// `POST` `confirm_import`.
    pub const IMPORT_CONFIRM: &str = "/api/v1/imports/{id}/confirm";
    /// `GET` `list_import_rows`.
    pub const IMPORT_ROWS: &str = "/api/v1/imports/{id}/rows";
    /// `GET` `export_import_results`.
    pub const IMPORT_RESULTS_CSV: &str = "/api/v1/imports/{id}/results.csv";
    /// `GET` `list_care_team_roles`.
    pub const CARE_TEAM_ROLES: &str = "/api/v1/care-team-roles";
    /// `POST` `change_staff_email`, `DELETE` `cancel_email_change`.
    pub const STAFF_EMAIL_CHANGE: &str = "/api/v1/staff/{id}/email-change";
    /// `POST` `send_email_change_again`.
    pub const STAFF_EMAIL_CHANGE_AGAIN: &str = "/api/v1/staff/{id}/email-change/send-again";
    /// `PATCH` `change_staff_settings`.
    pub const STAFF_SETTINGS: &str = "/api/v1/staff/{id}/settings";
    /// `PUT` `set_staff_pin`.
    pub const STAFF_PIN: &str = "/api/v1/staff/{id}/app-unlock-pin";
    /// `POST` `reveal_staff_pin`.
    pub const STAFF_PIN_REVEAL: &str = "/api/v1/staff/{id}/app-unlock-pin/reveal";
    /// `GET` `list_providers`.
    pub const PROVIDERS: &str = "/api/v1/providers";
    /// `POST` `request_password_reset`.
    pub const PASSWORD_RESET_REQUEST: &str = "/api/v1/password-reset/request";
    /// `POST` `inspect_password_reset`.
    pub const PASSWORD_RESET_INSPECT: &str = "/api/v1/password-reset/inspect";
    /// `POST` `complete_password_reset`.
    pub const PASSWORD_RESET_COMPLETE: &str = "/api/v1/password-reset/complete";
    /// `GET` `list_audit_events`.
    pub const AUDIT_EVENTS: &str = "/api/v1/audit-events";
    /// `GET` `export_audit_events`.
    pub const AUDIT_EVENTS_CSV: &str = "/api/v1/audit-events.csv";
    /// `POST` `freeze_account`.
    pub const ACCOUNT_FREEZE: &str = "/api/v1/account-freeze";
    /// `POST` `confirm_email_change`.
    pub const EMAIL_CHANGE_CONFIRM: &str = "/api/v1/email-change/confirm";
    /// `POST` `object_to_email_change`.
    pub const EMAIL_CHANGE_OBJECT: &str = "/api/v1/email-change/object";
    /// `GET` `get_own_email`, `POST` `change_own_email`.
    pub const OWN_EMAIL: &str = "/api/v1/account/email";
    /// `POST` `change_own_password`.
    pub const OWN_PASSWORD: &str = "/api/v1/account/password";
    /// `GET` `list_own_sessions`, `DELETE` `end_other_sessions`.
    pub const OWN_SESSIONS: &str = "/api/v1/account/sessions";
    /// `DELETE` `end_own_session`.
    pub const OWN_SESSION: &str = "/api/v1/account/sessions/{id}";
    /// `DELETE` `end_staff_sessions`.
    pub const STAFF_SESSIONS: &str = "/api/v1/staff/{id}/sessions";
    /// `GET` `list_own_events`.
    pub const OWN_EVENTS: &str = "/api/v1/account/events";
    /// `POST` `estimate_password_strength`.
    pub const PASSWORD_STRENGTH: &str = "/api/v1/password-strength";
    /// `PUT` `change_staff_role`.
    pub const STAFF_ROLE: &str = "/api/v1/staff/{id}/role";
    /// `PUT` `change_staff_permissions`.
    pub const STAFF_PERMISSIONS: &str = "/api/v1/staff/{id}/permissions";
    /// `GET` `list_roles`, `POST` `create_role`.
    pub const ROLES: &str = "/api/v1/roles";
    /// `PUT` `update_role`, `DELETE` `retire_role`.
    pub const ROLE: &str = "/api/v1/roles/{id}";
    /// `PUT` `restrict_staff_offices`.
    pub const STAFF_OFFICES: &str = "/api/v1/staff/{id}/offices";
    /// `GET` `get_practice_settings`, `PATCH` `update_practice_settings`.
    pub const PRACTICE: &str = "/api/v1/practice";
    /// `GET` `list_offices`, `POST` `add_office`.
    pub const OFFICES: &str = "/api/v1/offices";
    /// `PATCH` `rename_office`.
    pub const OFFICE: &str = "/api/v1/offices/{id}";
    /// `POST` `close_office`.
    pub const OFFICE_CLOSE: &str = "/api/v1/offices/{id}/close";
    /// `POST` `start_bulk`, `GET` `list_bulk`.
    pub const BULK: &str = "/api/v1/bulk";
    /// `POST` `preview_bulk`.
    pub const BULK_PREVIEW: &str = "/api/v1/bulk/preview";
    /// `GET` `get_bulk`.
    pub const BULK_ACT: &str = "/api/v1/bulk/{id}";
    /// `GET` `list_bulk_results`.
    pub const BULK_RESULTS: &str = "/api/v1/bulk/{id}/results";
    /// `GET` `export_bulk_results`.
    pub const BULK_RESULTS_CSV: &str = "/api/v1/bulk/{id}/results.csv";
    /// `POST` `retry_bulk`.
    pub const BULK_RETRY: &str = "/api/v1/bulk/{id}/retry";
    /// `POST` `stop_bulk`.
    pub const BULK_STOP: &str = "/api/v1/bulk/{id}/stop";
}

/// [`template::STAFF_MEMBER`] of one person.
pub fn staff_member(id: &StaffId) -> String {
    of(template::STAFF_MEMBER, id)
}

/// [`template::STAFF_DEACTIVATE`] of one person.
pub fn staff_deactivate(id: &StaffId) -> String {
    of(template::STAFF_DEACTIVATE, id)
}

/// [`template::STAFF_DEACTIVATION`] of one person.
pub fn staff_deactivation(id: &StaffId) -> String {
    of(template::STAFF_DEACTIVATION, id)
}

/// [`template::STAFF_DEACTIVATION_UNDO`] of one person.
pub fn staff_deactivation_undo(id: &StaffId) -> String {
    of(template::STAFF_DEACTIVATION_UNDO, id)
}

/// [`template::STAFF_REACTIVATE`] of one person.
pub fn staff_reactivate(id: &StaffId) -> String {
    of(template::STAFF_REACTIVATE, id)
}

/// [`template::STAFF_PASSWORD_RESET`] of one person.
pub fn staff_password_reset(id: &StaffId) -> String {
    of(template::STAFF_PASSWORD_RESET, id)
}

/// [`template::STAFF_INVITATION`] of one person.
pub fn staff_invitation(id: &StaffId) -> String {
    of(template::STAFF_INVITATION, id)
}

/// [`template::STAFF_EMAIL_CHANGE`] of one person.
pub fn staff_email_change(id: &StaffId) -> String {
    of(template::STAFF_EMAIL_CHANGE, id)
}

/// [`template::STAFF_EMAIL_CHANGE_AGAIN`] of one person.
pub fn staff_email_change_again(id: &StaffId) -> String {
    of(template::STAFF_EMAIL_CHANGE_AGAIN, id)
}

/// [`template::STAFF_SETTINGS`] of one person.
pub fn staff_settings(id: &StaffId) -> String {
    of(template::STAFF_SETTINGS, id)
}

/// [`template::STAFF_PIN`] of one person.
pub fn staff_pin(id: &StaffId) -> String {
    of(template::STAFF_PIN, id)
}

/// [`template::STAFF_PIN_REVEAL`] of one person.
pub fn staff_pin_reveal(id: &StaffId) -> String {
    of(template::STAFF_PIN_REVEAL, id)
}

/// [`template::STAFF_SESSIONS`] of one person.
pub fn staff_sessions(id: &StaffId) -> String {
    of(template::STAFF_SESSIONS, id)
}

/// [`template::STAFF_ROLE`] of one person.
pub fn staff_role(id: &StaffId) -> String {
    of(template::STAFF_ROLE, id)
}

/// [`template::STAFF_PERMISSIONS`] of one person.
pub fn staff_permissions(id: &StaffId) -> String {
    of(template::STAFF_PERMISSIONS, id)
}

/// [`template::ROLE`] of one role.
pub fn role(id: &RoleId) -> String {
    with_id(template::ROLE, id.as_str())
}

/// [`template::OWN_SESSION`] of one session.
pub fn own_session(id: &SessionId) -> String {
    with_id(template::OWN_SESSION, id.as_str())
}

/// [`template::STAFF_OFFICES`] of one person.
pub fn staff_offices(id: &StaffId) -> String {
    of(template::STAFF_OFFICES, id)
}

/// [`template::OFFICE`] of one office.
pub fn office(id: &OfficeId) -> String {
    with_id(template::OFFICE, id.as_str())
}

/// [`template::OFFICE_CLOSE`] of one office.
pub fn office_close(id: &OfficeId) -> String {
    with_id(template::OFFICE_CLOSE, id.as_str())
}

/// [`template::IMPORT`] of one import.
pub fn import(id: &ImportId) -> String {
    with_id(template::IMPORT, id.as_str())
}

/// [`template::IMPORT_CONFIRM`] of one import.
pub fn import_confirm(id: &ImportId) -> String {
    with_id(template::IMPORT_CONFIRM, id.as_str())
}

/// [`template::IMPORT_ROWS`] of one import.
pub fn import_rows(id: &ImportId) -> String {
    with_id(template::IMPORT_ROWS, id.as_str())
}

/// [`template::IMPORT_RESULTS_CSV`] of one import.
pub fn import_results_csv(id: &ImportId) -> String {
    with_id(template::IMPORT_RESULTS_CSV, id.as_str())
}

/// [`template::BULK_ACT`] of one bulk act.
pub fn bulk_act(id: &BulkId) -> String {
    with_id(template::BULK_ACT, id.as_str())
}

/// [`template::BULK_RESULTS`] of one bulk act.
pub fn bulk_results(id: &BulkId) -> String {
    with_id(template::BULK_RESULTS, id.as_str())
}

/// [`template::BULK_RESULTS_CSV`] of one bulk act.
pub fn bulk_results_csv(id: &BulkId) -> String {
    with_id(template::BULK_RESULTS_CSV, id.as_str())
}

/// [`template::BULK_RETRY`] of one bulk act.
pub fn bulk_retry(id: &BulkId) -> String {
    with_id(template::BULK_RETRY, id.as_str())
}

/// [`template::BULK_STOP`] of one bulk act.
pub fn bulk_stop(id: &BulkId) -> String {
    with_id(template::BULK_STOP, id.as_str())
}

fn of(template: &str, id: &StaffId) -> String {
    with_id(template, id.as_str())
}

/// An id may come from the address bar, so whatever could end a path segment is left out of the request: no
/// id holds such a character, and one that did would be another path.
fn with_id(template: &str, id: &str) -> String {
    let safe: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    template.replace("{id}", if safe.is_empty() { "-" } else { &safe })
}

/// The app's pages. The server answers these with the app and every other path with 404.
pub mod page {
    /// Sends people on to where they start.
    pub const HOME: &str = "/";
    /// Sign in.
    pub const SIGN_IN: &str = "/sign-in";
    /// The staff table.
    pub const STAFF: &str = "/staff";
    /// The audit log; its filters stand in the query.
    pub const AUDIT_LOG: &str = "/audit-log";
    /// The bulk acts that one has begun; which of them stands in the query.
    pub const BULK: &str = "/bulk";
    /// One's own account.
    pub const ACCOUNT: &str = "/account";
    /// The roles.
    pub const ROLES: &str = "/roles";
    /// The last segment of the address of the drawer that makes a role.
    pub const NEW: &str = "new";
    /// The last segment of the address of the question whether to retire a role.
    pub const RETIRE: &str = "retire";
    /// The last segment of the address of the drawer that gives a person another role.
    pub const ROLE: &str = "role";
    /// The practice's own settings.
    pub const PRACTICE: &str = "/practice";
    /// Where somebody asks for a link who does not know their password.
    pub const FORGOT_PASSWORD: &str = "/forgot-password";
    /// The landing page of a password reset link; the code stands in the fragment.
    pub const RESET_PASSWORD: &str = "/reset-password";
    /// The landing page of an invitation; the code stands in the fragment.
    pub const ACCEPT_INVITATION: &str = "/accept-invitation";
    /// The landing page of the link in a notice that freezes an account; the code stands in the fragment.
    pub const FREEZE_ACCOUNT: &str = "/freeze-account";
    /// The landing page of the link that confirms an email address; the code stands in the fragment.
    pub const CONFIRM_EMAIL: &str = "/confirm-email";
    /// The landing page of the link that ends a change of email; the code stands in the fragment.
    pub const KEEP_EMAIL: &str = "/keep-email";
    /// The last segment of the Update Staff drawer's address.
    pub const EDIT: &str = "edit";
    /// The last segment of the address of the question whether to deactivate a person.
    pub const DEACTIVATE: &str = "deactivate";
    /// The last segment of the address of the question whether to reactivate a person.
    pub const REACTIVATE: &str = "reactivate";

    /// Adding people from a file. Which import it is stands in the query.
    pub const IMPORT: &str = "/import";

    /// The last segment of the address of the drawer that says which offices a person is restricted to.
    pub const OFFICES: &str = "offices";

    /// Whether `path` is a page of the app. It says nothing of whether the person in it exists.
    pub fn is_page(path: &str) -> bool {
        if [HOME, SIGN_IN, STAFF, IMPORT, BULK, AUDIT_LOG, ACCOUNT, ROLES, PRACTICE].contains(&path)
            || is_landing(path)
        {
            return true;
        }
        if let Some(below) = path.strip_prefix(ROLES).and_then(|rest| rest.strip_prefix('/')) {
            return below == NEW || is_id_and(below, &[EDIT, RETIRE]);
        }
        let Some(below) = path.strip_prefix(STAFF).and_then(|rest| rest.strip_prefix('/')) else {
            return false;
        };
        is_id_and(below, &[EDIT, DEACTIVATE, REACTIVATE, ROLE, OFFICES])
            || !below.is_empty() && !below.contains('/')
    }

    fn is_id_and(below: &str, lasts: &[&str]) -> bool {
        let id_and_last = below.split_once('/');
        id_and_last.is_some_and(|(id, last)| !id.is_empty() && id != NEW && lasts.contains(&last))
    }

    /// Whether `path` is a page for people who need no session: one card in the middle, and no frame.
    pub fn is_for_anyone(path: &str) -> bool {
        path == SIGN_IN || is_landing(path)
    }

    /// Whether `path` is on the way of a link in a mail, from asking for it to using it: a document of its own, which
    /// loads nothing of the rest.
    pub fn is_landing(path: &str) -> bool {
        [FORGOT_PASSWORD, RESET_PASSWORD, ACCEPT_INVITATION, FREEZE_ACCOUNT, CONFIRM_EMAIL, KEEP_EMAIL]
            .contains(&path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A path that is no page is a 404, so that a mistyped link is not an empty app.
    #[test]
    fn only_the_apps_own_pages_are_pages() {
        for path in [
            "/",
            "/sign-in",
            "/staff",
            "/staff/new",
            "/staff/42",
            "/staff/42/edit",
            "/staff/42/deactivate",
            "/staff/42/role",
            "/staff/42/offices",
            "/import",
            "/audit-log",
            "/account",
            "/roles",
            "/roles/new",
            "/roles/42/edit",
            "/roles/42/retire",
            "/practice",
            "/bulk",
            "/forgot-password",
            "/reset-password",
            "/freeze-account",
            "/confirm-email",
            "/keep-email",
        ] {
            assert!(page::is_page(path), "{path}");
        }
        for path in [
            "",
            "/staff/",
            "/staff/42/",
            "/staff/42/edit/x",
            "/staff/42/nope",
            "/staff/new/edit",
            "/staffx",
            "/import/42",
            "/audit-log/42",
            "/account/password",
            "/roles/",
            "/roles/42",
            "/roles//edit",
            "/roles/4/2/edit",
            "/nope",
            "/sign-in/",
        ] {
            assert!(!page::is_page(path), "{path}");
        }
    }

    /// An id from the address bar cannot lead a request to another operation.
    #[test]
    fn an_id_stays_within_its_segment() {
        assert_eq!(staff_member(&StaffId::new("a/../b?c#d")), "/api/v1/staff/abcd");
        assert_eq!(staff_member(&StaffId::new("..")), "/api/v1/staff/-");
    }
}
