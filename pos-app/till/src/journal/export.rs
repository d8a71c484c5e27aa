//! A till's own journal as a file of JSON lines, which `cortado-server verify-journal` checks without a server.
//!
//! The first line holds the header of the series, then comes a line for each entry with its hash and, at the end
//! of each group, the till's signature; the last line is what the server co-signed, where it did.

use super::{entries_from, header_of, signature_at};
use crate::error::TillError;
use crate::lineage::{Closed, Lineage};
use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use shared::id::{BusinessId, SeriesId};
use shared::journal::{Entry, Hash, Head, PublicKey, Sequence, SeriesHeader, Signature};
use std::io::Write;
use std::path::Path;

/// The version of this file's format.
const FORMAT: u32 = 1;
const PAGE: usize = 1_000;

#[derive(Serialize)]
struct First<'a> {
    cortado_journal: u32,
    header: &'a SeriesHeader,
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

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exported {
    /// The file.
    pub path: String,
    /// How many entries it has.
    pub entries: u64,
}

/// Writes every series of a till: the one it writes now to `path`, and each closed one to a file of its own beside it,
/// with its number before the ending (`journal.1.jsonl`, `journal.2.jsonl`), as far as this till wrote it.
pub fn export(
    connection: &Connection,
    lineage: &Lineage,
    path: &Path,
) -> Result<Exported, TillError> {
    let name = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let ending = path.extension().map_or_else(
        || "jsonl".to_owned(),
        |ending| ending.to_string_lossy().into_owned(),
    );
    let mut entries = 0;
    for (number, closed) in (1..).zip(&lineage.closed) {
        let beside = path.with_file_name(format!("{name}.{number}.{ending}"));
        entries += export_one(connection, closed.series, Some(closed), &beside)?;
    }
    entries += export_one(connection, lineage.own, None, path)?;
    Ok(Exported {
        path: path.display().to_string(),
        entries,
    })
}

/// Writes one series into a new file beside `path`, and puts it there once it is whole.
fn export_one(
    connection: &Connection,
    series: SeriesId,
    closed: Option<&Closed>,
    path: &Path,
) -> Result<u64, TillError> {
    let doing = || format!("writing {}", path.display());
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let part = path.with_file_name(format!("{}.part", name.unwrap_or_default()));
    let file = std::fs::File::create(&part).map_err(TillError::io(doing()))?;
    let mut file = std::io::BufWriter::new(file);
    let entries = write_all(connection, series, closed, &mut file, &doing())?;
    let file = file.into_inner().map_err(|error| error.into_error());
    let file = file.map_err(TillError::io(doing()))?;
    file.sync_all().map_err(TillError::io(doing()))?;
    std::fs::rename(&part, path).map_err(TillError::io(doing()))?;
    Ok(entries)
}

fn write_all(
    connection: &Connection,
    series: SeriesId,
    closed: Option<&Closed>,
    file: &mut impl Write,
    doing: &str,
) -> Result<u64, TillError> {
    // One snapshot of the file, though a till may be selling beside us.
    let snapshot = connection.unchecked_transaction()?;
    let header = header_of(&snapshot, series)?;
    let header = header.ok_or_else(|| TillError::Damaged(format!("no header of {series}")))?;
    write_line(
        file,
        &First {
            cortado_journal: FORMAT,
            header: &header,
        },
        doing,
    )?;
    let (mut written, mut from) = (0, Sequence(1));
    loop {
        let mut page = entries_from(&snapshot, series, from, PAGE)?;
        // What came back from the server after a restore is not signed here.
        page.retain(|(entry, _)| closed.is_none_or(|closed| entry.sequence <= closed.head));
        let Some((last, _)) = page.last() else { break };
        from = last.sequence.next();
        for (entry, hash) in &page {
            let signature = match entry.ends_group() {
                true => signature_at(&snapshot, series, entry.sequence)?,
                false => None,
            };
            write_line(
                file,
                &Line {
                    entry,
                    hash: *hash,
                    signature,
                },
                doing,
            )?;
            written += 1;
        }
    }
    let cosigned = match closed {
        Some(closed) => cosigned_before(&snapshot, closed)?,
        None => cosigned(&snapshot)?,
    };
    if let Some(cosigned) = cosigned {
        write_line(file, &Last { cosigned }, doing)?;
    }
    Ok(written)
}

fn write_line(file: &mut impl Write, line: &impl Serialize, doing: &str) -> Result<(), TillError> {
    serde_json::to_writer(&mut *file, line)
        .map_err(std::io::Error::from)
        .and_then(|()| file.write_all(b"\n"))
        .map_err(TillError::io(doing))
}

fn cosigned_before(
    connection: &Connection,
    closed: &Closed,
) -> Result<Option<Cosigned>, TillError> {
    let beyond_start = |(head, _): &&(Head, Signature)| head.sequence != Sequence::NONE;
    let Some((head, signature)) = closed.cosigned.as_ref().filter(beyond_start) else {
        return Ok(None);
    };
    let sql = "
        select session.business, device.server_key from session, device
        where session.business is not null and device.server_key is not null";
    let row = connection.query_row(sql, [], |row| {
        Ok(Cosigned {
            business: BusinessId::from_bytes(row.get(0)?),
            sequence: head.sequence,
            hash: head.hash,
            signature: *signature,
            server_key: PublicKey(row.get(1)?),
        })
    });
    Ok(row.optional()?)
}

fn cosigned(connection: &Connection) -> Result<Option<Cosigned>, TillError> {
    let sql = "
        select session.business, sync_state.durable, sync_state.durable_hash,
               sync_state.server_signature, device.server_key
        from sync_state, session, device
        where session.business is not null and sync_state.durable_hash is not null
          and sync_state.server_signature is not null and device.server_key is not null";
    let row = connection.query_row(sql, [], |row| {
        Ok(Cosigned {
            business: BusinessId::from_bytes(row.get(0)?),
            sequence: Sequence(row.get::<_, i64>(1)?.cast_unsigned()),
            hash: Hash(row.get(2)?),
            signature: Signature(row.get(3)?),
            server_key: PublicKey(row.get(4)?),
        })
    });
    Ok(row.optional()?)
}
