//! What waits goes to the server: whole groups, in order, nothing skipped.

use super::SyncState;
use super::ask::{Ask, Verb};
use super::state::Durable;
use crate::error::TillError;
use crate::journal::{self, OwnSeries};
use crate::till::Till;
use rusqlite::Connection;
use shared::id::{RequestId, SeriesId};
use shared::journal::{
    Entry, Hash, Head, Sequence, Signature, cosign_message, sign_head, verify_head, verify_message,
};
use shared::planted::{self, Bug};
use shared::sync::{PUSH_BYTES_MAX, PUSH_ENTRIES_MAX, PushAnswer, PushRequest};
use shared::till::Touched;

/// Room in a push for what surrounds the entries.
const ENVELOPE_BYTES: usize = 4 * 1024;

/// What a push's answer did.
pub enum Pushed {
    /// Entries are durable that were not.
    Further(Touched),
    /// The server confirmed something else than it was sent: both have other entries at the same places.
    Parted {
        /// The last place known to be the same.
        last_common: Sequence,
    },
}

/// What a push holds, as it was read.
pub struct ReadPush {
    entries: Vec<Entry>,
    last: Head,
    /// The till's signature of its last entry, if it verifies.
    signature: Option<Signature>,
}

impl ReadPush {
    /// Reads what is behind this entry, at most `most` entries in whole groups. None where nothing is.
    fn of(
        reader: &Connection,
        own: &OwnSeries,
        after: Head,
        most: usize,
    ) -> Result<Option<Self>, TillError> {
        if after.sequence >= own.head.sequence {
            return Ok(None);
        }
        let first = after.sequence.next();
        // Nothing that a world records is as long as a push may be: the bug needs a short one to show.
        let most = match planted::is(Bug::GroupSplit) {
            true => most.min(3),
            false => most,
        };
        let page = journal::entries_from(reader, own.id, first, most)?;
        let (entries, last) = whole_groups(page, first)?;
        prove(own.id, after.hash, &entries, &last)?;
        let signature = journal::signature_at(reader, own.id, last.sequence)?;
        let header = journal::header_of(reader, own.id)?;
        let header =
            header.ok_or_else(|| TillError::Damaged(format!("no header of {}", own.id)))?;
        let verifies =
            |signature: &Signature| verify_head(&header.public_key, own.id, &last, signature);
        Ok(Some(Self {
            signature: signature.filter(verifies),
            entries,
            last,
        }))
    }

    /// The push, and its last entry.
    fn signed(
        self,
        own: &OwnSeries,
        after: Head,
        head_signature: Signature,
    ) -> (PushRequest, Head) {
        let push = PushRequest {
            series: own.id,
            first_sequence: after.sequence.next(),
            previous_hash: after.hash,
            entries: self.entries,
            head_signature,
            // Beside the till, a sale may have been recorded since its head was looked at.
            head: own.head.sequence.max(self.last.sequence),
        };
        (push, self.last)
    }
}

/// The push behind this entry as it lies in the file, signature and all, for whoever reads beside the till.
pub fn push_beside(
    reader: &Connection,
    own: &OwnSeries,
    after: Head,
    most: usize,
) -> Result<Option<(PushRequest, Head)>, TillError> {
    let read = ReadPush::of(reader, own, after, most)?;
    Ok(read.and_then(|read| {
        let signature = read.signature?;
        Some(read.signed(own, after, signature))
    }))
}

impl Till {
    /// The place behind which the next push begins: what the server confirmed last.
    pub(crate) fn confirmed(&self) -> Result<Head, TillError> {
        let reader = self.database.reader();
        let sequence = SyncState::load(reader)?.durable.sequence;
        let hash = journal::hash_at(reader, self.books.own.id, sequence)?;
        let hash = match hash {
            Some(hash) => hash,
            None => self.header()?.hash(),
        };
        Ok(Head { sequence, hash })
    }

    /// The push behind this entry, of at most `most` entries, and its last one. None where nothing is behind it, and
    /// while the till cannot sign.
    pub(crate) fn push_after(
        &mut self,
        after: Head,
        most: usize,
    ) -> Result<Option<(PushRequest, Head)>, TillError> {
        let own = self.books.own;
        let Some(read) = ReadPush::of(self.database.reader(), &own, after, most)? else {
            return Ok(None);
        };
        // A signature that was damaged where it lies is made again.
        let signature = read.signature;
        let signature =
            signature.or_else(|| self.key().map(|key| sign_head(key, own.id, &read.last)));
        Ok(signature.map(|signature| read.signed(&own, after, signature)))
    }

    /// Takes the answer of a push in. Where more waits, the next push is written down with it, so that a backlog costs one
    /// commit a push: up to `ahead` where it was made already.
    pub(crate) fn take_push(
        &mut self,
        answer: &PushAnswer,
        ahead: Option<Sequence>,
        now_ms: i64,
    ) -> Result<Pushed, TillError> {
        let own = self.books.own;
        let reader = self.database.reader();
        let before = SyncState::load(reader)?;
        let ours = journal::hash_at(reader, own.id, answer.durable)?;
        if ours != Some(answer.durable_hash) || answer.durable > own.head.sequence {
            return Ok(Pushed::Parted {
                last_common: before.durable.sequence,
            });
        }
        let cosigned = self.is_cosigned(answer);
        if !cosigned {
            tracing::warn!("the server's signature of what is durable does not verify");
        }
        let sent_from = before.durable.sequence.next();
        let touched = self.write(|desk| {
            desk.written = true;
            let mut state = before;
            state.durable = Durable {
                sequence: answer.durable,
                hash: Some(answer.durable_hash),
            };
            state.safe = answer.safe;
            state.server_signature = cosigned.then_some(answer.server_signature);
            if cosigned {
                let head = Head {
                    sequence: answer.durable,
                    hash: answer.durable_hash,
                };
                state.proof = Some((head, answer.server_signature));
            }
            state.token = answer.next_token.or(state.token);
            let head = desk.books.own.head.sequence;
            let from = answer.durable.next();
            let next = match ahead {
                Some(upto) => Verb::Push { from, upto },
                None => Verb::push(from, head, PUSH_ENTRIES_MAX),
            };
            state.asked = (answer.durable < head).then(|| Ask {
                request: RequestId(desk.entropy.uuid_v4()),
                verb: next,
            });
            state.latest = state.latest.max(answer.latest);
            state.last_sent_ms = Some(now_ms);
            state.last_contact_ms = Some(now_ms);
            state.store(desk.connection)?;
            desk.touched.sync = true;
            let stretch = (sent_from, answer.durable);
            let clocks = &answer.effective_clocks;
            let subjects = journal::set_effective_clocks(desk.connection, own.id, stretch, clocks)?;
            desk.refold(subjects)?;
            Ok(desk.touched)
        })?;
        Ok(Pushed::Further(touched))
    }

    fn is_cosigned(&self, answer: &PushAnswer) -> bool {
        let server_key = self.books.device.server_key;
        let business = self.books.session.business;
        server_key.zip(business).is_some_and(|(key, business)| {
            let series = self.books.own.id;
            let message = cosign_message(business, series, answer.durable, &answer.durable_hash);
            verify_message(&key, &message, &answer.server_signature)
        })
    }
}

/// Cuts a page after its last whole group that fits, and makes sure that nothing is skipped.
fn whole_groups(
    page: Vec<(Entry, Hash)>,
    first: Sequence,
) -> Result<(Vec<Entry>, Head), TillError> {
    let (mut entries, mut whole, mut bytes) = (Vec::with_capacity(page.len()), 0, 0);
    let mut head = None;
    for (expected, (entry, hash)) in (first.0..).zip(page) {
        if entry.sequence.0 != expected {
            let found = entry.sequence;
            return Err(TillError::Damaged(format!(
                "entry {expected} is missing before {found}"
            )));
        }
        bytes += wire_bytes(&entry);
        if bytes > PUSH_BYTES_MAX - ENVELOPE_BYTES {
            break;
        }
        let ends_group = entry.ends_group() || planted::is(Bug::GroupSplit);
        let sequence = entry.sequence;
        entries.push(entry);
        if ends_group {
            whole = entries.len();
            head = Some(Head { sequence, hash });
        }
    }
    entries.truncate(whole);
    let nothing = || TillError::Damaged(format!("no whole group from entry {first} on"));
    Ok((entries, head.ok_or_else(nothing)?))
}

/// What is sent must be what was recorded: an entry that was damaged where it lies would be refused for ever.
fn prove(
    series: SeriesId,
    previous: Hash,
    entries: &[Entry],
    last: &Head,
) -> Result<(), TillError> {
    let chained = |previous: Hash, entry: &Entry| entry.hash(&previous);
    let found = entries.iter().fold(previous, chained);
    if found == last.hash {
        return Ok(());
    }
    let at = last.sequence;
    Err(TillError::Damaged(format!(
        "an entry up to {at} of {series}"
    )))
}

/// An upper bound of an entry's size in JSON, close to it: what a push may hold is counted in bytes.
fn wire_bytes(entry: &Entry) -> usize {
    /// All but kind and body, with every number at its longest.
    const FIELDS: usize = 400;
    let body = match std::str::from_utf8(&entry.body.0) {
        Ok(text) => escaped_bytes(text),
        Err(_) => 20 + entry.body.0.len().div_ceil(3) * 4,
    };
    FIELDS + escaped_bytes(&entry.kind) + body
}

fn escaped_bytes(text: &str) -> usize {
    let bytes = text.bytes().map(|byte| match byte {
        b'"' | b'\\' => 2,
        0..0x20 => 6,
        _ => 1,
    });
    bytes.sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::clock::{HybridClock, Wall};
    use shared::id::{AuthorId, SubjectId};
    use shared::journal::Body;
    use uuid::Uuid;

    #[test]
    fn an_entry_is_never_larger_than_it_was_counted() {
        let bodies: [&[u8]; 4] = [
            b"{}",
            "{\"a\":\"\\\u{1}\n\u{e9}\"}".as_bytes(),
            &[0xff; 100],
            &[7; 100],
        ];
        for body in bodies {
            let entry = Entry {
                series: SeriesId(Uuid::max()),
                sequence: Sequence(u64::MAX),
                group_size: u16::MAX,
                group_index: u16::MAX,
                clock: HybridClock::from_bits(u64::MAX),
                wall: Wall {
                    ms: i64::MIN,
                    offset: i16::MIN,
                },
                author: AuthorId(Uuid::max()),
                subject: SubjectId(Uuid::max()),
                kind: "order.\"line_added\"".to_owned(),
                version: u16::MAX,
                body: Body(body.to_vec()),
            };
            let json = serde_json::to_vec(&entry).expect("an entry is plain");
            assert!(json.len() <= wire_bytes(&entry), "{}", json.len());
        }
    }
}
