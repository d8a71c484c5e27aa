//! Three figures, how they changed, and their shape over the days.

use super::PanelProps;
use crate::here::{Here, use_here};
use crate::state::Sales;
use kit::chart::Spark;
use kit::icon::{Icon, tiny};
use kit::money::MoneyText;
use shared::money::{Currency, Money};
use shared::report::{DayFigures, Figures, change_per_mille};
use yew::prelude::*;

/// From this many major units on an amount is shown without decimals: they would only distract.
const WHOLE_FROM: i64 = 1_000;

/// Sales, orders, average ticket.
#[component]
pub fn Kpis(props: &PanelProps) -> Html {
    let here = use_here();
    let words = here.words;
    let sales = props.sales.as_ref();
    let average_changed = |sales: &Sales| {
        change_per_mille(
            sales.now.average.to_minor(),
            sales.before.average.to_minor(),
        )
    };
    html! {
        <section class="kpis" aria-busy={sales.is_none().to_string()}>
            { card(&here, "kpi-sales", words.sales(), sales.map(|sales| Kpi {
                value: amount(sales.now.revenue, sales.now.currency),
                change: change_per_mille(sales.now.revenue.to_minor(), sales.before.revenue.to_minor()),
                shape: shape(&here, &sales.now, |day| day.revenue.to_minor()),
            })) }
            { card(&here, "kpi-orders", words.orders(), sales.map(|sales| Kpi {
                value: html! { <span class="num">{ words.count(sales.now.orders) }</span> },
                change: change_per_mille(sales.now.orders, sales.before.orders),
                shape: shape(&here, &sales.now, |day| day.orders),
            })) }
            { card(&here, "kpi-average", words.average_ticket(), sales.map(|sales| Kpi {
                value: amount(sales.now.average, sales.now.currency),
                change: average_changed(sales),
                shape: shape(&here, &sales.now, |day| day.average().to_minor()),
            })) }
        </section>
    }
}

struct Kpi {
    value: Html,
    change: Option<i64>,
    shape: Vec<i64>,
}

fn card(here: &Here, testid: &'static str, name: &'static str, kpi: Option<Kpi>) -> Html {
    let Some(kpi) = kpi else {
        return html! {
            <div class="card kpi"><div class="l">{ name }</div><div class="v"><span class="bone" /></div><div class="d" /></div>
        };
    };
    html! {
        <div class="card kpi">
            <div class="l">{ name }</div>
            <div class="v" data-testid={testid}>{ kpi.value }</div>
            { change(here, kpi.change) }
            if kpi.shape.iter().any(|value| *value != 0) { <Spark values={kpi.shape} /> }
        </div>
    }
}

fn change(here: &Here, change: Option<i64>) -> Html {
    let words = here.words;
    let Some(change) = change else {
        return html! { <div class="d mut">{ words.no_comparison() }</div> };
    };
    let (class, arrow) = match change {
        ..0 => ("dn", tiny(Icon::ArrowDown)),
        0 => ("mut", Html::default()),
        1.. => ("up", tiny(Icon::Up)),
    };
    html! {
        <div class={classes!("d", "num", class)}>
            { arrow }<span aria-hidden="true">{ words.percent(change) }</span>
            <span class="visually-hidden">{ words.change_aloud(change) }</span>
        </div>
    }
}

/// An amount for a glance; the exact one is in its title.
pub(super) fn amount(amount: Money, currency: Currency) -> Html {
    let whole = amount.to_minor().abs() >= WHOLE_FROM * currency.minor_per_major();
    html! { <MoneyText {amount} {whole} /> }
}

/// The days that are over: an unfinished one would end every line in a fall.
fn shape(here: &Here, figures: &Figures, of: impl Fn(&DayFigures) -> i64) -> Vec<i64> {
    let today = here.state.today();
    let over = figures.days.iter().filter(|day| Some(day.day) != today);
    over.map(of).collect()
}
