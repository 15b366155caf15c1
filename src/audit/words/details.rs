//! What came of an act: its result, what it changed, and what else belongs to it.

use super::{FROM, UNTIL, WHO, WHOM, spaced};
use crate::{bulk_acts, permissions};
use staffroom_contract::field::name;
use staffroom_contract::{
    AuditDetail, AuditResult, BulkKind, FieldChange, Permission, ProblemCode, UnixSeconds,
};

/// Whether it was done, in a word.
pub(in crate::audit) const fn result(result: AuditResult) -> &'static str {
    match result {
        AuditResult::Done => "Done",
        AuditResult::Refused => "Refused",
    }
}

/// Why it was refused.
pub(in crate::audit) fn reason(code: &str) -> String {
    let Some(known) = ProblemCode::ALL.iter().copied().find(|known| known.name() == code) else {
        return spaced(code);
    };
    match known {
        ProblemCode::WrongCredentials => "The username or the password was wrong.",
        ProblemCode::Forbidden => "Their role does not allow it.",
        ProblemCode::OutranksYou => "The person holds permissions that they do not have.",
        ProblemCode::InvitationPending => "The person had not accepted their invitation yet.",
        ProblemCode::NotPending => "The person did not wait for an invitation.",
        ProblemCode::BeyondYou => "It would have given a permission that they do not have.",
        ProblemCode::RoleHeld => "Somebody held the role.",
        ProblemCode::BeyondYourOffices => "It reached beyond the offices that they are restricted to.",
        ProblemCode::ReauthRequired => "They had not entered their password for a while.",
        ProblemCode::CrossSite => "It came from another site’s page.",
        ProblemCode::NoEmail => "The person had no email address.",
        ProblemCode::NotActive => "The person’s account was not active.",
        ProblemCode::Yourself => "It was their own account.",
        ProblemCode::LastAdministrator => "It was the last active person who could manage accounts.",
        ProblemCode::EmailUpdateOff => "They may not change their own email address.",
        ProblemCode::NoEmailChange => "There was no change of email that could still be confirmed.",
        ProblemCode::NoPin => "The person had no App Unlock PIN.",
        ProblemCode::NoLiveLink => "There was no link that could still be used.",
        other => return format!("{}.", other.title()),
    }
    .to_owned()
}

/// A field that was changed: "Username: “camilles” → “camillen”".
pub(in crate::audit) fn change(change: &FieldChange) -> String {
    let value = |value: &Option<String>, name: &Option<String>| match (name, value) {
        (Some(name), _) => format!("“{name}”"),
        (None, Some(value)) if !value.is_empty() => format!("“{}”", shown_value(&change.field, value)),
        _ => "empty".to_owned(),
    };
    let (old, new) = (value(&change.old, &change.old_name), value(&change.new, &change.new_name));
    format!("{}: {old} → {new}", field(&change.field))
}

/// A value as people read it: bulk acts and permissions by their names.
fn shown_value(field: &str, value: &str) -> String {
    if field == "act" {
        let known = BulkKind::ALL.into_iter().find(|kind| kind.name() == value);
        return known.map_or_else(|| spaced(value), |kind| bulk_acts::act(kind).to_owned());
    }
    if field != name::PERMISSIONS {
        return value.to_owned();
    }
    let name = |name: &str| {
        let known = Permission::ALL.into_iter().find(|permission| permission.name() == name);
        known.map_or_else(|| spaced(name), |permission| permissions::name(permission).to_owned())
    };
    value.split(", ").map(name).collect::<Vec<_>>().join(", ")
}

fn field(field: &str) -> String {
    match field {
        name::FIRST_NAME => "First Name",
        name::LAST_NAME => "Last Name",
        name::PRIMARY_PROVIDER_ID => "Primary Provider",
        name::ROLE_ID => "Role",
        name::USERNAME => "Username",
        name::EMAIL => "Email",
        name::CARE_TEAM_ROLE_CODE => "Care Team Role",
        name::CARE_TEAM_IDENTIFIER => "Care Team Identifier",
        name::ENABLE_EMAIL_UPDATE => "Enable email update",
        name::SEND_DAILY_BILLING_REPORT => "Send daily billing report",
        name::CELL_PHONE => "Cell Phone",
        name::HOME_PHONE => "Home Phone",
        name::OFFICE_IDS => "Offices",
        other => return spaced(other),
    }
    .to_owned()
}

/// What else belongs to it: "Sent to: cnurse@email.xyz". `at` writes a point in time.
pub(in crate::audit) fn detail(detail: &AuditDetail, at: impl Fn(UnixSeconds) -> String) -> String {
    let AuditDetail { name, value, value_name } = detail;
    let value = value_name.as_ref().unwrap_or(value);
    let label = match name.as_str() {
        "sent_to" => "Sent to",
        "on" => "On",
        "reason" => "Reason",
        "hand_over_to" => "Primary provider from now on",
        "handed_over" => "People handed over",
        "taken_back" => "People taken back",
        "expires_at" => "Valid until",
        "password_reset_id" => "Link",
        "email_change_id" => "Change of email",
        "import_id" => "Import",
        "import_row" => "Row of the file",
        "rows" => "Rows to add",
        "rows_added" => "Rows added",
        "rows_failed" => "Rows not added",
        "rows_left_out" => "Rows left out",
        "bulk_id" => "Bulk action",
        "actor" => WHO,
        "subject" => WHOM,
        "from" => FROM,
        "until" => UNTIL,
        other => return format!("{}: {}", spaced(other), shown_value(other, value)),
    };
    let time = value.parse().ok().filter(|_| ["expires_at", "from", "until"].contains(&name.as_str()));
    format!("{label}: {}", time.map_or_else(|| value.clone(), |time| at(UnixSeconds(time))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detail_of(name: &str, value: &str) -> AuditDetail {
        AuditDetail { name: name.to_owned(), value: value.to_owned(), value_name: None }
    }

    /// What an older or newer version of the server wrote is shown as well as it can be.
    #[test]
    fn a_name_that_nobody_knows_is_still_read() {
        assert_eq!(reason("too_late"), "Too late");
        let changed = FieldChange {
            field: "care_team".to_owned(),
            new: Some("Blue".to_owned()),
            ..FieldChange::default()
        };
        assert_eq!(change(&changed), "Care team: empty → “Blue”");
    }

    /// Every reason is a sentence about somebody else: the reader is not who was refused.
    #[test]
    fn every_reason_is_about_somebody_else() {
        for code in ProblemCode::ALL.iter().filter(|code| [403, 409].contains(&code.status())) {
            let reason = reason(code.name());
            assert!(reason.ends_with('.'), "{reason}");
            assert!(!reason.contains("You ") && !reason.contains(" you "), "{reason}");
        }
    }

    #[test]
    fn a_change_shows_both_values() {
        let changed = FieldChange {
            field: name::USERNAME.to_owned(),
            old: Some("camilles".to_owned()),
            new: Some("camillen".to_owned()),
            ..FieldChange::default()
        };
        assert_eq!(change(&changed), "Username: “camilles” → “camillen”");
    }

    #[test]
    fn a_detail_is_told_in_words() {
        let at = |time: UnixSeconds| format!("second {}", time.0);
        assert_eq!(detail(&detail_of("sent_to", "cnurse@email.xyz"), at), "Sent to: cnurse@email.xyz");
        assert_eq!(detail(&detail_of("expires_at", "42"), at), "Valid until: second 42");
        assert_eq!(detail(&detail_of("from", "soon"), at), "From: soon");
        assert_eq!(detail(&detail_of("some_thing", "x"), at), "Some thing: x");
        assert_eq!(detail(&detail_of("act", "move_office"), at), "Act: Change office");
    }

    /// Whoever has a name is told by it, and by their id if the reader may not know it.
    #[test]
    fn an_id_is_told_by_its_name() {
        let changed = FieldChange {
            field: name::PRIMARY_PROVIDER_ID.to_owned(),
            old: Some("h1".to_owned()),
            new: Some("p2".to_owned()),
            old_name: Some("Hannah Provider".to_owned()),
            new_name: None,
        };
        assert_eq!(change(&changed), "Primary Provider: “Hannah Provider” → “p2”");
        let told = AuditDetail { value_name: Some("Camille Nurse".to_owned()), ..detail_of("actor", "c1") };
        assert_eq!(detail(&told, |_| String::new()), "Who: Camille Nurse");
    }
}
