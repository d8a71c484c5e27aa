//! Journal rows in the bytes of a file that SQLite cannot read any more.
//!
//! No page header and no tree is believed: a row is recognised by the shape of its record, wherever it lies, and
//! whether it is one is for its hash to say. So a damaged page costs what was damaged in it and nothing else.
//! Absent on purpose: writing. The file is read, never touched.

use shared::clock::{HybridClock, Wall};
use shared::id::{AuthorId, SeriesId, SubjectId};
use shared::journal::{Body, Entry, Hash, PublicKey, Sequence, Signature};
use std::collections::HashMap;

/// What SQLite takes where nothing is said.
const PAGE_SIZE: usize = 4096;
const WAL_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Rows as they were found, true or not.
#[derive(Debug, Default)]
pub struct Found {
    /// Entries with the hash that stood beside them.
    pub entries: Vec<(Entry, Hash)>,
    /// Signatures of groups' heads.
    pub signatures: Vec<(SeriesId, Sequence, Signature)>,
    /// Headers of series: their writer as it is written, and their key.
    pub headers: Vec<(SeriesId, String, PublicKey)>,
}

/// A file and its WAL, page by page.
struct Pages<'f> {
    file: &'f [u8],
    size: usize,
    /// The newest committed copies of pages in the WAL.
    newer: HashMap<usize, &'f [u8]>,
}

/// Looks through the bytes of a file and of its WAL.
pub fn scan(file: &[u8], wal: &[u8]) -> Found {
    let size = page_size(file);
    let pages = Pages {
        file,
        size,
        newer: committed(wal, size),
    };
    let mut found = Found::default();
    for page in file.chunks(size).chain(pages.newer.values().copied()) {
        pages.look_through(page, &mut found);
    }
    found
}

/// What the header says; what is usual where it says nonsense.
fn page_size(file: &[u8]) -> usize {
    let said = file.get(16..18).map_or(0, be);
    match usize::try_from(said) {
        Ok(1) => 65_536,
        Ok(size) if size >= 512 && size.is_power_of_two() => size,
        Ok(_) | Err(_) => PAGE_SIZE,
    }
}

/// Pages of transactions that were committed, the newest of each. Checksums are not asked: rows prove themselves.
fn committed(wal: &[u8], size: usize) -> HashMap<usize, &[u8]> {
    let (mut kept, mut open) = (HashMap::new(), Vec::new());
    let Some(salt) = wal.get(16..24) else {
        return kept;
    };
    let frames = wal.get(WAL_HEADER..).unwrap_or_default();
    for frame in frames.chunks_exact(FRAME_HEADER + size) {
        let (header, page) = frame.split_at(FRAME_HEADER);
        if header[8..16] != *salt {
            break;
        }
        open.push((usize::try_from(be(&header[..4])).unwrap_or(0), page));
        if be(&header[4..8]) != 0 {
            kept.extend(open.drain(..));
        }
    }
    kept
}

fn be(bytes: &[u8]) -> u64 {
    let more = |number: u64, byte: &u8| (number << 8) | u64::from(*byte);
    bytes.iter().fold(0, more)
}

/// A varint of SQLite and its length.
fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number: u64 = 0;
    for (index, byte) in bytes.iter().take(9).enumerate() {
        if index == 8 {
            return Some(((number << 8) | u64::from(*byte), 9));
        }
        number = (number << 7) | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, index + 1));
        }
    }
    None
}

/// A column's type in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Integer(u8),
    Text(usize),
    Blob(usize),
}

impl Column {
    fn of(serial: u64) -> Option<Self> {
        match serial {
            1..=6 | 8 | 9 => Some(Self::Integer(u8::try_from(serial).ok()?)),
            12.. => {
                let length = usize::try_from((serial - 12) / 2).ok()?;
                Some(match serial % 2 {
                    0 => Self::Blob(length),
                    _ => Self::Text(length),
                })
            }
            _ => None,
        }
    }

    fn bytes(self) -> usize {
        match self {
            Self::Integer(kind) => match kind {
                1..=4 => usize::from(kind),
                5 => 6,
                6 => 8,
                _ => 0,
            },
            Self::Text(length) | Self::Blob(length) => length,
        }
    }
}

const ID: Column = Column::Blob(16);
const HASH: Column = Column::Blob(32);
const SIGNATURE: Column = Column::Blob(64);

/// Which row a record's columns are those of.
enum Shape {
    Entry,
    Signature,
    Header,
}

fn shape(columns: &[Column]) -> Option<Shape> {
    use Column::{Blob, Integer, Text};
    match columns {
        [
            ID,
            Integer(_),
            Integer(_),
            Integer(_),
            Integer(_),
            Integer(_),
            Integer(_),
            ID,
            ID,
            Text(_),
            Integer(_),
            Blob(_),
            HASH,
        ] => Some(Shape::Entry),
        [ID, Integer(_), SIGNATURE] => Some(Shape::Signature),
        [ID, Text(_), HASH] => Some(Shape::Header),
        _ => None,
    }
}

impl Pages<'_> {
    fn look_through(&self, page: &[u8], found: &mut Found) {
        for at in 0..page.len().saturating_sub(2) {
            // A record begins with the length of its header; an id is always the first column.
            let header = usize::from(page[at]);
            if page[at + 1] == 44 && (4..=20).contains(&header) {
                self.look_at(page, at, header, found);
            }
        }
    }

    fn look_at(&self, page: &[u8], at: usize, header: usize, found: &mut Found) -> Option<()> {
        let mut serials = page.get(at + 1..at + header)?;
        let mut columns = Vec::with_capacity(13);
        while !serials.is_empty() {
            let (serial, length) = varint(serials)?;
            columns.push(Column::of(serial)?);
            serials = &serials[length..];
        }
        let shape = shape(&columns)?;
        let length: usize = header + columns.iter().map(|column| column.bytes()).sum::<usize>();
        let record = self.record(page, at, length)?;
        let mut fields = Fields {
            columns: columns.iter(),
            rest: record.get(header..)?,
        };
        match shape {
            Shape::Entry => found.entries.push(fields.entry()?),
            Shape::Signature => {
                let place = (fields.id().map(SeriesId::from_bytes)?, fields.sequence()?);
                let signature = Signature(fields.bytes()?.try_into().ok()?);
                found.signatures.push((place.0, place.1, signature));
            }
            Shape::Header => {
                let series = fields.id().map(SeriesId::from_bytes)?;
                let writer = fields.text()?;
                let key = PublicKey(fields.bytes()?.try_into().ok()?);
                found.headers.push((series, writer, key));
            }
        }
        Some(())
    }

    /// A whole record of so many bytes that begins there, gathered from where it overflows to.
    fn record(&self, page: &[u8], at: usize, length: usize) -> Option<Vec<u8>> {
        let usable = self.size;
        let most = (usable - 12) * 64 / 255 - 23;
        if length <= most {
            return page.get(at..at + length).map(<[u8]>::to_vec);
        }
        let least = (usable - 12) * 32 / 255 - 23;
        let spread = least + (length - least) % (usable - 4);
        let local = if spread <= most { spread } else { least };
        let mut record = page.get(at..at + local)?.to_vec();
        let mut next = be(page.get(at + local..at + local + 4)?);
        // Each page of the chain is another one, so that it ends.
        for _ in 0..=length / (usable - 4) {
            if record.len() >= length {
                break;
            }
            let page = self.page(usize::try_from(next).ok()?)?;
            next = be(page.get(..4)?);
            let wanted = (length - record.len()).min(usable - 4);
            record.extend_from_slice(page.get(4..4 + wanted)?);
        }
        (record.len() == length).then_some(record)
    }

    fn page(&self, number: usize) -> Option<&[u8]> {
        if let Some(newer) = self.newer.get(&number) {
            return Some(newer);
        }
        let from = number.checked_sub(1)?.checked_mul(self.size)?;
        self.file.get(from..from + self.size)
    }
}

/// The fields of a record, one after the other.
struct Fields<'r> {
    columns: std::slice::Iter<'r, Column>,
    rest: &'r [u8],
}

impl Fields<'_> {
    fn bytes(&mut self) -> Option<Vec<u8>> {
        let length = self.columns.next()?.bytes();
        let (field, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(field.to_vec())
    }

    fn integer(&mut self) -> Option<i64> {
        let column = *self.columns.as_slice().first()?;
        let bytes = self.bytes()?;
        Some(match column {
            Column::Integer(9) => 1,
            Column::Integer(8) => 0,
            _ => {
                // Signed: the first bit goes all the way up.
                let bits = 8 * (8 - u32::try_from(bytes.len()).ok()?);
                (be(&bytes) << bits).cast_signed() >> bits
            }
        })
    }

    fn small<T: TryFrom<i64>>(&mut self) -> Option<T> {
        T::try_from(self.integer()?).ok()
    }

    fn id(&mut self) -> Option<[u8; 16]> {
        self.bytes()?.try_into().ok()
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.bytes()?).ok()
    }

    fn sequence(&mut self) -> Option<Sequence> {
        self.integer().map(|place| Sequence(place.cast_unsigned()))
    }

    fn entry(&mut self) -> Option<(Entry, Hash)> {
        let entry = Entry {
            series: SeriesId::from_bytes(self.id()?),
            sequence: self.sequence()?,
            group_size: self.small()?,
            group_index: self.small()?,
            clock: HybridClock::from_bits(self.integer()?.cast_unsigned()),
            wall: Wall {
                ms: self.integer()?,
                offset: self.small()?,
            },
            author: AuthorId::from_bytes(self.id()?),
            subject: SubjectId::from_bytes(self.id()?),
            kind: self.text()?,
            version: self.small()?,
            body: Body(self.bytes()?),
        };
        Some((entry, Hash(self.bytes()?.try_into().ok()?)))
    }
}
