//! A mended till goes on: a new series, and in it what was proved beyond the holes of the old one.

use crate::error::TillError;
use crate::lineage::{carried, fitting};
use crate::till::Till;
use rusqlite::{Connection, OptionalExtension};
use shared::id::{SeriesId, SubjectId};
use shared::journal::{Entry, GROUP_ENTRIES_MAX, Hash, Sequence};
use shared::order::{ReceiptNumber, TillCode};
use shared::till::{ContinuedWhy, MissingEntries};
use std::collections::BTreeSet;

const BEGUN: &str = "
    select number, series, last_common from mended where begun = 0 order by number limit 1";
const SET_BEGUN: &str = "update mended set begun = 1 where number = ?1";
const SALVAGED: &str = "select entry, hash from salvaged order by series, sequence limit ?1";
const CARRIED: &str = "delete from salvaged where series = ?1 and sequence = ?2";
const MISSING: &str =
    "select series, first, last, code, receipt from missing order by series, first";
const PLACES: &str = "
    select sequence from entry where series = ?1 and sequence between ?2 and ?3 order by sequence";
const RECEIPTS: &str = "
    select receipt_number from orders where receipt_till = ?1 and receipt_number is not null
    union select receipt_number from paper where receipt_till = ?1";

impl Till {
    /// After the file was mended: begins a new series where that is still to be done, and carries what stands beyond
    /// the holes. A till that stops in the middle goes on at its next start.
    pub(crate) fn go_on(&mut self) -> Result<(), TillError> {
        let begun = self.database.reader().query_row(BEGUN, [], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                SeriesId::from_bytes(row.get(1)?),
                Sequence(row.get::<_, i64>(2)?.cast_unsigned()),
            ))
        });
        if let Some((number, series, last_common)) = begun.optional()? {
            if self.series() == series {
                self.continue_anew(last_common, ContinuedWhy::Damaged)?;
            }
            self.write(|desk| {
                desk.written = true;
                desk.connection.execute(SET_BEGUN, (number,))?;
                Ok(())
            })?;
        }
        while self.carry_salvaged()? {}
        Ok(())
    }

    /// One group; false where nothing is left.
    fn carry_salvaged(&mut self) -> Result<bool, TillError> {
        let page = salvaged(self.database.reader())?;
        if page.is_empty() {
            return Ok(false);
        }
        self.write(|desk| {
            desk.written = true;
            let group = fitting(page);
            for (entry, _) in &group {
                let place = (entry.series.as_bytes(), entry.sequence.0.cast_signed());
                desk.connection.prepare_cached(CARRIED)?.execute(place)?;
            }
            let events = carried(desk.connection, group)?;
            desk.append(&events)?;
            let subjects: BTreeSet<SubjectId> =
                events.iter().map(|(subject, _)| *subject).collect();
            desk.refold(subjects)
        })?;
        Ok(true)
    }
}

fn salvaged(connection: &Connection) -> Result<Vec<(Entry, Hash)>, TillError> {
    let limit = i64::try_from(GROUP_ENTRIES_MAX).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(SALVAGED)?;
    let rows = statement.query_map((limit,), |row| {
        Ok((row.get::<_, String>(0)?, Hash(row.get(1)?)))
    })?;
    let mut page = Vec::new();
    for row in rows {
        let (json, hash) = row?;
        let entry = serde_json::from_str(&json)
            .map_err(|error| TillError::Damaged(format!("a salvaged entry: {error}")))?;
        page.push((entry, hash));
    }
    Ok(page)
}

/// What a damaged file did not give back, and did not come back from the server either.
#[derive(Debug, Default)]
pub struct Missing {
    /// Entries of this till.
    pub entries: Vec<MissingEntries>,
    /// The receipts whose sales are among them, as far as that is known.
    pub receipts: Vec<ReceiptNumber>,
}

impl Missing {
    /// How many entries.
    pub fn count(&self) -> u64 {
        let many = self.entries.iter();
        many.map(|stretch| stretch.count()).sum()
    }
}

/// What is missing.
pub fn missing(connection: &Connection) -> Result<Missing, TillError> {
    let mut statement = connection.prepare_cached(MISSING)?;
    let rows = statement.query_map([], |row| {
        let known = (TillCode(row.get(3)?), row.get::<_, u32>(4)?);
        let place = |index: usize| {
            row.get::<_, i64>(index)
                .map(|at| Sequence(at.cast_unsigned()))
        };
        Ok((
            SeriesId::from_bytes(row.get(0)?),
            place(1)?,
            place(2)?,
            known,
        ))
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let mut missing = Missing::default();
    let mut codes: BTreeSet<(TillCode, u32)> = BTreeSet::new();
    for (series, first, last, known) in rows {
        let before = missing.entries.len();
        still_missing(connection, series, first, last, &mut missing)?;
        if missing.entries.len() > before {
            codes.insert(known);
        }
    }
    for (code, receipt) in codes {
        missing
            .receipts
            .extend(not_given_back(connection, code, receipt)?);
    }
    Ok(missing)
}

fn still_missing(
    connection: &Connection,
    series: SeriesId,
    first: Sequence,
    last: Sequence,
    missing: &mut Missing,
) -> Result<(), TillError> {
    let mut statement = connection.prepare_cached(PLACES)?;
    let place = (
        series.as_bytes(),
        first.0.cast_signed(),
        last.0.cast_signed(),
    );
    let there = statement.query_map(place, |row| row.get::<_, i64>(0))?;
    let mut next = first;
    let mut note = |from: Sequence, upto: Sequence| {
        if from <= upto {
            missing.entries.push(MissingEntries { series, from, upto });
        }
    };
    for at in there {
        let at = Sequence(at?.cast_unsigned());
        note(next, Sequence(at.0.saturating_sub(1)));
        next = at.next();
    }
    note(next, last);
    Ok(())
}

/// Receipts up to the highest known one, of which the till has no order.
pub fn not_given_back(
    connection: &Connection,
    code: TillCode,
    receipt: u32,
) -> Result<Vec<ReceiptNumber>, TillError> {
    let mut statement = connection.prepare_cached(RECEIPTS)?;
    let there = statement.query_map((&code.0,), |row| row.get::<_, u32>(0))?;
    let there: BTreeSet<u32> = there.collect::<Result<_, _>>()?;
    let last = there.last().copied().unwrap_or(0).max(receipt);
    let gone = (1..=last).filter(|number| !there.contains(number));
    Ok(gone
        .map(|number| ReceiptNumber {
            till: code.clone(),
            number,
        })
        .collect())
}
