//! Where the reader is, as the address after `#` says it: `#/summary/<cafe>/30`. It can be sent and bookmarked.

use crate::period::Period;
use shared::id::BusinessId;

/// A page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The figures.
    #[default]
    Summary,
    /// The tills.
    Tills,
}

impl Page {
    /// All pages, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::Summary, Self::Tills];

    fn word(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Tills => "tills",
        }
    }
}

/// A page of a cafe, for a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The page.
    pub page: Page,
    /// The cafe; none until the reader's cafes are known.
    pub cafe: Option<BusinessId>,
    /// The period.
    pub period: Period,
}

impl Place {
    /// The place that an address names. What it does not name, or names wrongly, is as at the start.
    pub fn of_address(hash: &str) -> Self {
        let mut words = hash.trim_start_matches(['#', '/']).split('/');
        let page = words.next().unwrap_or_default();
        let page = Page::ALL.into_iter().find(|known| known.word() == page);
        Self {
            page: page.unwrap_or_default(),
            cafe: words.next().and_then(|word| word.parse().ok()),
            period: words
                .next()
                .and_then(|word| word.parse().ok())
                .unwrap_or_default(),
        }
    }

    /// Its address.
    pub fn address(self) -> String {
        let page = self.page.word();
        match self.cafe {
            Some(cafe) => format!("#/{page}/{cafe}/{}", self.period),
            None => format!("#/{page}"),
        }
    }

    /// Another page of the same cafe.
    pub fn at(self, page: Page) -> Self {
        Self { page, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAFE: &str = "0198c0de-0000-7000-8000-000000000001";

    #[test]
    fn an_address_comes_back_as_it_was() {
        let place = Place {
            page: Page::Tills,
            cafe: CAFE.parse().ok(),
            period: Period::Last(7),
        };
        assert_eq!(Place::of_address(&place.address()), place);
    }

    #[test]
    fn a_strange_address_is_the_summary() {
        for strange in ["", "#", "#/nowhere", "#/summary/x/y/z"] {
            assert_eq!(Place::of_address(strange), Place::default(), "{strange}");
        }
    }
}
