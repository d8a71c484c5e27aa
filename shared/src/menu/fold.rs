//! The fold from menu entries to what one subject of the menu is, and from all subjects to the menu.

use super::{
    Category, CategoryFields, GroupFields, Menu, Modifier, ModifierGroup, Price, Product,
    ProductFields, ProductTax, Register,
};
use crate::event::MenuEvent;
use crate::fact::Facts;
use crate::id::{CategoryId, ModifierGroupId, ProductId, SubjectId};
use crate::journal::Stamp;
use std::collections::BTreeMap;

/// The registers of one subject of the menu. An entry of one kind about a subject of another makes a subject
/// that is several things at once: each shows as what was set of it.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    deleted: bool,
    category: Option<CategoryRegisters>,
    product: Option<ProductRegisters>,
    group: Option<GroupRegisters>,
}

#[derive(Clone, Debug, Default)]
struct CategoryRegisters {
    name: Register<String>,
    position: Register<u32>,
}

#[derive(Clone, Debug, Default)]
struct ProductRegisters {
    name: Register<String>,
    category: Register<CategoryId>,
    price: Register<Price>,
    tax: Register<ProductTax>,
    barcode: Register<String>,
    groups: Register<Vec<ModifierGroupId>>,
    position: Register<u32>,
    available: Register<bool>,
}

#[derive(Clone, Debug, Default)]
struct GroupRegisters {
    name: Register<String>,
    min: Register<u16>,
    max: Register<u16>,
    modifiers: Register<Vec<Modifier>>,
}

impl Registers {
    /// The registers of all these facts.
    pub fn of(facts: &Facts<MenuEvent>) -> Self {
        let mut registers = Self::default();
        for (stamp, event) in facts.sorted() {
            registers.apply(stamp, event.clone());
        }
        registers
    }

    /// Takes one more event in, of which no other copy has another clock. The order of calls does not matter.
    pub fn apply(&mut self, stamp: Stamp, event: MenuEvent) {
        match event {
            MenuEvent::CategorySet(fields) => {
                self.category.get_or_insert_default().set(stamp, fields);
            }
            MenuEvent::ProductSet(fields) => {
                self.product.get_or_insert_default().set(stamp, fields)
            }
            MenuEvent::GroupSet(fields) => self.group.get_or_insert_default().set(stamp, fields),
            MenuEvent::CategoryDeleted | MenuEvent::ProductDeleted | MenuEvent::GroupDeleted => {
                self.deleted = true;
            }
        }
    }

    /// The category this subject is, unless deleted.
    pub fn category(&self, id: SubjectId) -> Option<Category> {
        let registers = self.category.as_ref().filter(|_| !self.deleted)?;
        Some(Category {
            id: CategoryId(id.0),
            name: registers.name.get().cloned().unwrap_or_default(),
            position: registers.position.get().copied().unwrap_or_default(),
        })
    }

    /// The product this subject is, unless deleted.
    pub fn product(&self, id: SubjectId) -> Option<Product> {
        let registers = self.product.as_ref().filter(|_| !self.deleted)?;
        Some(Product {
            id: ProductId(id.0),
            category: registers.category.get().copied(),
            name: registers.name.get().cloned().unwrap_or_default(),
            price: registers.price.get().copied().unwrap_or(Price::Ask),
            tax: registers.tax.get().copied().unwrap_or(ProductTax::Business),
            barcode: registers
                .barcode
                .get()
                .filter(|code| !code.is_empty())
                .cloned(),
            groups: registers.groups.get().cloned().unwrap_or_default(),
            position: registers.position.get().copied().unwrap_or_default(),
            available: registers.available.get().copied().unwrap_or(true),
        })
    }

    /// The modifier group this subject is, unless deleted.
    pub fn group(&self, id: SubjectId) -> Option<ModifierGroup> {
        let registers = self.group.as_ref().filter(|_| !self.deleted)?;
        let modifiers = registers.modifiers.get().cloned().unwrap_or_default();
        let most = u16::try_from(modifiers.len()).unwrap_or(u16::MAX);
        let max = registers.max.get().copied().unwrap_or(most).min(most);
        Some(ModifierGroup {
            id: ModifierGroupId(id.0),
            name: registers.name.get().cloned().unwrap_or_default(),
            min: registers.min.get().copied().unwrap_or_default().min(max),
            max,
            modifiers,
        })
    }
}

impl CategoryRegisters {
    fn set(&mut self, stamp: Stamp, fields: CategoryFields) {
        self.name.set_some(stamp, fields.name);
        self.position.set_some(stamp, fields.position);
    }
}

impl ProductRegisters {
    fn set(&mut self, stamp: Stamp, fields: ProductFields) {
        self.name.set_some(stamp, fields.name);
        self.category.set_some(stamp, fields.category);
        self.price.set_some(stamp, fields.price);
        self.tax.set_some(stamp, fields.tax);
        self.barcode.set_some(stamp, fields.barcode);
        self.groups.set_some(stamp, fields.groups);
        self.position.set_some(stamp, fields.position);
        self.available.set_some(stamp, fields.available);
    }
}

impl GroupRegisters {
    fn set(&mut self, stamp: Stamp, fields: GroupFields) {
        self.name.set_some(stamp, fields.name);
        self.min.set_some(stamp, fields.min);
        self.max.set_some(stamp, fields.max);
        self.modifiers.set_some(stamp, fields.modifiers);
    }
}

/// All subjects of a menu.
#[derive(Clone, Debug, Default)]
pub struct MenuFold {
    subjects: BTreeMap<SubjectId, Facts<MenuEvent>>,
}

impl MenuFold {
    /// Takes one event in. The order of calls does not matter.
    pub fn apply(&mut self, stamp: Stamp, subject: SubjectId, event: MenuEvent) {
        self.subjects
            .entry(subject)
            .or_default()
            .insert(stamp, event);
    }

    /// The menu of everything taken in.
    pub fn menu(&self) -> Menu {
        let mut menu = Menu::default();
        for (id, facts) in &self.subjects {
            let registers = Registers::of(facts);
            menu.categories.extend(registers.category(*id));
            menu.products.extend(registers.product(*id));
            menu.groups.extend(registers.group(*id));
        }
        menu.sort();
        menu
    }
}

impl Menu {
    /// Puts categories and products into the order of the screen.
    pub fn sort(&mut self) {
        self.categories
            .sort_by(|a, b| (a.position, &a.name, a.id).cmp(&(b.position, &b.name, b.id)));
        let places: BTreeMap<CategoryId, usize> = self
            .categories
            .iter()
            .enumerate()
            .map(|(place, category)| (category.id, place))
            .collect();
        let place = |product: &Product| {
            product
                .category
                .and_then(|id| places.get(&id))
                .copied()
                .unwrap_or(usize::MAX)
        };
        self.products.sort_by(|a, b| {
            (place(a), a.position, &a.name, a.id).cmp(&(place(b), b.position, &b.name, b.id))
        });
    }
}
