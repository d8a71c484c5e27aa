//! What the screen shows of a paid order beyond its ticket: what came back of it, and what still can.

use super::refund::given_of;
use super::{Goods, OrderException, ReceiptNumber, SettledOrder};
use crate::clock::BusinessDay;
use crate::id::{LineId, RefundId};
use crate::money::Money;
use crate::payment::Tender;
use crate::quantity::Quantity;
use serde::{Deserialize, Serialize};

/// A line as it was paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidLine {
    /// The line.
    pub line: LineId,
    /// Its name; empty where its entry has not arrived.
    pub name: String,
    /// Its modifiers, by name.
    pub modifiers: Vec<String>,
    /// How much was paid.
    pub quantity: Quantity,
    /// What was paid for it, tax included.
    pub amount: Money,
    /// How much of it has not come back, in thousandths.
    pub left: i64,
}

/// A refund as the screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefundView {
    /// Its id.
    pub refund: RefundId,
    /// The number of its paper.
    pub receipt: ReceiptNumber,
    /// The business day.
    pub day: BusinessDay,
    /// What was given back, and how.
    pub tender: Tender,
    /// What happened with the goods.
    pub goods: Goods,
    /// Why.
    pub reason: String,
}

/// A payment that was one too many, and is to be given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidAgain {
    /// Its receipt.
    pub receipt: ReceiptNumber,
    /// What was taken, and not given back yet.
    pub taken: Money,
}

/// A paid order, beyond its ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaidView {
    /// Its lines as they were paid.
    pub lines: Vec<PaidLine>,
    /// What was given back, oldest first.
    pub refunds: Vec<RefundView>,
    /// Payments that were one too many.
    pub again: Vec<PaidAgain>,
    /// What was given back of the payment that counts, tips and coins included.
    pub refunded: Money,
}

impl PaidView {
    /// The view of an order.
    pub fn of(order: &SettledOrder) -> Self {
        let of_it = |receipt: &ReceiptNumber| *receipt == order.settled.receipt;
        let counting = order.refunds.iter().filter(|held| of_it(&held.of));
        let back = |line: LineId| -> i64 {
            let lines = counting.clone().flat_map(|held| &held.lines);
            let these = lines.filter(|held| held.line == line);
            these.map(|held| held.quantity.to_thousandths()).sum()
        };
        let lines = order.settled.lines.iter().map(|covered| {
            let known = order.lines.iter();
            let known = known.clone().find(|held| held.added.line == covered.line);
            let modifiers = known.map(|held| &held.modifiers);
            PaidLine {
                line: covered.line,
                name: known
                    .map(|held| held.added.name.clone())
                    .unwrap_or_default(),
                modifiers: modifiers
                    .into_iter()
                    .flatten()
                    .map(|modifier| modifier.name.clone())
                    .collect(),
                quantity: covered.quantity,
                amount: covered.amount,
                left: (covered.quantity.to_thousandths() - back(covered.line)).max(0),
            }
        });
        let refunds = order.refunds.iter().map(|held| RefundView {
            refund: held.refund,
            receipt: held.receipt.clone(),
            day: held.day,
            tender: held.tender,
            goods: held.goods,
            reason: held.reason.clone(),
        });
        let again = order.exceptions.iter().filter_map(|held| match held {
            OrderException::PaidAgain(again) => Some(PaidAgain {
                receipt: again.receipt.clone(),
                taken: again.taken() - given_of(&order.refunds, &again.receipt),
            }),
            _ => None,
        });
        Self {
            lines: lines.collect(),
            refunds: refunds.collect(),
            again: again.collect(),
            refunded: counting.clone().map(|held| held.tender.amount).sum(),
        }
    }
}
