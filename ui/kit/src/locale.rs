//! The language a person reads and the currency a business counts in: the two things every text depends on.

use shared::money::{Currency, MoneyStyle};
use shared::till::Language;
use yew::prelude::*;

/// How texts and amounts are written on this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// The language.
    pub language: Language,
    /// The business's currency, whatever the language.
    pub currency: Currency,
}

impl Default for Locale {
    fn default() -> Self {
        Self {
            language: Language::default(),
            currency: Currency::ARS,
        }
    }
}

impl Locale {
    /// Where separators and symbol go in this language.
    pub const fn money_style(self) -> MoneyStyle {
        match self.language {
            Language::Spanish | Language::Portuguese => MoneyStyle::LATIN,
            Language::English => MoneyStyle::ENGLISH,
        }
    }

    /// The value of the `lang` attribute.
    pub const fn tag(self) -> &'static str {
        language_tag(self.language)
    }
}

/// The BCP 47 name of a language.
pub const fn language_tag(language: Language) -> &'static str {
    match language {
        Language::Spanish => "es-AR",
        Language::English => "en",
        Language::Portuguese => "pt-BR",
    }
}

/// What a language calls itself.
pub const fn language_name(language: Language) -> &'static str {
    match language {
        Language::Spanish => "Español",
        Language::English => "English",
        Language::Portuguese => "Português",
    }
}

/// Every language of the product, in the order of menus.
pub const LANGUAGES: [Language; 3] = [Language::Spanish, Language::English, Language::Portuguese];

/// The page's locale, from the nearest `ContextProvider<Locale>`.
#[hook]
pub fn use_locale() -> Locale {
    use_context::<Locale>().unwrap_or_default()
}
