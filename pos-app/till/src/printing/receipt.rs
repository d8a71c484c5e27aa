//! What a customer is given: of a payment, and of a refund.

#[cfg(test)]
mod tests;

use super::page::{Pen, centre};
use crate::order::Given;
use printer::paper::{Block, Drawer, Rule, Style};
use shared::clock::Wall;
use shared::id::LineId;
use shared::money::Money;
use shared::order::{
    Channel, Covered, FoldedLine, Order, OrderNumber, ReceiptNumber, Refunded, Settled,
};
use shared::payment::{Tender, TenderKind};
use shared::tax::{TaxLine, TaxMode};

/// What the order itself does not say.
#[derive(Clone, Debug)]
pub struct Details {
    /// When it was paid, or given back.
    pub wall: Wall,
    /// Who took the money.
    pub seller: Option<String>,
    /// How it is printed.
    pub flags: Flags,
}

/// How a receipt is printed.
#[derive(Clone, Copy, Debug)]
pub struct Flags {
    /// It says that it is a copy.
    pub copy: bool,
    /// The drawer opens with it.
    pub drawer: bool,
    /// The till did not hear its server then.
    pub offline: bool,
}

struct Known<'a> {
    number: Option<&'a OrderNumber>,
    name: Option<&'a str>,
    channel: Channel,
    lines: &'a [FoldedLine],
}

/// The blocks of a receipt.
pub fn receipt(pen: &Pen<'_>, order: &Order, given: Given<'_>, details: &Details) -> Vec<Block> {
    let known = Known {
        number: order.number(),
        name: order.name(),
        channel: order.channel(),
        lines: order.lines(),
    };
    let mut blocks = Vec::new();
    if details.flags.drawer {
        blocks.push(Block::Drawer(Drawer::Pin2));
    }
    blocks.extend(pen.head());
    if details.flags.copy {
        blocks.push(Block::Mark(pen.words.duplicate().to_owned()));
    }
    let number = match given {
        Given::Sale(settled) => {
            blocks.push(bar(pen, &known));
            blocks.push(moment(pen, details));
            sale(pen, settled, known.lines, &mut blocks);
            &settled.receipt
        }
        Given::Refund(refunded) => {
            blocks.push(Block::Mark(pen.words.refund().to_owned()));
            blocks.push(moment(pen, details));
            refund(pen, refunded, known.lines, &mut blocks);
            &refunded.receipt
        }
    };
    foot(pen, number, details, &mut blocks);
    blocks
}

fn bar(pen: &Pen<'_>, known: &Known<'_>) -> Block {
    let number = known.number.map(|number| number.number.to_string());
    Block::Bar {
        left: known.name.unwrap_or(pen.words.order()).to_owned(),
        middle: number.unwrap_or_default(),
        right: match known.channel {
            Channel::Here => pen.words.here().to_owned(),
            Channel::ToGo => pen.words.to_go().to_owned(),
        },
    }
}

fn moment(pen: &Pen<'_>, details: &Details) -> Block {
    let who = match &details.seller {
        Some(seller) => format!("{} · {seller}", pen.till),
        None => pen.till.to_owned(),
    };
    Block::pair(pen.moment(details.wall), who, Style::PLAIN)
}

fn sale(pen: &Pen<'_>, settled: &Settled, lines: &[FoldedLine], blocks: &mut Vec<Block>) {
    blocks.push(Block::Rule(Rule::Thin));
    match in_full(settled, lines) {
        Some(lines) => {
            lines.iter().for_each(|known| line(pen, known, blocks));
            blocks.push(Block::Rule(Rule::Thin));
            between(pen, settled, &lines, blocks);
        }
        None => {
            for covered in &settled.lines {
                paid_line(pen, covered, lines, blocks);
            }
            blocks.push(Block::Rule(Rule::Thin));
            on_top(pen, settled, blocks);
        }
    }
    sum(pen, settled, blocks);
}

/// The lines as they were priced, where they add up to what was paid. Another till may have changed one meanwhile, or a
/// line may not have arrived: then only what was paid for each is said.
fn in_full(settled: &Settled, lines: &[FoldedLine]) -> Option<Vec<FoldedLine>> {
    let of = |covered: &Covered| {
        find(lines, covered.line).map(|known| FoldedLine {
            quantity: covered.quantity,
            ..known.clone()
        })
    };
    let lines: Vec<FoldedLine> = settled.lines.iter().map(of).collect::<Option<_>>()?;
    let priced: Money = lines.iter().map(FoldedLine::amount).sum();
    let totals = &settled.totals;
    let adds_up = priced == totals.subtotal && off_lines(&lines) <= totals.discount;
    adds_up.then_some(lines)
}

/// What stands between lines and total, where there is anything.
fn between(pen: &Pen<'_>, settled: &Settled, lines: &[FoldedLine], blocks: &mut Vec<Block>) {
    let (words, totals) = (pen.words, &settled.totals);
    let off_all = totals.discount - off_lines(lines);
    let has_added = totals.taxes.iter().any(is_added);
    let more = !settled.tip.is_zero() || !settled.rounding.is_zero();
    if !off_all.is_zero() || has_added || more {
        let subtotal = totals.subtotal - off_lines(lines);
        blocks.push(pen.line(words.subtotal(), subtotal));
    }
    if !off_all.is_zero() {
        blocks.push(pen.line(words.discounts(), Money::ZERO - off_all));
    }
    for tax in totals.taxes.iter().filter(|tax| is_added(tax)) {
        blocks.push(pen.line(&rate(pen, words.tax(), tax), tax.tax));
    }
    on_top(pen, settled, blocks);
}

fn on_top(pen: &Pen<'_>, settled: &Settled, blocks: &mut Vec<Block>) {
    if !settled.tip.is_zero() {
        blocks.push(pen.line(pen.words.tip(), settled.tip));
    }
    if !settled.rounding.is_zero() {
        blocks.push(pen.line(pen.words.rounding(), settled.rounding));
    }
}

/// The total, how it was paid, and the tax that is in it.
fn sum(pen: &Pen<'_>, settled: &Settled, blocks: &mut Vec<Block>) {
    let words = pen.words;
    blocks.push(Block::Rule(Rule::Thick));
    blocks.push(Block::pair(
        words.total(),
        pen.sum(settled.taken()),
        Style::TALL,
    ));
    blocks.push(Block::Rule(Rule::Thick));
    blocks.extend(settled.tenders.iter().map(|given| tender(pen, given)));
    if !settled.change.is_zero() {
        let change = pen.amount(settled.change);
        blocks.push(Block::pair(words.change(), change, Style::BOLD));
    }
    let included = settled.totals.taxes.iter();
    let included = included.filter(|tax| tax.mode == TaxMode::Included && !tax.tax.is_zero());
    blocks.extend(included.map(|tax| pen.line(&rate(pen, words.tax_included(), tax), tax.tax)));
}

const fn is_added(tax: &TaxLine) -> bool {
    matches!(tax.mode, TaxMode::Added) && !tax.tax.is_zero()
}

fn refund(pen: &Pen<'_>, refunded: &Refunded, lines: &[FoldedLine], blocks: &mut Vec<Block>) {
    let words = pen.words;
    let of = refunded.of.to_string();
    blocks.push(Block::pair(words.of_receipt(), of, Style::PLAIN));
    blocks.push(Block::Rule(Rule::Thin));
    // What came back is what was paid for it: discounts are in it.
    for covered in &refunded.lines {
        paid_line(pen, covered, lines, blocks);
    }
    if !refunded.tip.is_zero() {
        blocks.push(pen.line(words.tip(), refunded.tip));
    }
    if !refunded.rounding.is_zero() {
        blocks.push(pen.line(words.rounding(), refunded.rounding));
    }
    blocks.push(Block::Rule(Rule::Thick));
    let given = pen.sum(refunded.tender.amount);
    blocks.push(Block::pair(words.given_back(), given, Style::TALL));
    blocks.push(Block::Rule(Rule::Thick));
    blocks.push(tender(pen, &refunded.tender));
    if !refunded.reason.is_empty() {
        let reason = format!("{}: {}", words.reason(), refunded.reason);
        blocks.push(Block::text(reason));
    }
}

/// What was paid for a line, all in.
fn paid_line(pen: &Pen<'_>, covered: &Covered, lines: &[FoldedLine], blocks: &mut Vec<Block>) {
    let name = find(lines, covered.line).map_or("", |line| line.added.name.as_str());
    let quantity = pen.quantity(covered.quantity.to_thousandths());
    let amount = pen.amount(covered.amount);
    blocks.push(Block::row(quantity, name, amount, Style::BOLD));
}

/// A line with its modifiers, its note and what is taken off it, below.
fn line(pen: &Pen<'_>, known: &FoldedLine, blocks: &mut Vec<Block>) {
    let quantity = pen.quantity(known.quantity.to_thousandths());
    let of_units = |price: Money| known.quantity.times(price).unwrap_or_default();
    let base = of_units(known.added.unit_price);
    let parts = known.modifiers.iter();
    let parts: Vec<Money> = parts.map(|held| of_units(held.price)).collect();
    // Of parts of a unit each is rounded by itself: where that is another sum, only the whole is said.
    let adds_up = base + parts.iter().copied().sum() == known.amount();
    let amount = if adds_up { base } else { known.amount() };
    let name = known.added.name.as_str();
    blocks.push(Block::row(quantity, name, pen.amount(amount), Style::BOLD));
    for (modifier, part) in known.modifiers.iter().zip(&parts) {
        let said = adds_up && !part.is_zero();
        let amount = if said {
            pen.amount(*part)
        } else {
            String::new()
        };
        let name = modifier.name.as_str();
        blocks.push(Block::row("", name, amount, Style::PLAIN));
    }
    if !known.note.is_empty() {
        blocks.push(Block::row("", known.note.as_str(), "", Style::PLAIN));
    }
    if let Some(discount) = &known.discount {
        let why = match discount.reason.as_str() {
            "" => pen.words.discount().to_owned(),
            reason => format!("{}: {reason}", pen.words.discount()),
        };
        let amount = pen.amount(Money::ZERO - off(known));
        blocks.push(Block::row("", why, amount, Style::PLAIN));
    }
}

fn foot(pen: &Pen<'_>, number: &ReceiptNumber, details: &Details, blocks: &mut Vec<Block>) {
    let words = pen.words;
    let mut small = words.no_invoice().to_owned();
    if details.flags.offline {
        small = format!("{} {}.\n{small}", words.offline(), pen.till);
    }
    blocks.extend([
        Block::Rule(Rule::Thin),
        Block::Code128(number.to_string()),
        Block::Rule(Rule::Dotted),
        centre(&small, Style::PLAIN),
        Block::Blank,
        centre(words.thanks(), Style::BOLD),
        Block::Feed(1),
        Block::Cut,
    ]);
}

fn tender(pen: &Pen<'_>, tender: &Tender) -> Block {
    let name = match tender.kind {
        TenderKind::Cash => pen.words.cash(),
        TenderKind::Card => pen.words.card(),
    };
    pen.line(name, tender.amount)
}

fn rate(pen: &Pen<'_>, name: &str, tax: &TaxLine) -> String {
    format!("{name} ({})", pen.percent(&tax.rate.to_percent()))
}

/// What is taken off a line by itself.
fn off(line: &FoldedLine) -> Money {
    let discount = line.discount.as_ref();
    discount.map_or(Money::ZERO, |discount| discount.cut.of(line.amount()))
}

fn off_lines(lines: &[FoldedLine]) -> Money {
    lines.iter().map(off).sum()
}

fn find(lines: &[FoldedLine], line: LineId) -> Option<&FoldedLine> {
    lines.iter().find(|held| held.added.line == line)
}
