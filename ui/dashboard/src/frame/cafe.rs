//! Which cafe is looked at, and the others.

use crate::here::use_here;
use crate::place::Place;
use crate::words::Words;
use kit::icon::{Icon, small};
use shared::business::BusinessView;
use yew::prelude::*;

/// Which cafe is looked at; a list of the others where there are any.
#[component]
pub fn CafeChoice() -> Html {
    let here = use_here();
    let words = here.words;
    let is_open = use_state_eq(|| false);
    let cafes = here.state.cafes.value.clone().unwrap_or_default();
    let Some(cafe) = here.cafe() else {
        return html! { <div class="cafe-now"><span class="bone" /></div> };
    };
    if cafes.len() < 2 {
        return html! { <div class="cafe-now" data-testid="cafe-now">{ badge(cafe) }</div> };
    }
    let set = |open: bool| {
        let is_open = is_open.clone();
        move || is_open.set(open)
    };
    let toggle = set(!*is_open);
    let shut = set(false);
    let (shut_on_escape, shut_beside) = (shut.clone(), shut.clone());
    let link = |other: &BusinessView| {
        let shut = shut.clone();
        let is_here = other.id == cafe.id;
        let place = Place {
            cafe: Some(other.id),
            ..here.state.place
        };
        html! {
            <li><a href={place.address()} class={classes!("menu-row", is_here.then_some("on"))}
                aria-current={is_here.then_some("true")} onclick={move |_: MouseEvent| shut()}
                data-testid="cafe-option">
                <span class="grow">{ &other.settings.name }</span>
                <span class="mut">{ other.settings.currency.code() }</span>
            </a></li>
        }
    };
    html! {
        <div class="cafe-choice" onkeydown={move |event: KeyboardEvent| {
            if event.key() == "Escape" { shut_on_escape(); }
        }}>
            <button class="cafe-now" aria-expanded={is_open.to_string()} aria-label={format!("{}: {}", words.choose_cafe(), cafe.settings.name)}
                onclick={move |_: MouseEvent| toggle()} data-testid="cafe-now">
                { badge(cafe) }{ small(Icon::Down) }
            </button>
            if *is_open {
                <div class="menu-shade" onclick={move |_: MouseEvent| shut_beside()} />
                <ul class="menu card">{ for cafes.iter().map(link) }</ul>
            }
        </div>
    }
}

fn badge(cafe: &BusinessView) -> Html {
    let name = &cafe.settings.name;
    html! {
        <>
            <span class="avatar square" aria-hidden="true">{ Words::initials(name) }</span>
            <span class="grow"><b>{ name }</b><small class="sub">{ place_of(cafe) }</small></span>
        </>
    }
}

/// The city of its time zone: what tells two cafes of one name apart.
fn place_of(cafe: &BusinessView) -> String {
    let city = cafe.settings.timezone.rsplit('/').next();
    city.unwrap_or_default().replace('_', " ")
}
