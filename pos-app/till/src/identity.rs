//! What a till needs to go on when its file cannot be read: who it is, kept in a small file beside the large one.
//!
//! Invariants: written whole or not at all, and only after what it says is in the till's file; a copy whose checksum
//! does not hold is none. Absent on purpose: secrets. The key is where it always is.

use crate::books::Books;
use crate::error::TillError;
use crate::journal;
use crate::sync::SyncState;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use shared::business::BusinessSettings;
use shared::id::{BusinessId, TillId};
use shared::journal::{Hash, PublicKey, Sequence, SeriesHeader, Writer};
use shared::order::TillCode;
use shared::printing::Printer;
use shared::till::{Language, Theme};
use std::fs::File;
use std::io::Write;
use std::path::Path;

const FILE: &str = "till.identity";
const FORMAT: u32 = 1;

/// Who a till is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    cortado_identity: u32,
    /// The steps of the schema that the till's file has.
    pub schema: usize,
    /// The series it writes, with its key.
    pub header: SeriesHeader,
    /// Whether its key is in the keyring.
    pub key_in_keyring: bool,
    /// The server it joined.
    pub server: Option<String>,
    /// The key that server co-signs with.
    pub server_key: Option<PublicKey>,
    /// The business it joined.
    pub business: Option<BusinessId>,
    /// What it sells by.
    pub settings: BusinessSettings,
    /// Its code, without the letters of a later series.
    pub base_code: TillCode,
    /// The code on its receipts.
    pub code: TillCode,
    /// Its name.
    pub name: String,
    /// The language of its screen.
    pub language: Language,
    /// The colours of its screen.
    pub theme: Theme,
    /// Its printer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printer: Option<Printer>,
    /// Its last entry, when this was written.
    pub head: Sequence,
    /// What the server had confirmed, when this was written.
    pub durable: Sequence,
    /// The last receipt number given, when this was written.
    pub receipt: u32,
}

impl Identity {
    /// Who the till of these books is; none where its file does not say.
    pub fn of(
        connection: &Connection,
        books: &Books,
        schema: usize,
    ) -> Result<Option<Self>, TillError> {
        let Some(header) = journal::header_of(connection, books.own.id)? else {
            return Ok(None);
        };
        let (device, session) = (&books.device, &books.session);
        Ok(Some(Self {
            cortado_identity: FORMAT,
            schema,
            header,
            key_in_keyring: device.key_in_keyring,
            server: device.server.clone(),
            server_key: device.server_key,
            business: session.business,
            settings: session.settings.clone(),
            base_code: session.base_code.clone(),
            code: session.code.clone(),
            name: session.name.clone(),
            language: session.language,
            theme: session.theme,
            printer: session.printer.clone(),
            head: books.own.head.sequence,
            durable: SyncState::load(connection)?.durable.sequence,
            receipt: books.receipt,
        }))
    }

    /// The till's own id.
    pub const fn till(&self) -> Option<TillId> {
        match self.header.writer {
            Writer::Till(till) => Some(till),
            Writer::Cloud(_) => None,
        }
    }

    /// Whether it is worth writing anew: heads move all the time, and are kept for want of better.
    pub fn is_other_than(&self, kept: &Self) -> bool {
        let still = Self {
            head: kept.head,
            durable: kept.durable,
            receipt: kept.receipt,
            ..self.clone()
        };
        still != *kept
    }

    /// What the folder keeps; none where there is nothing, or what is there is damaged.
    pub fn read(folder: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(folder.join(FILE)).ok()?;
        let (json, sum) = text.trim_end().rsplit_once('\n')?;
        if sum != Hash::of(json.as_bytes()).to_string() {
            tracing::error!("the till's identity file is damaged: it is not believed");
            return None;
        }
        let read: Self = serde_json::from_str(json).ok()?;
        (read.cortado_identity == FORMAT).then_some(read)
    }

    /// Writes it: a new file takes the old one's place.
    pub fn write(&self, folder: &Path) -> Result<(), TillError> {
        let json = serde_json::to_string(self)
            .map_err(|error| TillError::Damaged(format!("the identity: {error}")))?;
        let sum = Hash::of(json.as_bytes());
        let part = folder.join("till.identity.new");
        let written = File::create(&part).and_then(|mut file| {
            writeln!(file, "{json}\n{sum}")?;
            file.sync_all()?;
            std::fs::rename(&part, folder.join(FILE))?;
            sync_folder(folder)
        });
        written.map_err(TillError::io("writing the till's identity"))
    }
}

/// Names in a folder are as durable as what they name.
pub fn sync_folder(folder: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
