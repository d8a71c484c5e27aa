//! The figures of a period, beside those of as many days before.

mod best;
mod daily;
mod hours;
mod kpi;
mod period_choice;
mod till_card;

use crate::here::{Here, use_here};
use crate::period;
use crate::state::Sales;
use best::Best;
use daily::Daily;
use hours::Hours;
use kit::clock::{local_time, now_ms};
use kit::icon::{Icon, small};
use kpi::Kpis;
use period_choice::PeriodChoice;
use till_card::TillCard;
use yew::prelude::*;

/// The summary.
#[component]
pub fn Summary() -> Html {
    let here = use_here();
    let words = here.words;
    let sales = here.state.sales.value.clone();
    html! {
        <>
            <header class="head">
                <div class="head-name"><h1>{ words.summary() }{ currency(&here) }</h1><span class="sub">{ subtitle(&here) }</span></div>
                { freshness(&here) }
                <PeriodChoice />
            </header>
            { problem(&here) }
            <Kpis sales={sales.clone()} />
            <section class="two wide-left">
                <Daily sales={sales.clone()} />
                <TillCard />
            </section>
            <section class="two">
                <Hours sales={sales.clone()} />
                <Best {sales} />
            </section>
        </>
    }
}

/// The currency, once: it is the cafe's, whatever the reader's language.
fn currency(here: &Here) -> Html {
    let code = here.cafe().map(|cafe| cafe.settings.currency.code());
    html! { <span class="tag" data-testid="currency">{ code }</span> }
}

fn subtitle(here: &Here) -> String {
    let Some((range, today)) = here.state.range().zip(here.state.today()) else {
        return String::new();
    };
    let words = here.words;
    format!(
        "{}, {}",
        words.range(range, today),
        words.compared(period::length(range))
    )
}

/// Until when the figures are complete, and whose sales they may miss.
fn freshness(here: &Here) -> Html {
    let (Some(cafe), Some(at)) = (here.cafe(), here.state.fresh_at()) else {
        return Html::default();
    };
    let now = now_ms();
    let missing: Vec<String> = here
        .state
        .unseen(now)
        .into_iter()
        .map(|till| till.name.clone())
        .collect();
    let is_complete = missing.is_empty() && here.state.tills.failure.is_none();
    let until = local_time(at, &cafe.settings.timezone);
    html! {
        <span class="fact" data-testid="freshness">
            <span class={classes!("dot", if is_complete { "acc" } else { "hollow edge" })} aria-hidden="true" />
            { here.words.fresh(&until, &missing) }
        </span>
    }
}

/// Why nothing newer is shown. What is shown stays.
fn problem(here: &Here) -> Html {
    let failure = here.state.sales.failure.or(here.state.tills.failure);
    let Some(failure) = failure else {
        return Html::default();
    };
    let again = {
        let here = here.clone();
        Callback::from(move |_: MouseEvent| {
            here.ask_sales();
            here.ask_tills();
        })
    };
    html! {
        <div class="box row problem-box" role="alert" data-testid="problem">
            { small(Icon::Offline) }<span class="grow">{ failure.in_words(here.words.0) }</span>
            <button class="btn sm line" onclick={again}>{ small(Icon::Refresh) }{ here.words.try_again() }</button>
        </div>
    }
}

/// What a panel gets: the figures, or nothing yet.
#[derive(Properties, PartialEq)]
pub struct PanelProps {
    /// The figures.
    pub sales: Option<Sales>,
}

/// In place of a chart without anything to draw.
fn nothing_sold(here: &Here) -> Html {
    html! { <p class="empty mut">{ here.words.no_sales() }</p> }
}

/// In place of a chart that is on its way.
fn bones() -> Html {
    html! { <div class="bone tall" aria-hidden="true" /> }
}
