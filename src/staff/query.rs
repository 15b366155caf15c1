//! What an address says of the list: the search, the filters and the order.
//!
//! The members are those of `list_staff`, by the same names, so that nothing has to be translated. To add a filter: its
//! name in [`MEMBERS`], among the filters.

use std::ops::Range;

/// The search.
pub(super) const SEARCH: &str = "search";
/// The list. The active people's own if it is left out.
pub(super) const STATUS: &str = "status";
/// What the list is ordered by.
pub(super) const SORT: &str = "sort";
/// Which way it is ordered.
pub(super) const DIRECTION: &str = "direction";

/// The list that shows everybody. The server has none of this name: it is all of its lists.
pub(super) const ALL: &str = "all";
/// The order if none is named.
pub(super) const BY_NAME: &str = "name";
/// The way if none is named.
pub(super) const ASCENDING: &str = "ascending";
/// The way from the end.
pub(super) const DESCENDING: &str = "descending";

/// Stands between the values in a text, and in none of them.
const END: char = '\n';

/// Every member, in the order in which they stand in an address.
const MEMBERS: [&str; 11] = [
    SEARCH,
    STATUS,
    "role",
    "primary_provider_id",
    "office",
    "second_factor",
    "sign_in",
    "link",
    "mail",
    SORT,
    DIRECTION,
];

/// The filters among the members.
const FILTERS: Range<usize> = 2..9;

/// What an address says of the list. What it says besides is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query([String; MEMBERS.len()]);

impl Query {
    /// What an address holds, as [`Self::text`] writes it.
    pub(super) fn of(text: &str) -> Self {
        let mut members = text.split(END);
        Self(MEMBERS.map(|_| members.next().unwrap_or_default().to_owned()))
    }

    /// All of it as one text: a signal of a text is in the program already, and one of a query would be one more.
    pub(super) fn text(&self) -> String {
        self.0.join("\n")
    }

    /// Whether there are filters in force.
    pub(super) fn is_filtered(&self) -> bool {
        self.filters().next().is_some()
    }

    /// What `get` knows.
    pub(super) fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self(MEMBERS.map(|name| get(name).unwrap_or_default().split(END).collect()))
    }

    /// The value of a member; empty if it has none.
    pub(super) fn get(&self, name: &str) -> &str {
        let place = MEMBERS.iter().position(|member| *member == name);
        place.map_or("", |place| &self.0[place])
    }

    /// The same with another value of a member; the empty one takes it away.
    pub(super) fn with(&self, name: &str, value: &str) -> Self {
        let mut query = self.clone();
        for (member, known) in MEMBERS.iter().zip(&mut query.0) {
            if *member == name {
                value.clone_into(known);
            }
        }
        query
    }

    /// The filters in force, by name and value.
    pub(super) fn filters(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let filters = FILTERS.map(|place| (MEMBERS[place], &*self.0[place]));
        filters.filter(|(_, value)| !value.is_empty())
    }

    /// The same without filters.
    pub(super) fn unfiltered(&self) -> Self {
        let mut query = self.clone();
        query.0[FILTERS].fill(String::new());
        query
    }

    /// The address with this query at `path`.
    pub(super) fn at(&self, path: &str) -> String {
        let query = self.written(|_, value| value);
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }

    /// What the server is asked for.
    pub(super) fn request(&self) -> String {
        self.written(|name, value| match (name, value) {
            (STATUS, "") => "active",
            (STATUS, ALL) => "",
            _ => value,
        })
    }

    fn written<'q>(&'q self, value_of: impl Fn(&str, &'q str) -> &'q str) -> String {
        let mut query = String::new();
        for (name, value) in MEMBERS.iter().zip(&self.0) {
            let value = value_of(name, value);
            if !value.is_empty() {
                let and = if query.is_empty() { "" } else { "&" };
                for part in [and, name, "=", &encoded(value)] {
                    query.push_str(part);
                }
            }
        }
        query
    }
}

#[cfg(target_arch = "wasm32")]
fn encoded(value: &str) -> String {
    js_sys::encode_uri_component(value).into()
}

/// Natively, where tests run, nothing is sent anywhere.
#[cfg(not(target_arch = "wasm32"))]
fn encoded(value: &str) -> String {
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::ListStaff;

    fn query(members: &[(&str, &str)]) -> Query {
        Query::read(|name| {
            members.iter().find(|(member, _)| *member == name).map(|(_, value)| (*value).to_owned())
        })
    }

    /// The active people's list is the one without a name, and everybody's is all of them.
    #[test]
    fn an_address_without_a_list_shows_active_people() {
        assert_eq!(query(&[]).at("/staff"), "/staff");
        assert_eq!(query(&[]).request(), "status=active");
        assert_eq!(query(&[(STATUS, "pending")]).request(), "status=pending");
        assert_eq!(query(&[(STATUS, ALL), (SEARCH, "ann")]).request(), "search=ann");
    }

    /// Filters come and go one by one and all together; the rest of the address stays.
    #[test]
    fn filters_come_and_go() {
        let filtered = query(&[(SEARCH, "ann"), ("role", "nurse"), (SORT, "role"), ("utm_source", "x")]);
        assert_eq!(filtered.at("/staff/42"), "/staff/42?search=ann&role=nurse&sort=role");
        assert_eq!(filtered.filters().collect::<Vec<_>>(), [("role", "nurse")]);
        assert_eq!(filtered.with("link", "live").filters().count(), 2);
        assert_eq!(filtered.with("role", ""), filtered.unfiltered());
        assert_eq!(filtered.unfiltered().at("/staff"), "/staff?search=ann&sort=role");
        assert_eq!(filtered.with("no_such_member", "x"), filtered);
    }

    /// What is kept as a text is read from it as it was.
    #[test]
    fn a_query_comes_back_from_its_text() {
        let filtered = query(&[(SEARCH, "ann\nlee"), ("link", "live"), (DIRECTION, DESCENDING)]);
        assert_eq!(filtered.get(SEARCH), "annlee");
        assert_eq!(Query::of(&filtered.text()), filtered);
        assert_eq!(Query::of(""), Query::default());
    }

    /// The server knows each member.
    #[test]
    fn members_are_those_of_the_request() {
        for name in MEMBERS {
            let json = format!(r#"{{"{name}":null}}"#);
            assert!(serde_json::from_str::<ListStaff>(&json).is_ok(), "{name}");
        }
    }
}
