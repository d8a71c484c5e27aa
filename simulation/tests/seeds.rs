//! A few hundred worlds at every test run. `cargo xtask simulate` plays as many more as one likes.

use simulation::{Script, Verdicts, campaign, play};

const SEEDS: u64 = 300;
/// The tests of this file run side by side, one a piece.
const PIECES: u64 = 4;

fn piece(number: u64) {
    let each = SEEDS / PIECES;
    let (verdicts, _) = campaign(number * each..(number + 1) * each, None, true);
    let Verdicts { broken, seeds, .. } = verdicts;
    assert_eq!(seeds, each);
    for broken in &broken {
        println!(
            "seed {}: {}: {}\n{}",
            broken.seed, broken.rule, broken.detail, broken.script
        );
    }
    assert!(
        broken.is_empty(),
        "{} of {seeds} worlds broke a promise",
        broken.len()
    );
}

#[test]
fn no_sale_is_lost_doubled_or_altered_in_the_first_quarter() {
    piece(0);
}

#[test]
fn no_sale_is_lost_doubled_or_altered_in_the_second_quarter() {
    piece(1);
}

#[test]
fn no_sale_is_lost_doubled_or_altered_in_the_third_quarter() {
    piece(2);
}

#[test]
fn no_sale_is_lost_doubled_or_altered_in_the_last_quarter() {
    piece(3);
}

#[test]
fn the_same_seed_plays_the_same_day() {
    for seed in [3, 7_000_000_000] {
        let script = Script::of(seed);
        assert_eq!(play(&script, 0).trace, play(&script, 0).trace);
    }
    assert_ne!(play(&Script::of(1), 0).trace, play(&Script::of(2), 0).trace);
}

#[test]
fn a_script_reads_as_it_was_written() {
    let script = Script::of(42);
    let read: Script = script.to_string().parse().unwrap();
    assert_eq!(read, script);
}
