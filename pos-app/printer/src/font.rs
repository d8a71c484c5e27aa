//! The font, and how wide its characters are in whole dots.
//!
//! It is a subset of Inter (assets/LICENSE.txt): Latin, Greek, Cyrillic, currencies and signs, with figures that are all
//! equally wide, so that amounts stand below one another. The glyphs are drawn by
//! `ab_glyph`, which reads OpenType outlines and brings one small rasteriser and a parser; shaping engines weigh ten
//! times as much and would be needed for Arabic or Hindi only, which the font does not have.

use crate::layout::Measure;
use crate::paper::{Picture, Style, Width};
use ab_glyph::{Font, FontRef, Glyph, PxScale, ScaleFont, point};
use std::sync::LazyLock;

static MEDIUM: &[u8] = include_bytes!("../assets/Inter-Medium.otf");
static BOLD: &[u8] = include_bytes!("../assets/Inter-Bold.otf");

static FONTS: LazyLock<[FontRef<'static>; 2]> = LazyLock::new(|| {
    [MEDIUM, BOLD]
        .map(|font| FontRef::try_from_slice(font).expect("the font in this program is a font"))
});

/// One of the two fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// For most: the regular one is too thin for dots without grey.
    Medium,
    /// For names, amounts and totals.
    Bold,
}

impl Weight {
    /// The weight of a style.
    pub const fn of(style: Style) -> Self {
        if style.bold { Self::Bold } else { Self::Medium }
    }
}

/// The file of a font.
pub fn bytes(weight: Weight) -> &'static [u8] {
    match weight {
        Weight::Medium => MEDIUM,
        Weight::Bold => BOLD,
    }
}

/// A font as it is.
pub fn outline(weight: Weight) -> &'static FontRef<'static> {
    &FONTS[usize::from(weight == Weight::Bold)]
}

/// The smallest letters that thermal paper shows.
pub const SMALLEST: u32 = 8;

/// The measure of a picture: dots.
#[derive(Clone, Copy, Debug)]
pub struct Dots {
    line: u32,
    base: u32,
}

impl Dots {
    /// Of paper of this width.
    pub const fn new(width: Width) -> Self {
        Self {
            line: width.dots() - 2 * width.margin(),
            base: match width {
                Width::Mm58 => 22,
                Width::Mm80 => 24,
            },
        }
    }

    /// As high as a printer's own characters, for one line among them.
    pub const fn of_columns(width: Width) -> Self {
        Self {
            line: width.dots(),
            base: 22,
        }
    }

    /// The size of the letters of a style, in dots.
    pub const fn size(self, style: Style) -> u32 {
        match (style.tall, style.wide) {
            (false, false) => self.base,
            (false, true) => self.base * 4 / 3,
            (true, false) => self.base * 7 / 4,
            (true, true) => self.base * 9 / 4,
        }
    }
}

impl Measure for Dots {
    fn line(&self) -> u32 {
        self.line
    }

    fn advance(&self, character: char, style: Style) -> u32 {
        advance(character, Weight::of(style), self.size(style))
    }

    fn gap(&self) -> u32 {
        self.base / 2
    }

    fn inset(&self) -> u32 {
        self.base * 2 / 3
    }
}

/// Whether the font has this character. What it lacks is drawn as a box.
pub fn has(character: char, weight: Weight) -> bool {
    character == ' ' || outline(weight).glyph_id(character).0 != 0
}

/// The width of a character in whole dots, its space included.
pub fn advance(character: char, weight: Weight, size: u32) -> u32 {
    if !has(character, weight) {
        return box_width(size) + 4;
    }
    let font = outline(weight).as_scaled(scale(weight, size));
    let exact = font.h_advance(font.glyph_id(character));
    whole(exact.round()).max(1)
}

/// Draws a character with its left edge and ground line here, and says how wide it was.
pub fn draw(
    onto: &mut Picture,
    character: char,
    weight: Weight,
    size: u32,
    (x, ground): (u32, u32),
    black: bool,
) -> u32 {
    if !has(character, weight) {
        draw_box(onto, size, (x, ground), black);
        return advance(character, weight, size);
    }
    let font = outline(weight);
    let glyph: Glyph = font
        .glyph_id(character)
        .with_scale_and_position(scale(weight, size), point(exact(x), exact(ground)));
    if let Some(outlined) = font.outline_glyph(glyph) {
        let bounds = outlined.px_bounds();
        outlined.draw(|column, row, cover| {
            // Half a dot of ink makes a dot: thermal paper knows no grey.
            if cover > 0.5 {
                let place = |from: f32, by: u32| whole(from + exact(by));
                let inside =
                    bounds.min.x + exact(column) >= 0.0 && bounds.min.y + exact(row) >= 0.0;
                if inside {
                    onto.set(place(bounds.min.x, column), place(bounds.min.y, row), black);
                }
            }
        });
    }
    advance(character, weight, size)
}

/// The height of a capital letter.
pub const fn capital(size: u32) -> u32 {
    size * 73 / 100
}

const fn box_width(size: u32) -> u32 {
    size * 6 / 10
}

fn draw_box(onto: &mut Picture, size: u32, (x, ground): (u32, u32), black: bool) {
    let (wide, high) = (box_width(size), capital(size));
    let top = ground.saturating_sub(high);
    onto.fill(x + 2, top, wide, 2, black);
    onto.fill(x + 2, ground.saturating_sub(2), wide, 2, black);
    onto.fill(x + 2, top, 2, high, black);
    onto.fill(x + wide, top, 2, high, black);
}

/// The library scales by the height of a line; we mean the size of the letters.
fn scale(weight: Weight, size: u32) -> PxScale {
    let font = outline(weight);
    let em = font.units_per_em().unwrap_or(1000.0);
    PxScale::from(exact(size) * font.height_unscaled() / em)
}

/// Dots are far fewer than a float counts exactly.
#[expect(
    clippy::cast_precision_loss,
    reason = "a page has less than 2^24 dots a side"
)]
pub const fn exact(dots: u32) -> f32 {
    dots as f32
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is below zero is asked before, what is too large saturates"
)]
const fn whole(dots: f32) -> u32 {
    dots as u32
}
