//! The reader's language and colours, remembered by the browser.

use kit::theme;
use shared::till::{Language, Theme};
use yew::prelude::*;

/// The reader's language and colours, and how to change them.
#[derive(Clone, PartialEq)]
pub struct Preferences {
    /// The language.
    pub language: Language,
    /// The colours.
    pub theme: Theme,
    chosen: UseStateHandle<(Theme, Language)>,
}

impl Preferences {
    /// Reads in another language.
    pub fn read_in(&self, language: Language) {
        self.choose((self.theme, language));
    }

    /// Wears other colours.
    pub fn wear(&self, theme: Theme) {
        self.choose((theme, self.language));
    }

    fn choose(&self, chosen: (Theme, Language)) {
        theme::remember(chosen.0, chosen.1);
        self.chosen.set(chosen);
    }
}

/// The remembered preferences, or the browser's. The page wears them.
#[hook]
pub fn use_preferences() -> Preferences {
    let chosen = use_state_eq(|| {
        let (theme, language) = theme::remembered();
        let language = language.or_else(theme::browser_language);
        (theme.unwrap_or_default(), language.unwrap_or_default())
    });
    let (theme, language) = *chosen;
    use_effect_with((theme, language), |(theme, language)| {
        theme::wear(*theme, *language);
    });
    Preferences {
        language,
        theme,
        chosen,
    }
}
