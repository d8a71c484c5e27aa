//! X and Z on paper.

use super::page::{Pen, centre};
use printer::paper::{Block, Rule, Style};
use shared::clock::Wall;
use shared::money::Money;
use shared::payment::TenderKind;
use shared::shift::{CashSums, Takings, XReport, ZReport};
use shared::tax::TaxMode;

/// The blocks of an X.
pub fn x(pen: &Pen<'_>, report: &XReport) -> Vec<Block> {
    let words = pen.words;
    let mut blocks = head(pen, words.report_x().to_owned(), report.opened);
    blocks.push(Block::pair(pen.moment(report.wall), pen.till, Style::PLAIN));
    blocks.push(centre(words.not_final(), Style::PLAIN));
    takings(pen, &report.takings, report.cash.is_none(), &mut blocks);
    count(pen, words.openings(), report.openings, &mut blocks);
    if let Some(sums) = &report.cash {
        cash(pen, sums, &mut blocks);
    }
    end(&mut blocks);
    blocks
}

/// The blocks of a Z, with what was added to it.
pub fn z(pen: &Pen<'_>, report: &ZReport, copy: bool) -> Vec<Block> {
    let (words, closed) = (pen.words, &report.closed);
    let title = format!("{} {:04}", words.report_z(), closed.number.number);
    let mut blocks = head(pen, title, closed.opened);
    if copy {
        blocks.insert(0, Block::Mark(words.duplicate().to_owned()));
    }
    let when = pen.moment(closed.closed);
    blocks.push(Block::pair(words.closed(), when, Style::PLAIN));
    blocks.push(Block::pair(
        closed.number.to_string(),
        pen.till,
        Style::PLAIN,
    ));
    takings(pen, &closed.takings, false, &mut blocks);
    count(pen, words.openings(), closed.openings, &mut blocks);
    cash(pen, &closed.cash, &mut blocks);
    blocks.push(pen.line(words.counted(), closed.count.counted));
    let difference = pen.amount(closed.count.difference);
    blocks.push(Block::pair(words.difference(), difference, Style::BOLD));
    if !closed.note.is_empty() {
        blocks.push(Block::text(format!("{}: {}", words.note(), closed.note)));
    }
    if !closed.left_open.is_empty() {
        let orders: Vec<String> = closed.left_open.iter().map(ToString::to_string).collect();
        let orders = orders.join(", ");
        blocks.push(Block::text(format!("{}: {orders}", words.left_open())));
    }
    for supplement in &report.supplements {
        blocks.push(Block::Rule(Rule::Thin));
        let name = format!("{} {}", words.supplement(), supplement.number);
        blocks.push(pen.line(&name, supplement.takings.net));
    }
    end(&mut blocks);
    blocks
}

fn head(pen: &Pen<'_>, title: String, opened: Option<Wall>) -> Vec<Block> {
    let mut blocks: Vec<Block> = pen.head().into_iter().collect();
    blocks.push(centre(&title, Style::TALL));
    if let Some(opened) = opened {
        let opened = pen.moment(opened);
        blocks.push(Block::pair(pen.words.opened(), opened, Style::PLAIN));
    }
    blocks
}

/// What was sold. While the drawer is not counted, what came in in cash would give away what should be in it.
fn takings(pen: &Pen<'_>, takings: &Takings, blind: bool, blocks: &mut Vec<Block>) {
    let words = pen.words;
    blocks.push(Block::Rule(Rule::Thin));
    blocks.push(pen.line(words.gross(), takings.gross));
    blocks.push(pen.line(words.discounts(), Money::ZERO - takings.discounts));
    blocks.push(pen.line(words.refunds(), Money::ZERO - takings.refunds));
    let net = pen.amount(takings.net);
    blocks.push(Block::pair(words.net(), net, Style::BOLD));
    for tax in &takings.taxes {
        let name = match tax.mode {
            TaxMode::Included => words.tax_included(),
            TaxMode::Added => words.tax(),
        };
        let name = format!("{name} ({})", pen.percent(&tax.rate.to_percent()));
        blocks.push(pen.line(&name, tax.tax));
    }
    section(words.payments(), blocks);
    for sum in &takings.tenders {
        let name = match sum.kind {
            TenderKind::Cash => words.cash(),
            TenderKind::Card => words.card(),
        };
        let amount = match sum.kind {
            TenderKind::Cash if blind => words.cash_after_count().to_owned(),
            TenderKind::Cash | TenderKind::Card => pen.amount(sum.amount),
        };
        blocks.push(Block::pair(name, amount, Style::PLAIN));
    }
    section(words.orders(), blocks);
    count(pen, words.orders(), takings.sales, blocks);
    blocks.push(pen.line(words.average(), takings.average));
    blocks.push(pen.line(words.tips(), takings.tips));
    if !takings.rounding.is_zero() {
        blocks.push(pen.line(words.rounding(), takings.rounding));
    }
    for run in &takings.receipts {
        let name = format!("{} {}", words.receipts(), run.till);
        let numbers = format!("{} - {}", run.from, run.to);
        blocks.push(Block::pair(name, numbers, Style::PLAIN));
    }
    categories(pen, takings, blocks);
}

fn categories(pen: &Pen<'_>, takings: &Takings, blocks: &mut Vec<Block>) {
    let words = pen.words;
    if takings.categories.is_empty() {
        return;
    }
    section(words.categories(), blocks);
    for sum in &takings.categories {
        let name = match sum.name.as_str() {
            "" => words.no_category(),
            name => name,
        };
        blocks.push(pen.line(name, sum.amount));
    }
    if !takings.other_categories.is_zero() {
        blocks.push(pen.line(words.other_categories(), takings.other_categories));
    }
}

fn cash(pen: &Pen<'_>, sums: &CashSums, blocks: &mut Vec<Block>) {
    let words = pen.words;
    section(words.drawer(), blocks);
    blocks.push(pen.line(words.float(), sums.float));
    blocks.push(pen.line(words.cash_received(), sums.taken));
    blocks.push(pen.line(words.change_given(), Money::ZERO - sums.change));
    blocks.push(pen.line(words.cash_refunds(), Money::ZERO - sums.refunds));
    blocks.push(pen.line(words.pay_ins(), sums.pay_ins));
    blocks.push(pen.line(words.pay_outs(), Money::ZERO - sums.pay_outs));
    let expected = pen.amount(sums.expected);
    blocks.push(Block::pair(words.expected(), expected, Style::BOLD));
}

fn section(title: &str, blocks: &mut Vec<Block>) {
    blocks.push(Block::Rule(Rule::Thin));
    blocks.push(Block::styled(
        title,
        printer::paper::Align::Left,
        Style::BOLD,
    ));
}

fn count(pen: &Pen<'_>, name: &str, number: u32, blocks: &mut Vec<Block>) {
    let number = pen.quantity(i64::from(number) * 1_000);
    blocks.push(Block::pair(name, number, Style::PLAIN));
}

fn end(blocks: &mut Vec<Block>) {
    blocks.extend([Block::Rule(Rule::Thin), Block::Feed(1), Block::Cut]);
}
