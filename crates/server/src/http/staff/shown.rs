//! People and links as answers show them.

use crate::http::precondition::Versioned;
use crate::mail::trouble::failure;
use staffroom_contract::password_reset::PasswordResetState;
use staffroom_contract::{PasswordReset, Role, Staff, StaffSettings, StaffStatus, StaffSummary, UnixSeconds};
use staffroom_store::{HeldRole, Link, LinkEnd, ListedStaff, StaffRecord};

/// A person as the table shows them.
pub(super) fn summary(person: ListedStaff) -> StaffSummary {
    StaffSummary {
        id: person.id,
        first_name: person.first_name,
        last_name: person.last_name,
        role: role(person.role),
        username: person.username,
        email: person.email,
        cell_phone: person.cell_phone,
        primary_provider: person.primary_provider,
        has_second_factor: false,
        status: person.status,
        last_sign_in_at: person.last_sign_in_at,
        invitation_expires_at: person.link_expires_at.filter(|_| person.status == StaffStatus::Pending),
    }
}

/// A role beside a person.
pub(super) fn role(held: HeldRole) -> Role {
    Role { is_system: held.is_system(), id: held.id, name: held.name, is_customized: held.is_customized }
}

/// A person with all their fields.
pub(super) fn staff(person: StaffRecord) -> Staff {
    Staff {
        summary: summary(person.listed),
        home_phone: person.home_phone,
        care_team_role: person.care_team_role,
        care_team_identifier: person.care_team_identifier,
        offices: person.offices,
        settings: StaffSettings {
            has_app_unlock_pin: person.app_unlock_pin.is_some(),
            enable_email_update: person.enable_email_update,
            restrict_offices: person.restrict_offices,
            send_daily_billing_report: person.send_daily_billing_report,
        },
        version: person.version,
    }
}

/// A person with all their fields, and their version beside them.
pub(super) fn versioned(person: StaffRecord) -> Versioned<Staff> {
    Versioned { version: person.version, body: staff(person) }
}

/// A link as an administrator sees it.
pub(super) fn password_reset(link: Link, now: UnixSeconds) -> PasswordReset {
    PasswordReset {
        state: state_of(&link, now),
        id: link.id,
        sent_to: link.sent_to.unwrap_or_default(),
        requested_by: link.requested_by_name,
        requested_at: link.requested_at,
        expires_at: link.expires_at,
        sent_at: link.sent_at,
        failed_at: link.failed_at,
        mail_failure: link.mail_reason.as_deref().map(failure),
        opened_at: link.opened_at,
        ended_at: link.ended.map(|(_, at)| at),
        // A link that ran out was not ended by whoever replaced it afterwards.
        ended_by: link.ended.and(link.ended_by_name),
    }
}

/// What became of a link by `now`. How it ended counts before everything else, since that is when it stopped
/// to matter whether it would also have run out.
fn state_of(link: &Link, now: UnixSeconds) -> PasswordResetState {
    match link.ended {
        Some((LinkEnd::Used, _)) => PasswordResetState::Used,
        Some((LinkEnd::Replaced, _)) => PasswordResetState::Replaced,
        Some((LinkEnd::Revoked, _)) => PasswordResetState::Revoked,
        Some((LinkEnd::PasswordChanged, _)) => PasswordResetState::PasswordChanged,
        Some((LinkEnd::EmailChanged, _)) => PasswordResetState::EmailChanged,
        Some((LinkEnd::Deactivated, _)) => PasswordResetState::Deactivated,
        None if now >= link.expires_at => PasswordResetState::Expired,
        // One that was handed over by other means has no mail to wait for.
        None if link.sent_at.is_some() || link.sent_to.is_none() => PasswordResetState::Sent,
        None if link.failed_at.is_some() => PasswordResetState::Failed,
        None => PasswordResetState::Queued,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{LinkPurpose, PasswordResetId, StaffId};

    const REQUESTED: UnixSeconds = UnixSeconds(1_000);
    const EXPIRES: UnixSeconds = UnixSeconds(2_000);

    fn link() -> Link {
        Link {
            id: PasswordResetId::new("link"),
            purpose: LinkPurpose::PasswordReset,
            staff_id: StaffId::new("camille"),
            sent_to: Some("cnurse@email.xyz".to_owned()),
            salt: [0; 32],
            requested_by: Some(StaffId::new("morgan")),
            requested_by_name: Some("Morgan Manager".to_owned()),
            requested_at: REQUESTED,
            expires_at: EXPIRES,
            sent_at: None,
            failed_at: None,
            mail_reason: None,
            opened_at: None,
            ended: None,
            ended_by_name: None,
        }
    }

    fn ended(end: LinkEnd) -> Link {
        Link { ended: Some((end, UnixSeconds(1_500))), sent_at: Some(UnixSeconds(1_001)), ..link() }
    }

    /// A link is queued until its mail was taken or given up, and lives until the second it runs out.
    #[test]
    fn a_live_link_says_where_its_mail_is() {
        let sent = Link { sent_at: Some(UnixSeconds(1_001)), ..link() };
        let failed = Link { failed_at: Some(UnixSeconds(1_900)), ..link() };
        let last_second = EXPIRES.plus(-1);
        let handed_over = Link { sent_to: None, ..link() };
        assert_eq!(state_of(&handed_over, REQUESTED), PasswordResetState::Sent);
        assert_eq!(state_of(&link(), REQUESTED), PasswordResetState::Queued);
        assert_eq!(state_of(&sent, last_second), PasswordResetState::Sent);
        assert_eq!(state_of(&failed, last_second), PasswordResetState::Failed);
        for link in [link(), sent, failed] {
            assert_eq!(state_of(&link, EXPIRES), PasswordResetState::Expired);
        }
    }

    /// What ended a link stays its state, also after it would have run out.
    #[test]
    fn an_ended_link_says_how_it_ended() {
        for (end, state) in [
            (LinkEnd::Used, PasswordResetState::Used),
            (LinkEnd::Replaced, PasswordResetState::Replaced),
            (LinkEnd::Revoked, PasswordResetState::Revoked),
            (LinkEnd::PasswordChanged, PasswordResetState::PasswordChanged),
            (LinkEnd::EmailChanged, PasswordResetState::EmailChanged),
            (LinkEnd::Deactivated, PasswordResetState::Deactivated),
        ] {
            assert_eq!(state_of(&ended(end), REQUESTED), state);
            assert_eq!(state_of(&ended(end), EXPIRES), state);
            assert_eq!(password_reset(ended(end), EXPIRES).ended_at, Some(UnixSeconds(1_500)));
        }
    }
}
