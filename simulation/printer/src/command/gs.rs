//! Commands that begin with GS.

use super::{Bars, Command, Reader, Symbol, Unreadable};

pub fn read<'a>(reader: &mut Reader<'a>) -> Result<Command<'a>, Unreadable> {
    match reader.byte()? {
        b'!' => {
            let size = reader.byte()?;
            let (width, height) = ((size >> 4 & 7) + 1, (size & 7) + 1);
            Ok(Command::Size { width, height })
        }
        b'B' => Ok(Command::Invert(reader.byte()? & 1 == 1)),
        b'L' => reader.number().map(Command::LeftMargin),
        b'W' => reader.number().map(Command::AreaWidth),
        b'h' => reader.byte().map(Command::BarHeight),
        b'w' => reader.byte().map(Command::BarWidth),
        b'H' => Ok(Command::BarText(reader.byte()? & 3)),
        // The font of the text at the bars, smoothing, automatic status, one status.
        b'f' | b'b' | b'a' | b'r' | b'I' | b'T' => reader.byte().map(|_| Command::Silent),
        // The units of movement.
        b'P' => reader.take(2).map(|_| Command::Silent),
        b'V' => cut(reader),
        b'k' => bars(reader),
        b'v' => raster(reader),
        b'(' => grouped(reader),
        b'8' => {
            if reader.byte()? != b'L' {
                return Err(reader.unknown());
            }
            let length = reader.take(4)?;
            let length = u32::from_le_bytes([length[0], length[1], length[2], length[3]]);
            let body = reader.take(usize::try_from(length).unwrap_or(usize::MAX))?;
            graphics(body).ok_or_else(|| reader.unknown())
        }
        _ => Err(reader.unknown()),
    }
}

fn cut<'a>(reader: &mut Reader<'a>) -> Result<Command<'a>, Unreadable> {
    let (partial, feeds) = match reader.byte()? {
        0 | 48 => (false, false),
        1 | 49 => (true, false),
        65 => (false, true),
        66 => (true, true),
        _ => return Err(reader.unknown()),
    };
    let feed = if feeds { Some(reader.byte()?) } else { None };
    Ok(Command::Cut { partial, feed })
}

const BARS: [Bars; 9] = [
    Bars::UpcA,
    Bars::UpcE,
    Bars::Ean13,
    Bars::Ean8,
    Bars::Code39,
    Bars::Itf,
    Bars::Codabar,
    Bars::Code93,
    Bars::Code128,
];

/// The older form ends with a NUL and knows seven of them, the newer one says how long it is.
fn bars<'a>(reader: &mut Reader<'a>) -> Result<Command<'a>, Unreadable> {
    let which = reader.byte()?;
    let (bars, content) = match which {
        0..=6 => (BARS[usize::from(which)], reader.until_nul()?),
        65..=73 => {
            let length = reader.byte()?;
            let content = reader.take(usize::from(length))?;
            (BARS[usize::from(which - 65)], content)
        }
        _ => return Err(reader.unknown()),
    };
    Ok(Command::Bars { bars, content })
}

fn raster<'a>(reader: &mut Reader<'a>) -> Result<Command<'a>, Unreadable> {
    if reader.byte()? != b'0' {
        return Err(reader.unknown());
    }
    let scale = match reader.byte()? {
        0 | 48 => (1, 1),
        1 | 49 => (2, 1),
        2 | 50 => (1, 2),
        3 | 51 => (2, 2),
        _ => return Err(reader.unknown()),
    };
    let row_bytes = usize::from(reader.number()?);
    let height = usize::from(reader.number()?);
    let rows = reader.take(row_bytes * height)?;
    Ok(Command::Raster {
        scale,
        row_bytes,
        width: row_bytes * 8,
        rows,
    })
}

fn grouped<'a>(reader: &mut Reader<'a>) -> Result<Command<'a>, Unreadable> {
    let group = reader.byte()?;
    let length = reader.number()?;
    let body = reader.take(usize::from(length))?;
    let command = match group {
        b'L' => graphics(body),
        b'k' => symbol(body).map(Command::Symbol),
        // A test print, settings, the response of a buffer: nothing that a receipt shows.
        b'A' | b'C' | b'D' | b'E' | b'H' | b'K' | b'M' | b'N' => Some(Command::Silent),
        _ => None,
    };
    command.ok_or_else(|| reader.unknown())
}

fn graphics(body: &[u8]) -> Option<Command<'_>> {
    match body {
        [48, 2 | 50] => Some(Command::PrintStored),
        // The density of what comes.
        [48, 0 | 1 | 48 | 49, ..] => Some(Command::Silent),
        [48, 112, 48, wide, high, _colour, xl, xh, yl, yh, rows @ ..] => {
            let width = usize::from(u16::from_le_bytes([*xl, *xh]));
            let height = usize::from(u16::from_le_bytes([*yl, *yh]));
            let fits = rows.len() == width.div_ceil(8) * height;
            let known = matches!(wide, 1 | 2) && matches!(high, 1 | 2);
            (fits && known).then_some(Command::StoreRaster {
                scale: (*wide, *high),
                width,
                rows,
            })
        }
        _ => None,
    }
}

fn symbol(body: &[u8]) -> Option<Symbol<'_>> {
    match body {
        [49, 65, model @ 49..=51, _] => Some(Symbol::QrModel(*model)),
        [49, 67, dots @ 1..=16] => Some(Symbol::QrModule(*dots)),
        [49, 69, level @ 48..=51] => Some(Symbol::QrLevel(*level)),
        [49, 80, 48, content @ ..] => Some(Symbol::QrStore(content)),
        [49, 81, 48] => Some(Symbol::QrPrint),
        [48, which @ (65..=68 | 70), value] => Some(Symbol::PdfSetting {
            which: *which,
            value: *value,
        }),
        [48, 69, _, value] => Some(Symbol::PdfSetting {
            which: 69,
            value: *value,
        }),
        [48, 80, 48, content @ ..] => Some(Symbol::PdfStore(content)),
        [48, 81, 48] => Some(Symbol::PdfPrint),
        _ => None,
    }
}
