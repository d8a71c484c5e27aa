//! The running fold behind X and Z: sales taken in one by one, in any order, at the moment they are made.

use super::{CategorySum, ReceiptRun, receipts};
use crate::clock::Wall;
use crate::money::Money;
use crate::order::{Covered, FoldedLine, LineCategory, ReceiptNumber, Refunded, Settled};
use crate::payment::{Tender, TenderKind};
use crate::tax::{TaxLine, TaxMode};
use serde::{Deserialize, Serialize};

/// What one payment, or one refund, adds to its shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftSale {
    /// Its receipt.
    pub receipt: ReceiptNumber,
    /// When it was paid.
    pub wall: Wall,
    /// What was paid.
    pub total: Money,
    /// What was taken off the prices.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub discount: Money,
    /// What was given on top.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub tip: Money,
    /// What the smallest coin made of it.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub rounding: Money,
    /// The taxes in it.
    pub taxes: Vec<TaxLine>,
    /// What was given.
    pub tenders: Vec<Tender>,
    /// What was given back in cash.
    pub change: Money,
    /// What was sold, by category; what came back is below zero.
    pub categories: Vec<CategorySum>,
    /// Of a refund: what the goods that came back had cost, and how it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<(Money, Tender)>,
}

impl ShiftSale {
    /// What this payment adds, where `lines` are the lines known of its order. A line that is not known counts without a
    /// category.
    pub fn of(settled: &Settled, lines: &[FoldedLine], wall: Wall) -> Self {
        Self {
            receipt: settled.receipt.clone(),
            wall,
            total: settled.totals.total,
            discount: settled.totals.discount,
            tip: settled.tip,
            rounding: settled.rounding,
            taxes: settled.totals.taxes.clone(),
            tenders: settled.tenders.clone(),
            change: settled.change,
            categories: by_category(&settled.lines, lines, 1),
            refund: None,
        }
    }

    /// What this refund takes away.
    pub fn of_refund(refunded: &Refunded, lines: &[FoldedLine], wall: Wall) -> Self {
        let less = |tax: &TaxLine| TaxLine {
            base: Money::ZERO - tax.base,
            tax: Money::ZERO - tax.tax,
            ..*tax
        };
        Self {
            receipt: refunded.receipt.clone(),
            wall,
            total: Money::ZERO,
            discount: Money::ZERO,
            tip: Money::ZERO - refunded.tip,
            rounding: Money::ZERO - refunded.rounding,
            taxes: refunded.taxes.iter().map(less).collect(),
            tenders: Vec::new(),
            change: Money::ZERO,
            categories: by_category(&refunded.lines, lines, -1),
            refund: Some((refunded.total, refunded.tender)),
        }
    }
}

/// Sales added up. Whatever order they are taken in, the sums are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftSales {
    /// How many.
    pub sales: u32,
    /// What was paid, and what was taken off before.
    pub gross: Money,
    /// What was taken off the prices.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub discounts: Money,
    /// What was given on top.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub tips: Money,
    /// What the smallest coin made of it.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub rounding: Money,
    /// By rate and mode.
    pub taxes: Vec<TaxLine>,
    /// What was given, by kind: how many times, how much before change.
    pub tenders: Vec<(TenderKind, u32, Money)>,
    /// What was given back in cash.
    pub change: Money,
    /// How many refunds.
    #[serde(default, skip_serializing_if = "is_none")]
    pub refunds: u32,
    /// What the goods that came back had cost.
    #[serde(default, skip_serializing_if = "Money::is_zero")]
    pub refunded: Money,
    /// What was given for them, by kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub given_back: Vec<(TenderKind, Money)>,
    /// By category and the name it had.
    pub categories: Vec<CategorySum>,
    /// Their receipts.
    pub receipts: Vec<ReceiptRun>,
    /// The first of them, by the till's clock.
    pub first: Option<Wall>,
    /// The last.
    pub last: Option<Wall>,
}

impl ShiftSales {
    /// Takes a sale in. Each is to be taken once.
    pub fn take(&mut self, sale: &ShiftSale) {
        match &sale.refund {
            None => self.take_times(sale.wall),
            Some((goods, tender)) => {
                self.refunds = self.refunds.saturating_add(1);
                self.refunded += *goods;
                self.take_back(tender);
            }
        }
        self.gross += sale.total + sale.discount;
        self.discounts += sale.discount;
        self.tips += sale.tip;
        self.rounding += sale.rounding;
        self.change += sale.change;
        for tax in &sale.taxes {
            self.take_tax(tax);
        }
        for tender in &sale.tenders {
            self.take_tender(tender);
        }
        for category in &sale.categories {
            take_category(&mut self.categories, category);
        }
        receipts::take(&mut self.receipts, &sale.receipt);
    }

    fn take_times(&mut self, wall: Wall) {
        self.sales = self.sales.saturating_add(1);
        // The offset breaks ties, so that the order of taking does not.
        let place = |wall: &Wall| (wall.ms, wall.offset);
        self.first = self.first.into_iter().chain([wall]).min_by_key(place);
        self.last = self.last.into_iter().chain([wall]).max_by_key(place);
    }

    /// These sales added up.
    pub fn of<'a>(sales: impl IntoIterator<Item = &'a ShiftSale>) -> Self {
        let mut sums = Self::default();
        for sale in sales {
            sums.take(sale);
        }
        sums
    }

    /// What was given in one way, before change.
    pub fn given(&self, kind: TenderKind) -> Money {
        let of_kind = self.tenders.iter().filter(|(held, _, _)| *held == kind);
        of_kind.map(|(_, _, amount)| *amount).sum()
    }

    /// What was given back in one way, of refunds.
    pub fn back(&self, kind: TenderKind) -> Money {
        let of_kind = self.given_back.iter().filter(|(held, _)| *held == kind);
        of_kind.map(|(_, amount)| *amount).sum()
    }

    fn take_back(&mut self, tender: &Tender) {
        let given = &mut self.given_back;
        match given.binary_search_by_key(&tender.kind, |(kind, _)| *kind) {
            Ok(at) => given[at].1 += tender.amount,
            Err(at) => given.insert(at, (tender.kind, tender.amount)),
        }
    }

    fn take_tax(&mut self, tax: &TaxLine) {
        let place = |line: &TaxLine| (line.rate, line.mode == TaxMode::Added);
        match self.taxes.binary_search_by_key(&place(tax), place) {
            Ok(at) => {
                self.taxes[at].base += tax.base;
                self.taxes[at].tax += tax.tax;
            }
            Err(at) => self.taxes.insert(at, *tax),
        }
    }

    fn take_tender(&mut self, tender: &Tender) {
        match self
            .tenders
            .binary_search_by_key(&tender.kind, |(kind, _, _)| *kind)
        {
            Ok(at) => {
                let (_, times, amount) = &mut self.tenders[at];
                *times = times.saturating_add(1);
                *amount += tender.amount;
            }
            Err(at) => self.tenders.insert(at, (tender.kind, 1, tender.amount)),
        }
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
const fn is_none(times: &u32) -> bool {
    *times == 0
}

/// These lines by the categories they had, with a sign. A line that is not known has no category.
fn by_category(covered: &[Covered], lines: &[FoldedLine], sign: i64) -> Vec<CategorySum> {
    let mut categories = Vec::new();
    for covered in covered {
        let line = lines.iter().find(|line| line.added.line == covered.line);
        let category: Option<&LineCategory> = line.and_then(|line| line.added.category.as_ref());
        let sum = CategorySum {
            category: category.map(|category| category.id),
            name: category
                .map(|category| category.name.clone())
                .unwrap_or_default(),
            units: sign * covered.quantity.to_thousandths(),
            amount: Money::minor(sign * covered.amount.to_minor()),
        };
        take_category(&mut categories, &sum);
    }
    categories
}

fn take_category(categories: &mut Vec<CategorySum>, sum: &CategorySum) {
    let place = |held: &CategorySum| (held.category, held.name.clone());
    match categories.binary_search_by_key(&place(sum), place) {
        Ok(at) => {
            categories[at].units = categories[at].units.saturating_add(sum.units);
            categories[at].amount += sum.amount;
        }
        Err(at) => categories.insert(at, sum.clone()),
    }
}
