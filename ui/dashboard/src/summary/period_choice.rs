//! Which days: three choices one tap away, and any two dates.

use crate::here::{Here, use_here};
use crate::period::Period;
use crate::place::Place;
use kit::icon::{Icon, small};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Which days the figures are of.
#[component]
pub fn PeriodChoice() -> Html {
    let here = use_here();
    let words = here.words;
    let place = here.state.place;
    let is_open = use_state_eq(|| false);
    let shut = {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(false))
    };
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
    };
    let choice = |days: u16| {
        let chosen = place.period == Period::Last(days);
        let to = with_period(&here, Period::Last(days));
        let shut = shut.clone();
        html! {
            <a href={to.address()} class={chosen.then_some("on")} aria-current={chosen.then_some("true")}
                onclick={move |_: MouseEvent| shut.emit(())} data-testid={format!("period-{days}")}>
                { words.days(i32::from(days)) }
            </a>
        }
    };
    let is_other = matches!(place.period, Period::Between(..));
    html! {
        <div class="period">
            <div class="seg" role="group" aria-label={words.period()}>
                { for Period::OFFERED.map(choice) }
                <button class={is_other.then_some("on")} onclick={toggle} aria-expanded={is_open.to_string()}
                    aria-label={words.other_dates()} title={words.other_dates()} data-testid="period-other">{ small(Icon::Calendar) }</button>
            </div>
            if *is_open {
                <div class="menu-shade" onclick={shut.reform(|_: MouseEvent| ())} />
                <Dates {shut} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct DatesProps {
    shut: Callback<()>,
}

#[component]
fn Dates(props: &DatesProps) -> Html {
    let here = use_here();
    let words = here.words;
    let (from, to) = (use_node_ref(), use_node_ref());
    let is_wrong = use_state_eq(|| false);
    let range = here.state.range();
    let value = |day: Option<shared::clock::BusinessDay>| day.map(|day| day.to_string());
    let onsubmit = {
        let (here, from, to) = (here.clone(), from.clone(), to.clone());
        let (shut, is_wrong) = (props.shut.clone(), is_wrong.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match chosen(&from, &to) {
                Some(period) => {
                    kit::address::go(&with_period(&here, period).address());
                    shut.emit(());
                }
                None => is_wrong.set(true),
            }
        })
    };
    let onkeydown = {
        let shut = props.shut.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                shut.emit(());
            }
        })
    };
    html! {
        <form class="menu card dates" {onsubmit} {onkeydown}>
            <label class="labelled"><b>{ words.from() }</b><span class="field">
                <input ref={from} type="date" value={value(range.map(|range| range.0))} required=true data-testid="period-from" /></span></label>
            <label class="labelled"><b>{ words.to() }</b><span class="field">
                <input ref={to} type="date" value={value(range.map(|range| range.1))} required=true data-testid="period-to" /></span></label>
            <p class="problem" role="alert">{ is_wrong.then_some(words.wrong_order()) }</p>
            <button class="btn sm ink wide" type="submit" data-testid="period-show">{ words.show() }</button>
        </form>
    }
}

fn chosen(from: &NodeRef, to: &NodeRef) -> Option<Period> {
    let day = |node: &NodeRef| node.cast::<HtmlInputElement>()?.value().parse().ok();
    Period::between(day(from)?, day(to)?)
}

fn with_period(here: &Here, period: Period) -> Place {
    Place {
        period,
        cafe: here.cafe().map(|cafe| cafe.id),
        ..here.state.place
    }
}
