//! Every sentence of the part that narrows, orders and looks after the list.

pub(in crate::staff) use super::{CLEAR_FILTERS, LAST_SIGN_IN, PRIMARY_PROVIDER, TWO_FACTOR_AUTH};
use crate::staff::filters;
use crate::ui::counted;
use staffroom_contract::{LinkFilter, MailFilter, SecondFactorFilter, SignInFilter};

pub(in crate::staff) const ANY: &str = "Any";
pub(in crate::staff) const DONE: &str = "Done";
pub(in crate::staff) const DOWNLOAD_CSV: &str = "Download CSV";
pub(in crate::staff) const FILE_NAME: &str = "staff.csv";
pub(in crate::staff) const FILTERS_IN_FORCE: &str = "Filters in force";
pub(in crate::staff) const NEEDS_ATTENTION: &str = "Needs attention";
pub(in crate::staff) const BULK_RUNS: &str = "A bulk action of yours still runs";
pub(in crate::staff) const COLUMNS: &str = "Columns";
pub(in crate::staff) const DENSITY: &str = "Density";
pub(in crate::staff) const COMFORTABLE: &str = "Comfortable";
pub(in crate::staff) const COMPACT: &str = "Compact";
pub(in crate::staff) const SORT_BY: &str = "Sort by";
pub(in crate::staff) const NAME: &str = "Name";
pub(in crate::staff) const ROLE: &str = "Role";
pub(in crate::staff) const OFFICE: &str = "Office";
pub(in crate::staff) const DIRECTION: &str = "Direction";
pub(in crate::staff) const ASCENDING: &str = "Ascending";
pub(in crate::staff) const DESCENDING: &str = "Descending";

/// A filter's label.
pub(in crate::staff) fn filter(name: &str) -> &'static str {
    match name {
        filters::ROLE => ROLE,
        filters::PROVIDER => PRIMARY_PROVIDER,
        filters::OFFICE => OFFICE,
        filters::SECOND_FACTOR => TWO_FACTOR_AUTH,
        filters::SIGN_IN => LAST_SIGN_IN,
        filters::LINK => "Link",
        _ => "Mail",
    }
}

/// Whether a second factor is asked for.
pub(in crate::staff) const fn second_factor(filter: SecondFactorFilter) -> &'static str {
    match filter {
        SecondFactorFilter::On => "On",
        SecondFactorFilter::Off => "Off",
    }
}

/// When somebody signed in last.
pub(in crate::staff) const fn sign_in(filter: SignInFilter) -> &'static str {
    match filter {
        SignInFilter::NotFor90Days => "Not for 90 days",
        SignInFilter::Never => "Never",
    }
}

/// The link that sets somebody's password.
pub(in crate::staff) const fn link(filter: LinkFilter) -> &'static str {
    match filter {
        LinkFilter::Live => "Can be used",
        LinkFilter::RunningOut => "Runs out within 6 hours",
        LinkFilter::InvitationRanOut => "Invitation ran out",
    }
}

/// What became of the mail to somebody.
pub(in crate::staff) const fn mail(filter: MailFilter) -> &'static str {
    match filter {
        MailFilter::Failed => "Could not be sent, last 7 days",
    }
}

/// A filter in force: "Role: Nurse".
pub(in crate::staff) fn chip(label: &str, value: &str) -> String {
    format!("{label}: {value}")
}

/// What the button that takes a filter away does.
pub(in crate::staff) fn remove(chip: &str) -> String {
    format!("Remove {chip}")
}

/// How many links are about to run out.
pub(in crate::staff) fn links_running_out(count: u64) -> String {
    format!("{} out within 6 hours", counted(count, "link runs", "links run"))
}

/// How many invitations ran out.
pub(in crate::staff) fn invitations_ran_out(count: u64) -> String {
    format!("{} ran out", counted(count, "invitation", "invitations"))
}

/// To how many people a mail could not be sent.
pub(in crate::staff) fn mails_failed(count: u64) -> String {
    format!("Mail to {} could not be sent", counted(count, "person", "people"))
}

/// How many people have not been there for a while.
pub(in crate::staff) fn not_signed_in(count: u64) -> String {
    format!("{} not signed in for 90 days", counted(count, "person has", "people have"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One is told as one, and more as more.
    #[test]
    fn numbers_agree_with_their_words() {
        assert_eq!(links_running_out(1), "1 link runs out within 6 hours");
        assert_eq!(links_running_out(1_200), "1,200 links run out within 6 hours");
        assert_eq!(invitations_ran_out(2), "2 invitations ran out");
        assert_eq!(mails_failed(1), "Mail to 1 person could not be sent");
        assert_eq!(not_signed_in(1), "1 person has not signed in for 90 days");
        assert_eq!(not_signed_in(3), "3 people have not signed in for 90 days");
    }
}
