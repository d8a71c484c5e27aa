//! Asks for the cafe of the address and draws what is known of it.

use crate::cafe::CafePage;
use crate::state::{Answered, State, cafe_of};
use crate::words::Words;
use kit::clock::{is_page_visible, use_every};
use kit::icon::{Icon, logo, small};
use kit::locale::{LANGUAGES, language_name, language_tag};
use kit::server::Server;
use kit::theme;
use shared::id::BusinessId;
use shared::till::Language;
use yew::platform::spawn_local;
use yew::prelude::*;

/// How often the cafe is asked whether it is open.
const ASK_EVERY_MS: i32 = 60_000;

/// The page.
#[component]
pub fn App() -> Html {
    let cafe = *use_memo((), |()| cafe_of(&kit::address::path()));
    let state = use_reducer_eq(|| State::of(cafe));
    let language = use_state_eq(|| {
        let (_, remembered) = theme::remembered();
        remembered
            .or_else(theme::browser_language)
            .unwrap_or_default()
    });
    let words = Words(*language);
    use_looks(*language, &state, words);
    let ask = {
        let told = state.dispatcher();
        Callback::from(move |()| {
            if let Some(cafe) = cafe {
                ask(cafe, told.clone());
            }
        })
    };
    {
        let ask = ask.clone();
        use_effect_with((), move |()| ask.emit(()));
    }
    {
        let ask = ask.clone();
        use_every(ASK_EVERY_MS, move || {
            if is_page_visible() {
                ask.emit(());
            }
        });
    }
    let read_in = {
        let language = language.clone();
        Callback::from(move |chosen: Language| {
            let (theme, _) = theme::remembered();
            theme::remember(theme.unwrap_or_default(), chosen);
            language.set(chosen);
        })
    };
    let content = match &*state {
        State::Asking => {
            html! { <p class="waiting" aria-busy="true"><span class="visually-hidden">{ words.loading() }</span></p> }
        }
        State::Known(cafe, failure) => {
            html! { <CafePage cafe={cafe.clone()} failure={*failure} {words} /> }
        }
        State::Unknown => html! {
            <div class="sorry" role="alert" data-testid="unknown-cafe"><h1>{ words.unknown() }</h1><p class="sub">{ words.unknown_why() }</p></div>
        },
        State::Away(_) => html! {
            <div class="sorry" role="alert" data-testid="away"><h1>{ words.away() }</h1>
                <button class="btn line" onclick={move |_: MouseEvent| ask.emit(())}>{ small(Icon::Refresh) }{ words.again() }</button>
            </div>
        },
    };
    html! {
        <div class="order">
            <div class="cover" aria-hidden="true">{ bands() }</div>
            <main class="order-main">{ content }</main>
            <footer class="order-foot">
                { languages(words, &read_in) }
                <span class="brand sub">{ logo() }{ "Cortado" }</span>
            </footer>
        </div>
    }
}

fn ask(cafe: BusinessId, told: UseReducerDispatcher<State>) {
    spawn_local(async move {
        let answer = Server::default().public_business(cafe).await;
        told.dispatch(Answered(answer));
    });
}

/// The page's colours, language and name.
#[hook]
fn use_looks(language: Language, state: &State, words: Words) {
    use_effect_with(language, |language| {
        let (remembered, _) = theme::remembered();
        theme::wear(remembered.unwrap_or_default(), *language);
    });
    let title = match state {
        State::Known(cafe, _) => format!("{} · Cortado", cafe.name),
        State::Unknown => format!("{} · Cortado", words.unknown()),
        State::Asking | State::Away(_) => "Cortado".to_owned(),
    };
    use_effect_with(title, |title| kit::address::set_title(title));
}

fn languages(words: Words, read_in: &Callback<Language>) -> Html {
    let choice = |language: Language| {
        let chosen = words.0 == language;
        let read_in = read_in.reform(move |_: MouseEvent| language);
        html! {
            <button class={chosen.then_some("on")} aria-pressed={chosen.to_string()} lang={language_tag(language)}
                onclick={read_in} data-testid={format!("language-{}", language_tag(language))}>{ language_name(language) }</button>
        }
    };
    html! { <div class="seg full" role="group" aria-label={words.language()}>{ for LANGUAGES.map(choice) }</div> }
}

/// A drink in section. Illustration: its colours are the drink's in both themes.
fn bands() -> Html {
    html! {
        <svg viewBox="0 0 390 148" preserveAspectRatio="none">
            <rect width="390" height="148" fill="#FFFDF8" />
            <path d="M0 44C70 36 120 54 190 46S320 36 390 48V148H0z" fill="#E6CDA6" />
            <path d="M0 82C60 90 130 72 200 82S330 94 390 80V148H0z" fill="#B67840" />
            <path d="M0 104C80 96 140 114 210 106S330 98 390 108V148H0z" fill="#3E2719" />
        </svg>
    }
}
