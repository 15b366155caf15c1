//! The same act upon many people: each has a turn by the rules of the single act, and nobody has two.

mod begun;
mod results;
mod rules;
mod selected;
mod stopped;
mod turns;

use crate::answer::Answer;
use crate::browser::Browser;
use crate::practice::Practice;
use serde_json::{Value, json};
use staffroom_contract::paths::{self, template};
use staffroom_contract::{Bulk, BulkPreview, BulkReason, BulkResult, BulkResultPage, StaffStatus};
use staffroom_server::http;

const EVERYBODY: [&str; 7] =
    ["camilles", "morganm", "btgadmin", "hannah", "employee13", "marcusstaff", "jamie_demo_staff"];

pub(crate) fn reset() -> Value {
    json!({ "kind": "reset_password" })
}

fn deactivate() -> Value {
    json!({ "kind": "deactivate" })
}

fn people(usernames: &[&str]) -> Value {
    json!({ "people": usernames })
}

fn matching(list: &Value) -> Value {
    json!({ "matching": { "list": list } })
}

async fn preview(browser: &Browser, act: &Value, selection: &Value) -> Answer {
    browser.post(template::BULK_PREVIEW, &json!({ "act": act, "selection": selection })).await
}

/// Who is selected, as a preview tells them apart from others.
async fn digest(browser: &Browser, act: &Value, selection: &Value) -> String {
    preview(browser, act, selection).await.is(200).json::<BulkPreview>().digest
}

async fn start(browser: &Browser, act: &Value, selection: &Value, expected: &str) -> Answer {
    let body = json!({ "act": act, "selection": selection, "expected": expected });
    browser.post(template::BULK, &body).await
}

/// Begins it upon these people.
pub(crate) async fn begin(browser: &Browser, act: &Value, usernames: &[&str]) -> Bulk {
    let selection = people(usernames);
    let expected = digest(browser, act, &selection).await;
    start(browser, act, &selection, &expected).await.is(202).json()
}

/// Has the next person of each act have their turn.
async fn next_turn(practice: &Practice) -> bool {
    http::carry_out_next_of_bulk(&practice.context).await
}

/// Has everybody have their turn.
pub(crate) async fn carry_out(practice: &Practice) {
    while next_turn(practice).await {}
}

async fn by_now(browser: &Browser, bulk: &Bulk) -> Bulk {
    browser.get(&paths::bulk_act(&bulk.id)).await.is(200).json()
}

async fn results(browser: &Browser, bulk: &Bulk) -> Vec<BulkResult> {
    let page = browser.get(&format!("{}?limit=100", paths::bulk_results(&bulk.id))).await;
    page.is(200).json::<BulkResultPage>().items
}

/// Begins it, carries it out, and says why not for each.
async fn outcome(
    practice: &Practice,
    browser: &Browser,
    act: &Value,
    usernames: &[&str],
) -> Vec<Option<BulkReason>> {
    let bulk = begin(browser, act, usernames).await;
    carry_out(practice).await;
    results(browser, &bulk).await.into_iter().map(|result| result.reason).collect()
}

async fn retry(browser: &Browser, bulk: &Bulk) -> Answer {
    browser.post_nothing(&paths::bulk_retry(&bulk.id)).await
}

async fn stop(browser: &Browser, bulk: &Bulk) -> Answer {
    browser.post_nothing(&paths::bulk_stop(&bulk.id)).await
}

async fn status_of(browser: &Browser, username: &str) -> StaffStatus {
    browser.detail(username).await.staff.summary.status
}
