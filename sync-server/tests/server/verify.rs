//! A journal as a file: whole it is proved, and no changed byte goes unnoticed.

use crate::till::{TestTill, day, sold};
use serde_json::json;
use shared::id::BusinessId;
use shared::journal::{PublicKey, Sequence, sign_head};
use sync_server::key::ServerKey;
use sync_server::verify::verify;

fn server() -> ServerKey {
    ServerKey::from_bytes(&[7; 32])
}

/// The file that a till exports, co-signed up to its head.
fn exported() -> Vec<u8> {
    let mut till = TestTill::new(1);
    till.sell(
        day("2026-11-24"),
        9,
        &[sold("Flat \"white\" ñ", 1, 1_000, 380)],
    );
    till.record_raw("robot.danced", 1, &[0xff, 0xfe]);
    let mut lines = vec![
        serde_json::to_string(&First {
            cortado_journal: 1,
            header: till.header,
        })
        .unwrap(),
    ];
    for (at, (entry, hash)) in till.entries.iter().zip(&till.hashes).enumerate() {
        let signature = entry
            .ends_group()
            .then(|| sign_head(&till.key, till.header.series, &till.head_at(at + 1)));
        lines.push(
            serde_json::to_string(&Line {
                entry,
                hash: *hash,
                signature,
            })
            .unwrap(),
        );
    }
    let head = till.head();
    let business = BusinessId(uuid::Uuid::from_u128(77));
    let signature = server().cosign(business, till.header.series, head.sequence, &head.hash);
    let cosigned = Cosigned {
        business,
        sequence: head.sequence,
        hash: head.hash,
        signature,
        server_key: server().public(),
    };
    lines.push(serde_json::to_string(&Last { cosigned }).unwrap());
    (lines.join("\n") + "\n").into_bytes()
}

#[derive(serde::Serialize)]
struct First {
    cortado_journal: u32,
    header: shared::journal::SeriesHeader,
}

#[derive(serde::Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    entry: &'a shared::journal::Entry,
    hash: shared::journal::Hash,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<shared::journal::Signature>,
}

#[derive(serde::Serialize)]
struct Cosigned {
    business: BusinessId,
    sequence: Sequence,
    hash: shared::journal::Hash,
    signature: shared::journal::Signature,
    server_key: PublicKey,
}

#[derive(serde::Serialize)]
struct Last {
    cosigned: Cosigned,
}

#[test]
fn a_whole_file_is_proved_and_its_keys_are_named() {
    let file = exported();
    let till_key = TestTill::new(1).header.public_key;
    let proof = verify(file.as_slice(), None, None).unwrap();
    assert_eq!(proof.to_json()["complete_to"], json!(4));
    assert_eq!(proof.advice().len(), 2);
    assert!(proof.advice()[0].contains(&till_key.fingerprint()));
    let proof = verify(file.as_slice(), Some(till_key), Some(server().public())).unwrap();
    assert!(proof.advice().is_empty());
    verify(file.as_slice(), Some(server().public()), None).unwrap_err();
    verify(file.as_slice(), None, Some(till_key)).unwrap_err();
}

#[test]
fn no_changed_byte_goes_unnoticed() {
    let file = exported();
    // The keys that the file names are compared by people: here they are known.
    let (till_key, server_key) = (TestTill::new(1).header.public_key, server().public());
    for at in 0..file.len() {
        for flip in [0x01, 0x20, 0x80] {
            let mut changed = file.clone();
            changed[at] ^= flip;
            let found = verify(changed.as_slice(), Some(till_key), Some(server_key));
            assert!(found.is_err(), "byte {at} ^ {flip:#x} went unnoticed");
        }
    }
}

#[test]
fn lines_that_are_missing_doubled_or_swapped_are_named() {
    let file = exported();
    let lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
    let said = |lines: &[&[u8]]| {
        format!(
            "{:?}",
            verify(lines.concat().as_slice(), None, None).unwrap_err()
        )
    };
    let without = |at: usize| [&lines[..at], &lines[at + 1..]].concat();
    for at in 1..lines.len() - 1 {
        let expected = format!("sequence: Sequence({at})");
        assert!(
            said(&without(at)).contains(&expected),
            "{}",
            said(&without(at))
        );
    }
    let mut swapped = lines.clone();
    swapped.swap(1, 2);
    assert!(said(&swapped).contains("Sequence(1)"));
    let doubled = [&lines[..2], &lines[1..]].concat();
    assert!(said(&doubled).contains("Sequence(2)"));
    assert!(said(&lines[..2]).contains("cut off"));
    assert!(said(&[]).contains("empty"));
}
