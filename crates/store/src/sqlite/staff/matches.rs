//! The people who match a search and a filter: how many they are, and how to get at them.

use super::{filter, fragments, order};
use crate::Result;
use crate::fold::search_words;
use crate::staff_list::{StaffFilter, StaffQuery};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use staffroom_contract::{StaffCounts, StaffStatus};

/// The shortest word that the index finds by itself, in characters.
const TRIGRAM: usize = 3;

/// Those who match are few if they are at most one in so many: to name and sort one of them takes as long as
/// to walk past this many others.
const ONE_IN: u64 = 20;

/// So many are few in any practice.
const FEW: u64 = 100;

/// The index counts faster than it names: up to this many times the few, everyone else is walked through.
const COUNTED: u64 = 3;

/// How many people are shown at once, roughly.
const PAGE: u64 = 60;

/// The people who match.
pub(super) struct Matches {
    /// How many they are, list by list, whichever of them the filter names.
    pub(super) counts: StaffCounts,
    /// What is looked for, word by word.
    words: Vec<String>,
    named: Option<Candidates>,
}

/// Those who may match, in no order.
#[derive(Clone)]
enum Candidates {
    /// Those whom the index of a filter names.
    Filtered,
    /// Those whose text the index names for a query, which asks for all words of some length.
    Matching(String),
    /// Those whose text has this word of one or two characters.
    Having(String),
}

/// Candidates, and how many they are at most.
#[derive(Clone)]
struct Estimate {
    candidates: Candidates,
    people: u64,
}

impl Matches {
    pub(super) async fn of(
        connection: &mut SqliteConnection,
        search: &str,
        filter: &StaffFilter,
    ) -> Result<Self> {
        let words = search_words(search);
        let everyone = fragments::counts(connection, "").await?;
        let few = (everyone.of(None) / ONE_IN).max(FEW);
        let most = few * COUNTED;
        let narrows = filter::narrows(filter);
        let filtered = if narrows {
            count(connection, Some(&Candidates::Filtered), &[], filter).await?
        } else {
            everyone
        };
        let in_list = Estimate { candidates: Candidates::Filtered, people: filtered.of(filter.status) };
        if words.is_empty() {
            return Ok(Self { counts: filtered, words, named: fewest([in_list], few) });
        }
        let by_words = Estimate::of_words(connection, &words, most).await?;
        let counts = match &words[..] {
            [word] if !narrows && !is_long(word) => fragments::counts(connection, word).await?,
            _ => {
                let people = if narrows { filtered.of(None) } else { u64::MAX };
                let in_lists = Estimate { candidates: Candidates::Filtered, people };
                let named = fewest([in_lists, by_words.clone()], most);
                count(connection, named.as_ref(), &words, filter).await?
            }
        };
        // The fewer match in truth, the further one would have to walk for a page of them.
        let walk = everyone.of(None) * PAGE / counts.of(filter.status).max(1);
        let named = fewest([in_list, by_words], walk.clamp(few, most));
        Ok(Self { counts, words, named })
    }

    /// Adds the tables and the condition for a page.
    pub(super) fn push_page_source(&self, sql: &mut QueryBuilder<Sqlite>, query: &StaffQuery) {
        let filter = &query.filter;
        match &self.named {
            None => {
                sql.push("staff_search INDEXED BY ").push(order::index_of(query)).push(" WHERE TRUE");
            }
            Some(candidates) => candidates.push_source(sql, filter, false),
        }
        match self.named {
            Some(Candidates::Filtered) => filter::push_list(sql, filter.status),
            _ => filter::push_status(sql, filter.status),
        }
        let is_by_place = self.named.is_none() && order::is_entered_by_sign_in(query);
        filter::push_conditions(sql, filter, is_by_place);
        push_words(sql, self.named.as_ref(), &self.words);
    }
}

/// The fewest, if they are at most so many.
fn fewest<const N: usize>(estimates: [Estimate; N], most: u64) -> Option<Candidates> {
    let fewest = estimates.into_iter().min_by_key(|estimate| estimate.people)?;
    (fewest.people <= most).then_some(fewest.candidates)
}

/// How many of the candidates, or of everyone, have all of the words and are let through.
async fn count(
    connection: &mut SqliteConnection,
    candidates: Option<&Candidates>,
    words: &[String],
    filter: &StaffFilter,
) -> Result<StaffCounts> {
    let mut sql = match candidates {
        Some(Candidates::Filtered) if filter::tells_lists_apart(filter) => {
            select_counts_of_lists(words, filter)
        }
        _ => select_counts(candidates, words, filter),
    };
    let row = sql.build().fetch_one(connection).await?;
    Ok(StaffCounts {
        active: row.try_get("active")?,
        inactive: row.try_get("inactive")?,
        pending: row.try_get("pending")?,
    })
}

/// Counts one list after the other: each is a range of the filter's index.
fn select_counts_of_lists(words: &[String], filter: &StaffFilter) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new("SELECT ");
    for (status, label) in [
        (StaffStatus::Active, ") AS active, "),
        (StaffStatus::Inactive, ") AS inactive, "),
        (StaffStatus::Pending, ") AS pending"),
    ] {
        sql.push("(SELECT count(*) FROM ");
        Candidates::Filtered.push_source(&mut sql, filter, false);
        filter::push_status(&mut sql, Some(status));
        filter::push_conditions(&mut sql, filter, false);
        push_words(&mut sql, Some(&Candidates::Filtered), words);
        sql.push(label);
    }
    sql
}

/// Counts all lists on one way through the candidates, or through everyone.
fn select_counts(
    candidates: Option<&Candidates>,
    words: &[String],
    filter: &StaffFilter,
) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(
        "SELECT count(*) FILTER (WHERE staff_search.status = 'active') AS active,
             count(*) FILTER (WHERE staff_search.status = 'inactive') AS inactive,
             count(*) FILTER (WHERE staff_search.status = 'pending') AS pending
         FROM ",
    );
    match candidates {
        None => {
            sql.push("staff_search INDEXED BY staff_search_order WHERE TRUE");
        }
        Some(candidates) => {
            let needs_no_text = candidates.words_left(words).next().is_none();
            candidates.push_source(&mut sql, filter, needs_no_text);
        }
    }
    filter::push_conditions(&mut sql, filter, false);
    push_words(&mut sql, candidates, words);
    sql
}

/// See [`crate::StaffRepository::any_listed`].
pub(super) async fn any(connection: &mut SqliteConnection, filter: &StaffFilter) -> Result<bool> {
    let mut sql = QueryBuilder::new("SELECT EXISTS (SELECT 1 FROM ");
    Candidates::Filtered.push_source(&mut sql, filter, false);
    filter::push_list(&mut sql, filter.status);
    filter::push_conditions(&mut sql, filter, false);
    sql.push(")");
    Ok(sql.build_query_scalar().fetch_one(connection).await?)
}

impl Estimate {
    /// Those whom the words name; more than `most` are not counted.
    async fn of_words(connection: &mut SqliteConnection, words: &[String], most: u64) -> Result<Self> {
        let long: Vec<_> = words.iter().filter(|word| is_long(word)).map(String::as_str).collect();
        if !long.is_empty() {
            let query = all_of(&long);
            let people = count_up_to(connection, &query, most + 1).await?;
            return Ok(Self { candidates: Candidates::Matching(query), people });
        }
        // The rarest word narrows the search, if any does.
        let mut rarest = Self { candidates: Candidates::Having(String::new()), people: u64::MAX };
        for word in words {
            let people = fragments::counts(connection, word).await?.of(None);
            if people < rarest.people {
                rarest = Self { candidates: Candidates::Having(word.clone()), people };
            }
        }
        Ok(rarest)
    }
}

impl Candidates {
    /// Adds the tables, and the condition that names the candidates. CROSS JOIN holds SQLite to this order of the
    /// tables. Where nothing of their texts is needed, what is filtered by stands together in an index.
    fn push_source(&self, sql: &mut QueryBuilder<Sqlite>, filter: &StaffFilter, needs_no_text: bool) {
        let people =
            if needs_no_text { "staff_search INDEXED BY staff_search_facts" } else { "staff_search" };
        match self {
            Self::Filtered => {
                sql.push("staff_search INDEXED BY ").push(filter::index_of(filter)).push(" WHERE TRUE")
            }
            Self::Matching(query) => sql
                .push("staff_search_index CROSS JOIN ")
                .push(people)
                .push(" ON staff_search.number = staff_search_index.rowid WHERE staff_search_index MATCH ")
                .push_bind(query.clone()),
            Self::Having(fragment) => sql
                .push("(SELECT DISTINCT doc FROM staff_search_entry WHERE term >= ")
                .push_bind(fragment.clone())
                .push(" AND term < ")
                .push_bind(format!("{fragment}{}", char::MAX))
                .push(") AS entry CROSS JOIN ")
                .push(people)
                .push(" ON staff_search.number = entry.doc WHERE TRUE"),
        };
    }

    /// The words that are still to be looked for in the candidates' texts.
    fn words_left<'w>(&self, words: &'w [String]) -> impl Iterator<Item = &'w String> {
        let is_found = move |word: &&String| match self {
            Self::Filtered => false,
            Self::Matching(_) => is_long(word),
            Self::Having(fragment) => *word == fragment,
        };
        words.iter().filter(move |word| !is_found(word))
    }
}

fn push_words(sql: &mut QueryBuilder<Sqlite>, candidates: Option<&Candidates>, words: &[String]) {
    let left: Vec<_> = match candidates {
        Some(candidates) => candidates.words_left(words).collect(),
        None => words.iter().collect(),
    };
    for word in left {
        sql.push(" AND staff_search.text LIKE ").push_bind(part(word)).push(r" ESCAPE '\'");
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
fn all_of(words: &[&str]) -> String {
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
