//! Pages of people.
//!
//! There are two ways to those who match. Where they are few, the index names them all, and they are sorted.
//! Where they are many, everyone is walked through in order until the page is full; that is soon, just because
//! they are many.

use super::fragments;
use super::record::{listed_columns, listed_in};
use crate::Result;
use crate::fold::search_words;
use crate::staff::{StaffList, StaffQuery};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use staffroom_contract::StaffId;

/// The shortest word that the index finds by itself, in characters.
const TRIGRAM: usize = 3;

/// How many are few: to name and sort them takes no longer than a long walk.
const FEW: u64 = 5_000;

/// See [`crate::StaffRepository::list`].
pub(super) async fn list(connection: &mut SqliteConnection, query: &StaffQuery) -> Result<StaffList> {
    let matches = Matches::of(connection, search_words(&query.search)).await?;
    let total = match matches.total {
        Some(total) => total,
        None => matches.count(connection).await?,
    };
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
    candidates: Candidates,
    /// Words that must be looked for in the candidates' texts.
    words: Vec<String>,
    /// How many match, where that is known without counting.
    total: Option<u64>,
}

/// Those who may match.
enum Candidates {
    /// Everyone, in order.
    Everyone,
    /// Those whom the index names for a query, in no order.
    Matching(String),
    /// Those whose text has this fragment of one or two characters, in no order.
    Having(String),
}

impl Matches {
    async fn of(connection: &mut SqliteConnection, words: Vec<String>) -> Result<Self> {
        let is_long = |word: &String| word.chars().count() >= TRIGRAM;
        if words.iter().any(is_long) {
            let (long, short): (Vec<_>, _) = words.iter().cloned().partition(is_long);
            let query = all_of(&long);
            let count = count_few(connection, &query).await?;
            if count <= FEW {
                return Ok(Self {
                    total: short.is_empty().then_some(count),
                    candidates: Candidates::Matching(query),
                    words: short,
                });
            }
            return Ok(Self { candidates: Candidates::Everyone, words, total: None });
        }
        Self::of_short(connection, words).await
    }

    async fn of_short(connection: &mut SqliteConnection, mut words: Vec<String>) -> Result<Self> {
        let mut rarest = None;
        for (at, word) in words.iter().enumerate() {
            let count = fragments::count(connection, word).await?;
            if rarest.is_none_or(|(least, _)| count < least) {
                rarest = Some((count, at));
            }
        }
        let Some((count, at)) = rarest else {
            return Ok(Self {
                candidates: Candidates::Everyone,
                words,
                total: Some(fragments::count(connection, "").await?),
            });
        };
        let total = (words.len() == 1).then_some(count);
        let candidates =
            if count <= FEW { Candidates::Having(words.swap_remove(at)) } else { Candidates::Everyone };
        Ok(Self { candidates, words, total })
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

    /// The tables and the condition. CROSS JOIN holds SQLite to this order of the tables.
    fn push_source(&self, sql: &mut QueryBuilder<Sqlite>) {
        match &self.candidates {
            Candidates::Everyone => sql.push("staff_search WHERE TRUE"),
            Candidates::Matching(query) => sql
                .push(
                    "staff_search_index
                     CROSS JOIN staff_search ON staff_search.number = staff_search_index.rowid
                     WHERE staff_search_index MATCH ",
                )
                .push_bind(query.clone()),
            Candidates::Having(fragment) => sql
                .push("(SELECT DISTINCT doc FROM staff_search_entry WHERE term >= ")
                .push_bind(fragment.clone())
                .push(" AND term < ")
                .push_bind(format!("{fragment}{}", char::MAX))
                .push(") AS entry CROSS JOIN staff_search ON staff_search.number = entry.doc WHERE TRUE"),
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

/// How many the index names for a query; more than [`FEW`] are not counted to the end.
async fn count_few(connection: &mut SqliteConnection, query: &str) -> Result<u64> {
    let limit = FEW.cast_signed() + 1;
    Ok(sqlx::query_scalar(
        "SELECT count(*)
         FROM (SELECT 1 FROM staff_search_index WHERE staff_search_index MATCH $1 LIMIT $2)",
    )
    .bind(query)
    .bind(limit)
    .fetch_one(connection)
    .await?)
}
