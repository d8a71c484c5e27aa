//! Proves an exported journal without a server: order, chain, completeness, signatures.
//!
//! The file is JSON lines: the series' header, a line for each entry, and at the end what the server co-signed,
//! where it did. A line must be exactly what its content is written as, so that no changed byte goes unnoticed.
//! The file is read once, and only a few stretches of it are in memory at a time.

mod batch;
mod block;
mod line;
mod walk;

use batch::Signer;
use block::{Bad, Terms};
use line::{COSIGNED, Cosigned, LINE_BYTES_MAX, Last, exactly};
use serde_json::{Value, json};
use shared::journal::{
    Hash, Head, PublicKey, Sequence, SeriesHeader, cosign_message, verify_message,
};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use thiserror::Error;
use walk::{End, Walked, walk};

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
    /// The first line is not a header as we write it: nothing from the first entry on is proved.
    #[error("sequence 1: the header before it, in line 1: {reason}")]
    Header {
        /// What is wrong.
        reason: String,
    },
    /// The first place that is not what it must be.
    #[error("sequence {sequence}: {reason}")]
    Entry {
        /// The place.
        sequence: Sequence,
        /// What is wrong.
        reason: String,
    },
    /// Another till's key.
    #[error("sequence 1: the series is signed by another till: {0}")]
    OtherTill(PublicKey),
    /// Another server's key.
    #[error("the journal is co-signed by another server: {0}")]
    OtherServer(PublicKey),
}

impl VerifyError {
    /// The first place that is not proved; none where the file cannot be read, or another server proves it.
    pub const fn first_bad(&self) -> Option<Sequence> {
        match self {
            Self::Header { .. } | Self::OtherTill(_) => Some(Sequence(1)),
            Self::Entry { sequence, .. } => Some(*sequence),
            Self::File { .. } | Self::OtherServer(_) => None,
        }
    }
}

impl From<Bad> for VerifyError {
    fn from(Bad { sequence, reason }: Bad) -> Self {
        Self::Entry { sequence, reason }
    }
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

/// Proves a file. A till's or a server's key that is given must be the one that signed.
pub fn verify_file(
    path: &Path,
    till_key: Option<PublicKey>,
    server_key: Option<PublicKey>,
) -> Result<Proof, VerifyError> {
    let fail = |source| VerifyError::File {
        path: path.to_owned(),
        source,
    };
    let file = BufReader::new(File::open(path).map_err(fail)?);
    prove(file, till_key, server_key).map_err(fail)?
}

/// Proves bytes.
pub fn verify(
    file: &[u8],
    till_key: Option<PublicKey>,
    server_key: Option<PublicKey>,
) -> Result<Proof, VerifyError> {
    let proved = prove(Cursor::new(file), till_key, server_key);
    proved.map_err(|source| VerifyError::File {
        path: PathBuf::new(),
        source,
    })?
}

/// The outer result is the disk's, the inner one the file's.
fn prove(
    mut file: impl BufRead + Seek,
    till_key: Option<PublicKey>,
    server_key: Option<PublicKey>,
) -> io::Result<Result<Proof, VerifyError>> {
    let asked = cosigned_place(&mut file)?;
    file.rewind()?;
    let mut first = Vec::new();
    (&mut file)
        .take(LINE_BYTES_MAX)
        .read_until(b'\n', &mut first)?;
    let header = match line::header(first.strip_suffix(b"\n").unwrap_or(&first)) {
        Ok(header) => header,
        Err(wrong) => return Ok(Err(wrong)),
    };
    if till_key.is_some_and(|key| key != header.public_key) {
        return Ok(Err(VerifyError::OtherTill(header.public_key)));
    }
    let signer = Signer::new(header.series, header.public_key);
    let terms = Terms {
        header,
        signer,
        asked,
    };
    let walked = walk(&mut file, &terms)?;
    Ok(judge(header, walked, till_key.is_some(), server_key))
}

/// The place that the last line says the server co-signed: asked for beforehand, so that the hashes of all the
/// others need not be kept until that line is reached.
fn cosigned_place(file: &mut (impl BufRead + Seek)) -> io::Result<Option<Sequence>> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(LINE_BYTES_MAX)))?;
    let mut end = Vec::new();
    file.take(LINE_BYTES_MAX).read_to_end(&mut end)?;
    let end = end.strip_suffix(b"\n").unwrap_or(&end);
    let from = end.iter().rposition(|byte| *byte == b'\n');
    let last = &end[from.map_or(0, |from| from + 1)..];
    let last = last.starts_with(COSIGNED).then_some(last);
    Ok(last
        .and_then(|last| serde_json::from_slice::<Last>(last).ok())
        .map(|last| last.cosigned.sequence))
}

/// What the walk through the file comes to.
fn judge(
    header: SeriesHeader,
    walked: Walked,
    till_key_given: bool,
    server_key: Option<PublicKey>,
) -> Result<Proof, VerifyError> {
    let (head, asked) = match walked.entries? {
        Some(proved) => (proved.head, proved.asked),
        None => {
            let (sequence, hash) = (Sequence::NONE, header.hash());
            (Head { sequence, hash }, None)
        }
    };
    let End { cosigned, wrong } = walked.end;
    let cosigned = match cosigned {
        Some(line) => Some(check_cosigned(&header, head, asked, &line, server_key)?),
        None => None,
    };
    let after = head.sequence.next();
    if let Some(reason) = wrong {
        return Err(Bad::at(after, reason).into());
    }
    if server_key.is_some() && cosigned.is_none() {
        let reason = "missing: the line in which the server co-signs what it holds";
        return Err(Bad::at(after, reason).into());
    }
    Ok(Proof {
        header,
        head,
        cosigned,
        till_key_given,
        server_key_given: server_key.is_some(),
    })
}

fn check_cosigned(
    header: &SeriesHeader,
    head: Head,
    asked: Option<Hash>,
    line: &[u8],
    key: Option<PublicKey>,
) -> Result<Cosigned, VerifyError> {
    let after = head.sequence.next();
    let wrong = |reason: &str| Bad::at(after, format!("after the last entry: {reason}"));
    let cosigned = exactly::<Last>(line).map_err(|reason| wrong(&reason))?;
    let cosigned = cosigned.cosigned;
    let at = cosigned.sequence;
    let message = cosign_message(cosigned.business, header.series, at, &cosigned.hash);
    if !verify_message(&cosigned.server_key, &message, &cosigned.signature) {
        return Err(wrong("the server's signature is wrong").into());
    }
    if key.is_some_and(|key| key != cosigned.server_key) {
        return Err(VerifyError::OtherServer(cosigned.server_key));
    }
    if at > head.sequence {
        let reason = format!("missing: the server holds entries up to {at}");
        return Err(Bad::at(after, reason).into());
    }
    let here = match at {
        Sequence::NONE => Some(header.hash()),
        _ => asked,
    };
    if here != Some(cosigned.hash) {
        return Err(Bad::at(at, "the server holds another entry here").into());
    }
    Ok(cosigned)
}
