//! What the server said. Each answer of the API is held against the API's description as it comes in.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Response};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use serde_json::Value;
use staffroom_contract::problem::PROBLEM_JSON;
use staffroom_contract::{FieldProblem, Problem, ProblemCode};
use std::sync::LazyLock;

static DESCRIPTION: LazyLock<Value> =
    LazyLock::new(|| serde_json::to_value(staffroom_server::http::description()).unwrap());

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) async fn of(method: &Method, path: &str, response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        let answer = Self { status: parts.status.as_u16(), headers: parts.headers, body };
        if path.starts_with("/api/") {
            answer.hold_against_the_description(method, path);
        }
        answer
    }

    /// Asserts the status.
    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// Asserts that the request was refused for this reason.
    pub(crate) fn refused_with(self, code: ProblemCode) -> Self {
        assert_eq!(self.problem().code, code, "{}", self.body);
        self
    }

    /// Asserts that exactly these fields were refused.
    pub(crate) fn refuses(self, fields: &[FieldProblem]) -> Self {
        assert_eq!(self.problem().fields, fields, "{}", self.body);
        self.is(422)
    }

    pub(crate) fn problem(&self) -> Problem {
        assert_eq!(self.header("content-type"), Some(PROBLEM_JSON), "{} {}", self.status, self.body);
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status);
        assert_eq!(problem.status, problem.code.status());
        assert_eq!(problem.request_id.as_deref(), self.header("x-request-id"));
        problem
    }

    pub(crate) fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Whatever an operation answers, its description must say that it may.
    fn hold_against_the_description(&self, method: &Method, path: &str) {
        let operations = DESCRIPTION["paths"].as_object().unwrap();
        let method = method.as_str().to_lowercase();
        // A path that is described by itself comes before one with a place for anybody's id.
        let operation = operations
            .iter()
            .filter(|(template, _)| fits(template, path))
            .min_by_key(|(template, _)| template.contains('{'))
            .and_then(|(_, operations)| operations.get(&method));
        let Some(operation) = operation else {
            return;
        };
        let name = &operation["operationId"];
        let described = &operation["responses"][self.status.to_string()];
        assert!(described.is_object(), "{name} does not say that it may answer {}", self.status);
        if self.status >= 400 {
            let code = self.problem().code.name();
            let text = described["description"].as_str().unwrap();
            assert!(text.contains(&format!("`{code}`")), "{name} does not say that it may answer {code}");
        }
    }
}

fn fits(template: &str, path: &str) -> bool {
    let (template, path) = (template.split('/'), path.split('/'));
    template.clone().count() == path.clone().count()
        && template.zip(path).all(|(expected, found)| expected == found || expected.starts_with('{'))
}
