//! A page as a picture: pure black and white, in a font of ours, so that every accent and the logo print on every
//! printer that has dots.

use crate::font::{self, Dots};
use crate::layout::{Line, Measure, Run, layout};
use crate::paper::{Drawer, Page, Picture, Width};
use crate::sheet::{Ink, Sheet};

/// A picture that is longer is continued in another one.
const ROWS_MAX: u32 = 8_192;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Strip {
    /// Dots, as wide as the paper.
    Picture(Picture),
    /// A cut.
    Cut,
    /// A pulse to the drawer.
    Drawer(Drawer),
}

/// The page in pieces, with what happens between them.
pub fn strips(page: &Page, width: Width) -> Vec<Strip> {
    let mut strips = Vec::new();
    let mut sheet = Sheet::new(width);
    for line in layout(page, width, &Dots::new(width)) {
        let between = match &line {
            Line::Cut => Strip::Cut,
            Line::Drawer(drawer) => Strip::Drawer(*drawer),
            Line::Text { .. }
            | Line::Rule(_)
            | Line::Air
            | Line::Blank
            | Line::Qr(_)
            | Line::Code128(_)
            | Line::Logo(_)
            | Line::Feed(_) => {
                sheet.line(&line);
                if sheet.height > ROWS_MAX {
                    let above = std::mem::replace(&mut sheet, Sheet::new(width));
                    strips.extend(painted(&above).map(Strip::Picture));
                }
                continue;
            }
        };
        let above = std::mem::replace(&mut sheet, Sheet::new(width));
        strips.extend(painted(&above).map(Strip::Picture));
        strips.push(between);
    }
    strips.extend(painted(&sheet).map(Strip::Picture));
    strips
}

/// The page in one picture, cuts and pulses left out.
pub fn picture(page: &Page, width: Width) -> Picture {
    let mut sheet = Sheet::new(width);
    for line in layout(page, width, &Dots::new(width)) {
        sheet.line(&line);
    }
    paint(&sheet)
}

/// What a picture of this width is measured with.
pub const fn measure(width: Width) -> impl Measure {
    Dots::new(width)
}

/// One line of a printer's own characters.
pub(crate) fn text_line(runs: &[Run], bar: bool, width: Width) -> Picture {
    paint(&Sheet::of_columns(runs, bar, width))
}

fn painted(sheet: &Sheet) -> Option<Picture> {
    (sheet.height > 0).then(|| paint(sheet))
}

fn paint(sheet: &Sheet) -> Picture {
    let mut picture = Picture::white(sheet.width, sheet.height);
    for ink in &sheet.inks {
        match ink {
            Ink::Rectangle {
                x,
                y,
                width,
                height,
                round,
            } => {
                picture.fill(*x, *y, *width, *height, true);
                if *round {
                    round_off(&mut picture, (*x, *y), (*width, *height));
                }
            }
            Ink::Letters {
                x,
                ground,
                text,
                weight,
                size,
                black,
                ..
            } => {
                let mut x = *x;
                for letter in text.chars() {
                    x += font::draw(&mut picture, letter, *weight, *size, (x, *ground), *black);
                }
            }
            Ink::Dots {
                x,
                y,
                picture: dots,
                scale,
            } => picture.put(&dots.scaled(*scale), *x, *y, true),
        }
    }
    picture
}

/// Leaves the outermost dots of the corners white.
fn round_off(picture: &mut Picture, (x, y): (u32, u32), (width, height): (u32, u32)) {
    for (inset, row) in [(4, 0), (2, 1), (1, 2), (1, 3)] {
        for line in [y + row, y + height - 1 - row] {
            picture.fill(x, line, inset, 1, false);
            picture.fill(x + width - inset, line, inset, 1, false);
        }
    }
}
