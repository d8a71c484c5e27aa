//! The rows of the menu.

use super::Shown;
use crate::error::TillError;
use crate::journal;
use rusqlite::Connection;
use shared::event::Event;
use shared::fact::Facts;
use shared::id::{CategoryId, ModifierGroupId, ProductId, SubjectId};
use shared::menu::{Category, Menu, ModifierGroup, Price, Product, ProductTax, Registers};
use shared::money::Money;
use shared::tax::TaxRate;

const SET_CATEGORY: &str =
    "insert or replace into category (id, name, position) values (?1, ?2, ?3)";
const SET_PRODUCT: &str = "
    insert or replace into product
        (id, category, name, price, tax, barcode, modifier_groups, position, available)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
const SET_GROUP: &str = "insert or replace into modifier_group (id, name, min, max, modifiers) values (?1, ?2, ?3, ?4, ?5)";
const DROP_CATEGORY: &str = "delete from category where id = ?1";
const DROP_PRODUCT: &str = "delete from product where id = ?1";
const DROP_GROUP: &str = "delete from modifier_group where id = ?1";

/// The registers of a subject, from everything in the journal about it.
pub fn fold(connection: &Connection, subject: SubjectId) -> Result<Registers, TillError> {
    let mut facts = Facts::default();
    for entry in journal::by_subject(connection, subject)? {
        if let Ok(fact) = entry.fact
            && let Event::Menu(event) = fact.event
        {
            facts.insert(fact.stamp, event);
        }
    }
    Ok(Registers::of(&facts))
}

/// Folds a subject, writes its row and answers what it is now.
pub fn project_subject(connection: &Connection, subject: SubjectId) -> Result<Shown, TillError> {
    let shown = Shown::of(subject, &fold(connection, subject)?);
    write(connection, subject, &shown)?;
    Ok(shown)
}

/// Writes the rows of all subjects of the menu again; the tables are empty.
pub fn replay_all(connection: &Connection) -> Result<(), TillError> {
    for subject in journal::subjects_of_kinds(connection, "menu.")? {
        project_subject(connection, subject)?;
    }
    Ok(())
}

/// Writes the row of a subject, or takes it away.
pub fn write(connection: &Connection, id: SubjectId, shown: &Shown) -> Result<(), TillError> {
    match &shown.category {
        Some(category) => {
            let row = (id.as_bytes(), &category.name, category.position);
            connection.prepare_cached(SET_CATEGORY)?.execute(row)?
        }
        None => connection
            .prepare_cached(DROP_CATEGORY)?
            .execute((id.as_bytes(),))?,
    };
    match &shown.product {
        Some(product) => write_product(connection, product)?,
        None => {
            connection
                .prepare_cached(DROP_PRODUCT)?
                .execute((id.as_bytes(),))?;
        }
    }
    match &shown.group {
        Some(group) => {
            let modifiers = json(&group.modifiers)?;
            let row = (id.as_bytes(), &group.name, group.min, group.max, modifiers);
            connection.prepare_cached(SET_GROUP)?.execute(row)?
        }
        None => connection
            .prepare_cached(DROP_GROUP)?
            .execute((id.as_bytes(),))?,
    };
    Ok(())
}

fn write_product(connection: &Connection, product: &Product) -> Result<(), TillError> {
    connection
        .prepare_cached(SET_PRODUCT)?
        .execute(rusqlite::params![
            product.id.as_bytes(),
            product.category.map(|id| *id.as_bytes()),
            product.name,
            match product.price {
                Price::Of(price) => Some(price.to_minor()),
                Price::Ask => None,
            },
            match product.tax {
                ProductTax::Rate(rate) => Some(rate.to_basis_points()),
                ProductTax::Business => None,
            },
            product.barcode,
            json(&product.groups)?,
            product.position,
            product.available,
        ])?;
    Ok(())
}

/// The whole menu from its tables.
pub fn load(connection: &Connection) -> Result<Menu, TillError> {
    let mut menu = Menu {
        categories: categories(connection)?,
        products: products(connection)?,
        groups: groups(connection)?,
    };
    menu.sort();
    Ok(menu)
}

fn categories(connection: &Connection) -> Result<Vec<Category>, TillError> {
    let mut statement = connection.prepare("select id, name, position from category")?;
    let rows = statement.query_map([], |row| {
        Ok(Category {
            id: CategoryId::from_bytes(row.get(0)?),
            name: row.get(1)?,
            position: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn products(connection: &Connection) -> Result<Vec<Product>, TillError> {
    let sql = "select id, category, name, price, tax, barcode, modifier_groups, position, available
               from product";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let price: Option<i64> = row.get(3)?;
        let tax: Option<u32> = row.get(4)?;
        let groups: String = row.get(6)?;
        let product = Product {
            id: ProductId::from_bytes(row.get(0)?),
            category: row.get::<_, Option<_>>(1)?.map(CategoryId::from_bytes),
            name: row.get(2)?,
            price: price.map_or(Price::Ask, |price| Price::Of(Money::minor(price))),
            tax: tax
                .and_then(|points| TaxRate::basis_points(points).ok())
                .map_or(ProductTax::Business, ProductTax::Rate),
            barcode: row.get(5)?,
            groups: Vec::new(),
            position: row.get(7)?,
            available: row.get(8)?,
        };
        Ok((product, groups))
    })?;
    let mut products = Vec::new();
    for row in rows {
        let (mut product, groups) = row?;
        product.groups = from_json(&groups)?;
        products.push(product);
    }
    Ok(products)
}

fn groups(connection: &Connection) -> Result<Vec<ModifierGroup>, TillError> {
    let sql = "select id, name, min, max, modifiers from modifier_group order by id";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let group = ModifierGroup {
            id: ModifierGroupId::from_bytes(row.get(0)?),
            name: row.get(1)?,
            min: row.get(2)?,
            max: row.get(3)?,
            modifiers: Vec::new(),
        };
        Ok((group, row.get::<_, String>(4)?))
    })?;
    let mut groups = Vec::new();
    for row in rows {
        let (mut group, modifiers) = row?;
        group.modifiers = from_json(&modifiers)?;
        groups.push(group);
    }
    Ok(groups)
}

fn json(value: &impl serde::Serialize) -> Result<String, TillError> {
    serde_json::to_string(value).map_err(|error| TillError::Damaged(error.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, TillError> {
    serde_json::from_str(text)
        .map_err(|error| TillError::Damaged(format!("a row of the menu: {error}")))
}
