//! The printer of a till. Part of this is in an entry's body, frozen by a golden file.

use super::PrintRejection;
use serde::{Deserialize, Serialize};

/// The longest address or path, in signs.
const PLACE_MAX: u16 = 200;

/// A till has another printer than before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrinterSet {
    /// The printer; none where nothing is printed any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printer: Option<Printer>,
}

/// A receipt printer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printer {
    /// Where it is.
    pub place: PrinterPlace,
    /// The paper in it.
    #[serde(default)]
    pub paper: PaperWidth,
    /// The characters that it has.
    #[serde(default)]
    pub characters: Characters,
    /// How a paper is sent to it.
    #[serde(default)]
    pub look: Look,
    /// Whether a drawer hangs at it, which it opens.
    #[serde(default)]
    pub drawer: bool,
    /// When a sale's receipt is printed.
    #[serde(default)]
    pub receipts: ReceiptWhen,
}

/// Where a printer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PrinterPlace {
    /// In the network: a name or a number, and a port where it is not 9100.
    Network(String),
    /// At a cable: the path of its device file. Any other file gets what is printed appended.
    File(String),
}

/// How wide the paper is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperWidth {
    /// 58 mm.
    Mm58,
    /// 80 mm.
    #[default]
    Mm80,
}

/// The characters that a printer has: its code page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Characters {
    /// The first one, of every printer.
    Cp437,
    /// Western Europe.
    Cp850,
    /// Western Europe with the euro.
    #[default]
    Cp858,
    /// Western Europe as Windows has it.
    Cp1252,
}

/// How a paper is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Look {
    /// As the printer's own characters: quick.
    #[default]
    Text,
    /// As a picture: every sign of every language, on any printer that knows pictures.
    Picture,
}

/// When a sale's receipt is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptWhen {
    /// At each sale.
    #[default]
    Always,
    /// Where the customer asks for it.
    Asked,
}

impl PrinterPlace {
    /// As it is written.
    pub fn text(&self) -> &str {
        match self {
            Self::Network(text) | Self::File(text) => text,
        }
    }
}

impl Printer {
    /// A printer in a place, as most are.
    pub fn at(place: PrinterPlace) -> Self {
        Self {
            place,
            paper: PaperWidth::default(),
            characters: Characters::default(),
            look: Look::default(),
            drawer: true,
            receipts: ReceiptWhen::default(),
        }
    }

    /// The printer with its place as it is kept, or why it cannot be one.
    pub fn checked(mut self) -> Result<Self, PrintRejection> {
        let text = self.place.text().trim().to_owned();
        let readable = !text.is_empty()
            && text.chars().count() <= usize::from(PLACE_MAX)
            && !text.chars().any(char::is_control);
        let is_name = !text.contains(char::is_whitespace) && !text.contains('/');
        let good = match self.place {
            PrinterPlace::Network(_) => readable && is_name,
            PrinterPlace::File(_) => readable && text.contains(['/', '\\']),
        };
        if !good {
            return Err(PrintRejection::BadPlace);
        }
        self.place = match self.place {
            PrinterPlace::Network(_) => PrinterPlace::Network(text),
            PrinterPlace::File(_) => PrinterPlace::File(text),
        };
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(place: PrinterPlace) -> Result<PrinterPlace, PrintRejection> {
        Printer::at(place).checked().map(|printer| printer.place)
    }

    #[test]
    fn a_place_is_kept_without_the_white_around_it() {
        let place = checked(PrinterPlace::Network(" 192.168.0.41 ".into()));
        assert_eq!(place, Ok(PrinterPlace::Network("192.168.0.41".into())));
        let device = PrinterPlace::File("/dev/usb/lp0".into());
        assert_eq!(checked(device.clone()), Ok(device));
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for text in [
            "",
            "  ",
            "a b",
            "http://printer",
            "x\u{7}",
            &"a".repeat(201),
        ] {
            let place = PrinterPlace::Network(text.into());
            assert_eq!(checked(place), Err(PrintRejection::BadPlace), "{text:?}");
        }
        for text in ["", "lp0"] {
            let place = PrinterPlace::File(text.into());
            assert_eq!(checked(place), Err(PrintRejection::BadPlace), "{text:?}");
        }
    }
}
