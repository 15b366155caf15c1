//! What is done to each.

use crate::field::{FieldProblem, FieldRule, name};
use crate::text::{check_name, tidy};
use crate::{OfficeId, StaffId};
use serde::{Deserialize, Serialize};

/// What is done to each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BulkAct {
    /// What `reset_staff_password` does.
    ResetPassword,
    /// What `send_staff_invitation` does.
    SendInvitation,
    /// What `deactivate_staff` does, at once.
    Deactivate {
        /// Why, for the audit log; at most 100 characters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// What `update_staff` does to the offices: each works in another one from now on.
    MoveOffice {
        /// Where they work from now on.
        to: OfficeId,
        /// Where they work no longer; who does not work there is left out. If left out, it is everywhere else.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<OfficeId>,
    },
    /// What `update_staff` does to the primary provider.
    MoveProvider {
        /// Their primary provider from now on.
        primary_provider_id: StaffId,
    },
}

impl BulkAct {
    /// What kind of act it is.
    pub const fn kind(&self) -> BulkKind {
        match self {
            Self::ResetPassword => BulkKind::ResetPassword,
            Self::SendInvitation => BulkKind::SendInvitation,
            Self::Deactivate { .. } => BulkKind::Deactivate,
            Self::MoveOffice { .. } => BulkKind::MoveOffice,
            Self::MoveProvider { .. } => BulkKind::MoveProvider,
        }
    }

    /// Without the white space around what was typed; an empty reason is none.
    #[must_use]
    pub fn tidied(self) -> Self {
        match self {
            Self::Deactivate { reason } => Self::Deactivate {
                reason: reason.map(|reason| tidy(&reason)).filter(|reason| !reason.is_empty()),
            },
            act => act,
        }
    }

    pub(super) fn problem(&self) -> Option<FieldProblem> {
        match self {
            Self::Deactivate { reason } => {
                reason.as_deref().and_then(|reason| check_name(name::REASON, reason))
            }
            Self::MoveOffice { to, from } if from.as_ref() == Some(to) => {
                Some(FieldProblem::new(name::TO, FieldRule::Unchanged))
            }
            _ => None,
        }
    }
}

/// What kind of act a bulk act is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkKind {
    /// [`BulkAct::ResetPassword`]
    ResetPassword,
    /// [`BulkAct::SendInvitation`]
    SendInvitation,
    /// [`BulkAct::Deactivate`]
    Deactivate,
    /// [`BulkAct::MoveOffice`]
    MoveOffice,
    /// [`BulkAct::MoveProvider`]
    MoveProvider,
}

impl BulkKind {
    /// Each of them, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::ResetPassword, Self::SendInvitation, Self::Deactivate, Self::MoveOffice, Self::MoveProvider];

    /// Its name in requests and in the audit log.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResetPassword => "reset_password",
            Self::SendInvitation => "send_invitation",
            Self::Deactivate => "deactivate",
            Self::MoveOffice => "move_office",
            Self::MoveProvider => "move_provider",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever is asked for by its name is written by the same name.
    #[test]
    fn an_act_is_written_by_its_name() {
        for kind in BulkKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        let act = BulkAct::MoveProvider { primary_provider_id: StaffId::new("hannah") };
        assert_eq!(serde_json::to_value(&act).unwrap()["kind"], act.kind().name());
    }

    /// A reason is tidied and bounded, and nobody is moved to where they come from.
    #[test]
    fn an_act_is_judged_like_the_single_one() {
        let rule = |act: BulkAct| act.tidied().problem().map(|problem| problem.rule);
        let deactivate = |reason: &str| BulkAct::Deactivate { reason: Some(reason.to_owned()) };
        assert_eq!(deactivate("  ").tidied(), BulkAct::Deactivate { reason: None });
        assert_eq!(rule(deactivate(&"a".repeat(100))), None);
        assert_eq!(rule(deactivate(&"a".repeat(101))), Some(FieldRule::TooLong));
        let office = OfficeId::new("uptown");
        let nowhere = BulkAct::MoveOffice { to: office.clone(), from: Some(office) };
        assert_eq!(rule(nowhere), Some(FieldRule::Unchanged));
    }
}
