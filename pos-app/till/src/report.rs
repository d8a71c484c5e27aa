//! What can be asked of a till's file beside a till that runs: its status and its journal.

use crate::database::Database;
use crate::device::Device;
use crate::error::{OpenError, TillError};
use crate::journal::{self, Exported};
use crate::lineage::Lineage;
use crate::order;
use crate::session::SessionState;
use crate::sync::missing;
use crate::sync::{SyncState, entries_waiting};
use rusqlite::Connection;
use shared::clock::Wall;
use shared::journal::Sequence;
use shared::money::Currency;
use shared::till::StatusReport;
use std::path::Path;

/// A till's file, read only.
pub struct Reader {
    database: Database,
    device: Device,
}

impl Reader {
    /// Opens the file of this folder beside whoever works on it.
    pub fn open(folder: &Path) -> Result<Self, OpenError> {
        let database = Database::open_read_only(folder)?;
        let device = Device::load(database.reader())?;
        let device = device.ok_or_else(|| OpenError::NotThere(folder.display().to_string()))?;
        Ok(Self { database, device })
    }

    /// The till's status.
    pub fn status(&self) -> Result<StatusReport, TillError> {
        // One snapshot, though the till may be selling beside us.
        let snapshot = self.database.reader().unchecked_transaction()?;
        status_report(&snapshot, &self.device)
    }

    /// Writes the till's journal into a file.
    pub fn export(&self, path: &Path) -> Result<Exported, TillError> {
        let reader = self.database.reader();
        let lineage = Lineage::load(reader, self.device.series)?;
        journal::export(reader, &lineage, path)
    }
}

/// The status of the till of this file.
pub(crate) fn status_report(
    connection: &Connection,
    device: &Device,
) -> Result<StatusReport, TillError> {
    let state = SyncState::load(connection)?;
    let lineage = Lineage::load(connection, device.series)?;
    let durable = state.durable.sequence;
    let head = journal::head_of(connection, device.series)?;
    let head = head.map_or(Sequence::NONE, |head| head.sequence);
    let oldest = journal::wall_at_sequence(connection, device.series, durable.next())?;
    let figures = order::figures(connection)?;
    let session = SessionState::load(connection, "UTC")?;
    let currency = session.map_or(Currency::ARS, |session| session.settings.currency);
    let missing = missing(connection)?;
    Ok(StatusReport {
        series: device.series,
        head_sequence: head,
        durable,
        waiting: entries_waiting(head, durable, lineage.behind()),
        oldest_waiting: oldest.map(rfc3339),
        orders: figures.orders,
        revenue: figures.revenue.to_decimal(currency),
        missing: missing.entries,
        missing_receipts: missing.receipts,
    })
}

/// A wall clock's time as RFC 3339, with its offset.
pub(crate) fn rfc3339(wall: Wall) -> String {
    let utc = chrono::DateTime::from_timestamp_millis(wall.ms).unwrap_or_default();
    let offset = chrono::FixedOffset::east_opt(i32::from(wall.offset) * 60);
    match offset {
        Some(offset) => utc
            .with_timezone(&offset)
            .to_rfc3339_opts(chrono::SecondsFormat::Millis, false),
        None => utc.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
    }
}
