//! All machines show the same orders and the same menu, and a rebuilt table equals the live one.

use crate::recount::{Counted, Recount};
use crate::world::{Checked, Violation, World};
use rusqlite::types::Value as Cell;
use shared::clock::BusinessDay;
use shared::till::{Answer, Query};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An order as a machine shows it: what a recount can be compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Shown {
    settled: bool,
    number: Option<String>,
    receipt: Option<String>,
    when: Option<(String, i64)>,
    total: i64,
    lines: i64,
    exceptions: i64,
}

impl Shown {
    fn expected(order: &Counted) -> Self {
        let (code, number) = order.number.clone().unzip();
        let receipt = |(code, number): &(String, i64)| format!("{code}-{number:06}");
        Self {
            settled: order.settled,
            number: code
                .zip(number)
                .map(|(code, number)| format!("{code}-{number}")),
            receipt: order.receipt.as_ref().map(receipt),
            when: order.when.clone(),
            total: order.total,
            lines: order.lines,
            exceptions: order.exceptions,
        }
    }
}

fn compare(
    whose: &str,
    shown: &BTreeMap<Uuid, Shown>,
    expected: &BTreeMap<Uuid, Counted>,
) -> Checked {
    let broken = |detail| Err(Violation::new("all show the same orders", detail));
    for (id, order) in expected {
        let expected = Shown::expected(order);
        match shown.get(id) {
            Some(shown) if *shown == expected => {}
            Some(shown) => return broken(format!("{whose}, {id}: {shown:?}, not {expected:?}")),
            None => return broken(format!("{whose} lacks {id}: {expected:?}")),
        }
    }
    match shown.keys().find(|id| !expected.contains_key(*id)) {
        Some(id) => broken(format!("{whose} has {id}, which nobody made")),
        None => Ok(()),
    }
}

fn number(cell: Option<&Cell>) -> Option<i64> {
    match cell {
        Some(Cell::Integer(value)) => Some(*value),
        _ => None,
    }
}

fn text(cell: Option<&Cell>) -> Option<String> {
    match cell {
        Some(Cell::Text(value)) => Some(value.clone()),
        _ => None,
    }
}

/// A row of the till's `orders`.
fn row(cells: &[Cell]) -> Option<(Uuid, Shown)> {
    let Some(Cell::Blob(id)) = cells.first() else {
        return None;
    };
    let at = |index: usize| cells.get(index);
    let day = number(at(10)).and_then(|day| i32::try_from(day).ok());
    let receipt = text(at(8)).zip(number(at(9)));
    let shown = Shown {
        settled: number(at(2)) == Some(1),
        number: text(at(3)),
        receipt: receipt.map(|(code, number)| format!("{code}-{number:06}")),
        when: day
            .map(|day| BusinessDay(day).to_string())
            .zip(number(at(11))),
        total: number(at(6))?,
        lines: number(at(5))?,
        exceptions: number(at(7))?,
    };
    Some((Uuid::from_slice(id).ok()?, shown))
}

/// The machines of a business that are on and may read the feed.
pub fn readers(world: &World<'_>, business: usize) -> Vec<usize> {
    let store = &world.server.shops[business].store;
    let reads = |who: &usize| {
        let series = world.machines[*who].series();
        series.is_some_and(|series| {
            world.server.business_of(series) == Some(business) && !store.is_revoked(series)
        })
    };
    (0..world.machines.len()).filter(reads).collect()
}

/// Every till of a business that may read the feed shows what a recount shows.
pub fn tills(world: &mut World<'_>, business: usize, expected: &Recount) -> Checked {
    for who in readers(world, business) {
        let Some(till) = world.machines[who].till.as_mut() else {
            continue;
        };
        let fault = |error: till::TillError| Violation::new("a till is read", error.to_string());
        let tables = till.projections().map_err(fault)?;
        let orders = tables.iter().find(|(table, _)| *table == "orders");
        let rows = orders.map_or(&[][..], |(_, rows)| rows.as_slice());
        let shown = rows.iter().filter_map(|cells| row(cells)).collect();
        compare(&format!("till {who}"), &shown, &expected.orders)?;
        let Ok(Answer::Menu(menu)) = till.query(&Query::Menu) else {
            continue;
        };
        let product = |product: &shared::menu::Product| {
            let json = |value: serde_json::Result<serde_json::Value>| value.ok();
            let fields = [
                json(serde_json::to_value(&product.name)),
                json(serde_json::to_value(product.price)),
                json(serde_json::to_value(product.available)),
            ];
            (product.id.0, fields)
        };
        let shown = menu.products.iter().map(product).collect();
        compare_menu(&format!("till {who}"), &shown, expected)?;
    }
    Ok(())
}

type MenuShown = BTreeMap<Uuid, [Option<serde_json::Value>; 3]>;

fn compare_menu(whose: &str, shown: &MenuShown, expected: &Recount) -> Checked {
    let filled = |fields: &[Option<serde_json::Value>; 3]| {
        let [name, price, available] = fields.clone();
        [
            name.or_else(|| Some("".into())),
            price.or_else(|| Some("ask".into())),
            available.or_else(|| Some(true.into())),
        ]
    };
    let expected: MenuShown = expected
        .menu
        .iter()
        .map(|(id, fields)| (*id, filled(fields)))
        .collect();
    if *shown == expected {
        return Ok(());
    }
    let differs = expected
        .iter()
        .find(|(id, fields)| shown.get(id) != Some(fields));
    let detail = format!(
        "{whose}: {differs:?}, and not {:?}; {} and {} products",
        differs.and_then(|(id, _)| shown.get(id)),
        shown.len(),
        expected.len()
    );
    Err(Violation::new("all show the same menu", detail))
}

/// The server shows what a recount shows, and the same when it folds everything anew.
pub fn server(world: &mut World<'_>, business: usize, expected: &Recount) -> Checked {
    let store = &world.server.shops[business].store;
    let shown = store.orders().iter().map(|(id, row)| {
        let when = row
            .when
            .map(|(day, hour)| (day.to_string(), i64::from(hour)));
        let shown = Shown {
            settled: row.settled,
            number: row.number.clone(),
            receipt: row.receipt.clone(),
            when,
            total: row.total.to_minor(),
            lines: i64::from(row.lines),
            exceptions: i64::from(row.exceptions),
        };
        (id.0, shown)
    });
    compare("the server", &shown.collect(), &expected.orders)?;
    let product = |row: &sync_server::menu::MenuRow| {
        let product: shared::menu::Product =
            serde_json::from_slice(row.product.as_deref()?).ok()?;
        let fields = [
            serde_json::to_value(&product.name).ok(),
            serde_json::to_value(product.price).ok(),
            serde_json::to_value(product.available).ok(),
        ];
        Some((row.subject.0, fields))
    };
    let shown = store.menu().values().filter_map(product).collect();
    compare_menu("the server", &shown, expected)?;
    let anew = store.rebuilt();
    if anew.orders() != store.orders() || anew.menu() != store.menu() {
        let detail = "the server's orders or menu folded anew are others";
        return Err(Violation::new(
            "a rebuilt table equals the live one",
            detail,
        ));
    }
    if anew.rollup() != store.rollup() {
        let detail = "the server's figures folded anew are others";
        return Err(Violation::new(
            "a rebuilt table equals the live one",
            detail,
        ));
    }
    for header in store.joined() {
        if anew.last_sale(header.series) != store.last_sale(header.series) {
            let detail = format!("the last sale of {}", header.series);
            return Err(Violation::new(
                "a rebuilt table equals the live one",
                detail,
            ));
        }
    }
    Ok(())
}

/// A till's tables, emptied and filled again, are the same.
pub(crate) fn rebuilt(world: &mut World<'_>, who: usize) -> Checked {
    if world.machines[who].sick {
        return Ok(());
    }
    let Some(till) = world.machines[who].till.as_mut() else {
        return Ok(());
    };
    let fault = |error: till::TillError| Violation::new("a till is read", error.to_string());
    let live = till.projections().map_err(fault)?;
    till.rebuild().map_err(fault)?;
    let anew = till.projections().map_err(fault)?;
    for ((table, live), (_, anew)) in live.iter().zip(&anew) {
        if live != anew {
            let differs = live.iter().find(|row| !anew.contains(row));
            let other = anew.iter().find(|row| !live.contains(row));
            let detail = format!("till {who}, {table}: {differs:?}, anew {other:?}");
            return Err(Violation::new(
                "a rebuilt table equals the live one",
                detail,
            ));
        }
    }
    Ok(())
}
