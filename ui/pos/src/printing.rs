//! The printer: how it is set up, what did not come out, and what is asked of it.

mod buttons;
mod reduce;
mod sheet;
mod tag;

pub use buttons::paper_buttons;
pub use sheet::printer_sheet;
pub use tag::printer_tag;

use shared::printing::{
    Characters, Look, Paper, PaperWidth, PrintRejection, Printer, PrinterPlace, ReceiptWhen,
};

/// What is touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintingAction {
    /// The sheet of the printer.
    Opened,
    /// In the network, or at a cable.
    CableChosen(bool),
    /// Where it is.
    PlaceTyped(String),
    /// Its paper.
    PaperChosen(PaperWidth),
    /// How it prints.
    LookChosen(Look),
    /// Its letters.
    CharactersChosen(Characters),
    /// Whether it opens a drawer.
    DrawerChosen(bool),
    /// When a receipt is printed.
    ReceiptsChosen(ReceiptWhen),
    /// The printer is as it stands on the sheet.
    Saved,
    /// There is none any more.
    Removed,
    /// A page that shows what it can do.
    Tested,
    /// What did not come out is printed after all.
    Again(i64),
    /// What did not come out is not wanted any more.
    Left(i64),
    /// A paper is printed.
    Asked(Paper),
    /// A paper is written as a document.
    SaveAsked(Paper),
}

/// What a command about the printer was sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintingAsked {
    /// It is set up.
    Save,
    /// It is taken away.
    Remove,
    /// Something goes to it.
    Print,
    /// A document is written.
    Document,
    /// Its list changes.
    Quiet,
}

/// The printer as it is being set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrinterForm {
    /// At a cable.
    pub cable: bool,
    /// Where it is, as typed.
    pub place: String,
    /// Its paper.
    pub paper: PaperWidth,
    /// How it prints.
    pub look: Look,
    /// Its letters.
    pub characters: Characters,
    /// Whether it opens a drawer.
    pub drawer: bool,
    /// When a receipt is printed.
    pub receipts: ReceiptWhen,
    /// Why the till refused it.
    pub refused: Option<PrintRejection>,
}

impl PrinterForm {
    /// Of the printer that is there, or of one as most are.
    pub fn of(printer: Option<&Printer>) -> Self {
        let usual = Printer::at(PrinterPlace::Network(String::new()));
        let printer = printer.unwrap_or(&usual);
        Self {
            cable: matches!(printer.place, PrinterPlace::File(_)),
            place: printer.place.text().to_owned(),
            paper: printer.paper,
            look: printer.look,
            characters: printer.characters,
            drawer: printer.drawer,
            receipts: printer.receipts,
            refused: None,
        }
    }

    /// The printer that it describes.
    pub fn printer(&self) -> Printer {
        let place = self.place.trim().to_owned();
        Printer {
            place: match self.cable {
                true => PrinterPlace::File(place),
                false => PrinterPlace::Network(place),
            },
            paper: self.paper,
            characters: self.characters,
            look: self.look,
            drawer: self.drawer,
            receipts: self.receipts,
        }
    }
}
