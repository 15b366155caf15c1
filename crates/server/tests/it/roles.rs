//! The practice's own roles.

use crate::answer::Answer;
use crate::browser::Browser;
use crate::practice::{MINUTE, Practice};
use axum::http::Method;
use serde_json::json;
use staffroom_contract::{
    FieldProblem, FieldRule, Permission, ProblemCode, RoleId, RoleSummary, Roles, SystemRole, paths,
};

const ACCOUNTS: Permission = Permission::ManageAccounts;
const LOG: Permission = Permission::ViewAuditLog;
const ROLES: Permission = Permission::ManageRoles;

impl Browser {
    pub(crate) async fn roles(&self) -> Vec<RoleSummary> {
        self.get(paths::template::ROLES).await.is(200).json::<Roles>().items
    }

    pub(crate) async fn create_role(&self, name: &str, permissions: &[Permission]) -> Answer {
        let body = json!({ "name": name, "based_on": SystemRole::Nurse, "permissions": permissions });
        self.post(paths::template::ROLES, &body).await
    }

    pub(crate) async fn update_role(
        &self,
        id: &str,
        version: u64,
        name: &str,
        permissions: &[Permission],
    ) -> Answer {
        let body = json!({ "name": name, "permissions": permissions });
        self.put(&paths::role(&RoleId::new(id)), version, &body).await
    }

    pub(crate) async fn retire_role(&self, id: &str) -> Answer {
        self.delete(&paths::role(&RoleId::new(id))).await
    }
}

/// Whoever chooses among the roles sees all of them, and how many people hold each.
#[tokio::test]
async fn roles_are_listed_with_their_people() {
    let practice = Practice::open().await;
    let float = practice.make_role("float", &[LOG]).await;
    practice.hire("floater", float).await;
    let roles = practice.sign_in("morganm").await.roles().await;
    let rows: Vec<_> = roles.iter().map(|role| (role.name.as_str(), role.is_system(), role.people)).collect();
    let expected = [
        ("Billing Staff", true, 0),
        ("BTG Admin", true, 1),
        ("Nurse", true, 2),
        ("Office Manager", true, 1),
        ("Provider", true, 2),
        ("Staff", true, 1),
        ("Role float", false, 1),
    ];
    assert_eq!(rows, expected);
    practice.sign_in("camilles").await.get(paths::template::ROLES).await.refused_with(ProblemCode::Forbidden);
}

/// A role is made, given to somebody, changed for everybody who holds it, and retired once nobody does.
#[tokio::test]
async fn a_role_from_its_making_to_its_end() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let camille = practice.sign_in("camilles").await;
    let answer = glenn.create_role("  Float Nurse ", &[LOG]).await.is(201);
    assert_eq!(answer.header("etag"), Some("\"1\""));
    let role: RoleSummary = answer.json();
    assert_eq!((role.name.as_str(), role.based_on, role.people), ("Float Nurse", Some(SystemRole::Nurse), 0));
    let id = role.id.as_str();

    glenn.give_role("camilles", 1, id).await.is(200);
    assert_eq!(glenn.detail("camilles").await.staff.summary.role.label(), "Float Nurse");
    camille.audit_log("").await;

    let changed: RoleSummary = glenn.update_role(id, 1, "Float", &[ACCOUNTS]).await.is(200).json();
    assert_eq!((changed.name.as_str(), changed.version, changed.people), ("Float", 2, 1));
    camille.list("").await.is(200);
    camille.get(paths::template::AUDIT_EVENTS).await.refused_with(ProblemCode::Forbidden);

    glenn.retire_role(id).await.refused_with(ProblemCode::RoleHeld);
    glenn.give_role("camilles", 2, "nurse").await.is(200);
    glenn.retire_role(id).await.is(204);
    glenn.retire_role(id).await.refused_with(ProblemCode::NotFound);
    glenn.update_role(id, 2, "Float", &[]).await.refused_with(ProblemCode::NotFound);
}

/// Whoever is inactive keeps their role: they may come back.
#[tokio::test]
async fn a_role_of_somebody_inactive_stays() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let float = practice.make_role("float", &[]).await;
    practice.hire("floater", float).await;
    glenn.deactivate("floater").await.is(200);
    glenn.retire_role("float").await.refused_with(ProblemCode::RoleHeld);
}

/// What every practice has stays as it is.
#[tokio::test]
async fn system_roles_stay_as_they_are() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    glenn.update_role("nurse", 1, "Nurse", &[ACCOUNTS]).await.refused_with(ProblemCode::SystemRole);
    glenn.retire_role("billing_staff").await.refused_with(ProblemCode::SystemRole);
}

/// No two roles look alike.
#[tokio::test]
async fn a_role_name_is_free() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    practice.make_role("float", &[]).await;
    for (name, rule) in [
        ("NURSE", FieldRule::Taken),
        ("role FLOAT", FieldRule::Taken),
        ("Nurse (System)", FieldRule::Taken),
        (" ", FieldRule::Required),
    ] {
        glenn.create_role(name, &[]).await.refuses(&[FieldProblem::new("name", rule)]);
    }
    let taken = FieldProblem::new("name", FieldRule::Taken);
    glenn.update_role("float", 1, "nurse", &[]).await.refuses(&[taken]);
    glenn.update_role("float", 1, "ROLE FLOAT", &[]).await.is(200);
}

/// Somebody who manages roles and nothing else makes roles that allow nothing else, and takes nothing from those who
/// may do more.
#[tokio::test]
async fn nobody_gives_by_a_role_what_they_lack() {
    let practice = Practice::open().await;
    let keeper = practice.make_role("keeper", &[ROLES]).await;
    let (float, log) = (practice.make_role("float", &[]).await, practice.make_role("reader", &[LOG]).await);
    practice.hire("kim", keeper).await;
    practice.hire("floater", float).await;
    practice.hire("reader", log).await;
    let kim = practice.sign_in("kim").await;
    kim.create_role("Auditor", &[LOG]).await.refused_with(ProblemCode::BeyondYou);
    kim.create_role("Keeper II", &[ROLES]).await.is(201);
    kim.update_role("float", 1, "Float", &[ACCOUNTS]).await.refused_with(ProblemCode::BeyondYou);
    kim.update_role("float", 1, "Float", &[ROLES]).await.is(200);
    kim.update_role("reader", 1, "Reader", &[]).await.refused_with(ProblemCode::OutranksYou);
    // Somebody of a humble role who may do more than it allows outranks them too.
    practice.customize("floater", &[LOG], &[]).await;
    kim.update_role("float", 2, "Float", &[]).await.refused_with(ProblemCode::OutranksYou);
    // A name is no power.
    kim.update_role("reader", 1, "Reader", &[LOG]).await.is(200);
}

/// Nobody changes what they may do themselves by changing the role that they hold.
#[tokio::test]
async fn nobody_changes_the_power_of_their_own_role() {
    let practice = Practice::open().await;
    let keeper = practice.make_role("keeper", &[ROLES, LOG]).await;
    practice.hire("kim", keeper).await;
    let kim = practice.sign_in("kim").await;
    kim.update_role("keeper", 1, "Keeper", &[ROLES]).await.refused_with(ProblemCode::Yourself);
    kim.update_role("keeper", 1, "Keeper", &[ROLES, LOG]).await.is(200);
}

/// Each change takes the password again.
#[tokio::test]
async fn each_change_needs_the_password_again() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    practice.make_role("float", &[]).await;
    practice.wait(6 * MINUTE);
    glenn.create_role("Float", &[]).await.refused_with(ProblemCode::ReauthRequired);
    glenn.update_role("float", 1, "Float", &[]).await.refused_with(ProblemCode::ReauthRequired);
    glenn.retire_role("float").await.refused_with(ProblemCode::ReauthRequired);
    assert_eq!(glenn.roles().await.len(), 7);
}

/// What was seen is what is changed; and what is so already changes nothing.
#[tokio::test]
async fn a_change_is_made_for_a_version() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    practice.make_role("float", &[LOG]).await;
    let same: RoleSummary = glenn.update_role("float", 1, "Role float", &[LOG]).await.is(200).json();
    assert_eq!(same.version, 1);
    glenn.update_role("float", 1, "Float", &[LOG]).await.is(200);
    glenn.update_role("float", 1, "Other", &[LOG]).await.refused_with(ProblemCode::StaleVersion);
    let request = glenn.request(Method::PUT, &paths::role(&RoleId::new("float")));
    let request = request.json(&json!({ "name": "Other", "permissions": [] }));
    glenn.send(request).await.refused_with(ProblemCode::VersionRequired);
}

/// The log keeps what was made, changed and retired, also when the role is gone; and who was refused.
#[tokio::test]
async fn roles_stand_in_the_audit_log() {
    let practice = Practice::open().await;
    let (glenn, morgan) = (practice.sign_in("btgadmin").await, practice.sign_in("morganm").await);
    let role: RoleSummary = glenn.create_role("Float", &[LOG]).await.is(201).json();
    glenn.update_role(role.id.as_str(), 1, "Floater", &[]).await.is(200);
    glenn.retire_role(role.id.as_str()).await.is(204);
    morgan.create_role("Mine", &[]).await.refused_with(ProblemCode::Forbidden);
    let log = glenn.audit_log("?limit=4").await.items;
    let events: Vec<_> = log.iter().map(|event| (event.event.as_str(), event.reason.as_deref())).collect();
    let expected = [
        ("role_created", Some("forbidden")),
        ("role_retired", None),
        ("role_updated", None),
        ("role_created", None),
    ];
    assert_eq!(events, expected);
    let detail = |at: usize, name: &str| {
        let found = log[at].details.iter().find(|detail| detail.name == name);
        found.map(|detail| detail.value.clone()).unwrap_or_default()
    };
    assert_eq!(detail(3, "role"), "Float");
    assert_eq!((detail(3, "based_on"), detail(3, "permissions")), ("Nurse".into(), "view_audit_log".into()));
    assert_eq!((detail(2, "role"), detail(1, "role")), ("Float".into(), "Floater".into()));
    let changes: Vec<_> = log[2].changes.iter().map(|change| change.field.as_str()).collect();
    assert_eq!(changes, ["name", "permissions"]);
}
