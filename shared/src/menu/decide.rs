//! What somebody may change of the menu, and the events that it is. Ids come from the caller.

use super::{CategoryFields, Menu, Price, ProductFields};
use crate::event::MenuEvent;
use crate::id::{CategoryId, ProductId, SubjectId};
use crate::money::UNIT_PRICE_MAX;
use thiserror::Error;

/// The most signs of a name.
pub const NAME_SIGNS_MAX: usize = 200;
/// The most signs of a barcode.
pub const BARCODE_SIGNS_MAX: usize = 64;

/// Why the menu stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MenuRejection {
    /// A name has 1 to 200 signs.
    #[error("a name has 1 to 200 signs")]
    BadName,
    /// A price is at least zero and within the limit of a line.
    #[error("this price is below zero or too high")]
    PriceOutOfRange,
    /// The menu has no such product.
    #[error("the menu has no such product")]
    NoSuchProduct,
    /// A barcode has 64 signs at most, and stands on one product.
    #[error("this barcode is too long, or another product has it")]
    BadBarcode,
}

/// What is changed of a product; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductChange {
    /// The name.
    pub name: Option<String>,
    /// The name of its category, which is made where there is none.
    pub category: Option<String>,
    /// The price of one unit.
    pub price: Option<Price>,
    /// The barcode; empty for none.
    pub barcode: Option<String>,
    /// Whether it can be sold now.
    pub available: Option<bool>,
}

/// Events and what each is about.
pub type MenuEvents = Vec<(SubjectId, MenuEvent)>;

/// A new product at the end of its category. Nothing where it is there already. `fresh` is the id of the category, where
/// one has to be made.
pub fn create(
    menu: &Menu,
    id: ProductId,
    (name, category): (&str, &str),
    price: Price,
    fresh: CategoryId,
) -> Result<MenuEvents, MenuRejection> {
    check_name(name)?;
    check_price(price)?;
    if menu.product(id).is_some() {
        return Ok(Vec::new());
    }
    let mut events = Vec::new();
    let category = match category.trim() {
        "" => None,
        name => Some(category_named(menu, name, fresh, &mut events)?),
    };
    let fields = ProductFields {
        name: Some(name.to_owned()),
        category,
        price: Some(price),
        position: Some(menu.next_position(category)),
        ..ProductFields::default()
    };
    events.push((id.into(), MenuEvent::ProductSet(fields)));
    Ok(events)
}

/// Other fields of a product: those alone that are other than before, since each is a register of its own.
pub fn change(
    menu: &Menu,
    id: ProductId,
    change: ProductChange,
    fresh: CategoryId,
) -> Result<MenuEvents, MenuRejection> {
    let product = menu.product(id).ok_or(MenuRejection::NoSuchProduct)?;
    if let Some(name) = &change.name {
        check_name(name)?;
    }
    if let Some(price) = change.price {
        check_price(price)?;
    }
    if let Some(barcode) = &change.barcode {
        check_barcode(menu, id, barcode)?;
    }
    let mut events = Vec::new();
    let category = match &change.category {
        Some(name) => Some(category_named(menu, name.trim(), fresh, &mut events)?),
        None => None,
    };
    let category = category.filter(|category| product.category != Some(*category));
    let fields = ProductFields {
        name: change.name.filter(|name| *name != product.name),
        category,
        position: category.map(|category| menu.next_position(Some(category))),
        price: change.price.filter(|price| *price != product.price),
        barcode: change
            .barcode
            .filter(|code| code != product.barcode.as_deref().unwrap_or_default()),
        available: change.available.filter(|now| *now != product.available),
        ..ProductFields::default()
    };
    if fields != ProductFields::default() {
        events.push((id.into(), MenuEvent::ProductSet(fields)));
    }
    Ok(events)
}

/// Takes a product off the menu.
pub fn delete(menu: &Menu, id: ProductId) -> Result<MenuEvents, MenuRejection> {
    menu.product(id).ok_or(MenuRejection::NoSuchProduct)?;
    Ok(vec![(id.into(), MenuEvent::ProductDeleted)])
}

/// The category of this name, or a new one behind the others.
fn category_named(
    menu: &Menu,
    name: &str,
    fresh: CategoryId,
    events: &mut MenuEvents,
) -> Result<CategoryId, MenuRejection> {
    check_name(name)?;
    if let Some(known) = menu.categories.iter().find(|known| known.name == name) {
        return Ok(known.id);
    }
    let last = menu
        .categories
        .iter()
        .map(|category| category.position)
        .max();
    let fields = CategoryFields {
        name: Some(name.to_owned()),
        position: Some(last.map_or(0, |last| last.saturating_add(1))),
    };
    events.push((fresh.into(), MenuEvent::CategorySet(fields)));
    Ok(fresh)
}

/// A name has 1 to 200 signs, as it is kept, and something to read in it.
pub fn check_name(name: &str) -> Result<(), MenuRejection> {
    let signs = name.chars().count();
    match signs <= NAME_SIGNS_MAX && !name.trim().is_empty() && !name.contains('\0') {
        true => Ok(()),
        false => Err(MenuRejection::BadName),
    }
}

/// A barcode has 64 signs at most, and stands on one product.
fn check_barcode(menu: &Menu, id: ProductId, barcode: &str) -> Result<(), MenuRejection> {
    let other = menu.by_barcode(barcode).filter(|other| other.id != id);
    match barcode.chars().count() <= BARCODE_SIGNS_MAX && other.is_none() {
        true => Ok(()),
        false => Err(MenuRejection::BadBarcode),
    }
}

/// A price is at least zero and within the limit of a line.
pub fn check_price(price: Price) -> Result<(), MenuRejection> {
    match price {
        Price::Of(price) if price.is_negative() || price.to_minor() > UNIT_PRICE_MAX => {
            Err(MenuRejection::PriceOutOfRange)
        }
        Price::Of(_) | Price::Ask => Ok(()),
    }
}

impl Menu {
    /// The place after the last product of a category.
    pub fn next_position(&self, category: Option<CategoryId>) -> u32 {
        let products = self.products.iter();
        let within = products.filter(|product| product.category == category);
        let last = within.map(|product| product.position).max();
        last.map_or(0, |last| last.saturating_add(1))
    }
}
