//! The papers of an order beside its receipt: of refunds, and of payments that were one too many.

use super::HeldOrder;
use crate::error::TillError;
use crate::lineage::{Lineage, Place};
use rusqlite::{Connection, params};
use shared::order::{Order, ReceiptNumber};
use std::collections::BTreeMap;

const FORGET: &str = "delete from paper where orders = ?1";
const PUT: &str = "
    insert or replace into paper (orders, receipt_till, receipt_number, refund, place)
    values (?1, ?2, ?3, ?4, ?5)";

/// Writes them. Most orders have none.
pub(super) fn project(
    held: &HeldOrder,
    connection: &Connection,
    lineage: &Lineage,
) -> Result<(), TillError> {
    let Order::Settled(paid) = &held.order else {
        return Ok(());
    };
    if held.refunds.is_empty() && held.payments.len() < 2 {
        return Ok(());
    }
    let mut papers: BTreeMap<(bool, &ReceiptNumber), Vec<_>> = BTreeMap::new();
    for again in &held.payments {
        if again.paper.receipt != paid.settled.receipt {
            let copies = papers.entry((false, &again.paper.receipt)).or_default();
            copies.push((again.stamp.fact(), again.written));
        }
    }
    for refund in &held.refunds {
        let copies = papers.entry((true, &refund.paper.receipt)).or_default();
        copies.push((refund.stamp.fact(), refund.written));
    }
    let order = held.id();
    connection
        .prepare_cached(FORGET)?
        .execute((order.as_bytes(),))?;
    for ((refund, receipt), mut copies) in papers {
        copies.sort_unstable_by_key(|(fact, _)| *fact);
        let place = copies.first().and_then(|(fact, _)| {
            let same = copies.iter().filter(|(other, _)| other == fact);
            lineage.place(*fact, same.map(|(_, written)| *written))
        });
        connection.prepare_cached(PUT)?.execute(params![
            order.as_bytes(),
            &receipt.till.0,
            receipt.number,
            refund,
            place.map(Place::to_column),
        ])?;
    }
    Ok(())
}
