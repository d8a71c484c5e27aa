//! Rows: a name that wraps at the left, an amount that is never cut at the right.

use super::wrap::{widest_word, wrap};
use super::{Line, Measure, placed, said};
use crate::paper::{Align, Block, Page, Style};

/// The column of the quantities: as wide as the widest of the page, and at most a quarter of the line.
pub fn quantity_width(page: &Page, measure: &impl Measure) -> u32 {
    let quantities = page.blocks.iter().filter_map(|block| match block {
        Block::Row {
            quantity, style, ..
        } if !quantity.is_empty() => Some(measure.width(&said(quantity), *style) + measure.gap()),
        _ => None,
    });
    let widest = quantities.max().unwrap_or(0);
    widest.min(measure.line() / 4)
}

/// A row of quantity, name and amount. A quantity that is too wide for its column stands above.
pub fn columns(
    column: u32,
    [quantity, name, amount]: &[String; 3],
    style: Style,
    measure: &impl Measure,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let fits = measure.width(quantity, style) + measure.gap() <= column;
    if !fits && !quantity.is_empty() {
        let pieces = wrap(quantity, style, measure.line(), measure);
        lines.extend(pieces.into_iter().map(|piece| Line::Text {
            runs: vec![placed(
                piece,
                Align::Left,
                style,
                0,
                measure.line(),
                measure,
            )],
            bar: false,
        }));
    }
    let mut rest = pair(column, name, amount, style, measure);
    if fits
        && !quantity.is_empty()
        && let Some(Line::Text { runs, .. }) = rest.first_mut()
    {
        let run = placed(quantity.clone(), Align::Left, style, 0, column, measure);
        runs.insert(0, run);
    }
    lines.extend(rest);
    lines
}

/// A name from `from` on, an amount at the right. Where the name's words do not fit beside it, the amount stands below,
/// at the right.
pub fn pair(
    from: u32,
    name: &str,
    amount: &str,
    style: Style,
    measure: &impl Measure,
) -> Vec<Line> {
    let to = measure.line();
    let wide = measure.width(amount, style);
    let gap = if amount.is_empty() { 0 } else { measure.gap() };
    let beside = to.saturating_sub(wide + gap).saturating_sub(from);
    let needed = widest_word(name, style, measure).min((to - from) / 2);
    let is_beside = needed <= beside && (beside > 0 || name.is_empty());
    let room = if is_beside { beside } else { to - from };
    let named = wrap(name, style, room.max(1), measure);
    let mut lines: Vec<Vec<_>> = named
        .into_iter()
        .map(|piece| vec![placed(piece, Align::Left, style, from, to, measure)])
        .collect();
    if is_beside && wide > 0 && wide <= to - from {
        if lines.is_empty() {
            lines.push(Vec::new());
        }
        let run = placed(amount.to_owned(), Align::Right, style, from, to, measure);
        lines[0].push(run);
    } else {
        if lines.is_empty() && from > 0 {
            // The quantity keeps a line of its own.
            lines.push(Vec::new());
        }
        // An amount that is wider than the paper is broken, and stays at the right.
        let pieces = wrap(amount, style, to, measure);
        lines.extend(
            pieces
                .into_iter()
                .map(|piece| vec![placed(piece, Align::Right, style, 0, to, measure)]),
        );
    }
    if lines.is_empty() {
        lines.push(Vec::new());
    }
    lines
        .into_iter()
        .map(|runs| Line::Text { runs, bar: false })
        .collect()
}
