//! The figures of a period as the API answers them: amounts as decimal strings in major units.

use super::{HourFigures, ProductFigures};
use crate::clock::BusinessDay;
use crate::money::{Currency, Money, Rounding};
use crate::quantity::decimal_of_thousandths;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The figures of a period. Both ends are business days and belong to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SalesReport {
    /// The business's currency.
    pub currency: Currency,
    /// The first day.
    pub from: BusinessDay,
    /// The last day.
    pub to: BusinessDay,
    /// Orders settled.
    pub orders: i64,
    /// Lines paid.
    pub lines: i64,
    /// Units sold.
    pub units: String,
    /// What was paid, after discounts, tax included.
    pub revenue: String,
    /// Revenue by order, rounded half away from zero.
    pub average_ticket: String,
    /// Revenue by month, `2026-11`.
    pub revenue_by_month: BTreeMap<String, String>,
    /// Revenue by day, `2026-11-24`.
    pub revenue_by_day: BTreeMap<BusinessDay, String>,
    /// Orders by day. Absent in answers of older servers.
    #[serde(default)]
    pub orders_by_day: BTreeMap<BusinessDay, i64>,
    /// Revenue by hour of the day.
    pub revenue_by_hour: BTreeMap<u8, String>,
    /// The five products that brought most; ties by name.
    pub top5_by_revenue: Vec<(String, String)>,
    /// The five products of which most was sold; ties by name.
    pub top5_by_quantity: Vec<(String, String)>,
}

const TOP: usize = 5;

impl SalesReport {
    /// The report of these sums. Sums of the same hour, or of products of the same name, are added up.
    pub fn of(
        currency: Currency,
        (from, to): (BusinessDay, BusinessDay),
        hours: impl IntoIterator<Item = ((BusinessDay, u8), HourFigures)>,
        products: impl IntoIterator<Item = (String, ProductFigures)>,
    ) -> Self {
        let mut whole = HourFigures::default();
        let mut months: BTreeMap<String, Money> = BTreeMap::new();
        let mut days: BTreeMap<BusinessDay, Money> = BTreeMap::new();
        let mut orders_by_day: BTreeMap<BusinessDay, i64> = BTreeMap::new();
        let mut by_hour: BTreeMap<u8, Money> = BTreeMap::new();
        for ((day, hour), figures) in hours {
            whole.orders += figures.orders;
            whole.lines += figures.lines;
            whole.units += figures.units;
            whole.revenue += figures.revenue;
            *days.entry(day).or_default() += figures.revenue;
            *orders_by_day.entry(day).or_default() += figures.orders;
            *by_hour.entry(hour).or_default() += figures.revenue;
        }
        for (day, revenue) in &days {
            *months.entry(day.month()).or_default() += *revenue;
        }
        let mut names: BTreeMap<String, ProductFigures> = BTreeMap::new();
        for (name, figures) in products {
            let sum = names.entry(name).or_default();
            sum.units += figures.units;
            sum.revenue += figures.revenue;
        }
        let text = |money: Money| money.to_decimal(currency);
        let average = match whole.orders {
            ..=0 => Money::ZERO,
            orders => whole.revenue.scale(1, orders, Rounding::HalfUp),
        };
        Self {
            currency,
            from,
            to,
            orders: whole.orders,
            lines: whole.lines,
            units: decimal_of_thousandths(whole.units),
            revenue: text(whole.revenue),
            average_ticket: text(average),
            revenue_by_month: texts(months, currency),
            revenue_by_day: texts(days, currency),
            orders_by_day,
            revenue_by_hour: texts(by_hour, currency),
            top5_by_revenue: top(
                &names,
                |figures| figures.revenue.to_minor(),
                |figures| text(figures.revenue),
            ),
            top5_by_quantity: top(
                &names,
                |figures| figures.units,
                |figures| decimal_of_thousandths(figures.units),
            ),
        }
    }
}

fn texts<K: Ord>(sums: BTreeMap<K, Money>, currency: Currency) -> BTreeMap<K, String> {
    let text = |(key, money): (K, Money)| (key, money.to_decimal(currency));
    sums.into_iter().map(text).collect()
}

fn top(
    names: &BTreeMap<String, ProductFigures>,
    measure: impl Fn(&ProductFigures) -> i64,
    text: impl Fn(&ProductFigures) -> String,
) -> Vec<(String, String)> {
    let mut sold: Vec<_> = names
        .iter()
        .filter(|(_, figures)| measure(figures) > 0)
        .collect();
    // The map is in the order of the names and the sort is stable: ties stay by name.
    sold.sort_by_key(|(_, figures)| std::cmp::Reverse(measure(figures)));
    sold.into_iter()
        .take(TOP)
        .map(|(name, figures)| (name.clone(), text(figures)))
        .collect()
}
