//! Opening a till whose file is full, beside one whose file is empty: from nothing to the answers that the first
//! screen needs.

use super::{Outcome, add, compared, failed, import_menu, open_till, settle, ticket};
use serde_json::Value;
use shared::id::OrderId;
use shared::till::Query;
use std::path::Path;
use std::time::Instant;
use uuid::Uuid;

const ENTRIES: u64 = 100_000;
const ROUNDS: usize = 15;

/// Measures.
pub fn measure(folder: &Path) -> Outcome<Value> {
    let (full, empty) = (folder.join("full"), folder.join("empty"));
    fill(&full)?;
    drop(open_till(&empty)?);
    let (mut fulls, mut empties) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        fulls.push(first_screen(&full)?);
        empties.push(first_screen(&empty)?);
    }
    Ok(compared(&mut fulls, &mut empties))
}

fn fill(folder: &Path) -> Outcome<()> {
    let mut till = open_till(folder)?;
    let menu = import_menu(&mut till)?;
    let mut number = 0;
    while till.head().sequence.0 < ENTRIES {
        number += 1;
        let order = OrderId(Uuid::from_u128(number));
        let mut total = Default::default();
        for line in 0..10 {
            let product = menu.products[(number * 3 + line) as usize % menu.products.len()].id;
            total = ticket(&mut till, &add(order, product, number * 1_000 + line))?
                .totals
                .total;
        }
        ticket(&mut till, &settle(order, total))?;
    }
    till.tidy()?;
    Ok(())
}

fn first_screen(folder: &Path) -> Outcome<f64> {
    let start = Instant::now();
    let mut till = open_till(folder)?;
    for query in [Query::Session, Query::Menu, Query::OpenOrders, Query::Sync] {
        till.query(&query).map_err(failed)?;
    }
    Ok(start.elapsed().as_secs_f64() * 1e6)
}
