//! A till's file is damaged: whatever is hit, the till opens, what survives is there once, and the rest is named.

use crate::support::Bench;
use shared::order::ReceiptNumber;
use shared::printing::{Printer, PrinterPlace, ReceiptWhen};
use shared::till::{Answer, Attention, Query, StatusReport};
use std::collections::BTreeSet;
use std::path::Path;

const PAGE: usize = 4096;
const SALES: u128 = 40;

fn printer() -> Printer {
    Printer {
        receipts: ReceiptWhen::Asked,
        drawer: false,
        ..Printer::at(PrinterPlace::File("/dev/usb/lp0".to_owned()))
    }
}

/// A till that sold, closed; and what its file holds.
fn closed() -> (Bench, Vec<u8>) {
    let mut bench = Bench::new();
    bench.has_printer(printer());
    for number in 1..=SALES {
        bench.sell(number, 1_000);
    }
    bench.till().tidy().unwrap();
    bench.close();
    let file = std::fs::read(bench.data().join("till.db")).unwrap();
    (bench, file)
}

fn attention(bench: &mut Bench) -> Vec<Attention> {
    match bench.query(&Query::Sync) {
        Answer::Sync(status) => status.attention,
        other => panic!("{other:?}"),
    }
}

/// The receipts that the file has an order of.
fn receipts(folder: &Path) -> BTreeSet<(String, u32)> {
    let file = rusqlite::Connection::open(folder.join("till.db")).unwrap();
    let sql = "select receipt_till, receipt_number from orders where receipt_number is not null";
    let mut statement = file.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// Puts a damaged file in place, opens the till, looks at everything, and answers its status.
fn opened(bench: &mut Bench, file: &[u8]) -> StatusReport {
    bench.close();
    let folder = bench.data();
    for left in std::fs::read_dir(&folder).unwrap() {
        let path = left.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("till.db") {
            std::fs::remove_file(path).unwrap();
        }
    }
    std::fs::write(folder.join("till.db"), file).unwrap();
    bench.restart();
    bench.till().examine().unwrap();
    bench.status()
}

/// Every sale is there, or named; never twice; and the till goes on.
fn assert_whole(bench: &mut Bench, status: &StatusReport, what: &str) {
    let there = receipts(&bench.data());
    let named: BTreeSet<(String, u32)> = status
        .missing_receipts
        .iter()
        .map(|ReceiptNumber { till, number }| (till.0.clone(), *number))
        .collect();
    assert_eq!(
        there.len() + named.len(),
        SALES as usize,
        "{what}: {status:?}"
    );
    assert!(there.is_disjoint(&named), "{what}");
    assert_eq!(status.orders as usize, there.len(), "{what}");
    assert_eq!(bench.printing().printer, Some(printer()), "{what}");
    let live = bench.till().projections().unwrap();
    bench.till().rebuild().unwrap();
    assert_eq!(bench.till().projections().unwrap(), live, "{what}");
    bench.sell(9_000, 1_000);
    assert_eq!(bench.status().orders, status.orders + 1, "{what}");
    bench.restart();
    bench.till().examine().unwrap();
    assert_eq!(bench.status().orders, status.orders + 1, "{what}");
}

/// The till as it was, with everything beside its file.
fn as_it_was(folder: &Path, kept: &Path) {
    std::fs::remove_dir_all(folder).unwrap();
    copy(kept, folder);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

#[test]
fn one_bit_in_any_page_loses_at_most_the_sale_it_hit() {
    let (mut bench, whole) = closed();
    let kept = bench.folder.path().join("kept");
    copy(&bench.data(), &kept);
    let mut mended = 0;
    for page in 0..whole.len() / PAGE {
        // Somewhere else in each page, headers and contents alike.
        for at in [(page * 7) % 12, 13 + (page * 997) % (PAGE - 13)] {
            as_it_was(&bench.data(), &kept);
            let mut file = whole.clone();
            file[page * PAGE + at] ^= 1 << (page % 8);
            let status = opened(&mut bench, &file);
            let what = format!("page {page} byte {at}");
            let lost = status.missing_receipts.len();
            assert!(lost <= 1, "{what}: {lost} receipts");
            mended += usize::from(bench.data().join("till.db.damaged-1").exists());
            assert_whole(&mut bench, &status, &what);
        }
    }
    assert!(mended > 10, "{mended} files were mended");
}

#[test]
fn without_its_first_pages_a_till_opens_as_who_it_was() {
    let (mut bench, whole) = closed();
    bench.restart();
    let before = bench.till().header().unwrap();
    let code = match bench.query(&Query::Session) {
        Answer::Session(session) => session.till_code,
        other => panic!("{other:?}"),
    };
    let mut file = whole;
    file[..3 * PAGE].fill(0);
    let status = opened(&mut bench, &file);
    assert_eq!(status.orders as u128, SALES);
    assert_eq!(status.missing, []);
    let after = bench.till().header().unwrap();
    assert_eq!(
        (after.writer, after.public_key),
        (before.writer, before.public_key)
    );
    assert_ne!(
        after.series, before.series,
        "no place is written a second time"
    );
    let Answer::Session(session) = bench.query(&Query::Session) else {
        panic!("no session");
    };
    // The same code, and letters behind it: no receipt number is given again.
    assert!(session.till_code.0.starts_with(&code.0));
    assert_ne!(session.till_code, code);
    assert!(attention(&mut bench).contains(&Attention::Mended {
        entries: 0,
        receipts: Vec::new()
    }));
    let aside = std::fs::read(bench.data().join("till.db.damaged-1")).unwrap();
    assert_eq!(aside, file, "what was damaged is kept as it was");
    assert_whole(&mut bench, &status, "three pages");
}

#[test]
fn a_mending_that_was_cut_off_is_done_again() {
    let (mut bench, whole) = closed();
    let folder = bench.data();
    let mut file = whole;
    file[..PAGE].fill(0x55);
    // The note is written, the file has its other name, and then the power went.
    std::fs::write(folder.join("till.mending"), "till.db.damaged-1").unwrap();
    std::fs::remove_file(folder.join("till.db")).unwrap();
    std::fs::write(folder.join("till.db.damaged-1"), &file).unwrap();
    std::fs::create_dir(folder.join("mending")).unwrap();
    std::fs::write(folder.join("mending/till.db"), b"half of it").unwrap();
    bench.restart();
    let status = bench.status();
    assert_eq!(status.orders as u128, SALES);
    assert!(!folder.join("till.mending").exists() && !folder.join("mending").exists());
    assert_whole(&mut bench, &status, "cut off");
}

#[test]
fn a_lost_file_is_named_receipt_by_receipt() {
    let (mut bench, _) = closed();
    std::fs::remove_file(bench.data().join("till.db")).unwrap();
    bench.restart();
    let status = bench.status();
    assert_eq!(status.missing_receipts.len() as u128, SALES);
    assert_eq!(status.missing.len(), 1);
    bench.sell(1, 500);
}

#[test]
fn a_file_that_is_hit_while_the_till_works_is_mended_at_once() {
    let (mut bench, _) = closed();
    bench.restart();
    let path = bench.data().join("till.db");
    let mut file = std::fs::read(&path).unwrap();
    let middle = file.len() / PAGE / 2 * PAGE;
    file[middle..middle + PAGE].fill(0xff);
    std::fs::write(&path, &file).unwrap();
    bench.till().examine().unwrap();
    let status = bench.status();
    assert_whole(&mut bench, &status, "at work");
}
