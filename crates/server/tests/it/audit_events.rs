//! Reading the audit log, and taking it along as a file.

use crate::practice::Practice;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{FieldChange, FieldProblem, FieldRule, Office, StaffId};
use staffroom_store::{NewAuditEvent, StaffChanges};

/// The newest row comes first, with each changed field's old and new value.
#[tokio::test]
async fn the_log_shows_what_was_changed() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let body = json!({ "first_name": "Camilla", "cell_phone": "", "home_phone": "555-010-9999" });
    morgan.update("camilles", 1, &body).await.is(200);
    morgan.send_link("camilles").await;
    let page = morgan.audit_log("").await;
    let events: Vec<_> = page.items.iter().map(|item| item.event.as_str()).collect();
    assert_eq!(events, ["staff_password_reset_requested", "staff_updated", "signed_in"]);
    let change = |field: &str, old: Option<&str>, new: Option<&str>| FieldChange {
        field: field.to_owned(),
        old: old.map(str::to_owned),
        new: new.map(str::to_owned),
        ..FieldChange::default()
    };
    assert_eq!(
        page.items[1].changes,
        [
            change("cell_phone", Some("111-222-3333"), None),
            change("first_name", Some("Camille"), Some("Camilla")),
            change("home_phone", None, Some("555-010-9999")),
        ]
    );
    let sent_to = page.items[0].details.iter().find(|detail| detail.name == "sent_to").unwrap();
    assert_eq!(sent_to.value, "camilles@email.xyz");
    assert_eq!(page.next, None);
}

/// Rows are found by who, whom, what, how it went and when, page by page.
#[tokio::test]
async fn the_log_is_filtered_and_paged() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let begin = practice.context.clock.now().0;
    practice.wait(60);
    morgan.deactivate("camilles").await.is(200);
    practice.wait(60);
    morgan.reactivate("camilles").await.is(200);
    morgan.deactivate("btgadmin").await.is(403);
    let (middle, end) = (begin + 60, begin + 120);
    for (query, numbers) in [
        (String::new(), &[4, 3, 2, 1][..]),
        ("?actor=morganm".to_owned(), &[4, 3, 2, 1]),
        ("?actor=camilles".to_owned(), &[]),
        ("?subject=camilles".to_owned(), &[3, 2]),
        ("?event=staff_deactivated".to_owned(), &[4, 2]),
        ("?event=staff_deactivated&result=done".to_owned(), &[2]),
        ("?result=refused".to_owned(), &[4]),
        (format!("?from={middle}&until={end}"), &[2]),
        (format!("?until={middle}"), &[1]),
        ("?limit=2".to_owned(), &[4, 3]),
        ("?limit=2&after=3".to_owned(), &[2, 1]),
        ("?after=1".to_owned(), &[]),
        ("?actor=%27%20OR%201%3D1".to_owned(), &[]),
    ] {
        let page = morgan.audit_log(&query).await;
        let found: Vec<_> = page.items.iter().map(|item| item.number).collect();
        assert_eq!(found, numbers, "{query}");
        assert_eq!(page.next.as_deref(), (query == "?limit=2").then_some("3"), "{query}");
    }
}

/// What cannot be asked for is named.
#[tokio::test]
async fn a_filter_that_cannot_be_is_refused() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for (query, field, rule) in [
        ("event=danced", "event", FieldRule::WrongType),
        ("result=maybe", "result", FieldRule::WrongType),
        ("from=yesterday", "from", FieldRule::WrongType),
        ("until=1e9", "until", FieldRule::WrongType),
        ("after=first", "after", FieldRule::WrongType),
        ("limit=0", "limit", FieldRule::WrongType),
        ("limit=201", "limit", FieldRule::WrongType),
        ("sort=hash", "sort", FieldRule::Unknown),
    ] {
        let path = format!("/api/v1/audit-events?{query}");
        morgan.get(&path).await.refuses(&[FieldProblem::new(field, rule)]);
    }
    morgan.export_audit_log("?limit=5").await.refuses(&[FieldProblem::new("limit", FieldRule::Unknown)]);
}

/// The whole log leaves as one file, however long it is, and that it did stands in it.
#[tokio::test]
async fn the_log_is_exported_whole() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let mut transaction = practice.context.store.write().await.unwrap();
    for _ in 0..1200 {
        let event = NewAuditEvent {
            event: "staff_updated",
            at: practice.context.clock.now(),
            actor: Some(StaffId::new("morganm")),
            subject: None,
            refused_as: None,
            details: "{}".to_owned(),
            address: None,
            user_agent: None,
            request_id: None,
        };
        transaction.audit().append(&event).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let answer = morgan.export_audit_log("").await.is(200);
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"audit-events.csv\""));
    let lines: Vec<_> = answer.body.strip_suffix("\r\n").unwrap().split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}number,at,event,result,"), "{}", lines[0]);
    let numbers: Vec<_> = lines[1..].iter().map(|line| line.split(',').next().unwrap()).collect();
    let expected: Vec<_> = (1..=1202).rev().map(|number| number.to_string()).collect();
    assert_eq!(numbers, expected);
    assert!(lines[1].contains(",audit_events_exported,done,,morganm,Morgan Manager,"), "{}", lines[1]);

    let none = morgan.export_audit_log("?event=invitation_accepted&from=7").await.is(200);
    assert_eq!(none.body.lines().count(), 1);
    let event = morgan.audit_log("?limit=1").await.items.remove(0);
    let details: Vec<_> =
        event.details.iter().map(|detail| (detail.name.as_str(), detail.value.as_str())).collect();
    assert_eq!(details, [("event", "invitation_accepted"), ("from", "7")]);
}

/// A row says what the people and roles in it are called by now, as far as its reader sees them.
#[tokio::test]
async fn ids_are_told_by_name() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let main: Office = glenn.add_office("Main Street").await.is(201).json();
    let morgan = practice.sign_in("morganm").await;
    morgan.update("marcusstaff", 1, &json!({ "primary_provider_id": "employee13" })).await.is(200);
    // What is called like an id is none.
    let ada = json!({
        "first_name": "Ada", "last_name": "Nurse", "username": "nurse", "email": "ada@email.xyz", "role_id": "nurse",
        "primary_provider_id": "hannah",
    });
    morgan.create(&ada).await.is(201);
    morgan.export_audit_log("?actor=camilles").await.is(200);
    morgan.get(&format!("{}?role=nurse", template::STAFF_CSV)).await.is(200);
    let names = async |event: &str| {
        let row = morgan.audit_log(&format!("?event={event}")).await.items.remove(0);
        let changes = row.changes.into_iter().map(|change| (change.field, change.old_name, change.new_name));
        let details = row.details.into_iter().map(|detail| (detail.name, None, detail.value_name));
        let named = changes.chain(details).filter(|(_, old, new)| old.is_some() || new.is_some());
        named
            .map(|(name, old, new)| format!("{name} {} {}", old.unwrap_or_default(), new.unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let provider = "primary_provider_id Hannah Provider Employee13 Tests, Jr.";
    assert_eq!(names("staff_updated").await, [provider]);
    assert_eq!(names("staff_created").await, ["primary_provider_id  Hannah Provider", "role_id  Nurse"]);
    assert_eq!(names("audit_events_exported").await, ["actor  Camille Nurse"]);
    assert_eq!(names("staff_exported").await, ["role  Nurse"]);

    glenn.update("marcusstaff", 2, &json!({ "office_ids": [main.id] })).await.is(200);
    glenn.update("hannah", 1, &json!({ "office_ids": [main.id] })).await.is(200);
    glenn.restrict("morganm", 1, &json!({ "restrict_offices": true, "office_ids": [main.id] })).await.is(200);
    assert_eq!(names("audit_events_exported").await, [""; 0]);
    let of_marcus = morgan.audit_log("?event=staff_updated&subject=marcusstaff").await.items.remove(1);
    let [change] = <[FieldChange; 1]>::try_from(of_marcus.changes).unwrap();
    assert_eq!((change.old_name.as_deref(), change.new_name), (Some("Hannah Provider"), None));
    // An id that is asked for names nobody whom they do not see, whatever it is asked for as.
    for filter in ["primary_provider_id", "role", "office"] {
        morgan.get(&format!("{}?{filter}=camilles", template::STAFF_CSV)).await.is(200);
        assert_eq!(names("staff_exported").await, [""; 0], "{filter}");
    }
}

/// A name can neither begin a line of its own, nor pass for a row, nor compute anything in a spreadsheet.
#[tokio::test]
async fn a_name_is_only_a_name() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let name = "=HYPERLINK(\"x\")\r\n9,2026,signed_in\n{\"level\":\"ERROR\"}";
    let mut transaction = practice.context.store.write().await.unwrap();
    let changes = StaffChanges { first_name: Some(name.to_owned()), ..StaffChanges::default() };
    let (camille, now) = (StaffId::new("camilles"), practice.context.clock.now());
    transaction.staff().update(&camille, 1, &changes, now).await.unwrap();
    transaction.commit().await.unwrap();
    morgan.deactivate("camilles").await.is(200);

    let subject = morgan.audit_log("?subject=camilles").await.items.remove(0).subject.unwrap();
    assert_eq!(subject.full_name, format!("{name} Nurse"));
    let csv = morgan.export_audit_log("?subject=camilles").await.is(200).body;
    let cell = format!(",camilles,\"'{} Nurse\",{{}},", name.replace('"', "\"\""));
    assert!(csv.contains(&cell), "{csv}");
}
