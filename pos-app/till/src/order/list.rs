//! Lists and sums over the rows of orders.

use crate::error::TillError;
use crate::order::HeldOrder;
use rusqlite::{Connection, OptionalExtension, Params, Row};
use shared::clock::Wall;
use shared::id::OrderId;
use shared::journal::Sequence;
use shared::money::Money;
use shared::order::{OrderNumber, ReceiptNumber, TillCode};
use shared::till::OpenOrderSummary;

const OPEN: &str = "
    select id, opened_ms, opened_offset, total, name, lines, own from orders
    where settled = 0 and voided = 0 and (lines > 0 or name is not null) order by opened_ms, id";
const OPEN_HERE: &str = "
    select id, opened_ms, opened_offset, total, name, lines, own from orders
    where settled = 0 and own = 1 and lines > 0 order by opened_ms, id";
const LAST_OPEN_HERE: &str = "
    select id from orders
    where settled = 0 and own = 1 and lines > 0 order by opened_ms desc, id desc limit 1";
const LAST_UNNAMED_HERE: &str = "
    select id from orders
    where settled = 0 and own = 1 and lines > 0 and name is null
    order by opened_ms desc, id desc limit 1";
const PAID_HERE_ABOVE: &str = "
    select count(*) + (
               select count(distinct orders) from paper
               where refund = 1 and place > ?1 and not exists (
                   select 1 from orders as sale where sale.id = paper.orders and sale.settle_sequence > ?1)),
           coalesce(sum(total - refunded), 0)
    from orders where settle_sequence is not null and settle_sequence > ?1";
const PAID_HERE: &str = "
    select count(*), coalesce(sum(total - refunded), 0) from orders
    where settle_sequence is not null";
const CONFIRMED: &str = "
    select receipt_till, receipt_number, settled_ms, settled_offset from orders
    where settle_sequence is not null and settle_sequence <= ?1
    order by settle_sequence desc, settled_ms desc limit 1";
const OLDEST_WAITING: &str = "
    select receipt_till, receipt_number, settled_ms, settled_offset from orders
    where settle_sequence is not null and settle_sequence > ?1
    order by settle_sequence, settled_ms limit 1";
const NEWEST_WAITING: &str = "
    select receipt_till, receipt_number, settled_ms, settled_offset from orders
    where settle_sequence is not null and settle_sequence > ?1
    order by settle_sequence desc, settled_ms desc limit 1";

/// How many orders, and what was paid for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many.
    pub orders: u64,
    /// What was paid, without what was given back.
    pub revenue: Money,
}

/// The open orders with lines, oldest first.
pub fn open_orders(connection: &Connection) -> Result<Vec<OpenOrderSummary>, TillError> {
    open(connection, OPEN)
}

/// The numbers of the open orders with lines that were opened on this till.
pub fn open_here(connection: &Connection) -> Result<Vec<OrderNumber>, TillError> {
    let orders = open(connection, OPEN_HERE)?;
    Ok(orders
        .into_iter()
        .filter_map(|order| order.number)
        .collect())
}

fn open(connection: &Connection, sql: &str) -> Result<Vec<OpenOrderSummary>, TillError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        let opened = Wall {
            ms: row.get(1)?,
            offset: row.get(2)?,
        };
        Ok(OpenOrderSummary {
            order: OrderId::from_bytes(row.get(0)?),
            number: None,
            total: Money::minor(row.get(3)?),
            opened,
            name: row.get(4)?,
            lines: row.get(5)?,
            own: row.get(6)?,
        })
    })?;
    let mut orders = rows.collect::<Result<Vec<_>, _>>()?;
    for summary in &mut orders {
        // The number is asked of the fold: its text in the row is for people who read the file.
        let held = HeldOrder::load(connection, summary.order)?;
        summary.number = held.and_then(|held| held.order().number().cloned());
    }
    Ok(orders)
}

/// The open order with lines that was opened here last and that nobody has kept under a name.
pub fn last_unnamed_here(connection: &Connection) -> Result<Option<OrderId>, TillError> {
    let mut statement = connection.prepare_cached(LAST_UNNAMED_HERE)?;
    let order = statement.query_row([], |row| row.get(0).map(OrderId::from_bytes));
    Ok(order.optional()?)
}

/// The open order with lines that was opened here last.
pub fn last_open_here(connection: &Connection) -> Result<Option<OrderId>, TillError> {
    let mut statement = connection.prepare_cached(LAST_OPEN_HERE)?;
    let order = statement.query_row([], |row| row.get(0).map(OrderId::from_bytes));
    Ok(order.optional()?)
}

/// Everything paid on this till.
pub fn figures(connection: &Connection) -> Result<Figures, TillError> {
    sum(connection, PAID_HERE, [])
}

/// What was paid on this till after `durable`; a sale of before counts where a refund of it waits.
pub fn waiting(connection: &Connection, durable: Sequence) -> Result<Figures, TillError> {
    sum(connection, PAID_HERE_ABOVE, (durable.0.cast_signed(),))
}

fn sum(connection: &Connection, sql: &str, at: impl Params) -> Result<Figures, TillError> {
    let mut statement = connection.prepare_cached(sql)?;
    let figures = statement.query_row(at, |row| {
        let orders: i64 = row.get(0)?;
        Ok(Figures {
            orders: orders.unsigned_abs(),
            revenue: Money::minor(row.get(1)?),
        })
    });
    Ok(figures?)
}

/// The last receipt up to `durable`.
pub fn confirmed_receipt(
    connection: &Connection,
    durable: Sequence,
) -> Result<Option<ReceiptNumber>, TillError> {
    Ok(receipt(connection, CONFIRMED, durable)?.map(|(receipt, _)| receipt))
}

/// The first receipt after `durable`, and when it was given.
pub fn oldest_waiting(
    connection: &Connection,
    durable: Sequence,
) -> Result<Option<(ReceiptNumber, Wall)>, TillError> {
    receipt(connection, OLDEST_WAITING, durable)
}

/// The last receipt after `durable`.
pub fn newest_waiting(
    connection: &Connection,
    durable: Sequence,
) -> Result<Option<ReceiptNumber>, TillError> {
    Ok(receipt(connection, NEWEST_WAITING, durable)?.map(|(receipt, _)| receipt))
}

fn receipt(
    connection: &Connection,
    sql: &str,
    at: Sequence,
) -> Result<Option<(ReceiptNumber, Wall)>, TillError> {
    let read = |row: &Row<'_>| {
        let receipt = ReceiptNumber {
            till: TillCode(row.get(0)?),
            number: row.get(1)?,
        };
        Ok((
            receipt,
            Wall {
                ms: row.get(2)?,
                offset: row.get(3)?,
            },
        ))
    };
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement
        .query_row((at.0.cast_signed(),), read)
        .optional()?)
}
