//! How many people a search of one or two characters finds. To count them each time would take longer than
//! anything else about such a search, and it is how every search begins.

use super::search_row::SearchRow;
use crate::Result;
use crate::sqlite::stored_text::{self, StoredText};
use sqlx::{QueryBuilder, Row, SqliteConnection};
use staffroom_contract::{StaffCounts, StaffStatus};
use std::collections::{BTreeMap, BTreeSet};

/// How many counts one statement changes.
const BATCH: usize = 1_000;

/// By how much the count of each fragment in each list changes.
#[derive(Default)]
pub(super) struct FragmentCounts(BTreeMap<(&'static str, String), i64>);

impl FragmentCounts {
    /// Counts the person of `row` in (1) or out (-1).
    pub(super) fn add(&mut self, row: &SearchRow<'_>, change: i64) {
        self.add_to(row.status, row, change);
    }

    /// The same, for a list that the person is not in according to `row`.
    pub(super) fn add_to(&mut self, status: StaffStatus, row: &SearchRow<'_>, change: i64) {
        for fragment in fragments(&row.text) {
            *self.0.entry((status.stored(), fragment.to_owned())).or_default() += change;
        }
    }

    /// Keeps the new counts.
    pub(super) async fn keep(self, connection: &mut SqliteConnection) -> Result<()> {
        let changes: Vec<_> = self.0.into_iter().filter(|(_, change)| *change != 0).collect();
        for batch in changes.chunks(BATCH) {
            let mut sql = QueryBuilder::new("INSERT INTO staff_search_count (status, fragment, people) ");
            sql.push_values(batch, |mut row, ((status, fragment), change)| {
                row.push_bind(*status).push_bind(fragment).push_bind(change);
            });
            sql.push(" ON CONFLICT (fragment, status) DO UPDATE SET people = people + excluded.people");
            sql.build().execute(&mut *connection).await?;
        }
        Ok(())
    }
}

/// How many people's texts hold `fragment`, of at most two characters, list by list.
pub(super) async fn counts(connection: &mut SqliteConnection, fragment: &str) -> Result<StaffCounts> {
    let rows = sqlx::query("SELECT status, people FROM staff_search_count WHERE fragment = $1")
        .bind(fragment)
        .fetch_all(connection)
        .await?;
    let mut counts = StaffCounts::default();
    for row in rows {
        let people = row.try_get("people")?;
        match stored_text::get(&row, "status")? {
            StaffStatus::Active => counts.active = people,
            StaffStatus::Inactive => counts.inactive = people,
            StaffStatus::Pending => counts.pending = people,
        }
    }
    Ok(counts)
}

/// The nothing, each character and each two neighbours that a word of a search can be, once each.
fn fragments(text: &str) -> BTreeSet<&str> {
    let mut fragments = BTreeSet::from([""]);
    for word in text.split_whitespace() {
        let mut previous = None;
        for (at, c) in word.char_indices() {
            let end = at + c.len_utf8();
            fragments.insert(&word[at..end]);
            if let Some(previous) = previous.replace(at) {
                fragments.insert(&word[previous..end]);
            }
        }
    }
    fragments
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever a word of one or two characters can find is counted, and somebody who has it twice counts once.
    #[test]
    fn fragments_are_the_short_words_of_a_text() {
        let fragments: Vec<_> = fragments("aña\nb ña\n\n").into_iter().collect();
        assert_eq!(fragments, ["", "a", "añ", "b", "ñ", "ña"]);
    }
}
