//! Every till shows the same open tabs: their names, their lines, what is taken off them and what they come to.

use super::agree::readers;
use crate::recount::{Counted, Recount, Standing};
use crate::world::{Checked, Violation, World};
use shared::id::OrderId;
use shared::order::{Ticket, TicketStatus};
use shared::till::{Answer, OpenOrderSummary, Query};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A tab in a list: its name, its lines and its total.
type Listed = (Option<String>, i64, i64);

/// Tabs that are open are listed, and show what a recount shows; what was called off shows nothing that is to be paid.
pub fn are_the_same(world: &mut World<'_>, business: usize, expected: &Recount) -> Checked {
    let is_listed = |order: &Counted| {
        !order.settled && !order.is_voided() && (order.lines > 0 || order.name.is_some())
    };
    let listed = expected.orders.iter();
    let listed = listed.filter(|(_, order)| is_listed(order));
    let listed: BTreeMap<Uuid, Listed> = listed
        .map(|(id, order)| (*id, (order.name.clone(), order.lines, order.total)))
        .collect();
    for who in readers(world, business) {
        let Some(till) = world.machines[who].till.as_mut() else {
            continue;
        };
        let shown = match till.query(&Query::OpenOrders) {
            Ok(Answer::OpenOrders(shown)) => shown.into_iter().map(row).collect(),
            other => return Err(Violation::new("a till is read", format!("{other:?}"))),
        };
        same_list(who, &listed, &shown)?;
        for (id, order) in &expected.orders {
            if is_worth_a_look(order) {
                same_ticket(world, who, *id, order)?;
            }
        }
    }
    Ok(())
}

/// Those that say more than their row does.
fn is_worth_a_look(order: &Counted) -> bool {
    let cut = order.off_whole > 0 || order.standing.iter().any(|line| line.off > 0);
    let shared = order.writers > 1 || order.moved_by > 0;
    let told = order.standing.iter().any(|line| line.told);
    !order.settled && (cut || told || order.voids > 0 || order.name.is_some() || shared)
}

fn row(summary: OpenOrderSummary) -> (Uuid, Listed) {
    let total = summary.total.to_minor();
    (
        summary.order.0,
        (summary.name, i64::from(summary.lines), total),
    )
}

fn same_list(
    who: usize,
    expected: &BTreeMap<Uuid, Listed>,
    shown: &BTreeMap<Uuid, Listed>,
) -> Checked {
    if shown == expected {
        return Ok(());
    }
    let lacks = expected.iter().find(|(id, tab)| shown.get(id) != Some(tab));
    let more = shown.iter().find(|(id, tab)| expected.get(id) != Some(tab));
    let detail = format!("till {who} lists {more:?}, counted again {lacks:?}");
    Err(Violation::new("all show the same tabs", detail))
}

fn same_ticket(world: &mut World<'_>, who: usize, id: Uuid, expected: &Counted) -> Checked {
    let broken = |detail: String| {
        let detail = format!("till {who}, {id}: {detail}");
        Err(Violation::new("all show the same tabs", detail))
    };
    let Some(ticket) = world.ticket(who, OrderId(id)) else {
        return broken("nothing is shown".to_owned());
    };
    let lines = standing(&ticket);
    if lines != expected.standing {
        return broken(format!("{lines:?}, counted again {:?}", expected.standing));
    }
    let off_whole = ticket.discount.map_or(0, |(_, off)| off.to_minor());
    let shown = (ticket.name, off_whole, ticket.totals.total.to_minor());
    let counted = (expected.name.clone(), expected.off_whole, expected.total);
    if shown != counted {
        return broken(format!("{shown:?}, counted again {counted:?}"));
    }
    let is_voided = matches!(ticket.status, TicketStatus::Voided { .. });
    match is_voided == expected.is_voided() {
        true => Ok(()),
        false => broken(format!("{:?} is not what happened to it", ticket.status)),
    }
}

fn standing(ticket: &Ticket) -> Vec<Standing> {
    let lines = ticket.lines.iter().map(|line| Standing {
        line: line.line.to_string(),
        units: line.quantity.to_thousandths(),
        amount: line.amount.to_minor(),
        off: line.discount.as_ref().map_or(0, |(_, off)| off.to_minor()),
        told: line.sent,
    });
    lines.collect()
}

/// Every payment and refund says what adds up, and a payment is what the lines and discounts of its till come to. Where
/// files are put back, copied or lost, one series may have two stories, of which a payment knows one.
pub fn add_up(world: &World<'_>, expected: &Recount) -> Checked {
    let torn = super::is_torn(world);
    for (id, order) in &expected.orders {
        let differs = order.repriced.filter(|[said, sums]| said != sums && !torn);
        let differs = differs.map(|[said, sums]| format!("{said:?}, counted again {sums:?}"));
        if let Some(detail) = order.wrong.clone().or(differs) {
            let detail = format!("{id}: {detail}");
            return Err(Violation::new("a payment is what it says", detail));
        }
    }
    Ok(())
}
