//! The sentences of the frame and of the pages that belong to no feature.

pub(super) use crate::practice::PRODUCT;

/// The path of menus to the pages, as the navigation and the breadcrumbs show it.
pub(super) const TRAIL: [&str; 3] = ["Account", "Practice Management", "General Management"];

pub(super) const SKIP: &str = "Skip to the content";
pub(super) const MENU: &str = "Menu";
pub(super) const SIGN_OUT: &str = "Sign out";

pub(super) const NOTHING_HERE: &str = "There is no page here";
pub(super) const NOTHING_HERE_BODY: &str =
    "The address may be mistyped, or the page has moved. Nothing was lost or changed.";
pub(super) const TO_START: &str = "Go to the start page";

pub(super) const LOADING: &str = "Loading…";
pub(super) const NOT_LOADED: &str = "This page cannot be shown yet";

/// The window's title: the page's name, then whose page it is.
pub(super) fn title(page: &str, practice: &str) -> String {
    format!("{page} · {practice}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Several practices' tabs are told apart by their titles, and the page's name comes first.
    #[test]
    fn a_title_says_page_and_practice() {
        assert_eq!(title("Staff", "Cedar Hill Family Practice"), "Staff · Cedar Hill Family Practice");
    }
}
