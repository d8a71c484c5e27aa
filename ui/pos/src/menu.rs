//! The menu as the grid needs it: folded names for the search, pictures chosen, products shared with the tiles.

mod rail;
mod shelf;

pub use rail::Rail;
pub use shelf::{Card, Section, Shelf, Shown};

use crate::counter::{Effect, Mint, Offer, Say, State};
use shared::id::CategoryId;

/// What can happen to the menu on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuAction {
    /// Something was typed into the search.
    Searched(String),
    /// A category of the rail; none for everything.
    CategoryChosen(Option<CategoryId>),
    /// A scanner read a code.
    Scanned(String),
    /// Enter in the search: the only product found, or the one with that code.
    SearchEntered,
}

impl State {
    pub(crate) fn menu_action(&mut self, action: MenuAction, mint: &mut Mint<'_>) -> Vec<Effect> {
        match action {
            MenuAction::Searched(text) => {
                self.shown.search(&self.shelf, text);
                Vec::new()
            }
            MenuAction::CategoryChosen(category) => {
                self.shown.choose(&self.shelf, category);
                Vec::new()
            }
            MenuAction::Scanned(code) => self.scanned(&code, mint),
            MenuAction::SearchEntered => self.search_entered(mint),
        }
    }

    fn scanned(&mut self, code: &str, mint: &mut Mint<'_>) -> Vec<Effect> {
        self.shown.search(&self.shelf, String::new());
        self.forget_in_note(code);
        // The code's own digits looked like a quantity.
        self.times = None;
        match self.shelf.by_barcode(code) {
            Some(card) => {
                let id = card.product.id;
                self.tap(id, mint)
            }
            None => vec![self.say(Say::UnknownCode(code.to_owned()), Some(Offer::FreeAmount))],
        }
    }

    fn search_entered(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let text = self.shown.text.trim().to_owned();
        if text.is_empty() {
            return self.main_action(mint);
        }
        let only = match self.shown.cards.as_slice() {
            [card] => Some(card.product.id),
            _ => self.shelf.by_barcode(&text).map(|card| card.product.id),
        };
        match only {
            Some(product) => {
                self.shown.search(&self.shelf, String::new());
                self.tap(product, mint)
            }
            None if self.shown.cards.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                // The next code must not land behind this one.
                self.shown.search(&self.shelf, String::new());
                vec![self.say(Say::UnknownCode(text), Some(Offer::FreeAmount))]
            }
            None => Vec::new(),
        }
    }
}
