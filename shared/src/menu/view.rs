//! The menu as the API answers it: amounts as decimals in the business's currency.

use super::{Category, Menu, Price, Product};
use crate::id::{CategoryId, ProductId};
use crate::money::Currency;
use serde::{Deserialize, Serialize};

/// A menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuView {
    /// What its amounts are in.
    pub currency: Currency,
    /// The categories in the order of the screen.
    pub categories: Vec<Category>,
    /// The products in the order of the screen.
    pub products: Vec<ProductView>,
}

/// A thing on a menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductView {
    /// Its id.
    pub id: ProductId,
    /// Its name.
    pub name: String,
    /// Its category, where it has one.
    pub category: Option<CategoryId>,
    /// What it costs; none: the counter asks.
    pub price: Option<String>,
    /// Its barcode.
    pub barcode: Option<String>,
    /// Whether it can be sold now.
    pub available: bool,
}

impl MenuView {
    /// The view of a menu.
    pub fn of(menu: &Menu, currency: Currency) -> Self {
        let products = menu.products.iter();
        Self {
            currency,
            categories: menu.categories.clone(),
            products: products
                .map(|product| ProductView::of(product, currency))
                .collect(),
        }
    }
}

impl ProductView {
    /// The view of a product.
    pub fn of(product: &Product, currency: Currency) -> Self {
        Self {
            id: product.id,
            name: product.name.clone(),
            category: product.category,
            price: match product.price {
                Price::Of(price) => Some(price.to_decimal(currency)),
                Price::Ask => None,
            },
            barcode: product.barcode.clone(),
            available: product.available,
        }
    }
}
