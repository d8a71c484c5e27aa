//! Which product of the menu each product of a file is.
//!
//! The one that is the same in category, name and barcode; else the one with its barcode; else the one with its category
//! and name. No two products of a file are the same one of the menu: a file that names a coffee with a barcode and one
//! without means two, the first time and the tenth.

use super::file::FileProduct;
use shared::id::{CategoryId, ProductId};
use shared::menu::{Menu, Product};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// The products of a menu, found at once: a long menu must not take the square of its length.
struct Found<K>(HashMap<K, Vec<ProductId>>);

impl<K: Hash + Eq> Found<K> {
    fn of<'a>(menu: &'a Menu, key: impl Fn(&'a Product) -> Option<K>) -> Self {
        let mut found: HashMap<K, Vec<ProductId>> = HashMap::new();
        for product in &menu.products {
            if let Some(key) = key(product) {
                found.entry(key).or_default().push(product.id);
            }
        }
        Self(found)
    }

    /// The first, as on the screen, that is nobody's yet.
    fn free(&self, key: Option<K>, taken: &mut HashSet<ProductId>) -> Option<ProductId> {
        let found = self.0.get(&key?)?.iter();
        let free = found.copied().find(|id| !taken.contains(id))?;
        taken.insert(free);
        Some(free)
    }
}

/// What each product of a file is in the menu; none is a new one. `categories` are the menu's, by name.
pub fn find(
    menu: &Menu,
    file: &[FileProduct],
    categories: &HashMap<String, CategoryId>,
) -> Vec<Option<ProductId>> {
    let category = |wanted: &FileProduct| match wanted.category.as_str() {
        "" => Some(None),
        name => categories.get(name).copied().map(Some),
    };
    let whole = Found::of(menu, |held| {
        Some((held.category, held.name.as_str(), held.barcode.as_deref()))
    });
    let coded = Found::of(menu, |held| held.barcode.as_deref());
    let named = Found::of(menu, |held| Some((held.category, held.name.as_str())));
    let mut taken = HashSet::new();
    let mut found = vec![None; file.len()];
    let mut look =
        |by: &mut dyn FnMut(&FileProduct, &mut HashSet<ProductId>) -> Option<ProductId>| {
            for (wanted, found) in file.iter().zip(&mut found) {
                *found = found.or_else(|| by(wanted, &mut taken));
            }
        };
    look(&mut |wanted, taken| {
        let code = wanted.barcode.as_deref();
        let key = category(wanted).map(|category| (category, wanted.name.as_str(), code));
        whole.free(key, taken)
    });
    look(&mut |wanted, taken| coded.free(wanted.barcode.as_deref(), taken));
    look(&mut |wanted, taken| {
        let key = category(wanted).map(|category| (category, wanted.name.as_str()));
        named.free(key, taken)
    });
    found
}
