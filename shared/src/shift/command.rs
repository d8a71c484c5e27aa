//! What staff can ask of a shift. Ids are minted by the caller, so that a command that is repeated because its answer
//! was lost changes nothing.

use super::Pieces;
use crate::id::MovementId;
use crate::money::Money;
use serde::{Deserialize, Serialize};

/// An order to a shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShiftCommand {
    /// Opens it.
    Open {
        /// The cash in the drawer.
        float: Money,
    },
    /// Puts cash into the drawer.
    PayIn {
        /// The id of this movement.
        movement: MovementId,
        /// How much.
        amount: Money,
        /// Why.
        reason: String,
    },
    /// Takes cash out of the drawer.
    PayOut {
        /// The id of this movement.
        movement: MovementId,
        /// How much.
        amount: Money,
        /// Why.
        reason: String,
    },
    /// Puts back what was taken out, takes out what was put in.
    UndoMovement {
        /// Which.
        movement: MovementId,
    },
    /// Opens the drawer without a sale.
    OpenDrawer {
        /// The id of this opening.
        movement: MovementId,
        /// Why.
        reason: String,
    },
    /// Says what is in the drawer, note by note.
    Count {
        /// How many of each note and coin.
        pieces: Vec<Pieces>,
        /// The sum that the screen showed: another one is refused rather than recorded.
        counted: Money,
    },
    /// Closes it with the last count.
    Close {
        /// A note for the owner.
        note: String,
        /// Whether open orders are left open. Otherwise they stop the close.
        leave_open: bool,
    },
}
