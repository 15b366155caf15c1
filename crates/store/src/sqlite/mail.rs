use super::stored_text::{self, StoredText};
use crate::Result;
use crate::mail::{ClaimedMail, MailContent, MailRepository, NewMail, Notice, StuckMail};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::{EmailChangeId, PasswordResetId, StaffId, UnixSeconds};

/// The kind of a mail that carries a password reset link.
const PASSWORD_RESET: &str = "password_reset";
/// The kind of a mail that carries an invitation.
const INVITATION: &str = "invitation";
/// The kind of a mail that asks for the confirmation of an address.
pub(super) const EMAIL_CHANGE: &str = "email_change";
/// The kind of a mail to the address that such a change would replace. All other kinds are notices.
const EMAIL_CHANGE_NOTICE: &str = "email_change_notice";

/// The kind of a mail that carries a link which was mailed before.
const PASSWORD_RESET_AGAIN: &str = "password_reset_again";

pub(super) struct SqliteMail<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl MailRepository for SqliteMail<'_> {
    async fn queue(&mut self, mail: &NewMail) -> Result<()> {
        let row = ContentRow::of(&mail.content);
        sqlx::query(
            "INSERT INTO mail (id, kind, link_id, staff_id, done_at, done_by, recipient_id, sent_to,
                 freeze_link_id, email_change_id, queued_at, due_at, is_bulk)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11,
                 EXISTS (SELECT 1 FROM link WHERE id = $3 AND bulk_id IS NOT NULL))",
        )
        .bind(&mail.id)
        .bind(row.kind)
        .bind(row.link_id)
        .bind(row.notice.map(|notice| notice.staff_id.as_str()))
        .bind(row.notice.map(|notice| notice.done_at.0))
        .bind(row.notice.and_then(|notice| notice.done_by.as_ref()).map(StaffId::as_str))
        .bind(row.notice.map(|notice| notice.recipient_id.as_str()))
        .bind(row.notice.map(|notice| notice.sent_to.as_str()))
        .bind(row.notice.and_then(|notice| notice.freeze_link_id.as_deref()))
        .bind(row.email_change_id)
        .bind(mail.queued_at.0)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn queue_again(&mut self, id: &str, link_id: &PasswordResetId, now: UnixSeconds) -> Result<bool> {
        let queued = sqlx::query(
            "INSERT INTO mail (id, kind, link_id, queued_at, due_at) SELECT $1, $2, $3, $4, $4
             WHERE NOT EXISTS (
                 SELECT 1 FROM mail WHERE link_id = $3 AND sent_at IS NULL AND failed_at IS NULL
             )",
        )
        .bind(id)
        .bind(PASSWORD_RESET_AGAIN)
        .bind(link_id.as_str())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(queued.rows_affected() > 0)
    }

    async fn claim(&mut self, now: UnixSeconds, lease_until: UnixSeconds) -> Result<Option<ClaimedMail>> {
        let row = sqlx::query(
            "UPDATE mail SET due_at = $2, attempts = attempts + 1
             WHERE number = coalesce(
                 (SELECT number FROM mail
                  WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $1 AND is_bulk = 0
                  ORDER BY due_at, number LIMIT 1),
                 (SELECT number FROM mail
                  WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $1
                  ORDER BY due_at, number LIMIT 1)
             )
             RETURNING id, kind, link_id, staff_id, done_at, done_by, recipient_id, sent_to, freeze_link_id,
                 email_change_id, queued_at, attempts",
        )
        .bind(now.0)
        .bind(lease_until.0)
        .fetch_optional(&mut *self.0)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(ClaimedMail {
            id: row.try_get("id")?,
            content: content_in(&row)?,
            queued_at: UnixSeconds(row.try_get("queued_at")?),
            attempts: row.try_get("attempts")?,
        }))
    }

    async fn next_due(&mut self) -> Result<Option<UnixSeconds>> {
        let due_at: Option<i64> =
            sqlx::query_scalar("SELECT min(due_at) FROM mail WHERE sent_at IS NULL AND failed_at IS NULL")
                .fetch_one(&mut *self.0)
                .await?;
        Ok(due_at.map(UnixSeconds))
    }

    async fn stuck(&mut self, before: UnixSeconds, given_up_after: i64) -> Result<Option<StuckMail>> {
        let row = sqlx::query(
            "SELECT queued_at, reason FROM mail
             WHERE sent_at IS NULL AND reason IS NOT NULL
                 AND queued_at >= coalesce((SELECT max(sent_at) FROM mail WHERE sent_at IS NOT NULL), 0)
                 AND queued_at <= $1
                 AND (failed_at IS NULL OR failed_at - queued_at >= $2)
             ORDER BY queued_at LIMIT 1",
        )
        .bind(before.0)
        .bind(given_up_after)
        .fetch_optional(&mut *self.0)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(StuckMail {
            queued_at: UnixSeconds(row.try_get("queued_at")?),
            reason: row.try_get("reason")?,
        }))
    }

    async fn mark_sent(&mut self, id: &str, now: UnixSeconds) -> Result<()> {
        sqlx::query(
            "UPDATE mail SET sent_at = $2, reason = NULL
             WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL",
        )
        .bind(id)
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn retry(&mut self, id: &str, due_at: UnixSeconds, reason: &str) -> Result<()> {
        sqlx::query(
            "UPDATE mail SET due_at = $2, reason = $3
             WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL",
        )
        .bind(id)
        .bind(due_at.0)
        .bind(reason)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn mark_failed(&mut self, id: &str, now: UnixSeconds, reason: &str) -> Result<()> {
        sqlx::query(
            "UPDATE mail SET failed_at = $2, reason = $3
             WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL",
        )
        .bind(id)
        .bind(now.0)
        .bind(reason)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }
}

/// A mail's content as its columns hold it.
struct ContentRow<'a> {
    kind: &'static str,
    link_id: Option<&'a str>,
    email_change_id: Option<&'a str>,
    notice: Option<&'a Notice>,
}

impl<'a> ContentRow<'a> {
    fn of(content: &'a MailContent) -> Self {
        let none = |kind| Self { kind, link_id: None, email_change_id: None, notice: None };
        match content {
            MailContent::PasswordReset(id) => Self { link_id: Some(id.as_str()), ..none(PASSWORD_RESET) },
            MailContent::Invitation(id) => Self { link_id: Some(id.as_str()), ..none(INVITATION) },
            MailContent::EmailChange(id) => Self { email_change_id: Some(id.as_str()), ..none(EMAIL_CHANGE) },
            MailContent::EmailChangeNotice(id) => {
                Self { email_change_id: Some(id.as_str()), ..none(EMAIL_CHANGE_NOTICE) }
            }
            MailContent::Notice(notice) => Self { notice: Some(notice), ..none(notice.kind.stored()) },
        }
    }
}

fn content_in(row: &SqliteRow) -> Result<MailContent, sqlx::Error> {
    let id = |column| row.try_get::<String, _>(column);
    match row.try_get::<&str, _>("kind")? {
        PASSWORD_RESET | PASSWORD_RESET_AGAIN => {
            return Ok(MailContent::PasswordReset(PasswordResetId::new(id("link_id")?)));
        }
        INVITATION => return Ok(MailContent::Invitation(PasswordResetId::new(id("link_id")?))),
        EMAIL_CHANGE => return Ok(MailContent::EmailChange(EmailChangeId::new(id("email_change_id")?))),
        EMAIL_CHANGE_NOTICE => {
            return Ok(MailContent::EmailChangeNotice(EmailChangeId::new(id("email_change_id")?)));
        }
        _ => {}
    }
    Ok(MailContent::Notice(Notice {
        kind: stored_text::get(row, "kind")?,
        staff_id: StaffId::new(row.try_get::<String, _>("staff_id")?),
        done_at: UnixSeconds(row.try_get("done_at")?),
        done_by: row.try_get::<Option<String>, _>("done_by")?.map(StaffId::new),
        recipient_id: StaffId::new(row.try_get::<String, _>("recipient_id")?),
        sent_to: row.try_get("sent_to")?,
        freeze_link_id: row.try_get("freeze_link_id")?,
    }))
}
