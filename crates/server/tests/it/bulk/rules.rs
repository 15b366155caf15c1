//! What is done to each: the single act, by its own rules.

use super::{
    begin, by_now, carry_out, deactivate, matching, outcome, people, preview, reset, results, retry,
};
use crate::practice::{HOUR, Practice};
use serde_json::json;
use staffroom_contract::paths;
use staffroom_contract::{
    BulkPreview, BulkReason, FieldProblem, FieldRule, Office, Permission, ProblemCode, StaffPage, SystemRole,
};

/// By no kind of bulk act does anybody act upon somebody who may do more than they, or upon themselves where nobody
/// does so alone.
#[tokio::test]
async fn rank_holds_in_every_bulk_act() {
    let practice = Practice::open().await;
    practice.invite("ina").await;
    let glenn = practice.sign_in("btgadmin").await;
    let office: Office = glenn.add_office("Riverside").await.is(201).json();
    let morgan = practice.sign_in("morganm").await;
    for act in [
        reset(),
        deactivate(),
        json!({ "kind": "move_office", "to": office.id }),
        json!({ "kind": "move_provider", "primary_provider_id": "employee13" }),
    ] {
        let before = glenn.detail("btgadmin").await;
        let outcome = outcome(&practice, &morgan, &act, &["btgadmin", "camilles"]).await;
        assert_eq!(outcome, [Some(BulkReason::OutranksYou), None], "{act}");
        assert_eq!(glenn.detail("btgadmin").await, before, "{act}");
    }
    practice.customize("ina", &[Permission::ManageRoles], &[]).await;
    let invite = json!({ "kind": "send_invitation" });
    let outcome_of_invitations = outcome(&practice, &morgan, &invite, &["ina", "marcusstaff"]).await;
    assert_eq!(outcome_of_invitations, [Some(BulkReason::OutranksYou), Some(BulkReason::NotPending)]);
    assert_eq!(
        outcome(&practice, &morgan, &deactivate(), &["morganm", "camilles"]).await,
        [Some(BulkReason::Yourself), Some(BulkReason::NotActive)]
    );
}

/// Invitations are sent again to those who wait for one, and people are moved where they were not.
#[tokio::test]
async fn people_are_invited_and_moved() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let main = glenn.add_office("Main Street").await.is(201).json::<Office>().id;
    let river = glenn.add_office("Riverside").await.is(201).json::<Office>().id;
    let hill = glenn.add_office("Hilltop").await.is(201).json::<Office>().id;
    glenn.update("camilles", 1, &json!({ "office_ids": [&main, &hill] })).await.is(200);
    glenn.update("marcusstaff", 1, &json!({ "office_ids": [&river] })).await.is(200);

    let from_main = json!({ "kind": "move_office", "from": &main, "to": &river });
    let moved = outcome(&practice, &glenn, &from_main, &["camilles", "marcusstaff", "hannah"]).await;
    assert_eq!(moved, [None, Some(BulkReason::NothingToChange), Some(BulkReason::NothingToChange)]);
    let names = |detail: staffroom_contract::StaffDetail| {
        let mut names: Vec<_> = detail.staff.offices.into_iter().map(|office| office.name).collect();
        names.sort();
        names
    };
    assert_eq!(names(glenn.detail("camilles").await), ["Hilltop", "Riverside"]);
    let anywhere = json!({ "kind": "move_office", "to": &main });
    assert_eq!(outcome(&practice, &glenn, &anywhere, &["camilles"]).await, [None]);
    assert_eq!(names(glenn.detail("camilles").await), ["Main Street"]);

    let provider = json!({ "kind": "move_provider", "primary_provider_id": "employee13" });
    assert_eq!(outcome(&practice, &glenn, &provider, &["camilles"]).await, [None]);
    assert_eq!(
        outcome(&practice, &glenn, &provider, &["camilles"]).await,
        [Some(BulkReason::NothingToChange)]
    );

    glenn
        .create(&json!({
            "first_name": "New", "last_name": "Person", "primary_provider_id": "hannah", "role_id": "staff",
            "username": "newperson", "email": "new@email.xyz",
        }))
        .await
        .is(201);
    practice.wait(HOUR);
    let glenn = practice.sign_in("btgadmin").await;
    let new = glenn.list("?search=newperson").await.is(200).json::<StaffPage>();
    let id = new.items[0].id.as_str();
    let invite = json!({ "kind": "send_invitation" });
    assert_eq!(outcome(&practice, &glenn, &invite, &[id]).await, [None]);
}

/// Whoever is restricted to their offices learns nothing of anybody else, reaches nobody else, and moves nobody beyond.
#[tokio::test]
async fn offices_bound_a_bulk_act() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let main = glenn.add_office("Main Street").await.is(201).json::<Office>().id;
    let river = glenn.add_office("Riverside").await.is(201).json::<Office>().id;
    glenn.update("camilles", 1, &json!({ "office_ids": [&main] })).await.is(200);
    glenn.update("hannah", 1, &json!({ "office_ids": [&main, &river] })).await.is(200);
    glenn.update("marcusstaff", 1, &json!({ "office_ids": [&river] })).await.is(200);
    let restricted = json!({ "restrict_offices": true, "office_ids": [&main] });
    glenn.restrict("morganm", 1, &restricted).await.is(200);
    let morgan = practice.sign_in("morganm").await;

    let bulk = begin(&morgan, &reset(), &["camilles", "marcusstaff"]).await;
    carry_out(&practice).await;
    let found = results(&morgan, &bulk).await;
    let found: Vec<_> = found.iter().map(|result| (result.full_name.as_deref(), result.reason)).collect();
    assert_eq!(found, [(Some("Camille Nurse"), None), (None, Some(BulkReason::NotFound))]);
    assert!(!glenn.detail("marcusstaff").await.password_reset.is_some_and(|link| link.state.is_live()));
    let previewed: BulkPreview = preview(&morgan, &deactivate(), &matching(&json!({}))).await.is(200).json();
    assert_eq!(previewed.selected, 3, "Camille, Hannah and herself");
    let file = morgan.get(&paths::bulk_results_csv(&bulk.id)).await.is(200).body;
    assert!(!file.contains("Marcus"), "{file}");

    let beyond = json!({ "kind": "move_office", "to": &river });
    preview(&morgan, &beyond, &people(&["camilles"])).await.refused_with(ProblemCode::BeyondYourOffices);
    let within = json!({ "kind": "move_office", "to": &main });
    let outcome = outcome(&practice, &morgan, &within, &["hannah", "camilles"]).await;
    assert_eq!(outcome, [Some(BulkReason::BeyondYourOffices), Some(BulkReason::NothingToChange)]);
    let elsewhere = json!({ "kind": "move_provider", "primary_provider_id": "employee13" });
    let problem = FieldProblem::new("primary_provider_id", FieldRule::NotAProvider);
    preview(&morgan, &elsewhere, &people(&["camilles"])).await.refuses(&[problem]);
}

/// Nobody gets more links within an hour than one by one; how many others get some counts for nothing, neither for the
/// bulk act nor for what is sent one by one afterwards.
#[tokio::test]
async fn one_person_gets_so_many_links_an_hour() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for _ in 0..3 {
        morgan.reset("camilles").await.is(202);
    }
    let mut usernames = vec!["camilles".to_owned()];
    for number in 0..40 {
        usernames.push(format!("hire{number}"));
        practice.hire(&format!("hire{number}"), SystemRole::Staff).await;
    }
    let usernames: Vec<_> = usernames.iter().map(String::as_str).collect();
    let previewed: BulkPreview = preview(&morgan, &reset(), &people(&usernames)).await.is(200).json();
    assert_eq!((previewed.possible, previewed.left_out[0].reason), (40, BulkReason::TooSoon));
    let bulk = begin(&morgan, &reset(), &usernames).await;
    carry_out(&practice).await;
    let done = by_now(&morgan, &bulk).await;
    assert_eq!((done.done, done.failed), (40, 1));
    morgan.reset("marcusstaff").await.is(202);

    retry(&morgan, &bulk).await.is(202);
    retry(&morgan, &bulk).await.refused_with(ProblemCode::BulkRunning);
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.failed, 1, "it is too soon still");
    practice.wait(HOUR);
    let morgan = practice.sign_in("morganm").await;
    retry(&morgan, &bulk).await.is(202);
    carry_out(&practice).await;
    let done = by_now(&morgan, &bulk).await;
    assert_eq!((done.done, done.failed), (41, 0));
    retry(&morgan, &bulk).await.refused_with(ProblemCode::NothingFailed);
}
