//! Every series from its first entry to its head: dense, whole groups, chained, signed, and its writer known.

use super::Findings;
use crate::journal::{entry, hash, unsigned};
use crate::sync::header_of_row;
use futures_util::TryStreamExt;
use shared::id::{BusinessId, SeriesId};
use shared::journal::{
    Entry, GROUP_ENTRIES_MAX, Hash, Head, Sequence, SeriesHeader, Signature, Writer, check_chain,
    verify_head,
};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Row};
use std::collections::BTreeMap;

const SERIES: &str = "
    SELECT s.*, k.business_id IS NOT DISTINCT FROM s.business_id
                AND k.public_key IS NOT DISTINCT FROM s.public_key AS bound,
           EXISTS (SELECT FROM server_key WHERE server_key.public_key = s.public_key) AS ours
    FROM series s LEFT JOIN till_key k ON k.series = s.series
    WHERE s.business_id = $1";
const ENTRIES: &str = "SELECT * FROM entry WHERE business_id = $1 ORDER BY series, sequence";

/// What was walked through.
#[derive(Debug, Default)]
pub struct Walked {
    /// Series.
    pub series: u64,
    /// Entries.
    pub entries: u64,
    /// When the newest of them was recorded, by its writer's clock.
    pub newest_ms: Option<i64>,
}

/// A series as its row says.
struct Said {
    header: SeriesHeader,
    head: Head,
    bound: bool,
}

/// How far a series has been walked.
struct Walk {
    head: Head,
    group: Vec<(Entry, Hash)>,
    signature: Option<Signature>,
    /// What comes after the first break says nothing.
    broken: bool,
}

/// Walks through the journal of a business.
pub async fn walk(
    tx: &mut PgConnection,
    business: BusinessId,
    findings: &mut Findings,
) -> Result<Walked, sqlx::Error> {
    let rows = sqlx::query(SERIES)
        .bind(business.0)
        .fetch_all(&mut *tx)
        .await?;
    let said: BTreeMap<SeriesId, Said> = rows
        .iter()
        .map(|row| said(business, row))
        .collect::<Result<_, sqlx::Error>>()?;
    let mut walks: BTreeMap<SeriesId, Walk> = said.iter().map(begin).collect();
    let mut walked = Walked {
        series: unsigned(i64::try_from(said.len()).unwrap_or(i64::MAX)),
        ..Walked::default()
    };
    let mut rows = sqlx::query(ENTRIES).bind(business.0).fetch(&mut *tx);
    while let Some(row) = rows.try_next().await? {
        let (entry, hash) = (entry(&row)?, hash(&row, "hash")?);
        walked.entries += 1;
        walked.newest_ms = walked.newest_ms.max(Some(entry.wall.ms));
        let series = entry.series;
        let Some((said, walk)) = said.get(&series).zip(walks.get_mut(&series)) else {
            findings.note("every series has its row", series);
            continue;
        };
        let signature: Option<&[u8]> = row.try_get("signature")?;
        walk.signature = signature.and_then(|bytes| Some(Signature(bytes.try_into().ok()?)));
        walk.take(said, entry, hash, findings);
    }
    for (series, said) in &said {
        if !said.bound {
            findings.note("every series has its key", series);
        }
        if let Some(walk) = walks.get(series)
            && !walk.broken
            && (walk.head != said.head || !walk.group.is_empty())
        {
            let (found, head) = (walk.head.sequence, said.head.sequence);
            let detail = format!("{series}: the row says {head}, the journal {found}");
            findings.note("heads are the last entries", detail);
        }
    }
    Ok(walked)
}

fn said(business: BusinessId, row: &PgRow) -> Result<(SeriesId, Said), sqlx::Error> {
    let header = header_of_row(business, row)?;
    let head = Head {
        sequence: Sequence(unsigned(row.try_get("head_sequence")?)),
        hash: hash(row, "head_hash")?,
    };
    // What the cloud writes is bound to its business by the row itself, and to a key of the server's.
    let bound = match header.writer {
        Writer::Till(_) => row.try_get("bound")?,
        Writer::Cloud(_) => row.try_get("ours")?,
    };
    let said = Said {
        header,
        head,
        bound,
    };
    Ok((header.series, said))
}

fn begin((series, said): (&SeriesId, &Said)) -> (SeriesId, Walk) {
    let head = Head {
        sequence: Sequence::NONE,
        hash: said.header.hash(),
    };
    let walk = Walk {
        head,
        group: Vec::new(),
        signature: None,
        broken: false,
    };
    (*series, walk)
}

impl Walk {
    fn take(&mut self, said: &Said, entry: Entry, hash: Hash, findings: &mut Findings) {
        if self.broken {
            return;
        }
        let ends = entry.ends_group() || self.group.len() > GROUP_ENTRIES_MAX;
        self.group.push((entry, hash));
        if !ends {
            return;
        }
        let series = said.header.series;
        let (entries, stored): (Vec<Entry>, Vec<Hash>) = self.group.drain(..).unzip();
        let found = match check_chain(series, &self.head, &entries) {
            Ok(found) => found,
            Err(error) => {
                self.broken = true;
                findings.note("chains hold", format!("{series}: {error}"));
                return;
            }
        };
        let last = entries.iter().zip(found.iter().zip(&stored));
        for (entry, (found, stored)) in last {
            if found != stored {
                self.broken = true;
                let at = entry.sequence;
                findings.note("bytes are what was hashed", format!("{series}: entry {at}"));
                return;
            }
            self.head = Head {
                sequence: entry.sequence,
                hash: *found,
            };
        }
        if let Some(signature) = self.signature
            && !verify_head(&said.header.public_key, series, &self.head, &signature)
        {
            let at = self.head.sequence;
            findings.note("signatures verify", format!("{series}: entry {at}"));
        }
    }
}
