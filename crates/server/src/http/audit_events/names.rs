//! What the ids in rows of the audit log stand for.

use crate::http::refusal::Refusal;
use crate::http::staff::is_within_reach;
use staffroom_contract::audit::Event;
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
    Person,
    Role,
}

impl Kind {
    /// What a value is the id of.
    fn of(event: &str, member: &str) -> Option<Self> {
        match member {
            name::PRIMARY_PROVIDER_ID | "actor" | "subject" => Some(Self::Person),
            name::ROLE_ID | "based_on" => Some(Self::Role),
            // Elsewhere it is the role's name already.
            "role" if event == Event::StaffExported.name() => Some(Self::Role),
            _ => None,
        }
    }
}

impl Names {
    /// Adds to a row what its ids stand for by now. A person whom `reader` may not see has none.
    pub(super) async fn add_to(
        &mut self,
        transaction: &mut dyn Transaction,
        reader: &StaffRecord,
        event: &mut AuditEvent,
    ) -> Result<(), Refusal> {
        for change in &mut event.changes {
            let Some(kind) = Kind::of(&event.event, &change.field) else { continue };
            change.old_name = self.find(transaction, reader, kind, change.old.as_deref()).await?;
            change.new_name = self.find(transaction, reader, kind, change.new.as_deref()).await?;
        }
        for detail in &mut event.details {
            let Some(kind) = Kind::of(&event.event, &detail.name) else { continue };
            detail.value_name = self.find(transaction, reader, kind, Some(&detail.value)).await?;
        }
        Ok(())
    }

    async fn find(
        &mut self,
        transaction: &mut dyn Transaction,
        reader: &StaffRecord,
        kind: Kind,
        id: Option<&str>,
    ) -> Result<Option<String>, Refusal> {
        let Some(id) = id else { return Ok(None) };
        let key = (kind, id.to_owned());
        if let Some(known) = self.0.get(&key) {
            return Ok(known.clone());
        }
        let name = match kind {
            Kind::Role => transaction.roles().get(&RoleId::new(id)).await?.map(|role| role.name),
            Kind::Person => person(transaction, reader, &StaffId::new(id)).await?,
        };
        self.0.insert(key, name.clone());
        Ok(name)
    }
}

async fn person(
    transaction: &mut dyn Transaction,
    reader: &StaffRecord,
    id: &StaffId,
) -> Result<Option<String>, Refusal> {
    if !is_within_reach(transaction, reader, id).await? {
        return Ok(None);
    }
    let person = transaction.staff().get(id).await?;
    Ok(person.map(|person| full_name(&person.listed.first_name, &person.listed.last_name)))
}
