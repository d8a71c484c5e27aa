//! One group of entries into the cloud's series.

use super::{CloudSeries, Deed};
use crate::key::ServerKey;
use crate::sync::{Fresh, Standing, Store, fold, plan};
use shared::clock::{HybridClock, Wall};
use shared::event::Event;
use shared::id::{AuthorId, BusinessId, SeriesId, SubjectId};
use shared::journal::{
    ChainError, Entry, Head, Sequence, SeriesHeader, Writer, check_chain, head_message,
};
use shared::sync::PushRequest;
use shared::till::{ContinuedFrom, ContinuedWhy, TillEvent};
use std::sync::Arc;

/// Who writes, when, and with which key.
#[derive(Debug)]
pub struct Pen<'k> {
    /// The business.
    pub business: BusinessId,
    /// The server's key.
    pub key: &'k ServerKey,
    /// Who did it.
    pub author: AuthorId,
    /// The id of a series, in case one begins.
    pub fresh: SeriesId,
    /// What the server's clock shows, at the business's place.
    pub wall: Wall,
}

/// The series that is written, locked with its business until the transaction ends.
#[derive(Debug)]
pub struct TakenUp {
    /// The series.
    pub series: SeriesId,
    before: Option<CloudSeries>,
    standing: Standing,
}

/// Locks the series that is written, and begins it where it has to be. What is looked up from now on is what counts when
/// something is written.
pub async fn take_up<S: Store>(store: &mut S, pen: &Pen<'_>) -> Result<TakenUp, S::Error> {
    loop {
        let held = store.cloud().await?;
        match held.now {
            Some(now) if now.key == pen.key.public() => {
                if let Some(standing) = store.stand(now.series).await? {
                    return Ok(TakenUp {
                        series: now.series,
                        before: held.before,
                        standing,
                    });
                }
            }
            now => {
                let header = SeriesHeader {
                    series: pen.fresh,
                    writer: Writer::Cloud(pen.business),
                    public_key: pen.key.public(),
                };
                // Where somebody else was faster, theirs is found in the next round.
                let before = now.or(held.before).map(|before| before.series);
                store.begin_cloud(&header, before).await?;
            }
        }
    }
}

/// Writes what happened as one group and folds it, within the transaction that `store` is.
///
/// # Errors
/// The chain's own limits refuse what no till could take in; then nothing is written.
pub async fn write<S: Store>(
    store: &mut S,
    taken_up: TakenUp,
    deeds: &[Deed],
    pen: &Pen<'_>,
) -> Result<(), WriteError<S::Error>> {
    let TakenUp {
        series,
        before,
        standing,
    } = taken_up;
    let mut subjects: Vec<SubjectId> = deeds.iter().map(|(subject, _)| *subject).collect();
    subjects.sort_unstable();
    subjects.dedup();
    let history = store.history(&subjects).await?;
    let upto = standing.head.sequence;
    let own = store.known(series, upto, upto).await?;
    // What is changed was seen, and counts as earlier; so does everything that the cloud has written itself.
    let seen = history.entries.iter().map(|recorded| recorded.effective);
    let seen = seen.chain(own.iter().map(|known| known.effective));
    let clock = seen.max().unwrap_or_default();
    let continued = before.filter(|_| upto == Sequence::NONE);
    let continued = continued.map(|before| continued_from(pen.business, before));
    let deeds: Vec<Deed> = continued.into_iter().chain(deeds.iter().cloned()).collect();
    let (push, fresh) = group(pen, series, &standing.head, clock, &deeds)?;
    // Its clock is the server's, and has nobody's to be limited by: a server whose clock was put back would otherwise
    // lose against what it wrote itself.
    let last = push.entries.last().map_or(0, |last| last.clock.ms());
    let now_ms = pen.wall.ms.max(last);
    let plan = Arc::new(plan(push, &standing, fresh, (standing.issued, now_ms)));
    let planned = Arc::clone(&plan);
    store
        .perform(&plan, move || fold(&planned, &history))
        .await?;
    Ok(())
}

/// Why nothing was written.
#[derive(Debug)]
pub enum WriteError<E> {
    /// It is more than a group may be.
    Chain(ChainError),
    /// The store failed.
    Store(E),
}

impl<E> From<E> for WriteError<E> {
    fn from(error: E) -> Self {
        Self::Store(error)
    }
}

fn continued_from(business: BusinessId, before: CloudSeries) -> Deed {
    let from = ContinuedFrom {
        series: before.series,
        last_common: before.head,
        why: ContinuedWhy::Restored,
    };
    let event = Event::Till(TillEvent::ContinuedFrom(from));
    (SubjectId(business.0), event)
}

/// The group as a till would push it, with everything that a push is held against.
fn group<E>(
    pen: &Pen<'_>,
    series: SeriesId,
    head: &Head,
    clock: HybridClock,
    deeds: &[Deed],
) -> Result<(PushRequest, Fresh), WriteError<E>> {
    let size = u16::try_from(deeds.len()).unwrap_or(u16::MAX);
    let (mut clock, mut sequence) = (clock, head.sequence);
    let mut entries = Vec::new();
    for (index, (subject, event)) in (0..size).zip(deeds) {
        let written = event.write();
        clock = clock.tick(pen.wall.ms);
        sequence = sequence.next();
        entries.push(Entry {
            series,
            sequence,
            group_size: size,
            group_index: index,
            clock,
            wall: pen.wall,
            author: pen.author,
            subject: *subject,
            kind: written.kind.to_owned(),
            version: written.version,
            body: written.body,
        });
    }
    let hashes = check_chain(series, head, &entries).map_err(WriteError::Chain)?;
    let last = Head {
        sequence,
        hash: hashes.last().copied().unwrap_or(head.hash),
    };
    let push = PushRequest {
        series,
        first_sequence: head.sequence.next(),
        previous_hash: head.hash,
        entries,
        head_signature: pen.key.sign(&head_message(series, &last)),
        head: sequence,
    };
    Ok((push, Fresh { from: 0, hashes }))
}
