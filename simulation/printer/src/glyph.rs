//! The printer's own characters. They are drawn with Spleen, a bitmap font that has the size of font A.

use crate::picture::Picture;
use spleen_font::{FONT_6X12, FONT_12X24};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static LARGE: LazyLock<BTreeMap<char, Picture>> = LazyLock::new(|| read(FONT_12X24));
static SMALL: LazyLock<BTreeMap<char, Picture>> = LazyLock::new(|| read(FONT_6X12));

/// How wide and high a character of a font is.
pub const fn cell(font: u8) -> (usize, usize) {
    match font {
        0 => (12, 24),
        _ => (9, 17),
    }
}

/// A character in its cell. One that the font lacks is a box.
pub fn glyph(character: char, font: u8) -> Picture {
    let (width, height) = cell(font);
    let mut picture = Picture::white(width, height);
    if character == ' ' || character == '\u{a0}' {
        return picture;
    }
    let (glyphs, left, top) = match font {
        0 => (&*LARGE, 0, 0),
        _ => (&*SMALL, 1, 2),
    };
    match glyphs.get(&character) {
        Some(glyph) => picture.put(glyph, left, top),
        None => frame(&mut picture),
    }
    picture
}

/// The glyphs of a PSF2 file: a header of eight numbers, the glyphs, and for each the characters it stands for.
fn read(file: &[u8]) -> BTreeMap<char, Picture> {
    let number = |at: usize| {
        let bytes = file.get(at * 4..at * 4 + 4).unwrap_or(&[0; 4]);
        usize::from(bytes[0]) | usize::from(bytes[1]) << 8 | usize::from(bytes[2]) << 16
    };
    let (header, count, size, width) = (number(2), number(4), number(5), number(7));
    let glyphs = file.get(header..).unwrap_or_default();
    let names = glyphs.get(count * size..).unwrap_or_default();
    let mut read = BTreeMap::new();
    for (glyph, names) in glyphs
        .chunks(size.max(1))
        .zip(names.split(|byte| *byte == 0xff))
    {
        // After FE come sequences of characters, which no printer has.
        let single = names.split(|byte| *byte == 0xfe).next().unwrap_or_default();
        for character in String::from_utf8_lossy(single).chars() {
            let picture = Picture::from_rows(width, width.div_ceil(8), glyph);
            read.insert(character, picture);
        }
    }
    read
}

fn frame(picture: &mut Picture) {
    let (right, bottom) = (picture.width() - 2, picture.height() - 3);
    for x in 1..=right {
        picture.set(x, 2, true);
        picture.set(x, bottom, true);
    }
    for y in 2..=bottom {
        picture.set(1, y, true);
        picture.set(right, y, true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_fonts_have_the_letters_of_our_languages() {
        for character in "áéíóúüñçãõàâêôÁÉÍÑÇÃÕ¿¡ºª$ABCxyz0189".chars() {
            assert!(LARGE.contains_key(&character), "{character}");
            assert!(SMALL.contains_key(&character), "{character}");
        }
    }
}
