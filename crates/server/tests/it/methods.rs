//! Which methods the API takes, and what they can change.

use crate::authority::stage;
use axum::http::Method;
use serde_json::Value;

/// Methods that there are, and one that there is not.
const METHODS: [&str; 11] =
    ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "NONSENSE"];

fn described_paths() -> Vec<(String, Value)> {
    let description = serde_json::to_value(staffroom_server::http::description()).unwrap();
    let paths = description["paths"].as_object().unwrap();
    paths
        .iter()
        .map(|(path, operations)| (path.replace("{id}", "jamie_demo_staff"), operations.clone()))
        .collect()
}

/// A path takes the methods of its operations, and HEAD where it takes GET. Every other is refused before anybody is
/// asked who they are, TRACE above all.
#[tokio::test]
async fn a_path_takes_the_methods_of_its_operations() {
    let (_practice, browsers, _) = stage().await;
    let mut refused = 0;
    for (path, operations) in described_paths() {
        for name in METHODS {
            let described = if name == "HEAD" { "get".to_owned() } else { name.to_lowercase() };
            if operations.get(described).is_some() {
                continue;
            }
            let method = Method::from_bytes(name.as_bytes()).unwrap();
            for browser in &browsers {
                let answer = browser.send(browser.request(method.clone(), &path).empty()).await;
                assert_eq!(answer.status, 405, "{name} {path}: {}", answer.body);
                assert!(answer.header("allow").is_some(), "{name} {path}");
                refused += 1;
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

/// What only looks changes nothing: no person, no link, no session, and it sends no mail.
#[tokio::test]
async fn looking_changes_nothing() {
    let (practice, [_, camille, morgan], _) = stage().await;
    let before = morgan.detail("jamie_demo_staff").await;
    let mails = practice.queued_mails().await;
    for (path, _) in described_paths() {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::TRACE] {
            for browser in [&camille, &morgan] {
                let answer = browser.send(browser.request(method.clone(), &path).empty()).await;
                assert!(answer.status < 500, "{method} {path}: {}", answer.body);
            }
        }
    }
    assert_eq!(morgan.detail("jamie_demo_staff").await, before);
    assert_eq!(practice.queued_mails().await, mails);
    camille.session().await.is(200);
}
