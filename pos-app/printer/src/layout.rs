//! A page, broken into lines: where each piece of text stands and how wide it is.
//!
//! The same function serves a printer's own characters (a unit is a column) and a picture (a unit is a dot): who asks
//! brings the measure. Invariant: no line is wider than the paper, and no character is lost that is no space.

mod row;
mod said;
mod wrap;

use crate::code;
use crate::paper::{Align, Block, Drawer, Page, Picture, Rule, Style, Width};
pub use said::said;
pub use wrap::wrap;

/// How wide things are.
pub trait Measure {
    /// The width of a line.
    fn line(&self) -> u32;
    /// The width of one character.
    fn advance(&self, character: char, style: Style) -> u32;
    /// The space that stays free between columns.
    fn gap(&self) -> u32;
    /// The space at either end of a black bar.
    fn inset(&self) -> u32;

    /// The width of a text.
    fn width(&self, text: &str, style: Style) -> u32 {
        let widths = text.chars().map(|character| self.advance(character, style));
        widths.fold(0, u32::saturating_add)
    }
}

/// The measure of a printer's own characters: columns, two for a character that takes two.
#[derive(Clone, Copy, Debug)]
pub struct Columns(pub u32);

impl Measure for Columns {
    fn line(&self) -> u32 {
        self.0
    }

    fn advance(&self, character: char, style: Style) -> u32 {
        let columns = unicode_width::UnicodeWidthChar::width(character).unwrap_or(1);
        let columns = if columns < 2 { 1 } else { 2 };
        if style.wide { columns * 2 } else { columns }
    }

    fn gap(&self) -> u32 {
        1
    }

    fn inset(&self) -> u32 {
        1
    }
}

/// Text of one style in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it begins.
    pub x: u32,
    /// How wide it is.
    pub width: u32,
    /// What it says.
    pub text: String,
    /// How it looks.
    pub style: Style,
    /// Which of its ends must stand where it is said: what draws it with other widths keeps that end.
    pub anchor: Align,
}

/// What a laid-out page is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Text.
    Text {
        /// From left to right; they do not overlap.
        runs: Vec<Run>,
        /// Whether it is white in a black bar across the paper.
        bar: bool,
    },
    /// A line across.
    Rule(Rule),
    /// A little white above a row that begins something new; a printer's own lines stand apart without it.
    Air,
    /// An empty line.
    Blank,
    /// A QR code.
    Qr(String),
    /// A bar code.
    Code128(String),
    /// A picture.
    Logo(Picture),
    /// Empty lines.
    Feed(u8),
    /// A cut.
    Cut,
    /// A pulse to the drawer.
    Drawer(Drawer),
}

/// Breaks a page into lines for paper of this width.
pub fn layout(page: &Page, width: Width, measure: &impl Measure) -> Vec<Line> {
    let quantity = row::quantity_width(page, measure);
    let mut lines = Vec::new();
    for block in &page.blocks {
        match block {
            Block::Text { text, align, style } => {
                lines.extend(text_lines(text, *align, *style, measure));
            }
            Block::Pair { left, right, style } => {
                lines.extend(row::pair(0, &said(left), &said(right), *style, measure));
            }
            Block::Row {
                quantity: count,
                name,
                amount,
                style,
            } => {
                let cells = [said(count), said(name), said(amount)];
                if !cells[0].is_empty() {
                    lines.push(Line::Air);
                }
                lines.extend(row::columns(quantity, &cells, *style, measure));
            }
            Block::Bar {
                left,
                middle,
                right,
            } => lines.extend(bar(&said(left), &said(middle), &said(right), measure)),
            Block::Mark(text) => lines.extend(bar("", &said(text), "", measure)),
            Block::Rule(rule) => lines.push(Line::Rule(*rule)),
            Block::Blank => lines.push(Line::Blank),
            // What no code can hold is printed as text: nothing is left out silently.
            Block::Qr(content) if code::qr(content).is_some() => {
                lines.push(Line::Qr(content.clone()));
            }
            Block::Code128(content) if code::code_128(content, width).is_some() => {
                lines.push(Line::Code128(content.clone()));
            }
            Block::Qr(content) | Block::Code128(content) => {
                lines.extend(text_lines(content, Align::Left, Style::PLAIN, measure));
            }
            Block::Logo(picture) => lines.push(Line::Logo(picture.clone())),
            Block::Feed(count) => lines.push(Line::Feed(*count)),
            Block::Cut => lines.push(Line::Cut),
            Block::Drawer(drawer) => lines.push(Line::Drawer(*drawer)),
        }
    }
    lines
}

fn text_lines(text: &str, align: Align, style: Style, measure: &impl Measure) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let pieces = wrap(&said(paragraph), style, measure.line(), measure);
        if pieces.is_empty() {
            lines.push(Line::Blank);
        }
        lines.extend(pieces.into_iter().map(|piece| Line::Text {
            runs: vec![placed(piece, align, style, 0, measure.line(), measure)],
            bar: false,
        }));
    }
    lines
}

/// A run somewhere between two edges.
fn placed(
    text: String,
    align: Align,
    style: Style,
    from: u32,
    to: u32,
    measure: &impl Measure,
) -> Run {
    let width = measure.width(&text, style);
    let free = to.saturating_sub(from).saturating_sub(width);
    let x = match align {
        Align::Left => from,
        Align::Centre => from + free / 2,
        Align::Right => from + free,
    };
    Run {
        x,
        width,
        text,
        style,
        anchor: align,
    }
}

/// White on black. The number stands in the middle of the paper, the words at its ends where they fit beside it,
/// otherwise each on a line of its own.
fn bar(left: &str, middle: &str, right: &str, measure: &impl Measure) -> Vec<Line> {
    let (from, to) = (measure.inset(), measure.line() - measure.inset());
    let whole = |text: &str, align, style| -> Vec<Run> {
        let pieces = wrap(text, style, to - from, measure);
        let placed = pieces
            .into_iter()
            .map(|piece| placed(piece, align, style, from, to, measure));
        placed.collect()
    };
    let mut words = whole(left, Align::Left, Style::BOLD);
    let number = whole(middle, Align::Centre, Style::LARGE);
    let ends = whole(right, Align::Right, Style::BOLD);
    if words.len() <= 1 && number.len() <= 1 && ends.len() <= 1 {
        let mut runs = words.clone();
        runs.extend(number.iter().cloned().chain(ends.iter().cloned()));
        let apart = |pair: &[Run]| pair[0].x + pair[0].width + measure.gap() <= pair[1].x;
        if runs.windows(2).all(apart) {
            return vec![Line::Text { runs, bar: true }];
        }
    }
    words.extend(number.into_iter().chain(ends));
    let alone = words.into_iter().map(|run| Line::Text {
        runs: vec![run],
        bar: true,
    });
    alone.collect()
}
