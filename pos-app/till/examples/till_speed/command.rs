//! A command made durable, beside a bare transaction that writes the same rows into a file of the same schema.

use super::{Outcome, add, compared, import_menu, open_till, settle, ticket};
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, params_from_iter};
use serde_json::{Value, json};
use shared::id::OrderId;
use std::path::Path;
use std::time::Instant;
use uuid::Uuid;

const ORDERS: u128 = 400;
const LINES: u128 = 3;
/// The tables a command writes, and which of their rows are new after it.
const WRITTEN: [(&str, &str); 5] = [
    ("entry", "sequence > ?1"),
    ("signature", "sequence > ?1"),
    ("orders", "id = ?2 and ?1 = ?1"),
    ("order_counter", "?1 = ?1 and ?2 = ?2"),
    ("receipt_counter", "?1 = ?1 and ?2 = ?2"),
];

/// Rows of a table, ready to be written.
struct Rows {
    statement: String,
    rows: Vec<Vec<Cell>>,
}

/// Measures.
pub fn measure(folder: &Path) -> Outcome<Value> {
    let mut till = open_till(&folder.join("till"))?;
    let menu = import_menu(&mut till)?;
    let reader = Connection::open(folder.join("till/till.db"))?;
    let bare = bare(&folder.join("bare.db"), &reader)?;
    let (mut adds, mut bare_adds) = (Vec::new(), Vec::new());
    let (mut pays, mut bare_pays) = (Vec::new(), Vec::new());
    for number in 0..ORDERS {
        let order = OrderId(Uuid::from_u128(1 + number));
        let mut total = Default::default();
        for line in 0..LINES {
            let product = menu.products[(number * 7 + line) as usize % menu.products.len()].id;
            let command = add(order, product, (number + 1) * 1_000 + line);
            let before = till.head().sequence.0;
            let start = Instant::now();
            total = ticket(&mut till, &command)?.totals.total;
            let took = start.elapsed();
            let again = write_bare(&bare, &new_rows(&reader, before, order, false)?)?;
            if line > 0 {
                adds.push(took.as_secs_f64() * 1e6);
                bare_adds.push(again);
            }
        }
        let before = till.head().sequence.0;
        let start = Instant::now();
        ticket(&mut till, &settle(order, total))?;
        pays.push(start.elapsed().as_secs_f64() * 1e6);
        bare_pays.push(write_bare(&bare, &new_rows(&reader, before, order, true)?)?);
    }
    Ok(json!({
        "add_line": compared(&mut adds, &mut bare_adds),
        "settle": compared(&mut pays, &mut bare_pays),
    }))
}

/// A file with the tables and indexes that the till's own file has of these, as they are today.
fn bare(path: &Path, reader: &Connection) -> Outcome<Connection> {
    let bare = Connection::open(path)?;
    bare.execute_batch(
        "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0;
         pragma cache_size = -16384; pragma foreign_keys = off",
    )?;
    let sql = "
        select sql from sqlite_master
        where tbl_name = ?1 and type in ('table', 'index') and sql is not null order by type desc";
    let mut statement = reader.prepare(sql)?;
    for (table, _) in WRITTEN {
        for made in statement.query_map([table], |row| row.get::<_, String>(0))? {
            bare.execute_batch(&made?)?;
        }
    }
    Ok(bare)
}

fn new_rows(reader: &Connection, before: u64, order: OrderId, paid: bool) -> Outcome<Vec<Rows>> {
    let mut written = Vec::new();
    for (table, which) in WRITTEN {
        // A line added to an order that is open counts nothing; a payment gives a receipt.
        if table == "order_counter" || (table == "receipt_counter" && !paid) {
            continue;
        }
        let sql = format!("select * from {table} where {which} and (?2 is not null)");
        let mut statement = reader.prepare(&sql)?;
        let columns = statement.column_count();
        let rows = statement.query_map((before.cast_signed(), order.as_bytes()), |row| {
            (0..columns).map(|column| row.get(column)).collect()
        })?;
        let rows = rows.collect::<Result<_, _>>()?;
        let places: Vec<String> = (1..=columns).map(|place| format!("?{place}")).collect();
        let statement = format!(
            "insert or replace into {table} values ({})",
            places.join(", ")
        );
        written.push(Rows { statement, rows });
    }
    Ok(written)
}

/// Writes the rows in one transaction and answers how many microseconds it took.
fn write_bare(bare: &Connection, written: &[Rows]) -> Outcome<f64> {
    let start = Instant::now();
    let transaction = bare.unchecked_transaction()?;
    for Rows { statement, rows } in written {
        let mut statement = transaction.prepare_cached(statement)?;
        for row in rows {
            statement.execute(params_from_iter(row))?;
        }
    }
    transaction.commit()?;
    Ok(start.elapsed().as_secs_f64() * 1e6)
}
