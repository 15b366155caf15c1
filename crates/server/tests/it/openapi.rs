//! The API's description.

use crate::practice::Practice;
use serde_json::Value;
use staffroom_contract::{ProblemCode, paths};
use std::path::Path;

/// Set to write the description down anew.
const UPDATE: &str = "UPDATE_SNAPSHOTS";

pub(crate) fn description() -> Value {
    serde_json::to_value(staffroom_server::http::description()).unwrap()
}

/// No shape changes unnoticed: whoever changes one sees it here, and so does whoever reviews it.
#[test]
fn the_description_is_the_one_that_was_reviewed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/openapi.json");
    let found = serde_json::to_string_pretty(&description()).unwrap() + "\n";
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&path, found).unwrap();
        return;
    }
    let reviewed = std::fs::read_to_string(&path).unwrap_or_default();
    let same = reviewed.lines().zip(found.lines()).take_while(|(reviewed, found)| reviewed == found).count();
    assert!(
        reviewed == found,
        "the API's description has changed, first in line {}; if that is meant, run the test with {UPDATE}=1 \
         and look at the difference",
        same + 1,
    );
}

/// Anybody may read how the API works.
#[tokio::test]
async fn the_description_is_served() {
    let practice = Practice::open().await;
    let answer = practice.stranger().get(paths::OPENAPI).await.is(200);
    assert_eq!(answer.json::<Value>(), description());
}

/// Whatever the description refers to is in it.
#[test]
fn every_reference_leads_somewhere() {
    let description = description();
    let text = description.to_string();
    let references = text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next());
    for reference in references {
        assert!(description.pointer(reference).is_some(), "{reference}");
    }
}

/// A request that denies unknown members says so, for those who build their own.
#[test]
fn requests_are_strict() {
    let description = description();
    let bodies = [
        "SignIn",
        "Reauthenticate",
        "UpdateStaff",
        "ResetStaffPassword",
        "InspectPasswordReset",
        "CompletePasswordReset",
        "FreezeAccount",
        "ChangeOwnPassword",
        "ChangeEmail",
        "ConfirmEmailChange",
        "ObjectToEmailChange",
        "ChangeStaffSettings",
        "SetStaffPin",
    ];
    for name in bodies {
        let schema = &description["components"]["schemas"][name];
        assert_eq!(schema["additionalProperties"], false, "{name}");
    }
}

/// The description knows every problem that there is.
#[test]
fn every_problem_is_described() {
    let text = description()["paths"].to_string();
    for code in ProblemCode::ALL {
        let is_everywhere = [ProblemCode::MethodNotAllowed].contains(code);
        assert!(is_everywhere || text.contains(&format!("`{}`", code.name())), "{}", code.name());
    }
}
