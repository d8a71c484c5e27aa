//! What a till records about itself. These bodies are frozen by golden files.

use crate::business::BusinessSettings;
use crate::id::{BusinessId, SeriesId};
use crate::journal::{Head, Sequence};
use crate::money::Currency;
use crate::order::{ReceiptNumber, TillCode};
use crate::printing::PrinterSet;
use serde::{Deserialize, Serialize};

/// Anything that can happen to a till.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TillEvent {
    /// It wrote its first entry.
    Started(Started),
    /// It joined a business.
    Joined(Joined),
    /// Its screen was set up.
    PreferencesSet(PreferencesSet),
    /// It has another printer.
    PrinterSet(PrinterSet),
    /// It went on in a new series: always the first entry of one.
    ContinuedFrom(ContinuedFrom),
    /// What it wrote and nobody has any more, as far as it knows; takes the place of what it said of that before.
    EntriesMissing(EntriesMissing),
}

/// A till's first entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// The program's version.
    pub app_version: String,
    /// The currency it counts in until it joins a business.
    pub currency: Currency,
    /// The code on its receipts until it joins a business.
    pub code: TillCode,
}

/// A till joined a business. Binds the series to it, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The business.
    pub business: BusinessId,
    /// Its settings at that moment.
    pub settings: BusinessSettings,
    /// The till's code in it.
    pub till_code: TillCode,
    /// The till's name in it.
    pub till_name: String,
}

/// A till went on in a new series, because the old one was not its own any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContinuedFrom {
    /// The series before.
    pub series: SeriesId,
    /// The last entry of it that is known to be the same elsewhere; sequence 0 where none is.
    pub last_common: Head,
    /// Why.
    pub why: ContinuedWhy,
}

/// Why a till went on in a new series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContinuedWhy {
    /// Its file was an older copy of itself.
    Restored,
    /// Its file and the server had other entries at the same places.
    Parted,
    /// Another copy of the till is at work.
    Copied,
    /// Its file was damaged.
    Damaged,
}

/// What a till is proved to have written and nobody has any more.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntriesMissing {
    /// The places of the entries.
    pub entries: Vec<MissingEntries>,
    /// The receipts whose sales are among them, as far as that is known.
    pub receipts: Vec<ReceiptNumber>,
}

/// Entries that a till is proved to have written, and that its file does not have: it was restored, or lost them. What the
/// server has of them comes back; what stays missing exists nowhere any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingEntries {
    /// The series.
    pub series: SeriesId,
    /// The first of them.
    pub from: Sequence,
    /// The last.
    pub upto: Sequence,
}

impl MissingEntries {
    /// How many.
    pub const fn count(&self) -> u64 {
        (self.upto.0 + 1).saturating_sub(self.from.0)
    }
}

/// How a till's screen is set up; what is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreferencesSet {
    /// The language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// Light or dark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
}

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Spanish of Argentina.
    #[default]
    #[serde(rename = "es-AR")]
    Spanish,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Portuguese of Brazil.
    #[serde(rename = "pt-BR")]
    Portuguese,
}

/// The colours of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the device is set.
    #[default]
    Device,
    /// Light.
    Light,
    /// Dark.
    Dark,
}
