//! A report's figures as numbers again, for a screen that draws them and compares two periods.

use super::SalesReport;
use crate::clock::BusinessDay;
use crate::money::{AmountError, Currency, Money, Rounding};

/// The longest period whose days are listed one by one.
const DAYS_MAX: i32 = 3_660;

/// What one day brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayFigures {
    /// The day.
    pub day: BusinessDay,
    /// Orders settled.
    pub orders: i64,
    /// What was paid, tax included.
    pub revenue: Money,
}

impl DayFigures {
    /// Revenue by order, rounded half away from zero; nothing on a day without orders.
    pub fn average(&self) -> Money {
        match self.orders {
            ..=0 => Money::ZERO,
            orders => self.revenue.scale(1, orders, Rounding::HalfUp),
        }
    }
}

/// The figures of a period: every day is there, also those without sales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The business's currency.
    pub currency: Currency,
    /// The first and the last day.
    pub range: (BusinessDay, BusinessDay),
    /// Orders settled.
    pub orders: i64,
    /// What was paid, tax included.
    pub revenue: Money,
    /// Revenue by order.
    pub average: Money,
    /// Every day of the period, in order.
    pub days: Vec<DayFigures>,
    /// Revenue by hour of the day.
    pub hours: [Money; 24],
    /// The products that brought most.
    pub top_by_revenue: Vec<(String, Money)>,
    /// The products of which most was sold: units as the report writes them, and in thousandths.
    pub top_by_quantity: Vec<(String, String, i64)>,
}

impl Figures {
    /// The figures of a report.
    pub fn of(report: &SalesReport) -> Result<Self, AmountError> {
        let amount = |text: &String| Money::parse_sum(text, report.currency);
        let last = report.to.min(report.from.plus(DAYS_MAX));
        let mut days = Vec::new();
        let mut day = report.from;
        while day <= last {
            let revenue = report.revenue_by_day.get(&day);
            days.push(DayFigures {
                day,
                orders: report.orders_by_day.get(&day).copied().unwrap_or(0),
                revenue: revenue.map_or(Ok(Money::ZERO), amount)?,
            });
            day = day.plus(1);
        }
        let mut hours = [Money::ZERO; 24];
        for (hour, text) in &report.revenue_by_hour {
            if let Some(sum) = hours.get_mut(usize::from(*hour)) {
                *sum = amount(text)?;
            }
        }
        let by_revenue = report.top5_by_revenue.iter();
        let by_quantity = report.top5_by_quantity.iter();
        Ok(Self {
            currency: report.currency,
            range: (report.from, report.to),
            orders: report.orders,
            revenue: amount(&report.revenue)?,
            average: amount(&report.average_ticket)?,
            days,
            hours,
            top_by_revenue: by_revenue
                .map(|(name, text)| Ok((name.clone(), amount(text)?)))
                .collect::<Result<_, AmountError>>()?,
            top_by_quantity: by_quantity
                .map(|(name, text)| (name.clone(), text.clone(), thousandths(text)))
                .collect(),
        })
    }

    /// True when nothing was sold.
    pub fn is_empty(&self) -> bool {
        self.orders == 0 && self.revenue.is_zero()
    }
}

/// By how many thousandths `now` differs from `before`, rounded half away from zero; nothing to compare with
/// where there was nothing before.
///
/// ```
/// use shared::report::change_per_mille;
/// assert_eq!(change_per_mille(1_106, 1_000), Some(106));
/// assert_eq!(change_per_mille(1, 0), None);
/// ```
pub fn change_per_mille(now: i64, before: i64) -> Option<i64> {
    if before <= 0 {
        return None;
    }
    let difference = (i128::from(now) - i128::from(before)) * 1_000;
    let change = Rounding::HalfUp.divide(difference, i128::from(before));
    i64::try_from(change).ok()
}

/// Units as the report writes them, for drawing: an unreadable text counts as nothing.
fn thousandths(text: &str) -> i64 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction: String = format!("{fraction:0<3}").chars().take(3).collect();
    format!("{whole}{fraction}").parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> SalesReport {
        let text = r#"{"currency":"ARS","from":"2026-11-01","to":"2026-11-03","orders":2,"lines":3,
            "units":"3","revenue":"1000000000300.50","average_ticket":"150.25","revenue_by_month":{},
            "revenue_by_day":{"2026-11-01":"100.00","2026-11-03":"200.50"},
            "orders_by_day":{"2026-11-01":1,"2026-11-03":1},"revenue_by_hour":{"9":"300.50"},
            "top5_by_revenue":[["Latte","300.50"]],"top5_by_quantity":[["Latte","2.5"]]}"#;
        serde_json::from_str(text).expect("a report")
    }

    #[test]
    fn days_without_sales_are_there_too() {
        let figures = Figures::of(&report()).expect("figures");
        let revenue: Vec<_> = figures
            .days
            .iter()
            .map(|day| day.revenue.to_minor())
            .collect();
        assert_eq!(revenue, [10_000, 0, 20_050]);
        assert_eq!(figures.hours[9], Money::minor(30_050));
        assert_eq!(figures.top_by_quantity[0].2, 2_500);
    }

    #[test]
    fn a_sum_may_be_larger_than_any_price() {
        let figures = Figures::of(&report()).expect("figures");
        assert_eq!(figures.revenue, Money::minor(100_000_000_030_050));
    }

    #[test]
    fn a_change_is_rounded_to_the_nearest_thousandth() {
        assert_eq!(change_per_mille(3, 7), Some(-571));
        assert_eq!(change_per_mille(7, 3), Some(1_333));
        assert_eq!(change_per_mille(0, 3), Some(-1_000));
    }
}
