//! The limits in the API's description are those that the server holds to.

use crate::authority::{matrix, stage};
use crate::openapi::description;
use crate::strict_requests::parts_of;
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use staffroom_contract::paths::template;
use staffroom_contract::{Bulk, FieldProblem, FieldRule, Import};

/// The values at the limits of a query's member, and whether they are within.
fn edges(schema: &Value) -> Vec<(String, bool)> {
    let mut edges = Vec::new();
    let choices = schema["enum"].as_array().into_iter().flatten();
    edges.extend(choices.map(|choice| (choice.as_str().unwrap().to_owned(), true)));
    if !edges.is_empty() {
        edges.push(("no_choice".to_owned(), false));
    }
    if schema["minLength"] == 1 {
        edges.push((String::new(), false));
    }
    if let Some(least) = schema["minimum"].as_u64().filter(|least| *least > 0) {
        edges.extend([(least.to_string(), true), ((least - 1).to_string(), false)]);
    }
    if let Some(most) = schema["maximum"].as_u64() {
        edges.extend([(most.to_string(), true), ((most + 1).to_string(), false)]);
    }
    if let Some(longest) = length(&schema["maxLength"]) {
        edges.extend([("x".repeat(longest), true), ("x".repeat(longest + 1), false)]);
    }
    edges
}

fn length(limit: &Value) -> Option<usize> {
    usize::try_from(limit.as_u64()?).ok()
}

/// A query's member is taken up to its limit and with each choice that there is, and is refused by its name beyond.
#[tokio::test]
async fn a_query_has_the_limits_that_are_described() {
    let (_practice, [_, _, morgan], code) = stage().await;
    let begin = matrix().into_iter().find(|row| row.operation == "start_bulk").unwrap();
    let bulk: Bulk = morgan.send(begin.request(&morgan, &code)).await.is(202).json();
    let file = "first_name,last_name,username,email,role\nAda,Nurse,anurse,anurse@email.xyz,Nurse\n";
    let import: Import = morgan.check_import(file).await.is(201).json();
    let description = description();
    let mut tried = 0;
    for (path, operations) in description["paths"].as_object().unwrap() {
        // Of what has an id, only what an import or a bulk act is about takes limits.
        let is_import = path.starts_with(template::IMPORTS);
        let path = path.replace("{id}", if is_import { import.id.as_str() } else { bulk.id.as_str() });
        for parameter in operations["get"]["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            for (value, fits) in edges(schema(&description, &parameter["schema"])) {
                let answer = morgan.get(&format!("{path}?{name}={value}")).await;
                assert_eq!(answer.status, if fits { 200 } else { 422 }, "{path}?{name}={value}");
                assert!(fits || answer.json::<Value>()["fields"][0]["field"] == name, "{}", answer.body);
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried}");
}

/// A text that is longer or shorter than described, and a number that is higher or lower, is refused by the same number.
#[tokio::test]
async fn a_body_has_the_limits_that_are_described() {
    let (_practice, [_, _, morgan], code) = stage().await;
    let description = description();
    let mut tried = 0;
    for row in matrix() {
        let (parts, body) = parts_of(&row, &morgan, &code).await;
        let schema = schema_of_body(&description, row.operation);
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            for (value, rule) in beyond(member) {
                let mut body: Value = serde_json::from_slice(&body).unwrap();
                body[name] = value;
                let request = Request::from_parts(parts.clone(), Body::from(body.to_string()));
                let problem = match rule {
                    (FieldRule::TooShort, 1) => FieldProblem::new(name, FieldRule::Required),
                    (rule, limit) => FieldProblem::with_limit(name, rule, limit),
                };
                morgan.send(request).await.refuses(&[problem]);
                tried += 1;
            }
        }
    }
    assert!(tried > 30, "{tried}");
}

/// The values just past the limits of a body's member, with the rule that each breaks and the limit.
fn beyond(member: &Value) -> Vec<(Value, (FieldRule, u32))> {
    let limit = |name: &str| member[name].as_u64().map(|limit| u32::try_from(limit).unwrap());
    let text = |length: u32| json!("1".repeat(usize::try_from(length).unwrap()));
    let beyond = [
        limit("maxLength").map(|most| (text(most + 1), (FieldRule::TooLong, most))),
        limit("minLength").map(|least| (text(least - 1), (FieldRule::TooShort, least))),
        limit("maximum").map(|most| (json!(most + 1), (FieldRule::TooHigh, most))),
        limit("minimum")
            .filter(|least| *least > 0)
            .map(|least| (json!(least - 1), (FieldRule::TooLow, least))),
    ];
    beyond.into_iter().flatten().collect()
}

/// What an operation's body has to look like; `null` if it takes none.
fn schema_of_body<'d>(description: &'d Value, operation: &str) -> &'d Value {
    let paths = description["paths"].as_object().unwrap().values();
    let mut operations = paths.flat_map(|path| path.as_object().unwrap().values());
    let found = operations.find(|found| found["operationId"] == operation).unwrap();
    let body = &found["requestBody"]["content"]["application/json"]["schema"];
    schema(description, body["oneOf"].get(0).unwrap_or(body))
}

/// What stands behind a reference.
fn schema<'d>(description: &'d Value, schema: &'d Value) -> &'d Value {
    let reference = schema["$ref"].as_str();
    reference.map_or(schema, |name| description.pointer(name.trim_start_matches('#')).unwrap())
}
