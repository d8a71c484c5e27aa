//! The rig checked on itself: a correct program loses nothing on it, and programs with known faults are caught.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use failing_disk::{Call, Disk, Effect, Fault, Loss, Times};
use rusqlite::Connection;
use std::path::Path;

const ROWS: i64 = 12;

/// A program that writes numbers down, one a transaction, and tells each once it is committed.
struct Program {
    synchronous: &'static str,
    journal: &'static str,
}

const CORRECT: Program = Program {
    synchronous: "full",
    journal: "wal",
};

impl Program {
    fn open(&self, folder: &Path) -> rusqlite::Result<Connection> {
        let connection = Connection::open(folder.join("numbers.db"))?;
        connection.execute_batch(&format!(
            "pragma journal_mode = {}; pragma synchronous = {};
             create table if not exists number (n integer primary key, filler blob);",
            self.journal, self.synchronous
        ))?;
        Ok(connection)
    }

    fn write(connection: &Connection, number: i64) -> rusqlite::Result<()> {
        let sql = "insert into number values (?1, randomblob(700))";
        connection.execute(sql, [number]).map(|_| ())
    }

    /// What is there; an error where the file is damaged.
    fn numbers(&self, folder: &Path) -> rusqlite::Result<Vec<i64>> {
        let connection = self.open(folder)?;
        let verdict: String =
            connection.query_row("pragma integrity_check", [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(rusqlite::Error::InvalidParameterName(verdict));
        }
        let mut statement = connection.prepare("select n from number order by n")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect()
    }

    /// Runs it once, then cuts the power at each sync in eight ways; answers how often a number that it had told
    /// was gone, or the file was damaged.
    fn losses(&self) -> usize {
        let folder = tempfile::tempdir().unwrap();
        let disk = Disk::mount(folder.path()).unwrap();
        disk.take_photos();
        let connection = self.open(folder.path()).unwrap();
        for number in 1..=ROWS {
            Self::write(&connection, number).unwrap();
            disk.mark(number.cast_unsigned());
            if number % 5 == 0 {
                connection
                    .query_row("pragma wal_checkpoint(passive)", [], |_| Ok(()))
                    .unwrap();
            }
        }
        let mut losses = 0;
        for (index, photo) in disk.photos().iter().enumerate() {
            for loss in Loss::eight(index as u64) {
                disk.restart_from(photo, loss);
                let kept = self.numbers(folder.path());
                let told: Vec<i64> = (1..=photo.mark.cast_signed()).collect();
                losses += usize::from(!kept.is_ok_and(|kept| kept.starts_with(&told)));
            }
        }
        losses
    }
}

#[test]
fn a_correct_program_loses_nothing_it_told() {
    assert_eq!(CORRECT.losses(), 0);
    let rollback = Program {
        journal: "delete",
        synchronous: "extra",
    };
    assert_eq!(rollback.losses(), 0);
}

#[test]
fn a_program_that_does_not_sync_is_caught() {
    for (synchronous, journal) in [("off", "wal"), ("normal", "wal"), ("off", "delete")] {
        let careless = Program {
            synchronous,
            journal,
        };
        assert!(careless.losses() > 0, "{synchronous} {journal}");
    }
}

#[test]
fn a_program_that_tries_a_failed_sync_again_is_caught() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::mount(folder.path()).unwrap();
    let connection = CORRECT.open(folder.path()).unwrap();
    Program::write(&connection, 1).unwrap();
    let once = |nth| Fault {
        call: Some(Call::Sync),
        nth,
        times: Times::Once,
        effect: Effect::Broken,
    };
    // The checkpoint syncs the WAL, then the file. A program that believes a second sync of the file would tell that
    // all is well; here SQLite itself writes the pages again before it syncs, and so nothing is lost.
    disk.fail(once(2));
    let checkpoint = || connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()));
    assert!(checkpoint().is_err());
    checkpoint().unwrap();
    disk.restart(Loss::Everything);
    drop(connection);
    assert_eq!(CORRECT.numbers(folder.path()).unwrap(), [1]);
    assert_eq!(disk.bytes("numbers.db-wal").map(|wal| wal.len()), None);
}

#[test]
fn a_process_that_dies_keeps_what_the_system_has() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::mount(folder.path()).unwrap();
    let careless = Program {
        synchronous: "off",
        journal: "wal",
    };
    let connection = careless.open(folder.path()).unwrap();
    Program::write(&connection, 1).unwrap();
    disk.cut_power();
    assert!(Program::write(&connection, 2).is_err());
    disk.restart(Loss::Nothing);
    drop(connection);
    assert_eq!(careless.numbers(folder.path()).unwrap(), [1]);
}

#[test]
fn each_failure_comes_at_its_call_and_as_often_as_it_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::mount(folder.path()).unwrap();
    let connection = CORRECT.open(folder.path()).unwrap();
    let codes = [
        (
            Call::Write,
            Effect::Broken,
            rusqlite::ErrorCode::SystemIoFailure,
        ),
        (Call::Write, Effect::Full, rusqlite::ErrorCode::DiskFull),
        (Call::Write, Effect::Short, rusqlite::ErrorCode::DiskFull),
        (
            Call::Sync,
            Effect::Broken,
            rusqlite::ErrorCode::SystemIoFailure,
        ),
    ];
    let mut number = 0;
    for (call, effect, code) in codes {
        for (times, failures) in [(Times::Once, 1), (Times::For(2), 2), (Times::ForEver, 3)] {
            disk.fail(Fault {
                call: Some(call),
                nth: 1,
                times,
                effect,
            });
            for attempt in 0..4 {
                if attempt == 3 {
                    disk.heal();
                }
                number += 1;
                let written = Program::write(&connection, number);
                let expected = (attempt < failures).then_some(code);
                let found = written.err().and_then(|error| error.sqlite_error_code());
                assert_eq!(found, expected, "{call:?} {effect:?} {times:?} {attempt}");
            }
        }
        assert_eq!(disk.counts().failed(call) % 6, 0);
    }
}

#[test]
fn a_full_disk_says_so_and_takes_no_more_than_there_is_room_for() {
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk::mount(folder.path()).unwrap();
    let connection = CORRECT.open(folder.path()).unwrap();
    std::fs::write(folder.path().join("reserve"), [0; 20_000]).unwrap();
    disk.leave_room(20_000);
    let written = (1..100).find(|number| Program::write(&connection, *number).is_err());
    assert!(written.is_some_and(|number| number > 1));
    // Whoever removes a file makes room.
    std::fs::remove_file(folder.path().join("reserve")).unwrap();
    Program::write(&connection, 200).unwrap();
    let length = folder
        .path()
        .join("numbers.db-wal")
        .metadata()
        .unwrap()
        .len();
    assert_eq!(length, disk.bytes("numbers.db-wal").unwrap().len() as u64);
}

#[test]
fn two_connections_see_each_other_and_other_folders_are_real() {
    let folder = tempfile::tempdir().unwrap();
    let _disk = Disk::mount(folder.path()).unwrap();
    let one = CORRECT.open(folder.path()).unwrap();
    let other = CORRECT.open(folder.path()).unwrap();
    Program::write(&one, 1).unwrap();
    Program::write(&other, 2).unwrap();
    assert_eq!(CORRECT.numbers(folder.path()).unwrap(), [1, 2]);
    let elsewhere = tempfile::tempdir().unwrap();
    Program::write(&CORRECT.open(elsewhere.path()).unwrap(), 1).unwrap();
    let real = elsewhere.path().join("numbers.db").metadata().unwrap();
    assert!(real.len() > 0);
}
