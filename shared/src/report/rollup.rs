//! Sums kept by hour and by product, to which a sale is added and from which it can be taken away again.

use super::{ProductSale, Sale};
use crate::clock::BusinessDay;
use crate::id::ProductId;
use crate::money::Money;
use std::collections::BTreeMap;

/// The sums of one hour of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HourFigures {
    /// Orders settled.
    pub orders: i64,
    /// Lines paid.
    pub lines: i64,
    /// Units sold, in thousandths.
    pub units: i64,
    /// What was paid, tax included.
    pub revenue: Money,
}

/// Which product: by id, and by the name it was sold under. Free amounts have no id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ProductKey {
    /// The product.
    pub product: Option<ProductId>,
    /// Its name as it was sold.
    pub name: String,
}

/// The sums of one product on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProductFigures {
    /// Units sold, in thousandths.
    pub units: i64,
    /// What was paid, tax included.
    pub revenue: Money,
}

/// Sums, or differences of sums, by hour and by product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollup {
    /// By day and hour.
    pub hours: BTreeMap<(BusinessDay, u8), HourFigures>,
    /// By day and product.
    pub products: BTreeMap<(BusinessDay, ProductKey), ProductFigures>,
}

impl Rollup {
    /// Adds a sale.
    pub fn add(&mut self, sale: &Sale) {
        self.count(sale, 1);
    }

    /// Takes a sale away again.
    pub fn subtract(&mut self, sale: &Sale) {
        self.count(sale, -1);
    }

    /// Drops the sums in which nothing is left, so that only real differences are written.
    pub fn drop_zeros(&mut self) {
        self.hours
            .retain(|_, figures| *figures != HourFigures::default());
        self.products
            .retain(|_, figures| *figures != ProductFigures::default());
    }

    fn count(&mut self, sale: &Sale, sign: i64) {
        let hour = self.hours.entry((sale.day, sale.hour)).or_default();
        hour.orders += sign;
        hour.lines += sign * i64::try_from(sale.products.len()).unwrap_or(i64::MAX);
        self.count_products((sale.day, sale.hour), &sale.products, sign);
        for back in &sale.refunds {
            self.count_products((back.day, back.hour), &back.products, -sign);
        }
    }

    fn count_products(&mut self, when: (BusinessDay, u8), lines: &[ProductSale], sign: i64) {
        let hour = self.hours.entry(when).or_default();
        for line in lines {
            let revenue = Money::minor(line.revenue.to_minor() * sign);
            hour.units += sign * line.units;
            hour.revenue += revenue;
            let key = ProductKey {
                product: line.product,
                name: line.name.clone(),
            };
            let product = self.products.entry((when.0, key)).or_default();
            product.units += sign * line.units;
            product.revenue += revenue;
        }
    }
}
