//! What the address of a page says besides its path.

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use leptos_router::params::ParamsMap;

/// What `read` finds in the query of the page at `path`, for as long as that page is there.
///
/// On the way to another page the query is none of this one's any more, and what was read last stays.
pub fn read_query<T>(path: &'static str, read: impl Fn(&ParamsMap) -> T + Send + Sync + 'static) -> Memo<T>
where
    T: Clone + Default + PartialEq + Send + Sync + 'static,
{
    let (query, now) = (use_query_map(), use_location().pathname);
    Memo::new(
        move |known: Option<&T>| {
            if *now.read() == path { query.with(&read) } else { known.cloned().unwrap_or_default() }
        },
    )
}
