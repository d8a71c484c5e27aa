//! A journal as a file: whole it is proved; of whatever else, the first place that is not is named.

use crate::export::{export, server};
use crate::till::{TestTill, day, sold};
use serde_json::json;
use shared::journal::Sequence;
use sync_server::verify::{VerifyError, verify};

/// A file of six entries in five groups, co-signed up to the last.
fn exported() -> Vec<u8> {
    let mut till = TestTill::new(1);
    till.sell(
        day("2026-11-24"),
        9,
        &[
            sold("Flat \"white\" ñ", 1, 1_000, 380),
            sold("Tea\u{1}", 2, 500, 200),
        ],
    );
    till.record_raw("robot.danced", 1, &[0xff, 0xfe]);
    till.record_raw("robot.slept", 1, b"{}");
    written(&till, till.entries.len())
}

fn written(till: &TestTill, cosigned: usize) -> Vec<u8> {
    let mut file = Vec::new();
    export(till, cosigned, &mut file).unwrap();
    file
}

/// What an auditor who knows both keys hears.
fn audit(file: &[u8]) -> Result<(), VerifyError> {
    let till_key = TestTill::new(1).header.public_key;
    verify(file, Some(till_key), Some(server().public())).map(|_| ())
}

/// The first place that is not proved.
fn named(file: &[u8]) -> u64 {
    let error = audit(file).unwrap_err();
    let place = error.first_bad().unwrap_or_else(|| panic!("{error}"));
    let said = error.to_string();
    assert!(said.starts_with(&format!("sequence {place}: ")), "{said}");
    place.0
}

fn lines(file: &[u8]) -> Vec<&[u8]> {
    file.split_inclusive(|byte| *byte == b'\n').collect()
}

/// The place that a line stands for: the header for all that follows, the last line for what would come next.
fn place_of(line: usize) -> u64 {
    line.max(1) as u64
}

#[test]
fn a_whole_file_is_proved_and_its_keys_are_named() {
    let file = exported();
    let till_key = TestTill::new(1).header.public_key;
    let proof = verify(&file, None, None).unwrap();
    assert_eq!(proof.to_json()["complete_to"], json!(6));
    assert_eq!(proof.advice().len(), 2);
    assert!(proof.advice()[0].contains(&till_key.fingerprint()));
    let proof = verify(&file, Some(till_key), Some(server().public())).unwrap();
    assert!(proof.advice().is_empty());
    let other = verify(&file, Some(server().public()), None).unwrap_err();
    assert!(matches!(other, VerifyError::OtherTill(_)));
    let other = verify(&file, None, Some(till_key)).unwrap_err();
    assert!(matches!(other, VerifyError::OtherServer(_)));
}

#[test]
fn whatever_byte_is_changed_its_entry_is_named() {
    let file = exported();
    let mut at = 0;
    for (line, bytes) in lines(&file).into_iter().enumerate() {
        for _ in bytes {
            for flip in [0x01, 0x20, 0x80] {
                let mut changed = file.clone();
                changed[at] ^= flip;
                assert_eq!(named(&changed), place_of(line), "byte {at} ^ {flip:#x}");
            }
            at += 1;
        }
    }
}

#[test]
fn whatever_byte_is_dropped_or_slipped_in_its_entry_is_named() {
    let file = exported();
    let mut at = 0;
    for (line, bytes) in lines(&file).into_iter().enumerate() {
        for _ in bytes {
            let mut changed = file.clone();
            changed.remove(at);
            assert_eq!(named(&changed), place_of(line), "without byte {at}");
            changed.insert(at, b' ');
            changed.insert(at + 1, file[at]);
            assert_eq!(named(&changed), place_of(line), "a blank before byte {at}");
            at += 1;
        }
    }
}

#[test]
fn whatever_line_is_missing_doubled_or_moved_its_entry_is_named() {
    let file = exported();
    let lines = lines(&file);
    let name = |lines: &[&[u8]]| named(&lines.concat());
    for at in 0..lines.len() {
        let mut changed = lines.clone();
        let line = changed.remove(at);
        assert_eq!(name(&changed), place_of(at), "without line {at}");
        for to in 0..lines.len() {
            changed.insert(to, line);
            if to != at {
                assert_eq!(name(&changed), place_of(at.min(to)), "{at} moved to {to}");
            }
            changed.remove(to);
        }
        let mut doubled = lines.clone();
        doubled.insert(at, line);
        let second = place_of(at + 1).min(place_of(lines.len() - 1));
        assert_eq!(name(&doubled), second, "line {at} twice");
    }
}

#[test]
fn a_file_that_stops_early_is_missing_what_comes_next() {
    let file = exported();
    let lines = lines(&file);
    let cosigned = lines[lines.len() - 1];
    for upto in 1..lines.len() - 1 {
        let stops = lines[..upto].concat();
        assert_eq!(named(&stops), upto as u64, "no more than {upto} lines");
        // What the server holds says how much is missing, even where the rest ends with a whole group.
        let stops = [&stops, cosigned].concat();
        assert_eq!(named(&stops), upto as u64, "{upto} lines and the last");
    }
    assert!(matches!(audit(&[]), Err(VerifyError::Header { .. })));
}

#[test]
fn entries_behind_what_the_server_co_signed_need_no_co_signature() {
    let mut till = TestTill::new(1);
    for _ in 0..3 {
        till.sell(day("2026-11-24"), 9, &[sold("Tea", 1, 1_000, 380)]);
    }
    for cosigned in 0..=till.entries.len() {
        let file = written(&till, cosigned);
        let proof = verify(&file, None, Some(server().public())).unwrap();
        assert_eq!(proof.to_json()["complete_to"], json!(cosigned));
        assert_eq!(proof.to_json()["entries"], json!(9));
    }
}

#[test]
fn a_till_that_rewrote_what_the_server_holds_is_found_out() {
    let (mut told, mut rewritten) = (TestTill::new(1), TestTill::new(1));
    for (till, price) in [(&mut told, 500), (&mut rewritten, 380)] {
        till.sell(day("2026-11-24"), 9, &[sold("Tea", 1, 1_000, 380)]);
        till.sell(day("2026-11-24"), 9, &[sold("Cake", 2, 1_000, price)]);
    }
    // With its key the till signs whatever it likes; what the server co-signed it cannot change.
    let (told, mut file) = (written(&told, 6), written(&rewritten, 6));
    let cosigned = lines(&told)[7].to_vec();
    file.truncate(file.len() - cosigned.len());
    file.extend(cosigned);
    let error = audit(&file).unwrap_err();
    assert_eq!(error.first_bad(), Some(Sequence(6)));
    assert!(error.to_string().contains("holds another entry"), "{error}");
}

#[test]
fn the_first_fault_is_named_in_a_file_of_many_stretches() {
    let mut till = TestTill::new(1);
    let note = "x".repeat(20_000);
    for _ in 0..60 {
        till.sell(day("2026-11-24"), 9, &[sold("Tea", 1, 1_000, 380)]);
        till.record_raw("robot.danced", 1, note.as_bytes());
        till.record_raw("robot.danced", 1, note.as_bytes());
    }
    let file = written(&till, till.entries.len());
    assert!(file.len() > 2 * 1024 * 1024, "{}", file.len());
    audit(&file).unwrap();
    let ends: Vec<usize> = (0..file.len()).filter(|at| file[*at] == b'\n').collect();
    // A changed signature, which is found last of all, before a changed body; and the other way round.
    for (first, second) in [(3, 298), (151, 152), (297, 299), (1, 300)] {
        for (early, late) in [(10, 300), (300, 10)] {
            let mut changed = file.clone();
            changed[ends[second] - late] ^= 1;
            assert_eq!(named(&changed), second as u64);
            changed[ends[first] - early] ^= 1;
            assert_eq!(named(&changed), first as u64);
        }
    }
}
