//! The file and those who would misuse it.

mod disk_low;

use crate::support::Bench;
use shared::till::{Answer, Attention, Command, MenuCommand, Query, TillFailure};
use till::{OpenError, Reader, Till};

fn raw(bench: &Bench) -> rusqlite::Connection {
    rusqlite::Connection::open(bench.data().join("till.db")).unwrap()
}

#[test]
fn sqlite_has_no_wal_reset_race() {
    // Releases from 3.7.0 to 3.51.2 can lose a committed transaction when the WAL starts over.
    assert!(
        rusqlite::version_number() >= 3_051_003,
        "{}",
        rusqlite::version()
    );
}

#[test]
fn a_second_writer_is_refused_and_readers_are_not() {
    let mut bench = Bench::new();
    bench.sell(1, 1_000);
    assert!(matches!(
        Till::open(bench.options()),
        Err(OpenError::InUse(_))
    ));
    assert_eq!(bench.status().orders, 1);
    let path = bench.folder.path().join("journal.jsonl");
    let exported = Reader::open(&bench.data()).unwrap().export(&path).unwrap();
    assert_eq!(exported.entries, bench.status().head_sequence.0);
    bench.sell(2, 1_000);
}

#[test]
fn there_is_no_status_of_no_till() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        Reader::open(folder.path()),
        Err(OpenError::NotThere(_))
    ));
}

#[test]
fn a_file_of_a_newer_version_is_read_and_exported_and_never_written() {
    let mut bench = Bench::new();
    let order = bench.sell(1, 1_000);
    bench.close();
    raw(&bench)
        .execute_batch("pragma user_version = 99")
        .unwrap();
    bench.restart();
    let before = bench.till().head();
    let refused = bench
        .execute(Command::Menu(MenuCommand::UseStarter))
        .unwrap_err();
    assert_eq!(refused, TillFailure::NewerFile);
    bench.till().tidy().unwrap();
    assert_eq!(bench.till().head(), before);
    let Answer::Ticket(Some(_)) = bench.query(&Query::Ticket { order }) else {
        panic!()
    };
    let Answer::Sync(status) = bench.query(&Query::Sync) else {
        panic!()
    };
    assert!(status.attention.contains(&Attention::NewerFile));
    let path = bench.folder.path().join("journal.jsonl");
    Reader::open(&bench.data()).unwrap().export(&path).unwrap();
    assert!(path.is_file());
}

#[test]
fn journal_rows_are_never_changed_or_deleted() {
    let mut bench = Bench::new();
    bench.sell(1, 1_000);
    bench.close();
    let raw = raw(&bench);
    for table in ["entry", "series", "signature"] {
        let changed = raw.execute(&format!("update {table} set series = series"), []);
        assert!(changed.is_err(), "{table} was changed");
        assert!(
            raw.execute(&format!("delete from {table}"), []).is_err(),
            "{table} was deleted"
        );
    }
}

#[test]
fn a_key_in_a_file_is_its_users_alone_and_said() {
    let mut bench = Bench::new();
    let Answer::Sync(status) = bench.query(&Query::Sync) else {
        panic!()
    };
    assert!(status.attention.contains(&Attention::KeyInFile));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = bench
            .data()
            .join("till.key")
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_lost_key_never_stops_a_sale() {
    let mut bench = Bench::new();
    bench.close();
    let file = bench.data().join("till.key");
    let kept = std::fs::read(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    bench.restart();
    bench.sell(1, 1_000);
    // Another till's key is no key either.
    bench.close();
    std::fs::write(&file, "07".repeat(32)).unwrap();
    bench.restart();
    bench.sell(2, 1_000);
    assert_eq!(bench.status().orders, 2);
    // Once it is back, what was recorded meanwhile is signed.
    bench.close();
    std::fs::write(&file, kept).unwrap();
    bench.restart();
    bench.till().tidy().unwrap();
    let signed =
        "select count(*) from signature where sequence = (select max(sequence) from entry)";
    let signed: i64 = raw(&bench).query_row(signed, [], |row| row.get(0)).unwrap();
    assert_eq!(signed, 1);
}
