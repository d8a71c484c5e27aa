//! What came out of a printer.

use crate::command::{Align, Bars};
use crate::picture::Picture;

/// How characters look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// 0 is font A, 1 is font B.
    pub font: u8,
    /// How many times as wide.
    pub width: u8,
    /// How many times as high.
    pub height: u8,
    /// Bold or struck twice.
    pub bold: bool,
    /// Dots of the line below.
    pub underline: u8,
    /// White on black.
    pub inverted: bool,
    /// By a quarter of a circle.
    pub turned: bool,
    /// By half a circle, the whole line.
    pub upside_down: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            font: 0,
            width: 1,
            height: 1,
            bold: false,
            underline: 0,
            inverted: false,
            turned: false,
            upside_down: false,
        }
    }
}

/// Characters of one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What they say.
    pub text: String,
    /// How they look.
    pub style: Style,
}

/// A printed line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its characters.
    pub runs: Vec<Run>,
    /// Where it stands.
    pub align: Align,
    /// Whether it ended because the paper did.
    pub wrapped: bool,
}

impl Line {
    /// Its text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// A code that was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// A QR code: what it says and dots a module.
    Qr {
        /// What it says.
        content: Vec<u8>,
        /// Dots a module.
        module: u8,
    },
    /// A PDF417.
    Pdf417(Vec<u8>),
    /// Bars.
    Bars(Bars, Vec<u8>),
}

/// One thing that happened, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A line of text; one without runs is a line feed alone.
    Line(Line),
    /// A picture.
    Picture(Picture),
    /// A code.
    Code(Code),
    /// The knife.
    Cut {
        /// Whether a corner stays.
        partial: bool,
    },
    /// The drawer: 0 is connector 2, 1 is connector 5.
    Pulse {
        /// Which connector.
        pin: u8,
    },
    /// Somebody asked for this status.
    Status(u8),
}

/// What came out.
#[derive(Clone, Debug, Default)]
pub struct Printed {
    /// What happened, in order.
    pub items: Vec<Item>,
    /// The paper.
    pub picture: Picture,
}

impl Printed {
    /// The text of all lines.
    pub fn text(&self) -> Vec<String> {
        self.lines().map(Line::text).collect()
    }

    /// All lines of text.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.items.iter().filter_map(|item| match item {
            Item::Line(line) => Some(line),
            _ => None,
        })
    }

    /// All pictures.
    pub fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.items.iter().filter_map(|item| match item {
            Item::Picture(picture) => Some(picture),
            _ => None,
        })
    }

    /// All codes.
    pub fn codes(&self) -> impl Iterator<Item = &Code> {
        self.items.iter().filter_map(|item| match item {
            Item::Code(code) => Some(code),
            _ => None,
        })
    }

    /// How often the paper was cut.
    pub fn cuts(&self) -> usize {
        let cuts = self.items.iter();
        cuts.filter(|item| matches!(item, Item::Cut { .. })).count()
    }

    /// How often the drawer was opened.
    pub fn pulses(&self) -> usize {
        let pulses = self.items.iter();
        pulses
            .filter(|item| matches!(item, Item::Pulse { .. }))
            .count()
    }
}
