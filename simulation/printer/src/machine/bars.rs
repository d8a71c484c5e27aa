//! Bar codes. What cannot be drawn (too short, a wrong letter) a printer leaves out, and so do we; it is in the record.

use super::Machine;
use crate::command::{Align, Bars};
use crate::glyph;
use crate::picture::Picture;
use crate::printed::{Code, Item};
use barcoders::sym::{
    codabar::Codabar, code39::Code39, code93::Code93, code128::Code128, ean8::EAN8, ean13::EAN13,
    tf::TF,
};

impl Machine<'_> {
    pub(super) fn bars(&mut self, bars: Bars, content: &[u8]) {
        self.flush();
        let said: String = content.iter().map(|byte| char::from(*byte)).collect();
        let code = Code::Bars(bars, content.to_vec());
        self.printed.items.push(Item::Code(code));
        let Some(modules) = modules(bars, &said) else {
            return;
        };
        let mut row = Picture::white(modules.len(), 1);
        for (x, module) in modules.iter().enumerate() {
            row.set(x, 0, *module == 1);
        }
        let picture = row.scaled(self.codes.bar_width.max(1), self.codes.bar_height.max(1));
        let readable = said.replace("{A", "").replace("{B", "").replace("{C", "");
        if self.codes.bar_text & 1 != 0 {
            self.below(&readable, picture.width());
        }
        self.draw(&picture);
        if self.codes.bar_text & 2 != 0 {
            self.below(&readable, picture.width());
        }
    }

    /// The text of a bar code, in the middle of it.
    fn below(&mut self, text: &str, width: usize) {
        let (cell, height) = glyph::cell(0);
        let mut strip = Picture::white(text.chars().count() * cell, height);
        for (at, character) in text.chars().enumerate() {
            strip.put(&glyph::glyph(character, 0), at * cell, 0);
        }
        let left = match self.settings.align {
            Align::Left => width.saturating_sub(strip.width()) / 2,
            _ => self.indent(strip.width()),
        };
        self.stamp(&strip, self.settings.left + left);
        self.at += height;
    }
}

fn modules(bars: Bars, said: &str) -> Option<Vec<u8>> {
    match bars {
        Bars::UpcA => Some(EAN13::new(format!("0{said}")).ok()?.encode()),
        Bars::UpcE => upc_e(said),
        Bars::Ean13 => Some(EAN13::new(said).ok()?.encode()),
        Bars::Ean8 => Some(EAN8::new(said).ok()?.encode()),
        Bars::Code39 => Some(Code39::new(said.trim_matches('*')).ok()?.encode()),
        Bars::Itf => Some(TF::interleaved(said).ok()?.encode()),
        Bars::Codabar => Some(Codabar::new(said.to_uppercase()).ok()?.encode()),
        Bars::Code93 => Some(Code93::new(said).ok()?.encode()),
        Bars::Code128 => Some(Code128::new(code_128(said)).ok()?.encode()),
    }
}

/// A printer names the sets by a brace and a letter, and wants each figure pair of set C as one byte.
fn code_128(said: &str) -> String {
    let mut rest = said.chars();
    let mut written = String::new();
    let mut in_pairs = false;
    while let Some(character) = rest.next() {
        if character == '{' {
            match rest.next() {
                Some('A') => written.push('À'),
                Some('B') => written.push('Ɓ'),
                Some('C') => written.push('Ć'),
                Some(other) => written.push(other),
                None => {}
            }
            in_pairs = written.ends_with('Ć');
        } else if in_pairs {
            written.push_str(&format!("{:02}", u32::from(character)));
        } else {
            written.push(character);
        }
    }
    written
}

const FIGURES: [&str; 10] = [
    "0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011",
    "0110111", "0001011",
];
/// Which of the six figures are written backwards and inverted, by the check figure, for number system 0.
const EVEN: [u8; 10] = [
    0b11_1000, 0b11_0100, 0b11_0010, 0b11_0001, 0b10_1100, 0b10_0110, 0b10_0011, 0b10_1010,
    0b10_1001, 0b10_0101,
];

/// UPC-E: eleven or twelve figures with enough noughts, or six to eight that are short already.
fn upc_e(said: &str) -> Option<Vec<u8>> {
    let figures: Vec<u8> = said.bytes().map(|byte| byte.wrapping_sub(b'0')).collect();
    if figures.iter().any(|figure| *figure > 9) {
        return None;
    }
    let long = match figures.len() {
        6 => lengthened(&figures)?,
        7 | 8 => lengthened(&figures[1..7])?,
        11 | 12 => figures[..11].to_vec(),
        _ => return None,
    };
    let short = shortened(&long)?;
    let sum: u32 = long
        .iter()
        .enumerate()
        .map(|(at, figure)| u32::from(*figure) * if at % 2 == 0 { 3 } else { 1 })
        .sum();
    let even = EVEN[usize::try_from((10 - sum % 10) % 10).ok()?];
    let mut modules = vec![1, 0, 1];
    for (at, figure) in short.iter().enumerate() {
        let odd = FIGURES[usize::from(*figure)].bytes().map(|bit| bit - b'0');
        if even >> (5 - at) & 1 == 1 {
            modules.extend(odd.rev().map(|bit| 1 - bit));
        } else {
            modules.extend(odd);
        }
    }
    modules.extend([0, 1, 0, 1, 0, 1]);
    Some(modules)
}

fn lengthened(short: &[u8]) -> Option<Vec<u8>> {
    let &[a, b, c, d, e, f] = short else {
        return None;
    };
    Some(match f {
        0..=2 => vec![0, a, b, f, 0, 0, 0, 0, c, d, e],
        3 => vec![0, a, b, c, 0, 0, 0, 0, 0, d, e],
        4 => vec![0, a, b, c, d, 0, 0, 0, 0, 0, e],
        _ => vec![0, a, b, c, d, e, 0, 0, 0, 0, f],
    })
}

fn shortened(long: &[u8]) -> Option<[u8; 6]> {
    match *long {
        [0, a, b, f @ 0..=2, 0, 0, 0, 0, c, d, e] => Some([a, b, c, d, e, f]),
        [0, a, b, c, 0, 0, 0, 0, 0, d, e] => Some([a, b, c, d, e, 3]),
        [0, a, b, c, d, 0, 0, 0, 0, 0, e] => Some([a, b, c, d, e, 4]),
        [0, a, b, c, d, e, 0, 0, 0, 0, f @ 5..=9] => Some([a, b, c, d, e, f]),
        _ => None,
    }
}
