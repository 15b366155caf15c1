//! Refusals and failures, as they travel: RFC 9457 `application/problem+json`.

use crate::field::FieldProblem;
use serde::{Deserialize, Serialize};

/// The media type of a [`Problem`].
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Why a request was not carried out (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// A name for the kind of problem: `urn:staffroom:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in a few words, the same each time.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The kind of problem, for programs.
    pub code: ProblemCode,
    /// The fields that were refused, if it is about fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    /// How long to wait before asking again, in seconds, where asking again may help. The same as in the header
    /// `Retry-After`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// What to quote when asking for help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl Problem {
    /// A problem that is not about fields.
    pub fn new(code: ProblemCode) -> Self {
        let name = code.name();
        Self {
            kind: format!("urn:staffroom:problem:{name}"),
            title: code.title().to_owned(),
            status: code.status(),
            code,
            fields: Vec::new(),
            retry_after: None,
            request_id: None,
        }
    }

    /// A request whose fields were refused.
    pub fn invalid_fields(fields: Vec<FieldProblem>) -> Self {
        Self { fields, ..Self::new(ProblemCode::InvalidFields) }
    }
}

macro_rules! problem_codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $status:literal, $title:literal;)+) => {
        /// The kind of a problem. Each has one status and one title; sentences for people are the app's.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum ProblemCode {
            $($(#[$doc])* $variant,)+
        }

        impl ProblemCode {
            /// Every kind of problem.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code as it travels.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The HTTP status that it is answered with.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)+ }
            }

            /// The kind of problem in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

problem_codes! {
    /// The body is not JSON, or a header or query cannot be read.
    Malformed = "malformed", 400, "The request cannot be read";
    /// Nobody is signed in.
    SignedOut = "signed_out", 401, "Nobody is signed in";
    /// No such username, or not this password, or the account may not sign in: never said which.
    WrongCredentials = "wrong_credentials", 401, "The username or the password is wrong";
    /// The person who asks lacks the permission.
    Forbidden = "forbidden", 403, "This needs a permission that you do not have";
    /// The person who is acted upon may do something that the person who asks may not.
    OutranksYou = "outranks_you", 403, "This person holds permissions that you do not have";
    /// Somebody would get a permission that the person who asks lacks.
    BeyondYou = "beyond_you", 403, "This would give a permission that you do not have";
    /// The person who asks is restricted to their offices, and the act reaches beyond them.
    BeyondYourOffices = "beyond_your_offices", 403, "This reaches beyond the offices that you are restricted to";
    /// The person who asks has not entered their password for a while, and the act weighs heavily.
    ReauthRequired = "reauth_required", 403, "This needs your password again";
    /// The request comes from another site's page.
    CrossSite = "cross_site", 403, "The request does not come from this site";
    /// There is nothing here, or nothing that the person who asks may know of.
    NotFound = "not_found", 404, "There is nothing here";
    /// The path is known, the method is not.
    MethodNotAllowed = "method_not_allowed", 405, "This path does not take that method";
    /// The same Idempotency-Key was used for something else.
    IdempotencyKeyReused = "idempotency_key_reused", 409, "This Idempotency-Key belongs to another request";
    /// The person has no email address to send to.
    NoEmail = "no_email", 409, "This person has no email address";
    /// The person is inactive, or was never active.
    NotActive = "not_active", 409, "This person's account is not active";
    /// The person was invited and has not set a password yet.
    InvitationPending = "invitation_pending", 409, "This person has not accepted their invitation yet";
    /// The person is not waiting to be invited.
    NotPending = "not_pending", 409, "This person does not wait for an invitation";
    /// Nobody deactivates themselves.
    Yourself = "yourself", 409, "You cannot do this to your own account";
    /// Somebody must keep the permission to manage accounts.
    LastAdministrator = "last_administrator", 409, "This is the last active person who can manage accounts";
    /// Every practice has this role, and it stays as it is.
    SystemRole = "system_role", 409, "Every practice has this role, and it stays as it is";
    /// The role cannot be retired before its people have another one.
    RoleHeld = "role_held", 409, "Somebody holds this role";
    /// Whoever asks has begun a bulk act that still runs.
    BulkRunning = "bulk_running", 409, "Another bulk act of yours still runs";
    /// Others than whoever asks has seen would be acted upon.
    SelectionChanged = "selection_changed", 409, "The selection is another one by now";
    /// Nothing failed that could be tried again.
    NothingFailed = "nothing_failed", 409, "There is nothing to try again";
    /// There is no live link to revoke.
    NoLiveLink = "no_live_link", 409, "There is no link that could still be used";
    /// A password was already set with the link.
    ResetUsed = "reset_used", 410, "This link has already been used";
    /// Nothing is to come that could be cancelled.
    NotScheduled = "not_scheduled", 409, "There is nothing to come that could be cancelled";
    /// It was done too long ago, or by somebody else, or something else was done since.
    TooLateToUndo = "too_late_to_undo", 409, "It is too late to undo this";
    /// The link ran out.
    ResetExpired = "reset_expired", 410, "This link has expired";
    /// A newer link took its place.
    ResetReplaced = "reset_replaced", 410, "This link was replaced by a newer one";
    /// The link was taken back.
    ResetRevoked = "reset_revoked", 410, "This link was revoked";
    /// The person's password or address changed by other means.
    ResetOutdated = "reset_outdated", 410, "The account was changed after this link was sent";
    /// The person's account is inactive.
    ResetInactive = "reset_inactive", 410, "The account that this link is for is inactive";
    /// No link has this code.
    ResetUnknown = "reset_unknown", 410, "No link has this code";
    /// The account was already frozen with the link.
    FreezeUsed = "freeze_used", 410, "The account was already frozen with this link";
    /// The link to freeze an account ran out, or was taken back with the account's access.
    FreezeEnded = "freeze_ended", 410, "This link freezes nothing any more";
    /// The account is inactive already.
    FreezeInactive = "freeze_inactive", 410, "The account that this link is for is inactive already";
    /// No link to freeze an account has this code.
    FreezeUnknown = "freeze_unknown", 410, "No link to freeze an account has this code";
    /// Some rows of the import cannot be added, or none can.
    ImportRefused = "import_refused", 409, "This import has rows that cannot be added";
    /// The import was confirmed already.
    ImportConfirmed = "import_confirmed", 409, "This import was confirmed already";
    /// Whoever asks has confirmed an import that still runs.
    ImportRunning = "import_running", 409, "Another import of yours still runs";
    /// The person may not change their own email address.
    EmailUpdateOff = "email_update_off", 409, "Changing their own email address is turned off for this person";
    /// There is no change of email that waits for its confirmation.
    NoEmailChange = "no_email_change", 409, "There is no change of email that could still be confirmed";
    /// The person has no App Unlock PIN.
    NoPin = "no_pin", 409, "This person has no App Unlock PIN";
    /// The change of email was already confirmed.
    EmailChangeConfirmed = "email_change_confirmed", 410, "This change of email was already confirmed";
    /// The change of email ran out.
    EmailChangeExpired = "email_change_expired", 410, "The time to confirm this change of email is over";
    /// A newer change of email took its place.
    EmailChangeReplaced = "email_change_replaced", 410, "This change of email was replaced by a newer one";
    /// The change of email was taken back, or the account was closed or got another password or address since.
    EmailChangeEnded = "email_change_ended", 410, "This change of email is off";
    /// Somebody else has the address by now.
    EmailChangeTaken = "email_change_taken", 410, "Another account has this email address by now";
    /// No change of email has this code.
    EmailChangeUnknown = "email_change_unknown", 410, "No change of email has this code";
    /// Somebody else changed what is to be changed since it was read.
    StaleVersion = "stale_version", 412, "This was changed in the meantime";
    /// The body is larger than the operation takes.
    TooLarge = "too_large", 413, "The request is too large";
    /// The body is not `application/json`.
    NotJson = "not_json", 415, "The request must be application/json";
    /// The body is not `text/csv`.
    NotCsv = "not_csv", 415, "The request must be text/csv";
    /// The file is not text in UTF-8.
    NotUtf8 = "not_utf8", 422, "The file is not text in UTF-8";
    /// A quotation mark of the file opens or closes where none can.
    BrokenCsv = "broken_csv", 422, "The quotation marks of the file do not fit together";
    /// One or more fields were refused.
    InvalidFields = "invalid_fields", 422, "Some fields were refused";
    /// `If-Match` is missing.
    VersionRequired = "version_required", 428, "The request must say which version it changes";
    /// Too much was asked in too short a time, by this account, this person or this address.
    TooManyRequests = "too_many_requests", 429, "This was asked for too often in too short a time";
    /// Something broke on the server.
    Internal = "internal", 500, "Something went wrong on the server";
    /// The server is too busy, or its database is.
    Unavailable = "unavailable", 503, "The server cannot answer at the moment";
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The name in the `type`, the name in `code` and the name in this file are one.
    #[test]
    fn a_code_travels_under_its_name() {
        for code in ProblemCode::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.name());
            assert_eq!(Problem::new(*code).kind, format!("urn:staffroom:problem:{}", code.name()));
        }
    }
}
