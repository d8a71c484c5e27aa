//! What one order adds to the figures.

use crate::clock::BusinessDay;
use crate::id::ProductId;
use crate::money::Money;
use crate::order::{Order, SettledOrder};
use serde::{Deserialize, Serialize};

/// What one settled order adds to the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sale {
    /// Its business day.
    pub day: BusinessDay,
    /// Its hour.
    pub hour: u8,
    /// What was paid for each of its lines.
    pub products: Vec<ProductSale>,
    /// What was given back of it, on the day that was done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refunds: Vec<SaleBack>,
}

/// What one refund takes from the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaleBack {
    /// Its business day.
    pub day: BusinessDay,
    /// Its hour.
    pub hour: u8,
    /// What was given back for each line.
    pub products: Vec<ProductSale>,
}

/// What one line adds to the figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductSale {
    /// The product; none for a free amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Its name as it was sold.
    pub name: String,
    /// How much, in thousandths of a unit.
    pub units: i64,
    /// What was paid, tax included.
    pub revenue: Money,
}

impl Sale {
    /// The sale an order is, once it is paid.
    pub fn of(order: &Order) -> Option<Self> {
        match order {
            Order::Open(_) => None,
            Order::Settled(order) => Some(Self::of_settled(order)),
        }
    }

    fn of_settled(order: &SettledOrder) -> Self {
        let product = |covered: &crate::order::Covered| {
            let known = order
                .lines
                .iter()
                .find(|line| line.added.line == covered.line);
            ProductSale {
                product: known.and_then(|line| line.added.product),
                name: known
                    .map(|line| line.added.name.clone())
                    .unwrap_or_default(),
                units: covered.quantity.to_thousandths(),
                revenue: covered.amount,
            }
        };
        // Money given back for a payment that was one too many was in no figure.
        let refunds = order.refunds.iter();
        let refunds = refunds.filter(|held| held.of == order.settled.receipt);
        let refunds = refunds.map(|refunded| SaleBack {
            day: refunded.day,
            hour: refunded.hour,
            products: refunded.lines.iter().map(product).collect(),
        });
        Self {
            day: order.settled.day,
            hour: order.settled.hour,
            products: order.settled.lines.iter().map(product).collect(),
            refunds: refunds.collect(),
        }
    }

    /// What was paid for it and not given back, tax included.
    pub fn revenue(&self) -> Money {
        let sum = |lines: &[ProductSale]| lines.iter().map(|line| line.revenue).sum::<Money>();
        let back: Money = self.refunds.iter().map(|back| sum(&back.products)).sum();
        sum(&self.products) - back
    }
}
