//! A file of sales, `order,at,product,category,quantity,unit_price,tender`, read order by order.
//!
//! Invariant: an order with a row that does not read is refused as a whole, and every such row is named: a part of
//! a sale would be a wrong sale.

use crate::rows::{Rows, Unread};
use chrono::{Datelike, NaiveDateTime};
use csv::StringRecord;
use flate2::read::MultiGzDecoder;
use shared::money::{Currency, LINES_PER_ORDER_MAX, Money};
use shared::payment::TenderKind;
use shared::quantity::Quantity;
use shared::till::{RowFault, RowProblem};
use std::collections::HashSet;
use std::io::Read;
use std::path::Path;

const HEADER: [&str; 7] = [
    "order",
    "at",
    "product",
    "category",
    "quantity",
    "unit_price",
    "tender",
];
/// The most signs of a name.
const NAME_MAX: usize = 200;
const AT_FORMATS: [&str; 4] = [
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M",
    "%Y-%m-%d %H:%M",
];

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SoldLine {
    /// The line of the file.
    pub line: u64,
    /// The local time.
    pub at: NaiveDateTime,
    /// The product's name.
    pub product: String,
    /// Its category's name; may be empty.
    pub category: String,
    /// How much of it.
    pub quantity: Quantity,
    /// The price of one unit.
    pub unit_price: Money,
    /// How it was paid.
    pub tender: TenderKind,
}

/// An order of the file: its lines, or what is wrong with them.
pub struct SoldOrder {
    /// Its number in the file.
    pub order: String,
    /// Its lines, or the rows that do not read.
    pub lines: Result<Vec<SoldLine>, Vec<RowProblem>>,
}

/// The content of a file, unpacked where its name ends in `.gz`.
pub fn content_of(path: &Path) -> std::io::Result<Vec<u8>> {
    let bytes = std::fs::read(path)?;
    if path.extension().is_none_or(|extension| extension != "gz") {
        return Ok(bytes);
    }
    let mut content = Vec::new();
    MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut content)?;
    Ok(content)
}

/// The orders of a file, in its order.
pub struct SalesFile {
    rows: Rows,
    currency: Currency,
    next: Option<(String, u64, Result<SoldLine, RowFault>)>,
    seen: HashSet<String>,
}

impl SalesFile {
    /// Starts reading, and refuses a file with another header.
    pub fn open(content: Vec<u8>, currency: Currency) -> Result<Self, RowProblem> {
        let rows = Rows::open(content, &HEADER, HEADER.len())?;
        let mut file = Self {
            rows,
            currency,
            next: None,
            seen: HashSet::new(),
        };
        file.advance();
        Ok(file)
    }

    fn advance(&mut self) {
        self.next = self.rows.next().map(|(line, row)| match row {
            Ok(record) => {
                let order = record.get(0).unwrap_or_default().trim().to_owned();
                (order, line, read_line(line, &record, self.currency))
            }
            Err(Unread { first, fault }) => (first, line, Err(fault)),
        });
    }
}

impl Iterator for SalesFile {
    type Item = SoldOrder;

    fn next(&mut self) -> Option<SoldOrder> {
        let order = self.next.as_ref()?.0.clone();
        let (mut lines, mut problems) = (Vec::new(), Vec::new());
        while let Some((_, line, row)) = self.next.take_if(|(next, ..)| *next == order) {
            match row {
                Ok(row) => lines.push(row),
                Err(fault) => problems.push(RowProblem { line, fault }),
            }
            self.advance();
        }
        let first_line = lines.first().map_or(0, |line: &SoldLine| line.line);
        let too_many = lines.len() > usize::try_from(LINES_PER_ORDER_MAX).unwrap_or(usize::MAX);
        if too_many {
            problems.push(RowProblem {
                line: first_line,
                fault: RowFault::OrderTooLong {
                    order: order.clone(),
                    max: LINES_PER_ORDER_MAX,
                },
            });
        }
        if !order.is_empty() && !self.seen.insert(order.clone()) {
            let line = problems.first().map_or(first_line, |problem| problem.line);
            let fault = RowFault::OrderApart {
                order: order.clone(),
            };
            problems.push(RowProblem { line, fault });
        }
        let lines = if problems.is_empty() {
            Ok(lines)
        } else {
            Err(problems)
        };
        Some(SoldOrder { order, lines })
    }
}

fn read_line(line: u64, record: &StringRecord, currency: Currency) -> Result<SoldLine, RowFault> {
    let field = |index: usize| record.get(index).unwrap_or_default().trim();
    let column = |index: usize| HEADER[index].to_owned();
    for index in [0, 2] {
        if field(index).is_empty() {
            return Err(RowFault::Empty {
                column: column(index),
            });
        }
    }
    for index in [2, 3] {
        if field(index).chars().count() > NAME_MAX {
            return Err(RowFault::TooLong {
                column: column(index),
                max: NAME_MAX,
            });
        }
    }
    let quantity = Quantity::parse(field(4)).map_err(RowFault::Quantity)?;
    let unit_price = Money::parse(field(5), currency).map_err(|fault| RowFault::Amount {
        column: column(5),
        fault,
    })?;
    if unit_price.is_negative() {
        return Err(RowFault::BelowZero {
            column: column(5),
            text: field(5).to_owned(),
        });
    }
    if quantity.times(unit_price).is_none() {
        return Err(RowFault::LineTooLarge);
    }
    let tender = match field(6) {
        "cash" => TenderKind::Cash,
        "card" => TenderKind::Card,
        other => {
            return Err(RowFault::OtherTender {
                text: other.to_owned(),
            });
        }
    };
    Ok(SoldLine {
        line,
        at: read_at(field(1))?,
        product: field(2).to_owned(),
        category: field(3).to_owned(),
        quantity,
        unit_price,
        tender,
    })
}

fn read_at(text: &str) -> Result<NaiveDateTime, RowFault> {
    let read = AT_FORMATS
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    let shown = || text.to_owned();
    match read {
        Some(at) if (1970..=2200).contains(&at.year()) => Ok(at),
        Some(_) => Err(RowFault::YearOutOfRange { text: shown() }),
        None => Err(RowFault::NotATime { text: shown() }),
    }
}
