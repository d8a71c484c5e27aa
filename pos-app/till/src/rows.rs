//! Rows of a CSV file from anywhere: any line ending, a byte order mark, rows that do not read. Nothing here panics
//! on a file, and every problem has a line.

use csv::{ByteRecord, StringRecord};
use shared::till::{RowFault, RowProblem};

/// A row that does not read.
pub struct Unread {
    /// Its first field, as far as there is one.
    pub first: String,
    /// Why not.
    pub fault: RowFault,
}

/// The rows of a file whose header is known.
pub struct Rows {
    reader: csv::Reader<std::io::Cursor<Vec<u8>>>,
    columns: usize,
}

impl Rows {
    /// Starts reading, and refuses a file with another header. Columns at its end may be missing, down to `least`.
    pub fn open(content: Vec<u8>, header: &[&str], least: usize) -> Result<Self, RowProblem> {
        let content = with_line_feeds(content);
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(std::io::Cursor::new(content));
        let mut found = ByteRecord::new();
        let problem = |fault| RowProblem { line: 1, fault };
        // Bytes that are in memory always read.
        let any = reader.read_byte_record(&mut found).unwrap_or(false);
        let found: Vec<String> = found
            .iter()
            .map(|field| String::from_utf8_lossy(field).trim().to_owned())
            .collect();
        let wanted = header.join(",");
        if !any {
            return Err(problem(RowFault::NoHeader { wanted }));
        }
        let beginning = header.get(..found.len().max(least));
        if beginning.is_none_or(|beginning| found != beginning) {
            let found: String = found.join(",").chars().take(200).collect();
            return Err(problem(RowFault::OtherHeader { wanted, found }));
        }
        Ok(Self {
            reader,
            columns: found.len(),
        })
    }
}

impl Iterator for Rows {
    type Item = (u64, Result<StringRecord, Unread>);

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = ByteRecord::new();
        let line = self.reader.position().line();
        match self.reader.read_byte_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                Some((line, check(record, self.columns)))
            }
            // Bytes that are in memory always read: what is left is a row the reader cannot make sense of.
            Err(_) => Some((
                line,
                Err(Unread {
                    first: String::new(),
                    fault: RowFault::NotText,
                }),
            )),
        }
    }
}

fn check(record: ByteRecord, columns: usize) -> Result<StringRecord, Unread> {
    let first = String::from_utf8_lossy(record.get(0).unwrap_or_default())
        .trim()
        .to_owned();
    let unread = |fault| Unread { first, fault };
    if record.len() != columns {
        let found = record.len();
        return Err(unread(RowFault::FieldCount {
            needed: columns,
            found,
        }));
    }
    match StringRecord::from_byte_record(record) {
        Ok(record) if record.iter().any(|field| field.contains('\u{fffd}')) => {
            Err(unread(RowFault::NotText))
        }
        Ok(record) => Ok(record),
        Err(_) => Err(unread(RowFault::NotText)),
    }
}

/// Takes the byte order mark away, and makes line feeds of carriage returns in a file that has no line feeds, so
/// that lines are counted as people see them.
fn with_line_feeds(mut content: Vec<u8>) -> Vec<u8> {
    if content.starts_with(b"\xef\xbb\xbf") {
        content.drain(..3);
    }
    if !content.contains(&b'\n') {
        for byte in &mut content {
            if *byte == b'\r' {
                *byte = b'\n';
            }
        }
    }
    content
}
