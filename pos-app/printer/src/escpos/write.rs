//! Bytes, one command after the other, and what the printer was told last.

use super::command;
use super::profile::{Knife, Profile};
use crate::code;
use crate::paper::{Drawer, Picture, Style};

/// Rows a command: printers with little memory print what they have and go on.
const ROWS_MAX: u32 = 128;
/// Lines to where paper is torn.
const LINES_TO_TEAR: u8 = 4;

pub struct Writer {
    bytes: Vec<u8>,
    style: Style,
    inverted: bool,
}

impl Writer {
    pub fn new(profile: &Profile) -> Self {
        let mut bytes = Vec::new();
        for start in [
            command::INITIALISE,
            command::SINGLE_BYTES,
            command::NO_COUNTRY,
            command::CODE_TABLE,
            &[profile.table()],
        ] {
            bytes.extend(start);
        }
        Self {
            bytes,
            style: Style::PLAIN,
            inverted: false,
        }
    }

    pub fn finish(mut self) -> Vec<u8> {
        self.look(Style::PLAIN, false);
        self.bytes
    }

    pub fn plain(&mut self, text: &[u8]) {
        self.styled(text, Style::PLAIN, false);
    }

    pub fn styled(&mut self, text: &[u8], style: Style, inverted: bool) {
        if !text.is_empty() {
            self.look(style, inverted);
            self.bytes.extend(text);
        }
    }

    pub fn spaces(&mut self, count: u32, style: Style, inverted: bool) {
        self.styled(&vec![b' '; count as usize], style, inverted);
    }

    pub fn line_feed(&mut self) {
        self.bytes.push(b'\n');
    }

    pub fn feed(&mut self, lines: u8) {
        if lines > 0 {
            self.look(Style::PLAIN, false);
            self.command(command::FEED, &[lines]);
        }
    }

    /// A little white, in dots.
    pub fn air(&mut self, dots: u8) {
        self.command(command::FEED_DOTS, &[dots]);
    }

    pub fn cut(&mut self, knife: Knife) {
        match knife {
            Knife::None => self.feed(LINES_TO_TEAR),
            Knife::Partial => self.command(command::CUT_PARTIAL, &[]),
            Knife::Full => self.command(command::CUT_FULL, &[]),
        }
    }

    pub fn pulse(&mut self, drawer: Drawer) {
        let pin = match drawer {
            Drawer::Pin2 => 0,
            Drawer::Pin5 => 1,
        };
        let [on, off] = command::PULSE_TIMES;
        self.command(command::PULSE, &[pin, on, off]);
    }

    /// Dots. Rows that are white to the end of the picture cost little and are sent all the same: they are its height.
    pub fn picture(&mut self, picture: &Picture) {
        let row = picture.row_bytes();
        let wide = u16::try_from(row).unwrap_or(u16::MAX).to_le_bytes();
        for rows in picture.bits().chunks((row * ROWS_MAX).max(1) as usize) {
            let high = rows.len() / row.max(1) as usize;
            let high = u16::try_from(high).unwrap_or(u16::MAX).to_le_bytes();
            self.command(command::RASTER, &wide);
            self.bytes.extend(high);
            let from = self.bytes.len();
            self.bytes.extend(rows);
            calm(&mut self.bytes[from..]);
        }
    }

    pub fn qr(&mut self, content: &str, module: u8) {
        self.command(command::ALIGN, &[1]);
        self.bytes.extend(command::qr_step(65, &[50, 0]));
        self.bytes.extend(command::qr_step(67, &[module]));
        self.bytes.extend(command::qr_step(69, &[49]));
        let mut stored = vec![48];
        stored.extend(content.as_bytes());
        self.bytes.extend(command::qr_step(80, &stored));
        self.bytes.extend(command::qr_step(81, &[48]));
        self.command(command::ALIGN, &[0]);
        self.line_feed();
    }

    pub fn bars(&mut self, content: &str, module: u8) {
        // The set with all of ASCII; a brace in the content is written twice.
        let said = format!("{{B{}", content.replace('{', "{{"));
        let Ok(length) = u8::try_from(said.len()) else {
            return;
        };
        let height = u8::try_from(code::BAR_HEIGHT).unwrap_or(u8::MAX);
        self.command(command::ALIGN, &[1]);
        self.command(command::BAR_HEIGHT, &[height]);
        self.command(command::BAR_WIDTH, &[module]);
        self.command(command::BAR_TEXT_BELOW, &[]);
        self.command(command::CODE_128, &[length]);
        self.bytes.extend(said.as_bytes());
        self.command(command::ALIGN, &[0]);
        self.line_feed();
    }

    fn look(&mut self, style: Style, inverted: bool) {
        if style.bold != self.style.bold {
            self.command(command::BOLD, &[u8::from(style.bold)]);
        }
        if (style.tall, style.wide) != (self.style.tall, self.style.wide) {
            let size = u8::from(style.wide) << 4 | u8::from(style.tall);
            self.command(command::SIZE, &[size]);
        }
        if inverted != self.inverted {
            self.command(command::INVERT, &[u8::from(inverted)]);
        }
        self.style = style;
        self.inverted = inverted;
    }

    fn command(&mut self, command: &[u8], parameters: &[u8]) {
        self.bytes.extend(command);
        self.bytes.extend(parameters);
    }
}

/// Printers obey some commands at once, wherever they stand, in the middle of dots as well: DLE EOT answers, DLE ENQ
/// recovers, DLE DC4 opens the drawer. Where dots happen to read so, one of them turns black.
fn calm(dots: &mut [u8]) {
    for at in 1..dots.len() {
        if dots[at - 1] == 0x10 && matches!(dots[at], 0x04 | 0x05 | 0x14) {
            dots[at - 1] = 0x18;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_no_commands() {
        let mut dots = [0x10, 0x04, 0x10, 0x10, 0x14, 0x10, 0x05, 0x10];
        calm(&mut dots);
        assert_eq!(dots, [0x18, 0x04, 0x10, 0x18, 0x14, 0x18, 0x05, 0x10]);
    }
}
