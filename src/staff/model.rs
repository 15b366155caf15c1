//! The Update Staff drawer's form: what was read, what was typed, and what somebody else made of it meanwhile.

use staffroom_contract::field::name;
use staffroom_contract::text::tidy;
use staffroom_contract::{
    FieldProblem, LinkPurpose, PasswordReset, Staff, StaffDetail, StaffId, StaffStatus, UpdateStaff,
};

/// A field that the drawer can change, in the order in which it shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    FirstName,
    LastName,
    PrimaryProvider,
    Username,
    CareTeamRole,
    CareTeamIdentifier,
    CellPhone,
    HomePhone,
}

impl Field {
    pub(super) const ALL: [Self; 8] = [
        Self::FirstName,
        Self::LastName,
        Self::PrimaryProvider,
        Self::Username,
        Self::CareTeamRole,
        Self::CareTeamIdentifier,
        Self::CellPhone,
        Self::HomePhone,
    ];

    /// The member of [`UpdateStaff`] that it is.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::FirstName => name::FIRST_NAME,
            Self::LastName => name::LAST_NAME,
            Self::PrimaryProvider => name::PRIMARY_PROVIDER_ID,
            Self::Username => name::USERNAME,
            Self::CareTeamRole => name::CARE_TEAM_ROLE_CODE,
            Self::CareTeamIdentifier => name::CARE_TEAM_IDENTIFIER,
            Self::CellPhone => name::CELL_PHONE,
            Self::HomePhone => name::HOME_PHONE,
        }
    }
}

/// A value for each [`Field`], as its input holds it: texts, the provider's id, the care team role's
/// code. What a person lacks is the
/// empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Values([String; Field::ALL.len()]);

impl Values {
    /// Asks `value` for each field.
    pub(super) fn from_fn(mut value: impl FnMut(Field) -> String) -> Self {
        Self(Field::ALL.map(&mut value))
    }

    /// The values of a person as they are kept.
    pub(super) fn of(staff: &Staff) -> Self {
        let person = &staff.summary;
        let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
        Self::from_fn(|field| match field {
            Field::FirstName => person.first_name.clone(),
            Field::LastName => person.last_name.clone(),
            Field::PrimaryProvider => {
                person.primary_provider.as_ref().map_or_else(String::new, |provider| provider.id.to_string())
            }
            Field::Username => person.username.clone(),
            Field::CareTeamRole => {
                staff.care_team_role.as_ref().map_or_else(String::new, |role| role.code.clone())
            }
            Field::CareTeamIdentifier => or_empty(&staff.care_team_identifier),
            Field::CellPhone => or_empty(&person.cell_phone),
            Field::HomePhone => or_empty(&staff.home_phone),
        })
    }

    /// The value of one field.
    pub(super) fn get(&self, field: Field) -> &str {
        &self.0[field as usize]
    }

    /// Whether anything differs from `kept`. White space at the ends is no change, since it is not kept.
    pub(super) fn differ_from(&self, kept: &Self) -> bool {
        Field::ALL.into_iter().any(|field| self.differs(kept, field))
    }

    /// The change from `kept` to these values, with no member that stays as it is.
    pub(super) fn change_from(&self, kept: &Self) -> UpdateStaff {
        self.members(|field| self.differs(kept, field))
    }

    /// Every field that the contract refuses, whether it was touched or not. A practice without providers has
    /// none to choose, so that nobody there is asked to.
    ///
    /// # Errors
    /// The refused fields, never empty.
    pub(super) fn validate(&self, has_providers: bool) -> Result<(), Vec<FieldProblem>> {
        self.members(|field| field != Field::PrimaryProvider || has_providers).validate()
    }

    fn differs(&self, kept: &Self, field: Field) -> bool {
        tidy(self.get(field)) != kept.get(field)
    }

    fn members(&self, is_member: impl Fn(Field) -> bool) -> UpdateStaff {
        let member = |field| is_member(field).then(|| tidy(self.get(field)));
        UpdateStaff {
            first_name: member(Field::FirstName),
            last_name: member(Field::LastName),
            primary_provider_id: member(Field::PrimaryProvider).map(StaffId::new),
            username: member(Field::Username),
            care_team_role_code: member(Field::CareTeamRole),
            care_team_identifier: member(Field::CareTeamIdentifier),
            cell_phone: member(Field::CellPhone),
            home_phone: member(Field::HomePhone),
            ..UpdateStaff::default()
        }
    }
}

/// A reason why a person cannot be sent a password reset link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CannotReset {
    NoEmail,
    NotActive,
    Invited,
    OutranksYou,
}

/// Why a person cannot be sent a password reset link, if they cannot. A courtesy: the server asks again.
pub(super) fn cannot_reset(detail: &StaffDetail) -> Option<CannotReset> {
    let person = &detail.staff.summary;
    if detail.outranks_you {
        Some(CannotReset::OutranksYou)
    } else if person.status == StaffStatus::Pending {
        Some(CannotReset::Invited)
    } else if person.status != StaffStatus::Active {
        Some(CannotReset::NotActive)
    } else if person.email.is_none() {
        Some(CannotReset::NoEmail)
    } else {
        None
    }
}

/// Why a person who is not active cannot be sent an invitation, if they cannot. A courtesy: the server asks again.
pub(super) fn cannot_invite(detail: &StaffDetail) -> Option<CannotReset> {
    if detail.outranks_you {
        Some(CannotReset::OutranksYou)
    } else {
        detail.staff.summary.email.is_none().then_some(CannotReset::NoEmail)
    }
}

/// What a person sets their next password with: as long as they are pending, an invitation.
pub(super) fn shown_purpose(detail: &StaffDetail) -> LinkPurpose {
    match detail.staff.summary.status {
        StaffStatus::Pending => LinkPurpose::Invitation,
        StaffStatus::Active | StaffStatus::Inactive => LinkPurpose::PasswordReset,
    }
}

/// The newest link of that purpose.
pub(super) fn shown_link(detail: &StaffDetail) -> Option<&PasswordReset> {
    match shown_purpose(detail) {
        LinkPurpose::Invitation => detail.invitation.as_ref(),
        LinkPurpose::PasswordReset => detail.password_reset.as_ref(),
    }
}

/// Those before it.
pub(super) fn earlier_links(detail: &StaffDetail) -> &[PasswordReset] {
    match shown_purpose(detail) {
        LinkPurpose::Invitation => &detail.earlier_invitations,
        LinkPurpose::PasswordReset => &detail.earlier_password_resets,
    }
}

/// Why no other email address can be asked for a person, if none can. A courtesy: the server asks again.
pub(super) fn cannot_change(detail: &StaffDetail) -> Option<CannotReset> {
    cannot_reset(detail)
        .filter(|_| detail.outranks_you || detail.staff.summary.status == StaffStatus::Inactive)
}

/// What somebody else changed while a person was being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) field: Field,
    /// What it is now.
    pub(super) theirs: String,
    /// What was typed here, if it is something else.
    pub(super) yours: Option<String>,
}

/// Brings two edits of one person together: `read` is what both began with, `yours` what was typed here,
/// `theirs` what is kept now.
///
/// Nothing that was typed is lost: a touched field keeps its value, any other takes the new one. The second
/// half of the answer says what `theirs` changed.
pub(super) fn merge(read: &Values, yours: &Values, theirs: &Values) -> (Values, Vec<Change>) {
    let merged = Values::from_fn(|field| {
        let kept = if yours.differs(read, field) { yours } else { theirs };
        kept.get(field).to_owned()
    });
    let changes = Field::ALL
        .into_iter()
        .filter(|field| theirs.get(*field) != read.get(*field))
        .map(|field| Change {
            field,
            theirs: theirs.get(field).to_owned(),
            yours: merged.differs(theirs, field).then(|| tidy(merged.get(field))),
        })
        .collect();
    (merged, changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::FieldRule;

    fn camille() -> Values {
        Values::from_fn(|field| {
            match field {
                Field::FirstName => "Camille",
                Field::LastName => "Nurse",
                Field::PrimaryProvider => "hannah",
                Field::Username => "camilles",
                Field::CareTeamRole => "310182000",
                Field::CareTeamIdentifier => "12345678",
                Field::CellPhone => "111-222-3333",
                Field::HomePhone => "",
            }
            .to_owned()
        })
    }

    fn with(values: &Values, changed: Field, value: &str) -> Values {
        Values::from_fn(
            |field| if field == changed { value.to_owned() } else { values.get(field).to_owned() },
        )
    }

    /// Saving sends what was changed and nothing else, so that two people who change different fields do not
    /// undo each other.
    #[test]
    fn only_changed_members_are_sent() {
        let typed = with(&with(&camille(), Field::LastName, "Nurse-Smith"), Field::CellPhone, "");
        assert_eq!(
            typed.change_from(&camille()),
            UpdateStaff {
                last_name: Some("Nurse-Smith".to_owned()),
                cell_phone: Some(String::new()),
                ..UpdateStaff::default()
            }
        );
        assert_eq!(camille().change_from(&camille()), UpdateStaff::default());
    }

    /// A space that was pasted along is no reason to ask whether to leave without saving.
    #[test]
    fn white_space_at_the_ends_is_no_change() {
        assert!(!with(&camille(), Field::Username, " camilles ").differ_from(&camille()));
        assert!(!with(&camille(), Field::HomePhone, "  ").differ_from(&camille()));
        assert!(with(&camille(), Field::Username, "camille s").differ_from(&camille()));
    }

    /// First Name, Last Name, Primary Provider and Username are required, whether they were touched or not;
    /// the phones are not.
    #[test]
    fn what_is_required_is_asked_for() {
        let problems = Values::default().validate(true).unwrap_err();
        let required = ["first_name", "last_name", "primary_provider_id", "username"];
        assert_eq!(problems, required.map(|field| FieldProblem::new(field, FieldRule::Required)));
    }

    /// A new practice, which has no provider yet, can still edit its first person.
    #[test]
    fn nobody_must_choose_where_there_is_no_choice() {
        let typed = with(&camille(), Field::PrimaryProvider, "");
        assert!(typed.validate(true).is_err());
        assert_eq!(typed.validate(false), Ok(()));
    }

    /// Two administrators who edit the same person: each keeps what they typed, and takes over the rest.
    #[test]
    fn a_merge_keeps_what_was_typed_and_takes_the_rest() {
        let read = camille();
        let yours = with(&with(&read, Field::FirstName, "Camilla"), Field::Username, "camilla");
        let theirs = with(&with(&read, Field::HomePhone, "444-555-6666"), Field::Username, "cnurse");
        let (merged, changes) = merge(&read, &yours, &theirs);
        assert_eq!(merged, with(&yours, Field::HomePhone, "444-555-6666"));
        assert_eq!(
            changes,
            [
                Change {
                    field: Field::Username,
                    theirs: "cnurse".to_owned(),
                    yours: Some("camilla".to_owned())
                },
                Change { field: Field::HomePhone, theirs: "444-555-6666".to_owned(), yours: None },
            ]
        );
        let sent = merged.change_from(&theirs);
        assert_eq!(sent.first_name.as_deref(), Some("Camilla"));
        assert_eq!(sent.username.as_deref(), Some("camilla"));
        assert_eq!(sent.home_phone, None, "what they changed is not sent back");
    }

    /// Who typed the same as the other has nothing to decide.
    #[test]
    fn the_same_change_twice_is_no_conflict() {
        let both = with(&camille(), Field::LastName, "Smith");
        let (merged, changes) = merge(&camille(), &both, &both);
        assert_eq!(merged, both);
        assert_eq!(changes, [Change { field: Field::LastName, theirs: "Smith".to_owned(), yours: None }]);
    }

    /// Another change of the person, such as of their role, gives a new version and nothing to report.
    #[test]
    fn a_change_elsewhere_leaves_the_form_alone() {
        let yours = with(&camille(), Field::LastName, "Smith");
        assert_eq!(merge(&camille(), &yours, &camille()), (yours.clone(), Vec::new()));
    }
}
