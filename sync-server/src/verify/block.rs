//! A stretch of lines, checked by itself: what comes before it is taken from the line before, which the stretch
//! before proves.

use super::batch::Signer;
use super::line::{Line, exactly};
use shared::clock::HybridClock;
use shared::journal::{
    ChainError, Entry, Hash, Head, Sequence, SeriesHeader, Signature, check_chain,
};

/// A stretch of whole groups.
pub struct Block {
    /// The line before it; none at the start of the file.
    pub before: Option<Vec<u8>>,
    /// Its lines, each with its line feed.
    pub lines: Vec<u8>,
}

/// What was proved of a stretch.
#[derive(Clone, Copy)]
pub struct Proved {
    /// Its last entry.
    pub head: Head,
    /// The hash at the place that was asked for, where it lies here.
    pub asked: Option<Hash>,
}

/// The first place that is not what it must be.
#[derive(Debug, PartialEq, Eq)]
pub struct Bad {
    /// The place.
    pub sequence: Sequence,
    /// What is wrong there.
    pub reason: String,
}

impl Bad {
    /// At this place, for this reason.
    pub fn at(sequence: Sequence, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self { sequence, reason }
    }
}

/// What every stretch of a file is checked against.
pub struct Terms {
    /// The series.
    pub header: SeriesHeader,
    /// Who signs it.
    pub signer: Signer,
    /// The place whose hash is to be told.
    pub asked: Option<Sequence>,
}

/// The lines of a stretch, read.
struct Stretch {
    before: Head,
    clock_before: Option<HybridClock>,
    entries: Vec<Entry>,
    hashes: Vec<Hash>,
    signatures: Vec<Option<Signature>>,
    /// Whether every line could be read.
    is_whole: bool,
}

/// Checks a stretch.
pub fn check(terms: &Terms, block: &Block) -> Result<Proved, Bad> {
    let (stretch, unread) = Stretch::read(terms, block)?;
    let finds = [
        stretch.broken_chain(terms),
        stretch.clock_back(),
        stretch.signed_elsewhere(),
        stretch.unsigned(terms),
        stretch.cut_off(),
        unread,
    ];
    let first = finds.into_iter().flatten().min_by_key(|bad| bad.sequence);
    let Some(first) = first else {
        return Ok(stretch.proved(terms.asked));
    };
    // Only now it matters whether an entry before it was changed that none of the others looked at by itself.
    match stretch.first_changed() {
        Some(changed) if changed.sequence <= first.sequence => Err(changed),
        _ => Err(first),
    }
}

impl Stretch {
    /// Reads the lines up to the first that is not as we write it.
    fn read(terms: &Terms, block: &Block) -> Result<(Self, Option<Bad>), Bad> {
        let mut stretch = Self {
            before: Head {
                sequence: Sequence::NONE,
                hash: terms.header.hash(),
            },
            clock_before: None,
            entries: Vec::new(),
            hashes: Vec::new(),
            signatures: Vec::new(),
            is_whole: true,
        };
        if let Some(line) = &block.before {
            let line = exactly::<Line>(line).map_err(|why| Bad::at(Sequence::NONE, why))?;
            let (sequence, hash) = (line.sequence, line.hash);
            stretch.before = Head { sequence, hash };
            stretch.clock_before = Some(line.clock);
        }
        for line in block.lines.split_inclusive(|byte| *byte == b'\n') {
            match exactly::<Line>(&line[..line.len() - 1]) {
                Ok(line) => {
                    stretch.hashes.push(line.hash);
                    stretch.signatures.push(line.signature);
                    stretch.entries.push(line.into_entry());
                }
                Err(reason) => {
                    stretch.is_whole = false;
                    let unread = Bad::at(stretch.place(stretch.entries.len()), reason);
                    return Ok((stretch, Some(unread)));
                }
            }
        }
        Ok((stretch, None))
    }

    /// The place that the entry of this index must have.
    const fn place(&self, index: usize) -> Sequence {
        Sequence(self.before.sequence.0 + 1 + index as u64)
    }

    fn head(&self, index: usize) -> Head {
        Head {
            sequence: self.place(index),
            hash: self.hashes[index],
        }
    }

    fn broken_chain(&self, terms: &Terms) -> Option<Bad> {
        let whole = self.entries.iter().rposition(Entry::ends_group);
        let entries = &self.entries[..whole.map_or(0, |last| last + 1)];
        match check_chain(terms.header.series, &self.before, entries) {
            Ok(hashes) if hashes == self.hashes[..hashes.len()] => None,
            Ok(_) => self.first_changed(),
            Err(error) => Some(Bad::at(self.place_of(&error), error.to_string())),
        }
    }

    /// The first entry that does not have its hash after the hash that stands before it.
    fn first_changed(&self) -> Option<Bad> {
        let before = std::iter::once(&self.before.hash).chain(&self.hashes);
        let mut entries = self.entries.iter().zip(before).zip(&self.hashes);
        let index = entries.position(|((entry, before), hash)| entry.hash(before) != *hash)?;
        let place = self.place(index);
        Some(Bad::at(place, "its content does not have its hash"))
    }

    fn place_of(&self, error: &ChainError) -> Sequence {
        let at = match error {
            ChainError::Gap { expected, .. } => return *expected,
            ChainError::OtherSeries { at }
            | ChainError::BrokenGroup { at }
            | ChainError::TooLarge { at }
            | ChainError::ClockWentBack { at } => *at,
        };
        let index = self.entries.iter().position(|entry| entry.sequence == at);
        index.map_or(at, |index| self.place(index))
    }

    fn clock_back(&self) -> Option<Bad> {
        let goes_back = self.clock_before? >= self.entries.first()?.clock;
        goes_back.then(|| Bad::at(self.place(0), "its clock does not increase"))
    }

    fn signed_elsewhere(&self) -> Option<Bad> {
        let mut entries = self.entries.iter().zip(&self.signatures);
        let index =
            entries.position(|(entry, signature)| signature.is_some() != entry.ends_group())?;
        let reason = "a group is signed at its end, and nowhere else";
        Some(Bad::at(self.place(index), reason))
    }

    fn unsigned(&self, terms: &Terms) -> Option<Bad> {
        let signed = self.signatures.iter().enumerate();
        let signed: Vec<(Head, Signature)> = signed
            .filter_map(|(index, signature)| Some((self.head(index), (*signature)?)))
            .collect();
        let wrong = terms.signer.first_unsigned(&signed)?;
        let place = signed[wrong].0.sequence;
        Some(Bad::at(place, "the till's signature is wrong"))
    }

    /// A group that does not end is missing its next entry.
    fn cut_off(&self) -> Option<Bad> {
        let ends = self.entries.last().is_none_or(Entry::ends_group);
        let missing = self.place(self.entries.len());
        (self.is_whole && !ends).then(|| Bad::at(missing, "missing: its group is cut off"))
    }

    fn proved(&self, asked: Option<Sequence>) -> Proved {
        let index = asked.and_then(|asked| asked.0.checked_sub(self.before.sequence.0 + 1));
        let index = index.and_then(|index| usize::try_from(index).ok());
        let last = self.entries.len().checked_sub(1);
        Proved {
            head: last.map_or(self.before, |last| self.head(last)),
            asked: index.and_then(|index| self.hashes.get(index).copied()),
        }
    }
}
