//! What a person may do: their role, and what differs from it for them alone.

use crate::answer::Answer;
use crate::browser::Browser;
use crate::practice::{MINUTE, Practice};
use axum::http::{Method, header};
use serde_json::{Value, json};
use staffroom_contract::{FieldProblem, FieldRule, Permission, ProblemCode, Session, Staff, StaffId, paths};

const ACCOUNTS: Permission = Permission::ManageAccounts;
const LOG: Permission = Permission::ViewAuditLog;
const PRACTICE: Permission = Permission::ManagePractice;
const ROLES: Permission = Permission::ManageRoles;

impl Browser {
    /// Gives a person a role and nothing besides.
    pub(crate) async fn give_role(&self, username: &str, version: u64, role: &str) -> Answer {
        self.give(username, version, &json!({ "role_id": role })).await
    }

    pub(crate) async fn give(&self, username: &str, version: u64, body: &Value) -> Answer {
        self.put(&paths::staff_role(&StaffId::new(username)), version, body).await
    }

    /// Adds permissions to a person's role, and takes others away from it.
    pub(crate) async fn customize(
        &self,
        username: &str,
        version: u64,
        added: &[Permission],
        removed: &[Permission],
    ) -> Answer {
        let body = json!({ "added": added, "removed": removed });
        self.put(&paths::staff_permissions(&StaffId::new(username)), version, &body).await
    }

    pub(crate) async fn put(&self, path: &str, version: u64, body: &Value) -> Answer {
        let request = self.request(Method::PUT, path).header(header::IF_MATCH, format!("\"{version}\""));
        self.send(request.json(body)).await
    }

    async fn permissions(&self) -> Vec<Permission> {
        self.session().await.is(200).json::<Session>().permissions
    }
}

/// Whoever is given a role may do what it allows with their next request, in the session that they have.
#[tokio::test]
async fn a_role_holds_from_the_next_request_on() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let camille = practice.sign_in("camilles").await;
    camille.list("").await.refused_with(ProblemCode::Forbidden);

    let answer = morgan.give_role("camilles", 1, "office_manager").await.is(200);
    assert_eq!(answer.header("etag"), Some("\"2\""));
    assert_eq!(answer.json::<Staff>().summary.role.label(), "Office Manager (System)");
    camille.list("").await.is(200);
    assert_eq!(camille.permissions().await, [ACCOUNTS, LOG, PRACTICE]);

    morgan.give_role("camilles", 2, "nurse").await.is(200);
    camille.list("").await.refused_with(ProblemCode::Forbidden);
    assert!(camille.permissions().await.is_empty());
}

/// A permission that is added or taken away for one person holds likewise, and their label says that it differs.
#[tokio::test]
async fn what_differs_holds_from_the_next_request_on() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let camille = practice.sign_in("camilles").await;
    let staff: Staff = morgan.customize("camilles", 1, &[LOG], &[]).await.is(200).json();
    assert_eq!(staff.summary.role.label(), "Nurse (Custom)");
    assert_eq!(morgan.detail("camilles").await.permissions, [LOG]);
    camille.audit_log("").await;
    camille.list("").await.refused_with(ProblemCode::Forbidden);

    let staff: Staff = morgan.customize("camilles", 2, &[], &[]).await.is(200).json();
    assert_eq!(staff.summary.role.label(), "Nurse (System)");
    camille.get(paths::template::AUDIT_EVENTS).await.refused_with(ProblemCode::Forbidden);
}

/// A permission is neither kept as added where the role allows it already, nor as taken away where it does not.
#[tokio::test]
async fn what_the_role_says_already_is_no_difference() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let unchanged: Staff = glenn.customize("morganm", 1, &[LOG], &[ROLES]).await.is(200).json();
    assert_eq!((unchanged.version, unchanged.summary.role.is_customized), (1, false));
    let unchanged: Staff = glenn.give_role("morganm", 1, "office_manager").await.is(200).json();
    assert_eq!(unchanged.version, 1);
}

/// A role and what differs from it come in one act, so that nobody has too much in between.
#[tokio::test]
async fn a_role_is_given_together_with_what_differs() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body = json!({ "role_id": "office_manager", "removed": [ACCOUNTS] });
    let staff: Staff = morgan.give("camilles", 1, &body).await.is(200).json();
    assert_eq!((staff.summary.role.label().as_str(), staff.version), ("Office Manager (Custom)", 2));
    assert_eq!(morgan.detail("camilles").await.permissions, [LOG, PRACTICE]);
}

/// Nobody gives what they lack: by no role, by no permission, and by no detour over another person.
#[tokio::test]
async fn nobody_gives_what_they_lack() {
    let practice = Practice::open().await;
    practice.make_role("keeper", &[ROLES]).await;
    let morgan = practice.sign_in("morganm").await;
    let before = morgan.detail("camilles").await;
    for role in ["btg_admin", "keeper"] {
        morgan.give_role("camilles", 1, role).await.refused_with(ProblemCode::BeyondYou);
    }
    morgan.customize("camilles", 1, &[ROLES], &[]).await.refused_with(ProblemCode::BeyondYou);
    let body = json!({ "role_id": "nurse", "added": [ROLES] });
    morgan.give("camilles", 1, &body).await.refused_with(ProblemCode::BeyondYou);
    assert_eq!(morgan.detail("camilles").await, before);
    // Without what they lack, the role is theirs to give.
    morgan.give("camilles", 1, &json!({ "role_id": "btg_admin", "removed": [ROLES] })).await.is(200);
}

/// Nobody changes what they may do themselves, neither to more nor to less.
#[tokio::test]
async fn nobody_changes_their_own_power() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    glenn.give_role("btgadmin", 1, "nurse").await.refused_with(ProblemCode::Yourself);
    glenn.customize("btgadmin", 1, &[], &[LOG]).await.refused_with(ProblemCode::Yourself);
    assert_eq!(glenn.permissions().await.len(), Permission::ALL.len());
}

/// It takes the password again: a session left open at a desk makes nobody an administrator.
#[tokio::test]
async fn it_needs_the_password_again() {
    let practice = Practice::open().await;
    let mut morgan = practice.sign_in("morganm").await;
    practice.wait(6 * MINUTE);
    morgan.give_role("camilles", 1, "staff").await.refused_with(ProblemCode::ReauthRequired);
    morgan.customize("camilles", 1, &[LOG], &[]).await.refused_with(ProblemCode::ReauthRequired);
    morgan.reauthenticate(&Practice::password_of("morganm")).await.is(204);
    morgan.give_role("camilles", 1, "staff").await.is(200);
}

/// What was seen is what is changed: somebody else's change comes first.
#[tokio::test]
async fn it_is_made_for_a_version() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.give_role("camilles", 1, "staff").await.is(200);
    morgan.give_role("camilles", 1, "provider").await.refused_with(ProblemCode::StaleVersion);
    let path = paths::staff_permissions(&StaffId::new("camilles"));
    let request = morgan.request(Method::PUT, &path).json(&json!({ "added": [], "removed": [] }));
    morgan.send(request).await.refused_with(ProblemCode::VersionRequired);
}

/// What is no role, no permission, or both given and taken away, is named.
#[tokio::test]
async fn what_cannot_be_is_named() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for (body, field, rule) in [
        (json!({ "role_id": "nothing" }), "role_id", FieldRule::NotAChoice),
        (json!({ "role_id": "nurse", "added": ["everything"] }), "added", FieldRule::WrongType),
        (json!({ "role_id": "nurse", "added": [LOG], "removed": [LOG] }), "removed", FieldRule::NotAChoice),
        (json!({ "role_id": "nurse", "version": 3 }), "version", FieldRule::Unknown),
    ] {
        morgan.give("camilles", 1, &body).await.refuses(&[FieldProblem::new(field, rule)]);
    }
}

/// Whoever is demoted while their request is on its way acts no more: what counts is what they may do in the act.
#[tokio::test]
async fn whoever_is_demoted_acts_no_more() {
    let practice = Practice::open().await;
    let (glenn, morgan) = (practice.sign_in("btgadmin").await, practice.sign_in("morganm").await);
    glenn.customize("morganm", 1, &[], &[ACCOUNTS]).await.is(200);
    morgan.deactivate("camilles").await.refused_with(ProblemCode::Forbidden);
    morgan.audit_log("").await;
    glenn.customize("morganm", 2, &[], &[LOG]).await.is(200);
    morgan.get(paths::template::AUDIT_EVENTS).await.refused_with(ProblemCode::Forbidden);
    morgan.deactivate("camilles").await.is(200);
}

/// The log says what somebody held before and since; and who was refused.
#[tokio::test]
async fn it_stands_in_the_audit_log() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.give("camilles", 1, &json!({ "role_id": "staff", "added": [LOG] })).await.is(200);
    morgan.customize("camilles", 2, &[], &[]).await.is(200);
    morgan.give_role("camilles", 3, "btg_admin").await.refused_with(ProblemCode::BeyondYou);
    let log = morgan.audit_log("?subject=camilles&limit=3").await.items;
    let rows: Vec<_> = log
        .iter()
        .map(|event| {
            let changes = event.changes.iter().map(|change| {
                let text = |value: &Option<String>| value.clone().unwrap_or_default();
                format!("{}: {} -> {}", change.field, text(&change.old), text(&change.new))
            });
            (event.event.as_str(), event.reason.as_deref(), changes.collect::<Vec<_>>())
        })
        .collect();
    let expected = [
        ("staff_role_changed", Some("beyond_you"), vec![]),
        (
            "staff_permissions_changed",
            None,
            vec![
                "permissions: view_audit_log -> ".to_owned(),
                "role: Staff (Custom) -> Staff (System)".to_owned(),
            ],
        ),
        (
            "staff_role_changed",
            None,
            vec![
                "permissions:  -> view_audit_log".to_owned(),
                "role: Nurse (System) -> Staff (Custom)".to_owned(),
            ],
        ),
    ];
    assert_eq!(rows, expected);
}
