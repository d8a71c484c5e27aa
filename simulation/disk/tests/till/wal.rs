//! A WAL that breaks off: cut at each byte of its last frames, the till opens with all groups that are whole in it.

use super::check;
use super::day::{add, day, settle};
use super::stand::Stand;
use failing_disk::Loss;
use shared::journal::Sequence;

const WAL: &str = "till.db-wal";
const FRAME_BYTES: usize = 24 + 4_096;

/// A till whose WAL holds the last sales, the length of the WAL after each, and the journal.
fn stand() -> (Stand, Vec<(usize, Sequence)>) {
    let mut stand = Stand::new(5);
    stand.open().unwrap();
    for step in day() {
        stand.perform(&step).unwrap();
    }
    let mut lengths = Vec::new();
    for step in [add(800, 1), add(800, 2), settle(800, 2 * super::day::PRICE)] {
        stand.perform(&step).unwrap();
        let length = stand.disk.bytes(WAL).unwrap().len();
        lengths.push((length, stand.head().sequence));
    }
    (stand, lengths)
}

/// Cuts the WAL at each `every`-th byte of its last frames.
fn cut_the_wal(frames: usize, every: usize) -> usize {
    let (mut stand, lengths) = stand();
    let confirmed = stand.confirmed.clone();
    let whole = check::check_file(&stand.raw());
    let photo = stand.disk.photo();
    let wal = stand.disk.bytes(WAL).unwrap();
    let mut cuts = 0;
    for cut in (wal.len() - frames * FRAME_BYTES..=wal.len()).step_by(every) {
        stand.disk.restart_from(&photo, Loss::Nothing);
        stand.disk.put(WAL, wal[..cut].to_vec());
        stand.open().unwrap();
        let journal = check::check_file(&stand.raw());
        // Everything whose last frame was whole is there.
        let sure = lengths.iter().rev().find(|(length, _)| *length <= cut);
        if let Some((_, sequence)) = sure {
            assert!(journal.len() as u64 >= sequence.0, "cut at {cut}");
            let told = confirmed.iter().filter(|head| head.sequence <= *sequence);
            check::check_confirmed(&journal, &told.copied().collect::<Vec<_>>());
        }
        assert_eq!(journal, whole[..journal.len()], "cut at {cut}");
        cuts += 1;
    }
    cuts
}

#[test]
fn a_wal_that_breaks_off_keeps_every_whole_group() {
    assert!(cut_the_wal(3, 97) > 100);
}

#[test]
#[ignore = "in full: cargo xtask crash --disk"]
fn in_full_a_wal_that_breaks_off_keeps_every_whole_group() {
    let cuts = cut_the_wal(3, 1);
    println!("FIGURE wal_cuts {cuts}");
    assert!(cuts >= 12_360);
}
