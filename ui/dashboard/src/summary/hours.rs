//! Sales by hour of the day.

use super::{PanelProps, bones, nothing_sold};
use crate::here::{Here, use_here};
use kit::chart::{Axis, Bar, BarChart};
use shared::money::Money;
use shared::report::Figures;
use yew::prelude::*;

/// Sales by hour of the day, from the first with a sale to the last.
#[component]
pub fn Hours(props: &PanelProps) -> Html {
    let here = use_here();
    let words = here.words;
    let figures = props.sales.as_ref().map(|sales| &sales.now);
    let chart = match figures {
        None => bones(),
        Some(figures) => match open_hours(figures) {
            None => nothing_sold(&here),
            Some(hours) => chart(&here, figures, hours),
        },
    };
    let peak = figures.and_then(peak).map(|hour| words.peak(hour));
    html! {
        <div class="card panel">
            <div class="hd"><h2>{ words.sales_by_hour() }</h2><span class="mut">{ peak }</span></div>
            { chart }
        </div>
    }
}

fn chart(here: &Here, figures: &Figures, (first, last): (usize, usize)) -> Html {
    let words = here.words;
    let largest = figures.hours.iter().map(|hour| hour.to_minor()).max();
    let axis = Axis::up_to(largest.unwrap_or(0), figures.currency.minor_per_major());
    let marks = axis.marks().into_iter().map(|mark| {
        let text = words.compact(Money::minor(mark), figures.currency);
        AttrValue::from(text)
    });
    let bars = (first..=last).map(|hour| Bar {
        value: figures.hours[hour].to_minor(),
        name: words.an_hour(hour).into(),
        mark: if (hour - first).is_multiple_of(2) {
            hour.to_string().into()
        } else {
            "".into()
        },
        text: words.exact(figures.hours[hour], figures.currency).into(),
        ..Bar::default()
    });
    html! {
        <BarChart label={words.sales_by_hour()} heads={[words.hour().into(), words.sales().into(), "".into()]}
            bars={bars.collect::<Vec<_>>()} {axis} marks={marks.collect::<Vec<_>>()} testid="hours-chart" />
    }
}

fn open_hours(figures: &Figures) -> Option<(usize, usize)> {
    let sold = |hour: &&Money| !hour.is_zero();
    let first = figures.hours.iter().position(|hour| sold(&hour))?;
    let last = figures.hours.iter().rposition(|hour| sold(&hour))?;
    Some((first, last))
}

fn peak(figures: &Figures) -> Option<usize> {
    let hours = figures.hours.iter().enumerate();
    // The first of equal hours: `max_by_key` would take the last.
    let (hour, most) = hours.rev().max_by_key(|(_, revenue)| **revenue)?;
    (!most.is_zero()).then_some(hour)
}
