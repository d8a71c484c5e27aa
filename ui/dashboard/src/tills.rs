//! The tills: who is heard, what waits, one more, one less.

mod code;
mod review;
mod revoke;
mod row;

use crate::here::{Here, use_here};
use crate::state::{CodePanel, seen_ms_ago};
use crate::words::Ago;
use code::CodeCard;
use kit::clock::now_ms;
use kit::icon::{Icon, small};
use review::Review;
use revoke::RevokeSheet;
use row::Rows;
use yew::prelude::*;

/// The tills.
#[component]
pub fn Tills() -> Html {
    let here = use_here();
    let words = here.words;
    let tills = here.state.tills.value.clone();
    let is_empty = tills.as_ref().is_some_and(Vec::is_empty);
    let has_panel = is_empty || here.state.desk.code != CodePanel::Closed;
    let add = {
        let here = here.clone();
        Callback::from(move |_: MouseEvent| here.ask_code())
    };
    html! {
        <>
            <header class="head">
                <div class="head-name"><h1>{ words.tills() }</h1><span class="sub">{ subtitle(&here) }</span></div>
                { heard(&here) }
                if !is_empty {
                    <button class="btn sm primary" onclick={add} data-testid="new-code">
                        { small(Icon::Plus) }{ words.add_till() }
                    </button>
                }
            </header>
            { problem(&here) }
            <section class={classes!("desk", has_panel.then_some(if is_empty { "first" } else { "with-panel" }))}>
                if !is_empty { <div class="desk-main"><Rows /><Review /></div> }
                if has_panel { <CodeCard /> }
            </section>
            <RevokeSheet />
        </>
    }
}

fn subtitle(here: &Here) -> String {
    let Some((cafe, tills)) = here.cafe().zip(here.state.tills.value.as_ref()) else {
        return String::new();
    };
    if tills.is_empty() {
        return here.words.no_tills().to_owned();
    }
    let selling = tills
        .iter()
        .filter(|till| till.revoked_at.is_none())
        .count();
    here.words.connected(selling, &cafe.settings.name)
}

/// Whether all tills are heard, or which are not.
fn heard(here: &Here) -> Html {
    let now = now_ms();
    let words = here.words;
    let unseen: Vec<String> = here
        .state
        .unseen(now)
        .into_iter()
        .map(|till| till.name.clone())
        .collect();
    let selling = here.state.tills.value.iter().flatten();
    let oldest = selling
        .filter(|till| till.revoked_at.is_none())
        .filter_map(|till| seen_ms_ago(till, here.state.tills.at, now))
        .max();
    let (text, dot) = match (oldest, unseen.as_slice()) {
        (None, []) => return Html::default(),
        (Some(oldest), []) => (words.all_seen(Ago::of_ms(oldest)), "acc"),
        (_, unseen) => (words.some_unseen(unseen), "hollow edge"),
    };
    html! {
        <span class="fact"><span class={classes!("dot", dot)} aria-hidden="true" />{ text }</span>
    }
}

fn problem(here: &Here) -> Html {
    let Some(failure) = here.state.tills.failure else {
        return Html::default();
    };
    html! {
        <div class="box row problem-box" role="alert" data-testid="problem">
            { small(Icon::Offline) }<span class="grow">{ failure.in_words(here.words.0) }</span>
        </div>
    }
}
