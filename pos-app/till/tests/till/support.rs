//! A till on a bench: a folder of its own, a clock that stands where it is put, randomness from a seed.

pub mod keyring;
pub mod server;

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::id::{LineId, OrderId};
use shared::menu::Menu;
use shared::money::{Currency, Money};
use shared::order::{Item, OrderCommand};
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::till::{Answer, Command, Outcome, Query, StatusReport, TillFailure};
use shared::wire::{from_bytes, to_bytes};
use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use till::{Clock, Entropy, Keyring, Reader, Till, TillOptions};
use uuid::Uuid;

/// 2026-11-24 12:00 in Buenos Aires.
pub const NOON_MS: i64 = 1_795_532_400_000;

pub struct HandClock(pub AtomicI64);

impl Clock for HandClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A small generator (splitmix64): the same seed, the same ids.
pub struct Seeded(pub u64);

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = self.0;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^= mixed >> 31;
            chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
        }
    }
}

pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 | number)
}

pub struct Bench {
    pub folder: tempfile::TempDir,
    pub clock: Arc<HandClock>,
    pub seed: u64,
    pub keyring: Option<Arc<dyn Keyring>>,
    till: Option<Till>,
}

/// What the till answers, as the page hears it.
fn crossed<T: Serialize + DeserializeOwned + PartialEq + Debug>(answer: T) -> T {
    let heard = from_bytes(&to_bytes(&answer).unwrap()).unwrap();
    assert_eq!(heard, answer);
    heard
}

impl Bench {
    pub fn new() -> Self {
        Self::seeded(1)
    }

    pub fn seeded(seed: u64) -> Self {
        Self::of(seed, None)
    }

    pub fn with_keyring(keyring: Arc<dyn Keyring>) -> Self {
        Self::of(1, Some(keyring))
    }

    fn of(seed: u64, keyring: Option<Arc<dyn Keyring>>) -> Self {
        // In memory where there is room: these tests are about what happens, not about how fast a disk syncs.
        let memory = std::path::Path::new("/dev/shm");
        let folder = match memory.is_dir() {
            true => tempfile::tempdir_in(memory),
            false => tempfile::tempdir(),
        };
        Self::at(folder.unwrap(), seed, keyring)
    }

    /// On another disk.
    pub fn inside(place: &std::path::Path) -> Self {
        Self::at(tempfile::tempdir_in(place).unwrap(), 1, None)
    }

    fn at(folder: tempfile::TempDir, seed: u64, keyring: Option<Arc<dyn Keyring>>) -> Self {
        let mut bench = Self {
            folder,
            clock: Arc::new(HandClock(AtomicI64::new(NOON_MS))),
            seed,
            keyring,
            till: None,
        };
        bench.restart();
        bench
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("till")
    }

    pub fn options(&self) -> TillOptions {
        TillOptions {
            folder: self.data(),
            keyring: self.keyring.clone(),
            zone: "America/Argentina/Buenos_Aires".to_owned(),
            currency: Currency::ARS,
            app_version: "test".to_owned(),
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            entropy: Box::new(Seeded(self.seed)),
        }
    }

    pub fn close(&mut self) {
        self.till = None;
    }

    pub fn restart(&mut self) {
        self.till = None;
        self.seed += 1_000;
        self.till = Some(Till::open(self.options()).unwrap());
    }

    pub fn till(&mut self) -> &mut Till {
        self.till.as_mut().unwrap()
    }

    pub fn pass(&self, ms: i64) {
        self.clock.0.fetch_add(ms, Ordering::Relaxed);
    }

    pub fn execute(&mut self, command: Command) -> Result<Outcome, TillFailure> {
        self.pass(1_000);
        crossed(self.till().execute(&command))
    }

    pub fn query(&mut self, query: &Query) -> Answer {
        crossed(self.till().query(query).unwrap())
    }

    pub fn menu(&mut self) -> Menu {
        match self.query(&Query::Menu) {
            Answer::Menu(menu) => menu,
            other => panic!("{other:?}"),
        }
    }

    pub fn status(&self) -> StatusReport {
        Reader::open(&self.data()).unwrap().status().unwrap()
    }

    pub fn add_amount(&mut self, order: OrderId, line: u128, price: i64) -> Outcome {
        let command = OrderCommand::AddLine {
            line: LineId(id(line)),
            item: Item::Amount {
                name: "Café".to_owned(),
                price: Money::minor(price),
            },
            quantity: Quantity::ONE,
            modifiers: None,
            note: String::new(),
        };
        self.execute(Command::Order { order, command }).unwrap()
    }

    /// An order with one line.
    pub fn open_order(&mut self, number: u128, price: i64) -> (OrderId, Money) {
        let order = OrderId(id(number * 1_000));
        let ticket = self
            .add_amount(order, number * 1_000 + 1, price)
            .ticket
            .unwrap();
        (order, ticket.totals.total)
    }

    pub fn settle(&mut self, order: OrderId, total: Money) -> Outcome {
        let tenders = vec![Tender {
            kind: TenderKind::Card,
            amount: total,
        }];
        let command = OrderCommand::Settle {
            tenders,
            total,
            tip: Money::ZERO,
        };
        self.execute(Command::Order { order, command }).unwrap()
    }

    /// A whole sale.
    pub fn sell(&mut self, number: u128, price: i64) -> OrderId {
        let (order, total) = self.open_order(number, price);
        self.settle(order, total);
        order
    }
}
