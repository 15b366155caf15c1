//! Answers say what their description says that they do, and nothing more.

use crate::authority::{matrix, stage};
use serde_json::Value;

/// What stands in the database and is for nobody to read.
const INTERNAL: [&str; 8] =
    ["password", "password_hash", "code_hash", "salt", "id_hash", "token", "cookie", "credential_version"];

/// The members that `value` has and `schema` does not describe.
fn undescribed(description: &Value, schemas: &[&Value], value: &Value, path: &str, found: &mut Vec<String>) {
    let schemas: Vec<_> = schemas.iter().flat_map(|schema| alternatives(description, schema)).collect();
    match value {
        Value::Array(items) => {
            let of_items: Vec<_> = schemas.iter().map(|schema| &schema["items"]).collect();
            for item in items {
                undescribed(description, &of_items, item, path, found);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                let path = format!("{path}.{name}");
                let of_member: Vec<_> =
                    schemas.iter().filter_map(|schema| schema["properties"].get(name)).collect();
                if of_member.is_empty() || INTERNAL.contains(&name.as_str()) {
                    found.push(path.clone());
                }
                undescribed(description, &of_member, value, &path, found);
            }
        }
        _ => {}
    }
}

/// A schema, or what it refers to or is put together from.
fn alternatives<'d>(description: &'d Value, schema: &'d Value) -> Vec<&'d Value> {
    if let Some(name) = schema["$ref"].as_str() {
        return alternatives(description, description.pointer(name.trim_start_matches('#')).unwrap());
    }
    let parts = ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|kind| schema[kind].as_array()).flatten();
    let parts = parts.flat_map(|part| alternatives(description, part));
    std::iter::once(schema).chain(parts).collect()
}

/// No answer has a member that its description does not have, and none that is for nobody to read.
#[tokio::test]
async fn no_answer_says_more_than_its_description() {
    let description = serde_json::to_value(staffroom_server::http::description()).unwrap();
    let operations: Vec<&Value> = description["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|path| path.as_object().unwrap().values())
        .collect();
    let mut with_members = 0;
    for row in matrix() {
        let (_practice, [_, _, morgan], code) = stage().await;
        let answer = morgan.send(row.request(&morgan, &code)).await;
        let operation = operations.iter().find(|found| found["operationId"] == row.operation).unwrap();
        let content = &operation["responses"][answer.status.to_string()]["content"];
        if answer.header("content-type") != Some("application/json") {
            continue;
        }
        let mut found = Vec::new();
        let schema = &content["application/json"]["schema"];
        undescribed(&description, &[schema], &answer.json(), row.operation, &mut found);
        assert_eq!(found, Vec::<String>::new());
        with_members += 1;
    }
    assert!(with_members > 5, "{with_members}");
}
