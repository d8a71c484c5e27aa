//! A bit that flips on the medium: it is noticed, or it changes nothing that was confirmed. Bringing back what was
//! lost is another matter; here nothing may be silently wrong.

use super::check;
use super::day::day;
use super::stand::Stand;
use failing_disk::{Chance, Loss};
use std::panic::{AssertUnwindSafe, catch_unwind};

const PAGE_BYTES: usize = 4_096;

#[derive(Debug, Default)]
struct Verdicts {
    refused: usize,
    noticed: usize,
    harmless: usize,
}

/// Flips one bit in each page of a file, `times` over, and opens the till.
fn flip_bits(file: &str, times: usize) -> Verdicts {
    let mut stand = Stand::new(11);
    stand.open().unwrap();
    for step in day() {
        stand.perform(&step).unwrap();
    }
    let whole = check::check_file(&stand.raw());
    let shadows = check::projections(&stand.raw());
    let photo = stand.disk.photo();
    let bytes = stand.disk.bytes(file).unwrap();
    let mut chance = Chance::new(11);
    let mut verdicts = Verdicts::default();
    for page in 0..bytes.len().div_ceil(PAGE_BYTES) {
        for _ in 0..times {
            let mut damaged = bytes.clone();
            let at = (page * PAGE_BYTES + chance.below(PAGE_BYTES)).min(bytes.len() - 1);
            damaged[at] ^= 1 << chance.below(8);
            stand.till = None;
            stand.disk.restart_from(&photo, Loss::Nothing);
            stand.disk.put(file, damaged);
            if stand.open().is_err() {
                verdicts.refused += 1;
                continue;
            }
            // What the till itself would notice: its own check of the file, and of the chain.
            let raw = stand.raw();
            let read = catch_unwind(AssertUnwindSafe(|| {
                (check::check_file(&raw), check::projections(&raw))
            }));
            match read {
                Err(_) => verdicts.noticed += 1,
                Ok((journal, live)) => {
                    assert_eq!(
                        journal, whole,
                        "byte {at} of {file}: silently another journal"
                    );
                    if live != shadows {
                        verdicts.noticed += 1;
                    } else {
                        verdicts.harmless += 1;
                    }
                }
            }
        }
    }
    println!("FIGURE flipped_bits {file} {verdicts:?}");
    verdicts
}

#[test]
fn a_flipped_bit_never_makes_another_journal() {
    let verdicts = flip_bits("till.db", 2);
    assert!(verdicts.noticed + verdicts.refused > 0);
}
