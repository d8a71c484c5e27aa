//! Money: what is in the drawers is what is in the journals, the figures and the customers' hands.

use crate::recount::Recount;
use crate::world::{Checked, Violation, World};
use std::collections::BTreeMap;

/// The server's figures are what a recount gives, and every payment is a receipt that a customer holds.
pub fn all_say_the_same(
    world: &mut World<'_>,
    business: usize,
    taken_in: &Recount,
    shown: &Recount,
) -> Checked {
    let broken = |detail| Err(Violation::new("the figures are the money", detail));
    let rollup = world.server.shops[business].store.rollup();
    let hours = rollup.hours.iter().map(|((day, hour), sums)| {
        let money = sums.revenue.to_minor();
        let sums = [sums.orders, sums.lines, sums.units, money];
        ((day.to_string(), i64::from(*hour)), sums)
    });
    let hours: std::collections::BTreeMap<_, _> = hours.collect();
    if hours != taken_in.hours {
        let differs = taken_in
            .hours
            .iter()
            .find(|(key, sums)| hours.get(key) != Some(sums));
        return broken(format!("by hour: {differs:?}, the server has {hours:?}"));
    }
    let products = rollup.products.iter().map(|((day, key), sums)| {
        let product = key.product.map(|id| id.to_string());
        let sums = [sums.units, sums.revenue.to_minor()];
        ((day.to_string(), product, key.name.clone()), sums)
    });
    let products: std::collections::BTreeMap<_, _> = products.collect();
    let mut expected = taken_in.products.clone();
    expected.retain(|_, sums| *sums != [0, 0]);
    if products != expected {
        let differs = expected
            .iter()
            .find(|(key, sums)| products.get(key) != Some(sums));
        return broken(format!("by product: {differs:?}"));
    }
    in_hands(world, business, shown)
}

/// The receipts in customers' hands are exactly the payments on the server.
fn in_hands(world: &World<'_>, business: usize, shown: &Recount) -> Checked {
    let mut payments = Vec::new();
    for (order, counted) in &shown.orders {
        let paid = counted.payments.iter().chain(&counted.given);
        payments.extend(paid.map(|(receipt, taken)| (*order, receipt.clone(), *taken)));
    }
    let there = crate::check::facts_there(world, business);
    let receipts = world.ledger.receipts.iter();
    // What exists nowhere any more is checked elsewhere: it must be named.
    let receipts = receipts.filter(|receipt| {
        let (sequence, hash) = receipt.entry;
        there.contains(&(receipt.series, sequence, hash))
    });
    let mut held: Vec<_> = receipts
        .map(|receipt| {
            let number = (
                receipt.number.till.0.clone(),
                i64::from(receipt.number.number),
            );
            (receipt.order.0, number, receipt.taken.to_minor())
        })
        .collect();
    payments.sort();
    held.sort();
    if payments == held {
        return Ok(());
    }
    let lost = held.iter().find(|receipt| !payments.contains(receipt));
    let made_up = payments.iter().find(|payment| !held.contains(payment));
    let detail = format!("in a hand only: {lost:?}; on the server only: {made_up:?}");
    Err(Violation::new("every receipt is a payment", detail))
}

/// Whether more than one entry was told of at some place of a series.
fn copies(world: &World<'_>, series: shared::id::SeriesId) -> bool {
    let line = world.ledger.lines.get(&series);
    let places = line.map(|line| line.told.keys().map(|(sequence, _)| sequence));
    places.is_some_and(|places| {
        let all: Vec<_> = places.collect();
        all.windows(2).any(|two| two[0] == two[1])
    })
}

/// No receipt number is given twice, and each receipt says what was paid for it.
pub fn receipts(world: &mut World<'_>) -> Checked {
    let mut given = BTreeMap::new();
    for receipt in &world.ledger.receipts {
        let business = world.ledger.lines.get(&receipt.series);
        let business = business.map(|line| line.business);
        // Copies of a till that do not know of one another yet give the same numbers in the same series.
        let before = given.insert((business, receipt.number.clone()), receipt.series);
        if before.is_some_and(|series| series != receipt.series || !copies(world, series)) {
            let detail = format!("{} in business {business:?}", receipt.number);
            return Err(Violation::new("no receipt number twice", detail));
        }
        if receipt.total != receipt.taken {
            let detail = format!(
                "{}: {:?} for {:?}",
                receipt.number, receipt.taken, receipt.total
            );
            return Err(Violation::new("a paid total never changes", detail));
        }
    }
    Ok(())
}
