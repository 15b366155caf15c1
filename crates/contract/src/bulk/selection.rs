//! Whom a bulk act is about.

use super::BULK_MOST_NAMED;
use crate::field::{FieldProblem, FieldRule, name};
use crate::text::check_search;
use crate::{ListStaff, StaffId};
use serde::{Deserialize, Serialize};

/// The longest id that is taken for one, in bytes.
const ID_MAX: usize = 64;

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
    pub(super) fn problem(&self) -> Option<FieldProblem> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn people(count: u32) -> BulkSelection {
        BulkSelection::People((0..count).map(|number| StaffId::new(number.to_string())).collect())
    }

    /// Nobody, too many, and what is no id are refused before anybody is looked up.
    #[test]
    fn a_selection_is_bounded() {
        let rule = |selection: BulkSelection| {
            selection.problem().map(|problem| (problem.field.clone(), problem.rule))
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
}
