//! Bytes that are no print job, and single commands at their edges.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use paper_printer::{Item, Unreadable, print};
use proptest::prelude::*;

#[test]
fn an_unknown_command_is_named_by_its_place() {
    let unknown = print(b"abc\n\x1b\x01", 384).unwrap_err();
    let bytes = vec![0x1b, 0x01];
    assert_eq!(unknown, Unreadable::CutShort { at: 4 });
    let unknown = print(b"abc\n\x1b\x01\x02", 384).unwrap_err();
    assert!(matches!(unknown, Unreadable::Unknown { at: 4, bytes: found } if found[..2] == bytes));
}

#[test]
fn a_command_that_is_cut_short_is_named_by_its_place() {
    assert_eq!(
        print(b"\x1b@\x1dv0\x00\x02\x00\x10\x00ab", 384).unwrap_err(),
        Unreadable::CutShort { at: 2 }
    );
}

#[test]
fn a_pulse_without_its_times_takes_the_next_bytes() {
    // Three bytes of five: the two letters are the times.
    let printed = print(b"\x1bp\x00Hola\n", 384).unwrap();
    assert_eq!(printed.items[0], Item::Pulse { pin: 0 });
    assert_eq!(printed.text(), ["la"]);
}

#[test]
fn tabs_go_to_their_columns() {
    let printed = print(b"\x1bD\x0a\x14\x00a\tb\tc\n", 576).unwrap();
    assert_eq!(printed.text(), ["a\tb\tc"]);
    for column in [0, 10, 20] {
        assert!(
            printed.picture.part(column * 12, 0, 12, 24).black() > 0,
            "{column}"
        );
    }
}

#[test]
fn a_long_line_wraps_where_the_paper_ends() {
    let printed = print(&[b'x'; 40], 384).unwrap();
    let lines: Vec<_> = printed.lines().collect();
    assert_eq!(
        lines
            .iter()
            .map(|line| line.text().len())
            .collect::<Vec<_>>(),
        [32, 8]
    );
    assert!(lines[0].wrapped && !lines[1].wrapped);
}

#[test]
fn bold_is_off_when_both_of_its_commands_are_off() {
    let printed = print(b"\x1bE\x01\x1bG\x01a\x1bE\x00b\x1bG\x00c\n", 384).unwrap();
    let runs = &printed.lines().next().unwrap().runs;
    let bold: Vec<_> = runs
        .iter()
        .map(|run| (run.text.as_str(), run.style.bold))
        .collect();
    assert_eq!(bold, [("ab", true), ("c", false)]);
}

#[test]
fn several_characters_can_be_defined_at_once() {
    let stream = b"\x1b&\x01AB\x02\xff\xff\x01\x0f\x1b%\x01AB\x1b%\x00A\n";
    let printed = print(stream, 384).unwrap();
    assert_eq!(printed.text(), ["\u{e041}\u{e042}A"]);
}

#[test]
fn a_turned_letter_lies_on_its_side() {
    let upright = print(b"L\n", 384).unwrap().picture.part(0, 0, 12, 24);
    let turned = print(b"\x1bV\x01L\n", 384)
        .unwrap()
        .picture
        .part(0, 0, 24, 12);
    assert_eq!(upright.turned(), turned);
}

/// The beginnings of commands, so that garbage gets further than its first byte.
fn likely() -> impl Strategy<Value = Vec<u8>> {
    let start = prop::sample::select(vec![
        &b"\x1b"[..],
        b"\x1d",
        b"\x1d(k",
        b"\x1d(L",
        b"\x1d8L",
        b"\x1dv0",
        b"\x1b*",
        b"\x1b&",
        b"\x1dk",
        b"\x10",
        b"\x1bD",
        b"\x1b!",
        b"\x1d!",
        b"\x1bd",
        b"\x1dW",
        b"\x1dL",
        b"\x1b$",
        b"\x1b\\",
        b"\n",
    ]);
    let piece = (start, prop::collection::vec(any::<u8>(), 0..12));
    let pieces = prop::collection::vec(piece, 0..24);
    pieces.prop_map(|pieces| {
        let bytes = pieces
            .into_iter()
            .flat_map(|(start, rest)| [start.to_vec(), rest]);
        bytes.flatten().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn garbage_is_printed_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), width in 1_usize..600) {
        let _ = print(&bytes, width);
    }

    #[test]
    fn garbage_that_looks_like_commands_is_printed_or_refused(bytes in likely()) {
        let _ = print(&bytes, 576);
    }
}
