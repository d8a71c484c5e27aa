//! The tickets of an order, as the kitchen's screen shows them.

use crate::error::TillError;
use rusqlite::{Connection, OptionalExtension, Row, params};
use shared::id::KitchenTicketId;
use shared::kitchen::{BoardTicket, BoardView, Delivery, TicketState};
use shared::order::Order;

/// A ticket that nobody took off the screen by then is of a day that is over.
const SHOWN_MS: i64 = 12 * 3_600_000;
/// The most tickets on the screen.
const OPEN_MAX: i64 = 200;
/// The most of those that were taken, which can be called back.
const DONE_MAX: i64 = 20;

const UPSERT: &str = "
    insert into kitchen_ticket (ticket, order_id, state, sent_ms, since_ms, view)
    values (?1, ?2, ?3, ?4, ?5, ?6)
    on conflict (ticket) do update set order_id = excluded.order_id, state = excluded.state,
        sent_ms = excluded.sent_ms, since_ms = excluded.since_ms, view = excluded.view";
const OPEN: &str = "
    select view, (
        select job.state from print_job job where job.receipt = ?3 || hex(ticket)
        order by job.id desc limit 1)
    from kitchen_ticket where state <> 'done' and sent_ms > ?1 order by sent_ms, ticket limit ?2";
const DONE: &str = "
    select view, null from kitchen_ticket
    where state = 'done' and since_ms > ?1 order by since_ms desc, ticket limit ?2";
const ONE: &str = "select view, null from kitchen_ticket where ticket = ?1";

/// What a ticket is known by in the print queue begins with this, and ends with its id.
const PAPER: &str = "ticket ";

/// What a ticket is known by in the print queue.
pub fn ticket_paper(ticket: &BoardTicket) -> String {
    format!("{PAPER}{:X}", ticket.ticket.0.simple())
}

/// Writes the rows. A ticket that changes nothing is on no screen.
pub fn project(order: &Order, connection: &Connection) -> Result<(), TillError> {
    for held in &order.kitchen().tickets {
        let view = BoardTicket::of(order, held);
        if view.items.is_empty() {
            continue;
        }
        let text = serde_json::to_string(&view)
            .map_err(|error| TillError::Damaged(format!("a ticket: {error}")))?;
        let state = match view.state {
            TicketState::New => "new",
            TicketState::Preparing => "preparing",
            TicketState::Ready => "ready",
            TicketState::Done => "done",
        };
        let mut statement = connection.prepare_cached(UPSERT)?;
        statement.execute(params![
            view.ticket.as_bytes(),
            view.order.as_bytes(),
            state,
            view.sent.ms,
            view.since.ms,
            text,
        ])?;
    }
    Ok(())
}

/// What the screen shows.
pub fn board(connection: &Connection, now_ms: i64) -> Result<BoardView, TillError> {
    let since = now_ms.saturating_sub(SHOWN_MS);
    let mut statement = connection.prepare_cached(OPEN)?;
    let tickets = statement.query_map((since, OPEN_MAX, PAPER), ticket)?;
    let tickets = tickets.collect::<Result<Vec<_>, _>>()?;
    let mut statement = connection.prepare_cached(DONE)?;
    let done = statement.query_map((since, DONE_MAX), ticket)?;
    let done = done.collect::<Result<Vec<_>, _>>()?;
    Ok(BoardView {
        tickets: tickets.into_iter().flatten().collect(),
        done: done.into_iter().flatten().collect(),
    })
}

/// One ticket, however old.
pub fn board_ticket(
    connection: &Connection,
    id: KitchenTicketId,
) -> Result<Option<BoardTicket>, TillError> {
    let mut statement = connection.prepare_cached(ONE)?;
    let held = statement.query_row((id.as_bytes(),), ticket).optional()?;
    Ok(held.flatten())
}

/// A ticket; none of one that a newer program wrote.
fn ticket(row: &Row<'_>) -> rusqlite::Result<Option<BoardTicket>> {
    let view: String = row.get(0)?;
    let job: Option<String> = row.get(1)?;
    let Ok(mut ticket) = serde_json::from_str::<BoardTicket>(&view) else {
        return Ok(None);
    };
    if ticket.delivery == Delivery::Sent {
        ticket.delivery = match job.as_deref() {
            Some("waiting" | "printing") => Delivery::Queued,
            Some("unsure" | "late") => Delivery::Failed,
            _ => Delivery::Sent,
        };
    }
    Ok(Some(ticket))
}
