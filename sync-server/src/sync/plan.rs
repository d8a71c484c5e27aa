//! Where the new entries of a push go, worked out before anything is written: a pure function of what is stored and what
//! came. What they change besides, [`super::fold`] says.
//!
//! Invariant: every new entry gets a position and counts in the running hash, whatever its content.

use super::check::Fresh;
use super::store::Standing;
use super::token::Issued;
use shared::clock::HybridClock;
use shared::event::Event;
use shared::id::{SeriesId, SubjectId};
use shared::journal::{Carried, Entry, Hash, Head, Sequence, Signature, Writer};
use shared::sync::{Position, PushRequest};

/// A new entry and its place in the feed.
#[derive(Clone, Debug)]
pub struct Appended {
    /// The entry.
    pub entry: Entry,
    /// Its hash.
    pub hash: Hash,
    /// Its position.
    pub position: Position,
    /// The feed's running hash there.
    pub running: Hash,
    /// What counts of its clock.
    pub effective: HybridClock,
}

/// The new entries of a push at their places, and how far everything has come with them.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The series.
    pub series: SeriesId,
    /// Who writes it.
    pub writer: Writer,
    /// Whether the owner revoked the till that does.
    pub revoked: bool,
    /// The new entries.
    pub appended: Vec<Appended>,
    /// The till's signature of the last of them.
    pub signature: Signature,
    /// The series' head now.
    pub head: Head,
    /// How far the series' tokens have come now.
    pub issued: Issued,
    /// The business's newest position now.
    pub latest: Position,
    /// The running hash there.
    pub running: Hash,
    /// The last sequence of the till's own journal.
    pub own_head: Sequence,
    /// When the push came.
    pub received_ms: i64,
}

/// Gives the new entries of a push their places.
pub fn plan(
    push: PushRequest,
    standing: &Standing,
    fresh: Fresh,
    (issued, received_ms): (Issued, i64),
) -> Plan {
    let (mut latest, mut running) = (standing.latest, standing.running);
    let new = push.entries.into_iter().skip(fresh.from).zip(fresh.hashes);
    let appended: Vec<_> = new
        .map(|(entry, hash)| {
            latest = Position(latest.0 + 1);
            running = running.running(hash);
            Appended {
                effective: effective(&entry, received_ms),
                entry,
                hash,
                position: latest,
                running,
            }
        })
        .collect();
    Plan {
        series: push.series,
        writer: standing.writer,
        revoked: standing.revoked,
        signature: push.head_signature,
        head: appended.last().map_or(standing.head, |last| Head {
            sequence: last.entry.sequence,
            hash: last.hash,
        }),
        issued,
        appended,
        latest,
        running,
        own_head: push.head,
        received_ms,
    }
}

/// What counts of an entry's clock. What is carried counts as it did where it was first written, even if the clock of the
/// till that carries it is behind: otherwise it would count as earlier than what it followed.
fn effective(entry: &Entry, received_ms: i64) -> HybridClock {
    let carried = match entry.kind == Carried::KIND {
        true => Event::read(&entry.kind, entry.version, &entry.body).ok(),
        false => None,
    };
    let clock = match carried {
        Some(Event::Carried(of)) => entry.clock.max(of.counts()),
        _ => entry.clock,
    };
    clock.effective(received_ms)
}

impl Plan {
    /// The subjects that may have to be folded, each once: as the envelopes tell, before anything is read.
    pub fn subjects(&self) -> Vec<SubjectId> {
        if self.revoked {
            return Vec::new();
        }
        let folded = |entry: &&Entry| {
            let kind = entry.kind.as_str();
            kind.starts_with("order.") || kind.starts_with("menu.") || kind == Carried::KIND
        };
        let entries = self.appended.iter().map(|appended| &appended.entry);
        let mut subjects: Vec<_> = entries.filter(folded).map(|entry| entry.subject).collect();
        subjects.sort_unstable();
        subjects.dedup();
        subjects
    }
}
