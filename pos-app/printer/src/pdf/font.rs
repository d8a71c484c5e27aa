//! A font in a PDF: only the glyphs that occur, and what they say, so that text can be selected.

use crate::font::{Weight, bytes, has, outline};
use ab_glyph::Font;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Finish, Name, Pdf, Rect, Ref, Str};
use std::collections::BTreeMap;
use subsetter::GlyphRemapper;

const IDENTITY: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};
/// A PDF measures glyphs in thousandths of their size.
const THOUSAND: f32 = 1000.0;

/// One of the two fonts, and what was written in it.
pub struct Embedded {
    weight: Weight,
    glyphs: GlyphRemapper,
    said: BTreeMap<u16, char>,
    used: bool,
}

impl Embedded {
    pub fn new(weight: Weight) -> Self {
        Self {
            weight,
            glyphs: GlyphRemapper::new(),
            said: BTreeMap::new(),
            used: false,
        }
    }

    pub const fn name(&self) -> Name<'static> {
        match self.weight {
            Weight::Medium => Name(b"Medium"),
            Weight::Bold => Name(b"Bold"),
        }
    }

    pub const fn is_used(&self) -> bool {
        self.used
    }

    /// The width of a text of size one.
    pub fn width(&self, text: &str) -> f32 {
        let font = outline(self.weight);
        let em = font.units_per_em().unwrap_or(THOUSAND);
        let advances = text
            .chars()
            .map(|letter| font.h_advance_unscaled(font.glyph_id(letter)) / em);
        advances.sum()
    }

    /// A text as glyphs; those that the font lacks apart, with what they stand for.
    pub fn pieces(&mut self, text: &str) -> Vec<(Vec<u8>, Option<String>)> {
        self.used = true;
        let mut pieces: Vec<(Vec<u8>, Option<String>)> = Vec::new();
        for letter in text.chars() {
            let known = has(letter, self.weight);
            let glyph = self.glyph(letter, known).to_be_bytes();
            match pieces.last_mut() {
                Some((glyphs, said)) if said.is_none() == known => {
                    glyphs.extend(glyph);
                    if let Some(said) = said {
                        said.push(letter);
                    }
                }
                _ => pieces.push((glyph.to_vec(), (!known).then(|| letter.into()))),
            }
        }
        pieces
    }

    fn glyph(&mut self, letter: char, known: bool) -> u16 {
        // Glyph 0 is the box of what is not there; it is always kept.
        if !known {
            return 0;
        }
        let glyph = self.glyphs.remap(outline(self.weight).glyph_id(letter).0);
        self.said.insert(glyph, letter);
        glyph
    }

    /// Writes the font into five objects.
    pub fn embed(&self, pdf: &mut Pdf, first: i32) {
        let [font, cid, descriptor, map, file] =
            [0, 1, 2, 3, 4].map(|object| Ref::new(first + object));
        let name = match self.weight {
            Weight::Medium => Name(b"CORTAD+Inter-Medium"),
            Weight::Bold => Name(b"CORTAD+Inter-Bold"),
        };
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid)
            .to_unicode(map);
        let mut written = pdf.cid_font(cid);
        written
            .subtype(CidFontType::Type0)
            .base_font(name)
            .system_info(IDENTITY)
            .font_descriptor(descriptor);
        written.widths().consecutive(0, self.widths());
        written.finish();
        self.describe(pdf, descriptor, name, file);
        let mut cmap = UnicodeCmap::new(Name(b"Custom"), IDENTITY);
        for (glyph, letter) in &self.said {
            cmap.pair(*glyph, *letter);
        }
        pdf.cmap(map, &cmap.finish());
        let outlines = subsetter::subset(bytes(self.weight), 0, &self.glyphs);
        let outlines = outlines.expect("the font in this program can be cut down");
        let outlines = cff(&outlines).expect("a font of outlines has its table of outlines");
        pdf.stream(file, outlines)
            .pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
    }

    fn widths(&self) -> Vec<f32> {
        let font = outline(self.weight);
        let em = font.units_per_em().unwrap_or(THOUSAND);
        let glyphs = self.glyphs.remapped_gids();
        let advances =
            glyphs.map(|glyph| font.h_advance_unscaled(ab_glyph::GlyphId(glyph)) * THOUSAND / em);
        advances.collect()
    }

    fn describe(&self, pdf: &mut Pdf, descriptor: Ref, name: Name<'_>, file: Ref) {
        let font = outline(self.weight);
        let scale = THOUSAND / font.units_per_em().unwrap_or(THOUSAND);
        let (ascent, descent) = (
            font.ascent_unscaled() * scale,
            font.descent_unscaled() * scale,
        );
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::NON_SYMBOLIC)
            .bbox(Rect::new(-THOUSAND, descent, 3.0 * THOUSAND, ascent))
            .italic_angle(0.0)
            .ascent(ascent)
            .descent(descent)
            .cap_height(727.0)
            .stem_v(match self.weight {
                Weight::Medium => 100.0,
                Weight::Bold => 150.0,
            })
            .font_file3(file);
    }
}

/// The table of outlines of an OpenType file: a PDF wants that one alone.
fn cff(font: &[u8]) -> Option<&[u8]> {
    let number = |at: usize| -> Option<usize> {
        let bytes = font.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    let mut records = (12..font.len()).step_by(16);
    let record = records.find(|at| font.get(*at..at + 4) == Some(b"CFF "))?;
    let start = number(record + 8)?;
    font.get(start..start + number(record + 12)?)
}
