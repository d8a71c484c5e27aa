//! The file that a till exports.

use crate::till::TestTill;
use serde::Serialize;
use shared::id::BusinessId;
use shared::journal::{Entry, Hash, PublicKey, Sequence, SeriesHeader, Signature, sign_head};
use std::io::{self, Write};
use sync_server::key::ServerKey;

#[derive(Serialize)]
struct First {
    cortado_journal: u32,
    header: SeriesHeader,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    entry: &'a Entry,
    hash: Hash,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<Signature>,
}

#[derive(Serialize)]
struct Last {
    cosigned: Cosigned,
}

#[derive(Serialize)]
struct Cosigned {
    business: BusinessId,
    sequence: Sequence,
    hash: Hash,
    signature: Signature,
    server_key: PublicKey,
}

/// The server that co-signs.
pub fn server() -> ServerKey {
    ServerKey::from_bytes(&[7; 32])
}

/// Writes a till's journal, co-signed up to this many of its entries.
pub fn export(till: &TestTill, cosigned: usize, file: &mut impl Write) -> io::Result<()> {
    let header = till.header;
    let first = First {
        cortado_journal: 1,
        header,
    };
    line(file, &first)?;
    for (at, (entry, hash)) in till.entries.iter().zip(&till.hashes).enumerate() {
        let sign = || sign_head(&till.key, header.series, &till.head_at(at + 1));
        let signature = entry.ends_group().then(sign);
        let hash = *hash;
        let entry = Line {
            entry,
            hash,
            signature,
        };
        line(file, &entry)?;
    }
    let head = till.head_at(cosigned);
    let business = BusinessId(uuid::Uuid::from_u128(77));
    let signature = server().cosign(business, header.series, head.sequence, &head.hash);
    let cosigned = Cosigned {
        business,
        sequence: head.sequence,
        hash: head.hash,
        signature,
        server_key: server().public(),
    };
    line(file, &Last { cosigned })
}

fn line(file: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *file, line)?;
    file.write_all(b"\n")
}
