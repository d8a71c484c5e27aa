//! A push from its arrival to what it changed: look, check, plan, perform.
//!
//! Absent on purpose: clocks and randomness. The caller says when the push came, and commits.

use super::check::{check, overlap};
use super::family::history_of;
use super::fold::fold;
use super::plan::{Appended, Plan, plan};
use super::store::{Known, Standing, Store};
use super::token::{Ask, Claim, Issued};
use shared::clock::HybridClock;
use shared::fact::Fact;
use shared::journal::{Entry, Hash, Head, Sequence, SeriesHeader};
use shared::planted::{self, Bug};
use shared::sync::{Position, PushRefusal, PushRequest, Token};
use std::sync::Arc;

/// Why nothing was taken in.
#[derive(Debug)]
pub enum IngestError<E> {
    /// Nobody enrolled this series.
    UnknownSeries,
    /// The push is not what it must be.
    Refused(PushRefusal),
    /// The store failed: nothing is known about the push, it is to be repeated.
    Store(E),
}

impl<E> From<E> for IngestError<E> {
    fn from(error: E) -> Self {
        Self::Store(error)
    }
}

/// What was taken in.
#[derive(Debug)]
pub struct Ingested {
    /// The series' head.
    pub head: Head,
    /// The business's newest position.
    pub latest: Position,
    /// The effective clocks of the push's entries that differ from the writer's.
    pub effective_clocks: Vec<(Sequence, HybridClock)>,
    /// The push's entries that are stored but not folded.
    pub set_aside: Vec<Sequence>,
    /// How many of its entries were new.
    pub appended: usize,
    /// What the till shows with its next request. Where nothing was new, nothing is written, and it is the same again.
    pub next_token: Option<Token>,
}

/// Takes a push in, within the transaction that `store` is.
pub async fn ingest<S: Store>(
    store: &mut S,
    push: PushRequest,
    ask: &Ask<'_>,
    received_ms: i64,
) -> Result<Ingested, IngestError<S::Error>> {
    let standing = store.stand(push.series).await?;
    let standing = standing.ok_or(IngestError::UnknownSeries)?;
    let known = match overlap(&push, &standing) {
        Some((from, upto)) => store.known(push.series, from, upto).await?,
        None => Vec::new(),
    };
    let start = header_of(&push, &standing).hash();
    let fresh = check(&push, &standing, start, &known).map_err(IngestError::Refused)?;
    let series = push.series;
    let claim = standing.issued.claim(standing.feed, series, ask);
    let newest = |issued: Issued| issued.newest(standing.feed, series, ask.key);
    match claim {
        Claim::Older => return Err(IngestError::Refused(PushRefusal::Clone)),
        Claim::Unknown => return Err(IngestError::Refused(PushRefusal::ServerRestored)),
        Claim::Newest | Claim::Repeated | Claim::Without => {}
    }
    let (repeated, new) = push.entries.split_at(fresh.from);
    if planted::is(Bug::PoisonBlocks) && (standing.revoked || !unreadable(new).is_empty()) {
        return Err(IngestError::Refused(PushRefusal::TooLarge));
    }
    let mut ingested = Ingested {
        head: standing.head,
        latest: standing.latest,
        effective_clocks: repeated_clocks(&push, &known),
        set_aside: unreadable(repeated),
        appended: new.len(),
        next_token: newest(standing.issued),
    };
    if new.is_empty() {
        return Ok(ingested);
    }
    let issued = standing.issued.after(claim, ask.request);
    let plan = Arc::new(plan(push, &standing, fresh, (issued, received_ms)));
    let history = history_of(store, &plan).await?;
    let planned = Arc::clone(&plan);
    let folded = store
        .perform(&plan, move || fold(&planned, &history))
        .await?;
    (ingested.head, ingested.latest) = (plan.head, plan.latest);
    ingested.effective_clocks.extend(limited_clocks(&plan));
    let aside = folded.aside.iter().map(|aside| aside.sequence);
    ingested.set_aside.extend(aside);
    ingested.next_token = newest(issued);
    Ok(ingested)
}

/// The header that the chain of the push's series starts from.
fn header_of(push: &PushRequest, standing: &Standing) -> SeriesHeader {
    SeriesHeader {
        series: push.series,
        writer: standing.writer,
        public_key: standing.key,
    }
}

fn unreadable(entries: &[Entry]) -> Vec<Sequence> {
    // Whether it can be read depends on neither hash nor clock.
    let unreadable = |entry: &&Entry| Fact::of(entry, Hash::START, entry.clock).is_err();
    let entries = entries.iter().filter(unreadable);
    entries.map(|entry| entry.sequence).collect()
}

/// The effective clocks of the entries that were stored before, as they were fixed then.
fn repeated_clocks(push: &PushRequest, known: &[Known]) -> Vec<(Sequence, HybridClock)> {
    // `known` begins with the base of the push, except where that is before the first entry.
    let skip = usize::from(push.first_sequence > Sequence(1));
    let stored = push.entries.iter().zip(known.iter().skip(skip));
    stored
        .filter(|(entry, known)| entry.clock != known.effective)
        .map(|(entry, known)| (entry.sequence, known.effective))
        .collect()
}

/// The effective clocks of the new entries that differ from the writer's.
fn limited_clocks(plan: &Plan) -> impl Iterator<Item = (Sequence, HybridClock)> + '_ {
    let limited = |new: &&Appended| new.effective != new.entry.clock;
    let limited = plan.appended.iter().filter(limited);
    limited.map(|new| (new.entry.sequence, new.effective))
}
