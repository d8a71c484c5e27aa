//! What takes a change back, worked out from the ticket before it and the ticket after it.

use shared::id::{LineId, ModifierId};
use shared::money::Money;
use shared::order::{Discount, OrderCommand, Ticket, TicketLine};

/// The commands that lead from `after` back to `before`. Where a line comes back its new id is minted when the
/// undo is asked for; until then it is named by itself.
pub fn back(before: Option<&Ticket>, after: &Ticket) -> Vec<OrderCommand> {
    let nothing = Vec::new();
    let old = before.map_or(&nothing, |ticket| &ticket.lines);
    let mut commands = Vec::new();
    for line in &after.lines {
        match find(old, line.line) {
            None => commands.push(OrderCommand::RemoveLine { line: line.line }),
            Some(was) => commands.extend(back_of_line(was, line)),
        }
    }
    for was in old {
        if find(&after.lines, was.line).is_none() {
            commands.push(OrderCommand::RestoreLine {
                line: was.line,
                into: was.line,
            });
        }
    }
    let discount = before.and_then(|ticket| ticket.discount.as_ref());
    if !same_discount(discount, after.discount.as_ref()) {
        commands.push(set_discount(None, discount));
    }
    let channel = before.map(|ticket| ticket.channel).unwrap_or_default();
    if channel != after.channel {
        commands.push(OrderCommand::SetChannel { channel });
    }
    commands
}

/// What it takes off in money follows the lines.
fn same_discount(one: Option<&(Discount, Money)>, other: Option<&(Discount, Money)>) -> bool {
    one.map(|(discount, _)| discount) == other.map(|(discount, _)| discount)
}

fn set_discount(line: Option<LineId>, discount: Option<&(Discount, Money)>) -> OrderCommand {
    let discount = discount.map(|(discount, _)| discount);
    OrderCommand::SetDiscount {
        line,
        cut: discount.map(|discount| discount.cut),
        reason: discount
            .map(|discount| discount.reason.clone())
            .unwrap_or_default(),
    }
}

/// A line that came back has another id from then on: what is still to be taken back speaks of that one.
pub fn renamed(undo: &mut [Vec<OrderCommand>], from: LineId, to: LineId) {
    for command in undo.iter_mut().flatten() {
        match command {
            OrderCommand::StepQuantity { line, .. }
            | OrderCommand::EditLine { line, .. }
            | OrderCommand::RemoveLine { line }
            | OrderCommand::TakeOne { line, .. }
            | OrderCommand::RestoreLine { line, .. }
            | OrderCommand::SetDiscount {
                line: Some(line), ..
            } => {
                if *line == from {
                    *line = to;
                }
            }
            OrderCommand::Tap { .. }
            | OrderCommand::AddLine { .. }
            | OrderCommand::SetChannel { .. }
            | OrderCommand::SetDiscount { line: None, .. }
            | OrderCommand::SetName { .. }
            | OrderCommand::Send
            | OrderCommand::MarkTicket { .. }
            | OrderCommand::Void { .. }
            | OrderCommand::Settle { .. }
            | OrderCommand::Refund { .. } => {}
        }
    }
}

fn find(lines: &[TicketLine], id: LineId) -> Option<&TicketLine> {
    lines.iter().find(|line| line.line == id)
}

fn back_of_line(was: &TicketLine, is: &TicketLine) -> Vec<OrderCommand> {
    let mut commands = Vec::new();
    let by = was.quantity.to_thousandths() - is.quantity.to_thousandths();
    if by != 0 {
        commands.push(OrderCommand::StepQuantity { line: is.line, by });
    }
    if !same_discount(was.discount.as_ref(), is.discount.as_ref()) {
        commands.push(set_discount(Some(is.line), was.discount.as_ref()));
    }
    if was.modifiers != is.modifiers || was.note != is.note {
        let ids: Vec<ModifierId> = was.modifiers.iter().map(|modifier| modifier.id).collect();
        commands.push(OrderCommand::EditLine {
            line: is.line,
            modifiers: ids,
            note: was.note.clone(),
        });
    }
    commands
}
