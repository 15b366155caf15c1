mod list;
mod list_own;
mod record;
mod unchained;

pub(super) use unchained::chain_up;

use super::staff::name_of;
use crate::Result;
use crate::audit::chain::{Head, RowHash, seal};
use crate::audit::{AuditList, AuditQuery, AuditRecord, AuditRepository, NewAuditEvent, OwnAuditQuery};
use async_trait::async_trait;
use record::{audit_columns, record_in};
use sqlx::{Row, SqliteConnection};
use staffroom_contract::{AuditPerson, StaffId};

pub(super) struct SqliteAudit<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl AuditRepository for SqliteAudit<'_> {
    async fn append(&mut self, event: &NewAuditEvent) -> Result<()> {
        let record = AuditRecord {
            number: 0,
            at: event.at,
            event: event.event.to_owned(),
            actor: person(self.0, event.actor.as_ref()).await?,
            subject: person(self.0, event.subject.as_ref()).await?,
            refused_as: event.refused_as.map(str::to_owned),
            details: event.details.clone(),
            address: event.address.clone(),
            user_agent: event.user_agent.clone(),
            request_id: event.request_id.clone(),
            hash: Vec::new(),
        };
        insert(self.0, record).await
    }

    async fn list(&mut self, query: &AuditQuery) -> Result<AuditList> {
        list::list(self.0, query).await
    }

    async fn list_own(&mut self, query: &OwnAuditQuery) -> Result<AuditList> {
        list_own::list_own(self.0, query).await
    }

    async fn following(&mut self, after: i64, limit: u32) -> Result<Vec<AuditRecord>> {
        Ok(sqlx::query(concat!(
            "SELECT ",
            audit_columns!(),
            " FROM audit_event WHERE number > $1 ORDER BY number LIMIT $2"
        ))
        .bind(after)
        .bind(limit)
        .try_map(|row| record_in(&row))
        .fetch_all(&mut *self.0)
        .await?)
    }

    async fn head(&mut self) -> Result<Head> {
        head(self.0).await
    }
}

/// Seals a record behind the last row and adds it. Its number and hash are given here. Nobody else adds one
/// meanwhile: there is one writer at a time.
async fn insert(connection: &mut SqliteConnection, record: AuditRecord) -> Result<()> {
    let head = head(connection).await?;
    let record = AuditRecord { number: head.number + 1, ..record };
    let RowHash(hash) = seal(head.hash, &record);
    let AuditRecord { actor, subject, .. } = &record;
    sqlx::query(
        "INSERT INTO audit_event (number, at, event, actor, actor_name, subject, subject_name, refused_as,
             details, address, user_agent, request_id, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(record.number)
    .bind(record.at.0)
    .bind(&record.event)
    .bind(actor.as_ref().map(|actor| actor.id.as_str()))
    .bind(actor.as_ref().map(|actor| &actor.full_name))
    .bind(subject.as_ref().map(|subject| subject.id.as_str()))
    .bind(subject.as_ref().map(|subject| &subject.full_name))
    .bind(&record.refused_as)
    .bind(&record.details)
    .bind(&record.address)
    .bind(&record.user_agent)
    .bind(&record.request_id)
    .bind(&hash[..])
    .execute(connection)
    .await?;
    Ok(())
}

async fn head(connection: &mut SqliteConnection) -> Result<Head> {
    let row = sqlx::query("SELECT number, hash FROM audit_event ORDER BY number DESC LIMIT 1")
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else {
        return Ok(Head::EMPTY);
    };
    let hash: &[u8] = row.try_get("hash")?;
    let hash = hash.try_into().map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
    Ok(Head { number: row.try_get("number")?, hash: RowHash(hash) })
}

/// A person with their name as it is now.
async fn person(connection: &mut SqliteConnection, id: Option<&StaffId>) -> Result<Option<AuditPerson>> {
    let Some(id) = id else {
        return Ok(None);
    };
    let full_name = name_of(connection, id).await?.ok_or(sqlx::Error::RowNotFound)?;
    Ok(Some(AuditPerson { id: id.clone(), full_name }))
}
