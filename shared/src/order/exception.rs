//! What of an order does not fit: payments, refunds and lines that somebody must look at.

use super::refund::given_of;
use super::{Covered, ReceiptNumber, Refunded, Settled};
use crate::id::LineId;
use crate::money::Money;
use std::collections::BTreeMap;

/// What does not fit and somebody must look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderException {
    /// Paid a second time, elsewhere: that money is to be given back.
    PaidAgain(Settled),
    /// A paid line was taken off or made smaller: that much is to be given back.
    RefundDue {
        /// The line.
        line: LineId,
        /// How much of it in thousandths.
        thousandths: i64,
    },
    /// More of a line was given back than was paid of it: two tills did so without knowing of one another.
    RefundedTwice {
        /// The line.
        line: LineId,
        /// How much too much in thousandths.
        thousandths: i64,
    },
    /// More money was given back for a payment than was taken.
    RefundedAbove {
        /// Its receipt.
        receipt: ReceiptNumber,
        /// How much too much.
        amount: Money,
    },
    /// More of a line than was paid, or a line nobody paid: it belongs to a follow-up order.
    Late {
        /// The line.
        line: LineId,
        /// How much of it in thousandths.
        thousandths: i64,
    },
}

/// Thousandths of each line that came back.
pub(super) type Returned = BTreeMap<LineId, i64>;

/// What came back of a payment.
pub(super) fn returned(refunds: &[Refunded], settled: &Settled) -> Returned {
    let mut returned = Returned::new();
    let of_it = refunds.iter().filter(|held| held.of == settled.receipt);
    for back in of_it.flat_map(|refunded| &refunded.lines) {
        let held = returned.entry(back.line).or_default();
        *held = held.saturating_add(back.quantity.to_thousandths());
    }
    returned
}

/// Payments that were one too many and have not come back.
pub(super) fn paid_again(
    settled: &Settled,
    again: &[&Settled],
    refunds: &[Refunded],
) -> impl Iterator<Item = OrderException> {
    let is_back = |again: &Settled| {
        again.receipt != settled.receipt && given_of(refunds, &again.receipt) >= again.taken()
    };
    again
        .iter()
        .filter(move |again| !is_back(again))
        .map(|again| OrderException::PaidAgain((*again).clone()))
}

/// Payments of which more was given back than was taken; two copies of a till may have given both the same receipt.
pub(super) fn refunded_above(
    settled: &Settled,
    again: &[&Settled],
    refunds: &[Refunded],
) -> Vec<OrderException> {
    let mut taken: BTreeMap<&ReceiptNumber, Money> = BTreeMap::new();
    for paid in std::iter::once(&settled).chain(again) {
        *taken.entry(&paid.receipt).or_default() += paid.taken();
    }
    let above = |(receipt, taken): (&ReceiptNumber, Money)| {
        let amount = given_of(refunds, receipt) - taken;
        let receipt = receipt.clone();
        (amount > Money::ZERO).then_some(OrderException::RefundedAbove { receipt, amount })
    };
    taken.into_iter().filter_map(above).collect()
}

/// Lines of which more came back than was paid.
pub(super) fn refunded_twice<'a>(
    covered: &'a [Covered],
    returned: &'a Returned,
) -> impl Iterator<Item = OrderException> + 'a {
    returned.iter().filter_map(|(line, back)| {
        let paid = covered.iter().find(|covered| covered.line == *line);
        let paid = paid.map_or(0, |covered| covered.quantity.to_thousandths());
        let thousandths = back.saturating_sub(paid);
        let line = *line;
        (thousandths > 0).then_some(OrderException::RefundedTwice { line, thousandths })
    })
}
