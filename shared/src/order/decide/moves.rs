//! Lines go from one order to another: a split, a join of two tabs, or one thing that was put on the wrong one.

use crate::id::LineId;
use crate::money::LINES_PER_ORDER_MAX;
use crate::order::{
    Cut, DiscountSet, FoldedLine, MovedIn, MovedOut, Named, OpenOrder, Opened, Order, OrderEvent,
    OrderNumber, OrderRejection,
};

/// What happens to the two orders of a move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Move {
    /// To the one that the lines were on.
    pub from: Vec<OrderEvent>,
    /// To the one that they are on now.
    pub to: Vec<OrderEvent>,
}

/// Lines of one order go to another, which is opened where it is new. What is taken off a line goes with it; a part that is
/// taken off the whole order is taken off a new one as well, and an amount stays where it is. One that nothing is left of gives its name up: its table is free. Nothing where they are
/// there already.
///
/// # Errors
/// Neither may be paid, the lines must be on the first one, and the other one holds only so many.
pub fn move_lines(
    from: &Order,
    to: &Order,
    lines: &[LineId],
    number: &OrderNumber,
) -> Result<Move, OrderRejection> {
    let (Order::Open(from), Order::Open(to)) = (from, to) else {
        return Err(OrderRejection::AlreadySettled);
    };
    let mut moved: Vec<LineId> = Vec::new();
    for line in lines {
        if to.line(*line).is_some() || moved.contains(line) {
            continue;
        }
        from.line(*line)
            .ok_or(OrderRejection::NoSuchLine { line: *line })?;
        moved.push(*line);
    }
    if moved.is_empty() {
        return match lines.is_empty() {
            true => Err(OrderRejection::Empty),
            false => Ok(Move::default()),
        };
    }
    if (to.lines.len() + moved.len()) as i64 > LINES_PER_ORDER_MAX {
        return Err(OrderRejection::TooManyLines {
            max: LINES_PER_ORDER_MAX as u16,
        });
    }
    Ok(happens(from, to, moved, number))
}

fn happens(from: &OpenOrder, to: &OpenOrder, lines: Vec<LineId>, number: &OrderNumber) -> Move {
    let opened = to.number.is_none().then(|| {
        OrderEvent::Opened(Opened {
            number: number.clone(),
            channel: from.channel,
        })
    });
    let part = from.discount.clone().filter(|discount| {
        let is_new = to.number.is_none() && to.discount.is_none();
        is_new && matches!(discount.cut, Cut::Part(_))
    });
    let discounted = part.map(|discount| {
        OrderEvent::DiscountSet(DiscountSet {
            line: None,
            discount: Some(discount),
        })
    });
    let moved_in = OrderEvent::MovedIn(MovedIn {
        from: from.id,
        lines: lines.clone(),
    });
    let is_left = |line: &FoldedLine| !lines.contains(&line.added.line);
    let is_free = from.name.is_some() && !from.lines.iter().any(is_left);
    let unnamed = is_free.then(|| {
        let name = String::new();
        OrderEvent::Named(Named { name })
    });
    let moved_out = OrderEvent::MovedOut(MovedOut { to: to.id, lines });
    Move {
        from: std::iter::once(moved_out).chain(unnamed).collect(),
        to: opened
            .into_iter()
            .chain([moved_in])
            .chain(discounted)
            .collect(),
    }
}
