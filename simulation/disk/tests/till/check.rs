//! What must be true of a till's file, read without the till.

use super::stand::Stand;
use rusqlite::Connection;
use shared::clock::{HybridClock, Wall};
use shared::id::{AuthorId, SeriesId, SubjectId, TillId};
use shared::journal::{
    Body, Entry, Hash, Head, PublicKey, Sequence, SeriesHeader, Signature, Writer, check_chain,
    verify_head,
};
use std::collections::BTreeSet;

/// The journal as it is in the file: entries with the hash beside them.
pub type Journal = Vec<(Entry, Hash)>;

/// The till's own series, out of the file.
pub fn own_journal(raw: &Connection) -> Journal {
    let series: Option<[u8; 16]> = raw
        .query_row("select series from device", [], |row| row.get(0))
        .ok();
    series.map_or_else(Vec::new, |series| journal(raw, series))
}

fn journal(raw: &Connection, series: [u8; 16]) -> Journal {
    let sql = "select sequence, group_size, group_index, clock, wall_ms, wall_offset, author, subject, kind, version,
               body, hash from entry where series = ?1 order by sequence";
    let mut statement = raw.prepare(sql).unwrap();
    let rows = statement.query_map([series], |row| {
        let entry = Entry {
            series: SeriesId::from_bytes(series),
            sequence: Sequence(row.get::<_, i64>(0)?.cast_unsigned()),
            group_size: row.get(1)?,
            group_index: row.get(2)?,
            clock: HybridClock::from_bits(row.get::<_, i64>(3)?.cast_unsigned()),
            wall: Wall {
                ms: row.get(4)?,
                offset: row.get(5)?,
            },
            author: AuthorId::from_bytes(row.get(6)?),
            subject: SubjectId::from_bytes(row.get(7)?),
            kind: row.get(8)?,
            version: row.get(9)?,
            body: Body(row.get(10)?),
        };
        Ok((entry, Hash(row.get(11)?)))
    });
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// The file is whole, the chain is whole, every group is whole and signed, and no receipt is given twice.
pub fn check_file(raw: &Connection) -> Journal {
    let verdict: String = raw
        .query_row("pragma integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
    let entries = own_journal(raw);
    let Some((first, _)) = entries.first() else {
        return entries;
    };
    let header = header(raw, first.series);
    let start = Head {
        sequence: Sequence::NONE,
        hash: header.hash(),
    };
    let plain: Vec<Entry> = entries.iter().map(|(entry, _)| entry.clone()).collect();
    let hashes = check_chain(header.series, &start, &plain).expect("the chain is whole");
    for ((entry, written), hash) in entries.iter().zip(hashes) {
        assert_eq!(*written, hash, "the hash beside {}", entry.sequence);
        if entry.ends_group() {
            let head = Head {
                sequence: entry.sequence,
                hash,
            };
            let signature = signature(raw, &head, header.series);
            let key = &header.public_key;
            assert!(verify_head(key, header.series, &head, &signature));
        }
    }
    assert!(entries.last().is_none_or(|(entry, _)| entry.ends_group()));
    check_receipts(raw);
    entries
}

fn header(raw: &Connection, series: SeriesId) -> SeriesHeader {
    let sql = "select device.till, series.public_key from device, series where series.series = ?1";
    raw.query_row(sql, [series.as_bytes()], |row| {
        Ok(SeriesHeader {
            series,
            writer: Writer::Till(TillId::from_bytes(row.get(0)?)),
            public_key: PublicKey(row.get(1)?),
        })
    })
    .expect("a series has its header")
}

fn signature(raw: &Connection, head: &Head, series: SeriesId) -> Signature {
    let sql = "select signature from signature where series = ?1 and sequence = ?2";
    let place = (series.as_bytes(), head.sequence.0.cast_signed());
    let signature = raw.query_row(sql, place, |row| row.get(0));
    Signature(signature.unwrap_or_else(|_| panic!("no signature at {}", head.sequence)))
}

fn check_receipts(raw: &Connection) {
    let sql = "select receipt_number from orders where settled = 1 and own = 1 and receipt_number is not null";
    let mut statement = raw.prepare(sql).unwrap();
    let numbers = statement.query_map([], |row| row.get(0)).unwrap();
    let numbers: Vec<u32> = numbers.collect::<Result<_, _>>().unwrap();
    let different: BTreeSet<u32> = numbers.iter().copied().collect();
    assert_eq!(different.len(), numbers.len(), "a receipt number twice");
}

/// The tables that follow from the journal, as text.
pub fn projections(raw: &Connection) -> Vec<String> {
    let tables = [
        "category",
        "product",
        "modifier_group",
        "orders",
        "paper",
        "shift",
        "shift_sale",
        "shift_close",
        "shift_supplement",
        "order_counter",
        "receipt_counter",
        "session",
    ];
    let mut lines = Vec::new();
    for table in tables {
        let mut statement = raw
            .prepare(&format!("select * from {table} order by 1"))
            .unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<String> = (0..columns)
                .map(|column| format!("{:?}", row.get_ref(column).unwrap()))
                .collect();
            lines.push(format!("{table}: {}", values.join(", ")));
        }
    }
    lines
}

/// Orders paid here, and their money.
pub fn takings(raw: &Connection) -> (u64, i64) {
    let sql =
        "select count(*), coalesce(sum(total), 0) from orders where settle_sequence is not null";
    raw.query_row(sql, [], |row| {
        Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?))
    })
    .unwrap()
}

/// Everything that was confirmed is there, as it was.
pub fn check_confirmed(journal: &Journal, confirmed: &[Head]) {
    for head in confirmed
        .iter()
        .filter(|head| head.sequence > Sequence::NONE)
    {
        let at = usize::try_from(head.sequence.0).unwrap() - 1;
        let held = journal.get(at).map(|(entry, hash)| (entry.sequence, *hash));
        assert_eq!(held, Some((head.sequence, head.hash)), "confirmed and lost");
    }
}

/// The till's cursor and what is here of others: nothing skipped, nothing too much.
pub fn check_pulled(stand: &Stand, raw: &Connection) {
    let Some(server) = &stand.server else { return };
    let (cursor, durable): (i64, i64) = raw
        .query_row("select cursor, durable from sync_state", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    let own = server.header.series;
    let passed = server.feed.iter().take(usize::try_from(cursor).unwrap());
    let expected: Vec<Hash> = passed
        .filter(|(_, entry, _)| entry.series != own)
        .map(|(_, _, hash)| *hash)
        .collect();
    let sql = "select hash from entry where series <> ?1 order by series, sequence";
    let mut statement = raw.prepare(sql).unwrap();
    let held = statement.query_map([own.as_bytes()], |row| row.get(0).map(Hash));
    let held: Vec<Hash> = held.unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(held, expected, "what the cursor passed");
    assert!(durable.unsigned_abs() <= server.head().sequence.0);
}
