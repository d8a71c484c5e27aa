//! The page: who is here decides what is drawn; clocks keep it fresh.

use crate::frame::{Frame, use_shortcuts};
use crate::here::Here;
use crate::place::Place;
use crate::preferences::{Preferences, use_preferences};
use crate::sign_in::SignIn;
use crate::state::{Action, Person, State};
use crate::words::Words;
use kit::clock::{is_page_visible, use_every};
use kit::locale::Locale;
use kit::server::Server;
use yew::prelude::*;

/// How often the tills are asked for: they say whether anything arrived.
const TILLS_EVERY_MS: i32 = 3_000;
/// How often everything is asked for, also what changes only with the day.
const ALL_EVERY_MS: i32 = 60_000;

/// The page.
#[component]
pub fn App() -> Html {
    let state = use_reducer_eq(|| State::at(Place::of_address(&kit::address::hash())));
    let server = use_state(Server::default);
    let preferences = use_preferences();
    let here = Here {
        state: state.clone(),
        server: (*server).clone(),
        words: Words(preferences.language),
    };
    let went = state.dispatcher();
    kit::address::use_hash(Callback::from(move |hash: String| {
        went.dispatch(Action::Went(Place::of_address(&hash)));
    }));
    use_shortcuts();
    use_session(&here);
    use_fresh_figures(&here);
    let locale = Locale {
        language: preferences.language,
        currency: here
            .cafe()
            .map_or(Locale::default().currency, |cafe| cafe.settings.currency),
    };
    let page = match &state.person {
        Person::Unknown => html! { <div class="waiting" aria-busy="true" /> },
        Person::Away(_) | Person::Asking => html! { <SignIn /> },
        Person::Known(_) => html! { <Frame /> },
    };
    html! {
        <ContextProvider<Locale> context={locale}>
            <ContextProvider<Preferences> context={preferences}>
                <ContextProvider<Here> context={here}>{ page }</ContextProvider<Here>>
            </ContextProvider<Preferences>>
        </ContextProvider<Locale>>
    }
}

/// Resumes the session once, and asks for the cafes of whoever is here.
#[hook]
fn use_session(here: &Here) {
    {
        let here = here.clone();
        use_effect_with((), move |()| here.resume());
    }
    let is_known = matches!(here.state.person, Person::Known(_));
    let here = here.clone();
    use_effect_with(is_known, move |_| here.ask_cafes());
}

/// Asks for figures when the cafe or the days change, when entries arrived, and now and then.
#[hook]
fn use_fresh_figures(here: &Here) {
    let cafe = here.cafe().map(|cafe| cafe.id);
    {
        let here = here.clone();
        use_effect_with(cafe, move |_| here.ask_tills());
    }
    {
        let here = here.clone();
        let wanted = (cafe, here.state.range(), here.state.arrivals());
        use_effect_with(wanted, move |_| here.ask_sales());
    }
    {
        let here = here.clone();
        use_effect_with((cafe, here.state.set_aside()), move |_| here.ask_aside());
    }
    {
        let here = here.clone();
        use_effect_with((cafe, here.state.arrivals()), move |_| here.ask_reviews());
    }
    {
        let here = here.clone();
        use_every(TILLS_EVERY_MS, move || {
            if is_page_visible() {
                here.ask_tills();
            }
        });
    }
    let here = here.clone();
    use_every(ALL_EVERY_MS, move || {
        if is_page_visible() {
            here.ask_cafes();
            here.ask_sales();
        }
    });
}
