//! What the results of an import tell of people whom whoever confirmed it may not see any more.

use crate::import::{check, file, nurse};
use crate::practice::Practice;
use serde_json::json;
use staffroom_contract::{ImportRowState, Office, RowProblem, paths};

/// Once somebody is restricted to their offices, the results of their imports name nobody beyond them: neither whom a
/// row has added, nor who has what it wanted. Which row it was and what became of it stays.
#[tokio::test]
async fn results_name_nobody_beyond_reach() {
    let practice = Practice::open().await;
    let glenn = practice.sign_in("btgadmin").await;
    let main: Office = glenn.add_office("Main Street").await.is(201).json();
    let morgan = practice.sign_in("morganm").await;
    let import = check(&morgan, file(&[&nurse("anurse"), &nurse("camilles")])).await;
    morgan.confirm_import(&import.id, true).await.is(202);
    practice.add_imported().await;
    let ada = morgan.import_rows(&import.id, "?state=added").await[0].staff_id.clone().unwrap();

    let restricted = json!({ "restrict_offices": true, "office_ids": [main.id] });
    glenn.restrict("morganm", 1, &restricted).await.is(200);
    let morgan = practice.sign_in("morganm").await;
    morgan.get(&paths::staff_member(&ada)).await.is(404);
    let rows = morgan.import_rows(&import.id, "").await;
    let states: Vec<_> = rows.iter().map(|row| (row.row, row.state)).collect();
    assert_eq!(states, [(2, ImportRowState::Added), (3, ImportRowState::LeftOut)]);
    assert!(rows.iter().all(|row| row.full_name.is_none() && row.staff_id.is_none()), "{rows:?}");
    let names = |problems: &[RowProblem]| {
        let named = |problem: &RowProblem| match problem {
            RowProblem::Cell(problem) => problem.taken_by.clone(),
            _ => None,
        };
        problems.iter().filter_map(named).collect::<Vec<_>>()
    };
    assert_eq!((rows[1].problems.len(), names(&rows[1].problems)), (2, vec![]));
    let results = paths::import_results_csv(&import.id);
    let csv = morgan.get(&results).await.is(200).body;
    assert_eq!(
        csv,
        "\u{feff}row,result,name,staff_id,problems\r\n2,added,,,\r\n\
         3,left_out,,,username: taken; email: taken\r\n"
    );

    for person in [ada.as_str(), "camilles"] {
        glenn.update(person, 1, &json!({ "office_ids": [main.id] })).await.is(200);
    }
    let rows = morgan.import_rows(&import.id, "").await;
    assert_eq!((rows[0].full_name.as_deref(), rows[0].staff_id.as_ref()), (Some("Ada Nurse"), Some(&ada)));
    assert_eq!(names(&rows[1].problems), ["Camille Nurse", "Camille Nurse"]);
    assert!(morgan.get(&results).await.body.contains("2,added,Ada Nurse,"));
}

/// That results were handed out is in the record, and so is that somebody tried who may not.
#[tokio::test]
async fn an_export_of_results_is_recorded() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let import = check(&morgan, file(&[&nurse("anurse")])).await;
    morgan.get(&paths::import_results_csv(&import.id)).await.is(200);
    let event = &morgan.audit_log("?event=import_results_exported").await.items[0];
    assert_eq!(event.actor.as_ref().unwrap().id.as_str(), "morganm");
    assert!(event.details.iter().any(|told| told.name == "import_id" && told.value == import.id.as_str()));
    let camille = practice.sign_in("camilles").await;
    camille.get(&paths::import_results_csv(&import.id)).await.is(403);
    let refused = &morgan.audit_log("?event=import_results_exported&result=refused").await.items[0];
    assert_eq!(refused.actor.as_ref().unwrap().id.as_str(), "camilles");
}
