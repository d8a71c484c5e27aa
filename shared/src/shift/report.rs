//! What X and Z say, made of the running fold.

use super::{Drawer, ReceiptRun, ShiftSales};
use crate::clock::Wall;
use crate::id::CategoryId;
use crate::money::{Money, Rounding};
use crate::payment::TenderKind;
use crate::tax::TaxLine;
use serde::{Deserialize, Serialize};

/// How many categories a report names; the others are one sum.
const CATEGORIES_TOP: usize = 8;

/// What was sold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Takings {
    /// How many sales.
    pub sales: u32,
    /// What they add up to before discounts and refunds, tax included.
    pub gross: Money,
    /// What was taken off the prices.
    pub discounts: Money,
    /// What was given back.
    pub refunds: Money,
    /// Gross less discounts and refunds.
    pub net: Money,
    /// Net by sale, rounded half away from zero.
    pub average: Money,
    /// What was given on top.
    pub tips: Money,
    /// What the smallest coin made of it: more came in than was sold, or less below zero.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub rounding: Money,
    /// The taxes, one for each rate.
    pub taxes: Vec<TaxLine>,
    /// What came in, one for each kind; of cash, without the change.
    pub tenders: Vec<TenderSum>,
    /// The categories that brought most, ties by name.
    pub categories: Vec<CategorySum>,
    /// What the other categories brought.
    pub other_categories: Money,
    /// The receipts.
    pub receipts: Vec<ReceiptRun>,
    /// The first sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_sale: Option<Wall>,
    /// The last sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_sale: Option<Wall>,
}

/// What came in in one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderSum {
    /// How.
    pub kind: TenderKind,
    /// How many times.
    pub times: u32,
    /// What stayed.
    pub amount: Money,
}

/// What one category brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategorySum {
    /// The category; none for what has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// Its name as it was sold.
    pub name: String,
    /// Units sold, in thousandths.
    pub units: i64,
    /// What was paid, tax included.
    pub amount: Money,
}

/// What should be in the drawer, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashSums {
    /// What was there at the opening.
    pub float: Money,
    /// What customers gave.
    pub taken: Money,
    /// What they got back as change.
    pub change: Money,
    /// What was given back for goods that came back.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub refunds: Money,
    /// What was put in.
    pub pay_ins: Money,
    /// What was taken out.
    pub pay_outs: Money,
    /// What should be there.
    pub expected: Money,
}

impl Takings {
    /// The report of these sales.
    pub fn of(sales: &ShiftSales) -> Self {
        let (discounts, refunds) = (sales.discounts, sales.refunded);
        let net = sales.gross - discounts - refunds;
        let tender = |(kind, times, given): &(TenderKind, u32, Money)| TenderSum {
            kind: *kind,
            times: *times,
            amount: match kind {
                TenderKind::Cash => *given - sales.change - sales.back(*kind),
                TenderKind::Card => *given - sales.back(*kind),
            },
        };
        let mut tenders: Vec<TenderSum> = sales.tenders.iter().map(tender).collect();
        // Given back in a way in which nothing came in.
        let only_back = |(kind, amount): &(TenderKind, Money)| {
            let came = sales.tenders.iter().any(|(held, _, _)| held == kind);
            (!came).then_some(TenderSum {
                kind: *kind,
                times: 0,
                amount: Money::ZERO - *amount,
            })
        };
        tenders.extend(sales.given_back.iter().filter_map(only_back));
        tenders.sort_by_key(|sum| sum.kind);
        let mut categories = sales.categories.clone();
        categories.sort_by(|one, other| {
            let brought = other.amount.cmp(&one.amount);
            brought.then_with(|| (&one.name, one.category).cmp(&(&other.name, other.category)))
        });
        let others = categories.split_off(CATEGORIES_TOP.min(categories.len()));
        Self {
            sales: sales.sales,
            gross: sales.gross,
            discounts,
            refunds,
            net,
            average: match sales.sales {
                0 => Money::ZERO,
                sales => net.scale(1, i64::from(sales), Rounding::HalfUp),
            },
            tips: sales.tips,
            rounding: sales.rounding,
            taxes: sales.taxes.clone(),
            tenders,
            categories,
            other_categories: others.iter().map(|category| category.amount).sum(),
            receipts: sales.receipts.clone(),
            first_sale: sales.first,
            last_sale: sales.last,
        }
    }
}

impl CashSums {
    /// What should be in this drawer after these sales.
    pub fn of(drawer: &Drawer, sales: &ShiftSales) -> Self {
        let (float, pay_ins, pay_outs) = (drawer.float, drawer.pay_ins(), drawer.pay_outs());
        let (taken, change) = (sales.given(TenderKind::Cash), sales.change);
        let refunds = sales.back(TenderKind::Cash);
        Self {
            float,
            taken,
            change,
            refunds,
            pay_ins,
            pay_outs,
            expected: float + taken - change - refunds + pay_ins - pay_outs,
        }
    }
}
