//! What stands outside of the database, and knows better than older files.

use crate::support::Bench;
use crate::support::keyring::{HandKeyring, Manner};
use shared::id::SeriesId;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};
use till::{Kept, Keyring, OsKeyring};

const PATIENCE: Duration = Duration::from_secs(20);

fn copy(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

/// A till whose key and witness are in this keyring.
fn bench(keyring: &Arc<HandKeyring>) -> Bench {
    let mut bench = Bench::with_keyring(Arc::clone(keyring) as Arc<dyn Keyring>);
    testify(&mut bench);
    bench
}

/// As the program does at idle moments.
fn testify(bench: &mut Bench) {
    bench.pass(2_000);
    let now_ms = till::Clock::now_ms(bench.clock.as_ref());
    if let Some(testimony) = bench.till().testimony(now_ms) {
        testimony.give().unwrap();
    }
}

fn image(bench: &mut Bench) -> tempfile::TempDir {
    bench.close();
    let image = tempfile::tempdir().unwrap();
    copy(&bench.data(), image.path());
    bench.restart();
    image
}

/// The whole folder, what lies beside the database included.
fn put_back(bench: &mut Bench, image: &tempfile::TempDir) {
    bench.close();
    copy(image.path(), &bench.data());
    bench.restart();
}

fn series(bench: &mut Bench) -> SeriesId {
    bench.till().series()
}

#[test]
fn what_happens_to_a_shift_is_witnessed_at_once() {
    let keyring = HandKeyring::new();
    let mut bench = bench(&keyring);
    let now_ms = till::Clock::now_ms(bench.clock.as_ref());
    let (order, total) = bench.open_order(1, 1_000);
    // Within the two seconds: an order that is opened can wait, the shift that its payment opens cannot.
    assert!(bench.till().testimony(now_ms + 1).is_none());
    bench.settle(order, total);
    let testimony = bench.till().testimony(now_ms + 2).unwrap();
    testimony.give().unwrap();
    let witness = till::Witness::read(&bench.data()).unwrap();
    assert_eq!(witness.sequence, bench.till().head().sequence);
    // Once.
    bench.sell(2, 1_000);
    assert!(bench.till().testimony(now_ms + 3).is_none());
    assert!(bench.till().testimony(now_ms + 2_002).is_some());
}

#[test]
fn a_whole_folder_that_is_put_back_is_found_out_by_the_keyring_offline() {
    let keyring = HandKeyring::new();
    let mut bench = bench(&keyring);
    bench.sell(1, 1_000);
    testify(&mut bench);
    let image = image(&mut bench);
    bench.sell(2, 1_000);
    bench.sell(3, 1_000);
    testify(&mut bench);
    let (old, upto) = (series(&mut bench), bench.till().head().sequence);
    put_back(&mut bench, &image);
    let now = series(&mut bench);
    assert_ne!(now, old);
    let missing = bench.till().missing().unwrap();
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].series, missing[0].upto), (old, upto));
    let receipts = bench.status().missing_receipts;
    let numbers: Vec<_> = receipts.iter().map(|receipt| receipt.number).collect();
    assert_eq!(numbers, [2, 3]);
    // Once: what goes on has a witness of its own.
    testify(&mut bench);
    bench.restart();
    assert_eq!(series(&mut bench), now);
    // And again with the next series.
    put_back(&mut bench, &image);
    assert_ne!(series(&mut bench), old);
}

#[test]
fn on_another_machine_the_keyring_knows_nothing() {
    let keyring = HandKeyring::new();
    let mut bench = bench(&keyring);
    let old = series(&mut bench);
    let image = image(&mut bench);
    bench.sell(1, 1_000);
    testify(&mut bench);
    bench.keyring = Some(HandKeyring::new());
    put_back(&mut bench, &image);
    assert_eq!(series(&mut bench), old);
}

#[test]
fn a_copy_on_the_same_machine_gets_a_series_of_its_own_once() {
    let keyring = HandKeyring::new();
    let mut first = bench(&keyring);
    first.sell(1, 1_000);
    let image = image(&mut first);
    let mut second = bench(&keyring);
    first.sell(2, 1_000);
    testify(&mut first);
    let old = series(&mut first);
    put_back(&mut second, &image);
    let own = series(&mut second);
    assert_ne!(own, old);
    // Neither of the two ever takes the other's newer witness for its own.
    for round in 10..13 {
        for till in [&mut first, &mut second] {
            till.sell(round, 1_000);
            testify(till);
            till.restart();
        }
        assert_eq!((series(&mut first), series(&mut second)), (old, own));
    }
}

#[test]
fn two_copies_that_both_sold_in_one_series_part_at_the_next_start() {
    let keyring = HandKeyring::new();
    let mut first = bench(&keyring);
    let image = image(&mut first);
    let mut second = bench(&keyring);
    put_back(&mut second, &image);
    let old = series(&mut first);
    assert_eq!(series(&mut second), old);
    first.sell(1, 1_000);
    first.sell(2, 1_000);
    testify(&mut first);
    second.sell(3, 1_000);
    testify(&mut second);
    first.restart();
    second.restart();
    assert_ne!(series(&mut first), old);
    assert_eq!(series(&mut second), old);
    // Nobody lost anything.
    assert_eq!(first.till().missing().unwrap(), []);
}

#[test]
fn a_keyring_that_hangs_stops_nothing_and_is_heard_when_it_answers() {
    let keyring = HandKeyring::new();
    let mut bench = bench(&keyring);
    bench.sell(1, 1_000);
    let image = image(&mut bench);
    bench.sell(2, 1_000);
    bench.sell(3, 1_000);
    testify(&mut bench);
    let old = series(&mut bench);
    keyring.is_now(Manner::Hangs);
    put_back(&mut bench, &image);
    bench.sell(4, 1_000);
    testify(&mut bench);
    assert_eq!(series(&mut bench), old);
    // What was not heard yet is not written over.
    assert_eq!(keyring.writes_waiting(), 0);
    keyring.unlock();
    testify(&mut bench);
    assert_ne!(series(&mut bench), old);
    let missing = bench.till().missing().unwrap();
    assert_eq!(missing.len(), 1, "{missing:?}");
    // One that hangs later has one question to answer, and not one for each sale.
    keyring.is_now(Manner::Hangs);
    for number in 5..9 {
        bench.sell(number, 1_000);
        testify(&mut bench);
    }
    assert_eq!(keyring.writes_waiting(), 1);
    let witness = till::Witness::read(&bench.data()).unwrap();
    assert_eq!(witness.sequence, bench.till().head().sequence);
}

#[test]
fn a_keyring_that_is_silent_leaves_the_file() {
    let keyring = HandKeyring::new();
    let mut bench = bench(&keyring);
    keyring.is_now(Manner::Silent);
    bench.restart();
    bench.sell(1, 1_000);
    testify(&mut bench);
    let witness = till::Witness::read(&bench.data()).unwrap();
    assert_eq!(witness.sequence, bench.till().head().sequence);
    // It is left alone until the next start.
    keyring.is_now(Manner::Hangs);
    bench.sell(2, 1_000);
    testify(&mut bench);
    assert_eq!(keyring.writes_waiting(), 0);
}

#[test]
fn a_till_that_keeps_away_from_the_keyring_leaves_no_witness_there() {
    let keyring = HandKeyring::new();
    let mut bench = Bench::new();
    bench.keyring = Some(Arc::clone(&keyring) as Arc<dyn Keyring>);
    // Its key is in a file: nobody is asked to unlock a keyring for the witness alone.
    bench.restart();
    bench.sell(1, 1_000);
    testify(&mut bench);
    assert!(keyring.witnesses().is_empty());
}

/// Waits until the keyring keeps what was witnessed last.
fn wait_for(keyring: &OsKeyring, bench: &mut Bench) {
    let head = bench.till().head().sequence;
    let name = format!("witness-{}", series(bench));
    let asked = Instant::now();
    loop {
        let kept = keyring.read(name.clone()).recv_timeout(PATIENCE).unwrap();
        if let Kept::Secret(json) = &kept
            && serde_json::from_slice::<till::Witness>(json)
                .unwrap()
                .sequence
                == head
        {
            return;
        }
        assert!(asked.elapsed() < PATIENCE, "{kept:?} is not {head}");
    }
}

#[test]
#[ignore = "it needs a session with a keyring of its own, which the test below gives it"]
fn inside_a_session() {
    let keyring = OsKeyring;
    let mut bench = Bench::with_keyring(Arc::new(keyring));
    assert!(!bench.data().join("till.key").exists());
    bench.sell(1, 1_000);
    let image = image(&mut bench);
    bench.sell(2, 1_000);
    testify(&mut bench);
    wait_for(&keyring, &mut bench);
    let old = series(&mut bench);
    put_back(&mut bench, &image);
    // A keyring that is slow today is heard a little later.
    let asked = Instant::now();
    while series(&mut bench) == old {
        testify(&mut bench);
        assert!(asked.elapsed() < PATIENCE, "it was not found out");
    }
    assert_eq!(bench.till().missing().unwrap().len(), 1);
}

#[test]
fn the_operating_systems_keyring_finds_a_whole_folder_out_that_is_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let script = r#"
        printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 77
        exec "$1" --exact witness::inside_a_session --ignored"#;
    let output = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", script, "sh"])
        .arg(std::env::current_exe().unwrap())
        .env("HOME", folder.path())
        .env("XDG_DATA_HOME", folder.path().join("share"))
        .env("XDG_RUNTIME_DIR", folder.path())
        .output();
    let output = match output {
        Ok(output) if output.status.code() != Some(77) => output,
        _ => {
            let _ = writeln!(
                std::io::stderr(),
                "SKIPPED: dbus-run-session and gnome-keyring-daemon are not here"
            );
            return;
        }
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("1 passed"), "{said}");
}
