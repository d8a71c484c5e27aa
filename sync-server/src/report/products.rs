//! The figures of a business day's products, as the few values that PostgreSQL keeps of them.
//!
//! A value holds the products whose ids end with the same three bits: a version, then for each product and name its
//! id (nil for a free amount), the name's length in two bytes, the name, units and revenue; sorted, big-endian,
//! without those in which nothing is left. So equal figures are equal bytes.

use shared::id::ProductId;
use shared::money::Money;
use shared::report::{ProductFigures, ProductKey};
use std::collections::BTreeMap;
use thiserror::Error;
use uuid::Uuid;

const VERSION: u8 = 1;

/// A value that nobody here has written.
#[derive(Debug, Error)]
#[error("the figures of a day's products are damaged")]
pub struct Damaged;

/// Figures by product and name.
pub type Products = BTreeMap<ProductKey, ProductFigures>;

/// Which of a day's values holds a product.
pub fn part(key: &ProductKey) -> i16 {
    let last = key.product.map_or(0, |product| product.as_bytes()[15]);
    i16::from(last & 7)
}

/// Writes figures.
pub fn pack(products: &Products) -> Vec<u8> {
    let mut bytes = vec![VERSION];
    let is_left = |figures: &ProductFigures| *figures != ProductFigures::default();
    for (key, figures) in products.iter().filter(|(_, figures)| is_left(figures)) {
        let product = key.product.map_or_else(Uuid::nil, |product| product.0);
        let length = u16::try_from(key.name.len());
        let length = length.expect("names of figures are cut to 200 signs of at most four bytes");
        bytes.extend_from_slice(product.as_bytes());
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(key.name.as_bytes());
        bytes.extend_from_slice(&figures.units.to_be_bytes());
        bytes.extend_from_slice(&figures.revenue.to_minor().to_be_bytes());
    }
    bytes
}

/// Reads figures.
pub fn unpack(bytes: &[u8]) -> Result<Products, Damaged> {
    let mut products = Products::new();
    each(bytes, |product, name, figures| {
        let key = ProductKey {
            product,
            name: name.to_owned(),
        };
        products.insert(key, figures);
    })?;
    Ok(products)
}

/// Reads figures one by one.
pub fn each<'b>(
    bytes: &'b [u8],
    mut take: impl FnMut(Option<ProductId>, &'b str, ProductFigures),
) -> Result<(), Damaged> {
    let (version, mut rest) = bytes.split_first().ok_or(Damaged)?;
    if *version != VERSION {
        return Err(Damaged);
    }
    while !rest.is_empty() {
        let product = ProductId::from_bytes(fixed(&mut rest)?);
        let length = usize::from(u16::from_be_bytes(fixed(&mut rest)?));
        let name = rest.get(..length).ok_or(Damaged)?;
        rest = &rest[length..];
        let name = std::str::from_utf8(name).map_err(|_| Damaged)?;
        let figures = ProductFigures {
            units: i64::from_be_bytes(fixed(&mut rest)?),
            revenue: Money::minor(i64::from_be_bytes(fixed(&mut rest)?)),
        };
        take(
            Some(product).filter(|product| !product.0.is_nil()),
            name,
            figures,
        );
    }
    Ok(())
}

fn fixed<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], Damaged> {
    let (first, after) = rest.split_first_chunk().ok_or(Damaged)?;
    *rest = after;
    Ok(*first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn products() -> impl Strategy<Value = Products> {
        let key = (any::<Option<u128>>(), ".{0,20}");
        let figures = (any::<i64>(), any::<i64>());
        proptest::collection::btree_map(key, figures, 0..20).prop_map(|products| {
            let pair =
                |((product, name), (units, revenue)): ((Option<u128>, String), (i64, i64))| {
                    let product = product.filter(|product| *product != 0);
                    let product = product.map(|id| ProductId(Uuid::from_u128(id)));
                    let revenue = Money::minor(revenue);
                    (
                        ProductKey { product, name },
                        ProductFigures { units, revenue },
                    )
                };
            products.into_iter().map(pair).collect()
        })
    }

    proptest! {
        #[test]
        fn figures_come_back_as_they_were(mut products in products()) {
            let read = unpack(&pack(&products)).unwrap();
            products.retain(|_, figures| *figures != ProductFigures::default());
            prop_assert_eq!(read, products);
        }

        #[test]
        fn a_value_that_is_cut_off_is_seen(products in products(), cut in 1_usize..26) {
            let whole = pack(&products);
            prop_assume!(whole.len() > cut);
            prop_assert!(unpack(&whole[..whole.len() - cut]).is_err());
        }
    }
}
