//! The column of a part.

use super::{Part, SplitAction, SplitScreenProps};
use crate::order::quantity_text;
use kit::icon::{Icon, icon, small};
use kit::locale::Locale;
use kit::money::money;
use kit::words::split::Split as Words;
use shared::money::Money;
use shared::order::TicketLine;
use yew::prelude::*;

/// The column of a part; `next` is the one to be paid next.
pub fn column(props: &SplitScreenProps, number: usize, part: &Part, next: bool) -> Html {
    let words = props.words();
    let ticket = part.ticket.as_deref();
    let lines = ticket.map_or(&[][..], |ticket| &ticket.lines);
    let total = ticket.map_or(Money::ZERO, |ticket| ticket.totals.total);
    let name = words.part(number);
    let class = match (part.is_paid(), next) {
        (true, _) => "card part paid",
        (false, true) => "card part on",
        (false, false) => "card part",
    };
    html! {
        <section {class} key={part.order.to_string()} aria-label={name.clone()} data-testid="split-part">
            <header class="part-head">
                <span class="count" aria-hidden="true">{ number }</span><b class="grow">{ name }</b>
                if part.is_paid() { <span class="tag acc">{ small(Icon::Check) }{ words.paid() }</span> }
                if part.is_empty() {
                    <button class="btn ghost sq" aria-label={words.take_off()} data-testid="part-off" onclick={props.on(SplitAction::TakenOff(part.order))}>{ icon(Icon::Close) }</button>
                }
            </header>
            <div class="part-lines">
                { for lines.iter().map(|line| held(props, part, line)) }
                if !part.is_paid() { { drop_here(props, words, number, part) } }
            </div>
            <footer class="part-foot">
                <div class="row between"><span class="sub">{ words.products(ticket.map_or(0, |ticket| ticket.units)) }</span><b class="num big">{ money(props.locale, total) }</b></div>
                { charge(props, words, part, next, total) }
            </footer>
        </section>
    }
}

fn held(props: &SplitScreenProps, part: &Part, line: &TicketLine) -> Html {
    if part.is_paid() {
        return html! { <div class="part-line" key={line.line.to_string()}>{ row(props.locale, line) }</div> };
    }
    let back = props.on(SplitAction::TakenBack(part.order, line.line));
    html! {
        <button class="part-line" key={line.line.to_string()} title={props.words().put_back(&line.name)} data-testid="part-line" data-name={line.name.clone()} onclick={back}>
            { row(props.locale, line) }
        </button>
    }
}

/// Quantity, name and amount of a line.
pub fn row(locale: Locale, line: &TicketLine) -> Html {
    let quantity = quantity_text(line.quantity.to_thousandths(), locale.money_style().decimal);
    let modifiers = line.modifiers.iter();
    let names: Vec<&str> = modifiers.map(|modifier| modifier.name.as_str()).collect();
    let off = line.discount.as_ref().map_or(Money::ZERO, |(_, off)| *off);
    html! {
        <>
            <b>{ quantity }</b>
            <span class="grow">{ &line.name }if !names.is_empty() { <small>{ names.join(" · ") }</small> }</span>
            <span class="num">{ money(locale, line.amount - off) }</span>
        </>
    }
}

/// Where what was chosen goes; where nothing was, what is left.
fn drop_here(props: &SplitScreenProps, words: Words, number: usize, part: &Part) -> Html {
    let chosen = props.chosen();
    let coming = props.split.coming.as_ref();
    let comes = coming.is_some_and(|line| props.split.chosen.contains(line));
    let (text, action) = match chosen[..] {
        [] if comes => (words.put_some_here(1), SplitAction::PutIn(part.order)),
        [] if props.left().is_empty() => return Html::default(),
        [] => (
            words.put_rest().to_owned(),
            SplitAction::RestPutIn(part.order),
        ),
        [line] => (words.put_here(&line.name), SplitAction::PutIn(part.order)),
        _ => (
            words.put_some_here(chosen.len()),
            SplitAction::PutIn(part.order),
        ),
    };
    let class = if chosen.is_empty() && !comes {
        "drop rest"
    } else {
        "drop"
    };
    html! { <button {class} data-testid="part-put" data-part={number.to_string()} onclick={props.on(action)}>{ small(Icon::Plus) }<span>{ text }</span></button> }
}

fn charge(props: &SplitScreenProps, words: Words, part: &Part, next: bool, total: Money) -> Html {
    if part.is_paid() {
        return Html::default();
    }
    let class = if next {
        "btn primary wide part-charge"
    } else {
        "btn line wide part-charge"
    };
    let on = props.on(SplitAction::Charged(part.order));
    html! {
        <button {class} disabled={part.is_empty()} data-testid="part-charge" onclick={on}>
            if part.is_empty() { { words.choose() } } else { { words.charge() }{ "\u{a0}" }{ money(props.locale, total) } }
        </button>
    }
}
