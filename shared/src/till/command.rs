//! Everything that writes on a till.

use super::{ImportedMenu, PreferencesSet};
use crate::id::{LineId, OrderId, ProductId, ShiftId, StaffId};
use crate::menu::Price;
use crate::order::{OrderCommand, Ticket};
use crate::printing::PrintCommand;
use crate::settings::SettingsSet;
use crate::shift::{ShiftCommand, ShiftView};
use crate::staff::{Pin, StaffCommand};
use crate::sync::EnrolmentCode;
use serde::{Deserialize, Serialize};

/// What a window, or a script, asks a till to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// Something about one order.
    Order {
        /// The order; a new id opens a new one.
        order: OrderId,
        /// What.
        command: OrderCommand,
    },
    /// Lines of one order go to another: part of a table is paid apart, two tabs become one.
    MoveLines {
        /// The order they are on.
        from: OrderId,
        /// The other one; a new id opens a new one.
        to: OrderId,
        /// The lines, as they stand.
        lines: Vec<LineId>,
    },
    /// Something about the menu.
    Menu(MenuCommand),
    /// Something about one shift of this till.
    Shift {
        /// The shift; a new id opens a new one.
        shift: ShiftId,
        /// What.
        command: ShiftCommand,
    },
    /// Something about one member of staff.
    Staff {
        /// Who; a new id adds somebody.
        staff: StaffId,
        /// What.
        command: StaffCommand,
    },
    /// How the counters of this business work.
    Settings(SettingsSet),
    /// Something about the printer.
    Print(PrintCommand),
    /// Something about the till itself.
    Till(TillCommand),
    /// Something that whoever works at this till may not do alone: somebody who may approves it, this once.
    Approved {
        /// Who approves.
        by: StaffId,
        /// Their PIN.
        pin: Pin,
        /// What.
        command: Box<Command>,
    },
}

/// An order to the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MenuCommand {
    /// A new product in a category of this name, which is made where there is none. Nothing where the product is
    /// there already.
    CreateProduct {
        /// The new product's id.
        product: ProductId,
        /// Its name.
        name: String,
        /// Its category's name.
        category: String,
        /// Its price.
        price: Price,
    },
    /// Another price.
    SetPrice {
        /// The product.
        product: ProductId,
        /// The price of one unit.
        price: Price,
    },
    /// Sold out, or there again.
    SetAvailable {
        /// The product.
        product: ProductId,
        /// Whether it can be sold now.
        available: bool,
    },
    /// Takes in a menu file in the format of the command line's `import-menu`. Rows that do not read are named
    /// in the outcome and stop nothing.
    Import {
        /// The file's name, for the messages.
        file: String,
        /// Its content.
        content: String,
    },
    /// Takes in the starter menu, whose products ask their price at the first sale.
    UseStarter,
}

/// An order to the till.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TillCommand {
    /// Joins a business. The one command that needs the network.
    Enrol {
        /// The server's address, such as `https://cafe.example`.
        server: String,
        /// The code the owner made.
        code: EnrolmentCode,
    },
    /// Sets the screen up.
    SetPreferences(PreferencesSet),
    /// Leaves the first-day screen without a menu.
    StartEmpty,
    /// Opens the kitchen's screen in a window of its own.
    ShowBoard,
    /// Tries to reach the server now rather than at the end of the back-off.
    SyncNow,
    /// Writes everything this till has recorded into a file. The path is empty where the till should choose one
    /// in the person's documents.
    ExportJournal {
        /// Where to.
        path: String,
    },
}

/// What a command did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Which views are other than before.
    pub touched: Touched,
    /// The order as it is now, where the command was about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket: Option<Ticket>,
    /// The drawer as it is now, where the command was about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<Box<ShiftView>>,
    /// What an import took in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported: Option<ImportedMenu>,
    /// Where a file was written, and how many entries it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exported: Option<(String, u64)>,
    /// Where a document was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saved: Option<String>,
}

/// Which views are other than before. The till's event `touched` carries one of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// The menu.
    pub menu: bool,
    /// An order.
    pub orders: bool,
    /// What waits, when the server was last heard.
    pub sync: bool,
    /// Who this till is: its business, name, language, theme.
    pub session: bool,
    /// The shift: its drawer, its sales.
    pub shift: bool,
    /// The team, and who works at this till.
    #[serde(default)]
    pub team: bool,
    /// The printer, and what waits for it.
    #[serde(default)]
    pub printing: bool,
}

impl Touched {
    /// What either touched.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            menu: self.menu || other.menu,
            orders: self.orders || other.orders,
            sync: self.sync || other.sync,
            session: self.session || other.session,
            shift: self.shift || other.shift,
            team: self.team || other.team,
            printing: self.printing || other.printing,
        }
    }
}
