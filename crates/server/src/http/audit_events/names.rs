//! What the ids in rows of the audit log stand for.

use crate::http::refusal::Refusal;
use staffroom_contract::field::name;
use staffroom_contract::staff::full_name;
use staffroom_contract::{AuditEvent, RoleId, StaffId};
use staffroom_store::{StaffRecord, Transaction};
use std::collections::BTreeMap;

/// The names that were looked up for a page.
#[derive(Default)]
pub(super) struct Names(BTreeMap<(Kind, String), Option<String>>);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Somebody's primary provider: everybody is told their name, wherever they work.
    Provider,
    /// Anybody else, whom the reader may not know of.
    Person,
    Role,
}

impl Kind {
    fn of(member: &str) -> Option<Self> {
        match member {
            name::PRIMARY_PROVIDER_ID | "hand_over_to" => Some(Self::Provider),
            "actor" | "subject" => Some(Self::Person),
            name::ROLE_ID | "based_on" => Some(Self::Role),
            _ => None,
        }
    }
}

impl Names {
    /// Adds to a row what its ids stand for by now, as far as `reader` may know.
    pub(super) async fn add_to(
        &mut self,
        transaction: &mut dyn Transaction,
        reader: &StaffRecord,
        event: &mut AuditEvent,
    ) -> Result<(), Refusal> {
        let changed = event.changes.iter().flat_map(|change| {
            [&change.old, &change.new].into_iter().flatten().map(|value| (change.field.as_str(), value))
        });
        let told = event.details.iter().map(|detail| (detail.name.as_str(), &detail.value));
        let ids: Vec<_> = changed.chain(told).filter_map(|(name, id)| Some((Kind::of(name)?, id))).collect();
        for (kind, id) in ids {
            if let Some(name) = self.find(transaction, reader, kind, id).await? {
                event.names.insert(id.clone(), name);
            }
        }
        Ok(())
    }

    async fn find(
        &mut self,
        transaction: &mut dyn Transaction,
        reader: &StaffRecord,
        kind: Kind,
        id: &str,
    ) -> Result<Option<String>, Refusal> {
        let key = (kind, id.to_owned());
        if let Some(known) = self.0.get(&key) {
            return Ok(known.clone());
        }
        let name = match kind {
            Kind::Role => transaction.roles().get(&RoleId::new(id)).await?.map(|role| role.name),
            Kind::Provider | Kind::Person => person(transaction, reader, kind, &StaffId::new(id)).await?,
        };
        self.0.insert(key, name.clone());
        Ok(name)
    }
}

async fn person(
    transaction: &mut dyn Transaction,
    reader: &StaffRecord,
    kind: Kind,
    id: &StaffId,
) -> Result<Option<String>, Refusal> {
    let is_told = kind == Kind::Provider
        || !reader.restrict_offices
        || transaction.staff().is_within_reach(&reader.listed.id, id).await?;
    if !is_told {
        return Ok(None);
    }
    let person = transaction.staff().get(id).await?;
    Ok(person.map(|person| full_name(&person.listed.first_name, &person.listed.last_name)))
}
