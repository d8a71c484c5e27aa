//! What takes a change back, worked out from the ticket before it and the ticket after it.

use shared::id::{LineId, ModifierId};
use shared::order::{OrderCommand, Ticket, TicketLine};

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
    let channel = before.map(|ticket| ticket.channel).unwrap_or_default();
    if channel != after.channel {
        commands.push(OrderCommand::SetChannel { channel });
    }
    commands
}

/// A line that came back has another id from then on: what is still to be taken back speaks of that one.
pub fn renamed(undo: &mut [Vec<OrderCommand>], from: LineId, to: LineId) {
    for command in undo.iter_mut().flatten() {
        match command {
            OrderCommand::StepQuantity { line, .. }
            | OrderCommand::EditLine { line, .. }
            | OrderCommand::RemoveLine { line }
            | OrderCommand::TakeOne { line, .. }
            | OrderCommand::RestoreLine { line, .. } => {
                if *line == from {
                    *line = to;
                }
            }
            OrderCommand::Tap { .. }
            | OrderCommand::AddLine { .. }
            | OrderCommand::SetChannel { .. }
            | OrderCommand::Settle { .. } => {}
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
