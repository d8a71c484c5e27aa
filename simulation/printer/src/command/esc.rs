//! Commands that begin with ESC.

use super::{Align, Command, Reader, Unreadable};

pub fn read<'a>(reader: &mut Reader<'a>) -> Result<Command<'a>, Unreadable> {
    let which = reader.byte()?;
    if let Some(command) = plain(which) {
        return Ok(command);
    }
    match which {
        b'$' => reader.number().map(Command::MoveTo),
        b'\\' => Ok(Command::MoveBy(reader.number()?.cast_signed())),
        b'D' => reader.until_nul().map(Command::Tabs),
        b'&' => define(reader),
        b'*' => column_image(reader),
        b'p' => {
            // The pin and how long the pulse is on and off: all three must be there.
            let parameters = reader.take(3)?;
            match parameters[0] {
                pin @ (0 | 1) => Ok(Command::Pulse { pin }),
                pin @ (48 | 49) => Ok(Command::Pulse { pin: pin - 48 }),
                _ => Err(reader.unknown()),
            }
        }
        // Which paper sensors stop the print, whether the buttons work.
        b'c' => reader.take(2).map(|_| Command::Silent),
        _ => {
            let value = reader.byte()?;
            with_byte(which, value).ok_or_else(|| reader.unknown())
        }
    }
}

const fn plain<'a>(which: u8) -> Option<Command<'a>> {
    match which {
        b'@' => Some(Command::Initialise),
        b'2' => Some(Command::Spacing(None)),
        _ => None,
    }
}

const fn with_byte<'a>(which: u8, value: u8) -> Option<Command<'a>> {
    let command = match which {
        b'!' => Command::Mode(value),
        b'E' => Command::Emphasis(value & 1 == 1),
        b'G' => Command::DoubleStrike(value & 1 == 1),
        b'-' => match value {
            0 | 48 => Command::Underline(0),
            1 | 49 => Command::Underline(1),
            2 | 50 => Command::Underline(2),
            _ => return None,
        },
        b'M' => match value {
            0 | 48 => Command::Font(0),
            1 | 49 => Command::Font(1),
            // A third font is drawn as the second.
            2 | 50 => Command::Font(2),
            _ => return None,
        },
        b'a' => match value {
            0 | 48 => Command::Align(Align::Left),
            1 | 49 => Command::Align(Align::Centre),
            2 | 50 => Command::Align(Align::Right),
            _ => return None,
        },
        b'd' => Command::FeedLines(value),
        b'e' => Command::FeedBack(value),
        b'J' => Command::FeedDots(value),
        b'3' => Command::Spacing(Some(value)),
        b' ' => Command::CharacterGap(value),
        b't' => Command::CodeTable(value),
        b'R' => Command::Country(value),
        b'{' => Command::UpsideDown(value & 1 == 1),
        b'V' => Command::Turn(matches!(value, 1 | 2 | 49 | 50)),
        b'%' => Command::UseDefined(value & 1 == 1),
        b'?' => Command::Undefine(value),
        // Print speed, quality, direction, whether the printer listens, its colour.
        b'r' | b's' | b'U' | b'=' | b'x' => Command::Silent,
        _ => return None,
    };
    Some(command)
}

fn define<'a>(reader: &mut Reader<'a>) -> Result<Command<'a>, Unreadable> {
    let head = reader.take(3)?;
    let (rows, first, last) = (head[0], head[1], head[2]);
    if !(1..=3).contains(&rows) || first < 0x20 || first > last {
        return Err(reader.unknown());
    }
    let mut glyphs = Vec::new();
    for code in first..=last {
        let width = usize::from(reader.byte()?);
        glyphs.push((code, reader.take(width * usize::from(rows))?));
    }
    Ok(Command::Define { rows, glyphs })
}

fn column_image<'a>(reader: &mut Reader<'a>) -> Result<Command<'a>, Unreadable> {
    let mode = reader.byte()?;
    let column_bytes = match mode {
        0 | 1 => 1,
        32 | 33 => 3,
        _ => return Err(reader.unknown()),
    };
    let width = usize::from(reader.number()?);
    let columns = reader.take(width * column_bytes)?;
    Ok(Command::ColumnImage { mode, columns })
}
