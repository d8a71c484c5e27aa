//! The menu prepared once for everything the screen asks of it.

use kit::cut::{Cut, Hue, folded};
use shared::id::{CategoryId, ProductId};
use shared::menu::{Menu, Product};
use std::collections::HashMap;
use std::rc::Rc;
use yew::virtual_dom::Key;

/// The menu, prepared.
#[derive(Debug, Default)]
pub struct Shelf {
    /// The menu as it came.
    pub menu: Menu,
    /// Its products in the order of the grid.
    pub cards: Rc<Vec<Rc<Card>>>,
    /// The categories of the rail.
    pub sections: Rc<Vec<Section>>,
    by_id: HashMap<ProductId, Rc<Card>>,
}

/// A product with what its tile needs.
#[derive(Debug, PartialEq, Eq)]
pub struct Card {
    /// The product.
    pub product: Product,
    /// Its picture.
    pub cut: Cut,
    /// What tells its tile from the others, written once: a draw compares all that are seen.
    pub key: Key,
    folded: String,
}

/// A category of the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The category.
    pub id: CategoryId,
    /// Its name.
    pub name: String,
    /// Its hue.
    pub hue: Hue,
}

impl Shelf {
    /// Prepares a menu.
    pub fn of(mut menu: Menu) -> Self {
        let sections: Vec<Section> = menu
            .categories
            .iter()
            .map(|category| Section {
                id: category.id,
                name: category.name.clone(),
                hue: Hue::of(&category.name),
            })
            .collect();
        let names: HashMap<CategoryId, &str> = sections
            .iter()
            .map(|section| (section.id, section.name.as_str()))
            .collect();
        let category_of = |product: &Product| {
            product
                .category
                .and_then(|id| names.get(&id).copied())
                .unwrap_or_default()
        };
        let card = |product: Product| {
            Rc::new(Card {
                cut: Cut::of(category_of(&product), &product.name),
                key: product.id.to_string().into(),
                folded: folded(&product.name),
                product,
            })
        };
        // The cards keep the products: a second copy of 20,000 would only cost memory.
        let cards: Vec<Rc<Card>> = std::mem::take(&mut menu.products)
            .into_iter()
            .map(card)
            .collect();
        let by_id = cards
            .iter()
            .map(|card| (card.product.id, Rc::clone(card)))
            .collect();
        Self {
            menu,
            cards: Rc::new(cards),
            sections: Rc::new(sections),
            by_id,
        }
    }

    /// The product of this id.
    pub fn card(&self, id: ProductId) -> Option<&Rc<Card>> {
        self.by_id.get(&id)
    }

    /// The product with this barcode.
    pub fn by_barcode(&self, code: &str) -> Option<&Rc<Card>> {
        self.cards
            .iter()
            .find(|card| card.product.barcode.as_deref() == Some(code))
    }

    fn matching(&self, text: &str) -> Vec<Rc<Card>> {
        let wanted = folded(text);
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let fits = |card: &&Rc<Card>| {
            let code = card.product.barcode.as_deref().unwrap_or_default();
            words
                .iter()
                .all(|word| card.folded.contains(word) || code.contains(word))
        };
        self.cards.iter().filter(fits).cloned().collect()
    }

    fn in_category(&self, category: CategoryId) -> Vec<Rc<Card>> {
        let fits = |card: &&Rc<Card>| card.product.category == Some(category);
        self.cards.iter().filter(fits).cloned().collect()
    }
}

/// What the grid shows of the shelf.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// What is searched for.
    pub text: String,
    /// The category of the rail; none for everything.
    pub category: Option<CategoryId>,
    /// The products.
    pub cards: Rc<Vec<Rc<Card>>>,
}

impl Shown {
    /// Searches the whole menu; no text shows the category again.
    pub fn search(&mut self, shelf: &Shelf, text: String) {
        if text != self.text {
            self.text = text;
            self.refresh(shelf);
        }
    }

    /// Shows a category.
    pub fn choose(&mut self, shelf: &Shelf, category: Option<CategoryId>) {
        self.text.clear();
        self.category = category;
        self.refresh(shelf);
    }

    /// Takes a new menu in; a category that is gone is left.
    pub fn refresh(&mut self, shelf: &Shelf) {
        let there = |id: &CategoryId| shelf.sections.iter().any(|section| section.id == *id);
        self.category = self.category.filter(there);
        self.cards = if !self.text.trim().is_empty() {
            Rc::new(shelf.matching(&self.text))
        } else if let Some(category) = self.category {
            Rc::new(shelf.in_category(category))
        } else {
            Rc::clone(&shelf.cards)
        };
    }
}
