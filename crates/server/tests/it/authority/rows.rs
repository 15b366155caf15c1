//! The matrix: a row for each operation, and whom it is for.

use super::callers::{Power, Target};
use crate::browser::Browser;
use crate::practice::Practice;
use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};
use staffroom_contract::{LinkPurpose, Permission, SystemRole};

/// An operation, a request that an administrator may make, and the statuses that nobody in particular, a nurse
/// and an administrator get for it.
pub(crate) struct Row {
    pub(crate) operation: &'static str,
    pub(super) method: Method,
    path: &'static str,
    body: BodyOf,
    pub(super) statuses: [u16; 3],
}

/// Whom the requests of the matrix are about, where they are about a person.
pub(super) const JAMIE: &str = "jamie_demo_staff";

const FOR_ANYONE: [u16; 3] = [200; 3];
const FOR_ANYONE_WITHOUT_CONTENT: [u16; 3] = [204; 3];

type BodyOf = Option<fn(code: &str) -> Value>;

fn row(operation: &'static str, method: Method, path: &'static str, body: BodyOf, statuses: [u16; 3]) -> Row {
    Row { operation, method, path, body, statuses }
}

#[expect(clippy::too_many_lines, reason = "it is a list, with a line or more for each operation")]
pub(crate) fn matrix() -> Vec<Row> {
    let mut rows = vec![
        row("sign_in", Method::POST, "/api/v1/session", Some(credentials), FOR_ANYONE),
        row("get_session", Method::GET, "/api/v1/session", None, [401, 200, 200]),
        row(
            "reauthenticate",
            Method::POST,
            "/api/v1/session/reauthentication",
            Some(own_password),
            [401, 401, 204],
        ),
        row("sign_out", Method::DELETE, "/api/v1/session", None, FOR_ANYONE_WITHOUT_CONTENT),
        row("list_staff", Method::GET, "/api/v1/staff?search=jamie", None, [401, 403, 200]),
        row("get_staff_overview", Method::GET, "/api/v1/staff/overview", None, [401, 403, 200]),
        row("get_staff", Method::GET, "/api/v1/staff/jamie_demo_staff", None, [401, 403, 200]),
        row("update_staff", Method::PATCH, "/api/v1/staff/jamie_demo_staff", Some(update), [401, 403, 200]),
        row(
            "deactivate_staff",
            Method::POST,
            "/api/v1/staff/jamie_demo_staff/deactivate",
            None,
            [401, 403, 200],
        ),
        row(
            "get_staff_deactivation",
            Method::GET,
            "/api/v1/staff/jamie_demo_staff/deactivation",
            None,
            [401, 403, 200],
        ),
        // Nothing is to come.
        row(
            "cancel_staff_deactivation",
            Method::DELETE,
            "/api/v1/staff/jamie_demo_staff/deactivation",
            None,
            [401, 403, 409],
        ),
        // The administrator's deactivation a few lines above.
        row(
            "undo_staff_deactivation",
            Method::POST,
            "/api/v1/staff/jamie_demo_staff/deactivation/undo",
            None,
            [401, 403, 409],
        ),
        row(
            "reactivate_staff",
            Method::POST,
            "/api/v1/staff/jamie_demo_staff/reactivate",
            None,
            [401, 403, 200],
        ),
        row(
            "reset_staff_password",
            Method::POST,
            "/api/v1/staff/jamie_demo_staff/password-reset",
            Some(nothing),
            [401, 403, 202],
        ),
        row(
            "revoke_staff_password_reset",
            Method::DELETE,
            "/api/v1/staff/jamie_demo_staff/password-reset",
            None,
            [401, 403, 204],
        ),
        row(
            "change_staff_role",
            Method::PUT,
            "/api/v1/staff/jamie_demo_staff/role",
            Some(nurse),
            [401, 403, 200],
        ),
        row(
            "change_staff_permissions",
            Method::PUT,
            "/api/v1/staff/jamie_demo_staff/permissions",
            Some(no_difference),
            [401, 403, 200],
        ),
        row("list_roles", Method::GET, "/api/v1/roles", None, [401, 403, 200]),
        row("create_role", Method::POST, "/api/v1/roles", Some(role_without_name), [401, 403, 422]),
        // No role has this id.
        row("update_role", Method::PUT, "/api/v1/roles/none", Some(role), [401, 403, 404]),
        row("retire_role", Method::DELETE, "/api/v1/roles/none", None, [401, 403, 404]),
        row("export_staff", Method::GET, "/api/v1/staff.csv?search=jamie", None, [401, 403, 200]),
        row("list_audit_events", Method::GET, "/api/v1/audit-events?limit=1", None, [401, 403, 200]),
        row("export_audit_events", Method::GET, "/api/v1/audit-events.csv", None, [401, 403, 200]),
        row("list_providers", Method::GET, "/api/v1/providers", None, [401, 403, 200]),
        row("get_practice_settings", Method::GET, "/api/v1/practice", None, [401, 403, 200]),
        row(
            "update_practice_settings",
            Method::PATCH,
            "/api/v1/practice",
            Some(same_settings),
            [401, 403, 200],
        ),
        row("list_offices", Method::GET, "/api/v1/offices", None, [401, 403, 200]),
        row("add_office", Method::POST, "/api/v1/offices", Some(office), [401, 403, 201]),
        // No office has this id.
        row("rename_office", Method::PATCH, "/api/v1/offices/none", Some(office), [401, 403, 404]),
        row("close_office", Method::POST, "/api/v1/offices/none/close", None, [401, 403, 404]),
        row(
            "restrict_staff_offices",
            Method::PUT,
            "/api/v1/staff/jamie_demo_staff/offices",
            Some(no_offices),
            [401, 403, 200],
        ),
        row("request_password_reset", Method::POST, "/api/v1/password-reset/request", Some(login), [202; 3]),
        row(
            "inspect_password_reset",
            Method::POST,
            "/api/v1/password-reset/inspect",
            Some(inspect),
            FOR_ANYONE,
        ),
        row(
            "complete_password_reset",
            Method::POST,
            "/api/v1/password-reset/complete",
            Some(complete),
            FOR_ANYONE_WITHOUT_CONTENT,
        ),
        row(
            "change_own_password",
            Method::POST,
            "/api/v1/account/password",
            Some(new_own_password),
            [401, 422, 204],
        ),
        row("list_own_sessions", Method::GET, "/api/v1/account/sessions", None, [401, 200, 200]),
        row("end_other_sessions", Method::DELETE, "/api/v1/account/sessions", None, [401, 204, 204]),
        // Nobody's session has this id.
        row("end_own_session", Method::DELETE, "/api/v1/account/sessions/none", None, [401, 404, 404]),
        row(
            "end_staff_sessions",
            Method::DELETE,
            "/api/v1/staff/jamie_demo_staff/sessions",
            None,
            [401, 403, 204],
        ),
        row("list_own_events", Method::GET, "/api/v1/account/events", None, [401, 200, 200]),
        // By the code of a link, or else for whoever is signed in: `password_strength.rs`.
        row(
            "estimate_password_strength",
            Method::POST,
            "/api/v1/password-strength",
            Some(estimate),
            FOR_ANYONE,
        ),
        row(
            "change_staff_email",
            Method::POST,
            "/api/v1/staff/jamie_demo_staff/email-change",
            Some(new_email),
            [401, 403, 202],
        ),
        // Nobody has asked for a change.
        row(
            "send_email_change_again",
            Method::POST,
            "/api/v1/staff/jamie_demo_staff/email-change/send-again",
            None,
            [401, 403, 409],
        ),
        row(
            "cancel_email_change",
            Method::DELETE,
            "/api/v1/staff/jamie_demo_staff/email-change",
            None,
            [401, 403, 409],
        ),
        row(
            "change_staff_settings",
            Method::PATCH,
            "/api/v1/staff/jamie_demo_staff/settings",
            Some(settings),
            [401, 403, 200],
        ),
        row(
            "set_staff_pin",
            Method::PUT,
            "/api/v1/staff/jamie_demo_staff/app-unlock-pin",
            Some(nothing),
            [401, 403, 200],
        ),
        // Nobody has a PIN.
        row(
            "reveal_staff_pin",
            Method::POST,
            "/api/v1/staff/jamie_demo_staff/app-unlock-pin/reveal",
            None,
            [401, 403, 409],
        ),
        row("get_own_email", Method::GET, "/api/v1/account/email", None, [401, 200, 200]),
        // Nobody's setting allows it.
        row("change_own_email", Method::POST, "/api/v1/account/email", Some(new_email), [401, 409, 409]),
        // The code is that of a reset link, which confirms no address and ends no change.
        row("confirm_email_change", Method::POST, "/api/v1/email-change/confirm", Some(freeze), [410; 3]),
        row("object_to_email_change", Method::POST, "/api/v1/email-change/object", Some(freeze), [410; 3]),
        // The code is that of a reset link, which freezes nothing.
        row("freeze_account", Method::POST, "/api/v1/account-freeze", Some(freeze), [410; 3]),
    ];
    rows.extend(adding_staff());
    rows.extend(imports());
    rows.extend(bulk());
    rows
}

/// What works on an import works on one's own, and there is none: `import.rs`.
fn imports() -> [Row; 7] {
    const IMPORTS: &str = "/api/v1/imports";
    [
        // Its body is a file.
        row("check_import", Method::POST, IMPORTS, None, [401, 403, 415]),
        row("list_imports", Method::GET, IMPORTS, None, [401, 403, 200]),
        row("get_import", Method::GET, "/api/v1/imports/none", None, [401, 403, 404]),
        row("discard_import", Method::DELETE, "/api/v1/imports/none", None, [401, 403, 404]),
        row("confirm_import", Method::POST, "/api/v1/imports/none/confirm", Some(nothing), [401, 403, 404]),
        row("list_import_rows", Method::GET, "/api/v1/imports/none/rows", None, [401, 403, 404]),
        row("export_import_results", Method::GET, "/api/v1/imports/none/results.csv", None, [401, 403, 404]),
    ]
}

fn adding_staff() -> [Row; 4] {
    const INVITATION: &str = "/api/v1/staff/jamie_demo_staff/invitation";
    [
        row("create_staff", Method::POST, "/api/v1/staff", Some(new_person), [401, 403, 201]),
        // Jamie does not wait for an invitation.
        row("send_staff_invitation", Method::POST, INVITATION, None, [401, 403, 409]),
        row("revoke_staff_invitation", Method::DELETE, INVITATION, None, [401, 403, 409]),
        row(
            "list_care_team_roles",
            Method::GET,
            "/api/v1/care-team-roles?search=nurse",
            None,
            [401, 403, 200],
        ),
    ]
}

/// What a bulk act may do to whom is in `bulk/`.
fn bulk() -> [Row; 8] {
    const READ: [u16; 3] = [401, 403, 404];
    [
        row("preview_bulk", Method::POST, "/api/v1/bulk/preview", Some(preview_bulk), [401, 403, 200]),
        row("start_bulk", Method::POST, "/api/v1/bulk", Some(start_bulk), [401, 403, 202]),
        row("list_bulk", Method::GET, "/api/v1/bulk", None, [401, 403, 200]),
        // None has this id.
        row("get_bulk", Method::GET, "/api/v1/bulk/none", None, READ),
        row("list_bulk_results", Method::GET, "/api/v1/bulk/none/results", None, READ),
        row("export_bulk_results", Method::GET, "/api/v1/bulk/none/results.csv", None, READ),
        row("retry_bulk", Method::POST, "/api/v1/bulk/none/retry", None, READ),
        row("stop_bulk", Method::POST, "/api/v1/bulk/none/stop", None, READ),
    ]
}

/// What `preview_bulk` answers about who is selected: Jamie alone.
const JAMIE_ALONE: &str = "Z8fV_q1tD7uXp87r4jbqkI1TIiP88HMcbdAywgQdQ-I";

fn preview_bulk(_: &str) -> Value {
    json!({ "act": { "kind": "deactivate" }, "selection": { "people": [JAMIE] } })
}

fn start_bulk(code: &str) -> Value {
    let mut body = preview_bulk(code);
    body["expected"] = json!(JAMIE_ALONE);
    body
}

fn credentials(_: &str) -> Value {
    json!({ "username": "marcusstaff", "password": Practice::password_of("marcusstaff") })
}

/// The administrator's own, so that the others' is wrong.
fn own_password(_: &str) -> Value {
    json!({ "password": Practice::password_of("morganm") })
}

fn new_own_password(_: &str) -> Value {
    json!({ "current_password": Practice::password_of("morganm"), "password": "a password of my own" })
}

/// Somebody else for each code.
fn new_person(code: &str) -> Value {
    json!({
        "first_name": "New",
        "last_name": "Person",
        "primary_provider_id": "hannah",
        "role_id": "staff",
        "username": format!("new{code}"),
        "email": format!("{code}@email.xyz"),
    })
}

fn update(_: &str) -> Value {
    json!({ "first_name": "Jay" })
}

fn nurse(_: &str) -> Value {
    json!({ "role_id": SystemRole::Nurse.id() })
}

fn no_difference(_: &str) -> Value {
    json!({ "added": [], "removed": [] })
}

fn role(_: &str) -> Value {
    json!({ "name": "Float Nurse", "permissions": [] })
}

/// So that it can be asked for again and again.
fn role_without_name(_: &str) -> Value {
    json!({ "name": "", "based_on": SystemRole::Nurse, "permissions": [] })
}

fn new_email(_: &str) -> Value {
    json!({ "new_email": "another@email.xyz" })
}

fn settings(_: &str) -> Value {
    json!({ "send_daily_billing_report": true })
}

fn nothing(_: &str) -> Value {
    json!({})
}

/// Changes nothing, so that everybody's is for the first version.
fn same_settings(_: &str) -> Value {
    json!({ "idle_minutes": 15 })
}

/// A name that no two tries have in common.
fn office(code: &str) -> Value {
    json!({ "name": format!("Office {code}") })
}

fn no_offices(_: &str) -> Value {
    json!({ "restrict_offices": false, "office_ids": [] })
}

fn login(_: &str) -> Value {
    json!({ "login": JAMIE })
}

fn inspect(code: &str) -> Value {
    json!({ "purpose": LinkPurpose::PasswordReset, "code": code })
}

fn complete(code: &str) -> Value {
    json!({ "purpose": LinkPurpose::PasswordReset, "code": code, "password": "a password of my own" })
}

fn estimate(code: &str) -> Value {
    json!({ "password": "a password of my own", "link": inspect(code) })
}

fn freeze(code: &str) -> Value {
    json!({ "code": code })
}

impl Row {
    pub(crate) fn request(&self, browser: &Browser, code: &str) -> Request<Body> {
        self.request_upon(JAMIE, browser, code)
    }

    pub(super) fn request_upon(&self, username: &str, browser: &Browser, code: &str) -> Request<Body> {
        let path = self.path.replace(JAMIE, username);
        let draft = browser.request(self.method.clone(), &path).header("if-match", "\"1\", \"2\"");
        match self.body {
            Some(body) => draft.json(&body(code)),
            None => draft.empty(),
        }
    }
}

/// What nobody does to their own account.
const NOT_UPON_ONESELF: [&str; 5] = [
    "deactivate_staff",
    "reactivate_staff",
    "end_staff_sessions",
    "change_staff_role",
    "change_staff_permissions",
];

impl Row {
    /// The permissions of which one lets somebody in, where the operation is not for everyone.
    fn needs(&self) -> &'static [Permission] {
        match self.operation {
            "get_bulk" | "list_bulk_results" | "export_bulk_results" => {
                &[Permission::ManageAccounts, Permission::ViewAuditLog]
            }
            "list_audit_events" | "export_audit_events" => &[Permission::ViewAuditLog],
            "create_role" | "update_role" | "retire_role" => &[Permission::ManageRoles],
            "get_practice_settings"
            | "update_practice_settings"
            | "add_office"
            | "rename_office"
            | "close_office" => &[Permission::ManagePractice],
            "list_offices" => &[Permission::ManageAccounts, Permission::ManagePractice],
            "list_roles" => &[Permission::ManageAccounts, Permission::ManageRoles],
            _ => &[Permission::ManageAccounts],
        }
    }

    /// The status for somebody of this power who acts upon such a target.
    pub(super) fn status(&self, actor: Power, target: Target) -> u16 {
        let [_, by_others, by_administrators] = self.statuses;
        match (self.operation, target) {
            // What it sends is another administrator's password, and so a wrong one.
            ("reauthenticate" | "change_own_password", _) => by_others,
            _ if !self.needs().iter().any(|permission| actor.permissions().contains(permission)) => by_others,
            (_, Target::Higher) if self.method != Method::GET => 403,
            (operation, Target::Oneself) if NOT_UPON_ONESELF.contains(&operation) => 409,
            _ => by_administrators,
        }
    }

    /// The targets that make a difference: one, if the operation is not about a person.
    pub(super) fn targets(&self) -> &'static [Target] {
        if self.path.contains(&format!("/{JAMIE}")) { &Target::ALL } else { &[Target::Other] }
    }
}
