//! Money is given back.

use super::{Context, Decision, said};
use crate::order::{
    BackError, Goods, OrderCommand, OrderEvent, OrderRejection, Refunded, SettledOrder, back,
};
use crate::payment::Tender;

/// Gives back what was asked for, once.
pub fn refund(order: &SettledOrder, command: &OrderCommand, context: &Context<'_>) -> Decision {
    let OrderCommand::Refund {
        refund,
        of,
        lines,
        kind,
        given,
        goods,
        reason,
    } = command
    else {
        return Err(OrderRejection::AlreadySettled);
    };
    if order.refunds.iter().any(|held| held.refund == *refund) {
        return Ok(Vec::new());
    }
    let reason = said(reason)?;
    let back = back(order, of, lines, (*kind, context.cash)).map_err(|error| match error {
        BackError::NotPaid => OrderRejection::NotPaid,
        BackError::Nothing => OrderRejection::NothingToRefund,
        BackError::Above(line) => {
            let known = order.lines.iter().find(|held| held.added.line == line);
            OrderRejection::RefundAbovePaid {
                line,
                name: known
                    .map(|held| held.added.name.clone())
                    .unwrap_or_default(),
            }
        }
    })?;
    let total = back.given();
    if total != *given {
        let shown = *given;
        return Err(OrderRejection::TotalChanged { shown, total });
    }
    Ok(vec![OrderEvent::Refunded(Refunded {
        refund: *refund,
        receipt: context.receipt.clone(),
        of: of.clone(),
        shift: context.shift,
        day: context.day,
        hour: context.wall.hour(),
        lines: back.lines,
        taxes: back.taxes,
        total: back.total,
        tip: back.tip,
        rounding: back.rounding,
        tender: Tender {
            kind: *kind,
            amount: total,
        },
        goods: match *of == order.settled.receipt {
            true => *goods,
            // Of a payment that was one too many nothing comes back.
            false => Goods::Kept,
        },
        reason,
        approved_by: context.approver,
    })])
}
