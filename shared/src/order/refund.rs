//! What a refund gives back: parts of what was paid, so that all parts together are exactly the whole.

use super::{Covered, OrderException, ReceiptNumber, Refunded, Settled, SettledOrder};
use crate::id::LineId;
use crate::money::{Money, Rounding};
use crate::payment::{CashRounding, TenderKind};
use crate::quantity::Quantity;
use crate::tax::{TaxLine, TaxMode};
use serde::{Deserialize, Serialize};

/// What comes back of a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    /// Of each line how much, and what was paid for that.
    pub lines: Vec<Covered>,
    /// The taxes in that.
    pub taxes: Vec<TaxLine>,
    /// What the lines add up to.
    pub total: Money,
    /// A tip that comes back as well.
    pub tip: Money,
    /// What the smallest coin makes of it.
    pub rounding: Money,
}

impl Back {
    /// What is given.
    pub fn given(&self) -> Money {
        self.total + self.tip + self.rounding
    }
}

/// Why it cannot come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackError {
    /// Nothing was paid with this receipt.
    NotPaid,
    /// Nothing is left, or nothing is asked for.
    Nothing,
    /// More of this line than is left.
    Above(LineId),
}

/// What comes back for a receipt. Of the payment that counts these lines; of one that was too many the whole, and no
/// lines are named.
pub fn back(
    order: &SettledOrder,
    of: &ReceiptNumber,
    lines: &[(LineId, Quantity)],
    (kind, cash): (TenderKind, CashRounding),
) -> Result<Back, BackError> {
    if *of == order.settled.receipt {
        return part(order, lines, kind, cash);
    }
    let again = order.exceptions.iter().find_map(|held| match held {
        OrderException::PaidAgain(again) if again.receipt == *of => Some(again),
        _ => None,
    });
    let again = match again {
        Some(again) if lines.is_empty() => again,
        Some(_) => return Err(BackError::Nothing),
        None if order.refunds.iter().any(|held| held.of == *of) => return Err(BackError::Nothing),
        None => return Err(BackError::NotPaid),
    };
    some(rest_of(again, order, (kind, cash)))
}

/// Goods without a price come back for nothing; for anything else something is given.
fn some(back: Back) -> Result<Back, BackError> {
    let worth = back.total + back.tip;
    match worth > Money::ZERO && back.given() <= Money::ZERO {
        true => Err(BackError::Nothing),
        false => Ok(back),
    }
}

/// The whole of a payment that was one too many. It may have counted when a part of it was given back, and stopped to
/// when an earlier one arrived: then what is left of it.
fn rest_of(again: &Settled, order: &SettledOrder, how: (TenderKind, CashRounding)) -> Back {
    let given = given_of(&order.refunds, &again.receipt);
    let left = (again.taken() - given).max(Money::ZERO);
    let gives = gives(left, left, how);
    if given.is_zero() {
        let (total, tip) = (again.totals.total, again.tip);
        return Back {
            lines: again.lines.clone(),
            taxes: again.totals.taxes.clone(),
            total,
            tip,
            rounding: gives - total - tip,
        };
    }
    Back {
        total: left,
        rounding: gives - left,
        ..Back::default()
    }
}

/// What was given back of a payment so far.
pub(super) fn given_of(refunds: &[Refunded], of: &ReceiptNumber) -> Money {
    let of_it = refunds.iter().filter(|held| held.of == *of);
    of_it.map(|held| held.tender.amount).sum()
}

fn part(
    order: &SettledOrder,
    wanted: &[(LineId, Quantity)],
    kind: TenderKind,
    cash: CashRounding,
) -> Result<Back, BackError> {
    let paid = &order.settled;
    let mut lines: Vec<Covered> = Vec::new();
    for (line, quantity) in wanted {
        let covered = paid.lines.iter().find(|covered| covered.line == *line);
        let covered = covered.ok_or(BackError::Above(*line))?;
        if lines.iter().any(|held| held.line == *line) {
            return Err(BackError::Above(*line));
        }
        let (back, given) = before(order, *line);
        let all = back.saturating_add(quantity.to_thousandths());
        let whole = covered.quantity.to_thousandths();
        if all > whole {
            return Err(BackError::Above(*line));
        }
        let upto = covered.amount.scale(all, whole, Rounding::HalfUp);
        let amount = (upto - given).max(Money::ZERO);
        lines.push(Covered {
            line: *line,
            quantity: *quantity,
            amount: amount.min(covered.amount),
        });
    }
    if lines.is_empty() {
        return Err(BackError::Nothing);
    }
    let total = lines.iter().map(|line| line.amount).sum();
    let rounding = rounding(order, total, kind, cash);
    some(Back {
        taxes: taxes(order, &lines),
        lines,
        total,
        tip: Money::ZERO,
        rounding,
    })
}

/// Thousandths of a line that came back already, and what was given for them.
fn before(order: &SettledOrder, line: LineId) -> (i64, Money) {
    let of_it = order.refunds.iter();
    let of_it = of_it.filter(|held| held.of == order.settled.receipt);
    let mut sums = (0_i64, Money::ZERO);
    for back in of_it.flat_map(|held| &held.lines) {
        if back.line == line {
            sums.0 = sums.0.saturating_add(back.quantity.to_thousandths());
            sums.1 += back.amount;
        }
    }
    sums
}

/// The last part gives what is left of what was really taken, so that a whole refund is to the coin what was paid.
fn rounding(order: &SettledOrder, total: Money, kind: TenderKind, cash: CashRounding) -> Money {
    let paid = &order.settled;
    let of_it = order.refunds.iter();
    let of_it = of_it.filter(|held| held.of == paid.receipt);
    let goods: Money = of_it.map(|held| held.total).sum::<Money>() + total;
    let given = given_of(&order.refunds, &paid.receipt);
    // Whatever forged entries say of tips and refunds: no more is left than was taken.
    let left = (paid.totals.total + paid.rounding - given).min(paid.taken());
    let left = left.max(Money::ZERO);
    let last = goods >= paid.totals.total;
    let due = if last { left } else { total.min(left) };
    gives(due, left, (kind, cash)) - total
}

/// What is given of what is due: in cash, what the coins allow.
fn gives(due: Money, left: Money, (kind, cash): (TenderKind, CashRounding)) -> Money {
    match kind {
        TenderKind::Cash => cash.given_back(due, left),
        TenderKind::Card => due,
    }
}

/// Of each rate's tax the part that these lines are of what was paid at that rate.
fn taxes(order: &SettledOrder, lines: &[Covered]) -> Vec<TaxLine> {
    let paid = &order.settled;
    let rate_of = |line: LineId| {
        let known = order.lines.iter().find(|held| held.added.line == line)?;
        Some((known.added.tax, known.added.tax_mode == TaxMode::Added))
    };
    let at = |tax: &TaxLine, covered: &[Covered]| -> Money {
        let place = Some((tax.rate, tax.mode == TaxMode::Added));
        let of_rate = covered.iter().filter(|held| rate_of(held.line) == place);
        of_rate.map(|held| held.amount).sum()
    };
    let earlier: Vec<_> = order
        .refunds
        .iter()
        .filter(|held| held.of == paid.receipt)
        .collect();
    let part = |tax: &TaxLine| {
        let whole = at(tax, &paid.lines);
        let these = at(tax, lines);
        if whole <= Money::ZERO || these.is_zero() {
            return None;
        }
        let gone = |held: &TaxLine| held.rate == tax.rate && held.mode == tax.mode;
        let gone = earlier
            .iter()
            .flat_map(|held| held.taxes.iter().filter(move |tax| gone(tax)));
        let (mut base, mut sum) = (Money::ZERO, Money::ZERO);
        for held in gone {
            base += held.base;
            sum += held.tax;
        }
        let all = these + earlier.iter().map(|held| at(tax, &held.lines)).sum();
        let upto = |money: Money| money.scale(all.to_minor(), whole.to_minor(), Rounding::HalfUp);
        Some(TaxLine {
            base: upto(tax.base) - base,
            tax: upto(tax.tax) - sum,
            ..*tax
        })
    };
    paid.totals.taxes.iter().filter_map(part).collect()
}
