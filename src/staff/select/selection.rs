//! Whom somebody has selected. Plain Rust.

use crate::staff::query::{ALL, DIRECTION, Query, SEARCH, SORT, STATUS};
use staffroom_contract::{
    BulkSelection, LinkFilter, ListStaff, MailFilter, OfficeId, RoleId, SecondFactorFilter, SignInFilter,
    SortDirection, StaffId, StaffSort, StaffStatus,
};

/// Stands between the ids in a text, and in none of them.
const END: char = '\n';
/// What the text begins with of people who are selected one by one.
const PEOPLE: &str = "people";
/// What the text begins with of all that match, but for those who follow.
const ALL_BUT: &str = "all";

/// Whom somebody has selected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Selection {
    /// Nobody selects.
    #[default]
    Off,
    /// These people.
    People(Vec<String>),
    /// All that match, but these.
    AllBut(Vec<String>),
}

impl Selection {
    /// What a text says, as [`Self::text`] writes it.
    pub(super) fn of(text: &str) -> Self {
        let mut lines = text.split(END);
        let kind = lines.next();
        let ids = lines.map(ToOwned::to_owned).collect();
        match kind {
            Some(PEOPLE) => Self::People(ids),
            Some(ALL_BUT) => Self::AllBut(ids),
            _ => Self::Off,
        }
    }

    /// All of it as one text.
    pub(super) fn text(&self) -> String {
        let (kind, ids) = match self {
            Self::Off => return String::new(),
            Self::People(ids) => (PEOPLE, ids),
            Self::AllBut(ids) => (ALL_BUT, ids),
        };
        ids.iter().fold(kind.to_owned(), |text, id| text + "\n" + id)
    }

    /// Whether somebody is selected.
    pub(super) fn has(&self, id: &StaffId) -> bool {
        let is_named = |ids: &[String]| ids.iter().any(|named| named == id.as_str());
        match self {
            Self::Off => false,
            Self::People(ids) => is_named(ids),
            Self::AllBut(ids) => !is_named(ids),
        }
    }

    /// The same with somebody selected, or not.
    pub(super) fn with(mut self, id: &StaffId, is_selected: bool) -> Self {
        let (ids, is_named) = match &mut self {
            Self::Off => return self,
            Self::People(ids) => (ids, is_selected),
            Self::AllBut(ids) => (ids, !is_selected),
        };
        ids.retain(|named| named != id.as_str());
        if is_named {
            ids.push(id.as_str().to_owned());
        }
        self
    }

    /// How many are selected, of so many who match.
    pub(super) fn count(&self, matching: u64) -> u64 {
        match self {
            Self::Off => 0,
            Self::People(ids) => ids.len() as u64,
            Self::AllBut(ids) => matching.saturating_sub(ids.len() as u64),
        }
    }

    /// The same as the server takes it, of those whom `query` finds.
    pub(super) fn request(&self, query: &Query) -> BulkSelection {
        let ids = |ids: &[String]| ids.iter().map(StaffId::new).collect();
        match self {
            Self::Off => BulkSelection::People(Vec::new()),
            Self::People(people) => BulkSelection::People(ids(people)),
            Self::AllBut(except) => BulkSelection::Matching { list: list(query), except: ids(except) },
        }
    }
}

/// Whether two queries find the same people, in whatever order.
pub(super) fn finds_the_same(one: &Query, other: &Query) -> bool {
    let unordered = |query: &Query| query.with(SORT, "").with(DIRECTION, "");
    unordered(one) == unordered(other)
}

/// What a query asks `list_staff` for.
fn list(query: &Query) -> ListStaff {
    let text = |name| Some(query.get(name).to_owned()).filter(|value| !value.is_empty());
    ListStaff {
        search: text(SEARCH),
        status: match query.get(STATUS) {
            ALL => None,
            "inactive" => Some(StaffStatus::Inactive),
            "pending" => Some(StaffStatus::Pending),
            _ => Some(StaffStatus::Active),
        },
        role: text("role").map(RoleId::new),
        primary_provider_id: text("primary_provider_id").map(StaffId::new),
        office: text("office").map(OfficeId::new),
        second_factor: named(SecondFactorFilter::ALL, SecondFactorFilter::name, query.get("second_factor")),
        sign_in: named(SignInFilter::ALL, SignInFilter::name, query.get("sign_in")),
        link: named(LinkFilter::ALL, LinkFilter::name, query.get("link")),
        mail: named(MailFilter::ALL, MailFilter::name, query.get("mail")),
        sort: named(StaffSort::ALL, StaffSort::name, query.get(SORT)),
        direction: named(SortDirection::ALL, SortDirection::name, query.get(DIRECTION)),
        after: None,
        limit: None,
    }
}

fn named<T: Copy>(all: &[T], name: fn(T) -> &'static str, wanted: &str) -> Option<T> {
    all.iter().copied().find(|value| name(*value) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whom somebody selects is selected, and counted, until they take them out again.
    #[test]
    fn people_are_selected_and_taken_out() {
        let (ann, bob) = (StaffId::new("ann"), StaffId::new("bob"));
        let some = Selection::of(PEOPLE).with(&ann, true).with(&bob, true).with(&ann, true);
        assert_eq!((some.count(40), some.has(&ann)), (2, true));
        let some = some.with(&ann, false);
        assert_eq!((some.count(40), some.has(&ann), some.has(&bob)), (1, false, true));
        let all = Selection::of(ALL_BUT).with(&ann, false);
        assert_eq!((all.count(40), all.has(&ann), all.has(&bob)), (39, false, true));
        assert_eq!(all.with(&ann, true).count(40), 40);
        for selection in [Selection::Off, some, Selection::of(PEOPLE), Selection::of(ALL_BUT)] {
            assert_eq!(Selection::of(&selection.text()), selection);
        }
    }

    /// All that match are all whom the table shows, by whatever it is narrowed.
    #[test]
    fn all_that_match_are_those_of_the_table() {
        let members = [(SEARCH, "ann"), (STATUS, ALL), ("link", "live"), (SORT, "role"), ("office", "o")];
        let narrowed =
            members.iter().fold(Query::default(), |query, (member, value)| query.with(member, value));
        let BulkSelection::Matching { list, except } = Selection::of("all\nbob").request(&narrowed) else {
            panic!("all that match")
        };
        assert_eq!(except, [StaffId::new("bob")]);
        let expected = ListStaff {
            search: Some("ann".to_owned()),
            link: Some(LinkFilter::Live),
            office: Some(OfficeId::new("o")),
            sort: Some(StaffSort::Role),
            ..ListStaff::default()
        };
        assert_eq!(list, expected);
        assert!(finds_the_same(&narrowed, &narrowed.with(SORT, "").with(DIRECTION, "descending")));
        assert!(!finds_the_same(&narrowed, &narrowed.with(SEARCH, "")));
    }
}
