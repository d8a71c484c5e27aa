//! Empties every table that follows from the journal and fills it again by replay.

use crate::error::TillError;
use crate::lineage::Lineage;
use crate::order::{HeldOrder, keep_order_number, keep_receipt_number};
use crate::session::SessionState;
use crate::{journal, menu, shift, staff};
use rusqlite::Connection;
use shared::event::Event;
use shared::id::OrderId;
use shared::journal::Sequence;
use shared::money::Currency;
use shared::order::{OrderEvent, TillCode};

/// The tables that follow from the journal.
pub const PROJECTIONS: [&str; 14] = [
    "category",
    "product",
    "modifier_group",
    "orders",
    "paper",
    "kitchen_ticket",
    "shift",
    "shift_sale",
    "shift_close",
    "shift_supplement",
    "staff",
    "order_counter",
    "receipt_counter",
    "session",
];
const PAGE: usize = 2_000;

/// Empties them and fills them again, within the transaction that is open.
pub fn rebuild(connection: &Connection, lineage: &Lineage, zone: &str) -> Result<(), TillError> {
    for table in PROJECTIONS {
        connection.execute_batch(&format!("delete from {table}"))?;
    }
    menu::replay_all(connection)?;
    for subject in journal::subjects_of_kinds(connection, "order.")? {
        if let Some(held) = HeldOrder::load(connection, OrderId(subject.0))? {
            held.project(connection, lineage)?;
        }
    }
    for subject in journal::subjects_of_kinds(connection, "shift.")? {
        shift::project_subject(connection, subject, lineage)?;
    }
    for subject in journal::subjects_of_kinds(connection, "staff.")? {
        staff::project_subject(connection, subject)?;
    }
    replay_own(connection, lineage, zone)
}

/// What only the series that the till writes now tells, in its order: who the till is, and the numbers it gave. Numbers
/// of its older series had other letters, and what is carried gave its numbers there.
fn replay_own(connection: &Connection, lineage: &Lineage, zone: &str) -> Result<(), TillError> {
    let mut session = SessionState::alone(zone, Currency::ARS, TillCode(String::new()));
    let mut from = Sequence(1);
    loop {
        let page = journal::entries_from(connection, lineage.own, from, PAGE)?;
        let Some((last, _)) = page.last() else { break };
        from = last.sequence.next();
        for (entry, _) in &page {
            match Event::read(&entry.kind, entry.version, &entry.body) {
                Ok(Event::Till(event)) => session.apply(lineage.own, &event),
                Ok(Event::Order(OrderEvent::Opened(opened))) => {
                    let day = entry.wall.business_day(session.settings.day_start);
                    keep_order_number(connection, day, opened.number.number)?;
                }
                Ok(Event::Order(event)) => {
                    if let Some(receipt) = event.receipt() {
                        keep_receipt_number(connection, receipt.number)?;
                    }
                }
                Ok(
                    Event::Menu(_)
                    | Event::Shift(_)
                    | Event::Staff(_)
                    | Event::Settings(_)
                    | Event::Carried(_),
                )
                | Err(_) => {}
            }
        }
    }
    session.project(connection)
}
