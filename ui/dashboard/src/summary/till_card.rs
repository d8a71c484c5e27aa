//! The tills beside the figures: who is heard, and what waits.

use crate::here::{Here, use_here};
use crate::place::Page;
use crate::state::{is_seen, seen_ms_ago};
use crate::words::Ago;
use kit::clock::now_ms;
use shared::till::TillView;
use yew::prelude::*;

/// The cafe's tills, those that are not heard first.
#[component]
pub fn TillCard() -> Html {
    let here = use_here();
    let words = here.words;
    let now = now_ms();
    let shown = &here.state.tills;
    let mut tills: Vec<&TillView> = shown
        .value
        .iter()
        .flatten()
        .filter(|till| till.revoked_at.is_none())
        .collect();
    tills.sort_by_key(|till| is_seen(till, shown.at, now));
    let ready = tills
        .iter()
        .filter(|till| till.waiting == 0 && is_seen(till, shown.at, now))
        .count();
    let count = words.up_to_date_of(ready, tills.len());
    html! {
        <a class="card panel till-card" href={here.state.place.at(Page::Tills).address()} data-testid="till-card">
            <div class="hd"><h2>{ words.tills() }</h2><span class="mut">{ (!tills.is_empty()).then_some(count) }</span></div>
            <ul>
                { for tills.iter().map(|till| row(&here, till, now)) }
                if shown.value.is_none() { <li class="till-line"><span class="bone" /></li> }
                if shown.value.is_some() && tills.is_empty() { <li class="till-line mut">{ words.no_tills() }</li> }
            </ul>
        </a>
    }
}

fn row(here: &Here, till: &TillView, now: i64) -> Html {
    let words = here.words;
    let heard_at = here.state.tills.at;
    let seen = is_seen(till, heard_at, now);
    let ago = seen_ms_ago(till, heard_at, now).map(Ago::of_ms);
    let last_contact = ago.map_or(words.never_seen().to_owned(), |ago| words.seen_ago(ago));
    html! {
        <li class="till-line">
            <span class={classes!("dot", if seen { "acc" } else { "hollow edge" })} aria-hidden="true" />
            <span class="grow"><b>{ &till.name }</b>
                <span class="sub">{ words.waiting(till.waiting, seen) }</span>
                <span class="mut">{ last_contact }</span>
            </span>
        </li>
    }
}
