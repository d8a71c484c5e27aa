//! A page as a picture: pure black and white, in a font of ours, so that every accent and the logo print on every
//! printer that has dots.

mod draw;
mod font;

pub use font::{Dots, Weight};

use crate::layout::layout;
use crate::paper::{Drawer, Page, Picture, Width};
pub(crate) use draw::text_line;
pub(crate) use font::{bytes, outline};

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
    let mut canvas = draw::Canvas::new(width);
    for line in layout(page, width, &Dots::new(width)) {
        let between = match &line {
            crate::layout::Line::Cut => Strip::Cut,
            crate::layout::Line::Drawer(drawer) => Strip::Drawer(*drawer),
            _ => {
                canvas.line(&line);
                continue;
            }
        };
        strips.extend(canvas.take().map(Strip::Picture));
        strips.push(between);
    }
    strips.extend(canvas.take().map(Strip::Picture));
    strips
}

/// The page in one picture, cuts and pulses left out.
pub fn picture(page: &Page, width: Width) -> Picture {
    let mut canvas = draw::Canvas::new(width);
    for line in layout(page, width, &Dots::new(width)) {
        canvas.line(&line);
    }
    canvas
        .take()
        .unwrap_or_else(|| Picture::white(width.dots(), 0))
}
