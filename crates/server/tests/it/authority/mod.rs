//! Who may do what: every operation, asked by everyone.

mod callers;
mod rows;

pub(crate) use rows::{Row, matrix};

use crate::browser::Browser;
use crate::practice::Practice;
use axum::http::Method;
use callers::{Power, Target};
use rows::JAMIE;
use serde_json::json;
use staffroom_contract::{Permission, ProblemCode, Secret, StaffId};
use std::collections::BTreeSet;

/// Whoever asks, whatever for and upon whom, gets what their permissions allow, whether they have them by a system
/// role, by one of the practice's own, or for themselves alone; a refusal changes nothing.
#[tokio::test]
async fn each_person_may_do_what_they_may_to_whom_they_may() {
    for row in matrix() {
        let practice = Practice::open().await;
        let glenn = practice.sign_in("btgadmin").await;
        for (number, actor) in Power::all().into_iter().enumerate() {
            let username = |target: Target| format!("{target:?}{number}").to_lowercase();
            let targets: Vec<_> =
                row.targets().iter().copied().filter(|target| target.power(actor).is_some()).collect();
            actor.hire(&practice, &username(Target::Oneself)).await;
            for target in targets.iter().filter(|target| **target != Target::Oneself) {
                if let Some(power) = target.power(actor) {
                    power.hire(&practice, &username(*target)).await;
                }
            }
            let browser = practice.sign_in(&username(Target::Oneself)).await;
            for target in targets {
                let username = username(target);
                let may_be_done = row.status(actor, target) < 400;
                let code = if may_be_done { glenn.send_link(&username).await } else { Secret::default() };
                let before = glenn.detail(&username).await;
                let answer = browser.send(row.request_upon(&username, &browser, code.expose())).await;
                let case = format!("{} by {actor:?} upon {target:?}: {}", row.operation, answer.body);
                assert_eq!(answer.status, row.status(actor, target), "{case}");
                assert!(may_be_done || glenn.detail(&username).await == before, "{case}");
            }
        }
    }
}

/// A practice in which Jamie has a live link; everybody in the order of a row's statuses, of whom the administrator may
/// do everything; the link's code.
pub(crate) async fn stage() -> (Practice, [Browser; 3], String) {
    let practice = Practice::open().await;
    practice.customize("morganm", &[Permission::ManageRoles], &[]).await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link(JAMIE).await.expose().to_owned();
    let browsers = [practice.stranger(), practice.sign_in("camilles").await, morgan];
    (practice, browsers, code)
}

/// Nobody gets at people's accounts without a session, nor with one that does not allow it.
#[tokio::test]
async fn each_operation_is_for_those_it_is_for() {
    for row in matrix() {
        for who in 0..3 {
            let (_practice, browsers, code) = stage().await;
            let answer = browsers[who].send(row.request(&browsers[who], &code)).await;
            assert_eq!(answer.status, row.statuses[who], "{} by {who}: {}", row.operation, answer.body);
            match answer.status {
                401 if who == 0 => drop(answer.refused_with(ProblemCode::SignedOut)),
                403 => drop(answer.refused_with(ProblemCode::Forbidden)),
                _ => {}
            }
        }
    }
}

/// An operation that is not in the matrix has no one who thought about who may call it.
#[test]
fn each_operation_is_in_the_matrix() {
    let description = serde_json::to_value(staffroom_server::http::description()).unwrap();
    let described: BTreeSet<_> = description["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|methods| methods.as_object().unwrap().values())
        .map(|operation| operation["operationId"].as_str().unwrap().to_owned())
        .collect();
    let tested: BTreeSet<_> = matrix().iter().map(|row| row.operation.to_owned()).collect();
    assert_eq!(described, tested);
}

/// Another site's page cannot act in the name of whoever looks at it, and cannot make them sign in as somebody.
#[tokio::test]
async fn other_sites_cannot_act() {
    let (_practice, browsers, code) = stage().await;
    for row in matrix().into_iter().filter(|row| row.method != Method::GET) {
        for browser in &browsers {
            let mut from_elsewhere = row.request(browser, &code);
            from_elsewhere.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
            browser.send(from_elsewhere).await.refused_with(ProblemCode::CrossSite);
            let mut from_nowhere = row.request(browser, &code);
            from_nowhere.headers_mut().remove("origin");
            browser.send(from_nowhere).await.refused_with(ProblemCode::CrossSite);
        }
    }
    let detail = browsers[2].detail(JAMIE).await;
    assert_eq!(detail.staff.version, 1);
    assert!(detail.password_reset.unwrap().state.is_live());
}

/// Whoever may not manage accounts learns nothing of who has one: known and unknown people look alike.
#[tokio::test]
async fn someone_without_the_permission_cannot_probe_for_people() {
    let (_practice, [stranger, camille, _], _) = stage().await;
    for (browser, code) in [(stranger, ProblemCode::SignedOut), (camille, ProblemCode::Forbidden)] {
        browser.person(JAMIE).await.refused_with(code);
        browser.person("nobody-at-all").await.refused_with(code);
    }
}

/// Nobody acts upon somebody who may do more than they: not by any of the ways there are.
#[tokio::test]
async fn nobody_acts_upon_someone_who_outranks_them() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let before = morgan.detail("btgadmin").await;
    assert!(before.outranks_you);
    morgan.update("btgadmin", 1, &json!({ "username": "mine" })).await.refused_with(ProblemCode::OutranksYou);
    morgan.reset("btgadmin").await.refused_with(ProblemCode::OutranksYou);
    morgan.revoke("btgadmin").await.refused_with(ProblemCode::OutranksYou);
    morgan.deactivate("btgadmin").await.refused_with(ProblemCode::OutranksYou);
    morgan.reactivate("btgadmin").await.refused_with(ProblemCode::OutranksYou);
    let glenn = StaffId::new("btgadmin");
    morgan.invite_again(&glenn).await.refused_with(ProblemCode::OutranksYou);
    morgan.revoke_invitation(&glenn).await.refused_with(ProblemCode::OutranksYou);
    morgan.give_role("btgadmin", 1, "nurse").await.refused_with(ProblemCode::OutranksYou);
    morgan
        .customize("btgadmin", 1, &[], &[Permission::ManageRoles])
        .await
        .refused_with(ProblemCode::OutranksYou);
    assert_eq!(morgan.detail("btgadmin").await, before);

    let glenn = practice.sign_in("btgadmin").await;
    assert!(!glenn.detail("morganm").await.outranks_you);
    glenn.reset("morganm").await.is(202);
    glenn.deactivate("morganm").await.is(200);
}

/// There is no person in a path that the server does not know.
#[tokio::test]
async fn nobody_is_nowhere_to_be_found() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body = json!({ "first_name": "No" });
    for answer in [
        morgan.person("nobody").await,
        morgan.update("nobody", 1, &body).await,
        morgan.deactivate("nobody").await,
        morgan.reactivate("nobody").await,
        morgan.reset("nobody").await,
        morgan.revoke("nobody").await,
        morgan.invite_again(&StaffId::new("nobody")).await,
        morgan.revoke_invitation(&StaffId::new("nobody")).await,
        morgan.give_role("nobody", 1, "nurse").await,
        morgan.customize("nobody", 1, &[], &[]).await,
        morgan.get("/api/v1/staff/%F0%9F%90%90").await,
        morgan.get("/api/v1/staff/%FF%00").await,
    ] {
        answer.refused_with(ProblemCode::NotFound);
    }
}
