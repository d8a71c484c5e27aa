//! What only the inside of a till can be made to meet: a disk that is full.

use super::{Till, TillOptions};
use crate::database::Reserve;
use crate::error::TillError;
use crate::real::{SystemClock, SystemEntropy};
use shared::id::{LineId, OrderId, ShiftId};
use shared::money::{Currency, Money};
use shared::order::{Item, OrderCommand};
use shared::quantity::Quantity;
use shared::shift::{ShiftCommand, ZReport};
use shared::till::{Answer, Command, Query, TillFailure};
use std::path::Path;
use std::sync::Arc;
use uuid::Uuid;

fn till(folder: &Path) -> Till {
    Till::open(TillOptions {
        folder: folder.to_owned(),
        keyring: None,
        zone: "UTC".to_owned(),
        currency: Currency::ARS,
        app_version: "test".to_owned(),
        clock: Arc::new(SystemClock),
        entropy: Box::new(SystemEntropy),
    })
    .unwrap()
}

fn add(number: u128) -> Command {
    Command::Order {
        order: OrderId(Uuid::from_u128(1)),
        command: OrderCommand::AddLine {
            line: LineId(Uuid::from_u128(number)),
            item: Item::Amount {
                name: "Café".repeat(40),
                price: Money::minor(100),
            },
            quantity: Quantity::ONE,
            modifiers: None,
            note: "nota ".repeat(30),
        },
    }
}

fn pages(till: &Till, most: i64) {
    let pragma = format!("pragma max_page_count = {most}");
    till.database
        .reader()
        .query_row(&pragma, [], |_| Ok(()))
        .unwrap();
}

#[test]
fn a_full_disk_refuses_and_leaves_nothing_half_done() {
    let folder = tempfile::tempdir().unwrap();
    let mut till = till(folder.path());
    Reserve::of(folder.path()).keep();
    let sql = "pragma page_count";
    let held: i64 = till
        .database
        .reader()
        .query_row(sql, [], |row| row.get(0))
        .unwrap();
    pages(&till, held + 2);
    let mut done = 0;
    let refused = loop {
        match till.execute(&add(done + 100)) {
            Ok(_) => done += 1,
            Err(failure) => break failure,
        }
    };
    assert_eq!(refused, TillFailure::DiskFull);
    assert!(!folder.path().join("reserve").exists());
    let lines = |till: &mut Till| {
        let query = Query::Ticket {
            order: OrderId(Uuid::from_u128(1)),
        };
        match till.query(&query).unwrap() {
            Answer::Ticket(ticket) => ticket.map_or(0, |ticket| ticket.lines.len() as u128),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(lines(&mut till), done);
    let head = till.head();
    pages(&till, 1_000_000);
    till.execute(&add(done + 100)).unwrap();
    assert_eq!(lines(&mut till), done + 1);
    assert_eq!(till.head().sequence, head.sequence.next());
}

#[test]
fn the_reserve_is_set_aside_at_a_quiet_moment() {
    let folder = tempfile::tempdir().unwrap();
    let mut till = till(folder.path());
    till.tidy().unwrap();
    assert!(
        folder
            .path()
            .join("reserve")
            .metadata()
            .is_ok_and(|file| file.len() > 0)
    );
}

#[test]
fn after_a_failure_of_the_disk_the_file_is_opened_again_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut till = till(folder.path());
    till.execute(&add(100)).unwrap();
    let head = till.head();
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_FSYNC);
    let broken = rusqlite::Error::SqliteFailure(code, None);
    let failed = till.write(|desk| {
        desk.perform(&add(101))?;
        Err::<(), _>(TillError::from(broken))
    });
    assert!(failed.is_err_and(|error| error.needs_reopening()));
    assert_eq!(till.head(), head);
    till.execute(&add(102)).unwrap();
    assert_eq!(till.head().sequence, head.sequence.next());
}

fn shift(command: ShiftCommand) -> Command {
    let shift = ShiftId(Uuid::from_u128(7));
    Command::Shift { shift, command }
}

fn zs(till: &mut Till) -> Vec<ZReport> {
    match till.query(&Query::ZReports { last: 9 }).unwrap() {
        Answer::ZReports(reports) => reports,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_close_that_did_not_commit_never_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut till = till(folder.path());
    let float = Money::ZERO;
    till.execute(&shift(ShiftCommand::Open { float })).unwrap();
    let count = ShiftCommand::Count {
        pieces: Vec::new(),
        counted: Money::ZERO,
    };
    till.execute(&shift(count)).unwrap();
    let close = shift(ShiftCommand::Close {
        note: String::new(),
        leave_open: false,
    });
    let (head, before) = (till.head(), till.projections().unwrap());
    // Once the disk fails, once the power does: the file is closed and opened again.
    for power_cut in [false, true] {
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_FSYNC);
        let broken = rusqlite::Error::SqliteFailure(code, None);
        let failed = till.write(|desk| {
            desk.perform(&close)?;
            Err::<(), _>(TillError::from(broken))
        });
        assert!(failed.is_err());
        if power_cut {
            drop(till);
            till = self::till(folder.path());
        }
        assert_eq!(till.head(), head);
        assert_eq!(till.projections().unwrap(), before);
        assert_eq!(zs(&mut till), []);
    }
    till.execute(&close).unwrap();
    let closed = zs(&mut till);
    assert_eq!(closed[0].closed.number.number, 1);
    drop(till);
    let mut till = self::till(folder.path());
    assert_eq!(zs(&mut till), closed);
    // The answer was lost and it is asked for again.
    let head = till.head();
    till.execute(&close).unwrap();
    assert_eq!(till.head(), head);
}
