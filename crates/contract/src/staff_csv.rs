//! People as comma-separated values: the columns that an export writes and an import reads.

/// What begins a cell that a spreadsheet would take for a formula (OWASP, CSV Injection).
pub const FORMULA_SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Stands between the offices of a person.
pub const OFFICE_SEPARATOR: char = ';';

macro_rules! columns {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $field:expr;)+) => {
        /// A column of a file of people.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StaffColumn {
            $($(#[$doc])* $variant,)+
        }

        impl StaffColumn {
            /// Every column, in the order in which an export has them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The heading.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The member of `create_staff` that an import fills with it; `None` for what an export only shows, and an
            /// import passes over.
            pub const fn field(self) -> Option<&'static str> {
                match self { $(Self::$variant => $field,)+ }
            }
        }
    };
}

columns! {
    /// First name.
    FirstName = "first_name", Some(crate::field::name::FIRST_NAME);
    /// Last name.
    LastName = "last_name", Some(crate::field::name::LAST_NAME);
    /// Username.
    Username = "username", Some(crate::field::name::USERNAME);
    /// Email address.
    Email = "email", Some(crate::field::name::EMAIL);
    /// The role's name.
    Role = "role", Some(crate::field::name::ROLE_ID);
    /// The primary provider's username.
    PrimaryProvider = "primary_provider", Some(crate::field::name::PRIMARY_PROVIDER_ID);
    /// The SNOMED CT code of what they do in a care team.
    CareTeamRoleCode = "care_team_role_code", Some(crate::field::name::CARE_TEAM_ROLE_CODE);
    /// NPI or NCSBN ID.
    CareTeamIdentifier = "care_team_identifier", Some(crate::field::name::CARE_TEAM_IDENTIFIER);
    /// Cell phone.
    CellPhone = "cell_phone", Some(crate::field::name::CELL_PHONE);
    /// Home phone.
    HomePhone = "home_phone", Some(crate::field::name::HOME_PHONE);
    /// The names of their offices, with [`OFFICE_SEPARATOR`] between them. An office whose name holds it stands there
    /// by its id.
    Offices = "offices", Some(crate::field::name::OFFICE_IDS);
    /// Whether they may sign in.
    Status = "status", None;
    /// The primary provider's name.
    PrimaryProviderName = "primary_provider_name", None;
    /// What they do in a care team, in words.
    CareTeamRole = "care_team_role", None;
    /// When they signed in last (RFC 3339).
    LastSignIn = "last_sign_in", None;
}

impl StaffColumn {
    /// Whether an import cannot do without the column.
    pub const fn is_required(self) -> bool {
        matches!(self, Self::FirstName | Self::LastName | Self::Username | Self::Email | Self::Role)
    }

    /// The column with this heading, as people write it: in whatever case, with spaces or hyphens between the words.
    pub fn with_heading(heading: &str) -> Option<Self> {
        let plain: String = heading
            .trim()
            .chars()
            .map(|c| if c == ' ' || c == '-' { '_' } else { c.to_ascii_lowercase() })
            .collect();
        Self::ALL.iter().copied().find(|column| column.name() == plain)
    }

    /// The column that fills this member of `create_staff`.
    pub fn of_field(field: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.field() == Some(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A heading is found as people write it, and by nothing else.
    #[test]
    fn a_heading_is_found_as_people_write_it() {
        for heading in ["first_name", "First Name", " FIRST-NAME "] {
            assert_eq!(StaffColumn::with_heading(heading), Some(StaffColumn::FirstName), "{heading}");
        }
        for heading in ["", "firstname", "name", "password"] {
            assert_eq!(StaffColumn::with_heading(heading), None, "{heading}");
        }
    }

    /// Whatever an export writes, an import knows, and what must be there is read.
    #[test]
    fn columns_are_known_by_their_names() {
        for column in StaffColumn::ALL {
            assert_eq!(StaffColumn::with_heading(column.name()), Some(*column));
            assert!(!column.is_required() || column.field().is_some());
            if let Some(field) = column.field() {
                assert_eq!(StaffColumn::of_field(field), Some(*column));
            }
        }
    }
}
