//! Whom a bulk act is about.

use crate::http::refusal::Refusal;
use crate::http::staff::{known, list_query};
use crate::link_code;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use staffroom_contract::bulk::BULK_MOST_PEOPLE;
use staffroom_contract::field::name;
use staffroom_contract::staff::full_name;
use staffroom_contract::{
    BulkSelection, FieldProblem, FieldRule, ListStaff, ProblemCode, StaffId, UnixSeconds,
};
use staffroom_store::{BulkPerson, StaffQuery, StaffRecord, Transaction};
use std::collections::HashSet;

/// How many people are read at once.
const AT_ONCE: u32 = 1_000;

/// Those who are selected, in the order of their turns.
///
/// # Errors
/// If that is nobody, or too many.
pub(super) async fn people(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    selection: &BulkSelection,
    now: UnixSeconds,
) -> Result<Vec<BulkPerson>, Refusal> {
    let people = match selection {
        BulkSelection::People(ids) => named(transaction, asks, ids).await?,
        BulkSelection::Matching { list, except } => {
            let except: HashSet<_> = except.iter().collect();
            let mut people = matching(transaction, asks, list, except.len(), now).await?;
            people.retain(|person| !except.contains(&person.staff_id));
            people
        }
    };
    if people.is_empty() {
        return Err(FieldProblem::new(name::SELECTION, FieldRule::Required).into());
    }
    if people.len() > BULK_MOST_PEOPLE as usize {
        return Err(too_many());
    }
    Ok(people)
}

/// Stands for who they are, in whatever order: others have another one, however many they are.
pub(super) fn digest(people: &[BulkPerson]) -> String {
    let mut ids: Vec<_> = people.iter().map(|person| &person.staff_id).collect();
    ids.sort_unstable();
    URL_SAFE_NO_PAD.encode(link_code::digest(&json!(ids).to_string()))
}

async fn named(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    ids: &[StaffId],
) -> Result<Vec<BulkPerson>, Refusal> {
    let mut seen = HashSet::new();
    let mut people = Vec::with_capacity(ids.len());
    for id in ids.iter().filter(|id| seen.insert(*id)) {
        let full_name = match known(transaction, asks, id).await {
            Ok(person) => Some(full_name(&person.listed.first_name, &person.listed.last_name)),
            Err(refusal) if refusal.code == ProblemCode::NotFound => None,
            Err(refusal) => return Err(refusal),
        };
        people.push(BulkPerson { staff_id: id.clone(), full_name });
    }
    Ok(people)
}

/// Everybody whom the list shows to `asks`, unless there are too many even without `spare` of them.
async fn matching(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    list: &ListStaff,
    spare: usize,
    now: UnixSeconds,
) -> Result<Vec<BulkPerson>, Refusal> {
    let list = ListStaff { after: None, limit: None, ..list.clone() };
    let mut query = list_query(list, asks, now).map_err(Refusal::fields)?;
    query.limit = AT_ONCE;
    let mut people = Vec::new();
    loop {
        let page = transaction.staff().list(&query).await?;
        if page.total > (BULK_MOST_PEOPLE as usize + spare) as u64 {
            return Err(too_many());
        }
        people.extend(page.items.into_iter().map(|person| BulkPerson {
            full_name: Some(full_name(&person.first_name, &person.last_name)),
            staff_id: person.id,
        }));
        if page.next.is_none() {
            return Ok(people);
        }
        query = StaffQuery { after: page.next, ..query };
    }
}

fn too_many() -> Refusal {
    FieldProblem::with_limit(name::SELECTION, FieldRule::TooMany, BULK_MOST_PEOPLE).into()
}
