//! Blind mutations for the ordinary tests, which must do without coverage.

use failing_disk::Chance;

/// Pieces that parsers look for.
const PIECES: [&[u8]; 14] = [
    b"\"",
    b",",
    b"\n",
    b"\r",
    b"{}",
    b"[",
    b"null",
    b"-1",
    b"9223372036854775807",
    b"18446744073709551616",
    b"1e400",
    b"\\u0000",
    b"\xff\xfe",
    b"\xc3\xa9",
];

/// One to eight changes of an input; `other` may lend a piece of itself.
pub fn mutate(input: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut output = input.to_vec();
    for _ in 0..=chance.below(8) {
        let at = chance.below(output.len() + 1);
        match chance.below(7) {
            0 => flip(&mut output, at, chance),
            1 => insert(&mut output, at, &[chance.any().to_le_bytes()[0]]),
            2 => insert(&mut output, at, PIECES[chance.below(PIECES.len())]),
            3 => {
                let upto = (at + 1 + chance.below(16)).min(output.len());
                output.drain(at..upto.max(at));
            }
            4 => output.truncate(at),
            5 => {
                let from = chance.below(other.len() + 1);
                let upto = (from + chance.below(64)).min(other.len());
                insert(&mut output, at, &other[from..upto]);
            }
            _ => {
                let upto = (at + chance.below(32)).min(output.len());
                let again = output[at..upto.max(at)].to_vec();
                insert(&mut output, at, &again);
            }
        }
    }
    output
}

fn flip(output: &mut [u8], at: usize, chance: &mut Chance) {
    if let Some(byte) = output.get_mut(at) {
        *byte ^= 1 << chance.below(8);
    }
}

fn insert(output: &mut Vec<u8>, at: usize, piece: &[u8]) {
    output.splice(at..at, piece.iter().copied());
}
