//! What Staffroom's app and server say to each other.
//!
//! Request and response types, the rules that both sides judge input by, problem codes and paths. The crate
//! is a leaf: it compiles for the browser, and knows neither the server's libraries nor the app's.
//!
//! To add a field to a request: put it on the type, give it a rule in `validate`, and name it in [`field`].
//! The server refuses with the same rule that the app has already shown beside the field.

pub mod account;
pub mod account_freeze;
pub mod audit;
pub mod bulk;
pub mod care_team;
pub mod create_staff;
pub mod deactivation;
pub mod email_change;
pub mod field;
pub mod id;
pub mod import;
pub mod mail;
pub mod office;
pub mod own_event;
pub mod password;
pub mod password_reset;
pub mod password_strength;
pub mod paths;
pub mod permission;
pub mod practice;
pub mod problem;
pub mod role;
pub mod secret;
pub mod session;
pub mod staff;
pub mod staff_csv;
pub mod staff_list;
pub mod staff_settings;
pub mod text;
pub mod time;

pub use account::{ChangeOwnPassword, OwnSession, OwnSessions};
pub use account_freeze::FreezeAccount;
pub use audit::{
    AuditDetail, AuditEvent, AuditEventPage, AuditPerson, AuditResult, ExportAuditEvents, FieldChange,
    ListAuditEvents,
};
pub use bulk::{
    Bulk, BulkAct, BulkKind, BulkLeftOut, BulkPreview, BulkReason, BulkReasonCount, BulkResult,
    BulkResultPage, BulkSelection, BulkState, ListBulkResults, PreviewBulk, StartBulk,
};
pub use care_team::ListCareTeamRoles;
pub use create_staff::CreateStaff;
pub use deactivation::{DeactivateStaff, ScheduledDeactivation, StaffDeactivation};
pub use email_change::{ChangeEmail, ConfirmEmailChange, EmailChange, ObjectToEmailChange, OwnEmail};
pub use field::{FieldProblem, FieldRule};
pub use id::{BulkId, EmailChangeId, ImportId, OfficeId, PasswordResetId, RoleId, SessionId, StaffId};
pub use import::{
    ConfirmImport, Import, ImportCounts, ImportRow, ImportRowPage, ImportRowState, ImportState,
    ListImportRows, RowProblem,
};
pub use mail::{MailFailure, MailTrouble};
pub use office::{NameOffice, Office, RestrictStaffOffices, StaffOffice};
pub use own_event::{ListOwnEvents, OwnEvent, OwnEventPage};
pub use password_reset::{
    CompletePasswordReset, InspectPasswordReset, LinkPurpose, PasswordReset, PasswordResetLink,
    PasswordResetState, RequestPasswordReset, ResetStaffPassword,
};
pub use password_strength::{EstimatePasswordStrength, PasswordStrength, StrengthAdvice};
pub use permission::{Permission, SystemRole};
pub use practice::{PracticeSettings, UpdatePracticeSettings};
pub use problem::{Problem, ProblemCode};
pub use role::{ChangeStaffPermissions, ChangeStaffRole, CreateRole, Role, RoleSummary, Roles, UpdateRole};
pub use secret::Secret;
pub use session::{Reauthenticate, Session, SignIn};
pub use staff::{
    CodedValue, Provider, Staff, StaffDetail, StaffSettings, StaffStatus, StaffSummary, UpdateStaff,
};
pub use staff_csv::StaffColumn;
pub use staff_list::{
    ExportStaff, LinkFilter, ListStaff, MailFilter, SecondFactorFilter, SignInFilter, SortDirection,
    StaffCounts, StaffOverview, StaffPage, StaffSort,
};
pub use staff_settings::{AppUnlockPin, ChangeStaffSettings, SetStaffPin};
pub use time::UnixSeconds;

/// Header that names one intent, so that an answer lost on the way can be asked for again without a second
/// effect. Its value is any text of 1 to [`IDEMPOTENCY_KEY_MAX`] visible ASCII characters.
///
/// Source: IETF draft `draft-ietf-httpapi-idempotency-key-header`.
pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

/// The longest Idempotency-Key, in bytes.
pub const IDEMPOTENCY_KEY_MAX: usize = 128;

/// Header by which the app says that a request was made by a timer and not by a person: it does not keep a
/// session from falling idle. Its value is `1`.
pub const BACKGROUND: &str = "Staffroom-Background";
