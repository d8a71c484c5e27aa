//! What stands around every page: the menu, the cafe, the reader's account.

mod account;
mod cafe;
mod preferences;
mod shortcuts;

pub use preferences::LanguageChoice;
pub use shortcuts::use_shortcuts;

use crate::here::use_here;
use crate::notice::NoticeBar;
use crate::place::Page;
use crate::summary::Summary;
use crate::tills::Tills;
use crate::words::Words;
use account::AccountMenu;
use cafe::CafeChoice;
use kit::icon::{Icon, icon, logo, small};
use yew::prelude::*;

impl Page {
    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Summary => words.summary(),
            Self::Tills => words.tills(),
        }
    }

    fn icon(self) -> Icon {
        match self {
            Self::Summary => Icon::Home,
            Self::Tills => Icon::Till,
        }
    }

    fn testid(self) -> &'static str {
        match self {
            Self::Summary => "nav-summary",
            Self::Tills => "nav-tills",
        }
    }
}

/// The frame with its page.
#[component]
pub fn Frame() -> Html {
    let here = use_here();
    let words = here.words;
    let page = here.state.place.page;
    use_title(&here);
    let content = match (page, here.cafe().is_some()) {
        (_, false) => html! { <NoCafe /> },
        (Page::Summary, true) => html! { <Summary /> },
        (Page::Tills, true) => html! { <Tills /> },
    };
    html! {
        <div class="dash">
            <header class="side">
                <div class="brand">{ logo() }<b>{ "Cortado" }</b></div>
                <CafeChoice />
                <nav class="side-pages" aria-label={words.pages()}>{ for links(&here, small) }</nav>
                <div class="grow" />
                <AccountMenu />
            </header>
            <main class="work">{ content }</main>
            <nav class="foot-pages" aria-label={words.pages()}>{ for links(&here, icon) }</nav>
            <NoticeBar />
        </div>
    }
}

fn links(here: &crate::here::Here, drawn: fn(Icon) -> Html) -> Vec<Html> {
    let place = here.state.place;
    let to_review = here.state.to_review();
    let link = |page: Page| {
        let is_here = place.page == page;
        html! {
            <a class={classes!("side-page", is_here.then_some("on"))} href={place.at(page).address()}
                aria-current={is_here.then_some("page")} data-testid={page.testid()}>
                { drawn(page.icon()) }<span>{ page.name(here.words) }</span>
                if page == Page::Tills && to_review > 0 {
                    <span class="tag warn" title={here.words.to_review()}>{ to_review }</span>
                }
            </a>
        }
    };
    Page::ALL.into_iter().map(link).collect()
}

/// The page's name in the browser's tab.
#[hook]
fn use_title(here: &crate::here::Here) {
    let cafe = here.cafe().map(|cafe| cafe.settings.name.clone());
    let page = here.state.place.page.name(here.words);
    use_effect_with((cafe, page), |(cafe, page)| {
        let cafe = cafe.as_deref().unwrap_or("Cortado");
        kit::address::set_title(&format!("{page} · {cafe}"));
    });
}

/// The person's cafes are not here yet, cannot be had, or there are none.
#[component]
fn NoCafe() -> Html {
    let here = use_here();
    let words = here.words;
    let cafes = &here.state.cafes;
    let again = {
        let here = here.clone();
        Callback::from(move |_: MouseEvent| here.ask_cafes())
    };
    match (&cafes.failure, &cafes.value) {
        (Some(failure), _) => html! {
            <div class="box warn row" role="alert">
                { icon(Icon::Warning) }<span class="grow">{ failure.in_words(words.0) }</span>
                <button class="btn sm line" onclick={again}>{ small(Icon::Refresh) }{ words.try_again() }</button>
            </div>
        },
        (None, Some(_)) => html! { <p class="box" data-testid="no-cafes">{ words.no_cafes() }</p> },
        (None, None) => {
            html! { <div class="waiting" role="status" aria-busy="true" aria-label={words.loading()} /> }
        }
    }
}
