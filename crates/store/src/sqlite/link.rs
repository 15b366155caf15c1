use super::stored_text::{self, StoredText};
use crate::Result;
use crate::link::{Link, LinkEnd, LinkRepository, LinkScope, NewLink};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, SqliteConnection};
use staffroom_contract::{BulkId, LinkPurpose, PasswordResetId, StaffId, UnixSeconds, staff::full_name};

pub(super) struct SqliteLinks<'t>(pub(super) &'t mut SqliteConnection);

/// Leaves out what bulk acts and imports sent: whoever does those can still send somebody a link.
const ONE_BY_ONE: &str =
    " AND bulk_id IS NULL AND NOT EXISTS (SELECT 1 FROM import_row WHERE import_row.link_id = link.id)";

/// Selects links, with what became of their mail and who asked for them.
macro_rules! select_link {
    ($rest:literal) => {
        concat!(
            "SELECT link.id, link.purpose, link.staff_id, link.sent_to, link.salt, link.requested_by,
                 requester.first_name AS requester_first_name, requester.last_name AS requester_last_name,
                 link.requested_at, link.expires_at, link.opened_at, link.ended_as, link.ended_by,
                 link.ended_at, link.ended_with,
                 (SELECT max(mail.sent_at) FROM mail WHERE mail.link_id = link.id) AS sent_at,
                 (SELECT mail.failed_at FROM mail WHERE mail.link_id = link.id
                  ORDER BY mail.number DESC LIMIT 1) AS failed_at,
                 (SELECT mail.reason FROM mail WHERE mail.link_id = link.id
                  ORDER BY mail.number DESC LIMIT 1) AS mail_reason,
                 ender.first_name AS ender_first_name, ender.last_name AS ender_last_name
             FROM link LEFT JOIN staff AS requester ON requester.id = link.requested_by
                 LEFT JOIN staff AS ender ON ender.id = link.ended_by ",
            $rest
        )
    };
}

#[async_trait]
impl LinkRepository for SqliteLinks<'_> {
    async fn issue(&mut self, link: &NewLink) -> Result<()> {
        sqlx::query(
            "UPDATE link SET ended_as = $3, ended_at = $4, ended_by = $5
             WHERE staff_id = $1 AND purpose = $2 AND ended_at IS NULL",
        )
        .bind(link.staff_id.as_str())
        .bind(link.purpose.stored())
        .bind(ended_as(LinkEnd::Replaced))
        .bind(link.requested_at.0)
        .bind(link.requested_by.as_ref().map(StaffId::as_str))
        .execute(&mut *self.0)
        .await?;
        let issued = sqlx::query(
            "INSERT INTO link (id, purpose, staff_id, sent_to, credential_version, email_key, salt,
                 code_hash, requested_by, idempotency_key, bulk_id, requested_at, expires_at)
             SELECT $1, $2, id, $4, credential_version, email_key, $5, $6, $7, $8, $9, $10, $11
             FROM staff WHERE id = $3",
        )
        .bind(link.id.as_str())
        .bind(link.purpose.stored())
        .bind(link.staff_id.as_str())
        .bind(&link.sent_to)
        .bind(&link.salt[..])
        .bind(&link.code_hash[..])
        .bind(link.requested_by.as_ref().map(StaffId::as_str))
        .bind(&link.idempotency_key)
        .bind(link.bulk_id.as_ref().map(BulkId::as_str))
        .bind(link.requested_at.0)
        .bind(link.expires_at.0)
        .execute(&mut *self.0)
        .await?;
        if issued.rows_affected() == 0 {
            return Err(sqlx::Error::RowNotFound.into());
        }
        Ok(())
    }

    async fn get(&mut self, id: &PasswordResetId) -> Result<Option<Link>> {
        let row = sqlx::query(select_link!("WHERE link.id = $1"))
            .bind(id.as_str())
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(link_in).transpose()?)
    }

    async fn find_by_code_hash(
        &mut self,
        purpose: LinkPurpose,
        code_hash: &[u8; 32],
    ) -> Result<Option<Link>> {
        let row = sqlx::query(select_link!("WHERE link.code_hash = $1 AND link.purpose = $2"))
            .bind(&code_hash[..])
            .bind(purpose.stored())
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(link_in).transpose()?)
    }

    async fn newest_of(&mut self, staff_id: &StaffId, purpose: LinkPurpose) -> Result<Option<Link>> {
        Ok(self.recent_of(staff_id, purpose, 1).await?.pop())
    }

    async fn recent_of(&mut self, staff_id: &StaffId, purpose: LinkPurpose, limit: u32) -> Result<Vec<Link>> {
        let rows = sqlx::query(select_link!(
            "WHERE link.staff_id = $1 AND link.purpose = $2 ORDER BY link.number DESC LIMIT $3"
        ))
        .bind(staff_id.as_str())
        .bind(purpose.stored())
        .bind(limit)
        .fetch_all(&mut *self.0)
        .await?;
        Ok(rows.iter().map(link_in).collect::<Result<_, _>>()?)
    }

    async fn nth_newest_at(
        &mut self,
        scope: LinkScope<'_>,
        n: u32,
        since: UnixSeconds,
        until: UnixSeconds,
    ) -> Result<Option<UnixSeconds>> {
        let mut sql = QueryBuilder::new("SELECT requested_at AS at FROM link WHERE requested_at > ");
        sql.push_bind(since.0).push(" AND requested_at <= ").push_bind(until.0);
        match scope {
            LinkScope::SentTo(id) => sql
                .push(" AND purpose = 'password_reset' AND requested_by IS NOT NULL AND staff_id = ")
                .push_bind(id.as_str()),
            LinkScope::InvitationsOf(id) => {
                sql.push(" AND purpose = 'invitation' AND staff_id = ").push_bind(id.as_str())
            }
            LinkScope::ForgottenBy(id) => sql
                .push(" AND purpose = 'password_reset' AND requested_by IS NULL AND staff_id = ")
                .push_bind(id.as_str()),
            LinkScope::RequestedBy(id) => {
                sql.push(ONE_BY_ONE).push(" AND requested_by = ").push_bind(id.as_str())
            }
            LinkScope::Forgotten => {
                sql.push(" AND bulk_id IS NULL AND requested_by IS NULL AND purpose = 'password_reset'")
            }
            LinkScope::All => sql.push(ONE_BY_ONE),
        };
        match scope {
            LinkScope::SentTo(_) | LinkScope::InvitationsOf(_) | LinkScope::RequestedBy(_) => &mut sql,
            LinkScope::ForgottenBy(id) => sql
                .push(
                    " UNION ALL SELECT mail.queued_at FROM link JOIN mail ON mail.link_id = link.id
                      WHERE mail.kind = 'password_reset_again' AND link.staff_id = ",
                )
                .push_bind(id.as_str())
                .push(" AND mail.queued_at > ")
                .push_bind(since.0)
                .push(" AND mail.queued_at <= ")
                .push_bind(until.0),
            LinkScope::Forgotten | LinkScope::All => sql
                .push(" UNION ALL SELECT queued_at FROM mail WHERE kind = 'password_reset_again' AND queued_at > ")
                .push_bind(since.0)
                .push(" AND queued_at <= ")
                .push_bind(until.0),
        };
        sql.push(" ORDER BY at DESC LIMIT 1 OFFSET ").push_bind(n.saturating_sub(1));
        let at: Option<i64> = sql.build_query_scalar().fetch_optional(&mut *self.0).await?;
        Ok(at.map(UnixSeconds))
    }

    async fn find_by_idempotency_key(&mut self, requested_by: &StaffId, key: &str) -> Result<Option<Link>> {
        let row = sqlx::query(select_link!("WHERE link.requested_by = $1 AND link.idempotency_key = $2"))
            .bind(requested_by.as_str())
            .bind(key)
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(link_in).transpose()?)
    }

    async fn mark_opened(&mut self, id: &PasswordResetId, now: UnixSeconds) -> Result<()> {
        sqlx::query("UPDATE link SET opened_at = $2 WHERE id = $1 AND opened_at IS NULL")
            .bind(id.as_str())
            .bind(now.0)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn spend(
        &mut self,
        purpose: LinkPurpose,
        code_hash: &[u8; 32],
        now: UnixSeconds,
    ) -> Result<Option<StaffId>> {
        let staff_id: Option<String> = sqlx::query_scalar(
            "UPDATE link SET ended_as = $4, ended_at = $3
             WHERE purpose = $1 AND code_hash = $2 AND ended_at IS NULL AND expires_at > $3
                 AND EXISTS (
                     SELECT 1 FROM staff
                     WHERE staff.id = link.staff_id
                         AND staff.status
                             = CASE link.purpose WHEN 'invitation' THEN 'pending' ELSE 'active' END
                         AND staff.credential_version = link.credential_version
                         AND staff.email_key IS NOT DISTINCT FROM link.email_key
                 )
             RETURNING staff_id",
        )
        .bind(purpose.stored())
        .bind(&code_hash[..])
        .bind(now.0)
        .bind(ended_as(LinkEnd::Used))
        .fetch_optional(&mut *self.0)
        .await?;
        Ok(staff_id.map(StaffId::new))
    }

    async fn end_live_of(
        &mut self,
        staff_id: &StaffId,
        end: LinkEnd,
        by: Option<&StaffId>,
        now: UnixSeconds,
    ) -> Result<u64> {
        let ended = sqlx::query(
            "UPDATE link SET ended_as = $2, ended_at = $3, ended_by = $4, ended_with = $5
             WHERE staff_id = $1 AND ended_at IS NULL AND expires_at > $3",
        )
        .bind(staff_id.as_str())
        .bind(ended_as(end))
        .bind(now.0)
        .bind(by.map(StaffId::as_str))
        .bind(ended_with(end))
        .execute(&mut *self.0)
        .await?;
        Ok(ended.rows_affected())
    }

    async fn give_back(
        &mut self,
        staff_id: &StaffId,
        purpose: LinkPurpose,
        ended_at: UnixSeconds,
        now: UnixSeconds,
    ) -> Result<Option<PasswordResetId>> {
        let id: Option<String> = sqlx::query_scalar(
            "UPDATE link SET ended_as = NULL, ended_at = NULL, ended_by = NULL
             WHERE staff_id = $1 AND purpose = $2 AND ended_as = $3 AND ended_at = $4 AND expires_at > $5
             RETURNING id",
        )
        .bind(staff_id.as_str())
        .bind(purpose.stored())
        .bind(ended_as(LinkEnd::Deactivated))
        .bind(ended_at.0)
        .bind(now.0)
        .fetch_optional(&mut *self.0)
        .await?;
        if id.is_some() {
            // The trigger that keeps it follows new links and ends alone.
            sqlx::query(
                "UPDATE staff_search
                 SET link_expires_at = (
                     SELECT max(link.expires_at) FROM link WHERE link.staff_id = $1 AND link.ended_at IS NULL
                 )
                 WHERE staff_id = $1",
            )
            .bind(staff_id.as_str())
            .execute(&mut *self.0)
            .await?;
        }
        Ok(id.map(PasswordResetId::new))
    }
}

fn link_in(row: &SqliteRow) -> Result<Link, sqlx::Error> {
    let moment = |column| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(UnixSeconds));
    let expires_at = UnixSeconds(row.try_get("expires_at")?);
    let name = |first_name, last_name| {
        let first_name: Option<&str> = row.try_get(first_name)?;
        let last_name: Option<&str> = row.try_get(last_name)?;
        Ok::<_, sqlx::Error>(
            first_name.zip(last_name).map(|(first_name, last_name)| full_name(first_name, last_name)),
        )
    };
    Ok(Link {
        id: PasswordResetId::new(row.try_get::<String, _>("id")?),
        purpose: stored_text::get(row, "purpose")?,
        staff_id: StaffId::new(row.try_get::<String, _>("staff_id")?),
        sent_to: row.try_get("sent_to")?,
        salt: salt_in(row)?,
        requested_by: row.try_get::<Option<String>, _>("requested_by")?.map(StaffId::new),
        requested_by_name: name("requester_first_name", "requester_last_name")?,
        requested_at: UnixSeconds(row.try_get("requested_at")?),
        expires_at,
        sent_at: moment("sent_at")?,
        failed_at: moment("failed_at")?,
        mail_reason: row.try_get("mail_reason")?,
        opened_at: moment("opened_at")?,
        // A link that had run out when a newer one took its place just ran out.
        ended: end_in(row)?.zip(moment("ended_at")?).filter(|(_, ended_at)| *ended_at < expires_at),
        ended_by_name: name("ender_first_name", "ender_last_name")?,
    })
}

/// How an end stands in the table. What ended with a change of the person is told apart by [`ended_with`].
fn ended_as(end: LinkEnd) -> &'static str {
    match end {
        LinkEnd::Used => "used",
        LinkEnd::Replaced => "replaced",
        LinkEnd::Revoked | LinkEnd::PasswordChanged | LinkEnd::EmailChanged => "revoked",
        LinkEnd::Deactivated => "deactivated",
    }
}

/// What about the person changed when a link ended.
fn ended_with(end: LinkEnd) -> Option<&'static str> {
    match end {
        LinkEnd::PasswordChanged => Some("password"),
        LinkEnd::EmailChanged => Some("email"),
        LinkEnd::Used | LinkEnd::Replaced | LinkEnd::Revoked | LinkEnd::Deactivated => None,
    }
}

fn end_in(row: &SqliteRow) -> Result<Option<LinkEnd>, sqlx::Error> {
    Ok(match (row.try_get("ended_as")?, row.try_get("ended_with")?) {
        (None, _) => None,
        (Some("used"), _) => Some(LinkEnd::Used),
        (Some("replaced"), _) => Some(LinkEnd::Replaced),
        (Some("revoked"), None) => Some(LinkEnd::Revoked),
        (Some("revoked"), Some("password")) => Some(LinkEnd::PasswordChanged),
        (Some("revoked"), Some("email")) => Some(LinkEnd::EmailChanged),
        (Some("deactivated"), _) => Some(LinkEnd::Deactivated),
        (Some(text), with) => {
            let source = format!("unexpected value {text:?} with {with:?}").into();
            return Err(sqlx::Error::ColumnDecode { index: "ended_as".to_owned(), source });
        }
    })
}

/// The salt that a link's code is derived with.
pub(super) fn salt_in(row: &SqliteRow) -> Result<[u8; 32], sqlx::Error> {
    row.try_get::<&[u8], _>("salt")?
        .try_into()
        .map_err(|error| sqlx::Error::ColumnDecode { index: "salt".to_owned(), source: Box::new(error) })
}
