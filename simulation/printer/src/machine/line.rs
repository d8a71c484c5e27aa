//! The line that is being filled, and how it gets onto the paper.

use super::Machine;
use crate::glyph;
use crate::picture::Picture;
use crate::printed::{Item, Line, Run, Style};

/// What was typed since the last line feed.
#[derive(Debug, Default)]
pub struct Filling {
    pieces: Vec<(usize, Picture)>,
    line: Line,
    picture: Option<Picture>,
    x: usize,
}

impl Filling {
    pub const fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    pub const fn move_to(&mut self, x: usize) {
        self.x = x;
    }

    pub fn move_by(&mut self, dots: i16) {
        self.x = self.x.saturating_add_signed(isize::from(dots));
    }

    fn width(&self) -> usize {
        let ends = self.pieces.iter().map(|(x, picture)| x + picture.width());
        ends.max().unwrap_or(0)
    }

    fn height(&self) -> usize {
        let heights = self.pieces.iter().map(|(_, picture)| picture.height());
        heights.max().unwrap_or(0)
    }

    fn write(&mut self, character: char, style: Style) {
        match self.line.runs.last_mut() {
            Some(run) if run.style == style => run.text.push(character),
            _ => self.line.runs.push(Run {
                text: character.into(),
                style,
            }),
        }
    }
}

impl Machine<'_> {
    pub(super) fn type_text(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let style = self.settings.style;
            let defined = self.defined.get(&(style.font, *byte));
            let defined = defined.filter(|_| self.settings.uses_defined).cloned();
            let (character, glyph) = match defined {
                // What it shows only the picture knows; its code is kept in a plane that nobody uses.
                Some(picture) => (private(*byte), in_cell(&picture, style.font)),
                None => {
                    let character = self.character(*byte);
                    (character, glyph::glyph(character, style.font))
                }
            };
            self.type_glyph(character, &styled(&glyph, style), style);
        }
    }

    fn type_glyph(&mut self, character: char, glyph: &Picture, style: Style) {
        let wide = glyph.width() + self.settings.gap * usize::from(style.width);
        if self.filling.x + glyph.width() > self.room() && self.filling.x > 0 {
            self.end_line(true);
        }
        let x = self.filling.x;
        self.filling.pieces.push((x, glyph.clone()));
        self.filling.write(character, style);
        self.filling.x = x + wide;
    }

    pub(super) fn tab(&mut self) {
        let cell = glyph::cell(self.settings.style.font).0 * usize::from(self.settings.style.width);
        let column = self.filling.x / cell.max(1);
        let next = self.settings.tabs.iter().map(|tab| usize::from(*tab));
        if let Some(next) = next.filter(|tab| *tab > column).min() {
            let to = next * cell;
            if to < self.room() {
                self.filling.x = to;
                self.filling.write('\t', self.settings.style);
            }
        }
    }

    pub(super) fn column_image(&mut self, mode: u8, columns: &[u8]) {
        let (column_bytes, high) = match mode {
            0 | 1 => (1, 3),
            _ => (3, 1),
        };
        let wide = if matches!(mode, 0 | 32) { 2 } else { 1 };
        let picture = Picture::from_columns(column_bytes, columns).scaled(wide, high);
        let x = self.filling.x;
        self.filling.x += picture.width();
        self.filling.pieces.push((x, picture.clone()));
        self.filling.picture = Some(picture);
    }

    /// Prints what is in the line and goes to the next one.
    pub(super) fn end_line(&mut self, wrapped: bool) {
        let filling = std::mem::take(&mut self.filling);
        let strip = self.strip(&filling);
        if let Some(strip) = &strip {
            self.stamp(strip, self.settings.left);
        }
        let height = strip.map_or(0, |strip| strip.height());
        self.at += height.max(self.settings.spacing);
        match filling.picture {
            Some(picture) => self.printed.items.push(Item::Picture(picture)),
            None => self.printed.items.push(Item::Line(Line {
                align: self.settings.align,
                wrapped,
                ..filling.line
            })),
        }
    }

    /// The line as dots: its pieces stand on one ground line.
    fn strip(&self, filling: &Filling) -> Option<Picture> {
        let height = filling.height();
        if height == 0 {
            return None;
        }
        let indent = self.indent(filling.width());
        let mut strip = Picture::white(self.room(), height);
        for (x, piece) in &filling.pieces {
            strip.put(piece, indent + x, height - piece.height());
        }
        // Only at the beginning of a line can it be turned.
        let first = filling.line.runs.first();
        let turned = first.is_some_and(|run| run.style.upside_down);
        Some(if turned { strip.upside_down() } else { strip })
    }

    pub(super) fn flush(&mut self) {
        if !self.filling.is_empty() {
            self.end_line(false);
        }
    }

    pub(super) fn feed_lines(&mut self, lines: usize) {
        self.flush();
        self.at += lines.saturating_sub(1) * self.settings.spacing;
    }

    pub(super) fn feed_dots(&mut self, dots: usize) {
        if self.filling.is_empty() {
            self.at += dots;
            return;
        }
        let spacing = std::mem::replace(&mut self.settings.spacing, dots);
        self.end_line(false);
        self.settings.spacing = spacing;
    }
}

const fn private(code: u8) -> char {
    match char::from_u32(0xe000 + code as u32) {
        Some(character) => character,
        None => crate::table::NOTHING,
    }
}

/// A character of one's own, in the cell of the font: narrower ones leave their cell white at the right.
fn in_cell(picture: &Picture, font: u8) -> Picture {
    let (_, height) = glyph::cell(font);
    picture.part(0, 0, picture.width().max(1), height)
}

fn styled(glyph: &Picture, style: Style) -> Picture {
    let mut picture = glyph.clone();
    if style.bold {
        picture.put(glyph, 1, 0);
    }
    let mut picture = picture.scaled(usize::from(style.width), usize::from(style.height));
    let (width, height) = (picture.width(), picture.height());
    for y in height.saturating_sub(usize::from(style.underline))..height {
        for x in 0..width {
            picture.set(x, y, true);
        }
    }
    if style.turned {
        picture = picture.turned();
    }
    if style.inverted {
        picture = picture.inverted();
    }
    picture
}
