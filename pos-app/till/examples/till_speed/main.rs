//! How fast the till is, against limits measured in the same run. Prints one JSON object.
//!
//! `speed command` records lines and payments and compares each with a bare transaction that writes the same rows;
//! `speed open` opens a file with 1,000 products and 100,000 entries beside an empty one; `speed pull` takes
//! 100,000 entries of others in, as they come over the wire; `speed z` closes a shift of 5,000 orders.

mod command;
mod open;
mod pull;
mod z;

use serde_json::{Value, json};
use shared::id::{LineId, OrderId, ProductId};
use shared::menu::Menu;
use shared::money::{Currency, Money};
use shared::order::{Item, OrderCommand, Ticket};
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::till::{Answer, Command, MenuCommand, Query, TillFailure};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use till::real::{SystemClock, SystemEntropy};
use till::{Till, TillOptions};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let which = std::env::args().nth(1).unwrap_or_default();
    let folder = tempfile::tempdir()?;
    let measured = match which.as_str() {
        "command" => command::measure(folder.path()),
        "open" => open::measure(folder.path()),
        "pull" => pull::measure(folder.path()),
        "z" => z::measure(folder.path()),
        other => Err(format!("there is no measure {other:?}: command, open, pull or z").into()),
    };
    println!("{:#}", measured?);
    Ok(())
}

/// A till of this folder.
fn open_till(folder: &Path) -> Outcome<Till> {
    Ok(Till::open(TillOptions {
        folder: folder.to_owned(),
        keyring: None,
        zone: "America/Argentina/Buenos_Aires".to_owned(),
        currency: Currency::ARS,
        app_version: "speed".to_owned(),
        clock: Arc::new(SystemClock),
        entropy: Box::new(SystemEntropy),
    })?)
}

fn failed(failure: TillFailure) -> Box<dyn Error> {
    format!("{failure:?}").into()
}

/// A menu of 1,000 products, the way an owner brings one.
fn import_menu(till: &mut Till) -> Outcome<Menu> {
    let mut content = "category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price\n".to_owned();
    for product in 0..1_000 {
        let category = product / 50;
        for milk in ["Entera", "Avena"] {
            writeln!(
                content,
                "C{category},Producto {product},4300,21,,Leche,1,1,{milk},0"
            )?;
        }
    }
    let import = MenuCommand::Import {
        file: "menu".to_owned(),
        content,
    };
    till.execute(&Command::Menu(import)).map_err(failed)?;
    match till.query(&Query::Menu).map_err(failed)? {
        Answer::Menu(menu) => Ok(menu),
        other => Err(format!("{other:?}").into()),
    }
}

/// A command that adds a line.
fn add(order: OrderId, product: ProductId, line: u128) -> Command {
    let command = OrderCommand::AddLine {
        line: LineId(Uuid::from_u128(line)),
        item: Item::Product(product),
        quantity: Quantity::ONE,
        modifiers: None,
        note: String::new(),
    };
    Command::Order { order, command }
}

/// A command that pays.
fn settle(order: OrderId, total: Money) -> Command {
    let tenders = vec![Tender {
        kind: TenderKind::Card,
        amount: total,
    }];
    Command::Order {
        order,
        command: OrderCommand::Settle {
            tenders,
            total,
            tip: Money::ZERO,
        },
    }
}

/// Does it, and answers the ticket.
fn ticket(till: &mut Till, command: &Command) -> Outcome<Ticket> {
    let outcome = till.execute(command).map_err(failed)?;
    outcome.ticket.ok_or_else(|| "no ticket".into())
}

/// The median of microseconds.
fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Ours and the limit, with their ratio.
fn compared(ours: &mut [f64], limit: &mut [f64]) -> Value {
    let (ours, limit) = (median(ours), median(limit));
    json!({
        "ours_us": ours.round(),
        "limit_us": limit.round(),
        "ratio": (ours / limit * 100.0).round() / 100.0,
    })
}
