//! What stations are told, and how far they are.

use super::{Context, Decision};
use crate::id::{KitchenTicketId, LineId};
use crate::kitchen::{Fresh, Kitchen, Sent, TicketMarked, TicketState, taken_over, unsent};
use crate::order::{FoldedLine, OpenOrder, OrderCommand, OrderEvent, OrderRejection};
use crate::quantity::THOUSANDTHS;

/// What stations are told with a command: everything that they do not know where it saves the order, has it paid or calls it
/// off. `events` are what else the command makes happen.
pub fn tell(
    order: &OpenOrder,
    command: &OrderCommand,
    events: &[OrderEvent],
    context: &Context<'_>,
) -> Vec<OrderEvent> {
    let fresh = Fresh {
        stations: context.stations,
        tickets: context.tickets,
        wall: context.wall,
    };
    let sent: Vec<Sent> = match command {
        OrderCommand::Send | OrderCommand::SetName { .. } | OrderCommand::Settle { .. } => {
            unsent(&order.kitchen, &order.lines, &order.removed, fresh)
        }
        OrderCommand::Void { .. } if !events.is_empty() => {
            let gone: Vec<FoldedLine> = order.lines.iter().chain(&order.removed).cloned().collect();
            unsent(&order.kitchen, &[], &gone, fresh)
        }
        OrderCommand::TakeOne { line, into } if !events.is_empty() => {
            let held = order.line(*line);
            let over = held.and_then(|held| {
                let left = held.quantity.to_thousandths() - THOUSANDTHS;
                taken_over(&order.kitchen, held, left, (*into, THOUSANDTHS), fresh)
            });
            over.into_iter().collect()
        }
        OrderCommand::RestoreLine { line, into } if !events.is_empty() => {
            let over = removed(order, *line).and_then(|held| {
                let back = (*into, held.quantity.to_thousandths());
                taken_over(&order.kitchen, held, 0, back, fresh)
            });
            over.into_iter().collect()
        }
        _ => Vec::new(),
    };
    sent.into_iter().map(OrderEvent::Sent).collect()
}

fn removed(order: &OpenOrder, line: LineId) -> Option<&FoldedLine> {
    order.removed.iter().find(|held| held.added.line == line)
}

/// A station is so far with a ticket.
pub fn mark(
    kitchen: &Kitchen,
    ticket: KitchenTicketId,
    state: TicketState,
    context: &Context<'_>,
) -> Decision {
    let held = kitchen.ticket(ticket).ok_or(OrderRejection::NoSuchTicket)?;
    let marked = OrderEvent::TicketMarked(TicketMarked {
        ticket,
        state,
        at: context.wall,
    });
    Ok(match held.state == state {
        true => Vec::new(),
        false => vec![marked],
    })
}
