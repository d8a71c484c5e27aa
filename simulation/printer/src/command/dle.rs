//! What a printer does at once, before what is in its buffer.

use super::{Command, Reader, Unreadable};

pub fn read<'a>(reader: &mut Reader<'a>) -> Result<Command<'a>, Unreadable> {
    match reader.byte()? {
        0x04 => match reader.byte()? {
            which @ 1..=4 => Ok(Command::Status(which)),
            7 | 8 | 18 => reader.byte().map(|_| Command::Silent),
            _ => Err(reader.unknown()),
        },
        // DLE ENQ recovers from an error.
        0x05 => reader.byte().map(|_| Command::Silent),
        0x14 => match reader.byte()? {
            1 => {
                let parameters = reader.take(2)?;
                Ok(Command::Pulse { pin: parameters[0] })
            }
            _ => Err(reader.unknown()),
        },
        _ => Err(reader.unknown()),
    }
}
