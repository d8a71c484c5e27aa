//! The colours and the language that the whole page wears.

use crate::locale::language_tag;
use shared::till::{Language, Theme};
use web_sys::{Element, Storage, Window};

const LANGUAGE_KEY: &str = "cortado.language";
const THEME_KEY: &str = "cortado.theme";

/// Puts theme and language on the page's root element.
pub fn wear(theme: Theme, language: Language) {
    let Some(root) = root() else { return };
    let name = if is_dark(theme) { "dark" } else { "light" };
    // The root takes attributes as long as there is a page to see.
    let _ = root.set_attribute("data-theme", name);
    let _ = root.set_attribute("lang", language_tag(language));
}

/// Whether the theme is dark on this device now.
pub fn is_dark(theme: Theme) -> bool {
    match theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::Device => device_is_dark().unwrap_or(false),
    }
}

/// What this browser was last told, for pages that have no till to remember it.
pub fn remembered() -> (Option<Theme>, Option<Language>) {
    let read = |key| storage().and_then(|storage| storage.get_item(key).ok().flatten());
    let theme = read(THEME_KEY).and_then(|name| theme_of(&name));
    let language = read(LANGUAGE_KEY).and_then(|tag| language_of(&tag));
    (theme, language)
}

/// Remembers theme and language in this browser.
pub fn remember(theme: Theme, language: Language) {
    if let Some(storage) = storage() {
        // A browser that keeps nothing asks again next time.
        let _ = storage.set_item(THEME_KEY, theme_name(theme));
        let _ = storage.set_item(LANGUAGE_KEY, language_tag(language));
    }
}

/// The language of the browser, where it is one of ours.
pub fn browser_language() -> Option<Language> {
    let tag = web_sys::window()?.navigator().language()?;
    language_of(&tag)
}

/// The language whose name starts like this tag: `es-MX` is Spanish.
pub fn language_of(tag: &str) -> Option<Language> {
    match tag.get(..2)? {
        "es" => Some(Language::Spanish),
        "en" => Some(Language::English),
        "pt" => Some(Language::Portuguese),
        _ => None,
    }
}

const fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::Device => "device",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn theme_of(name: &str) -> Option<Theme> {
    [Theme::Device, Theme::Light, Theme::Dark]
        .into_iter()
        .find(|theme| theme_name(*theme) == name)
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn root() -> Option<Element> {
    window()?.document()?.document_element()
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

fn device_is_dark() -> Option<bool> {
    let query = window()?
        .match_media("(prefers-color-scheme: dark)")
        .ok()??;
    Some(query.matches())
}
