//! What of a till not everybody may do.

use super::{Command, MenuCommand, TillCommand};
use crate::order::OrderCommand;
use crate::printing::{Paper, PrintCommand};
use crate::shift::ShiftCommand;
use crate::staff::{Right, StaffCommand};

impl Command {
    /// The right that this needs; none where anybody may.
    pub fn right(&self) -> Option<Right> {
        match self {
            Self::Order { command, .. } => of_order(command),
            Self::MoveLines { .. } => Some(Right::Sell),
            Self::Menu(command) => Some(of_menu(command)),
            Self::Shift { command, .. } => Some(of_shift(command)),
            Self::Staff { command, .. } => of_staff(command),
            Self::Settings(_) => Some(Right::ChangeSettings),
            Self::Print(command) => of_print(command),
            Self::Till(command) => of_till(command),
            Self::Approved { command, .. } => command.right(),
        }
    }
}

const fn of_order(command: &OrderCommand) -> Option<Right> {
    Some(match command {
        // Whoever stands at the stove signs in nowhere.
        OrderCommand::MarkTicket { .. } => return None,
        OrderCommand::Tap { .. }
        | OrderCommand::AddLine { .. }
        | OrderCommand::StepQuantity { .. }
        | OrderCommand::EditLine { .. }
        | OrderCommand::TakeOne { .. }
        | OrderCommand::RemoveLine { .. }
        | OrderCommand::RestoreLine { .. }
        | OrderCommand::SetChannel { .. }
        | OrderCommand::SetName { .. }
        | OrderCommand::Send
        | OrderCommand::Settle { .. } => Right::Sell,
        OrderCommand::Void { .. } => Right::Void,
        OrderCommand::SetDiscount { .. } => Right::Discount,
        OrderCommand::Refund { .. } => Right::Refund,
    })
}

const fn of_menu(command: &MenuCommand) -> Right {
    match command {
        MenuCommand::SetAvailable { .. } => Right::MarkSoldOut,
        MenuCommand::CreateProduct { .. }
        | MenuCommand::SetPrice { .. }
        | MenuCommand::Import { .. }
        | MenuCommand::UseStarter => Right::EditMenu,
    }
}

const fn of_shift(command: &ShiftCommand) -> Right {
    match command {
        ShiftCommand::PayIn { .. }
        | ShiftCommand::PayOut { .. }
        | ShiftCommand::UndoMovement { .. } => Right::MoveCash,
        ShiftCommand::OpenDrawer { .. } => Right::OpenDrawer,
        ShiftCommand::Open { .. } | ShiftCommand::Count { .. } | ShiftCommand::Close { .. } => {
            Right::KeepShift
        }
    }
}

const fn of_staff(command: &StaffCommand) -> Option<Right> {
    match command {
        StaffCommand::Set(_) | StaffCommand::SetPin { .. } => Some(Right::ManageStaff),
        StaffCommand::SignIn { .. } | StaffCommand::SignOut | StaffCommand::Clock { .. } => None,
    }
}

/// Whoever sells may print what they sold, and see to it that it comes out.
const fn of_print(command: &PrintCommand) -> Option<Right> {
    match command {
        PrintCommand::SetPrinter(_) => Some(Right::ChangeSettings),
        PrintCommand::Print(Paper::X | Paper::Z { .. })
        | PrintCommand::Save(Paper::X | Paper::Z { .. }) => Some(Right::KeepShift),
        PrintCommand::Print(Paper::Receipt { .. })
        | PrintCommand::Save(Paper::Receipt { .. })
        | PrintCommand::Again { .. }
        | PrintCommand::Leave { .. } => Some(Right::Sell),
        // Whoever stands at the stove signs in nowhere.
        PrintCommand::Print(Paper::Ticket { .. }) | PrintCommand::Save(Paper::Ticket { .. }) => {
            None
        }
        PrintCommand::Test => None,
    }
}

const fn of_till(command: &TillCommand) -> Option<Right> {
    match command {
        TillCommand::Enrol { .. } | TillCommand::StartEmpty => Some(Right::ChangeSettings),
        // What lies on this till is never held back from whoever wants to save it.
        TillCommand::ExportJournal { .. }
        | TillCommand::SyncNow
        | TillCommand::ShowBoard
        | TillCommand::SetPreferences(_) => None,
    }
}
