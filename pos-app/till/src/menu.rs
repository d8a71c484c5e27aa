//! The menu on the till: its tables, and the menu as a whole kept in memory with an index.

mod file;
mod import;
mod matching;
mod perform;
mod table;
mod twice;

pub use table::{project_subject, replay_all};

use crate::error::TillError;
use rusqlite::Connection;
use shared::id::{ProductId, SubjectId};
use shared::menu::{Category, Menu, ModifierGroup, Product, Registers};
use shared::order::{Item, Order, OrderCommand};
use std::collections::HashMap;

/// The menu, and where each product is in it: looking one up must not take longer on a long menu.
#[derive(Default)]
pub struct MenuShelf {
    menu: Menu,
    places: HashMap<ProductId, usize>,
    /// Registers of the subjects changed here, so that a product whose price changes all day is not folded anew
    /// each time.
    registers: HashMap<SubjectId, Registers>,
}

impl MenuShelf {
    /// Reads the menu from its tables.
    pub fn load(connection: &Connection) -> Result<Self, TillError> {
        let mut shelf = Self {
            menu: table::load(connection)?,
            ..Self::default()
        };
        shelf.index();
        Ok(shelf)
    }

    /// The whole menu.
    pub const fn menu(&self) -> &Menu {
        &self.menu
    }

    /// The product of this id.
    pub fn product(&self, id: ProductId) -> Option<&Product> {
        self.places
            .get(&id)
            .map(|place| &self.menu.products[*place])
    }

    /// The part of the menu that an order command needs: its product with category and groups. The rules take a
    /// menu, and copying a whole one for each tap would cost more than the sale.
    pub fn part_for(&self, command: &OrderCommand, order: &Order) -> Menu {
        let id = match command {
            OrderCommand::Tap { product, .. } => Some(*product),
            OrderCommand::AddLine { item, .. } => match item {
                Item::Product(product) | Item::Priced { product, .. } => Some(*product),
                Item::Amount { .. } => None,
            },
            OrderCommand::EditLine { line, .. } => match order {
                Order::Open(open) => open.line(*line).and_then(|held| held.added.product),
                Order::Settled(_) => None,
            },
            OrderCommand::StepQuantity { .. }
            | OrderCommand::TakeOne { .. }
            | OrderCommand::RemoveLine { .. }
            | OrderCommand::RestoreLine { .. }
            | OrderCommand::SetChannel { .. }
            | OrderCommand::SetDiscount { .. }
            | OrderCommand::SetName { .. }
            | OrderCommand::Send
            | OrderCommand::MarkTicket { .. }
            | OrderCommand::Void { .. }
            | OrderCommand::Settle { .. }
            | OrderCommand::Refund { .. } => None,
        };
        let Some(product) = id.and_then(|id| self.product(id)) else {
            return Menu::default();
        };
        Menu {
            categories: product
                .category
                .and_then(|id| self.menu.category(id))
                .cloned()
                .into_iter()
                .collect(),
            groups: self.menu.groups_of(product).cloned().collect(),
            products: vec![product.clone()],
        }
    }

    /// The registers of a subject, to be changed.
    fn registers_of(
        &mut self,
        connection: &Connection,
        subject: SubjectId,
    ) -> Result<&mut Registers, TillError> {
        use std::collections::hash_map::Entry;
        match self.registers.entry(subject) {
            Entry::Occupied(held) => Ok(held.into_mut()),
            Entry::Vacant(free) => Ok(free.insert(table::fold(connection, subject)?)),
        }
    }

    /// Puts subjects as they are now into the menu.
    pub fn put(&mut self, subjects: impl IntoIterator<Item = (SubjectId, Shown)>) {
        let moved: HashMap<SubjectId, Shown> = subjects
            .into_iter()
            .filter_map(|(id, shown)| self.put_in_place(id, shown).map(|shown| (id, shown)))
            .collect();
        if moved.is_empty() {
            return;
        }
        // All at once: a whole menu that comes in must not be sorted for each product of it.
        let menu = &mut self.menu;
        menu.categories
            .retain(|held| !moved.contains_key(&held.id.into()));
        menu.products
            .retain(|held| !moved.contains_key(&held.id.into()));
        menu.groups
            .retain(|held| !moved.contains_key(&held.id.into()));
        for shown in moved.into_values() {
            menu.categories.extend(shown.category);
            menu.products.extend(shown.product);
            menu.groups.extend(shown.group);
        }
        menu.sort();
        self.index();
    }

    /// Forgets what is remembered of subjects that others changed.
    pub fn forget(&mut self, subject: SubjectId) {
        self.registers.remove(&subject);
    }

    /// A product whose place stays the same is changed where it stands; anything else is given back.
    fn put_in_place(&mut self, id: SubjectId, shown: Shown) -> Option<Shown> {
        let place = self.places.get(&ProductId(id.0)).copied();
        let same_place = |old: &Product, new: &Product| {
            (old.category, old.position, &old.name) == (new.category, new.position, &new.name)
        };
        match (place, shown) {
            (
                Some(place),
                Shown {
                    category: None,
                    group: None,
                    product: Some(product),
                },
            ) if same_place(&self.menu.products[place], &product) => {
                self.menu.products[place] = product;
                None
            }
            (_, shown) => Some(shown),
        }
    }

    fn index(&mut self) {
        self.menu.groups.sort_by_key(|group| group.id);
        let places = self.menu.products.iter().enumerate();
        self.places = places.map(|(place, product)| (product.id, place)).collect();
    }
}

/// What a subject of the menu is now; nothing at all once it is deleted.
pub struct Shown {
    category: Option<Category>,
    product: Option<Product>,
    group: Option<ModifierGroup>,
}

impl Shown {
    /// What these registers show.
    pub fn of(id: SubjectId, registers: &Registers) -> Self {
        Self {
            category: registers.category(id),
            product: registers.product(id),
            group: registers.group(id),
        }
    }
}
