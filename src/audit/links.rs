//! Addresses of the audit log: which filters stand in this one, and where others lead.

use super::model::{Day, Filters};
use crate::routes;
use crate::ui::time;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use staffroom_contract::paths::page;
use staffroom_contract::{ExportAuditEvents, UnixSeconds};

/// Goes to an address.
type Go = Box<dyn Fn(&str) + Send + Sync>;

/// Where one is, and where to go from here.
#[derive(Clone, Copy)]
pub(super) struct Links {
    filters: Memo<Filters>,
    request: Memo<ExportAuditEvents>,
    go: StoredValue<Go>,
}

/// Makes the addresses available to the page's parts.
pub(super) fn provide_links() -> Links {
    let navigate = use_navigate();
    let filters = routes::read_query(page::AUDIT_LOG, |query| Filters::read(|name| query.get(name)));
    let links = Links {
        filters,
        request: Memo::new(move |_| filters.read().request(start_of)),
        go: StoredValue::new(Box::new(move |path| {
            navigate(path, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
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
    /// The filters in the address.
    pub(super) fn filters(self) -> Memo<Filters> {
        self.filters
    }

    /// The filters as the server takes them.
    pub(super) fn request(self) -> Memo<ExportAuditEvents> {
        self.request
    }

    /// The address with one more filter, or another value of it.
    pub(super) fn with(self, name: &str, value: &str) -> String {
        self.filters.read().with(name, value).address()
    }

    /// Filters otherwise, in the place of where one is.
    pub(super) fn filter(self, filters: &Filters) {
        if *filters != *self.filters.read_untracked() {
            self.go.with_value(|go| go(&filters.address()));
        }
    }
}

fn start_of(day: Day) -> UnixSeconds {
    time::start_of_day(day.year, day.month, day.of_month)
}
