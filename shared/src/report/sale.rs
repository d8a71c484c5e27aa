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
        Self {
            day: order.settled.day,
            hour: order.settled.hour,
            products: order.settled.lines.iter().map(product).collect(),
        }
    }

    /// What was paid for it, tax included.
    pub fn revenue(&self) -> Money {
        self.products.iter().map(|product| product.revenue).sum()
    }
}
