//! A till's printer as the `printer` crate knows one.

use printer::device::{Device, Failure};
use printer::escpos::{CodePage, Mode, Profile};
use printer::paper::Width;
use shared::printing::{Characters, Look, PaperWidth, PrintTrouble, Printer, PrinterPlace};
use std::path::Path;

/// Where it is.
pub fn device(printer: &Printer) -> Device {
    match &printer.place {
        PrinterPlace::Network(address) => Device::Tcp {
            address: address.clone(),
        },
        PrinterPlace::File(path) => Device::File { path: path.into() },
    }
}

/// Whether what is printed would be appended to a file in this folder.
pub fn leads_into(printer: &Printer, folder: &Path) -> bool {
    match &printer.place {
        PrinterPlace::Network(_) => false,
        PrinterPlace::File(path) => Path::new(path).starts_with(folder),
    }
}

/// What it can do.
pub fn profile(printer: &Printer) -> Profile {
    Profile {
        width: width(printer.paper),
        code_page: match printer.characters {
            Characters::Cp437 => CodePage::Cp437,
            Characters::Cp850 => CodePage::Cp850,
            Characters::Cp858 => CodePage::Cp858,
            Characters::Cp1252 => CodePage::Cp1252,
        },
        mode: match printer.look {
            Look::Text => Mode::Text,
            Look::Picture => Mode::Picture,
        },
        ..Profile::default()
    }
}

/// How wide its paper is.
pub const fn width(paper: PaperWidth) -> Width {
    match paper {
        PaperWidth::Mm58 => Width::Mm58,
        PaperWidth::Mm80 => Width::Mm80,
    }
}

/// What is wrong, as the window says it.
pub const fn trouble(failure: &Failure) -> PrintTrouble {
    match failure {
        Failure::NoAddress { .. } => PrintTrouble::NoAddress,
        Failure::NotThere { .. } => PrintTrouble::NotThere,
        Failure::NotAllowed { .. } => PrintTrouble::NotAllowed,
        Failure::Busy => PrintTrouble::Busy,
        Failure::Unreachable { .. } | Failure::Refused => PrintTrouble::Unreachable,
        Failure::TimedOut { .. } => PrintTrouble::Stuck,
        Failure::OutOfPaper { .. } => PrintTrouble::OutOfPaper,
        Failure::CoverOpen { .. } => PrintTrouble::CoverOpen,
        Failure::Offline { .. } => PrintTrouble::NotReady,
        Failure::GoneHalfWay { .. } => PrintTrouble::WentAway,
        Failure::Broken { .. } => PrintTrouble::Broken,
    }
}
