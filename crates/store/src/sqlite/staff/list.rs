//! Pages of people.
//!
//! There are two ways to those who match. Where they are few, the trigram index names them all, and they are
//! sorted. Where they are many, or the words are too short for the index, everyone is walked through in order
//! until the page is full; that is soon, just because many match.

use super::record::{listed_columns, listed_in};
use crate::Result;
use crate::fold::search_words;
use crate::staff::{StaffList, StaffQuery};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use staffroom_contract::StaffId;

/// The shortest word that the index finds, in characters.
const TRIGRAM: usize = 3;

/// How many are few: to sort them takes no longer than to walk through a whole practice of 100,000.
const FEW: u32 = 10_000;

/// See [`crate::StaffRepository::list`].
pub(super) async fn list(connection: &mut SqliteConnection, query: &StaffQuery) -> Result<StaffList> {
    let matches = Matches::of(connection, &query.search).await?;
    let total = matches.count(connection).await?;
    let mut items = matches
        .select_page(query.after.as_ref(), query.limit.saturating_add(1))
        .build()
        .try_map(|row| listed_in(&row))
        .fetch_all(connection)
        .await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let has_more = items.len() > limit;
    items.truncate(limit);
    Ok(StaffList { items, total, has_more })
}

/// The people who match, and how to get at them.
struct Matches {
    /// What to ask the index for, if it is asked.
    phrases: Option<String>,
    /// Words that are looked for in each text; all of them.
    words: Vec<String>,
}

impl Matches {
    async fn of(connection: &mut SqliteConnection, search: &str) -> Result<Self> {
        let words = search_words(search);
        let (long, short): (Vec<_>, Vec<_>) =
            words.iter().cloned().partition(|word| word.chars().count() >= TRIGRAM);
        let phrases = all_of(&long);
        if !long.is_empty() && are_few(connection, &phrases).await? {
            Ok(Self { phrases: Some(phrases), words: short })
        } else {
            Ok(Self { phrases: None, words })
        }
    }

    async fn count(&self, connection: &mut SqliteConnection) -> Result<u64> {
        let mut sql = QueryBuilder::new("SELECT count(*) FROM ");
        self.push_source(&mut sql);
        Ok(sql.build_query_scalar().fetch_one(connection).await?)
    }

    fn select_page(&self, after: Option<&StaffId>, limit: u32) -> QueryBuilder<Sqlite> {
        let mut sql = QueryBuilder::new(concat!(
            "SELECT ",
            listed_columns!(),
            " FROM (SELECT staff_search.staff_id, staff_search.sort_key FROM "
        ));
        self.push_source(&mut sql);
        if let Some(after) = after {
            sql.push(
                " AND (staff_search.sort_key, staff_search.staff_id)
                  > (SELECT sort_key, staff_id FROM staff_search WHERE staff_id = ",
            )
            .push_bind(after.as_str().to_owned())
            .push(")");
        }
        sql.push(" ORDER BY staff_search.sort_key, staff_search.staff_id LIMIT ").push_bind(limit).push(
            ") AS page JOIN staff ON staff.id = page.staff_id
                 LEFT JOIN staff AS provider ON provider.id = staff.primary_provider_id
                 ORDER BY page.sort_key, page.staff_id",
        );
        sql
    }

    /// The tables and the condition.
    fn push_source(&self, sql: &mut QueryBuilder<Sqlite>) {
        match &self.phrases {
            // CROSS JOIN keeps SQLite from walking through everyone and asking the index for each.
            Some(phrases) => sql
                .push(
                    "staff_search_index
                     CROSS JOIN staff_search ON staff_search.number = staff_search_index.rowid
                     WHERE staff_search_index MATCH ",
                )
                .push_bind(phrases.clone()),
            None => sql.push("staff_search WHERE TRUE"),
        };
        for word in &self.words {
            sql.push(" AND instr(staff_search.text, ").push_bind(word.clone()).push(") > 0");
        }
    }
}

/// Asks the index for all of `words`. Each is quoted, so that nothing in it is syntax.
fn all_of(words: &[String]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
    quoted.join(" AND ")
}

async fn are_few(connection: &mut SqliteConnection, phrases: &str) -> Result<bool> {
    let count: u32 = sqlx::query_scalar(
        "SELECT count(*)
         FROM (SELECT 1 FROM staff_search_index WHERE staff_search_index MATCH $1 LIMIT $2)",
    )
    .bind(phrases)
    .bind(FEW + 1)
    .fetch_one(connection)
    .await?;
    Ok(count <= FEW)
}
