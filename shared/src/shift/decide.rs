//! From a command to what happens, or the reason why not.

use super::{
    CashMoved, CashSums, Counted, Drawer, DrawerOpened, LineKind, MovementUndone, Shift,
    ShiftClosed, ShiftCommand, ShiftEvent, ShiftOpened, ShiftRejection, ShiftSales, Takings,
    ZNumber, margin_of,
};
use crate::clock::{BusinessDay, Wall};
use crate::id::MovementId;
use crate::money::{Currency, LINE_AMOUNT_MAX, Money};
use crate::order::OrderNumber;

/// The longest reason or note, in signs.
pub const REASON_MAX: u16 = 200;

/// How many open orders are named: an entry has a limit.
const OPEN_NAMED_MAX: usize = 500;

/// What the rules need to know of the moment and the place.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// Whether another shift of this till is open.
    pub other_open: bool,
    /// The business's currency.
    pub currency: Currency,
    /// What was sold in the shift.
    pub sales: &'a ShiftSales,
    /// Orders of this till that are open.
    pub open_orders: &'a [OrderNumber],
    /// The number of a Z given now.
    pub number: ZNumber,
    /// The till's clock.
    pub wall: Wall,
    /// The business day of that moment.
    pub day: BusinessDay,
}

type Decision = Result<Vec<ShiftEvent>, ShiftRejection>;

/// What the command makes happen. Nothing where it has happened already.
pub fn decide(shift: &Shift, command: &ShiftCommand, context: &Context<'_>) -> Decision {
    match shift {
        Shift::New => match command {
            ShiftCommand::Open { float } => open(*float, context),
            ShiftCommand::PayIn { .. }
            | ShiftCommand::PayOut { .. }
            | ShiftCommand::UndoMovement { .. }
            | ShiftCommand::OpenDrawer { .. }
            | ShiftCommand::Count { .. }
            | ShiftCommand::Close { .. } => Err(ShiftRejection::NotOpen),
        },
        Shift::Open(drawer) => decide_open(drawer, command, context),
        Shift::Closed { .. } => match command {
            // The answer to the close was lost and it is asked for again.
            ShiftCommand::Close { .. } => Ok(Vec::new()),
            ShiftCommand::Open { .. }
            | ShiftCommand::PayIn { .. }
            | ShiftCommand::PayOut { .. }
            | ShiftCommand::UndoMovement { .. }
            | ShiftCommand::OpenDrawer { .. }
            | ShiftCommand::Count { .. } => Err(ShiftRejection::NotOpen),
        },
    }
}

fn open(float: Money, context: &Context<'_>) -> Decision {
    if context.other_open {
        return Err(ShiftRejection::AlreadyOpen);
    }
    if float.is_negative() {
        return Err(ShiftRejection::AmountNotPositive);
    }
    within_limit(float)?;
    Ok(vec![ShiftEvent::Opened(ShiftOpened { float })])
}

fn decide_open(drawer: &Drawer, command: &ShiftCommand, context: &Context<'_>) -> Decision {
    match command {
        ShiftCommand::Open { float } if *float == drawer.float => Ok(Vec::new()),
        ShiftCommand::Open { .. } => Err(ShiftRejection::AlreadyOpen),
        ShiftCommand::PayIn {
            movement,
            amount,
            reason,
        } => {
            let moved = moved(drawer, *movement, *amount, reason)?;
            Ok(moved.map(ShiftEvent::PaidIn).into_iter().collect())
        }
        ShiftCommand::PayOut {
            movement,
            amount,
            reason,
        } => {
            let moved = moved(drawer, *movement, *amount, reason)?;
            Ok(moved.map(ShiftEvent::PaidOut).into_iter().collect())
        }
        ShiftCommand::UndoMovement { movement } => undo(drawer, *movement),
        ShiftCommand::OpenDrawer { movement, reason } => {
            let opened = DrawerOpened {
                movement: *movement,
                reason: said(reason)?,
            };
            let known = drawer.line(*movement).is_some();
            Ok((!known)
                .then_some(ShiftEvent::DrawerOpened(opened))
                .into_iter()
                .collect())
        }
        ShiftCommand::Count { pieces, counted } => {
            let expected = CashSums::of(drawer, context.sales).expected;
            let count = Counted::of(pieces, *counted, expected, context.currency)?;
            let known = drawer.counted.as_ref() == Some(&count);
            Ok((!known)
                .then_some(ShiftEvent::Counted(count))
                .into_iter()
                .collect())
        }
        ShiftCommand::Close { note, leave_open } => close(drawer, note, *leave_open, context),
    }
}

fn moved(
    drawer: &Drawer,
    movement: MovementId,
    amount: Money,
    reason: &str,
) -> Result<Option<CashMoved>, ShiftRejection> {
    if amount <= Money::ZERO {
        return Err(ShiftRejection::AmountNotPositive);
    }
    within_limit(amount)?;
    let moved = CashMoved {
        movement,
        amount,
        reason: said(reason)?,
    };
    Ok(drawer.line(movement).is_none().then_some(moved))
}

fn undo(drawer: &Drawer, movement: MovementId) -> Decision {
    let line = drawer
        .line(movement)
        .filter(|line| line.kind != LineKind::Opened);
    match line {
        None => Err(ShiftRejection::NoSuchMovement),
        Some(line) if line.undone => Ok(Vec::new()),
        Some(_) => Ok(vec![ShiftEvent::MovementUndone(MovementUndone {
            movement,
        })]),
    }
}

fn close(drawer: &Drawer, note: &str, leave_open: bool, context: &Context<'_>) -> Decision {
    let note = short(note)?;
    let orders = context.open_orders.iter().take(OPEN_NAMED_MAX);
    let orders: Vec<_> = orders.cloned().collect();
    if !leave_open && !orders.is_empty() {
        return Err(ShiftRejection::OpenOrders { orders });
    }
    let count = drawer.counted.clone().ok_or(ShiftRejection::NotCounted)?;
    let cash = CashSums::of(drawer, context.sales);
    if count.expected != cash.expected {
        return Err(ShiftRejection::CountOutdated);
    }
    let margin = margin_of(context.currency);
    if note.is_empty() && (count.difference > margin || -count.difference > margin) {
        return Err(ShiftRejection::NoteMissing);
    }
    Ok(vec![ShiftEvent::Closed(Box::new(ShiftClosed {
        number: context.number.clone(),
        day: context.day,
        opened: drawer.opened,
        closed: context.wall,
        takings: Takings::of(context.sales),
        cash,
        count,
        openings: drawer.openings(),
        note,
        left_open: orders,
    }))])
}

fn within_limit(amount: Money) -> Result<(), ShiftRejection> {
    if amount.to_minor() > LINE_AMOUNT_MAX {
        return Err(ShiftRejection::AmountTooLarge);
    }
    Ok(())
}

fn said(reason: &str) -> Result<String, ShiftRejection> {
    let reason = short(reason)?;
    if reason.is_empty() {
        return Err(ShiftRejection::ReasonMissing);
    }
    Ok(reason)
}

fn short(text: &str) -> Result<String, ShiftRejection> {
    let text = text.trim();
    if text.chars().count() > usize::from(REASON_MAX) {
        return Err(ShiftRejection::TextTooLong { max: REASON_MAX });
    }
    Ok(text.to_owned())
}
