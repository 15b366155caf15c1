use super::link::salt_in;
use super::mail::EMAIL_CHANGE;
use super::stored_text::{self, StoredText};
use crate::Result;
use crate::email_change::{
    EmailChangeEnd, EmailChangeRecord, EmailChangeRepository, EmailChangeScope, NewEmailChange,
};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, SqliteConnection};
use staffroom_contract::{EmailChangeId, StaffId, UnixSeconds, staff::full_name};

pub(super) struct SqliteEmailChanges<'t>(pub(super) &'t mut SqliteConnection);

/// Whether the person of a change is still as they were when it was asked for.
macro_rules! is_current {
    () => {
        "EXISTS (
             SELECT 1 FROM staff
             WHERE staff.id = email_change.staff_id AND staff.status <> 'inactive'
                 AND staff.credential_version = email_change.credential_version
                 AND staff.email IS NOT DISTINCT FROM email_change.old_email
         )"
    };
}

/// Selects changes, with what became of the mails that ask for their confirmation and who asked for them.
macro_rules! select_change {
    ($rest:literal) => {
        concat!(
            "SELECT email_change.id, email_change.staff_id, email_change.old_email, email_change.new_email,
                 email_change.salt, email_change.requested_by, email_change.requested_at,
                 email_change.expires_at, email_change.ended_as, email_change.ended_at,
                 NOT ",
            is_current!(),
            " AS is_outdated,
                 requester.first_name AS requester_first_name, requester.last_name AS requester_last_name,
                 (SELECT max(mail.sent_at) FROM mail
                  WHERE mail.email_change_id = email_change.id AND mail.kind = $1) AS sent_at,
                 (SELECT mail.reason FROM mail
                  WHERE mail.email_change_id = email_change.id AND mail.kind = $1
                  ORDER BY mail.number DESC LIMIT 1) AS mail_reason
             FROM email_change JOIN staff AS requester ON requester.id = email_change.requested_by ",
            $rest
        )
    };
}

#[async_trait]
impl EmailChangeRepository for SqliteEmailChanges<'_> {
    async fn request(&mut self, change: &NewEmailChange) -> Result<()> {
        sqlx::query(
            "UPDATE email_change SET ended_as = $2, ended_at = $3 WHERE staff_id = $1 AND ended_at IS NULL",
        )
        .bind(change.staff_id.as_str())
        .bind(EmailChangeEnd::Replaced.stored())
        .bind(change.requested_at.0)
        .execute(&mut *self.0)
        .await?;
        let requested = sqlx::query(
            "INSERT INTO email_change (id, staff_id, old_email, new_email, credential_version, salt, code_hash,
                 objection_code_hash, requested_by, idempotency_key, requested_at, expires_at)
             SELECT $1, id, email, $3, credential_version, $4, $5, $6, $7, $8, $9, $10
             FROM staff WHERE id = $2",
        )
        .bind(change.id.as_str())
        .bind(change.staff_id.as_str())
        .bind(&change.new_email)
        .bind(&change.salt[..])
        .bind(&change.code_hash[..])
        .bind(&change.objection_code_hash[..])
        .bind(change.requested_by.as_str())
        .bind(&change.idempotency_key)
        .bind(change.requested_at.0)
        .bind(change.expires_at.0)
        .execute(&mut *self.0)
        .await?;
        if requested.rows_affected() == 0 {
            return Err(sqlx::Error::RowNotFound.into());
        }
        Ok(())
    }

    async fn get(&mut self, id: &EmailChangeId) -> Result<Option<EmailChangeRecord>> {
        let row = sqlx::query(select_change!("WHERE email_change.id = $2"))
            .bind(EMAIL_CHANGE)
            .bind(id.as_str())
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(change_in).transpose()?)
    }

    async fn find_by_code_hash(&mut self, code_hash: &[u8; 32]) -> Result<Option<EmailChangeRecord>> {
        let row = sqlx::query(select_change!("WHERE email_change.code_hash = $2"))
            .bind(EMAIL_CHANGE)
            .bind(&code_hash[..])
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(change_in).transpose()?)
    }

    async fn find_by_objection_code_hash(
        &mut self,
        code_hash: &[u8; 32],
    ) -> Result<Option<EmailChangeRecord>> {
        let row = sqlx::query(select_change!("WHERE email_change.objection_code_hash = $2"))
            .bind(EMAIL_CHANGE)
            .bind(&code_hash[..])
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(change_in).transpose()?)
    }

    async fn find_by_idempotency_key(
        &mut self,
        requested_by: &StaffId,
        key: &str,
    ) -> Result<Option<EmailChangeRecord>> {
        let row = sqlx::query(select_change!(
            "WHERE email_change.requested_by = $2 AND email_change.idempotency_key = $3"
        ))
        .bind(EMAIL_CHANGE)
        .bind(requested_by.as_str())
        .bind(key)
        .fetch_optional(&mut *self.0)
        .await?;
        Ok(row.as_ref().map(change_in).transpose()?)
    }

    async fn pending_of(
        &mut self,
        staff_id: &StaffId,
        now: UnixSeconds,
    ) -> Result<Option<EmailChangeRecord>> {
        let row =
            sqlx::query(select_change!("WHERE email_change.staff_id = $2 AND email_change.ended_at IS NULL"))
                .bind(EMAIL_CHANGE)
                .bind(staff_id.as_str())
                .fetch_optional(&mut *self.0)
                .await?;
        let found = row.as_ref().map(change_in).transpose()?;
        Ok(found.filter(|change| change.is_live(now)))
    }

    async fn nth_newest_mail_at(
        &mut self,
        scope: EmailChangeScope<'_>,
        n: u32,
    ) -> Result<Option<UnixSeconds>> {
        let mut sql = QueryBuilder::new(
            "SELECT mail.queued_at FROM mail JOIN email_change ON email_change.id = mail.email_change_id
             WHERE mail.kind = ",
        );
        sql.push_bind(EMAIL_CHANGE);
        match scope {
            EmailChangeScope::Of(id) => sql.push(" AND email_change.staff_id = ").push_bind(id.as_str()),
            EmailChangeScope::RequestedBy(id) => {
                sql.push(" AND email_change.requested_by = ").push_bind(id.as_str())
            }
            EmailChangeScope::All => &mut sql,
        };
        sql.push(" ORDER BY mail.queued_at DESC LIMIT 1 OFFSET ").push_bind(n.saturating_sub(1));
        let at: Option<i64> = sql.build_query_scalar().fetch_optional(&mut *self.0).await?;
        Ok(at.map(UnixSeconds))
    }

    async fn end(&mut self, id: &EmailChangeId, end: EmailChangeEnd, now: UnixSeconds) -> Result<bool> {
        let ended = sqlx::query(concat!(
            "UPDATE email_change SET ended_as = $2, ended_at = $3
             WHERE id = $1 AND ended_at IS NULL AND expires_at > $3 AND ",
            is_current!()
        ))
        .bind(id.as_str())
        .bind(end.stored())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(ended.rows_affected() > 0)
    }

    async fn end_all_of(&mut self, staff_id: &StaffId, now: UnixSeconds) -> Result<()> {
        sqlx::query(
            "UPDATE email_change SET ended_as = $2, ended_at = $3
             WHERE staff_id = $1 AND ended_at IS NULL AND expires_at > $3",
        )
        .bind(staff_id.as_str())
        .bind(EmailChangeEnd::Void.stored())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }
}

fn change_in(row: &SqliteRow) -> Result<EmailChangeRecord, sqlx::Error> {
    let moment = |column| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(UnixSeconds));
    let expires_at = UnixSeconds(row.try_get("expires_at")?);
    let ended_at = moment("ended_at")?;
    Ok(EmailChangeRecord {
        id: EmailChangeId::new(row.try_get::<String, _>("id")?),
        staff_id: StaffId::new(row.try_get::<String, _>("staff_id")?),
        old_email: row.try_get("old_email")?,
        new_email: row.try_get("new_email")?,
        salt: salt_in(row)?,
        requested_by: StaffId::new(row.try_get::<String, _>("requested_by")?),
        requested_by_name: full_name(
            row.try_get("requester_first_name")?,
            row.try_get("requester_last_name")?,
        ),
        requested_at: UnixSeconds(row.try_get("requested_at")?),
        expires_at,
        // One that had run out when a newer one took its place just ran out.
        ended: stored_text::get_optional(row, "ended_as")?
            .filter(|_| ended_at.is_some_and(|ended_at| ended_at < expires_at)),
        is_outdated: row.try_get("is_outdated")?,
        sent_at: moment("sent_at")?,
        mail_reason: row.try_get("mail_reason")?,
    })
}
