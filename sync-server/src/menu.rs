//! The menu: its rows, what each of its subjects is as all entries about it tell, and what its owner changes of it.

mod edit;
mod read;

pub use edit::{add, change, remove};
pub use read::{menu, show};

use serde::Serialize;
use shared::id::SubjectId;
use shared::menu::Registers;

/// What a subject of the menu is. JSON, read back by the same types that wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuRow {
    /// The subject.
    pub subject: SubjectId,
    /// The category it is.
    pub category: Option<Vec<u8>>,
    /// The product it is.
    pub product: Option<Vec<u8>>,
    /// The modifier group it is.
    pub modifiers: Option<Vec<u8>>,
}

impl MenuRow {
    /// The row of everything that was taken in about a subject.
    pub fn of(subject: SubjectId, registers: &Registers) -> Self {
        Self {
            subject,
            category: registers.category(subject).map(|category| json(&category)),
            product: registers.product(subject).map(|product| json(&product)),
            modifiers: registers.group(subject).map(|group| json(&group)),
        }
    }
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("views are plain structs with string keys, which serialize")
}
