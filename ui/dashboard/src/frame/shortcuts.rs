//! Keys that go from page to page: `g r` to the summary, `g e` to the tills.

use crate::place::{Page, Place};
use std::cell::Cell;
use yew::prelude::*;

/// Listens while the page lives.
#[hook]
pub fn use_shortcuts() {
    use_effect_with((), |()| {
        let is_going = Cell::new(false);
        kit::page::on_key(move |event| {
            let has_modifier = event.ctrl_key() || event.meta_key() || event.alt_key();
            if has_modifier || is_writing() {
                is_going.set(false);
                return;
            }
            let (going, page) = after_key(is_going.get(), &event.key());
            is_going.set(going);
            if let Some(page) = page {
                let here = Place::of_address(&kit::address::hash());
                kit::address::go(&here.at(page).address());
            }
        });
    });
}

/// Whether `g` is held in mind now, and where to go.
fn after_key(is_going: bool, key: &str) -> (bool, Option<Page>) {
    match (is_going, key) {
        (false, "g") => (true, None),
        (true, "r") => (false, Some(Page::Summary)),
        (true, "e") => (false, Some(Page::Tills)),
        (_, _) => (false, None),
    }
}

/// Whether the keys go into a field.
fn is_writing() -> bool {
    let focused = kit::page::focused().map(|element| element.tag_name());
    matches!(focused.as_deref(), Some("INPUT" | "SELECT" | "TEXTAREA"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_keys_go_to_a_page_and_others_are_forgotten() {
        assert_eq!(after_key(false, "r"), (false, None));
        assert_eq!(after_key(false, "g"), (true, None));
        assert_eq!(after_key(true, "e"), (false, Some(Page::Tills)));
        assert_eq!(after_key(true, "x"), (false, None));
    }
}
