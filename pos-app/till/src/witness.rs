//! The head of the journal, written outside of the database as well: a file that is older than its witness was restored,
//! or lost what it had confirmed, and must not go on in its series, since the places that it would fill are taken.
//!
//! Invariant: the witness is never ahead of what was committed. It is written at idle moments, at most every two seconds,
//! and nothing waits for it; a till without one only finds out later, from its server.

mod in_keyring;
mod testimony;
mod watch;

pub use in_keyring::InKeyring;
pub use testimony::{Sworn, Testimony};
pub use watch::Watch;

use crate::books::Books;
use crate::damage::{Missing, not_given_back};
use crate::error::TillError;
use crate::journal;
use crate::till::Till;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use shared::id::{SeriesId, TillId};
use shared::journal::{Hash, Sequence};
use shared::order::{ReceiptNumber, TillCode};
use shared::planted::{self, Bug};
use shared::till::{ContinuedWhy, MissingEntries};
use std::path::Path;

/// The name of the file beside the database.
pub const FILE_NAME: &str = "till.witness";
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Witness {
    /// The till.
    pub till: TillId,
    /// The series it wrote.
    pub series: SeriesId,
    /// The last place.
    pub sequence: Sequence,
    /// The hash there.
    pub hash: Hash,
    /// The last receipt it had given, so that those of lost sales can be named; none in what older versions wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptNumber>,
}

impl Witness {
    /// What the file of this folder says; none where there is none that reads.
    pub fn read(folder: &Path) -> Option<Self> {
        let json = std::fs::read(folder.join(FILE_NAME)).ok()?;
        Self::of_json(&json)
    }

    /// What was written; none where it does not read.
    fn of_json(json: &[u8]) -> Option<Self> {
        let read = serde_json::from_slice(json);
        read.map_err(|error| tracing::warn!(%error, "the witness does not read"))
            .ok()
    }

    fn to_json(&self) -> Result<Vec<u8>, TillError> {
        serde_json::to_vec(self).map_err(|why| TillError::Damaged(why.to_string()))
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
    /// Compares the file with its witnesses. One that they contradict was restored: it goes on in a new series at once,
    /// without a server too, and keeps what each of them proves.
    pub(crate) fn hear_witnesses(&mut self, witnesses: &[Witness]) -> Result<(), TillError> {
        if self.database.is_newer() {
            return Ok(());
        }
        let mut proved = Vec::new();
        for witness in witnesses {
            if witness.contradicts(self.database.reader(), &self.books)? {
                proved.push(witness);
            }
        }
        if proved.is_empty() || planted::is(Bug::SameIncarnation) {
            return Ok(());
        }
        let proofs = proved.into_iter().map(|witness| self.proof_of(witness));
        let proofs: Vec<_> = proofs.collect();
        let durable = self.sync_state()?.durable.sequence;
        self.continue_after(durable, ContinuedWhy::Restored, |connection| {
            for proof in &proofs {
                connection.execute(PROVED, proof.row())?;
            }
            Ok(())
        })
    }

    fn proof_of(&self, witness: &Witness) -> Proof {
        let held = if witness.series == self.series() {
            self.head().sequence
        } else {
            Sequence::NONE
        };
        let known_beside = self.receipt_given_in(witness.series);
        let receipt = witness.receipt.clone().unwrap_or_else(|| ReceiptNumber {
            till: self.books.session.code.clone(),
            number: known_beside,
        });
        tracing::warn!(proved = %witness.sequence, %held, "the file is older than its witness");
        Proof {
            series: witness.series,
            upto: witness.sequence,
            held,
            code: receipt.till.0,
            receipt: receipt.number,
        }
    }
}

/// What a witness proves that the file does not hold.
struct Proof {
    series: SeriesId,
    upto: Sequence,
    held: Sequence,
    code: String,
    receipt: u32,
}

impl Proof {
    fn row(&self) -> (&[u8; 16], i64, i64, &str, u32) {
        let (upto, held) = (self.upto.0.cast_signed(), self.held.0.cast_signed());
        (self.series.as_bytes(), upto, held, &self.code, self.receipt)
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
