//! Two-dimensional codes: their settings, what was stored, and how they look.

use crate::command::Symbol;
use crate::picture::Picture;
use crate::printed::Code;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The settings of all codes, bars included.
#[derive(Debug)]
pub struct Codes<'a> {
    pub bar_height: usize,
    pub bar_width: usize,
    pub bar_text: u8,
    qr_module: u8,
    qr_level: u8,
    qr: &'a [u8],
    pdf_columns: u8,
    pdf_width: u8,
    pdf_height: u8,
    pdf: &'a [u8],
}

impl Default for Codes<'_> {
    fn default() -> Self {
        Self {
            bar_height: 162,
            bar_width: 3,
            bar_text: 0,
            qr_module: 3,
            qr_level: 48,
            qr: &[],
            pdf_columns: 0,
            pdf_width: 3,
            pdf_height: 3,
            pdf: &[],
        }
    }
}

impl<'a> Codes<'a> {
    /// Takes a step; the last one prints.
    pub fn step(&mut self, symbol: Symbol<'a>) -> Option<(Code, Picture)> {
        match symbol {
            Symbol::QrModule(dots) => self.qr_module = dots,
            Symbol::QrLevel(level) => self.qr_level = level,
            // We draw every model as model 2: the others are not made any more.
            Symbol::QrModel(_) => {}
            Symbol::QrStore(content) => self.qr = content,
            Symbol::QrPrint => return self.qr(),
            Symbol::PdfSetting { which, value } => match which {
                65 => self.pdf_columns = value,
                67 => self.pdf_width = value,
                68 => self.pdf_height = value,
                _ => {}
            },
            Symbol::PdfStore(content) => self.pdf = content,
            Symbol::PdfPrint => return Some(self.pdf417()),
        }
        None
    }

    /// A printer prints nothing where the content does not fit.
    fn qr(&self) -> Option<(Code, Picture)> {
        let level = match self.qr_level {
            49 => QrCodeEcc::Medium,
            50 => QrCodeEcc::Quartile,
            51 => QrCodeEcc::High,
            _ => QrCodeEcc::Low,
        };
        let segments = match std::str::from_utf8(self.qr) {
            Ok(text) => QrSegment::make_segments(text),
            Err(_) => vec![QrSegment::make_bytes(self.qr)],
        };
        let drawn = QrCode::encode_segments_advanced(
            &segments,
            level,
            Version::MIN,
            Version::MAX,
            None,
            false,
        );
        let drawn = drawn.ok()?;
        let side = usize::try_from(drawn.size()).unwrap_or(0);
        let mut picture = Picture::white(side, side);
        for y in 0..drawn.size() {
            for x in 0..drawn.size() {
                let place = |at: i32| usize::try_from(at).unwrap_or(0);
                picture.set(place(x), place(y), drawn.get_module(x, y));
            }
        }
        let module = usize::from(self.qr_module);
        let code = Code::Qr {
            content: self.qr.to_vec(),
            module: self.qr_module,
        };
        Some((code, picture.scaled(module, module)))
    }

    /// A hatched box of about the right size: what it says is in the record, how it looks is not our business.
    fn pdf417(&self) -> (Code, Picture) {
        let words = self.pdf.len() / 2 + 12;
        let columns = match self.pdf_columns {
            0 => 3,
            given => usize::from(given),
        };
        let rows = words.div_ceil(columns).max(3);
        let width = (69 + 17 * columns) * usize::from(self.pdf_width);
        let height = rows * usize::from(self.pdf_height) * usize::from(self.pdf_width);
        let mut picture = Picture::white(width, height);
        for y in 0..height {
            for x in 0..width {
                let edge = x < 3 || y < 3 || x + 3 >= width || y + 3 >= height;
                picture.set(x, y, edge || (x + y) % 12 == 0);
            }
        }
        (Code::Pdf417(self.pdf.to_vec()), picture)
    }
}
