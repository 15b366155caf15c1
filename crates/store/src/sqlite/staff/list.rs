//! Pages of people.
//!
//! There are two ways to those who match. Where they are few, the index names them all, and they are sorted.
//! Where they are many, everyone is walked through in order until the page is full; that is soon, just because
//! they are many.

use super::record::{listed_columns, listed_in};
use super::{fragments, offices};
use crate::Result;
use crate::fold::search_words;
use crate::staff::{StaffList, StaffPlace, StaffQuery};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use staffroom_contract::StaffId;

/// The shortest word that the index finds by itself, in characters.
const TRIGRAM: usize = 3;

/// Those who match are few if they are at most one in so many: to name and sort one of them takes as long as
/// to walk past this many others.
const ONE_IN: u64 = 20;

/// So many are few in any practice.
const FEW: u64 = 100;

/// The index counts faster than it names: up to this many times the few, everyone else is walked through.
const COUNTED: u64 = 3;

/// See [`crate::StaffRepository::list`].
pub(super) async fn list(connection: &mut SqliteConnection, query: &StaffQuery) -> Result<StaffList> {
    let matches = Matches::of(connection, search_words(&query.search)).await?;
    let total = match matches.total.filter(|_| !offices::narrow(query)) {
        Some(total) => total,
        None => matches.count(connection, query).await?,
    };
    let mut rows =
        matches.select_page(query, query.limit.saturating_add(1)).build().fetch_all(connection).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    Ok(StaffList {
        items: rows.iter().map(listed_in).collect::<Result<_, _>>()?,
        total,
        next: rows.last().filter(|_| has_more).map(place_of).transpose()?,
    })
}

/// The place right behind the person in a row.
fn place_of(row: &SqliteRow) -> Result<StaffPlace, sqlx::Error> {
    Ok(StaffPlace { sort_key: row.try_get("sort_key")?, id: StaffId::new(row.try_get::<String, _>("id")?) })
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
        let everyone = fragments::count(connection, "").await?;
        if words.is_empty() {
            return Ok(Self { candidates: Candidates::Everyone, words, total: Some(everyone) });
        }
        let few = (everyone / ONE_IN).max(FEW);
        if words.iter().any(|word| is_long(word)) {
            Self::of_long(connection, words, few).await
        } else {
            Self::of_short(connection, words, few).await
        }
    }

    /// Some of the words can be asked for by themselves.
    async fn of_long(connection: &mut SqliteConnection, words: Vec<String>, few: u64) -> Result<Self> {
        let (long, short): (Vec<_>, _) = words.iter().cloned().partition(|word| is_long(word));
        let query = all_of(&long);
        let most = few * COUNTED;
        let count = count_up_to(connection, &query, most + 1).await?;
        let total = (count <= most && short.is_empty()).then_some(count);
        if count > few {
            return Ok(Self { candidates: Candidates::Everyone, words, total });
        }
        Ok(Self { candidates: Candidates::Matching(query), words: short, total })
    }

    /// The rarest word narrows the search, if any does.
    async fn of_short(connection: &mut SqliteConnection, mut words: Vec<String>, few: u64) -> Result<Self> {
        let mut rarest = (u64::MAX, 0);
        for (at, word) in words.iter().enumerate() {
            rarest = rarest.min((fragments::count(connection, word).await?, at));
        }
        let (count, at) = rarest;
        let total = (words.len() == 1).then_some(count);
        if count > few {
            return Ok(Self { candidates: Candidates::Everyone, words, total });
        }
        let candidates = Candidates::Having(words.swap_remove(at));
        Ok(Self { candidates, words, total })
    }

    async fn count(&self, connection: &mut SqliteConnection, query: &StaffQuery) -> Result<u64> {
        let mut sql = QueryBuilder::new("SELECT count(*) FROM ");
        self.push_source(&mut sql, query);
        Ok(sql.build_query_scalar().fetch_one(connection).await?)
    }

    fn select_page(&self, query: &StaffQuery, limit: u32) -> QueryBuilder<Sqlite> {
        let mut sql = QueryBuilder::new(concat!(
            "SELECT ",
            listed_columns!(),
            ", page.sort_key FROM (SELECT staff_search.staff_id, staff_search.sort_key FROM "
        ));
        self.push_source(&mut sql, query);
        if let Some(after) = &query.after {
            sql.push(" AND (staff_search.sort_key, staff_search.staff_id) > (")
                .push_bind(after.sort_key.clone())
                .push(", ")
                .push_bind(after.id.as_str().to_owned())
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
    fn push_source(&self, sql: &mut QueryBuilder<Sqlite>, query: &StaffQuery) {
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
            sql.push(" AND staff_search.text LIKE ").push_bind(part(word)).push(r" ESCAPE '\'");
        }
        offices::push_conditions(sql, "staff_search.staff_id", query);
    }
}

/// The LIKE pattern for texts with `word` in them. Each character that LIKE reads as a wildcard is escaped.
fn part(word: &str) -> String {
    let mut pattern = String::from("%");
    for c in word.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// Asks the index for all of `words`. Each is quoted, so that nothing in it is syntax.
fn all_of(words: &[String]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\""))).collect();
    quoted.join(" AND ")
}

/// How many the index names for a query; it is not asked for more than `limit`.
async fn count_up_to(connection: &mut SqliteConnection, query: &str, limit: u64) -> Result<u64> {
    Ok(sqlx::query_scalar(
        "SELECT count(*)
         FROM (SELECT 1 FROM staff_search_index WHERE staff_search_index MATCH $1 LIMIT $2)",
    )
    .bind(query)
    .bind(limit.cast_signed())
    .fetch_one(connection)
    .await?)
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= TRIGRAM
}
