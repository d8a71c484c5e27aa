//! The products that sold most.

use super::kpi::amount;
use super::{PanelProps, bones, nothing_sold};
use crate::here::{Here, use_here};
use kit::chart::Meter;
use shared::report::Figures;
use yew::prelude::*;

/// The products that sold most, by amount or by quantity.
#[component]
pub fn Best(props: &PanelProps) -> Html {
    let here = use_here();
    let words = here.words;
    let by_quantity = use_state_eq(|| false);
    let choice = |quantity: bool, name: &'static str, testid: &'static str| {
        let chosen = *by_quantity == quantity;
        let by_quantity = by_quantity.clone();
        html! {
            <button class={chosen.then_some("on")} aria-pressed={chosen.to_string()} data-testid={testid}
                onclick={move |_: MouseEvent| by_quantity.set(quantity)}>{ name }</button>
        }
    };
    let list = match props.sales.as_ref().map(|sales| &sales.now) {
        None => bones(),
        Some(figures) if figures.top_by_revenue.is_empty() => nothing_sold(&here),
        Some(figures) => list(&rows(&here, figures, *by_quantity)),
    };
    html! {
        <div class="card panel">
            <div class="hd"><h2>{ words.best_sellers() }</h2>
                <div class="seg" role="group" aria-label={words.best_sellers()}>
                    { choice(false, words.by_revenue(), "top-revenue") }
                    { choice(true, words.by_quantity(), "top-quantity") }
                </div>
            </div>
            { list }
        </div>
    }
}

/// A name, its value in words, and the same as a number to draw.
type Row = (String, Html, i64);

fn rows(here: &Here, figures: &Figures, by_quantity: bool) -> Vec<Row> {
    if by_quantity {
        let products = figures.top_by_quantity.iter();
        return products
            .map(|(name, units, thousandths)| {
                let units = html! { <span class="num">{ here.words.units(units) }</span> };
                (name.clone(), units, *thousandths)
            })
            .collect();
    }
    let products = figures.top_by_revenue.iter();
    products
        .map(|(name, revenue)| {
            let text = amount(*revenue, figures.currency);
            (name.clone(), text, revenue.to_minor())
        })
        .collect()
}

fn list(rows: &[Row]) -> Html {
    let most = rows.iter().map(|(_, _, value)| *value).max().unwrap_or(0);
    html! {
        <ol class="best" data-testid="top-products">
            { for rows.iter().map(|(name, text, value)| html! {
                <li>
                    <div class="row between"><span class="best-name">{ name }</span><b>{ text.clone() }</b></div>
                    <Meter part={*value} whole={most} />
                </li>
            }) }
        </ol>
    }
}
