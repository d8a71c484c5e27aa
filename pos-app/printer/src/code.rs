//! Codes that a reader reads, as dots of one a module.

use crate::paper::{Picture, Width};
use barcoders::sym::code128::Code128;
use qrcodegen::{QrCode, QrCodeEcc};

/// White modules around a QR code.
pub const QUIET: u32 = 4;
/// How high bars are, in dots.
pub const BAR_HEIGHT: u32 = 80;
/// The white at either end of a bar code, in modules.
const BAR_QUIET: u32 = 10;

/// A QR code; nothing where it would say more than one can hold.
pub fn qr(content: &str) -> Option<Picture> {
    let code = QrCode::encode_text(content, QrCodeEcc::Medium)
        .or_else(|_| QrCode::encode_text(content, QrCodeEcc::Low))
        .ok()?;
    let side = u32::try_from(code.size()).ok()?;
    let mut picture = Picture::white(side, side);
    for (y, row) in (0..code.size()).zip(0..) {
        for (x, column) in (0..code.size()).zip(0..) {
            picture.set(column, row, code.get_module(x, y));
        }
    }
    Some(picture)
}

/// Dots a module of this QR code on this paper: fewer where it would not fit with the white around it.
pub fn qr_module(side: u32, width: Width) -> u8 {
    let fits = width.dots() / (side + 2 * QUIET);
    let fits = u8::try_from(fits).unwrap_or(u8::MAX);
    width.qr_module().min(fits.max(1))
}

/// The bars of a Code 128 and dots a module; nothing where it would not fit on the paper or has other than ASCII.
pub fn code_128(content: &str, width: Width) -> Option<(Picture, u8)> {
    let is_printable = |byte: u8| (b' '..=b'~').contains(&byte);
    if content.is_empty() || !content.bytes().all(is_printable) {
        return None;
    }
    // The letter before the content chooses the set that has all of ASCII.
    let modules = Code128::new(format!("Ɓ{content}")).ok()?.encode();
    let long = u32::try_from(modules.len()).ok()?;
    let dots = (width.dots() / (long + 2 * BAR_QUIET)).min(3);
    // Bars of one dot no reader reads from thermal paper.
    let dots = u8::try_from(dots).ok().filter(|dots| *dots >= 2)?;
    let mut picture = Picture::white(long, 1);
    for (x, module) in (0..long).zip(&modules) {
        picture.set(x, 0, *module == 1);
    }
    Some((picture, dots))
}

/// Bars, as wide and high as they are printed.
pub fn bars(modules: &Picture, dots: u8) -> Picture {
    let dots = u32::from(dots);
    let mut picture = Picture::white(modules.width() * dots, BAR_HEIGHT);
    for x in 0..modules.width() {
        if modules.is_black(x, 0) {
            picture.fill(x * dots, 0, dots, BAR_HEIGHT, true);
        }
    }
    picture
}
