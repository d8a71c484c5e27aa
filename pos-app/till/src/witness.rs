//! The head of the journal, written outside of the database as well: a file that is older than its witness was restored,
//! or lost what it had confirmed, and must not go on in its series, since the places that it would fill are taken.
//!
//! Invariant: the witness is never ahead of what was committed. It is written at idle moments, at most every two seconds,
//! and nothing waits for it; a till without one only finds out later, from its server.

use crate::books::Books;
use crate::damage::{Missing, not_given_back};
use crate::error::TillError;
use crate::journal;
use crate::till::Till;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use shared::id::{SeriesId, TillId};
use shared::journal::{Hash, Head, Sequence};
use shared::order::TillCode;
use shared::planted::{self, Bug};
use shared::till::{ContinuedWhy, MissingEntries};
use std::path::Path;

/// The name of the file beside the database.
pub const FILE_NAME: &str = "till.witness";
const EVERY_MS: i64 = 2_000;
const PROVED: &str = "
    insert into witnessed (series, upto, held, code, receipt) values (?1, ?2, ?3, ?4, ?5)
    on conflict (series) do update set upto = max(upto, excluded.upto),
        receipt = max(receipt, excluded.receipt)";
const MISSING: &str = "
    select series, max(held,
               coalesce((select max(sequence) from entry where entry.series = witnessed.series), 0),
               coalesce((select max(sequence) from entry_apart where entry_apart.series = witnessed.series), 0)),
           upto, code, receipt
    from witnessed order by series";

/// The head of a till's journal at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// The till.
    pub till: TillId,
    /// The series it wrote.
    pub series: SeriesId,
    /// The last place.
    pub sequence: Sequence,
    /// The hash there.
    pub hash: Hash,
}

/// What was written last, and when.
#[derive(Clone, Copy, Debug, Default)]
pub struct Testimony {
    head: Option<Head>,
    at_ms: Option<i64>,
}

impl Witness {
    /// What the file of this folder says; none where there is none that reads.
    pub fn read(folder: &Path) -> Option<Self> {
        let bytes = std::fs::read(folder.join(FILE_NAME)).ok()?;
        let read = serde_json::from_slice(&bytes);
        read.map_err(|error| tracing::warn!(%error, "the witness does not read"))
            .ok()
    }

    /// Writes it whole, or leaves the one before.
    pub fn write(&self, folder: &Path) -> Result<(), TillError> {
        use std::io::Write;
        let path = folder.join(FILE_NAME);
        let part = folder.join(format!("{FILE_NAME}.part"));
        let json = serde_json::to_vec(self).map_err(|why| TillError::Damaged(why.to_string()))?;
        let written = std::fs::File::create(&part).and_then(|mut file| {
            file.write_all(&json)?;
            file.sync_all()?;
            std::fs::rename(&part, &path)
        });
        written.map_err(TillError::io(format!("writing {}", path.display())))
    }

    /// Whether the file is older than this, or another: what it knows of the place that this names.
    fn contradicts(&self, connection: &Connection, books: &Books) -> Result<bool, TillError> {
        if self.till != books.device.till {
            return Ok(false);
        }
        // An older series than the one written now was closed after this was written.
        if books.lineage.closed(self.series).is_some() {
            return Ok(false);
        }
        let held = journal::hash_at(connection, self.series, self.sequence)?;
        Ok(self.series != books.own.id || held != Some(self.hash))
    }
}

impl Till {
    /// What is to be written outside of the database now, if anything: the caller writes it, without holding the till.
    pub fn testimony(&mut self, now_ms: i64) -> Option<Witness> {
        let head = self.head();
        let written = &mut self.testimony;
        let waited = |at: i64| now_ms.abs_diff(at) >= EVERY_MS.unsigned_abs();
        let due = written.at_ms.is_none_or(waited);
        if self.unsure || written.head == Some(head) || !due || self.database.is_newer() {
            return None;
        }
        *written = Testimony {
            head: Some(head),
            at_ms: Some(now_ms),
        };
        Some(Witness {
            till: self.books.device.till,
            series: self.books.own.id,
            sequence: head.sequence,
            hash: head.hash,
        })
    }

    /// Compares the file with its witness. One that it contradicts was restored: it goes on in a new series at once,
    /// without a server too, and keeps what the witness proves.
    pub(crate) fn hear_witness(&mut self, witness: Option<&Witness>) -> Result<(), TillError> {
        let Some(witness) = witness.filter(|_| !self.database.is_newer()) else {
            return Ok(());
        };
        let contradicts = witness.contradicts(self.database.reader(), &self.books)?;
        if !contradicts || planted::is(Bug::SameIncarnation) {
            return Ok(());
        }
        let head = self.head().sequence;
        let held = if witness.series == self.series() {
            head
        } else {
            Sequence::NONE
        };
        tracing::warn!(proved = %witness.sequence, %held, "the file is older than its witness");
        let durable = self.sync_state()?.durable.sequence;
        let code = self.books.session.code.0.clone();
        let proved = (
            witness.series.as_bytes(),
            witness.sequence.0.cast_signed(),
            held.0.cast_signed(),
            code,
            self.receipt_given_in(witness.series),
        );
        self.continue_after(durable, ContinuedWhy::Restored, |connection| {
            connection.execute(PROVED, proved)?;
            Ok(())
        })
    }
}

/// Entries that are proved to have been, and are not here, with their receipts: those that the server has come with the
/// feed, the others are lost.
pub fn missing(connection: &Connection) -> Result<Missing, TillError> {
    let mut statement = connection.prepare_cached(MISSING)?;
    let rows = statement.query_map([], |row| {
        let place = |index| {
            row.get::<_, i64>(index)
                .map(|at| Sequence(at.cast_unsigned()))
        };
        let entries = MissingEntries {
            series: SeriesId::from_bytes(row.get(0)?),
            from: place(1)?.next(),
            upto: place(2)?,
        };
        let code: Option<String> = row.get(3)?;
        Ok((entries, code.map(TillCode), row.get::<_, u32>(4)?))
    })?;
    let mut missing = Missing::default();
    for row in rows {
        let (entries, code, receipt) = row?;
        if entries.from > entries.upto {
            continue;
        }
        missing.entries.push(entries);
        if let Some(code) = code {
            missing
                .receipts
                .extend(not_given_back(connection, code, receipt)?);
        }
    }
    Ok(missing)
}
