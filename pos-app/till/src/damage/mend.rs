//! The file that goes on in the damaged one's place: who the till is, every entry that is true, and a note that its
//! series is not gone on with.

use super::aside::Aside;
use super::salvage::{Salvaged, salvage};
use super::scan::scan;
use crate::database::{Database, FILE_NAME, Reserve};
use crate::device::Device;
use crate::error::{OpenError, TillError};
use crate::identity::Identity;
use crate::journal;
use crate::lineage::{self, Closed, Lineage};
use crate::rebuild;
use crate::session::SessionState;
use rusqlite::Connection;
use shared::event::Event;
use shared::id::{SeriesId, TillId};
use shared::journal::Sequence;
use shared::till::{ContinuedFrom, TillEvent};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const SIGNATURE: &str = "insert into signature (series, sequence, signature) values (?1, ?2, ?3)";
const NOTE: &str = "
    insert into mended (aside, noticed_ms, series, last_common) values (?1, ?2, ?3, ?4)";
const BEYOND: &str = "
    insert into salvaged (series, sequence, entry, hash) values (?1, ?2, ?3, ?4)";
const MISSING: &str = "
    insert into missing (series, first, last, code, receipt) values (?1, ?2, ?3, ?4, ?5)";

/// Sets the file of a till aside and makes another one of what is true of it. `database` has the folder's lock, and has
/// let go of the file.
pub fn mend(
    database: &Database,
    identity: &Identity,
    zone: &str,
    now_ms: i64,
) -> Result<(), TillError> {
    let folder = database.folder();
    // What is made anew needs room.
    Reserve::of(folder).release();
    let aside = match Aside::begun(folder)? {
        Some(aside) => aside,
        None => Aside::set(folder)?,
    };
    let (file, wal) = aside.bytes();
    let salvaged = salvage(scan(&file, &wal), identity.header);
    drop((file, wal));
    let made = folder.join("mending");
    if made.exists() {
        std::fs::remove_dir_all(&made).map_err(TillError::io("clearing what was begun"))?;
    }
    make(&made, &aside.name, identity, &salvaged, zone, now_ms)?;
    aside.replace(&made)
}

fn make(
    folder: &Path,
    aside: &str,
    identity: &Identity,
    salvaged: &[Salvaged],
    zone: &str,
    now_ms: i64,
) -> Result<(), TillError> {
    let database = Database::open(folder).map_err(|error| match error {
        OpenError::Failed(error) => error,
        OpenError::InUse(_) | OpenError::NotThere(_) => TillError::Damaged(error.to_string()),
    })?;
    let transaction = database.begin()?;
    let own = identity.header.series;
    let device = Device {
        till: identity.till().unwrap_or(TillId(own.0)),
        series: own,
        key_in_keyring: identity.key_in_keyring,
        started_empty: true,
        server: identity.server.clone(),
        server_key: identity.server_key,
    };
    device.store(&transaction)?;
    for series in salvaged {
        put(&transaction, series)?;
    }
    enlist(&transaction, identity, salvaged, now_ms)?;
    note(&transaction, aside, identity, salvaged, now_ms)?;
    let lineage = Lineage::load(&transaction, own)?;
    rebuild::rebuild(&transaction, &lineage, zone)?;
    session(identity, zone).project(&transaction)?;
    database.commit(transaction)
}

/// A series where it stood.
fn put(connection: &Connection, series: &Salvaged) -> Result<(), TillError> {
    journal::insert_header(connection, &series.header)?;
    for (entry, hash) in &series.beginning {
        journal::insert(connection, entry, hash)?;
    }
    let mut statement = connection.prepare(SIGNATURE)?;
    for (at, signature) in &series.signatures {
        let series = series.header.series;
        statement.execute((series.as_bytes(), at.0.cast_signed(), signature.0))?;
    }
    Ok(())
}

/// The series of this till, in the order in which it wrote them. What an older one may still have had to carry is known
/// from the one after it; copies that are carried twice count once.
fn enlist(
    connection: &Connection,
    identity: &Identity,
    salvaged: &[Salvaged],
    now_ms: i64,
) -> Result<(), TillError> {
    let ours: BTreeMap<SeriesId, &Salvaged> = salvaged
        .iter()
        .filter(|series| series.header.writer == identity.header.writer)
        .map(|series| (series.header.series, series))
        .collect();
    let mut order = vec![(identity.header.series, None)];
    let mut seen = BTreeSet::from([identity.header.series]);
    let mut at = identity.header.series;
    while let Some(from) = ours.get(&at).and_then(|series| before(series)) {
        if !seen.insert(from.series) {
            break;
        }
        order.push((from.series, Some(from.last_common.sequence)));
        at = from.series;
    }
    let apart = ours.keys().filter(|series| !seen.contains(*series));
    order.extend(apart.map(|series| (*series, Some(Sequence::NONE))));
    for (series, common) in order.into_iter().rev() {
        lineage::enlist(connection, series, now_ms)?;
        let Some(common) = common else { continue };
        let head = ours.get(&series).map_or(0, |held| held.beginning.len());
        let head = Sequence(head as u64);
        let closed = Closed {
            series,
            head,
            durable: common.min(head),
            carried: common.min(head),
            cosigned: None,
        };
        lineage::close(connection, &closed)?;
    }
    Ok(())
}

/// What a series says that it continues.
fn before(series: &Salvaged) -> Option<ContinuedFrom> {
    let (first, _) = series.beginning.first()?;
    match Event::read(&first.kind, first.version, &first.body) {
        Ok(Event::Till(TillEvent::ContinuedFrom(from))) => Some(from),
        Ok(_) | Err(_) => None,
    }
}

/// What is to be carried, and what is nowhere.
fn note(
    connection: &Connection,
    aside: &str,
    identity: &Identity,
    salvaged: &[Salvaged],
    now_ms: i64,
) -> Result<(), TillError> {
    let own = identity.header.series;
    let held = salvaged.iter().find(|series| series.header.series == own);
    let whole = Sequence(held.map_or(0, |held| held.beginning.len()) as u64);
    let common = identity.durable.min(whole);
    connection.execute(
        NOTE,
        (aside, now_ms, own.as_bytes(), common.0.cast_signed()),
    )?;
    let ours = |series: &&Salvaged| series.header.writer == identity.header.writer;
    for series in salvaged.iter().filter(ours) {
        let id = series.header.series;
        let mut gaps = Gaps::after(Sequence(series.beginning.len() as u64));
        let mut statement = connection.prepare_cached(BEYOND)?;
        for (entry, hash) in &series.beyond {
            gaps.has(entry.sequence);
            let json = serde_json::to_string(entry)
                .map_err(|error| TillError::Damaged(format!("an entry as JSON: {error}")))?;
            let place = (id.as_bytes(), entry.sequence.0.cast_signed());
            statement.execute((place.0, place.1, json, hash.0))?;
        }
        let seen = match id == own {
            true => series.seen.max(identity.head),
            false => series.seen,
        };
        for (first, last) in gaps.upto(seen) {
            let place = (first.0.cast_signed(), last.0.cast_signed());
            let known = (&identity.code.0, identity.receipt);
            connection.prepare_cached(MISSING)?.execute((
                id.as_bytes(),
                place.0,
                place.1,
                known.0,
                known.1,
            ))?;
        }
    }
    Ok(())
}

/// The places between those that are there.
struct Gaps {
    next: Sequence,
    found: Vec<(Sequence, Sequence)>,
}

impl Gaps {
    const fn after(last: Sequence) -> Self {
        Self {
            next: last.next(),
            found: Vec::new(),
        }
    }

    fn has(&mut self, at: Sequence) {
        if at > self.next {
            self.found.push((self.next, Sequence(at.0 - 1)));
        }
        self.next = self.next.max(at.next());
    }

    fn upto(mut self, last: Sequence) -> Vec<(Sequence, Sequence)> {
        self.has(last.next());
        self.found
    }
}

/// Who the till is, whatever of its own entries is left.
fn session(identity: &Identity, zone: &str) -> SessionState {
    let currency = identity.settings.currency;
    let mut session = SessionState::alone(zone, currency, identity.base_code.clone());
    session.business = identity.business;
    session.settings = identity.settings.clone();
    session.zone = session.settings.timezone.parse().unwrap_or(session.zone);
    session.name = identity.name.clone();
    session.language = identity.language;
    session.theme = identity.theme;
    session.printer.clone_from(&identity.printer);
    session.letters_of = (identity.code != identity.base_code).then_some(identity.header.series);
    session.code = identity.code.clone();
    session
}

/// Whether this error says that the file of this folder is damaged, and it lies where its bytes can be read.
pub fn is_mendable(error: &TillError, folder: &Path) -> bool {
    let there = folder.join(FILE_NAME).is_file();
    is_damage(error) && (there || matches!(Aside::begun(folder), Ok(Some(_))))
}

/// Whether what a till found shows that its file is damaged, and not only out of reach.
fn is_damage(error: &TillError) -> bool {
    use rusqlite::ErrorCode;
    match error {
        TillError::Damaged(_) => true,
        TillError::Database(rusqlite::Error::SqliteFailure(failure, _)) => matches!(
            failure.code,
            ErrorCode::DatabaseCorrupt
                | ErrorCode::NotADatabase
                | ErrorCode::ConstraintViolation
                | ErrorCode::TypeMismatch
                | ErrorCode::Unknown
        ),
        // A row that is not what its table holds.
        TillError::Database(_) => true,
        TillError::Rejected(_)
        | TillError::DiskFull
        | TillError::NewerFile
        | TillError::Io { .. } => false,
    }
}
