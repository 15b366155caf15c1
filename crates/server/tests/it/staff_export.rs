//! The staff table as a file.

use crate::browser::Browser;
use crate::import::{confirm, nurses};
use crate::practice::Practice;
use futures_util::StreamExt;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{FieldProblem, FieldRule, Import, Office, Permission, ProblemCode, StaffPage};

const HEADING: &str = "\u{feff}first_name,last_name,username,email,role,primary_provider,care_team_role_code,\
                       care_team_identifier,cell_phone,home_phone,offices,status,primary_provider_name,\
                       care_team_role,last_sign_in\r\n";

async fn export(browser: &Browser, query: &str) -> String {
    browser.get(&format!("/api/v1/staff.csv{query}")).await.is(200).body
}

/// The usernames in a file, in their order: what stands before the first email address of each line.
fn usernames(file: &str) -> Vec<String> {
    let lines = file.lines().skip(1);
    lines.map(|line| line.split('@').next().unwrap().rsplit(',').next().unwrap().to_owned()).collect()
}

/// Each person is a row with all that an import reads and what one wants to see besides.
#[tokio::test]
async fn a_person_is_a_row() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let main: Office = morgan.add_office("Main Street").await.is(201).json();
    let river: Office = morgan.add_office("River; East").await.is(201).json();
    morgan.update("camilles", 1, &json!({ "office_ids": [main.id, river.id] })).await.is(200);
    practice.sign_in("camilles").await;
    let answer = morgan.get("/api/v1/staff.csv?search=camilles").await.is(200);
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"staff.csv\""));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let row = format!(
        "Camille,Nurse,camilles,camilles@email.xyz,Nurse,hannah,310182000,,111-222-3333,,Main Street; {},active,\
         Hannah Provider,General nurse (occupation),2025-11-23T12:13:20Z\r\n",
        river.id
    );
    assert_eq!(answer.body, format!("{HEADING}{row}"));
}

/// The file holds exactly whom the table shows under the same filter, on however many pages, in the same order.
#[tokio::test]
async fn the_file_is_the_filtered_list() {
    let practice = Practice::open().await;
    for number in 0..70 {
        let hire = json!({
            "first_name": format!("N{number}"), "last_name": "Pending", "role_id": "nurse", "primary_provider_id": "hannah",
            "username": format!("pending{number}"), "email": format!("pending{number}@email.xyz"),
        });
        practice.wait(5 * 60);
        practice.sign_in("morganm").await.create(&hire).await.is(201);
    }
    let morgan = practice.sign_in("morganm").await;
    for query in [
        "?status=pending",
        "?status=active&role=nurse",
        "?search=pending1&sort=name&direction=descending",
        "?sign_in=never",
        "",
    ] {
        let mut listed = Vec::new();
        let mut after = String::new();
        loop {
            let and = if query.is_empty() { "?" } else { "&" };
            let page: StaffPage = morgan.list(&format!("{query}{and}limit=40{after}")).await.is(200).json();
            listed.extend(page.items.into_iter().map(|person| person.username));
            let Some(next) = page.next else { break };
            after = format!("&after={next}");
        }
        let file = export(&morgan, query).await;
        assert!(!listed.is_empty());
        assert_eq!(usernames(&file), listed, "{query}");
    }
    assert_eq!(export(&morgan, "?search=nobody-at-all").await, HEADING);
}

/// Whoever is restricted to their offices gets nobody beyond them.
#[tokio::test]
async fn a_file_reaches_no_further_than_its_person() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let main: Office = glenn.add_office("Main Street").await.is(201).json();
    glenn.update("camilles", 1, &json!({ "office_ids": [main.id] })).await.is(200);
    glenn.restrict("morganm", 1, &json!({ "restrict_offices": true, "office_ids": [main.id] })).await.is(200);
    let morgan = practice.sign_in("morganm").await;
    let file = export(&morgan, "").await;
    assert_eq!(usernames(&file), ["morganm", "camilles"]);

    // The table tells of a provider elsewhere by their name alone.
    assert!(file.contains(",Hannah Provider,"), "{file}");
    assert!(!file.contains("hannah"), "{file}");
    glenn.update("hannah", 1, &json!({ "office_ids": [main.id] })).await.is(200);
    assert!(export(&morgan, "?search=camilles").await.contains(",Nurse,hannah,"));
}

/// Whoever is signed out, deactivated or may not any more while their file leaves gets one that is broken off.
#[tokio::test]
async fn a_file_ends_with_the_right_to_it() {
    for ending in ["signed out", "deactivated", "lost the permission"] {
        let practice = Practice::open().await;
        let morgan = practice.sign_in("morganm").await;
        confirm(&morgan, nurses(400)).await;
        practice.add_imported().await;
        let mut file = morgan.load(template::STAFF_CSV).await;
        let first = file.next().await.unwrap().unwrap();
        assert!(first.len() > 1_000, "{ending}");
        let glenn = practice.sign_in("btgadmin").await;
        match ending {
            "signed out" => drop(glenn.end_staff_sessions("morganm").await.is(204)),
            "deactivated" => drop(glenn.deactivate("morganm").await.is(200)),
            _ => practice.customize("morganm", &[], &[Permission::ManageAccounts]).await,
        }
        assert!(file.next().await.unwrap().is_err(), "{ending}");
    }
}

/// No name becomes a formula, and what was exported can be imported as it was.
#[tokio::test]
async fn a_formula_is_a_text_and_comes_back_as_it_was() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let names = json!({ "first_name": "=HYPERLINK(\"https://evil.example\")", "last_name": "＋1; =É, \"Jr.\"", "cell_phone": "+1 111 222 3333" });
    morgan.update("camilles", 1, &names).await.is(200);
    let file = export(&morgan, "?search=camilles").await;
    let row = "\"'=HYPERLINK(\"\"https://evil.example\"\")\",\"'＋1;' =É, \"\"Jr.\"\"\",camilles,camilles@email.xyz,Nurse,hannah,310182000,,'+1 111 222 3333,,,active,";
    assert!(file.strip_prefix(HEADING).unwrap().starts_with(row), "{file}");

    let file = file.replace("camilles", "another");
    let import: Import = morgan.check_import(file).await.is(201).json();
    morgan.confirm_import(&import.id, false).await.is(202);
    practice.add_imported().await;
    let rows = morgan.import_rows(&import.id, "").await;
    let staff = morgan.detail(rows[0].staff_id.as_ref().unwrap().as_str()).await.staff;
    assert_eq!(staff.summary.first_name, "=HYPERLINK(\"https://evil.example\")");
    assert_eq!(staff.summary.last_name, "＋1; =É, \"Jr.\"");
    assert_eq!(staff.summary.cell_phone.as_deref(), Some("+1 111 222 3333"));
}

/// That people were handed out is in the record, with what was asked for and how many they were.
#[tokio::test]
async fn an_export_is_recorded() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    export(&morgan, "?search=nurse&status=active").await;
    let event = &morgan.audit_log("?event=staff_exported").await.items[0];
    let details: Vec<_> =
        event.details.iter().map(|detail| (detail.name.as_str(), detail.value.as_str())).collect();
    assert_eq!(details, [("people", "1"), ("search", "nurse"), ("status", "active")]);
    let camille = practice.sign_in("camilles").await;
    camille.get("/api/v1/staff.csv").await.refused_with(ProblemCode::Forbidden);
    let event = &morgan.audit_log("?event=staff_exported&result=refused").await.items[0];
    assert_eq!(event.actor.as_ref().unwrap().id.as_str(), "camilles");
}

/// A file has no pages, and nothing unknown is passed over.
#[tokio::test]
async fn what_no_list_knows_is_refused() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for (query, field, rule) in [
        ("?limit=5", "limit", FieldRule::Unknown),
        ("?after=x", "after", FieldRule::Unknown),
        ("?status=gone", "status", FieldRule::WrongType),
    ] {
        let refused = FieldProblem::new(field, rule);
        morgan.get(&format!("/api/v1/staff.csv{query}")).await.refuses(&[refused]);
    }
}
