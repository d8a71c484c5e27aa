//! The menu: categories, products and modifier groups, each a set of registers.
//!
//! Invariant: per field the highest stamp wins, and a deletion wins over everything, whatever the order of
//! arrival. Absent on purpose: stock and schedules.

mod choice;
mod decide;
mod fold;
mod register;
mod view;

pub use choice::{ChoiceError, choose, usual};
pub use decide::{
    BARCODE_SIGNS_MAX, MenuEvents, MenuRejection, NAME_SIGNS_MAX, ProductChange, change,
    check_name, check_price, create, delete,
};
pub use fold::{MenuFold, Registers};
pub use register::Register;
pub use view::{MenuView, ProductView};

use crate::id::{CategoryId, ModifierGroupId, ModifierId, ProductId};
use crate::money::Money;
use crate::tax::TaxRate;
use serde::{Deserialize, Serialize};

/// Fields of a category that an entry sets; what is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryFields {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where it stands in the rail, lowest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
}

/// Fields of a product that an entry sets; what is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductFields {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<CategoryId>,
    /// The price of one unit; `{"ask": true}` for a product whose price is asked at the first sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Price>,
    /// Its own tax rate; `"business"` for the business's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax: Option<ProductTax>,
    /// The barcode; empty for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub barcode: Option<String>,
    /// The modifier groups that are asked, in this order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<Vec<ModifierGroupId>>,
    /// Where it stands in its category, lowest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    /// Whether it can be sold now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available: Option<bool>,
}

/// What a product costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Price {
    /// So much a unit.
    Of(Money),
    /// Nobody has said yet: asked at the counter.
    Ask,
}

/// Which tax rate a product has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductTax {
    /// The business's usual rate.
    Business,
    /// A rate of its own.
    Rate(TaxRate),
}

/// Fields of a modifier group that an entry sets; what is absent stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupFields {
    /// The question, such as "Milk".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The fewest answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<u16>,
    /// The most answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<u16>,
    /// The answers, in this order. The first `min` are the usual ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modifiers: Option<Vec<Modifier>>,
}

/// An answer to a modifier group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modifier {
    /// Its id.
    pub id: ModifierId,
    /// Its name, such as "Oat".
    pub name: String,
    /// What it adds to the price of one unit; may be below zero.
    pub price: Money,
}

/// The whole menu as it stands: what the till shows and prices from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Menu {
    /// The categories by position, then name.
    pub categories: Vec<Category>,
    /// The products by category's position, position, then name.
    pub products: Vec<Product>,
    /// The modifier groups by id.
    pub groups: Vec<ModifierGroup>,
}

/// A group of products.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// Where it stands in the rail.
    pub position: u32,
}

/// A thing on the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// Its category, where one is set.
    pub category: Option<CategoryId>,
    /// Its name.
    pub name: String,
    /// What it costs.
    pub price: Price,
    /// Which tax rate it has.
    pub tax: ProductTax,
    /// Its barcode.
    pub barcode: Option<String>,
    /// The modifier groups that are asked, in this order.
    pub groups: Vec<ModifierGroupId>,
    /// Where it stands in its category.
    pub position: u32,
    /// Whether it can be sold now.
    pub available: bool,
}

/// A question asked about a product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModifierGroup {
    /// Its id.
    pub id: ModifierGroupId,
    /// The question.
    pub name: String,
    /// The fewest answers.
    pub min: u16,
    /// The most answers.
    pub max: u16,
    /// The answers.
    pub modifiers: Vec<Modifier>,
}

impl Menu {
    /// The product of this id.
    pub fn product(&self, id: ProductId) -> Option<&Product> {
        self.products.iter().find(|product| product.id == id)
    }

    /// The category of this id.
    pub fn category(&self, id: CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == id)
    }

    /// The groups a product asks, in its order.
    pub fn groups_of<'a>(
        &'a self,
        product: &'a Product,
    ) -> impl Iterator<Item = &'a ModifierGroup> {
        product
            .groups
            .iter()
            .filter_map(|id| self.groups.iter().find(|group| group.id == *id))
    }

    /// The product with this barcode.
    pub fn by_barcode(&self, barcode: &str) -> Option<&Product> {
        self.products
            .iter()
            .find(|product| product.barcode.as_deref() == Some(barcode))
    }
}
