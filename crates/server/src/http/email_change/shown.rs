//! Changes of email addresses as answers show them.

use crate::mail::trouble::failure;
use staffroom_contract::EmailChange;
use staffroom_store::EmailChangeRecord;

/// A change as whoever asked for it sees it.
pub(in crate::http) fn email_change(change: EmailChangeRecord) -> EmailChange {
    EmailChange {
        id: change.id,
        new_email: change.new_email,
        requested_by: change.requested_by_name,
        requested_at: change.requested_at,
        expires_at: change.expires_at,
        sent_at: change.sent_at,
        mail_failure: change.mail_reason.as_deref().map(failure),
    }
}
