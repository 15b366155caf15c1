//! How many people a search of one or two characters finds. To count them each time would take longer than
//! anything else about such a search, and it is how every search begins.

use super::search_row::SearchRow;
use crate::Result;
use sqlx::{QueryBuilder, SqliteConnection};
use std::collections::{BTreeMap, BTreeSet};

/// How many counts one statement changes.
const BATCH: usize = 1_000;

/// By how much each fragment's count changes.
#[derive(Default)]
pub(super) struct FragmentCounts(BTreeMap<String, i64>);

impl FragmentCounts {
    /// Counts the person of `row` in (1) or out (-1).
    pub(super) fn add(&mut self, row: &SearchRow<'_>, change: i64) {
        for fragment in fragments(&row.text) {
            match self.0.get_mut(fragment) {
                Some(count) => *count += change,
                None => {
                    self.0.insert(fragment.to_owned(), change);
                }
            }
        }
    }

    /// Keeps the new counts.
    pub(super) async fn keep(self, connection: &mut SqliteConnection) -> Result<()> {
        let changes: Vec<_> = self.0.into_iter().filter(|(_, change)| *change != 0).collect();
        for batch in changes.chunks(BATCH) {
            let mut sql = QueryBuilder::new("INSERT INTO staff_search_count (fragment, people) ");
            sql.push_values(batch, |mut row, (fragment, change)| {
                row.push_bind(fragment).push_bind(change);
            });
            sql.push(" ON CONFLICT (fragment) DO UPDATE SET people = people + excluded.people");
            sql.build().execute(&mut *connection).await?;
        }
        Ok(())
    }
}

/// How many people's texts hold `fragment`, of at most two characters.
pub(super) async fn count(connection: &mut SqliteConnection, fragment: &str) -> Result<u64> {
    let people = sqlx::query_scalar("SELECT people FROM staff_search_count WHERE fragment = $1")
        .bind(fragment)
        .fetch_optional(connection)
        .await?;
    Ok(people.unwrap_or(0))
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
