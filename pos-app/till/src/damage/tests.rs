//! Rows are found in the bytes of a real file, whatever page is hit.

use super::salvage::{Salvaged, salvage};
use super::scan::scan;
use crate::journal;
use crate::moment::{Clock, Entropy};
use crate::till::{Till, TillOptions};
use shared::id::OrderId;
use shared::journal::{Entry, Hash, Sequence, SeriesHeader};
use shared::money::{Currency, Money};
use shared::order::{Item, OrderCommand};
use shared::quantity::Quantity;
use shared::till::Command;
use std::path::Path;
use std::sync::Arc;

struct Noon;

impl Clock for Noon {
    fn now_ms(&self) -> i64 {
        1_795_532_400_000
    }
}

struct Counting(u64);

impl Entropy for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            *byte = self.0.to_le_bytes()[6];
        }
    }
}

fn open(folder: &Path) -> Till {
    Till::open(TillOptions {
        folder: folder.to_owned(),
        keyring: None,
        zone: "UTC".to_owned(),
        currency: Currency::ARS,
        app_version: "test".to_owned(),
        clock: Arc::new(Noon),
        entropy: Box::new(Counting(7)),
    })
    .unwrap()
}

/// A till with some orders, among them one whose note is longer than a page.
fn busy(folder: &Path) -> (SeriesHeader, Vec<(Entry, Hash)>) {
    let mut till = open(folder);
    for number in 0..60_u128 {
        let order = OrderId(uuid::Uuid::from_u128(number + 1));
        let note = match number % 20 {
            7 => "más ".repeat(40),
            _ => String::new(),
        };
        let command = OrderCommand::AddLine {
            line: shared::id::LineId(uuid::Uuid::from_u128(1_000 + number)),
            item: Item::Amount {
                name: "Café".to_owned(),
                price: Money::minor(100),
            },
            quantity: Quantity::ONE,
            modifiers: None,
            note,
        };
        till.execute(&Command::Order { order, command }).unwrap();
    }
    let header = till.header().unwrap();
    let reader = till.database.reader();
    let all = journal::entries_from(reader, header.series, Sequence(1), usize::MAX);
    (header, all.unwrap())
}

fn own(file: &[u8], wal: &[u8], header: SeriesHeader) -> Salvaged {
    let all = salvage(scan(file, wal), header);
    all.into_iter()
        .find(|salvaged| salvaged.header == header)
        .unwrap()
}

#[test]
fn every_row_of_a_whole_file_is_found_also_in_its_wal() {
    let folder = tempfile::tempdir().unwrap();
    let (header, all) = busy(folder.path());
    let file = std::fs::read(folder.path().join("till.db")).unwrap();
    let found = own(&file, &[], header);
    assert_eq!(found.beginning, all);
    assert_eq!(found.beyond, []);
    // While it runs, the newest rows stand in the WAL.
    let till = open(folder.path());
    let (file, wal) = (
        std::fs::read(folder.path().join("till.db")).unwrap(),
        std::fs::read(folder.path().join("till.db-wal")).unwrap_or_default(),
    );
    assert_eq!(own(&file, &wal, header).beginning, all);
    drop(till);
}

#[test]
fn a_page_costs_what_was_in_it_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (header, all) = busy(folder.path());
    let whole = std::fs::read(folder.path().join("till.db")).unwrap();
    for page in 0..whole.len() / 4096 {
        let mut file = whole.clone();
        file[page * 4096..(page + 1) * 4096].fill(0xa5);
        let found = own(&file, &[], header);
        let kept = found.beginning.len() + found.beyond.len();
        assert!(
            kept + 45 > all.len(),
            "page {page}: {kept} of {}",
            all.len()
        );
        for held in found.beginning.iter().chain(&found.beyond) {
            assert!(all.contains(held), "page {page}");
        }
        assert!(page > 2 || kept == all.len(), "page {page}");
    }
}

#[test]
fn one_bit_costs_at_most_its_own_entry() {
    let folder = tempfile::tempdir().unwrap();
    let (header, all) = busy(folder.path());
    let whole = std::fs::read(folder.path().join("till.db")).unwrap();
    for page in 0..whole.len() / 4096 {
        for at in [0, 3, 8, 100, 1_500, 3_000, 4_000] {
            let mut file = whole.clone();
            file[page * 4096 + at] ^= 0x10;
            let found = own(&file, &[], header);
            let kept = found.beginning.len() + found.beyond.len();
            // A group that is not whole stands beyond the hole.
            assert!(kept + 2 >= all.len(), "page {page} byte {at}: {kept}");
        }
    }
}
