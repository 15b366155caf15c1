//! Identifiers: opaque to the app, unguessable, never reused.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! opaque_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes an identifier as it stands in a path, a request or a row. Nothing is checked: one that
            /// names nothing is simply not found.
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            /// The identifier as it travels.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

opaque_id! {
    /// A person on the staff.
    StaffId
}
opaque_id! {
    /// A password reset link, without the code that opens it.
    PasswordResetId
}
opaque_id! {
    /// An office of the practice.
    OfficeId
}
opaque_id! {
    /// An open session, without the cookie that it is known by.
    SessionId
}
opaque_id! {
    /// An import of people from a file.
    ImportId
}
opaque_id! {
    /// A role. That of a system role is its key, such as `nurse`.
    RoleId
}
opaque_id! {
    /// A wish for another email address, without the codes that confirm it or end it.
    EmailChangeId
}
opaque_id! {
    /// A bulk act.
    BulkId
}
