use crate::Result;
use crate::audit::{AuditRepository, NewAuditEvent};
use async_trait::async_trait;
use sqlx::SqliteConnection;
use staffroom_contract::StaffId;

pub(super) struct SqliteAudit<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl AuditRepository for SqliteAudit<'_> {
    async fn append(&mut self, event: &NewAuditEvent) -> Result<()> {
        sqlx::query(
            "INSERT INTO audit_event (event, at, actor, subject, details, request_id)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(event.event)
        .bind(event.at.0)
        .bind(event.actor.as_ref().map(StaffId::as_str))
        .bind(event.subject.as_ref().map(StaffId::as_str))
        .bind(&event.details)
        .bind(&event.request_id)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }
}
