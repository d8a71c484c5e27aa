//! The counters behind order and receipt numbers: a number once given is never given again.

use crate::desk::Desk;
use crate::error::TillError;
use rusqlite::{Connection, OptionalExtension};
use shared::clock::BusinessDay;

const ORDER_NUMBER: &str = "select number from order_counter where day = ?1";
const SET_ORDER_NUMBER: &str = "
    insert into order_counter (day, number) values (?1, ?2)
    on conflict (day) do update set number = max(number, excluded.number)";
const SET_RECEIPT_NUMBER: &str = "
    insert into receipt_counter (id, number) values (1, ?1)
    on conflict (id) do update set number = max(number, excluded.number)";

/// The highest order number given on a day.
pub fn last_order_number(connection: &Connection, day: BusinessDay) -> Result<u32, TillError> {
    let mut statement = connection.prepare_cached(ORDER_NUMBER)?;
    let number = statement.query_row((day.0,), |row| row.get(0)).optional()?;
    Ok(number.unwrap_or(0))
}

/// The highest receipt number ever given.
pub fn last_receipt_number(connection: &Connection) -> Result<u32, TillError> {
    let sql = "select number from receipt_counter";
    let number = connection.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(number.unwrap_or(0))
}

/// Keeps an order number as given.
pub fn keep_order_number(
    connection: &Connection,
    day: BusinessDay,
    number: u32,
) -> Result<(), TillError> {
    connection
        .prepare_cached(SET_ORDER_NUMBER)?
        .execute((day.0, number))?;
    Ok(())
}

/// Keeps a receipt number as given.
pub fn keep_receipt_number(connection: &Connection, number: u32) -> Result<(), TillError> {
    connection
        .prepare_cached(SET_RECEIPT_NUMBER)?
        .execute((number,))?;
    Ok(())
}

impl Desk<'_> {
    /// The number of an order that would be opened now.
    pub fn next_order_number(&mut self) -> Result<u32, TillError> {
        let day = self.day;
        let last = match self.books.order_number {
            Some((counted, last)) if counted == day => last,
            _ => last_order_number(self.connection, day)?,
        };
        self.books.order_number = Some((day, last));
        Ok(last + 1)
    }

    /// The order number is given.
    pub fn count_order(&mut self, number: u32) -> Result<(), TillError> {
        keep_order_number(self.connection, self.day, number)?;
        self.books.order_number = Some((self.day, number));
        Ok(())
    }

    /// The receipt number is given.
    pub fn count_receipt(&mut self, number: u32) -> Result<(), TillError> {
        keep_receipt_number(self.connection, number)?;
        self.books.receipt = number;
        Ok(())
    }
}
