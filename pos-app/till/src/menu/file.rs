//! A menu as a file: `category,product,price,tax_rate,barcode,modifier_group,group_min,group_max,modifier,modifier_price`,
//! a row for each modifier, and one row for a product without.

use crate::rows::Rows;
use csv::StringRecord;
use shared::menu::{Price, ProductTax};
use shared::money::{Currency, Money};
use shared::tax::TaxRate;
use shared::till::{RowFault, RowProblem};
use std::collections::HashMap;

const HEADER: [&str; 10] = [
    "category",
    "product",
    "price",
    "tax_rate",
    "barcode",
    "modifier_group",
    "group_min",
    "group_max",
    "modifier",
    "modifier_price",
];

/// A list of category, product and price is a menu already; what is left out is as if it were empty.
const LEAST: usize = 3;
/// The most signs of a name.
const NAME_MAX: usize = 200;
/// The most signs of a barcode.
const BARCODE_MAX: usize = 64;

/// What a file says.
#[derive(Debug, Default)]
pub struct MenuFile {
    /// Its products, in its order.
    pub products: Vec<FileProduct>,
    /// Rows that do not read.
    pub problems: Vec<RowProblem>,
}

/// A product of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProduct {
    /// The name of its category; empty for none.
    pub category: String,
    /// Its name.
    pub name: String,
    /// Its price.
    pub price: Price,
    /// Its tax.
    pub tax: ProductTax,
    /// Its barcode.
    pub barcode: Option<String>,
    /// What is asked about it.
    pub groups: Vec<FileGroup>,
}

/// A modifier group of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileGroup {
    /// The question.
    pub name: String,
    /// The fewest answers.
    pub min: u16,
    /// The most answers.
    pub max: u16,
    /// The answers with what they add to the price.
    pub modifiers: Vec<(String, Money)>,
}

impl FileGroup {
    /// No more answers than there are, however many were allowed or asked for: as the menu will have it. Two products that
    /// say it in other words ask the same question.
    fn settle(&mut self) {
        let most = u16::try_from(self.modifiers.len()).unwrap_or(u16::MAX);
        self.max = self.max.min(most);
        self.min = self.min.min(self.max);
    }
}

struct Row {
    product: FileProduct,
    group: Option<FileGroup>,
}

/// Reads a file. What cannot be read is named with its line and stops nothing.
pub fn read(content: &[u8], currency: Currency) -> MenuFile {
    let mut file = MenuFile::default();
    let rows = match Rows::open(content.to_vec(), &HEADER, LEAST) {
        Ok(rows) => rows,
        Err(problem) => {
            file.problems.push(problem);
            return file;
        }
    };
    let mut places = Places::default();
    for (line, record) in rows {
        let row = record.map_err(|unread| unread.fault);
        let row = row.and_then(|record| read_row(&record, currency));
        let taken = row.and_then(|row| take(&mut file.products, &mut places, row));
        if let Err(fault) = taken {
            file.problems.push(RowProblem { line, fault });
        }
    }
    let groups = file
        .products
        .iter_mut()
        .flat_map(|product| &mut product.groups);
    groups.for_each(FileGroup::settle);
    file
}

/// Where the products of a file are, by what tells them apart, and whose its barcodes are.
#[derive(Default)]
struct Places {
    products: HashMap<(String, String, Option<String>), usize>,
    barcodes: HashMap<String, usize>,
}

fn take(products: &mut Vec<FileProduct>, places: &mut Places, row: Row) -> Result<(), RowFault> {
    let Row { product, group } = row;
    let key = (
        product.category.clone(),
        product.name.clone(),
        product.barcode.clone(),
    );
    let place = places.products.get(&key).copied();
    let place = place.unwrap_or(products.len());
    if let Some(code) = &product.barcode {
        let owner = *places.barcodes.entry(code.clone()).or_insert(place);
        if owner != place {
            return Err(RowFault::BarcodeTwice {
                barcode: code.clone(),
                name: products[owner].name.clone(),
            });
        }
    }
    places.products.insert(key, place);
    if place == products.len() {
        products.push(product.clone());
    }
    let held = &mut products[place];
    if held.price != product.price || held.tax != product.tax {
        return Err(RowFault::ProductDiffers { name: product.name });
    }
    let Some(group) = group else { return Ok(()) };
    match held.groups.iter_mut().find(|held| held.name == group.name) {
        None => held.groups.push(group),
        Some(known) if (known.min, known.max) != (group.min, group.max) => {
            return Err(RowFault::GroupDiffers { name: group.name });
        }
        Some(known) => {
            for modifier in group.modifiers {
                if known.modifiers.iter().any(|(name, _)| *name == modifier.0) {
                    return Err(RowFault::ModifierTwice { name: modifier.0 });
                }
                known.modifiers.push(modifier);
            }
        }
    }
    Ok(())
}

fn read_row(record: &StringRecord, currency: Currency) -> Result<Row, RowFault> {
    let field = |index: usize| record.get(index).unwrap_or_default().trim();
    let name = named(field(1), "product")?;
    let category = match field(0) {
        "" => String::new(),
        category => named(category, "category")?,
    };
    let price = match field(2) {
        "" => Price::Ask,
        text => Price::Of(price_of(text, currency)?),
    };
    let tax = match field(3) {
        "" => ProductTax::Business,
        text => {
            let rate = TaxRate::parse_percent(text);
            ProductTax::Rate(rate.map_err(|bad| RowFault::TaxRate { text: bad.0 })?)
        }
    };
    let barcode = Some(field(4))
        .filter(|code| !code.is_empty())
        .map(str::to_owned);
    if barcode
        .as_ref()
        .is_some_and(|code| code.chars().count() > BARCODE_MAX)
    {
        return Err(RowFault::TooLong {
            column: HEADER[4].to_owned(),
            max: BARCODE_MAX,
        });
    }
    let product = FileProduct {
        category,
        name,
        price,
        tax,
        barcode,
        groups: Vec::new(),
    };
    Ok(Row {
        product,
        group: read_group(&field, currency)?,
    })
}

fn read_group<'a>(
    field: &impl Fn(usize) -> &'a str,
    currency: Currency,
) -> Result<Option<FileGroup>, RowFault> {
    if (5..10).all(|index| field(index).is_empty()) {
        return Ok(None);
    }
    let name = named(field(5), "modifier_group")?;
    let modifier = named(field(8), "modifier")?;
    let number = |index: usize, or: u16| match field(index) {
        "" => Ok(or),
        text => text.parse().map_err(|_| RowFault::NotANumber {
            column: HEADER[index].to_owned(),
            text: text.to_owned(),
        }),
    };
    let (min, max) = (number(6, 0)?, number(7, u16::MAX)?);
    if min > max {
        return Err(RowFault::MinAboveMax { min, max });
    }
    let price = match field(9) {
        "" => Money::ZERO,
        text => amount(HEADER[9], text, currency)?,
    };
    Ok(Some(FileGroup {
        name,
        min,
        max,
        modifiers: vec![(modifier, price)],
    }))
}

fn price_of(text: &str, currency: Currency) -> Result<Money, RowFault> {
    let price = amount(HEADER[2], text, currency)?;
    if price.is_negative() {
        return Err(RowFault::BelowZero {
            column: HEADER[2].to_owned(),
            text: text.to_owned(),
        });
    }
    Ok(price)
}

fn amount(column: &str, text: &str, currency: Currency) -> Result<Money, RowFault> {
    Money::parse(text, currency).map_err(|fault| RowFault::Amount {
        column: column.to_owned(),
        fault,
    })
}

fn named(text: &str, column: &str) -> Result<String, RowFault> {
    let column = column.to_owned();
    match text.chars().count() {
        0 => Err(RowFault::Empty { column }),
        1..=NAME_MAX => Ok(text.to_owned()),
        _ => Err(RowFault::TooLong {
            column,
            max: NAME_MAX,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_three_columns_is_a_menu_and_two_are_not() {
        let list = "category,product,price\nCafé,Flat white,4300\nPanadería,Chipá,\n";
        let file = read(list.as_bytes(), Currency::ARS);
        assert_eq!(file.problems, []);
        let prices: Vec<Price> = file.products.iter().map(|product| product.price).collect();
        assert_eq!(prices, [Price::Of(Money::minor(430_000)), Price::Ask]);
        for header in [
            "category,product",
            "category,price,product",
            "category,product,price,x",
        ] {
            let refused = read(format!("{header}\na,b,1\n").as_bytes(), Currency::ARS);
            assert_eq!(
                (refused.problems.len(), refused.products.len()),
                (1, 0),
                "{header}"
            );
        }
    }

    #[test]
    fn a_barcode_belongs_to_one_product_of_a_file() {
        let rows = "category,product,price,tax_rate,barcode\n\
            Fríos,Agua,1000,,779\nFríos,Soda,1200,,779\nFríos,Agua,1500,,780\nFríos,Agua,900,,\n";
        let file = read(rows.as_bytes(), Currency::ARS);
        let fault = RowFault::BarcodeTwice {
            barcode: "779".to_owned(),
            name: "Agua".to_owned(),
        };
        assert_eq!(file.problems, [RowProblem { line: 3, fault }]);
        assert_eq!(file.products.len(), 3, "bottles of three sizes");
    }
}
