//! What of a damaged file is true: the entries whose place in the chain their hashes prove.
//!
//! Of each series there is a beginning without a hole, which goes on standing where it stood, and what is proved
//! beyond the holes.

use super::scan::Found;
use shared::id::SeriesId;
use shared::journal::{
    Entry, GROUP_ENTRIES_MAX, Hash, Head, Sequence, SeriesHeader, Signature, verify_head,
};
use std::collections::{BTreeMap, BTreeSet};

/// What is true of one series.
#[derive(Debug)]
pub struct Salvaged {
    /// Its header.
    pub header: SeriesHeader,
    /// Its entries from the first on, in whole groups, each with its hash.
    pub beginning: Vec<(Entry, Hash)>,
    /// Entries beyond a hole that their neighbours prove.
    pub beyond: Vec<(Entry, Hash)>,
    /// The signatures of heads in the beginning.
    pub signatures: Vec<(Sequence, Signature)>,
    /// The highest place of which anything was seen.
    pub seen: Sequence,
}

/// Everything that was found of one series, by place.
#[derive(Default)]
struct Heap {
    entries: BTreeMap<Sequence, Vec<(Entry, Hash)>>,
    signatures: BTreeMap<Sequence, Vec<Signature>>,
}

/// Tells true from false. `ours` is the header of the till's own series, as it is known from elsewhere.
pub fn salvage(found: Found, ours: SeriesHeader) -> Vec<Salvaged> {
    let mut headers: BTreeMap<SeriesId, Vec<SeriesHeader>> = BTreeMap::new();
    headers.entry(ours.series).or_default().push(ours);
    for (series, writer, public_key) in found.headers {
        let Ok(writer) = serde_json::from_str(&writer) else {
            continue;
        };
        let header = SeriesHeader {
            series,
            writer,
            public_key,
        };
        let known = headers.entry(series).or_default();
        if series != ours.series && !known.contains(&header) {
            known.push(header);
        }
    }
    let mut heaps: BTreeMap<SeriesId, Heap> = BTreeMap::new();
    for (entry, hash) in found.entries {
        let heap = heaps.entry(entry.series).or_default();
        let here = heap.entries.entry(entry.sequence).or_default();
        if !here.iter().any(|known| known.0 == entry && known.1 == hash) {
            here.push((entry, hash));
        }
    }
    for (series, sequence, signature) in found.signatures {
        let heap = heaps.entry(series).or_default();
        heap.signatures.entry(sequence).or_default().push(signature);
    }
    let best = |(series, headers): (SeriesId, Vec<SeriesHeader>)| {
        let empty = Heap::default();
        let heap = heaps.get(&series).unwrap_or(&empty);
        let tried = headers.into_iter().map(|header| heap.salvage(header));
        tried.max_by_key(|salvaged| salvaged.beginning.len())
    };
    headers.into_iter().filter_map(best).collect()
}

impl Heap {
    fn salvage(&self, header: SeriesHeader) -> Salvaged {
        let mut beginning = self.beginning(&header);
        let groups = beginning.iter().rposition(|(entry, _)| entry.ends_group());
        beginning.truncate(groups.map_or(0, |last| last + 1));
        let end = Sequence(beginning.len() as u64);
        let heads: BTreeMap<Sequence, Hash> = beginning
            .iter()
            .map(|(entry, hash)| (entry.sequence, *hash))
            .collect();
        let signatures = self.signatures.iter().filter_map(|(at, signatures)| {
            let head = Head {
                sequence: *at,
                hash: *heads.get(at)?,
            };
            let good = |signature: &&Signature| {
                verify_head(&header.public_key, header.series, &head, signature)
            };
            signatures
                .iter()
                .find(good)
                .map(|signature| (*at, *signature))
        });
        let signatures = signatures.collect();
        let last = self.entries.keys().next_back().copied();
        let signed = self.signatures.keys().next_back().copied();
        Salvaged {
            header,
            signatures,
            beyond: self.beyond(end),
            beginning,
            seen: last.max(signed).unwrap_or(Sequence::NONE),
        }
    }

    /// The chain from its header as far as it goes.
    fn beginning(&self, header: &SeriesHeader) -> Vec<(Entry, Hash)> {
        let mut chain: Vec<(Entry, Hash)> = Vec::new();
        let mut previous = header.hash();
        let mut at = Sequence(1);
        while let Some(next) = self.next(header, at, &previous) {
            previous = next.1;
            at = at.next();
            chain.push(next);
        }
        chain
    }

    fn next(&self, header: &SeriesHeader, at: Sequence, previous: &Hash) -> Option<(Entry, Hash)> {
        let here = self.entries.get(&at)?;
        let hashed = here
            .iter()
            .map(|(entry, stored)| (entry, entry.hash(previous), *stored));
        let mut doubtful = Vec::new();
        for (entry, hash, stored) in hashed {
            if hash == stored {
                return Some((entry.clone(), hash));
            }
            doubtful.push((entry, hash));
        }
        // The hash beside it may be what was damaged: then the entry after it, or a signature, knows better.
        let proved = |(_, hash): &(&Entry, Hash)| {
            let head = Head {
                sequence: at,
                hash: *hash,
            };
            let after = self.entries.get(&at.next()).into_iter().flatten();
            let follows = after
                .into_iter()
                .any(|(next, stored)| next.hash(hash) == *stored);
            let signatures = self.signatures.get(&at).into_iter().flatten();
            let mut signatures = signatures.into_iter();
            let key = &header.public_key;
            follows || signatures.any(|signature| verify_head(key, header.series, &head, signature))
        };
        let found = doubtful.into_iter().find(proved);
        found.map(|(entry, hash)| (entry.clone(), hash))
    }

    /// Entries after the beginning that follow the entry whose row stands before them.
    fn beyond(&self, end: Sequence) -> Vec<(Entry, Hash)> {
        let mut proved = Vec::new();
        for (at, here) in self.entries.range(end.next()..) {
            let before = self.entries.get(&Sequence(at.0 - 1));
            let before: BTreeSet<Hash> = before
                .into_iter()
                .flatten()
                .map(|(_, stored)| *stored)
                .collect();
            let follows = |(entry, stored): &&(Entry, Hash)| {
                let fits = usize::from(entry.group_size) <= GROUP_ENTRIES_MAX;
                fits && before.iter().any(|before| entry.hash(before) == *stored)
            };
            proved.extend(here.iter().find(follows).cloned());
        }
        proved
    }
}
