//! Whom somebody reaches who is restricted to their offices: the one condition that all narrowed queries share.

use sqlx::{QueryBuilder, Sqlite};
use staffroom_contract::StaffId;

/// Adds the condition that the id in `column` is within the asker's reach: whoever is restricted to their offices
/// reaches themselves and those who share one with them.
pub(super) fn push(sql: &mut QueryBuilder<Sqlite>, column: &str, asker: &StaffId) {
    sql.push(column).push(" IN (SELECT ").push_bind(asker.to_string());
    sql.push(
        " UNION SELECT theirs.staff_id
             FROM staff_office AS own JOIN staff_office AS theirs ON theirs.office_id = own.office_id
             WHERE own.staff_id = ",
    );
    sql.push_bind(asker.to_string()).push(")");
}
