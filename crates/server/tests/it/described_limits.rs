//! The limits in the API's description are those that the server holds to.

use crate::authority::{matrix, stage};
use crate::openapi::description;
use crate::strict_requests::parts_of;
use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use staffroom_contract::paths::template;
use staffroom_contract::{Bulk, FieldProblem, FieldRule};

/// The values at the limits of a query's member, and whether they are within.
fn edges(schema: &Value) -> Vec<(String, bool)> {
    let mut edges = Vec::new();
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

/// A query's member is taken up to its limit, and is refused by its name beyond.
#[tokio::test]
async fn a_query_has_the_limits_that_are_described() {
    let (_practice, [_, _, morgan], _) = stage().await;
    let begun = json!({
        "act": { "kind": "reset_password" }, "selection": { "people": ["camilles"] }, "expected": 1,
    });
    let bulk: Bulk = morgan.post(template::BULK, &begun).await.is(202).json();
    let description = description();
    let mut tried = 0;
    for (path, operations) in description["paths"].as_object().unwrap() {
        // Of what has an id, only a bulk act's results take limits.
        let path = path.replace("{id}", bulk.id.as_str());
        for parameter in operations["get"]["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            for (value, fits) in edges(&parameter["schema"]) {
                let answer = morgan.get(&format!("{path}?{name}={value}")).await;
                assert_eq!(answer.status, if fits { 200 } else { 422 }, "{path}?{name}={value}");
                assert!(fits || answer.json::<Value>()["fields"][0]["field"] == name, "{}", answer.body);
                tried += 1;
            }
        }
    }
    assert!(tried > 8, "{tried}");
}

/// A text that is longer or shorter than described is refused by the same number.
#[tokio::test]
async fn a_body_has_the_limits_that_are_described() {
    let (_practice, [_, _, morgan], code) = stage().await;
    let description = description();
    let mut tried = 0;
    for row in matrix() {
        let (parts, body) = parts_of(&row, &morgan, &code).await;
        let schema = schema_of_body(&description, row.operation);
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            let longest = length(&member["maxLength"]);
            let shortest = length(&member["minLength"]);
            let beyond = [longest.map(|most| most + 1), shortest.map(|least| least - 1)];
            for length in beyond.into_iter().flatten() {
                let mut body: Value = serde_json::from_slice(&body).unwrap();
                body[name] = json!("1".repeat(length));
                let request = Request::from_parts(parts.clone(), Body::from(body.to_string()));
                let problem = match (length, longest, shortest) {
                    (0, ..) => FieldProblem::new(name, FieldRule::Required),
                    (_, Some(most), _) if length > most => too(FieldRule::TooLong, name, most),
                    (_, _, least) => too(FieldRule::TooShort, name, least.unwrap()),
                };
                morgan.send(request).await.refuses(&[problem]);
                tried += 1;
            }
        }
    }
    assert!(tried > 8, "{tried}");
}

fn too(rule: FieldRule, name: &str, limit: usize) -> FieldProblem {
    FieldProblem::with_limit(name, rule, u32::try_from(limit).unwrap())
}

/// What an operation's body has to look like; `null` if it takes none.
fn schema_of_body<'d>(description: &'d Value, operation: &str) -> &'d Value {
    let paths = description["paths"].as_object().unwrap().values();
    let mut operations = paths.flat_map(|path| path.as_object().unwrap().values());
    let found = operations.find(|found| found["operationId"] == operation).unwrap();
    let reference = found["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str();
    reference.map_or(&Value::Null, |name| description.pointer(name.trim_start_matches('#')).unwrap())
}
