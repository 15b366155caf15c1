//! What happened around a person's own access, as they themselves may know it.

use crate::audit::Event;
use crate::{AuditResult, UnixSeconds};
use serde::{Deserialize, Serialize};

/// Something that happened to the access of the person who asks: an item of `list_own_events`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnEvent {
    /// When it was.
    pub at: UnixSeconds,
    /// The act: the name of one of [`OwnEvent::EVENTS`].
    pub event: String,
    /// Whether it was done.
    pub result: AuditResult,
    /// The full name of the administrator who did it, as of then; absent if the person did it themselves, or nobody
    /// was signed in.
    pub administrator: Option<String>,
    /// The network address that it was done from, where the server knows it; not an administrator's.
    pub client_address: Option<String>,
    /// Browser and system, such as "Chrome on Windows", as far as the browser says; not an administrator's.
    pub device: Option<String>,
}

impl OwnEvent {
    /// The acts that a person is told of when they were done to them. Of those that were refused, they are told of
    /// their own, and of those of people who were not signed in: somebody may have tried their password.
    pub const EVENTS: &[Event] = &[
        Event::SignedIn,
        Event::SignInFailed,
        Event::SignedOut,
        Event::StaffDeactivated,
        Event::StaffReactivated,
        Event::StaffPasswordResetRequested,
        Event::StaffPasswordResetRevoked,
        Event::PasswordResetRequested,
        Event::PasswordResetCompleted,
        Event::StaffInvited,
        Event::InvitationAccepted,
        Event::OwnPasswordChanged,
        Event::OwnSessionEnded,
        Event::OtherSessionsEnded,
        Event::StaffSessionsEnded,
        Event::AccountFrozen,
    ];
}

/// `list_own_events`: from where on, and how many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ListOwnEvents {
    /// `next` of the page before; left out for the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1))]
    pub after: Option<String>,
    /// How many events, 1 to 50; 20 if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 50))]
    pub limit: Option<u32>,
}

impl ListOwnEvents {
    /// Events on a page if the asker does not say.
    pub const DEFAULT_LIMIT: u32 = 20;
    /// The most events on a page.
    pub const MAX_LIMIT: u32 = 50;
}

/// `list_own_events`: a page, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnEventPage {
    /// The events.
    pub items: Vec<OwnEvent>,
    /// What to send as `after` for the next page; absent on the last.
    pub next: Option<String>,
}
