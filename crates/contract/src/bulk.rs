//! The same act upon many people at once: a bulk act.
//!
//! Whom it is about is settled when it begins. The server then sees to one person after the other, by the same rules as
//! if each of them were acted upon alone, and keeps what became of each.

use crate::field::{FieldProblem, FieldRule, name};
use crate::text::{check_name, check_search, tidy};
use crate::{BulkId, ListStaff, OfficeId, StaffId, UnixSeconds};
use serde::{Deserialize, Serialize};

/// The most people that one bulk act can be about.
pub const BULK_MOST_PEOPLE: u32 = 10_000;

/// The most people that can be named one by one, in a selection or left out of one.
pub const BULK_MOST_NAMED: u32 = 1_000;

/// For how long the results of a bulk act are kept once it has finished, in seconds. What was done stays in the audit
/// log.
pub const BULK_RESULT_SECONDS: i64 = 30 * 24 * 60 * 60;

/// The longest id that is taken for one, in bytes.
const ID_MAX: usize = 64;

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

    fn problem(&self) -> Option<FieldProblem> {
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

/// Whom a bulk act is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum BulkSelection {
    /// These people, at most [`BULK_MOST_NAMED`]; whoever is named twice counts once.
    People(Vec<StaffId>),
    /// Everybody whom `list_staff` finds, in its order.
    Matching {
        /// What is asked for. `after` and `limit` count for nothing.
        list: ListStaff,
        /// Who is left out nevertheless, at most [`BULK_MOST_NAMED`].
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        except: Vec<StaffId>,
    },
}

impl BulkSelection {
    fn problem(&self) -> Option<FieldProblem> {
        let (named, field) = match self {
            Self::People(people) => (people, name::SELECTION),
            Self::Matching { except, .. } => (except, name::EXCEPT),
        };
        if matches!(self, Self::People(people) if people.is_empty()) {
            return Some(FieldProblem::new(field, FieldRule::Required));
        }
        if named.len() > BULK_MOST_NAMED as usize {
            return Some(FieldProblem::with_limit(field, FieldRule::TooMany, BULK_MOST_NAMED));
        }
        if named.iter().any(|id| id.as_str().len() > ID_MAX) {
            return Some(FieldProblem::new(field, FieldRule::WrongType));
        }
        match self {
            Self::Matching { list, .. } => {
                list.search.as_deref().and_then(|search| check_search("search", search))
            }
            Self::People(_) => None,
        }
    }
}

/// `preview_bulk`: what would be done, and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewBulk {
    /// What is done to each.
    pub act: BulkAct,
    /// Whom it is about.
    pub selection: BulkSelection,
}

/// `start_bulk`: what is done, and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartBulk {
    /// What is done to each.
    pub act: BulkAct,
    /// Whom it is about.
    pub selection: BulkSelection,
    /// How many people whoever asks takes it to be: [`BulkPreview::selected`]. If it is another number by now, nothing
    /// begins.
    pub expected: u32,
}

impl PreviewBulk {
    /// Without the white space around what was typed.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self { act: self.act.tidied(), ..self }
    }

    /// What is wrong with the request in itself.
    ///
    /// # Errors
    /// Every field that is refused.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        let problems: Vec<_> = self.act.problem().into_iter().chain(self.selection.problem()).collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

/// Why somebody is left out of a bulk act, or why it failed with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkReason {
    /// There is nobody of this id, or nobody of whom whoever asks may know.
    NotFound,
    /// They are whoever asks.
    Yourself,
    /// They may do something that whoever asks may not.
    OutranksYou,
    /// It reaches beyond the offices that whoever asks is restricted to.
    BeyondYourOffices,
    /// Their account is inactive.
    NotActive,
    /// They have not accepted their invitation yet.
    InvitationPending,
    /// They do not wait for an invitation.
    NotPending,
    /// They have no email address.
    NoEmail,
    /// Nobody could manage accounts without them.
    LastAdministrator,
    /// It is so already, or they do not work where they were to be moved from.
    NothingToChange,
    /// The office or the provider cannot be chosen any more.
    NoLongerAChoice,
    /// They were sent too many links within an hour.
    TooSoon,
    /// Whoever began it may not do it any more, or their own password was changed since.
    NotAllowedAnyMore,
    /// Something went wrong on the server.
    ServerFailed,
}

impl BulkReason {
    /// Each of them.
    pub const ALL: [Self; 14] = [
        Self::NotFound,
        Self::Yourself,
        Self::OutranksYou,
        Self::BeyondYourOffices,
        Self::NotActive,
        Self::InvitationPending,
        Self::NotPending,
        Self::NoEmail,
        Self::LastAdministrator,
        Self::NothingToChange,
        Self::NoLongerAChoice,
        Self::TooSoon,
        Self::NotAllowedAnyMore,
        Self::ServerFailed,
    ];

    /// Its name in answers and in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Yourself => "yourself",
            Self::OutranksYou => "outranks_you",
            Self::BeyondYourOffices => "beyond_your_offices",
            Self::NotActive => "not_active",
            Self::InvitationPending => "invitation_pending",
            Self::NotPending => "not_pending",
            Self::NoEmail => "no_email",
            Self::LastAdministrator => "last_administrator",
            Self::NothingToChange => "nothing_to_change",
            Self::NoLongerAChoice => "no_longer_a_choice",
            Self::TooSoon => "too_soon",
            Self::NotAllowedAnyMore => "not_allowed_any_more",
            Self::ServerFailed => "server_failed",
        }
    }

    /// What becomes of somebody for this reason: they are left out for what they are, and it failed with them for what
    /// may be otherwise another time.
    pub const fn state(self) -> BulkState {
        match self {
            Self::TooSoon | Self::NotAllowedAnyMore | Self::ServerFailed => BulkState::Failed,
            _ => BulkState::LeftOut,
        }
    }
}

/// What became of somebody in a bulk act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkState {
    /// Their turn has not come yet.
    Waiting,
    /// It was done.
    Done,
    /// It cannot be done to them.
    LeftOut,
    /// It failed with them. It can be tried again.
    Failed,
}

impl BulkState {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Done, Self::LeftOut, Self::Failed];

    /// Its name in requests, answers and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::LeftOut => "left_out",
            Self::Failed => "failed",
        }
    }
}

/// What a bulk act would come to by now: the answer of `preview_bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkPreview {
    /// How many people were selected.
    pub selected: u32,
    /// To how many of them it can be done.
    pub possible: u32,
    /// Why it cannot be done to the others, the most frequent reason first.
    pub reasons: Vec<BulkReasonCount>,
    /// Those to whom it cannot be done, the first [`BulkPreview::MOST_NAMED`].
    pub left_out: Vec<BulkLeftOut>,
}

impl BulkPreview {
    /// How many of those who are left out are named.
    pub const MOST_NAMED: usize = 100;
}

/// How many people are left out for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkReasonCount {
    /// The reason.
    pub reason: BulkReason,
    /// How many people.
    pub count: u32,
}

/// Somebody who would be left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkLeftOut {
    /// Who.
    pub staff_id: StaffId,
    /// First and last name; absent if there is nobody of this id, or nobody of whom whoever asks may know.
    pub full_name: Option<String>,
    /// Why.
    pub reason: BulkReason,
}

/// A bulk act that began: an item of `list_bulk`, and the answer of `get_bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bulk {
    /// Names it.
    pub id: BulkId,
    /// What is done to each.
    pub kind: BulkKind,
    /// The office that people are moved to, or the first and last name of their new primary provider.
    pub destination: Option<String>,
    /// First and last name of whoever began it.
    pub begun_by: String,
    /// Whether that is whoever asks: only they try again.
    pub is_own: bool,
    /// When it began.
    pub begun_at: UnixSeconds,
    /// When the last one had their turn; absent while it runs.
    pub finished_at: Option<UnixSeconds>,
    /// How many wait for their turn.
    pub waiting: u32,
    /// With how many it was done.
    pub done: u32,
    /// To how many it cannot be done.
    pub left_out: u32,
    /// With how many it failed.
    pub failed: u32,
}

impl Bulk {
    /// How many people it is about.
    pub const fn people(&self) -> u32 {
        self.waiting + self.done + self.left_out + self.failed
    }
}

/// `list_bulk_results`: what became of whom, and from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ListBulkResults {
    /// Those of whom this became.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<BulkState>,
    /// `next` of the page before; left out for the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1))]
    pub after: Option<String>,
    /// How many people, 1 to 100; 50 if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
}

impl ListBulkResults {
    /// People on a page if the asker does not say.
    pub const DEFAULT_LIMIT: u32 = 50;
    /// The most people on a page.
    pub const MAX_LIMIT: u32 = 100;
}

/// A page of results, in the order in which people have their turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResultPage {
    /// The results.
    pub items: Vec<BulkResult>,
    /// What to send as `after` for the next page; absent on the last.
    pub next: Option<String>,
}

/// What became of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResult {
    /// Who.
    pub staff_id: StaffId,
    /// First and last name as of when it began; absent if there was nobody of this id of whom whoever began it may
    /// know.
    pub full_name: Option<String>,
    /// What became of them.
    pub state: BulkState,
    /// Why, if it was not done.
    pub reason: Option<BulkReason>,
    /// When; absent while they wait.
    pub at: Option<UnixSeconds>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(act: BulkAct, selection: BulkSelection) -> PreviewBulk {
        PreviewBulk { act, selection }.tidied()
    }

    fn people(count: u32) -> BulkSelection {
        BulkSelection::People((0..count).map(|number| StaffId::new(number.to_string())).collect())
    }

    /// Whatever is asked for by its name is written by the same name.
    #[test]
    fn a_value_is_written_by_its_name() {
        for kind in BulkKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
        }
        for reason in BulkReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.name());
        }
        for state in BulkState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.name());
        }
        let act = BulkAct::MoveProvider { primary_provider_id: StaffId::new("hannah") };
        assert_eq!(serde_json::to_value(&act).unwrap()["kind"], act.kind().name());
    }

    /// Nobody, too many, and what is no id are refused before anybody is looked up.
    #[test]
    fn a_selection_is_bounded() {
        let rule = |selection| {
            let refused = preview(BulkAct::ResetPassword, selection).validate();
            refused.err().map(|problems| (problems[0].field.clone(), problems[0].rule))
        };
        assert_eq!(rule(people(1)), None);
        assert_eq!(rule(people(1_000)), None);
        assert_eq!(rule(people(0)), Some(("selection".to_owned(), FieldRule::Required)));
        assert_eq!(rule(people(1_001)), Some(("selection".to_owned(), FieldRule::TooMany)));
        let long = BulkSelection::People(vec![StaffId::new("a".repeat(65))]);
        assert_eq!(rule(long), Some(("selection".to_owned(), FieldRule::WrongType)));
        let list = ListStaff { search: Some("a".repeat(101)), ..ListStaff::default() };
        let matching = BulkSelection::Matching { list, except: Vec::new() };
        assert_eq!(rule(matching), Some(("search".to_owned(), FieldRule::TooLong)));
    }

    /// A reason is tidied and bounded, and nobody is moved to where they come from.
    #[test]
    fn an_act_is_judged_like_the_single_one() {
        let rule = |act| preview(act, people(1)).validate().err().map(|problems| problems[0].rule);
        let deactivate = |reason: &str| BulkAct::Deactivate { reason: Some(reason.to_owned()) };
        assert_eq!(deactivate("  ").tidied(), BulkAct::Deactivate { reason: None });
        assert_eq!(rule(deactivate(&"a".repeat(100))), None);
        assert_eq!(rule(deactivate(&"a".repeat(101))), Some(FieldRule::TooLong));
        let office = OfficeId::new("uptown");
        let nowhere = BulkAct::MoveOffice { to: office.clone(), from: Some(office) };
        assert_eq!(rule(nowhere), Some(FieldRule::Unchanged));
    }
}
