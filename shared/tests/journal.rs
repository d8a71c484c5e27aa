//! The journal's bytes are frozen, and no change of a byte goes unnoticed.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use proptest::prelude::*;
use shared::clock::{HybridClock, Wall};
use shared::id::{AuthorId, SeriesId, SubjectId, TillId};
use shared::journal::{
    Body, ChainError, ENTRY_BYTES_MAX, Entry, Hash, Head, PublicKey, Sequence, SeriesHeader,
    SigningKey, Writer, check_chain, sign_head, verify_head,
};

fn header(key: &SigningKey) -> SeriesHeader {
    SeriesHeader {
        series: SeriesId::from_bytes([7; 16]),
        writer: Writer::Till(TillId::from_bytes([9; 16])),
        public_key: PublicKey::of(key),
    }
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[3; 32])
}

/// A series of these group sizes.
fn series(groups: &[u16]) -> (Head, Vec<Entry>) {
    let header = header(&key());
    let mut entries = Vec::new();
    for size in groups {
        for index in 0..*size {
            let sequence = entries.len() as u64 + 1;
            entries.push(Entry {
                series: header.series,
                sequence: Sequence(sequence),
                group_size: *size,
                group_index: index,
                clock: HybridClock::from_bits(sequence << 16),
                wall: Wall {
                    ms: 1_700_000_000_000 + sequence as i64,
                    offset: -180,
                },
                author: AuthorId::TILL,
                subject: SubjectId::from_bytes([1; 16]),
                kind: "order.channel_set".to_owned(),
                version: 1,
                body: Body(br#"{"channel":"here"}"#.to_vec()),
            });
        }
    }
    (
        Head {
            sequence: Sequence::NONE,
            hash: header.hash(),
        },
        entries,
    )
}

fn check(start: &Head, entries: &[Entry]) -> Result<Vec<Hash>, ChainError> {
    check_chain(SeriesId::from_bytes([7; 16]), start, entries)
}

#[test]
fn whole_groups_in_order_are_taken_from_any_group_on() {
    let (start, entries) = series(&[1, 3, 2]);
    let hashes = check(&start, &entries).unwrap();
    let middle = Head {
        sequence: Sequence(4),
        hash: hashes[3],
    };
    assert_eq!(check(&middle, &entries[4..]).unwrap(), hashes[4..]);
}

#[test]
fn gaps_mixed_groups_and_foreign_entries_are_named() {
    let (start, entries) = series(&[1, 3, 2]);
    let mut missing = entries.clone();
    missing.remove(2);
    assert_eq!(
        check(&start, &missing),
        Err(ChainError::Gap {
            expected: Sequence(3),
            found: Sequence(4)
        })
    );
    assert_eq!(
        check(&start, &entries[..3]),
        Err(ChainError::BrokenGroup { at: Sequence(3) })
    );
    let mut foreign = entries.clone();
    foreign[1].series = SeriesId::from_bytes([8; 16]);
    assert_eq!(
        check(&start, &foreign),
        Err(ChainError::OtherSeries { at: Sequence(2) })
    );
    let mut backwards = entries.clone();
    backwards[4].clock = backwards[3].clock;
    assert_eq!(
        check(&start, &backwards),
        Err(ChainError::ClockWentBack { at: Sequence(5) })
    );
    let mut large = entries;
    large[0].body = Body(vec![b' '; ENTRY_BYTES_MAX]);
    assert_eq!(
        check(&start, &large),
        Err(ChainError::TooLarge { at: Sequence(1) })
    );
}

#[test]
fn a_signed_head_verifies_for_that_head_alone() {
    let (start, entries) = series(&[2]);
    let hashes = check(&start, &entries).unwrap();
    let (series, key) = (entries[0].series, key());
    let head = Head {
        sequence: Sequence(2),
        hash: hashes[1],
    };
    let signature = sign_head(&key, series, &head);
    let public = PublicKey::of(&key);
    assert!(verify_head(&public, series, &head, &signature));
    assert!(!verify_head(
        &public,
        series,
        &Head {
            sequence: Sequence(1),
            ..head
        },
        &signature
    ));
    assert!(!verify_head(
        &public,
        series,
        &Head {
            hash: hashes[0],
            ..head
        },
        &signature
    ));
    assert!(!verify_head(
        &public,
        SeriesId::from_bytes([0; 16]),
        &head,
        &signature
    ));
    let stranger = PublicKey::of(&SigningKey::from_bytes(&[4; 32]));
    assert!(!verify_head(&stranger, series, &head, &signature));
}

proptest! {
    #[test]
    fn a_change_anywhere_in_an_entry_changes_its_hash(bit in 0_usize..(8 * 200)) {
        let (start, entries) = series(&[1]);
        let mut bytes = entries[0].canonical_bytes(&start.hash);
        let whole = Hash::of(&bytes);
        let place = bit / 8 % bytes.len();
        bytes[place] ^= 1 << (bit % 8);
        prop_assert_ne!(Hash::of(&bytes), whole);
    }

    #[test]
    fn two_entries_that_differ_never_share_their_bytes(
        kinds in ("[a-z.]{1,6}", "[a-z.]{1,6}"), bodies in (".{0,6}", ".{0,6}"),
    ) {
        let (start, entries) = series(&[1]);
        let with = |kind: &str, body: &str| Entry {
            kind: kind.to_owned(), body: Body(body.as_bytes().to_vec()), ..entries[0].clone()
        };
        let (one, other) = (with(&kinds.0, &bodies.0), with(&kinds.1, &bodies.1));
        let same = one.canonical_bytes(&start.hash) == other.canonical_bytes(&start.hash);
        prop_assert_eq!(same, one == other);
    }

    #[test]
    fn any_body_survives_the_wire(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let (_, entries) = series(&[1]);
        let entry = Entry { body: Body(bytes), ..entries[0].clone() };
        let text = serde_json::to_string(&entry).unwrap();
        prop_assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry);
    }
}
