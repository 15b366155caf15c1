//! Acts that can be tried and refused on and on: whoever does so does not fill the record.
//!
//! The first is recorded at once, by whatever refused it. Those like it that follow before the minute is over are
//! counted here, and stand in the record as one row with their number. A server that is killed loses that number, and
//! never that it happened.

use crate::audit::{Act, Event, Source};
use crate::context::Context;
use crate::limits::ClientAddress;
use serde_json::{Map, json};
use staffroom_contract::{ProblemCode, StaffId, UnixSeconds};
use staffroom_store::StoreError;
use std::collections::HashMap;
use std::error::Error;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How often numbers are recorded.
const PERIOD: Duration = Duration::from_mins(1);

/// How many kinds of acts are told apart within a minute: of one person, and of all who are not signed in. The rest is
/// counted together.
const TOLD_APART: usize = 50;

/// What is the same of acts that are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Alike {
    /// The act that it would have been.
    pub event: Event,
    /// What was asked for, where the act does not say.
    pub operation: Option<String>,
    /// Who tried it; `None` if they were not signed in.
    pub actor: Option<StaffId>,
    /// To whom it would have been done.
    pub subject: Option<StaffId>,
    /// Why it was refused.
    pub refused_as: ProblemCode,
    /// Where it came from.
    pub address: Option<ClientAddress>,
}

impl Alike {
    /// The same without what there are too many of.
    fn roughly(&self) -> Self {
        Self { operation: None, subject: None, address: None, ..self.clone() }
    }
}

/// How often and when acts were tried that are alike.
#[derive(Clone, Copy, Debug)]
struct Tally {
    times: u64,
    from: UnixSeconds,
    until: UnixSeconds,
}

/// Acts of the current minute, by who tried them.
#[derive(Debug, Default)]
pub struct RepeatedActs(Mutex<HashMap<Option<StaffId>, HashMap<Alike, Tally>>>);

impl RepeatedActs {
    /// Whether an act is the first of its kind in this minute, and to be recorded by itself. If not, it is counted.
    pub fn is_first(&self, alike: &Alike, now: UnixSeconds) -> bool {
        let mut minute = self.minute();
        let acts = minute.entry(alike.actor.clone()).or_default();
        if !acts.contains_key(alike) && acts.len() < TOLD_APART {
            acts.insert(alike.clone(), Tally { times: 0, from: now, until: now });
            return true;
        }
        let alike = if acts.contains_key(alike) { alike.clone() } else { alike.roughly() };
        count(acts, alike, Tally { times: 1, from: now, until: now });
        false
    }

    /// Counts an act that was the first, but could not be recorded.
    pub fn count(&self, alike: &Alike, now: UnixSeconds) {
        self.put_back(vec![(alike.clone(), Tally { times: 1, from: now, until: now })]);
    }

    /// Begins a new minute; what was counted in the old one, in its order.
    fn take(&self) -> Vec<(Alike, Tally)> {
        let minute = std::mem::take(&mut *self.minute());
        let mut counted: Vec<_> =
            minute.into_values().flatten().filter(|(_, tally)| tally.times > 0).collect();
        counted.sort_by_key(|(_, tally)| tally.from);
        counted
    }

    fn put_back(&self, tallies: Vec<(Alike, Tally)>) {
        let mut minute = self.minute();
        for (alike, tally) in tallies {
            count(minute.entry(alike.actor.clone()).or_default(), alike, tally);
        }
    }

    fn minute(&self) -> MutexGuard<'_, HashMap<Option<StaffId>, HashMap<Alike, Tally>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn count(acts: &mut HashMap<Alike, Tally>, alike: Alike, more: Tally) {
    acts.entry(alike)
        .and_modify(|tally| {
            tally.times += more.times;
            tally.from = tally.from.min(more.from);
            tally.until = tally.until.max(more.until);
        })
        .or_insert(more);
}

/// Records numbers once a minute, until `stop` turns true. The last ones wait for [`record_all`].
pub async fn record_every_minute(context: Context, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stop.wait_for(|is_stopped| *is_stopped) => return,
            () = tokio::time::sleep(PERIOD) => {}
        }
        record_all(&context).await;
    }
}

/// Records how often what was tried. What cannot be recorded is counted on.
pub async fn record_all(context: &Context) {
    let tallies = context.limits.repeated_acts.take();
    if tallies.is_empty() {
        return;
    }
    if let Err(error) = record(context, &tallies).await {
        tracing::error!(error = &error as &dyn Error, "refused acts could not be recorded");
        context.limits.repeated_acts.put_back(tallies);
    }
}

async fn record(context: &Context, tallies: &[(Alike, Tally)]) -> Result<(), StoreError> {
    let now = context.clock.now();
    let mut transaction = context.store.write().await?;
    for (alike, Tally { times, from, until }) in tallies {
        let mut details: Map<_, _> = Map::new();
        details.extend(alike.operation.as_ref().map(|operation| ("operation".to_owned(), json!(operation))));
        details.insert("times".to_owned(), json!(times));
        details.insert("from".to_owned(), json!(from));
        details.insert("until".to_owned(), json!(until));
        let source = Source { address: alike.address.map(ClientAddress::ip), ..Source::default() };
        let act = Act::of(alike.event).upon(alike.subject.as_ref()).refused(alike.refused_as);
        let act = act.with(details.into()).from(&source);
        let act = alike.actor.as_ref().map_or(act.clone(), |actor| act.by(actor));
        act.record(&mut *transaction, now).await?;
    }
    transaction.commit().await
}
