//! The app's own addresses: which page a path is, and the path of each page.
//!
//! To add a page: a path in the contract (the server answers it with the app), a variant here, a route in `app`.

mod query;

pub use query::read_query;

use staffroom_contract::paths::page;
use staffroom_contract::{BulkId, ImportId, Permission, RoleId, Session, StaffId};

/// The parameter of [`page::SIGN_IN`] that holds where to go on from there.
pub const NEXT: &str = "next";

/// The parameter of [`new_role`] that holds the system role to begin with.
pub const FROM: &str = "from";

/// The parameter of [`page::BULK`] that holds the id of the act.
pub const ACT: &str = "act";

/// The parameter of the route below [`page::STAFF`] that holds the person's id, and of the one below [`page::ROLES`]
/// that holds the role's; and the parameter of [`page::IMPORT`] that holds the import's.
pub const ID: &str = "id";

/// A page of the app, as far as its title and its place in the app depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// Where people without an own page start.
    Home,
    /// Sign in.
    SignIn,
    /// The staff table, with or without a panel, drawer or question over it.
    Staff,
    /// Adding people from a file.
    Import,
    /// The bulk acts that one has begun, or one of them.
    Bulk,
    /// The audit log.
    AuditLog,
    /// One's own account.
    Account,
    /// The roles, with or without a drawer or question over them.
    Roles,
    /// The practice's own settings.
    PracticeSettings,
    /// No page of the app.
    Unknown,
}

impl Page {
    /// The page at `path`.
    pub fn at(path: &str) -> Self {
        match path {
            page::HOME => Self::Home,
            page::SIGN_IN => Self::SignIn,
            page::IMPORT => Self::Import,
            page::BULK => Self::Bulk,
            page::AUDIT_LOG => Self::AuditLog,
            page::ACCOUNT => Self::Account,
            _ if path.starts_with(page::ROLES) && page::is_page(path) => Self::Roles,
            page::PRACTICE => Self::PracticeSettings,
            _ if page::is_page(path) && !page::is_for_anyone(path) => Self::Staff,
            _ => Self::Unknown,
        }
    }

    /// Whether somebody may see the page.
    pub fn is_for(self, session: &Session) -> bool {
        self.permission().is_none_or(|permission| session.may(permission))
    }

    /// Where somebody starts: the first page in the menu that they may see. Everybody has an account of their own.
    pub fn start_of(session: &Session) -> &'static str {
        [
            (Self::Staff, page::STAFF),
            (Self::Roles, page::ROLES),
            (Self::AuditLog, page::AUDIT_LOG),
            (Self::PracticeSettings, page::PRACTICE),
        ]
        .into_iter()
        .find_map(|(start, path)| start.is_for(session).then_some(path))
        .unwrap_or(page::ACCOUNT)
    }

    /// The permission that one needs for the page, if it takes one.
    const fn permission(self) -> Option<Permission> {
        match self {
            Self::Staff | Self::Import => Some(Permission::ManageAccounts),
            Self::AuditLog => Some(Permission::ViewAuditLog),
            Self::Roles => Some(Permission::ManageRoles),
            Self::PracticeSettings => Some(Permission::ManagePractice),
            // Whoever may read the audit log sees others' acts.
            Self::Home | Self::SignIn | Self::Bulk | Self::Account | Self::Unknown => None,
        }
    }

    /// The page's name, as the window's title begins with it and the menu and the breadcrumbs end with it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::SignIn => "Sign in",
            Self::Staff => "Staff",
            Self::Import => "Import Staff",
            Self::Bulk => "Bulk actions",
            Self::AuditLog => "Audit Log",
            Self::Account => "Your account",
            Self::Roles => "Roles",
            Self::PracticeSettings => "Practice Settings",
            Self::Unknown => "There is no page here",
        }
    }
}

/// The bulk acts that one has begun.
pub fn bulk_acts() -> &'static str {
    page::BULK
}

/// One of them.
pub fn bulk(id: &BulkId) -> String {
    format!("{}?{ACT}={}", page::BULK, encoded(id.as_str()))
}

/// The drawer that makes a role.
pub fn new_role() -> String {
    format!("{}/{}", page::ROLES, page::NEW)
}

/// The same, with a system role to begin with.
pub fn new_role_from(role: &RoleId) -> String {
    format!("{}?{FROM}={}", new_role(), encoded(role.as_str()))
}

/// The drawer that changes a role.
pub fn edit_role(id: &RoleId) -> String {
    format!("{}/{}/{}", page::ROLES, encoded(id.as_str()), page::EDIT)
}

/// The question whether to retire a role.
pub fn retire_role(id: &RoleId) -> String {
    format!("{}/{}/{}", page::ROLES, encoded(id.as_str()), page::RETIRE)
}

/// An import.
pub fn import(id: &ImportId) -> String {
    format!("{}?{ID}={}", page::IMPORT, encoded(id.as_str()))
}

/// The people in the staff table who hold a role.
pub fn staff_with_role(id: &RoleId) -> String {
    format!("{}?role={}", page::STAFF, encoded(id.as_str()))
}

/// The drawer that gives a person another role.
pub fn staff_role(id: &StaffId) -> String {
    below(id, page::ROLE)
}

/// A person's detail panel.
pub fn staff_member(id: &StaffId) -> String {
    format!("{}/{}", page::STAFF, encoded(id.as_str()))
}

/// The Add Staff drawer.
pub fn staff_new() -> String {
    format!("{}/{}", page::STAFF, page::NEW)
}

/// A person's Update Staff drawer.
pub fn staff_edit(id: &StaffId) -> String {
    below(id, page::EDIT)
}

/// The question whether to deactivate a person.
pub fn staff_deactivate(id: &StaffId) -> String {
    below(id, page::DEACTIVATE)
}

/// The question whether to reactivate a person.
pub fn staff_reactivate(id: &StaffId) -> String {
    below(id, page::REACTIVATE)
}

/// The drawer that says which offices a person is restricted to.
pub fn staff_offices(id: &StaffId) -> String {
    below(id, page::OFFICES)
}

fn below(id: &StaffId, last: &str) -> String {
    format!("{}/{last}", staff_member(id))
}

/// The audit log with these members in its query: a filter's name, and what it lets through.
pub fn audit_log<'a>(filters: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut address = page::AUDIT_LOG.to_owned();
    for (at, (name, value)) in filters.into_iter().enumerate() {
        address.push(if at == 0 { '?' } else { '&' });
        address.push_str(name);
        address.push('=');
        address.push_str(&encoded(value));
    }
    address
}

/// The sign-in page, which leads on to `next` afterwards: a path of the app, with its query if it has one.
pub fn sign_in(next: &str) -> String {
    if next == page::HOME {
        page::SIGN_IN.to_owned()
    } else {
        format!("{}?{NEXT}={}", page::SIGN_IN, encoded(next))
    }
}

/// Where to go on after signing in. `next` comes from the address bar, so anybody may have written it: whatever is
/// not a page of this app for people who are signed in leads home.
pub fn local_path(next: &str) -> &str {
    let path = next.split('?').next().unwrap_or_default();
    let is_plain = path.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '_'));
    let is_shown = !next.contains(|c: char| c.is_control() || c == '#' || c == '\\');
    if is_plain && is_shown && page::is_page(path) && !page::is_for_anyone(path) { next } else { page::HOME }
}

/// A text as it stands within a path segment or a query's value (RFC 3986, section 2.1).
fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(byte.into());
        } else {
            encoded.push('%');
            encoded.push(HEX[usize::from(byte >> 4)].into());
            encoded.push(HEX[usize::from(byte & 15)].into());
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signing in leads on to where somebody was going, and nowhere outside of the app.
    #[test]
    fn only_the_apps_own_pages_come_next() {
        for next in [
            "/staff",
            "/audit-log?subject=42&result=refused",
            "/staff/42",
            "/staff/a-b_C/edit",
            "/staff?search=O%27Neil",
            "/staff?search=//x",
        ] {
            assert_eq!(local_path(next), next);
        }
        for next in [
            "",
            "//evil",
            "/\\evil",
            "https:evil",
            "https://evil.example/staff",
            "javascript:alert(1)",
            "/%09/evil",
            "/\t/evil",
            "/login/../..//evil",
            "/staff/..",
            "/staff/\\evil",
            "/staff?a\nb",
            "/staff#x",
            "/sign-in",
            "/reset-password",
            "staff",
            "/nope",
        ] {
            assert_eq!(local_path(next), "/", "{next:?}");
        }
    }

    /// A place that one was sent away from comes back whole.
    #[test]
    fn the_way_back_is_one_value_of_the_query() {
        assert_eq!(sign_in("/"), "/sign-in");
        assert_eq!(sign_in("/staff/42?search=a&b"), "/sign-in?next=%2Fstaff%2F42%3Fsearch%3Da%26b");
        assert_eq!(sign_in("/staff?search=é"), "/sign-in?next=%2Fstaff%3Fsearch%3D%C3%A9");
    }

    #[test]
    fn each_page_has_its_path() {
        let id = StaffId::new("a/b");
        assert_eq!(staff_member(&id), "/staff/a%2Fb");
        assert_eq!(staff_edit(&id), "/staff/a%2Fb/edit");
        assert_eq!(staff_deactivate(&id), "/staff/a%2Fb/deactivate");
        assert_eq!(staff_reactivate(&id), "/staff/a%2Fb/reactivate");
        assert_eq!(staff_role(&id), "/staff/a%2Fb/role");
        let role = RoleId::new("a/b");
        assert_eq!((new_role(), edit_role(&role)), ("/roles/new".to_owned(), "/roles/a%2Fb/edit".to_owned()));
        assert_eq!(new_role_from(&role), "/roles/new?from=a%2Fb");
        assert_eq!(retire_role(&role), "/roles/a%2Fb/retire");
        assert_eq!(staff_with_role(&role), "/staff?role=a%2Fb");
        assert_eq!(bulk(&BulkId::new("a/b")), "/bulk?act=a%2Fb");
        assert_eq!(audit_log([]), "/audit-log");
        assert_eq!(
            audit_log([("subject", "a/b"), ("result", "done")]),
            "/audit-log?subject=a%2Fb&result=done"
        );
    }

    /// The drawer over the table is no page of its own: opening it moves no one away from the table.
    #[test]
    fn a_drawer_belongs_to_the_page_under_it() {
        for path in [
            "/staff",
            "/staff/new",
            "/staff/42",
            "/staff/42/edit",
            "/staff/42/deactivate",
            "/staff/42/offices",
        ] {
            assert_eq!(Page::at(path), Page::Staff, "{path}");
        }
        assert_eq!(Page::at("/"), Page::Home);
        assert_eq!(Page::at("/import"), Page::Import);
        assert_eq!(Page::at("/audit-log"), Page::AuditLog);
        assert_eq!(Page::at("/bulk"), Page::Bulk);
        assert_eq!(Page::at("/account"), Page::Account);
        for path in ["/roles", "/roles/new", "/roles/42/edit", "/roles/42/retire"] {
            assert_eq!(Page::at(path), Page::Roles, "{path}");
        }
        assert_eq!(Page::at("/practice"), Page::PracticeSettings);
        assert_eq!(Page::at("/staff/42/nope"), Page::Unknown);
    }
}
