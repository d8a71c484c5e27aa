//! What a printer can do.

use super::CodePage;
use crate::paper::Width;
use serde::{Deserialize, Serialize};

/// How a page is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// As the printer's own characters: quick.
    #[default]
    Text,
    /// As a picture: looks as designed.
    Picture,
}

/// How codes are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Codes {
    /// By the printer's own commands.
    Commands,
    /// As pictures, which every printer understands.
    #[default]
    Pictures,
}

/// How paper is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Knife {
    /// There is none: it is fed to where it is torn.
    None,
    /// A corner stays, so that no receipt falls.
    #[default]
    Partial,
    /// All through.
    Full,
}

/// A printer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Its paper.
    pub width: Width,
    /// Its characters.
    pub code_page: CodePage,
    /// The number of that code page, where this printer has another than most.
    pub code_table: Option<u8>,
    /// How a page is sent.
    pub mode: Mode,
    /// How codes are sent.
    pub codes: Codes,
    /// How paper is cut.
    pub knife: Knife,
}

impl Profile {
    /// The number of the code page at this printer.
    pub fn table(&self) -> u8 {
        self.code_table.unwrap_or(self.code_page.number())
    }
}
