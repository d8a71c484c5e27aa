//! Which entries of a push are new, or why it is refused: order, chain, signature and size, nothing else.

use super::store::{Known, Standing};
use shared::journal::{Entry, Hash, Head, Sequence, check_chain, verify_head};
use shared::planted::{self, Bug};
use shared::sync::{PUSH_ENTRIES_MAX, PushRefusal, PushRequest};

/// What a push brings that is not stored yet.
#[derive(Debug)]
pub struct Fresh {
    /// Which of its entries is the first new one.
    pub from: usize,
    /// The hashes of the new ones.
    pub hashes: Vec<Hash>,
}

/// The stored places that a push names again, its base (the entry before its first) included.
pub fn overlap(push: &PushRequest, standing: &Standing) -> Option<(Sequence, Sequence)> {
    let last = push.entries.last()?.sequence.min(standing.head.sequence);
    let base = Sequence(push.first_sequence.0.checked_sub(1)?.max(1));
    // The head itself is known without asking.
    let is_append = push.first_sequence == standing.head.sequence.next();
    (base <= last && !is_append).then_some((base, last))
}

/// The new part of a push. `known` are the stored entries of [`overlap`], `start` the hash of the series' header.
pub fn check(
    push: &PushRequest,
    standing: &Standing,
    start: Hash,
    known: &[Known],
) -> Result<Fresh, PushRefusal> {
    let last = push.entries.last().ok_or(PushRefusal::Empty)?;
    if push.entries.len() > PUSH_ENTRIES_MAX {
        return Err(PushRefusal::TooLarge);
    }
    let expected = standing.head.sequence.next();
    if push.first_sequence > expected || push.first_sequence == Sequence::NONE {
        return Err(PushRefusal::Gap { expected });
    }
    let base = Head {
        sequence: Sequence(push.first_sequence.0 - 1),
        hash: push.previous_hash,
    };
    let mut hashes = check_chain(push.series, &base, &push.entries).map_err(PushRefusal::Chain)?;
    let signed = Head {
        sequence: last.sequence,
        hash: hashes[hashes.len() - 1],
    };
    if !verify_head(&standing.key, push.series, &signed, &push.head_signature) {
        return Err(PushRefusal::WrongSignature);
    }
    let stored = |place: Sequence| stored_hash(standing, start, known, push, place);
    let part = |place: Sequence| PushRefusal::Fork {
        last_common: Sequence(place.0.saturating_sub(1)),
    };
    if stored(base.sequence) != Some(base.hash) {
        return Err(part(base.sequence));
    }
    for (entry, hash) in push.entries.iter().zip(&hashes) {
        let differs = stored(entry.sequence) != Some(*hash) && !planted::is(Bug::NoOverlapCheck);
        if entry.sequence <= standing.head.sequence && differs {
            return Err(part(entry.sequence));
        }
    }
    let forgotten = |entry: &Entry| {
        planted::is(Bug::DedupeForADay) && last.clock.ms() - entry.clock.ms() > 86_400_000
    };
    let new = |entry: &Entry| entry.sequence > standing.head.sequence || forgotten(entry);
    let at = push.entries.iter().position(new).unwrap_or(hashes.len());
    hashes.drain(..at);
    Ok(Fresh { from: at, hashes })
}

fn stored_hash(
    standing: &Standing,
    start: Hash,
    known: &[Known],
    push: &PushRequest,
    place: Sequence,
) -> Option<Hash> {
    if place == Sequence::NONE {
        return Some(start);
    }
    if place == standing.head.sequence {
        return Some(standing.head.hash);
    }
    let first = push.first_sequence.0.saturating_sub(1).max(1);
    let index = usize::try_from(place.0.checked_sub(first)?).ok()?;
    known.get(index).map(|known| known.hash)
}
