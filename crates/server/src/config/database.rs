//! Which database the practice is kept in.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// What the URL of a `SQLite` database begins with.
const SQLITE: &str = "sqlite://";

/// The URL of a database that this version knows how to use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseUrl(String);

/// Why a text is no URL of a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDatabaseUrl {
    /// It is a `PostgreSQL` database.
    #[error("PostgreSQL is not supported in this version; use sqlite://PATH")]
    PostgreSql,
    /// It is no database that we know.
    #[error("it must begin with sqlite://")]
    Unknown,
    /// It names no file.
    #[error("it names no file; write sqlite://PATH")]
    NoFile,
}

impl DatabaseUrl {
    /// The `SQLite` database in this file.
    pub fn of_file(path: &Path) -> Self {
        Self(format!("{SQLITE}{}", path.display()))
    }

    /// The file that it names.
    pub fn file(&self) -> &Path {
        Path::new(self.0.strip_prefix(SQLITE).unwrap_or(&self.0))
    }

    /// The URL as the store takes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = BadDatabaseUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (scheme, rest) = text.split_once("://").ok_or(BadDatabaseUrl::Unknown)?;
        match scheme {
            "sqlite" if rest.is_empty() || rest == ":memory:" => Err(BadDatabaseUrl::NoFile),
            "sqlite" => Ok(Self(text.to_owned())),
            "postgres" | "postgresql" => Err(BadDatabaseUrl::PostgreSql),
            _ => Err(BadDatabaseUrl::Unknown),
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_a_file_of_sqlite() {
        assert!("sqlite:///srv/staffroom.db".parse::<DatabaseUrl>().is_ok());
        assert!("sqlite://staffroom.db".parse::<DatabaseUrl>().is_ok());
        for (text, error) in [
            ("postgres://db/staffroom", BadDatabaseUrl::PostgreSql),
            ("postgresql://db/staffroom", BadDatabaseUrl::PostgreSql),
            ("mysql://db/staffroom", BadDatabaseUrl::Unknown),
            ("staffroom.db", BadDatabaseUrl::Unknown),
            ("", BadDatabaseUrl::Unknown),
            ("sqlite://", BadDatabaseUrl::NoFile),
            ("sqlite://:memory:", BadDatabaseUrl::NoFile),
        ] {
            assert_eq!(text.parse::<DatabaseUrl>(), Err(error), "{text}");
        }
    }
}
