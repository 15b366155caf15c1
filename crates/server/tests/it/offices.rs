//! Where people work, and how far somebody reaches who is restricted to that.

use crate::browser::Browser;
use crate::practice::Practice;
use serde_json::{Value, json};
use staffroom_contract::{
    FieldProblem, FieldRule, Office, OfficeId, ProblemCode, Provider, Staff, StaffId, StaffPage, paths,
};

/// A practice with two offices: Camille works in the first, Marcus in the second, Hannah in both.
struct Stage {
    practice: Practice,
    glenn: Browser,
    main: OfficeId,
    river: OfficeId,
}

impl Stage {
    async fn set() -> Self {
        let practice = Practice::open().await;
        let glenn = practice.sign_in("btgadmin").await;
        let main = glenn.add_office("Main Street").await.is(201).json::<Office>().id;
        let river = glenn.add_office("Riverside").await.is(201).json::<Office>().id;
        for (username, offices) in
            [("camilles", vec![&main]), ("marcusstaff", vec![&river]), ("hannah", vec![&main, &river])]
        {
            glenn.update(username, 1, &json!({ "office_ids": offices })).await.is(200);
        }
        Self { practice, glenn, main, river }
    }

    /// Restricts Morgan to the first office, while she is signed in.
    async fn morgan_at_main(&self) -> Browser {
        let morgan = self.practice.sign_in("morganm").await;
        morgan.person("marcusstaff").await.is(200);
        let body = json!({ "restrict_offices": true, "office_ids": [&self.main] });
        self.glenn.restrict("morganm", 1, &body).await.is(200);
        morgan
    }
}

fn office_names(staff: &Staff) -> Vec<&str> {
    staff.offices.iter().map(|office| office.name.as_str()).collect()
}

async fn listed(browser: &Browser, query: &str) -> (Vec<String>, u64) {
    let page: StaffPage = browser.list(query).await.is(200).json();
    (page.items.into_iter().map(|person| person.id.to_string()).collect(), page.total)
}

/// An office is added, renamed and closed, and stays in the list and in the record.
#[tokio::test]
async fn an_office_is_added_renamed_and_closed() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let office: Office = morgan.add_office(" Main Street ").await.is(201).json();
    assert_eq!((office.name.as_str(), office.people, office.can_be_chosen), ("Main Street", 0, true));
    morgan.update("camilles", 1, &json!({ "office_ids": [office.id] })).await.is(200);
    let renamed: Office = morgan.rename_office(&office.id, "MAIN street").await.is(200).json();
    assert_eq!((renamed.name.as_str(), renamed.people), ("MAIN street", 1));
    let closed: Office = morgan.close_office(&office.id).await.is(200).json();
    assert!(closed.closed_at.is_some() && !closed.can_be_chosen);
    assert_eq!(morgan.close_office(&office.id).await.is(200).json::<Office>(), closed);
    assert_eq!(morgan.offices().await, [closed]);
    morgan.rename_office(&office.id, "Elsewhere").await.refused_with(ProblemCode::NotFound);
    morgan.rename_office(&OfficeId::new("none"), "Elsewhere").await.refused_with(ProblemCode::NotFound);

    let events: Vec<_> = morgan.audit_log("?limit=4").await.items.into_iter().map(|row| row.event).collect();
    assert_eq!(events, ["office_closed", "office_renamed", "staff_updated", "office_added"]);
}

/// No two open offices have one name; a closed one gives its name free.
#[tokio::test]
async fn open_offices_have_names_of_their_own() {
    let stage = Stage::set().await;
    let taken = [FieldProblem::new("name", FieldRule::Taken)];
    stage.glenn.add_office("RIVERSIDE").await.refuses(&taken);
    stage.glenn.rename_office(&stage.main, "riverside").await.refuses(&taken);
    stage.glenn.add_office("  ").await.refuses(&[FieldProblem::new("name", FieldRule::Required)]);
    stage.glenn.close_office(&stage.river).await.is(200);
    stage.glenn.add_office("Riverside").await.is(201);
}

/// Nobody is given a closed office any more; whoever works there stays until they are given another one.
#[tokio::test]
async fn a_closed_office_cannot_be_chosen() {
    let stage = Stage::set().await;
    let Stage { glenn, main, river, .. } = &stage;
    glenn.close_office(river).await.is(200);
    let marcus = glenn.detail("marcusstaff").await.staff;
    assert!(marcus.offices[0].is_closed);
    let not_a_choice = [FieldProblem::new("office_ids", FieldRule::NotAChoice)];
    glenn.update("camilles", 2, &json!({ "office_ids": [main, river] })).await.refuses(&not_a_choice);
    glenn.update("camilles", 2, &json!({ "office_ids": ["none"] })).await.refuses(&not_a_choice);
    let body = json!({ "restrict_offices": true, "office_ids": [river] });
    glenn.restrict("camilles", 2, &body).await.refuses(&not_a_choice);
    let both: Staff =
        glenn.update("marcusstaff", 2, &json!({ "office_ids": [main, river] })).await.is(200).json();
    assert_eq!(office_names(&both), ["Main Street", "Riverside"]);
}

/// Where somebody works is saved like their name, and the table shows those of one office.
#[tokio::test]
async fn the_table_is_narrowed_to_an_office() {
    let stage = Stage::set().await;
    let query = format!("?office={}", stage.main);
    assert_eq!(listed(&stage.glenn, &query).await, (vec!["camilles".to_owned(), "hannah".to_owned()], 2));
    assert_eq!(listed(&stage.glenn, &format!("{query}&search=hannah&limit=1")).await.1, 1);
    assert_eq!(listed(&stage.glenn, "?office=none").await, (vec![], 0));
}

/// Whoever is restricted sees from their next request on only those who share an office with them, and themselves.
#[tokio::test]
async fn whoever_is_restricted_sees_only_their_offices() {
    let stage = Stage::set().await;
    let morgan = stage.morgan_at_main().await;
    let reached = ["morganm", "camilles", "hannah"];
    let (mut ids, total) = listed(&morgan, "").await;
    ids.sort_unstable();
    assert_eq!((ids, total), (vec!["camilles".into(), "hannah".into(), "morganm".into()], 3));
    assert_eq!(listed(&morgan, "?search=marcus").await, (vec![], 0));
    assert_eq!(listed(&morgan, &format!("?office={}", stage.river)).await.0, ["hannah"]);
    for username in reached {
        morgan.person(username).await.is(200);
    }
    let providers: Vec<Provider> = morgan.get(paths::template::PROVIDERS).await.is(200).json();
    assert_eq!(providers.len(), 1);
    assert_eq!(providers[0].id, StaffId::new("hannah"));
    let chosen: Vec<_> = morgan.offices().await.into_iter().filter(|office| office.can_be_chosen).collect();
    assert_eq!(chosen.len(), 1);
    assert_eq!(chosen[0].id, stage.main);

    let free = json!({ "restrict_offices": false, "office_ids": [stage.main] });
    stage.glenn.restrict("morganm", 2, &free).await.is(200);
    morgan.person("marcusstaff").await.is(200);
}

/// Whoever is beyond somebody's offices is not there for them: no id, guessed or remembered, leads to them.
#[tokio::test]
async fn nobody_acts_beyond_their_offices() {
    let stage = Stage::set().await;
    let morgan = stage.morgan_at_main().await;
    let before = stage.glenn.detail("marcusstaff").await;
    let restrict = json!({ "restrict_offices": true, "office_ids": [stage.main] });
    for answer in [
        morgan.person("marcusstaff").await,
        morgan.update("marcusstaff", 2, &json!({ "first_name": "M" })).await,
        morgan.update("marcusstaff", 2, &json!({ "office_ids": [stage.main] })).await,
        morgan.restrict("marcusstaff", 2, &restrict).await,
        morgan.deactivate("marcusstaff").await,
        morgan.reactivate("marcusstaff").await,
        morgan.reset("marcusstaff").await,
        morgan.revoke("marcusstaff").await,
        morgan.end_staff_sessions("marcusstaff").await,
    ] {
        answer.refused_with(ProblemCode::NotFound);
    }
    let not_a_provider = [FieldProblem::new("primary_provider_id", FieldRule::NotAProvider)];
    let body = json!({ "primary_provider_id": "employee13" });
    morgan.update("camilles", 2, &body).await.refuses(&not_a_provider);
    assert_eq!(stage.glenn.detail("marcusstaff").await, before);
    morgan.reset("camilles").await.is(202);
}

/// Whoever is restricted gives and takes their own offices only, and sets nobody free; each attempt is recorded.
#[tokio::test]
async fn nobody_gives_what_lies_beyond_their_offices() {
    let stage = Stage::set().await;
    let Stage { glenn, main, river, .. } = &stage;
    let morgan = stage.morgan_at_main().await;
    let beyond = |answer: crate::answer::Answer| answer.refused_with(ProblemCode::BeyondYourOffices);
    beyond(morgan.update("camilles", 2, &json!({ "office_ids": [main, river] })).await);
    beyond(morgan.update("camilles", 2, &json!({ "office_ids": [main, "guessed"] })).await);
    beyond(morgan.update("hannah", 2, &json!({ "office_ids": [main] })).await);
    beyond(morgan.update("morganm", 2, &json!({ "office_ids": [main, river] })).await);
    let restricted = json!({ "restrict_offices": true, "office_ids": [main] });
    let free = json!({ "restrict_offices": false, "office_ids": [main] });
    morgan.restrict("morganm", 2, &free).await.refused_with(ProblemCode::Yourself);
    morgan.restrict("camilles", 2, &restricted).await.is(200);
    beyond(morgan.restrict("camilles", 3, &free).await);
    glenn.restrict("camilles", 3, &free).await.is(200);

    let refused = glenn.audit_log("?result=refused&event=staff_updated").await.items;
    // The second try upon the same person within a minute is counted with the first.
    assert_eq!(refused.len(), 3);
    // What they may take they may take altogether, though they lose sight of the person by it.
    morgan.update("camilles", 4, &json!({ "office_ids": [] })).await.is(200);
    morgan.person("camilles").await.refused_with(ProblemCode::NotFound);
}

/// Restricting somebody is recorded with what was and what is, needs the password, the version, and a higher rank.
#[tokio::test]
async fn restricting_somebody_weighs_heavily() {
    let stage = Stage::set().await;
    let Stage { practice, glenn, main, river } = &stage;
    let body = json!({ "restrict_offices": true, "office_ids": [river, main, river] });
    let marcus: Staff = glenn.restrict("marcusstaff", 2, &body).await.is(200).json();
    assert_eq!(office_names(&marcus), ["Main Street", "Riverside"]);
    assert!(marcus.settings.restrict_offices);
    assert_eq!(glenn.restrict("marcusstaff", 3, &body).await.is(200).header("etag"), Some("\"3\""));
    let row = glenn.audit_log("?event=staff_offices_restricted").await.items.remove(0);
    let told: Vec<_> = row
        .changes
        .iter()
        .map(|change| (change.field.as_str(), change.old.as_deref(), change.new.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("office_ids", Some("Riverside"), Some("Main Street, Riverside")),
            ("restrict_offices", Some("false"), Some("true")),
        ]
    );

    let nowhere = json!({ "restrict_offices": true, "office_ids": [] });
    let required = [FieldProblem::new("office_ids", FieldRule::Required)];
    glenn.restrict("marcusstaff", 3, &nowhere).await.refuses(&required);
    glenn.update("marcusstaff", 3, &json!({ "office_ids": [] })).await.refuses(&required);
    glenn.restrict("marcusstaff", 2, &body).await.refused_with(ProblemCode::StaleVersion);
    glenn.restrict("btgadmin", 1, &body).await.refused_with(ProblemCode::Yourself);
    let own: Value = json!({ "restrict_offices": false, "office_ids": [main] });
    glenn.restrict("btgadmin", 1, &own).await.is(200);
    let morgan = practice.sign_in("morganm").await;
    morgan.restrict("btgadmin", 2, &body).await.refused_with(ProblemCode::OutranksYou);
    practice.wait(301);
    morgan.restrict("marcusstaff", 3, &body).await.refused_with(ProblemCode::ReauthRequired);
    let moved = json!({ "office_ids": [main] });
    morgan.update("marcusstaff", 3, &moved).await.refused_with(ProblemCode::ReauthRequired);
}

/// Whoever is restricted reads in the audit log, and takes along as a file, what is about those whom they see and about
/// the practice; nothing about anybody else, not even what they did themselves when they still saw them.
#[tokio::test]
async fn whoever_is_restricted_reads_of_those_they_see() {
    let stage = Stage::set().await;
    let Stage { practice, glenn, .. } = &stage;
    let morgan = practice.sign_in("morganm").await;
    morgan.update("marcusstaff", 2, &json!({ "first_name": "Marc" })).await.is(200);
    let morgan = stage.morgan_at_main().await;
    practice.sign_in("marcusstaff").await;
    glenn.export_audit_log("").await.is(200);
    glenn.update("camilles", 2, &json!({ "first_name": "Cam" })).await.is(200);

    let everything = glenn.audit_log("?limit=200").await.items;
    assert!(everything.iter().any(|row| row.event == "audit_events_exported"));
    let seen = morgan.audit_log("?limit=200").await.items;
    let of = |id: &str| {
        seen.iter().filter(|row| row.subject.as_ref().is_some_and(|s| s.id.as_str() == id)).count()
    };
    assert_eq!((of("marcusstaff"), of("btgadmin")), (0, 0));
    assert!(of("camilles") == 2 && of("hannah") == 1 && of("morganm") >= 2);
    let events: Vec<_> =
        seen.iter().filter(|row| row.subject.is_none()).map(|row| row.event.as_str()).collect();
    assert_eq!(events, ["office_added", "office_added"]);
    assert_eq!(morgan.audit_log("?subject=marcusstaff").await.items, []);
    assert!(!morgan.audit_log("?actor=btgadmin").await.items.is_empty());

    let file = morgan.export_audit_log("").await.is(200).body;
    assert!(!file.contains("Marc") && file.contains("Cam Nurse"), "{file}");
    // The export itself is a row of their own.
    assert_eq!(file.lines().count(), 1 + seen.len() + 1);
}

/// Whoever is restricted learns that an address is taken, and not by whom if they do not see them.
#[tokio::test]
async fn whoever_is_restricted_is_not_told_who_has_an_address() {
    let stage = Stage::set().await;
    let morgan = stage.morgan_at_main().await;
    let out_of_sight = FieldProblem::new("new_email", FieldRule::Taken);
    morgan.change_email("camilles", "marcusstaff@email.xyz").await.refuses(&[out_of_sight]);
    let in_sight = FieldProblem::taken_by("new_email", "Hannah Provider".to_owned());
    morgan.change_email("camilles", "hannah@email.xyz").await.refuses(&[in_sight]);
}
