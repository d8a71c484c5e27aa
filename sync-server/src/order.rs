//! An order's row: its state as all its entries tell it, and what it adds to the figures.

use crate::text::storable;
use shared::clock::BusinessDay;
use shared::id::{OrderId, SubjectId};
use shared::money::{LINE_AMOUNT_MAX, LINES_PER_ORDER_MAX, Money};
use shared::order::{FoldedLine, OpenOrder, Order, OrderFold, SettledOrder};
use shared::planted::{self, Bug};
use shared::report::{ProductSale, Sale};

/// The longest name that figures are kept under, in signs: what the rules allow a name to have.
const NAME_MAX: usize = 200;
/// Business days beyond the years 0 to 9999 are nobody's.
const DAYS: std::ops::RangeInclusive<i32> = -719_528..=2_932_896;

/// The row of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// The order.
    pub id: SubjectId,
    /// Whether it is paid.
    pub settled: bool,
    /// Its number.
    pub number: Option<String>,
    /// The receipt's number.
    pub receipt: Option<String>,
    /// Its business day and hour, once it is paid.
    pub when: Option<(BusinessDay, u8)>,
    /// What is paid, or to pay.
    pub total: Money,
    /// How many lines it has.
    pub lines: i32,
    /// How many things about it somebody must look at.
    pub exceptions: i32,
    /// What it adds to the figures.
    pub sale: Option<Sale>,
}

impl OrderRow {
    /// The row of everything that was taken in about an order.
    pub fn of(id: SubjectId, fold: &OrderFold) -> Self {
        match fold.order(OrderId(id.0)) {
            Order::Open(order) => Self::of_open(id, &order),
            Order::Settled(order) => Self::of_settled(id, order),
        }
    }

    fn of_open(id: SubjectId, order: &OpenOrder) -> Self {
        Self {
            id,
            settled: false,
            number: order
                .number
                .as_ref()
                .map(|number| storable(number, NAME_MAX)),
            receipt: None,
            when: None,
            total: order.totals().total,
            lines: count(order.lines.len()),
            exceptions: 0,
            sale: None,
        }
    }

    fn of_settled(id: SubjectId, order: SettledOrder) -> Self {
        let number = order
            .number
            .as_ref()
            .map(|number| storable(number, NAME_MAX));
        let receipt = storable(&order.settled.receipt, NAME_MAX);
        let when = (order.settled.day, order.settled.hour);
        let total = match planted::is(Bug::Repriced) {
            true => order.lines.iter().map(FoldedLine::amount).sum(),
            false => order.settled.totals.total,
        };
        let lines = count(order.settled.lines.len());
        let exceptions = count(order.exceptions.len());
        let sale = Sale::of(&Order::Settled(order)).and_then(countable);
        Self {
            id,
            settled: true,
            number,
            receipt: Some(receipt),
            when: Some(when),
            total,
            lines,
            exceptions: exceptions + i32::from(sale.is_none()),
            sale,
        }
    }
}

fn count(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// A sale within the limits of the rules. One beyond them was made by no till of ours: it is kept, shown as an
/// exception, and counts in no figure, where it could overflow a sum or break a key.
pub fn countable(mut sale: Sale) -> Option<Sale> {
    let within = countable_part((sale.day, sale.hour), &mut sale.products);
    // A refund beyond them takes nothing away, and the sale stays.
    sale.refunds.truncate(LINES_PER_ORDER_MAX as usize);
    sale.refunds
        .retain_mut(|back| countable_part((back.day, back.hour), &mut back.products));
    within.then_some(sale)
}

fn countable_part((day, hour): (BusinessDay, u8), products: &mut [ProductSale]) -> bool {
    let amount = |product: &ProductSale| {
        (-2 * LINE_AMOUNT_MAX..=2 * LINE_AMOUNT_MAX).contains(&product.revenue.to_minor())
    };
    let lines = i64::try_from(products.len()).unwrap_or(i64::MAX);
    for product in products.iter_mut() {
        product.name = storable(&product.name, NAME_MAX);
        // The nil product is how the figures' table writes a free amount.
        product.product = product.product.filter(|id| !id.0.is_nil());
    }
    hour < 24
        && DAYS.contains(&day.0)
        && lines <= LINES_PER_ORDER_MAX
        && products.iter().all(amount)
}
