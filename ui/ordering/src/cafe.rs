//! A cafe: its name, whether it is open, and its week.

use crate::hours::{Moment, closes, of_day, opens, time, weekday};
use crate::words::Words;
use kit::clock::{local_day, local_time, now_ms};
use kit::icon::{Icon, small};
use kit::server::Failure;
use shared::business::{OpeningHours, PublicBusiness};
use yew::prelude::*;

/// A cafe.
#[derive(Properties, PartialEq)]
pub struct CafePageProps {
    /// The cafe.
    pub cafe: PublicBusiness,
    /// Why nothing newer is known.
    pub failure: Option<Failure>,
    /// The words.
    pub words: Words,
}

/// A cafe's page.
#[component]
pub fn CafePage(props: &CafePageProps) -> Html {
    let (cafe, words) = (&props.cafe, props.words);
    let now = moment(&cafe.timezone);
    let (tag, state) = match cafe.open_now {
        true => ("tag acc", words.open()),
        false => ("tag", words.closed()),
    };
    html! {
        <>
            <header class="order-head">
                <div class="row between"><h1 data-testid="cafe-name">{ &cafe.name }</h1>
                    if !cafe.hours.is_empty() { <span class={tag} data-testid="open-now">{ state }</span> }</div>
                <p class="sub" data-testid="open-until">{ until(cafe, now, words) }</p>
                if cafe.open_now {
                    <p class="row order-now">{ small(Icon::Shop) }{ words.at_the_counter() }</p>
                }
            </header>
            if props.failure.is_some() { <p class="box" role="status">{ words.away() }</p> }
            <section class="order-hours">
                <h2>{ words.hours() }</h2>
                { week(&cafe.hours, now, words) }
            </section>
        </>
    }
}

/// The service knows best whether it is open; until when is read from the hours, if they agree.
fn until(cafe: &PublicBusiness, now: Option<Moment>, words: Words) -> Option<String> {
    let now = now?;
    match cafe.open_now {
        true => closes(&cafe.hours, now).map(|minute| words.until(minute)),
        false => opens(&cafe.hours, now).map(|opening| words.opens(opening)),
    }
}

fn week(hours: &[OpeningHours], now: Option<Moment>, words: Words) -> Html {
    if hours.is_empty() {
        return html! { <p class="sub">{ words.no_hours() }</p> };
    }
    let row = |day: u8| {
        let is_today = now.is_some_and(|now| now.weekday == day);
        let spans: Vec<String> = of_day(hours, day)
            .iter()
            .map(|open| format!("{} – {}", time(open.opens), time(open.closes)))
            .collect();
        let text = if spans.is_empty() {
            words.closed().to_owned()
        } else {
            spans.join(", ")
        };
        html! {
            <div class={classes!("order-day", is_today.then_some("on"))} aria-current={is_today.then_some("date")}>
                <dt>{ words.day(day) }</dt><dd class="num">{ text }</dd>
            </div>
        }
    };
    html! { <dl data-testid="hours">{ for (1..=7).map(row) }</dl> }
}

fn moment(timezone: &str) -> Option<Moment> {
    let now = now_ms();
    let text = local_time(now, timezone);
    let (hour, minute) = text.split_once(':')?;
    let hour: u16 = hour.parse().ok()?;
    let minute: u16 = minute.parse().ok()?;
    Some(Moment {
        weekday: weekday(local_day(now, timezone)?),
        minute: hour * 60 + minute,
    })
}
