//! How a bulk act begins.

use super::{begin, by_now, carry_out, digest, people, preview, reset, retry, start};
use crate::practice::{MINUTE, Practice};
use axum::http::Method;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{Bulk, ProblemCode};

/// A second press begins nothing, nor does another tab while one runs; another intent by the same key is refused.
#[tokio::test]
async fn it_begins_once() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let with_key = async |key: &str, username: &str| {
        let selection = people(&[username]);
        let expected = digest(&morgan, &reset(), &selection).await;
        let body = json!({ "act": reset(), "selection": selection, "expected": expected });
        let request = morgan.request(Method::POST, template::BULK).header("idempotency-key", key);
        morgan.send(request.json(&body)).await
    };
    let first: Bulk = with_key("one", "camilles").await.is(202).json();
    let again: Bulk = with_key("one", "camilles").await.is(202).json();
    assert_eq!(first, again);
    with_key("one", "hannah").await.refused_with(ProblemCode::IdempotencyKeyReused);
    with_key("two", "hannah").await.refused_with(ProblemCode::BulkRunning);
    carry_out(&practice).await;
    let later: Bulk = with_key("one", "camilles").await.is(202).json();
    assert_eq!((&later.id, later.done), (&first.id, 1));
    assert_eq!(practice.queued_mails().await, 1);
    with_key("two", "hannah").await.is(202);
    let listed: Vec<Bulk> = morgan.get(template::BULK).await.is(200).json();
    assert_eq!(listed.len(), 2, "another tab finds both");
}

/// It needs the password of whoever begins it, as the single acts do; looking at it does not.
#[tokio::test]
async fn it_needs_the_password_again() {
    let practice = Practice::open().await;
    let mut morgan = practice.sign_in("morganm").await;
    let bulk = begin(&morgan, &reset(), &["camilles"]).await;
    practice.wait(6 * MINUTE);
    carry_out(&practice).await;
    assert_eq!(by_now(&morgan, &bulk).await.done, 1, "it goes on by itself");
    preview(&morgan, &reset(), &people(&["hannah"])).await.is(200);
    start(&morgan, &reset(), &people(&["hannah"]), "").await.refused_with(ProblemCode::ReauthRequired);
    retry(&morgan, &bulk).await.refused_with(ProblemCode::ReauthRequired);
    morgan.reauthenticate(&Practice::password_of("morganm")).await.is(204);
    begin(&morgan, &reset(), &["hannah"]).await;
}
