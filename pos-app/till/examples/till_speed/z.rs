//! The end of a long day: a shift with 5,000 orders is counted and closed, and its Z is read.

use super::{Outcome, add, failed, import_menu, open_till, settle, ticket};
use serde_json::{Value, json};
use shared::id::OrderId;
use shared::money::Money;
use shared::shift::{ShiftCommand, ShiftView};
use shared::till::{Answer, Command, Query};
use std::path::Path;
use std::time::Instant;
use till::Till;
use uuid::Uuid;

const ORDERS: u128 = 5_000;

/// Measures: from the word that the drawer is counted to the Z on the screen, each step durable.
pub fn measure(folder: &Path) -> Outcome<Value> {
    let mut till = open_till(folder)?;
    let menu = import_menu(&mut till)?;
    for number in 0..ORDERS {
        let order = OrderId(Uuid::from_u128(1 + number));
        let product = menu.products[number as usize % menu.products.len()].id;
        let total = ticket(&mut till, &add(order, product, 1 + number))?;
        ticket(&mut till, &settle(order, total.totals.total))?;
    }
    let shift = shift(&mut till)?.open.ok_or("no shift is open")?.shift;
    let began = Instant::now();
    for command in [
        ShiftCommand::Count {
            pieces: Vec::new(),
            counted: Money::ZERO,
        },
        ShiftCommand::Close {
            note: "speed".to_owned(),
            leave_open: true,
        },
    ] {
        till.execute(&Command::Shift { shift, command })
            .map_err(failed)?;
    }
    let reports = till.query(&Query::ZReports { last: 1 }).map_err(failed)?;
    let took = began.elapsed();
    match reports {
        Answer::ZReports(reports) if reports.len() == 1 => {
            Ok(json!({ "orders": ORDERS as u64, "z_ms": took.as_secs_f64() * 1e3 }))
        }
        other => Err(format!("no Z but {other:?}").into()),
    }
}

fn shift(till: &mut Till) -> Outcome<ShiftView> {
    match till.query(&Query::Shift).map_err(failed)? {
        Answer::Shift(view) => Ok(*view),
        other => Err(format!("no shift but {other:?}").into()),
    }
}
