//! Sales by day: bars, the days before as a dotted line, today open.

use super::{PanelProps, bones, nothing_sold};
use crate::here::{Here, use_here};
use crate::period;
use crate::state::Sales;
use kit::chart::{Axis, Bar, BarChart};
use shared::clock::BusinessDay;
use shared::money::Money;
use shared::report::{DayFigures, change_per_mille};
use yew::prelude::*;

/// About as many dates as fit below the bars.
const MARKS: usize = 6;

/// Sales by day.
#[component]
pub fn Daily(props: &PanelProps) -> Html {
    let here = use_here();
    let words = here.words;
    let chart = match &props.sales {
        None => bones(),
        Some(sales) if sales.now.is_empty() && sales.before.is_empty() => nothing_sold(&here),
        Some(sales) => chart(&here, sales),
    };
    html! {
        <div class="card panel">
            <div class="hd"><h2>{ words.sales_by_day() }</h2>
                <div class="legend" aria-hidden="true">
                    <span><i class="legend-now" />{ words.this_period() }</span>
                    <span><svg class="legend-before" width="22" height="4"><path class="chart-before" d="M1 2h20" /></svg>{ words.before() }</span>
                </div>
            </div>
            { chart }
        </div>
    }
}

fn chart(here: &Here, sales: &Sales) -> Html {
    let words = here.words;
    let days = sales.now.days.iter().chain(&sales.before.days);
    let largest = days.map(|day| day.revenue.to_minor()).max().unwrap_or(0);
    let axis = Axis::up_to(largest, sales.now.currency.minor_per_major());
    let marks = axis.marks().into_iter().map(|mark| {
        let text = words.compact(Money::minor(mark), sales.now.currency);
        AttrValue::from(text)
    });
    let label = format!(
        "{}, {}",
        words.sales_by_day(),
        words.days(period::length(sales.now.range))
    );
    html! {
        <BarChart {label} heads={[words.day().into(), words.this_period().into(), words.before().into()]}
            bars={bars(here, sales)} {axis} marks={marks.collect::<Vec<_>>()} testid="daily-chart" />
    }
}

fn bars(here: &Here, sales: &Sales) -> Vec<Bar> {
    let today = here.state.today().unwrap_or(BusinessDay(0));
    let count = sales.now.days.len();
    let step = count.div_ceil(MARKS).max(1);
    let before = |index: usize| sales.before.days.get(index);
    let days = sales.now.days.iter().enumerate();
    days.map(|(index, day)| {
        let is_last = index + 1 == count;
        let is_marked = index % step == 0 && (is_last || index + step / 2 < count);
        bar(
            here,
            sales,
            (day, before(index)),
            today,
            is_marked || is_last && day.day == today,
        )
    })
    .collect()
}

fn bar(
    here: &Here,
    sales: &Sales,
    (day, before): (&DayFigures, Option<&DayFigures>),
    today: BusinessDay,
    is_marked: bool,
) -> Bar {
    let words = here.words;
    let currency = sales.now.currency;
    let is_today = day.day == today;
    let name = match is_today {
        true => format!("{}, {}", words.full_day(day.day, today), words.so_far()),
        false => words.full_day(day.day, today),
    };
    let mark = match (is_marked, is_today) {
        (false, _) => String::new(),
        (true, true) => words.today().to_owned(),
        (true, false) => words.short_day(day.day),
    };
    let was = before.map_or(0, |before| before.revenue.to_minor());
    let change = change_per_mille(day.revenue.to_minor(), was);
    Bar {
        value: day.revenue.to_minor(),
        before: before.map(|before| before.revenue.to_minor()),
        name: name.into(),
        mark: mark.into(),
        text: words.exact(day.revenue, currency).into(),
        before_text: before
            .map_or(String::new(), |before| {
                words.exact(before.revenue, currency)
            })
            .into(),
        change: change
            .map_or(String::new(), |change| words.signed_percent(change))
            .into(),
        partial: is_today,
    }
}
