//! The commands that we send, as bytes.

/// ESC @: as if just switched on.
pub const INITIALISE: &[u8] = b"\x1b@";
/// FS .: one byte a character. Many printers from China read two otherwise, and every accent becomes a han.
pub const SINGLE_BYTES: &[u8] = b"\x1c.";
/// ESC R 0: no national letters in place of brackets.
pub const NO_COUNTRY: &[u8] = b"\x1bR\x00";
/// ESC t: the code page.
pub const CODE_TABLE: &[u8] = b"\x1bt";
/// ESC E: bold.
pub const BOLD: &[u8] = b"\x1bE";
/// GS !: width and height.
pub const SIZE: &[u8] = b"\x1d!";
/// GS B: white on black.
pub const INVERT: &[u8] = b"\x1dB";
/// ESC a: where a line stands.
pub const ALIGN: &[u8] = b"\x1ba";
/// ESC d: feeds lines.
pub const FEED: &[u8] = b"\x1bd";
/// ESC J: feeds dots.
pub const FEED_DOTS: &[u8] = b"\x1bJ";
/// GS V 65 0: feeds to the knife and cuts all through.
pub const CUT_FULL: &[u8] = b"\x1dVA\x00";
/// GS V 66 0: feeds to the knife and leaves a corner.
pub const CUT_PARTIAL: &[u8] = b"\x1dVB\x00";
/// ESC p: a pulse, of 100 ms and then at least half a second of none.
pub const PULSE: &[u8] = b"\x1bp";
/// In steps of 2 ms.
pub const PULSE_TIMES: [u8; 2] = [50, 250];
/// GS v 0: dots, as they are.
pub const RASTER: &[u8] = b"\x1dv0\x00";
/// GS h: the height of bars.
pub const BAR_HEIGHT: &[u8] = b"\x1dh";
/// GS w: dots a module of bars.
pub const BAR_WIDTH: &[u8] = b"\x1dw";
/// GS H 2: what bars say stands below them.
pub const BAR_TEXT_BELOW: &[u8] = b"\x1dH\x02";
/// GS k 73: Code 128, with its length.
pub const CODE_128: &[u8] = b"\x1dkI";

/// GS ( k: one step of a QR code.
pub fn qr_step(function: u8, parameters: &[u8]) -> Vec<u8> {
    let length = u16::try_from(parameters.len() + 2).unwrap_or(u16::MAX);
    let mut bytes = b"\x1d(k".to_vec();
    bytes.extend(length.to_le_bytes());
    bytes.extend([49, function]);
    bytes.extend(parameters);
    bytes
}
