//! The lines of the file. Each must be, byte for byte, what its content is written as.

use super::VerifyError;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::clock::{HybridClock, Wall};
use shared::id::{AuthorId, BusinessId, SeriesId, SubjectId};
use shared::journal::{Body, Entry, Hash, PublicKey, Sequence, SeriesHeader, Signature};

/// The version of the file's format.
const FORMAT: u32 = 1;
/// How the last line begins, where the server co-signed something.
pub const COSIGNED: &[u8] = b"{\"cosigned\":";
/// An entry's longest line: every byte of its body may need six signs.
pub const LINE_BYTES_MAX: u64 = 512 * 1024;

#[derive(Serialize, Deserialize)]
struct First {
    cortado_journal: u32,
    header: SeriesHeader,
}

/// The header in the first line.
pub fn header(line: &[u8]) -> Result<SeriesHeader, VerifyError> {
    let wrong = |reason: &str| VerifyError::Header {
        reason: reason.to_owned(),
    };
    let first: First = exactly(line).map_err(|reason| VerifyError::Header { reason })?;
    match first.cortado_journal {
        FORMAT => Ok(first.header),
        _ => Err(wrong("a format of another version")),
    }
}

/// An entry with its hash and, at the end of its group, the till's signature. The fields of [`Entry`] stand here
/// once more because a flattened one takes serde three times as long to read.
#[derive(Serialize, Deserialize)]
pub struct Line {
    series: SeriesId,
    pub sequence: Sequence,
    group_size: u16,
    group_index: u16,
    pub clock: HybridClock,
    wall: Wall,
    author: AuthorId,
    subject: SubjectId,
    kind: String,
    version: u16,
    body: Body,
    pub hash: Hash,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

impl Line {
    /// The entry alone.
    pub fn into_entry(self) -> Entry {
        Entry {
            series: self.series,
            sequence: self.sequence,
            group_size: self.group_size,
            group_index: self.group_index,
            clock: self.clock,
            wall: self.wall,
            author: self.author,
            subject: self.subject,
            kind: self.kind,
            version: self.version,
            body: self.body,
        }
    }
}

/// The last line.
#[derive(Serialize, Deserialize)]
pub struct Last {
    pub cosigned: Cosigned,
}

/// What the server co-signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cosigned {
    pub business: BusinessId,
    pub sequence: Sequence,
    pub hash: Hash,
    pub signature: Signature,
    pub server_key: PublicKey,
}

/// Reads a line that must be, byte for byte, what its content is written as: JSON has many ways to say the same,
/// and a byte that changed one into another must not go unnoticed.
pub fn exactly<T: Serialize + DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    let value: T = serde_json::from_slice(line).map_err(|why| why.to_string())?;
    let mut same = Same { rest: line };
    match serde_json::to_writer(&mut same, &value) {
        Ok(()) if same.rest.is_empty() => Ok(value),
        _ => Err("not written as we write it: a byte was changed".to_owned()),
    }
}

/// Accepts the bytes that it holds, and no others.
struct Same<'a> {
    rest: &'a [u8],
}

impl std::io::Write for Same<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.rest.strip_prefix(bytes) {
            Some(rest) => {
                self.rest = rest;
                Ok(bytes.len())
            }
            None => Err(std::io::ErrorKind::InvalidData.into()),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
