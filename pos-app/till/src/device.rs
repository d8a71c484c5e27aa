//! This device: its ids, where its key is, and the server it belongs to. Neither in the journal nor rebuilt.

use crate::error::TillError;
use rusqlite::{Connection, OptionalExtension};
use shared::id::{SeriesId, TillId};
use shared::journal::PublicKey;

/// What the file knows of the device it is on.
#[derive(Clone, Debug)]
pub struct Device {
    /// The till.
    pub till: TillId,
    /// The series it writes.
    pub series: SeriesId,
    /// Whether its key is in the keyring.
    pub key_in_keyring: bool,
    /// Whether somebody left the first-day screen without a menu.
    pub started_empty: bool,
    /// The server it joined.
    pub server: Option<String>,
    /// The key that server co-signs with.
    pub server_key: Option<PublicKey>,
}

impl Device {
    /// Reads it; none in a new file.
    pub fn load(connection: &Connection) -> Result<Option<Self>, TillError> {
        let sql =
            "select till, series, key_in_keyring, started_empty, server, server_key from device";
        let device = connection.query_row(sql, [], |row| {
            Ok(Self {
                till: TillId::from_bytes(row.get(0)?),
                series: SeriesId::from_bytes(row.get(1)?),
                key_in_keyring: row.get(2)?,
                started_empty: row.get(3)?,
                server: row.get(4)?,
                server_key: row.get::<_, Option<_>>(5)?.map(PublicKey),
            })
        });
        Ok(device.optional()?)
    }

    /// Writes it.
    pub fn store(&self, connection: &Connection) -> Result<(), TillError> {
        let sql = "
            insert into device (id, till, series, key_in_keyring, started_empty, server, server_key)
            values (1, ?1, ?2, ?3, ?4, ?5, ?6)
            on conflict (id) do update set series = excluded.series,
                started_empty = excluded.started_empty,
                server = excluded.server, server_key = excluded.server_key";
        connection.execute(
            sql,
            rusqlite::params![
                self.till.as_bytes(),
                self.series.as_bytes(),
                self.key_in_keyring,
                self.started_empty,
                self.server,
                self.server_key.map(|key| key.0),
            ],
        )?;
        Ok(())
    }
}
