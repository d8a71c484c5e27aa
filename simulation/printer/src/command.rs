//! The commands of a printer, read from bytes. One command, one variant; what is not known is an error that names the
//! place, never skipped: a printer that prints the parameters of a command it does not know is what we want to find.

mod dle;
mod esc;
mod gs;
mod reader;

pub use reader::Reader;

/// Why bytes could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// No command that we know.
    #[error("unknown command {bytes:02x?} at byte {at}")]
    Unknown {
        /// The offset of its first byte.
        at: usize,
        /// How it begins.
        bytes: Vec<u8>,
    },
    /// The bytes end inside a command.
    #[error("the command at byte {at} is cut short")]
    CutShort {
        /// The offset of its first byte.
        at: usize,
    },
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// Which bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bars {
    /// UPC-A.
    UpcA,
    /// UPC-E.
    UpcE,
    /// EAN-13.
    Ean13,
    /// EAN-8.
    Ean8,
    /// Code 39.
    Code39,
    /// Interleaved two of five.
    Itf,
    /// Codabar.
    Codabar,
    /// Code 93.
    Code93,
    /// Code 128.
    Code128,
}

/// A two-dimensional code, stored and printed in steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Symbol<'a> {
    /// Dots a module.
    QrModule(u8),
    /// Error level: 48 to 51.
    QrLevel(u8),
    /// 49 to 51.
    QrModel(u8),
    /// What it says.
    QrStore(&'a [u8]),
    /// Prints it.
    QrPrint,
    /// A setting of PDF417.
    PdfSetting {
        /// Which: columns, rows, width, height, level, kind.
        which: u8,
        /// Its value.
        value: u8,
    },
    /// What it says.
    PdfStore(&'a [u8]),
    /// Prints it.
    PdfPrint,
}

/// One command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command<'a> {
    /// Characters to print.
    Text(&'a [u8]),
    /// LF.
    LineFeed,
    /// HT.
    Tab,
    /// ESC @.
    Initialise,
    /// ESC !.
    Mode(u8),
    /// GS !: how many times as wide and high.
    Size {
        /// 1 to 8.
        width: u8,
        /// 1 to 8.
        height: u8,
    },
    /// ESC E.
    Emphasis(bool),
    /// ESC G.
    DoubleStrike(bool),
    /// ESC -: dots.
    Underline(u8),
    /// ESC M: 0 is A, 1 is B.
    Font(u8),
    /// ESC a.
    Align(Align),
    /// GS B.
    Invert(bool),
    /// ESC {.
    UpsideDown(bool),
    /// ESC V.
    Turn(bool),
    /// ESC d.
    FeedLines(u8),
    /// ESC J.
    FeedDots(u8),
    /// ESC e: lines back.
    FeedBack(u8),
    /// ESC 2 and ESC 3.
    Spacing(Option<u8>),
    /// ESC SP: dots after a character.
    CharacterGap(u8),
    /// ESC t.
    CodeTable(u8),
    /// ESC R.
    Country(u8),
    /// ESC D.
    Tabs(&'a [u8]),
    /// GS L.
    LeftMargin(u16),
    /// GS W.
    AreaWidth(u16),
    /// ESC $.
    MoveTo(u16),
    /// ESC \.
    MoveBy(i16),
    /// ESC %.
    UseDefined(bool),
    /// ESC &: characters of one's own.
    Define {
        /// Bytes a column.
        rows: u8,
        /// Their codes, and how they look, column by column.
        glyphs: Vec<(u8, &'a [u8])>,
    },
    /// ESC ?.
    Undefine(u8),
    /// ESC *: columns, top first.
    ColumnImage {
        /// 0, 1, 32, 33.
        mode: u8,
        /// Column by column.
        columns: &'a [u8],
    },
    /// GS v 0, or what GS ( L stored: rows.
    Raster {
        /// How many times as wide and high.
        scale: (u8, u8),
        /// Bytes a row.
        row_bytes: usize,
        /// Dots of a row.
        width: usize,
        /// Row by row.
        rows: &'a [u8],
    },
    /// GS ( L or GS 8 L, function 112: kept until printed.
    StoreRaster {
        /// How many times as wide and high.
        scale: (u8, u8),
        /// Dots of a row.
        width: usize,
        /// Row by row.
        rows: &'a [u8],
    },
    /// GS ( L, function 2 or 50.
    PrintStored,
    /// GS ( k.
    Symbol(Symbol<'a>),
    /// GS k.
    Bars {
        /// Which.
        bars: Bars,
        /// What they say.
        content: &'a [u8],
    },
    /// GS h.
    BarHeight(u8),
    /// GS w.
    BarWidth(u8),
    /// GS H: bit 0 above, bit 1 below.
    BarText(u8),
    /// GS V.
    Cut {
        /// Whether a corner stays.
        partial: bool,
        /// Dots that are fed first, beyond the way to the knife; nothing where it cuts where it is.
        feed: Option<u8>,
    },
    /// ESC p, DLE DC4.
    Pulse {
        /// 0 is connector 2, 1 is connector 5.
        pin: u8,
    },
    /// DLE EOT.
    Status(u8),
    /// Known, and without any trace on paper.
    Silent,
}

/// Reads all commands of a stream, each with the offset of its first byte.
pub fn commands(bytes: &[u8]) -> Commands<'_> {
    Commands {
        reader: Reader::new(bytes),
        failed: false,
    }
}

/// The commands of a stream; it ends after the first that cannot be read.
#[derive(Debug)]
pub struct Commands<'a> {
    reader: Reader<'a>,
    failed: bool,
}

impl<'a> Iterator for Commands<'a> {
    type Item = Result<(usize, Command<'a>), Unreadable>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed || self.reader.is_done() {
            return None;
        }
        let at = self.reader.begin();
        let command = read(&mut self.reader);
        self.failed = command.is_err();
        Some(command.map(|command| (at, command)))
    }
}

fn read<'a>(reader: &mut Reader<'a>) -> Result<Command<'a>, Unreadable> {
    match reader.byte()? {
        0x1b => esc::read(reader),
        0x1d => gs::read(reader),
        0x10 => dle::read(reader),
        // FS: the modes of Chinese and Japanese characters, which we do not print.
        0x1c => match reader.byte()? {
            b'.' | b'&' => Ok(Command::Silent),
            b'!' | b'C' | b'-' | b'W' => reader.byte().map(|_| Command::Silent),
            _ => Err(reader.unknown()),
        },
        0x0a => Ok(Command::LineFeed),
        0x09 => Ok(Command::Tab),
        // CR and CAN do nothing in standard mode; FF ends a page mode that was never begun.
        0x00 | 0x0c | 0x0d | 0x18 => Ok(Command::Silent),
        first if first >= 0x20 => Ok(Command::Text(reader.text())),
        _ => Err(reader.unknown()),
    }
}
