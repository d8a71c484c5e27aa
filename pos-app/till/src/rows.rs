//! Rows of a CSV file from anywhere: any line ending, a byte order mark, rows that do not read. Nothing here panics
//! on a file, and every problem has a line.

use csv::{ByteRecord, StringRecord};
use shared::till::RowProblem;

/// A row that does not read.
pub struct Unread {
    /// Its first field, as far as there is one.
    pub first: String,
    /// Why not.
    pub reason: String,
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
        let read = reader.read_byte_record(&mut found);
        let problem = |reason: String| RowProblem { line: 1, reason };
        let any = read.map_err(|error| problem(error.to_string()))?;
        let found: Vec<String> = found
            .iter()
            .map(|field| String::from_utf8_lossy(field).trim().to_owned())
            .collect();
        let wanted = header.join(",");
        if !any {
            return Err(problem(format!(
                "the file is empty; its first line must be {wanted}"
            )));
        }
        let beginning = header.get(..found.len().max(least));
        if beginning.is_none_or(|beginning| found != beginning) {
            let found: String = found.join(",").chars().take(200).collect();
            return Err(problem(format!(
                "the first line must be {wanted}, not {found:?}"
            )));
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
            Err(error) => {
                let reason = error.to_string();
                Some((
                    line,
                    Err(Unread {
                        first: String::new(),
                        reason,
                    }),
                ))
            }
        }
    }
}

fn check(record: ByteRecord, columns: usize) -> Result<StringRecord, Unread> {
    let first = String::from_utf8_lossy(record.get(0).unwrap_or_default())
        .trim()
        .to_owned();
    let unread = |reason: String| Unread { first, reason };
    if record.len() != columns {
        let found = record.len();
        return Err(unread(format!(
            "{columns} fields are needed, {found} found"
        )));
    }
    match StringRecord::from_byte_record(record) {
        Ok(record) if record.iter().any(|field| field.contains('\u{fffd}')) => {
            Err(unread("not UTF-8".to_owned()))
        }
        Ok(record) => Ok(record),
        Err(error) => Err(unread(format!("not UTF-8: {error}"))),
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
