//! How the values of enums stand in the tables.

use crate::{DeactivationEnd, EmailChangeEnd, NoticeKind};
use sqlx::sqlite::SqliteRow;
use sqlx::types::Json;
use sqlx::{Error, Row};
use staffroom_contract::{
    BulkReason, BulkState, ImportRowState, LinkPurpose, Permission, StaffStatus, SystemRole,
};
use std::collections::BTreeSet;

/// A value that is kept as one of a few texts.
pub(super) trait StoredText: Sized {
    /// The text that stands for it.
    fn stored(self) -> &'static str;
    /// The value that a text stands for.
    fn from_stored(text: &str) -> Option<Self>;
}

macro_rules! stored_text {
    ($type:ident { $($variant:ident => $text:literal),+ $(,)? }) => {
        impl StoredText for $type {
            fn stored(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }

            fn from_stored(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

stored_text!(SystemRole {
    BillingStaff => "billing_staff",
    BtgAdmin => "btg_admin",
    Nurse => "nurse",
    OfficeManager => "office_manager",
    Provider => "provider",
    Staff => "staff",
});

stored_text!(Permission {
    ManageAccounts => "manage_accounts",
    ViewAuditLog => "view_audit_log",
    ManagePractice => "manage_practice",
    ManageRoles => "manage_roles",
});

stored_text!(StaffStatus {
    Active => "active",
    Inactive => "inactive",
    Pending => "pending",
});

stored_text!(LinkPurpose {
    PasswordReset => "password_reset",
    Invitation => "invitation",
});

stored_text!(ImportRowState {
    Ready => "ready",
    Refused => "refused",
    Added => "added",
    Failed => "failed",
    LeftOut => "left_out",
});

stored_text!(DeactivationEnd {
    Cancelled => "cancelled",
    Refused => "refused",
});

stored_text!(EmailChangeEnd {
    Confirmed => "confirmed",
    Cancelled => "cancelled",
    Replaced => "replaced",
    Objected => "objected",
    Void => "void",
});

stored_text!(NoticeKind {
    PasswordResetCompleted => "password_reset_completed",
    OwnPasswordChanged => "own_password_changed",
    StaffDeactivated => "staff_deactivated",
    StaffReactivated => "staff_reactivated",
    EmailChangeConfirmed => "email_change_confirmed",
    AccountFrozen => "account_frozen",
});

stored_text!(BulkState {
    Waiting => "waiting",
    Done => "done",
    LeftOut => "left_out",
    Failed => "failed",
    Stopped => "stopped",
});

stored_text!(BulkReason {
    NotFound => "not_found",
    Yourself => "yourself",
    OutranksYou => "outranks_you",
    BeyondYourOffices => "beyond_your_offices",
    NotActive => "not_active",
    InvitationPending => "invitation_pending",
    NotPending => "not_pending",
    NoEmail => "no_email",
    LastAdministrator => "last_administrator",
    NothingToChange => "nothing_to_change",
    NoLongerAChoice => "no_longer_a_choice",
    TooSoon => "too_soon",
    NotAllowedAnyMore => "not_allowed_any_more",
    ServerFailed => "server_failed",
    Stopped => "stopped",
});

/// Reads a column that holds a [`StoredText`].
pub(super) fn get<T: StoredText>(row: &SqliteRow, column: &str) -> Result<T, Error> {
    get_optional(row, column)?.ok_or_else(|| Error::ColumnDecode {
        index: column.to_owned(),
        source: sqlx::error::UnexpectedNullError.into(),
    })
}

/// Reads a column that holds a [`StoredText`] or nothing.
pub(super) fn get_optional<T: StoredText>(row: &SqliteRow, column: &str) -> Result<Option<T>, Error> {
    let Some(text) = row.try_get::<Option<&str>, _>(column)? else {
        return Ok(None);
    };
    read(text, column).map(Some)
}

/// Reads a column that holds a JSON array of [`StoredText`]s.
pub(super) fn get_set<T: StoredText + Ord>(row: &SqliteRow, column: &str) -> Result<BTreeSet<T>, Error> {
    let texts = row.try_get::<Json<Vec<String>>, _>(column)?.0;
    texts.iter().map(|text| read(text, column)).collect()
}

fn read<T: StoredText>(text: &str, column: &str) -> Result<T, Error> {
    T::from_stored(text).ok_or_else(|| Error::ColumnDecode {
        index: column.to_owned(),
        source: format!("unexpected value {text:?}").into(),
    })
}
