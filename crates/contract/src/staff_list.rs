//! The lists of the staff table: what is asked for, and what comes.

use crate::{BulkId, MailTrouble, OfficeId, RoleId, StaffId, StaffStatus, StaffSummary};
use serde::{Deserialize, Serialize};

/// How long ago somebody signed in last who did not for 90 days, in seconds.
pub const NOT_SIGNED_IN_SECONDS: i64 = 90 * 24 * 60 * 60;

/// How soon a link runs out that is about to, in seconds.
pub const LINK_RUNS_OUT_SECONDS: i64 = 6 * 60 * 60;

/// For how long a mail that was given up is somebody's concern, in seconds.
pub const MAIL_FAILED_SECONDS: i64 = 7 * 24 * 60 * 60;

/// Makes the names by which values stand in requests and addresses known, in one place.
// A name is taken as a token: utoipa does not see a `literal` in `rename`.
macro_rules! named {
    (
        $(#[$meta:meta])*
        $type:ident { $($(#[$variant_meta:meta])* $variant:ident = $name:tt),+ $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $type {
            $($(#[$variant_meta])* #[serde(rename = $name)] $variant,)+
        }

        impl $type {
            /// Every value, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in a request.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

named! {
    /// Whether a second factor is asked for when somebody signs in.
    SecondFactorFilter {
        /// It is.
        On = "on",
        /// It is not.
        Off = "off",
    }
}

named! {
    /// When somebody signed in last.
    SignInFilter {
        /// Not in the last 90 days, or never.
        NotFor90Days = "not_for_90_days",
        /// Never.
        Never = "never",
    }
}

named! {
    /// The link that sets somebody's password: a password reset link, or an invitation.
    LinkFilter {
        /// It can be used.
        Live = "live",
        /// It can be used, and runs out within six hours.
        RunningOut = "running_out",
        /// They are pending, and have no invitation that can be used.
        InvitationRanOut = "invitation_ran_out",
    }
}

named! {
    /// What became of the mail to somebody.
    MailFilter {
        /// One was given up in the last seven days, and none has left since.
        Failed = "failed",
    }
}

named! {
    /// What a list is ordered by.
    StaffSort {
        /// Last and first name.
        Name = "name",
        /// The role's name, then name.
        Role = "role",
        /// The primary provider's name, then name; those without one come first.
        PrimaryProvider = "primary_provider",
        /// Last sign-in, then name; those who never signed in come first.
        LastSignIn = "last_sign_in",
    }
}

named! {
    /// Which way a list goes.
    SortDirection {
        /// The lowest first.
        Ascending = "ascending",
        /// The highest first.
        Descending = "descending",
    }
}

/// What both the list of people and the file of it can be asked for, so that a filter of one is never unknown to the
/// other.
macro_rules! staff_queries {
    ($($(#[$meta:meta])* $member:ident: $type:ident,)+) => {
        /// `list_staff`: what to look for, in which order, and from where on. Filters that are left out let everybody
        /// through.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::IntoParams, utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
        #[serde(default, deny_unknown_fields)]
        pub struct ListStaff {
            $(
                $(#[$meta])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $member: Option<$type>,
            )+
            /// `next` of the page before, which was in the same order; left out for the first page.
            #[serde(skip_serializing_if = "Option::is_none")]
            #[cfg_attr(feature = "openapi", param(min_length = 1))]
            pub after: Option<String>,
            /// How many people, 1 to 100; 60 if left out.
            #[serde(skip_serializing_if = "Option::is_none")]
            #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
            pub limit: Option<u32>,
        }

        /// `export_staff`: whom to write out, in which order. Everything is as in `list_staff`, but that a file has no
        /// pages.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
        #[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
        #[serde(default, deny_unknown_fields)]
        pub struct ExportStaff {
            $(
                $(#[$meta])*
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $member: Option<$type>,
            )+
        }

        impl From<ExportStaff> for ListStaff {
            fn from(ExportStaff { $($member),+ }: ExportStaff) -> Self {
                Self { $($member,)+ after: None, limit: None }
            }
        }
    };
}

staff_queries! {
    /// Words that all occur in the name, username, email or phone, without regard to case, accents and
    /// punctuation of phone numbers. At most 100 characters.
    #[cfg_attr(feature = "openapi", param(max_length = 100))]
    search: String,
    /// The list; all three of them if left out.
    status: StaffStatus,
    /// The role that they hold.
    role: RoleId,
    /// Who they work with.
    primary_provider_id: StaffId,
    /// An office where they work.
    office: OfficeId,
    /// Whether a second factor is asked for when they sign in.
    #[cfg_attr(feature = "openapi", param(inline))]
    second_factor: SecondFactorFilter,
    /// When they signed in last.
    #[cfg_attr(feature = "openapi", param(inline))]
    sign_in: SignInFilter,
    /// The link that sets their password.
    #[cfg_attr(feature = "openapi", param(inline))]
    link: LinkFilter,
    /// What became of the mail to them.
    #[cfg_attr(feature = "openapi", param(inline))]
    mail: MailFilter,
    /// What to order by; the name if left out.
    #[cfg_attr(feature = "openapi", param(inline))]
    sort: StaffSort,
    /// Which way; ascending if left out.
    #[cfg_attr(feature = "openapi", param(inline))]
    direction: SortDirection,
}

impl ListStaff {
    /// People on a page if the asker does not say.
    pub const DEFAULT_LIMIT: u32 = 60;
    /// The most people on a page.
    pub const MAX_LIMIT: u32 = 100;
}

/// How many people are in each of the three lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffCounts {
    /// Those who may sign in.
    pub active: u64,
    /// Those who may not any more.
    pub inactive: u64,
    /// Those who were invited.
    pub pending: u64,
}

impl StaffCounts {
    /// How many there are in one list, or in all of them.
    pub const fn of(&self, status: Option<StaffStatus>) -> u64 {
        match status {
            Some(StaffStatus::Active) => self.active,
            Some(StaffStatus::Inactive) => self.inactive,
            Some(StaffStatus::Pending) => self.pending,
            None => self.active + self.inactive + self.pending,
        }
    }

    /// Counts somebody out of one list and into another.
    pub const fn count_over(&mut self, from: StaffStatus, to: StaffStatus) {
        let out = self.list(from);
        *out = out.saturating_sub(1);
        *self.list(to) += 1;
    }

    const fn list(&mut self, status: StaffStatus) -> &mut u64 {
        match status {
            StaffStatus::Active => &mut self.active,
            StaffStatus::Inactive => &mut self.inactive,
            StaffStatus::Pending => &mut self.pending,
        }
    }
}

/// A page of the staff table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffPage {
    /// The people.
    pub items: Vec<StaffSummary>,
    /// How many people match in all.
    pub total: u64,
    /// How many match in each list, whichever of them was asked for.
    pub counts: StaffCounts,
    /// Whether `get_staff_overview` counts anybody. Only the first page without a search says so.
    pub needs_attention: bool,
    /// What to send as `after` for the next page; absent on the last.
    pub next: Option<String>,
    /// Whether mail has not been leaving for a while.
    pub mail_trouble: Option<MailTrouble>,
}

/// `get_staff_overview`: how many people somebody should look after. `list_staff` shows who they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffOverview {
    /// Those whose link runs out within six hours: `link=running_out`.
    pub links_running_out: u64,
    /// Those whose invitation ran out: `status=pending&link=invitation_ran_out`.
    pub invitations_ran_out: u64,
    /// Those to whom a mail was given up in the last seven days: `mail=failed`.
    pub mails_failed: u64,
    /// Active people who did not sign in for 90 days: `status=active&sign_in=not_for_90_days`.
    pub not_signed_in: u64,
    /// A bulk act of whoever asks that still runs.
    pub running_bulk: Option<BulkId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever is asked for by its name is written by the same name.
    #[test]
    fn a_value_is_written_by_its_name() {
        fn holds<T: Copy + Serialize>(all: &[T], name: fn(T) -> &'static str) {
            for value in all {
                assert_eq!(serde_json::to_value(value).unwrap(), name(*value));
            }
        }
        holds(SecondFactorFilter::ALL, SecondFactorFilter::name);
        holds(SignInFilter::ALL, SignInFilter::name);
        holds(LinkFilter::ALL, LinkFilter::name);
        holds(MailFilter::ALL, MailFilter::name);
        holds(StaffSort::ALL, StaffSort::name);
        holds(SortDirection::ALL, SortDirection::name);
    }

    /// The three lists are everybody.
    #[test]
    fn the_lists_add_up() {
        let counts = StaffCounts { active: 1, inactive: 20, pending: 300 };
        assert_eq!(counts.of(Some(StaffStatus::Inactive)), 20);
        assert_eq!(counts.of(None), 321);
        let mut moved = counts;
        moved.count_over(StaffStatus::Active, StaffStatus::Inactive);
        assert_eq!(moved, StaffCounts { active: 0, inactive: 21, pending: 300 });
    }
}
