//! A till on a disk in memory, put back to where it was after each input that changed it.

// The server that the till's own tests talk to.
#[path = "../../pos-app/till/tests/till/support/server.rs"]
#[allow(dead_code, reason = "the till's own tests use the rest")]
pub mod server;

use failing_disk::{Chance, Disk, Loss, Photo};
use rusqlite::Connection;
use shared::money::Currency;
use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;
use till::{Clock, Entropy, OpenError, Till, TillOptions};

/// 2026-11-24 12:00 in Buenos Aires.
pub const NOON_MS: i64 = 1_795_532_400_000;

struct StoppedClock;

impl Clock for StoppedClock {
    fn now_ms(&self) -> i64 {
        NOON_MS
    }
}

struct Seeded(Chance);

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.fill_with(|| self.0.any().to_le_bytes()[0]);
    }
}

/// The till and its disk.
pub struct Stand {
    _folder: tempfile::TempDir,
    data: PathBuf,
    disk: Disk,
    /// The till; closed while its file is changed.
    pub till: Option<Till>,
    photo: Option<Photo>,
}

impl Stand {
    /// A till that `prepare` has brought to where each input finds it.
    pub fn new(prepare: impl FnOnce(&mut Till)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().canonicalize().unwrap().join("till");
        let mut stand = Self {
            disk: Disk::mount(&data).unwrap(),
            _folder: folder,
            data,
            till: None,
            photo: None,
        };
        stand.open().unwrap();
        prepare(stand.till());
        stand.till = None;
        stand.photo = Some(stand.disk.photo());
        stand.open().unwrap();
        stand
    }

    /// Opens the till as the disk is now.
    pub fn open(&mut self) -> Result<(), OpenError> {
        self.till = None;
        self.till = Some(Till::open(TillOptions {
            folder: self.data.clone(),
            keyring: None,
            zone: "America/Argentina/Buenos_Aires".to_owned(),
            currency: Currency::ARS,
            app_version: "fuzz".to_owned(),
            clock: Arc::new(StoppedClock),
            entropy: Box::new(Seeded(Chance::new(7))),
        })?);
        Ok(())
    }

    /// The open till.
    pub fn till(&mut self) -> &mut Till {
        self.till.as_mut().unwrap()
    }

    /// Puts the disk back to where every input finds it; the till is closed.
    pub fn put_back(&mut self) {
        self.till = None;
        let photo = self.photo.as_ref().unwrap();
        self.disk.restart_from(photo, Loss::Nothing);
    }

    /// The bytes of the till's file.
    pub fn bytes(&self) -> Vec<u8> {
        self.disk.bytes("till.db").unwrap()
    }

    /// Other bytes for it.
    pub fn put(&self, bytes: Vec<u8>) {
        self.disk.put("till.db", bytes);
    }

    /// What was accepted left everything as a replay makes it.
    pub fn check(&mut self) {
        let live = self.projections();
        self.till().rebuild().unwrap();
        assert_eq!(
            self.projections(),
            live,
            "a rebuilt projection is another one"
        );
    }

    fn projections(&self) -> Vec<String> {
        let raw = Connection::open(self.data.join("till.db")).unwrap();
        let mut lines = Vec::new();
        for table in [
            "category",
            "product",
            "modifier_group",
            "orders",
            "paper",
            "shift",
            "shift_sale",
            "shift_close",
            "shift_supplement",
            "session",
        ] {
            let mut statement = raw
                .prepare(&format!("select * from {table} order by 1"))
                .unwrap();
            let columns = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let values =
                    (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap()));
                lines.push(format!(
                    "{table}: {}",
                    values.collect::<Vec<_>>().join(", ")
                ));
            }
        }
        lines
    }
}

/// Runs with the stand of this thread, which is made at the first input.
pub fn with(
    stand: &'static std::thread::LocalKey<RefCell<Option<Stand>>>,
    make: fn() -> Stand,
    run: impl FnOnce(&mut Stand),
) {
    stand.with_borrow_mut(|held| run(held.get_or_insert_with(make)));
}
