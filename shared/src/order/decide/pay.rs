//! What is taken off an order, and how it is paid.

use super::{Context, Decision, check_text, find};
use crate::id::{LineId, StaffId};
use crate::money::{Money, UNIT_PRICE_MAX};
use crate::order::{
    Covered, Cut, Discount, DiscountSet, OpenOrder, OrderEvent, OrderRejection, Priced, Settled,
};
use crate::payment::{Tender, TenderError, cash_rounding, change_for};

/// The lines that stand on an order, with what is paid for each.
pub fn covered(order: &OpenOrder, priced: &Priced) -> Vec<Covered> {
    let lines = order.lines.iter().zip(&priced.lines);
    let covered = lines.map(|(line, priced)| Covered {
        line: line.added.line,
        quantity: line.quantity,
        amount: priced.paid,
    });
    covered.collect()
}

/// Takes something off a line or the whole order, or nothing any more.
pub fn set_discount(
    order: &OpenOrder,
    line: Option<LineId>,
    cut: Option<Cut>,
    reason: &str,
    context: &Context<'_>,
) -> Decision {
    let (held, base) = match line {
        Some(line) => {
            let line = find(order, line)?;
            (line.discount.as_ref(), line.amount())
        }
        None => {
            let priced = order.priced();
            let left = priced.totals.subtotal - priced.totals.discount;
            (order.discount.as_ref(), left + priced.order_discount)
        }
    };
    let discount = match cut {
        None => None,
        Some(cut) => Some(Discount {
            approved_by: within_limit(cut, base, context)?,
            cut,
            reason: said(reason)?,
        }),
    };
    if held == discount.as_ref() {
        return Ok(Vec::new());
    }
    Ok(vec![OrderEvent::DiscountSet(DiscountSet {
        line,
        discount,
    })])
}

/// Who approved it, where that was needed.
fn within_limit(
    cut: Cut,
    base: Money,
    context: &Context<'_>,
) -> Result<Option<StaffId>, OrderRejection> {
    if !cut.is_some() || base <= Money::ZERO || cut.of(base) <= Money::ZERO {
        return Err(OrderRejection::DiscountOutOfRange);
    }
    let (part, max) = (cut.part_of(base), context.discount_max);
    if part > max {
        return Err(OrderRejection::DiscountAboveLimit { part, max });
    }
    Ok(context.approver)
}

pub fn said(reason: &str) -> Result<String, OrderRejection> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(OrderRejection::ReasonMissing);
    }
    check_text(reason)?;
    Ok(reason.to_owned())
}

/// Closes the order where what is given covers it.
pub fn settle(
    order: &OpenOrder,
    tenders: &[Tender],
    (shown, tip): (Money, Money),
    context: &Context<'_>,
) -> Decision {
    if order.lines.is_empty() {
        return Err(OrderRejection::Empty);
    }
    let priced = order.priced();
    let lines = covered(order, &priced);
    let totals = priced.totals;
    let total = totals.total;
    if total != shown {
        return Err(OrderRejection::TotalChanged { shown, total });
    }
    if tip.is_negative() || tip.to_minor() > UNIT_PRICE_MAX {
        return Err(OrderRejection::TipOutOfRange);
    }
    let rounding = cash_rounding(total + tip, tenders, context.cash);
    let change = change_for(total + tip + rounding, tenders).map_err(|error| match error {
        TenderError::Short(shortfall) => OrderRejection::Short(shortfall),
        TenderError::CardAboveTotal => OrderRejection::CardAboveTotal { total },
        TenderError::OutOfRange => OrderRejection::TenderOutOfRange,
    })?;
    Ok(vec![OrderEvent::Settled(Settled {
        receipt: context.receipt.clone(),
        shift: context.shift,
        day: context.day,
        hour: context.wall.hour(),
        lines,
        totals,
        tip,
        rounding,
        tenders: tenders.to_vec(),
        change,
    })])
}
