//! Checks that entries follow one another without a gap, whole groups, chained.

use super::{ENTRY_BYTES_MAX, Entry, GROUP_BYTES_MAX, GROUP_ENTRIES_MAX, Hash, Sequence};
use crate::id::SeriesId;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The last entry of a stretch of a series. Before entry 1 it is sequence 0 and the header's hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The place.
    pub sequence: Sequence,
    /// The hash at that place.
    pub hash: Hash,
}

/// The first place where a stretch of a series is not what it must be.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum ChainError {
    /// An entry of another series.
    #[error("entry {at} belongs to another series")]
    OtherSeries {
        /// Where.
        at: Sequence,
    },
    /// Not the place after the one before.
    #[error("expected sequence {expected}, found {found}")]
    Gap {
        /// The place that had to come.
        expected: Sequence,
        /// The place that came.
        found: Sequence,
    },
    /// A group that is cut off, mixed up or too large.
    #[error("the group around entry {at} is not whole")]
    BrokenGroup {
        /// Where.
        at: Sequence,
    },
    /// An entry or group above its size.
    #[error("entry {at} or its group is too large")]
    TooLarge {
        /// Where.
        at: Sequence,
    },
    /// A clock that does not increase within the series.
    #[error("the clock of entry {at} does not increase")]
    ClockWentBack {
        /// Where.
        at: Sequence,
    },
}

/// Walks `entries` from the place after `before` and answers the hash of each, or the first thing wrong.
/// Groups must be whole.
pub fn check_chain(
    series: SeriesId,
    before: &Head,
    entries: &[Entry],
) -> Result<Vec<Hash>, ChainError> {
    let mut hashes = Vec::with_capacity(entries.len());
    let (mut sequence, mut previous) = (before.sequence, before.hash);
    let mut group_bytes = 0;
    for (index, entry) in entries.iter().enumerate() {
        let at = entry.sequence;
        if entry.series != series {
            return Err(ChainError::OtherSeries { at });
        }
        if at != sequence.next() {
            return Err(ChainError::Gap {
                expected: sequence.next(),
                found: at,
            });
        }
        let before = index.checked_sub(1).map(|index| &entries[index]);
        if !continues_group(before, entry) {
            return Err(ChainError::BrokenGroup { at });
        }
        if before.is_some_and(|before| before.clock >= entry.clock) {
            return Err(ChainError::ClockWentBack { at });
        }
        let bytes = entry.canonical_bytes(&previous);
        group_bytes = if entry.group_index == 0 {
            bytes.len()
        } else {
            group_bytes + bytes.len()
        };
        if bytes.len() > ENTRY_BYTES_MAX || group_bytes > GROUP_BYTES_MAX {
            return Err(ChainError::TooLarge { at });
        }
        previous = Hash::of(&bytes);
        sequence = at;
        hashes.push(previous);
    }
    match entries.last() {
        Some(last) if !last.ends_group() => Err(ChainError::BrokenGroup { at: last.sequence }),
        _ => Ok(hashes),
    }
}

fn continues_group(before: Option<&Entry>, entry: &Entry) -> bool {
    let fits = entry.group_size >= 1
        && usize::from(entry.group_size) <= GROUP_ENTRIES_MAX
        && entry.group_index < entry.group_size;
    let follows = match before {
        Some(before) if !before.ends_group() => {
            entry.group_size == before.group_size && entry.group_index == before.group_index + 1
        }
        _ => entry.group_index == 0,
    };
    fits && follows
}
