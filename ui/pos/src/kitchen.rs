//! The kitchen: its screen in a window of its own, and where the counter says which stations there are.

mod board;
mod card;
mod form;
mod reduce;
mod sheet;

pub use board::Board;
pub use form::{KitchenForm, StationForm};
pub use sheet::{KitchenSheetProps, kitchen_sheet};

use shared::id::{CategoryId, StationId};
use shared::printing::PaperWidth;

/// The part of the page's address that makes it the kitchen's screen, and the name of its window.
pub const BOARD: &str = "board";

/// What is touched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KitchenAction {
    /// The sheet of the stations.
    Opened,
    /// The kitchen's screen, in a window of its own.
    BoardAsked,
    /// A station is looked at.
    Edited(StationId),
    /// A new one.
    Added,
    /// Back to all of them.
    Left,
    /// Its name.
    NameTyped(String),
    /// It makes what is in a category, or not any more.
    CategoryToggled(CategoryId),
    /// It has a printer, or looks at the screen alone.
    PrinterChosen(bool),
    /// The printer is at a cable, or in the network.
    CableChosen(bool),
    /// Where the printer is.
    PlaceTyped(String),
    /// The paper in it.
    PaperChosen(PaperWidth),
    /// The station is as it stands on the sheet.
    Saved,
    /// There is no such station any more.
    Removed,
}

/// What a command about the stations was sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KitchenAsked {
    /// One is set up.
    Save,
    /// One is taken away.
    Remove,
}
