//! Addresses of the staff pages. All of them keep the search, the filters and the order.

use super::query::{Query, SEARCH};
use crate::routes;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use staffroom_contract::paths::page;
use staffroom_contract::{StaffId, StaffStatus};

/// The id of the link to the Add Staff drawer, which the keyboard goes back to.
pub(super) const ADD_ID: &str = "add-staff";

/// Goes to an address, in the place of where one is or as a step further.
type Go = Box<dyn Fn(&str, bool) + Send + Sync>;

/// Where to go from here.
#[derive(Clone, Copy)]
pub(super) struct Links {
    path: Memo<String>,
    query: Memo<String>,
    search: Memo<String>,
    open: Memo<Option<StaffId>>,
    /// Whether the way to where one is led through a link of this page.
    came_by_link: StoredValue<bool>,
    go: StoredValue<Go>,
}

/// Makes the addresses available to the page's parts.
pub(super) fn provide_links() -> Links {
    let parameters = use_query_map();
    let path = use_location().pathname;
    let navigate = use_navigate();
    let query =
        Memo::new(move |_| parameters.with(|parameters| Query::read(|name| parameters.get(name)).text()));
    let links = Links {
        path,
        query,
        search: Memo::new(move |_| Query::of(&query.read()).get(SEARCH).to_owned()),
        open: Memo::new(move |_| path.with(|path| person_in(path))),
        came_by_link: StoredValue::new(false),
        go: StoredValue::new(Box::new(move |path, replace| {
            navigate(path, NavigateOptions { replace, scroll: false, ..NavigateOptions::default() });
        })),
    };
    provide_context(links);
    links
}

/// The addresses of the page above.
pub(super) fn use_links() -> Links {
    expect_context()
}

impl Links {
    /// What the address says of the list.
    pub(super) fn query(self) -> Query {
        Query::of(&self.query.read())
    }

    /// What the address says to search for.
    pub(super) fn search(self) -> Memo<String> {
        self.search
    }

    /// Whose panel is open.
    pub(super) fn open(self) -> Memo<Option<StaffId>> {
        self.open
    }

    /// Whether nothing lies over the panel.
    pub(super) fn is_at_person(self) -> bool {
        let open = self.open.get_untracked();
        open.is_some_and(|id| self.path.get_untracked() == routes::staff_member(&id))
    }

    /// The table alone.
    pub(super) fn table(self) -> String {
        self.query().at(page::STAFF)
    }

    /// A person's detail panel.
    pub(super) fn person(self, id: &StaffId) -> String {
        self.query().at(&routes::staff_member(id))
    }

    /// The Add Staff drawer.
    pub(super) fn add(self) -> String {
        self.query().at(&routes::staff_new())
    }

    /// A person's Update Staff drawer.
    pub(super) fn edit(self, id: &StaffId) -> String {
        self.query().at(&routes::staff_edit(id))
    }

    /// The drawer that gives a person another role.
    pub(super) fn role(self, id: &StaffId) -> String {
        self.query().at(&routes::staff_role(id))
    }

    /// The drawer that says where a person works.
    pub(super) fn offices(self, id: &StaffId) -> String {
        self.query().at(&routes::staff_offices(id))
    }

    /// The question that a person's status leaves open.
    pub(super) fn status_question(self, id: &StaffId, status: StaffStatus) -> String {
        self.query().at(&match status {
            StaffStatus::Active | StaffStatus::Pending => routes::staff_deactivate(id),
            StaffStatus::Inactive => routes::staff_reactivate(id),
        })
    }

    /// Goes to `path` in the place of where one is, so that Back leads to before this page's own steps.
    pub(super) fn replace(self, path: &str) {
        self.go.with_value(|go| go(path, true));
    }

    /// Here, with another value of a member of the query.
    pub(super) fn with(self, name: &str, value: &str) -> String {
        self.here(&self.query().with(name, value))
    }

    /// Here, with another query.
    pub(super) fn here(self, query: &Query) -> String {
        query.at(&self.path.read())
    }

    /// Shows what another query asks for, wherever one is; Back leads to this one.
    pub(super) fn ask(self, query: &Query) {
        let address = query.at(&self.path.read_untracked());
        self.go.with_value(|go| go(&address, false));
    }

    /// Searches for something else, wherever one is.
    pub(super) fn set_search(self, search: &str) {
        self.replace(&untrack(|| self.with(SEARCH, search)));
    }

    /// Somebody presses a link to a drawer or a question, which will lead back to here.
    pub(super) fn press(self, event: &MouseEvent) {
        let opens_elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        self.came_by_link.set_value(!opens_elsewhere);
    }

    /// The way out of a drawer or a question that has just opened.
    pub(super) fn way_out(self) -> WayOut {
        let came_by_link = self.came_by_link.get_value();
        self.came_by_link.set_value(false);
        WayOut { links: self, came_by_link, is_left: StoredValue::new(false) }
    }
}

/// Leads out of a drawer or a question: back to where the link to it was pressed, so that the browser's own Back
/// does not stumble over it again, or else to what lies under it.
#[derive(Clone, Copy)]
pub(super) struct WayOut {
    links: Links,
    came_by_link: bool,
    is_left: StoredValue<bool>,
}

impl WayOut {
    /// Goes, once, to a person: a second press must not lead a step further.
    pub(super) fn leave(self, id: &StaffId) {
        self.leave_for(|links| links.person(id));
    }

    /// Goes, once, to the table alone.
    pub(super) fn leave_for_table(self) {
        self.leave_for(Links::table);
    }

    fn leave_for(self, place: impl FnOnce(Links) -> String) {
        if self.is_left.try_update_value(|is_left| std::mem::replace(is_left, true)) != Some(false) {
            return;
        }
        let is_on_the_way =
            self.came_by_link && window().history().and_then(|history| history.back()).is_ok();
        if !is_on_the_way {
            self.links.replace(&untrack(|| place(self.links)));
        }
    }
}

/// The person whose panel an address shows, whatever lies over it.
fn person_in(path: &str) -> Option<StaffId> {
    let id = path.strip_prefix(page::STAFF)?.strip_prefix('/')?.split('/').next()?;
    (!id.is_empty() && id != page::NEW).then(|| StaffId::new(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The row of the person whose panel is open is marked, whatever lies over the panel.
    #[test]
    fn an_address_says_whose_panel_is_open() {
        for path in ["/staff/42", "/staff/42/edit", "/staff/42/deactivate"] {
            assert_eq!(person_in(path), Some(StaffId::new("42")), "{path}");
        }
        for path in ["/", "/staff", "/staff/", "/staff/new", "/staffx/42", "/sign-in"] {
            assert_eq!(person_in(path), None, "{path}");
        }
    }
}
