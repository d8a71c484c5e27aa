//! A till that had a menu of its own has joined a business that has one: what both have is kept once, the business's.
//!
//! A product is the same by its barcode, else by the names of its category and its own; a category by its name. What only
//! the till had stays, and the business has it from now on. Sales keep what they say: a line is a snapshot.

use crate::desk::Desk;
use crate::error::TillError;
use crate::journal;
use shared::event::MenuEvent;
use shared::id::{CategoryId, ModifierGroupId, ProductId, SubjectId};
use shared::menu::{Menu, Product, ProductFields};
use std::collections::{HashMap, HashSet};

impl Desk<'_> {
    /// Whether this till itself has put anything into the menu.
    pub fn has_own_menu(&self) -> Result<bool, TillError> {
        Ok(!self.own_subjects()?.is_empty())
    }

    /// Takes what the business has as well out of the menu that the till had by itself.
    pub fn match_own_menu(&mut self) -> Result<(), TillError> {
        let events = doubles(self.books.menu.menu(), &self.own_subjects()?);
        if !events.is_empty() {
            self.record_menu(events)?;
        }
        Ok(())
    }

    /// What of the menu this till has written of, in all its series.
    fn own_subjects(&self) -> Result<HashSet<SubjectId>, TillError> {
        let mut own = HashSet::new();
        for series in self.books.lineage.newest_first() {
            own.extend(journal::subjects_in(self.connection, series, "menu.")?);
        }
        Ok(own)
    }
}

/// The entries that leave of two the business's. `own` are the subjects that the till brought along.
fn doubles(menu: &Menu, own: &HashSet<SubjectId>) -> Vec<(SubjectId, MenuEvent)> {
    let moves = moves(menu, own);
    let place = |product: &Product| {
        let category = product.category?;
        Some(moves.get(&category).copied().unwrap_or(category))
    };
    let is_own = |product: &&Product| own.contains(&product.id.into());
    let (mine, others): (Vec<&Product>, Vec<&Product>) = menu.products.iter().partition(is_own);
    let twice = twice(&mine, &others, &place);
    let mut events = Vec::new();
    let (mut gone, mut kept) = (Used::default(), Used::default());
    for product in mine {
        if twice.contains(&product.id) {
            gone.by(product, product.category);
            events.push((product.id.into(), MenuEvent::ProductDeleted));
            continue;
        }
        kept.by(product, place(product));
        if place(product) != product.category {
            let fields = ProductFields {
                category: place(product),
                ..ProductFields::default()
            };
            events.push((product.id.into(), MenuEvent::ProductSet(fields)));
        }
    }
    for product in others {
        kept.by(product, product.category);
    }
    // What stood for nothing but what is gone goes as well.
    for category in menu.categories.iter().map(|category| category.id) {
        let empty = gone.categories.contains(&category) && !kept.categories.contains(&category);
        if own.contains(&category.into()) && (empty || moves.contains_key(&category)) {
            events.push((category.into(), MenuEvent::CategoryDeleted));
        }
    }
    for group in menu.groups.iter().map(|group| group.id) {
        let unused = gone.groups.contains(&group) && !kept.groups.contains(&group);
        if own.contains(&group.into()) && unused {
            events.push((group.into(), MenuEvent::GroupDeleted));
        }
    }
    events
}

/// The business's category for each of the till's own that has the name of one.
fn moves(menu: &Menu, own: &HashSet<SubjectId>) -> HashMap<CategoryId, CategoryId> {
    let (mine, theirs): (Vec<_>, Vec<_>) = menu
        .categories
        .iter()
        .partition(|category| own.contains(&category.id.into()));
    // The first of a name counts, as on the screen.
    let named: HashMap<&str, CategoryId> = theirs
        .iter()
        .rev()
        .map(|category| (category.name.as_str(), category.id))
        .collect();
    let same = |id: CategoryId, name: &str| Some((id, *named.get(name)?));
    mine.iter()
        .filter_map(|category| same(category.id, &category.name))
        .collect()
}

/// The till's own products that the business has as well. Each of the business's stands for one of them: two coffees of
/// which one has a barcode are two.
fn twice<'a>(
    mine: &[&'a Product],
    others: &[&'a Product],
    place: &impl Fn(&Product) -> Option<CategoryId>,
) -> HashSet<ProductId> {
    let mut coded: HashMap<&str, Vec<ProductId>> = HashMap::new();
    let mut named: HashMap<(Option<CategoryId>, &str), Vec<ProductId>> = HashMap::new();
    for product in others {
        let names = (product.category, product.name.as_str());
        named.entry(names).or_default().push(product.id);
        if let Some(code) = product.barcode.as_deref() {
            coded.entry(code).or_default().push(product.id);
        }
    }
    let (mut twice, mut taken) = (HashSet::new(), HashSet::new());
    let mut meet = |product: &Product, found: Option<&Vec<ProductId>>| {
        let free = found.and_then(|found| found.iter().find(|id| !taken.contains(*id)));
        if let Some(id) = free
            && twice.insert(product.id)
        {
            taken.insert(*id);
        }
    };
    // A barcode says more than a name: all of those first.
    for product in mine {
        let code = product.barcode.as_deref();
        meet(product, code.and_then(|code| coded.get(code)));
    }
    for product in mine {
        meet(product, named.get(&(place(product), product.name.as_str())));
    }
    twice
}

/// What products are in, and ask.
#[derive(Default)]
struct Used {
    categories: HashSet<CategoryId>,
    groups: HashSet<ModifierGroupId>,
}

impl Used {
    fn by(&mut self, product: &Product, category: Option<CategoryId>) {
        self.categories.extend(category);
        self.groups.extend(&product.groups);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::menu::{Category, ModifierGroup, Price, ProductTax};
    use shared::money::Money;
    use uuid::Uuid;

    fn category(id: u128, name: &str) -> Category {
        Category {
            id: CategoryId(Uuid::from_u128(id)),
            name: name.to_owned(),
            position: 0,
        }
    }

    fn product(id: u128, category: u128, name: &str, barcode: Option<&str>) -> Product {
        Product {
            id: ProductId(Uuid::from_u128(id)),
            category: (category > 0).then(|| CategoryId(Uuid::from_u128(category))),
            name: name.to_owned(),
            price: Price::Of(Money::minor(100)),
            tax: ProductTax::Business,
            barcode: barcode.map(str::to_owned),
            groups: vec![ModifierGroupId(Uuid::from_u128(id + 1_000))],
            position: 0,
            available: true,
        }
    }

    fn group(id: u128) -> ModifierGroup {
        ModifierGroup {
            id: ModifierGroupId(Uuid::from_u128(id)),
            name: "Leche".to_owned(),
            min: 0,
            max: 1,
            modifiers: Vec::new(),
        }
    }

    /// What `doubles` says, with the last digits of each subject.
    fn said(menu: &Menu, own: &[u128]) -> Vec<(u128, MenuEvent)> {
        let own = own.iter().map(|id| SubjectId(Uuid::from_u128(*id)));
        let events = doubles(menu, &own.collect());
        let number = |(subject, event): (SubjectId, MenuEvent)| (subject.0.as_u128(), event);
        events.into_iter().map(number).collect()
    }

    #[test]
    fn what_both_have_by_name_is_kept_once_with_its_category_and_questions() {
        let menu = Menu {
            categories: vec![category(1, "Café"), category(11, "Café")],
            products: vec![product(2, 1, "Latte", None), product(12, 11, "Latte", None)],
            groups: vec![group(1_002), group(1_012)],
        };
        let gone = vec![
            (12, MenuEvent::ProductDeleted),
            (11, MenuEvent::CategoryDeleted),
            (1_012, MenuEvent::GroupDeleted),
        ];
        assert_eq!(said(&menu, &[11, 12, 1_012]), gone);
    }

    #[test]
    fn what_only_the_till_had_moves_into_the_business_s_category() {
        let menu = Menu {
            categories: vec![
                category(1, "Café"),
                category(11, "Café"),
                category(13, "Té"),
            ],
            products: vec![
                product(12, 11, "Cortado", None),
                product(14, 13, "Verde", None),
            ],
            groups: vec![group(1_012)],
        };
        let there = ProductFields {
            category: Some(CategoryId(Uuid::from_u128(1))),
            ..ProductFields::default()
        };
        let moved = vec![
            (12, MenuEvent::ProductSet(there)),
            (11, MenuEvent::CategoryDeleted),
        ];
        assert_eq!(said(&menu, &[11, 12, 13, 14, 1_012]), moved);
    }

    #[test]
    fn a_barcode_says_more_than_a_name_and_each_stands_for_one() {
        let menu = Menu {
            categories: vec![category(1, "Café")],
            products: vec![
                product(2, 1, "Latte", Some("779")),
                // The name of the business's, and another with its barcode: the second is the same one.
                product(12, 1, "Latte", None),
                product(13, 0, "Latte grande", Some("779")),
            ],
            groups: Vec::new(),
        };
        assert_eq!(
            said(&menu, &[12, 13]),
            vec![(13, MenuEvent::ProductDeleted)]
        );
    }

    #[test]
    fn nothing_of_the_business_s_own_is_touched() {
        let menu = Menu {
            categories: vec![category(1, "Café"), category(3, "Café")],
            products: vec![product(2, 1, "Latte", None), product(4, 3, "Latte", None)],
            groups: vec![group(1_002)],
        };
        assert_eq!(said(&menu, &[]), Vec::new());
    }
}
