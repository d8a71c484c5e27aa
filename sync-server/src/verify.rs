//! Proves an exported journal without a server: order, chain, completeness, signatures.
//!
//! The file is JSON lines: the series' header, a line for each entry, and at the end what the server co-signed,
//! where it did. A line must be exactly what its content is written as, so that no changed byte goes unnoticed.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::clock::HybridClock;
use shared::id::BusinessId;
use shared::journal::{
    Entry, Hash, Head, PublicKey, Sequence, SeriesHeader, Signature, check_chain, cosign_message,
    verify_head, verify_message,
};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The version of the file's format.
const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct First {
    cortado_journal: u32,
    header: SeriesHeader,
}

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    entry: Entry,
    hash: Hash,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signature: Option<Signature>,
}

#[derive(Serialize, Deserialize)]
struct Last {
    cosigned: Cosigned,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Cosigned {
    business: BusinessId,
    sequence: Sequence,
    hash: Hash,
    signature: Signature,
    server_key: PublicKey,
}

/// Why a journal is not proved.
#[derive(Debug, Error)]
pub enum VerifyError {
    /// The file cannot be read.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A line that is not as we write it.
    #[error("line {line}: {reason}")]
    Line {
        /// Its number, from 1.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// The first entry that is not what it must be.
    #[error("sequence {sequence}: {reason}")]
    Entry {
        /// Its place.
        sequence: Sequence,
        /// What is wrong.
        reason: String,
    },
    /// Another till's key.
    #[error("the series is signed by another till: {0}")]
    OtherTill(PublicKey),
    /// Another server's key.
    #[error("the journal is co-signed by another server: {0}")]
    OtherServer(PublicKey),
}

/// What was proved.
#[derive(Debug)]
pub struct Proof {
    header: SeriesHeader,
    head: Head,
    cosigned: Option<Cosigned>,
    till_key_given: bool,
    server_key_given: bool,
}

impl Proof {
    /// For programs.
    pub fn to_json(&self) -> Value {
        json!({
            "ok": true,
            "series": self.header.series,
            "entries": self.head.sequence,
            "head": self.head,
            "complete_to": self.cosigned.as_ref().map(|cosigned| cosigned.sequence),
            "till_key": self.header.public_key,
            "till_fingerprint": self.header.public_key.fingerprint(),
            "server_key": self.cosigned.as_ref().map(|cosigned| cosigned.server_key),
            "server_fingerprint": self.cosigned.as_ref().map(|cosigned| cosigned.server_key.fingerprint()),
        })
    }

    /// For people: what is left for them to do.
    pub fn advice(&self) -> Vec<String> {
        let mut advice = Vec::new();
        if !self.till_key_given {
            let fingerprint = self.header.public_key.fingerprint();
            advice.push(format!(
                "till key    {fingerprint}   compare these with the till's own screen"
            ));
        }
        match &self.cosigned {
            None => advice.push(
                "the server co-signed nothing of this file: entries missing at its end cannot be seen".to_owned(),
            ),
            Some(cosigned) if !self.server_key_given => {
                let fingerprint = cosigned.server_key.fingerprint();
                advice.push(format!("server key  {fingerprint}   compare these with /api/v1/keys"));
            }
            Some(_) => {}
        }
        advice
    }
}

/// Proves a file.
pub fn verify_file(
    path: &Path,
    till_key: Option<PublicKey>,
    server_key: Option<PublicKey>,
) -> Result<Proof, VerifyError> {
    let fail = |source| VerifyError::File {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(fail)?;
    verify(BufReader::new(file), till_key, server_key).map_err(|error| match error {
        Failure::Verdict(verdict) => verdict,
        Failure::Io(source) => fail(source),
    })
}

/// What can go wrong while reading: the file, or its content.
#[derive(Debug)]
pub enum Failure {
    /// The file.
    Io(io::Error),
    /// Its content.
    Verdict(VerifyError),
}

impl From<VerifyError> for Failure {
    fn from(verdict: VerifyError) -> Self {
        Self::Verdict(verdict)
    }
}

/// Proves what a reader holds.
pub fn verify(
    mut file: impl BufRead,
    till_key: Option<PublicKey>,
    server_key: Option<PublicKey>,
) -> Result<Proof, Failure> {
    let mut number = 0;
    let mut next = || -> Result<Option<(usize, Vec<u8>)>, Failure> {
        let mut line = Vec::new();
        number += 1;
        match file.read_until(b'\n', &mut line).map_err(Failure::Io)? {
            0 => Ok(None),
            _ if line.pop() == Some(b'\n') => Ok(Some((number, line))),
            _ => Err(bad_line(number, "cut off: a line ends with a line feed").into()),
        }
    };
    let (_, line) = next()?.ok_or_else(|| bad_line(1, "the file is empty"))?;
    let first: First = exactly(1, &line)?;
    if first.cortado_journal != FORMAT {
        return Err(bad_line(1, "a format of another version").into());
    }
    if till_key.is_some_and(|key| key != first.header.public_key) {
        return Err(VerifyError::OtherTill(first.header.public_key).into());
    }
    let mut walk = Walk::new(first.header);
    let mut cosigned = None;
    while let Some((number, line)) = next()? {
        if cosigned.is_some() {
            return Err(bad_line(number, "nothing comes after what the server co-signed").into());
        }
        if line.starts_with(b"{\"cosigned\":") {
            cosigned = Some(exactly::<Last>(number, &line)?.cosigned);
        } else {
            walk.take(exactly(number, &line)?)?;
        }
        if let Some(cosigned) = &cosigned {
            walk.check_cosigned(cosigned, server_key)?;
        }
    }
    walk.check_whole()?;
    Ok(Proof {
        header: walk.header,
        head: walk.head,
        cosigned,
        till_key_given: till_key.is_some(),
        server_key_given: server_key.is_some(),
    })
}

fn bad_line(line: usize, reason: impl Into<String>) -> VerifyError {
    VerifyError::Line {
        line,
        reason: reason.into(),
    }
}

fn bad_entry(sequence: Sequence, reason: impl Into<String>) -> VerifyError {
    VerifyError::Entry {
        sequence,
        reason: reason.into(),
    }
}

/// Reads a line that must be, byte for byte, what its content is written as.
fn exactly<T: Serialize + DeserializeOwned>(number: usize, line: &[u8]) -> Result<T, VerifyError> {
    let value: T = serde_json::from_slice(line).map_err(|why| bad_line(number, why.to_string()))?;
    let written = serde_json::to_vec(&value).map_err(|why| bad_line(number, why.to_string()))?;
    if written != line {
        return Err(bad_line(
            number,
            "not written as we write it: a byte was changed",
        ));
    }
    Ok(value)
}

/// The way through the entries.
struct Walk {
    header: SeriesHeader,
    head: Head,
    clock: Option<HybridClock>,
    group: Vec<Line>,
    /// The hash of every entry, for the one that the server co-signed.
    hashes: Vec<Hash>,
}

impl Walk {
    fn new(header: SeriesHeader) -> Self {
        Self {
            head: Head {
                sequence: Sequence::NONE,
                hash: header.hash(),
            },
            header,
            clock: None,
            group: Vec::new(),
            hashes: Vec::new(),
        }
    }

    fn take(&mut self, line: Line) -> Result<(), VerifyError> {
        let at = line.entry.sequence;
        let expected = Sequence(self.hashes.len() as u64 + self.group.len() as u64 + 1);
        if at != expected {
            return Err(bad_entry(
                expected,
                format!("missing: sequence {at} stands in its place"),
            ));
        }
        if self.clock.is_some_and(|before| before >= line.entry.clock) {
            return Err(bad_entry(at, "its clock does not increase"));
        }
        if line.signature.is_some() != line.entry.ends_group() {
            return Err(bad_entry(
                at,
                "a group is signed at its end, and nowhere else",
            ));
        }
        self.clock = Some(line.entry.clock);
        let ends = line.entry.ends_group();
        self.group.push(line);
        if ends { self.close_group() } else { Ok(()) }
    }

    fn close_group(&mut self) -> Result<(), VerifyError> {
        let lines = std::mem::take(&mut self.group);
        let first = self.head.sequence.next();
        let entries: Vec<Entry> = lines.iter().map(|line| line.entry.clone()).collect();
        let hashes = check_chain(self.header.series, &self.head, &entries)
            .map_err(|why| bad_entry(first, why.to_string()))?;
        for (line, hash) in lines.iter().zip(&hashes) {
            let at = line.entry.sequence;
            if line.hash != *hash {
                return Err(bad_entry(at, "its content does not have its hash"));
            }
            self.head = Head {
                sequence: at,
                hash: *hash,
            };
        }
        self.hashes.extend(hashes);
        let signature = lines.last().and_then(|line| line.signature);
        let key = &self.header.public_key;
        let signed = signature
            .is_some_and(|signature| verify_head(key, self.header.series, &self.head, &signature));
        if !signed {
            return Err(bad_entry(
                self.head.sequence,
                "the till's signature is wrong",
            ));
        }
        Ok(())
    }

    fn check_whole(&self) -> Result<(), VerifyError> {
        match self.group.first() {
            Some(line) => Err(bad_entry(line.entry.sequence, "its group is cut off")),
            None => Ok(()),
        }
    }

    fn check_cosigned(
        &self,
        cosigned: &Cosigned,
        key: Option<PublicKey>,
    ) -> Result<(), VerifyError> {
        if key.is_some_and(|key| key != cosigned.server_key) {
            return Err(VerifyError::OtherServer(cosigned.server_key));
        }
        let at = cosigned.sequence;
        let index = usize::try_from(at.0).unwrap_or(usize::MAX).checked_sub(1);
        let here = match index {
            None => Some(self.header.hash()),
            Some(index) => self.hashes.get(index).copied(),
        };
        let Some(here) = here else {
            let missing = Sequence(self.hashes.len() as u64 + 1);
            let reason = format!("missing: the server holds entries up to {at}");
            return Err(bad_entry(missing, reason));
        };
        if here != cosigned.hash {
            return Err(bad_entry(at, "the server holds another entry here"));
        }
        let message = cosign_message(cosigned.business, self.header.series, at, &cosigned.hash);
        if !verify_message(&cosigned.server_key, &message, &cosigned.signature) {
            return Err(bad_entry(at, "the server's signature is wrong"));
        }
        Ok(())
    }
}
