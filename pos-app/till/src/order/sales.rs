//! The paid orders that this till holds, for whoever looks for one.

use crate::error::TillError;
use rusqlite::{Connection, Row};
use shared::clock::Wall;
use shared::id::OrderId;
use shared::money::{Currency, Money};
use shared::order::{ReceiptNumber, TillCode};
use shared::till::SaleSummary;

/// So many at once, whatever is asked for.
const MOST: u32 = 200;
const SALES: &str = "
    select id, number, receipt_till, receipt_number, own, total, refunded, settled_ms, settled_offset,
           exceptions
    from orders
    where settled = 1
      and (?1 = '' or name like '%' || ?1 || '%' or number like '%' || ?1 || '%'
           or receipt_till || '-' || printf('%06d', receipt_number) like '%' || ?1 || '%'
           or total = ?2
           or id in (select orders from paper
                     where receipt_till || '-' || printf('%06d', receipt_number) like '%' || ?1 || '%'))
    order by settled_ms desc, id desc limit ?3";

/// The paid orders that this fits, newest first: a part of a receipt's or an order's number, of a tab's name, or an amount.
pub fn sales(
    connection: &Connection,
    find: &str,
    last: u32,
    currency: Currency,
) -> Result<Vec<SaleSummary>, TillError> {
    let find = find.trim();
    let amount = amount(find, currency);
    let text: String = find
        .chars()
        .filter(|sign| *sign != '%' && *sign != '_')
        .collect();
    let mut statement = connection.prepare_cached(SALES)?;
    let rows = statement.query_map((text, amount.map(Money::to_minor), last.min(MOST)), |row| {
        summary(row)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// An amount as people write it: with the sign of the currency or without, `11.900`, `11900,5` or `11,900.00`. The last
/// sign is the decimal one where no more digits follow it than the currency has decimals.
fn amount(text: &str, currency: Currency) -> Option<Money> {
    let kept = |sign: &char| sign.is_ascii_digit() || matches!(sign, '.' | ',');
    let text: String = text.chars().filter(kept).collect();
    let (whole, part) = match text.rfind(['.', ',']) {
        Some(at) if text.len() - at - 1 <= currency.decimals() as usize => text.split_at(at),
        _ => (text.as_str(), ""),
    };
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let plain = match digits(part).as_str() {
        "" => digits(whole),
        part => format!("{}.{part}", digits(whole)),
    };
    Money::parse_sum(&plain, currency).ok()
}

fn summary(row: &Row<'_>) -> rusqlite::Result<SaleSummary> {
    let (ms, offset): (Option<i64>, Option<i16>) = (row.get(7)?, row.get(8)?);
    Ok(SaleSummary {
        order: OrderId::from_bytes(row.get(0)?),
        number: row.get(1)?,
        receipt: ReceiptNumber {
            till: TillCode(row.get(2)?),
            number: row.get(3)?,
        },
        own: row.get(4)?,
        total: Money::minor(row.get(5)?),
        refunded: Money::minor(row.get(6)?),
        settled: ms.zip(offset).map(|(ms, offset)| Wall { ms, offset }),
        attention: row.get::<_, i64>(9)? > 0,
    })
}
