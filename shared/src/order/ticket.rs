//! What the screen shows of an order.

use super::{
    Channel, ChosenModifier, Discount, FoldedLine, Order, OrderNumber, PaidView, ReceiptNumber,
    Totals, Voided,
};
use crate::id::{LineId, OrderId, ProductId};
use crate::kitchen::Kitchen;
use crate::money::Money;
use crate::payment::Tender;
use crate::quantity::Quantity;
use crate::tax::TaxRate;
use serde::{Deserialize, Serialize};

/// An order as the screen shows it, every amount worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The order.
    pub order: OrderId,
    /// Its number; none while it is empty.
    pub number: Option<OrderNumber>,
    /// For here or to go.
    pub channel: Channel,
    /// The table's or somebody's name that it is kept under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its lines.
    pub lines: Vec<TicketLine>,
    /// What is taken off the whole of it, and how much that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<(Discount, Money)>,
    /// What they add up to.
    pub totals: Totals,
    /// How many whole units its lines have together, for "7 products"; a part of a unit counts as one.
    pub units: u32,
    /// Whether it is paid.
    pub status: TicketStatus,
}

/// Whether an order is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketStatus {
    /// It takes lines.
    Open,
    /// It was called off; a line that is put on it opens it again.
    Voided {
        /// Why.
        reason: String,
    },
    /// It is paid.
    Settled {
        /// The receipt's number.
        receipt: ReceiptNumber,
        /// What was given.
        tenders: Vec<Tender>,
        /// What was given back.
        change: Money,
        /// What was given on top.
        #[serde(default)]
        tip: Money,
        /// What the smallest coin made of it.
        #[serde(default)]
        rounding: Money,
        /// How many things somebody must look at.
        exceptions: u32,
        /// What came back of it, and what still can.
        #[serde(default)]
        paid: PaidView,
    },
}

/// A line as the screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketLine {
    /// The line.
    pub line: LineId,
    /// The product; none for a free amount.
    pub product: Option<ProductId>,
    /// Its name.
    pub name: String,
    /// How much of it.
    pub quantity: Quantity,
    /// The price of one unit without modifiers.
    pub base_price: Money,
    /// The price of one unit with modifiers.
    pub unit_price: Money,
    /// Quantity by `base_price`.
    pub base_amount: Money,
    /// Quantity by the modifiers' prices: zero where they cost nothing.
    pub modifiers_amount: Money,
    /// The whole amount.
    pub amount: Money,
    /// The tax rate.
    pub tax: TaxRate,
    /// The modifiers.
    pub modifiers: Vec<ChosenModifier>,
    /// The note for the bar.
    pub note: String,
    /// What is taken off it, and how much that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<(Discount, Money)>,
    /// Whether its station was told all of it, as it stands.
    #[serde(default)]
    pub sent: bool,
}

impl Ticket {
    /// The ticket of an order.
    pub fn of(order: &Order) -> Self {
        let lines = order.lines();
        let (discount, totals, status) = match order {
            Order::Open(open) => {
                let priced = open.priced();
                let discount = open.discount.clone();
                let discount = discount.map(|discount| (discount, priced.order_discount));
                let status = match &open.voided {
                    None => TicketStatus::Open,
                    Some(Voided { reason, .. }) => TicketStatus::Voided {
                        reason: reason.clone(),
                    },
                };
                (discount, priced.totals, status)
            }
            Order::Settled(settled) => {
                let status = TicketStatus::Settled {
                    receipt: settled.settled.receipt.clone(),
                    tenders: settled.settled.tenders.clone(),
                    change: settled.settled.change,
                    tip: settled.settled.tip,
                    rounding: settled.settled.rounding,
                    exceptions: u32::try_from(settled.exceptions.len()).unwrap_or(u32::MAX),
                    paid: PaidView::of(settled),
                };
                (None, settled.settled.totals.clone(), status)
            }
        };
        let units = lines
            .iter()
            .map(|line| (line.quantity.to_thousandths() + 999) / 1_000)
            .sum::<i64>();
        Self {
            order: order.id(),
            number: order.number().cloned(),
            channel: order.channel(),
            name: order.name().map(str::to_owned),
            lines: lines
                .iter()
                .map(|line| TicketLine::of(line, order.kitchen()))
                .collect(),
            discount,
            totals,
            units: u32::try_from(units).unwrap_or(u32::MAX),
            status,
        }
    }
}

impl TicketLine {
    fn of(line: &FoldedLine, kitchen: &Kitchen) -> Self {
        let (amount, base_price) = (line.amount(), line.added.unit_price);
        let base_amount = line.quantity.times(base_price).unwrap_or(amount);
        Self {
            line: line.added.line,
            product: line.added.product,
            name: line.added.name.clone(),
            quantity: line.quantity,
            base_price,
            unit_price: line.unit_price(),
            base_amount,
            modifiers_amount: amount - base_amount,
            amount,
            tax: line.added.tax,
            modifiers: line.modifiers.clone(),
            note: line.note.clone(),
            discount: line
                .discount
                .clone()
                .map(|discount| (discount.clone(), discount.cut.of(amount))),
            sent: kitchen.knows(line),
        }
    }
}
