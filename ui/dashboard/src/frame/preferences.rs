//! The choices of language and colours.

use crate::here::use_here;
use crate::preferences::Preferences;
use crate::words::Words;
use kit::locale::{LANGUAGES, language_name, language_tag};
use shared::till::Theme;
use yew::prelude::*;

/// The three languages, each by its own name.
#[component]
pub fn LanguageChoice() -> Html {
    let words = use_here().words;
    let Some(preferences) = use_context::<Preferences>() else {
        return Html::default();
    };
    let choice = |language| {
        let chosen = preferences.language == language;
        let preferences = preferences.clone();
        html! {
            <button type="button" class={chosen.then_some("on")} aria-pressed={chosen.to_string()}
                lang={language_tag(language)} data-testid={format!("language-{}", language_tag(language))}
                onclick={move |_: MouseEvent| preferences.read_in(language)}>{ language_name(language) }</button>
        }
    };
    html! {
        <div class="seg" role="group" aria-label={words.language()}>{ for LANGUAGES.map(choice) }</div>
    }
}

/// The three colour schemes.
#[component]
pub fn ThemeChoice() -> Html {
    let words = use_here().words;
    let Some(preferences) = use_context::<Preferences>() else {
        return Html::default();
    };
    let choice = |theme| {
        let chosen = preferences.theme == theme;
        let preferences = preferences.clone();
        html! {
            <button type="button" class={chosen.then_some("on")} aria-pressed={chosen.to_string()}
                data-testid={testid(theme)} onclick={move |_: MouseEvent| preferences.wear(theme)}>
                { name(words, theme) }
            </button>
        }
    };
    let themes = [Theme::Light, Theme::Dark, Theme::Device];
    html! {
        <div class="seg" role="group" aria-label={words.theme()}>{ for themes.map(choice) }</div>
    }
}

fn name(words: Words, theme: Theme) -> &'static str {
    match theme {
        Theme::Device => words.theme_device(),
        Theme::Light => words.theme_light(),
        Theme::Dark => words.theme_dark(),
    }
}

fn testid(theme: Theme) -> &'static str {
    match theme {
        Theme::Device => "theme-device",
        Theme::Light => "theme-light",
        Theme::Dark => "theme-dark",
    }
}
