//! What is paid: the lines, the tip, what it all adds up to.

use super::PayScreenProps;
use crate::counter::{aria, on_touch};
use crate::order::{cut_text, quantity_text, sum_rows};
use crate::payment::PaymentAction;
use crate::split::SplitAction;
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::money::{extra, money, percent_text, short_text};
use kit::words::counter::Counter;
use kit::words::payment::Payment as Words;
use kit::words::split::Split;
use shared::money::Money;
use shared::order::{Channel, Ticket, TicketLine};
use shared::payment::{Checkout, Tender, TenderKind, Tip};
use yew::prelude::*;

pub fn what(props: &PayScreenProps, words: Counter, ticket: &Ticket, checkout: &Checkout) -> Html {
    let title = ticket.number.as_ref().map_or_else(
        || words.new_order().to_owned(),
        |number| words.order(number.number),
    );
    let channel = match ticket.channel {
        Channel::Here => words.here(),
        Channel::ToGo => words.to_go(),
    };
    let locale = props.locale;
    let due = props.payment.due(checkout);
    let given: Money = checkout.given.iter().map(|tender| tender.amount).sum();
    html! {
        <section class="left">
            <div class="row between">
                <h2 class="h20 grow">{ title }</h2><span class="tag">{ channel }</span>
                <button class="btn line" data-testid="split-open" disabled={props.settling || !checkout.given.is_empty()} onclick={on_touch(props.act, SplitAction::Opened)}>{ small(Icon::Split) }{ Split::of(props.locale.language).title() }</button>
            </div>
            <ul class="its">{ for ticket.lines.iter().map(|line| paid_line(locale, line)) }</ul>
            { tips(props, checkout) }
            <div class="tot">
                { sum_rows(&ticket.totals, words, locale) }
                { more(locale, checkout, due.rounding) }
                <div class="tot-due"><span>{ words.to_charge() }</span><span data-testid="whole">{ money(locale, due.amount + given) }</span></div>
            </div>
        </section>
    }
}

fn paid_line(locale: Locale, line: &TicketLine) -> Html {
    let quantity = quantity_text(line.quantity.to_thousandths(), locale.money_style().decimal);
    let names: Vec<&str> = line
        .modifiers
        .iter()
        .map(|modifier| modifier.name.as_str())
        .collect();
    html! {
        <li class="it" key={line.line.to_string()}>
            <b>{ quantity }</b><span>{ &line.name }</span>{ money(locale, line.amount) }
            if !names.is_empty() { <small>{ names.join(" · ") }</small> }
            if !line.note.is_empty() { <small>{ format!("«{}»", line.note) }</small> }
            if let Some((discount, taken)) = &line.discount {
                <small class="row between"><span>{ cut_text(discount, locale) }</span>{ extra(locale, -*taken) }</small>
            }
        </li>
    }
}

/// None, the parts that this counter offers, another. Nothing where no tip is asked for; fixed once something was given.
fn tips(props: &PayScreenProps, checkout: &Checkout) -> Html {
    let offered = &props.settings.tips;
    if offered.is_empty() {
        return Html::default();
    }
    let (words, locale) = (Words::of(props.locale.language), props.locale);
    let fixed = !checkout.given.is_empty();
    let typing = props.payment.tip_typed.is_some();
    let chosen = |tip: Tip| !typing && checkout.tip == tip;
    let button = |on: bool, name: String, amount: Option<Money>, action: PaymentAction| {
        html! {
            <button class={if on { "tip on" } else { "tip" }} aria-pressed={aria(on)} disabled={fixed}
                data-testid="tip" data-name={name.clone()} onclick={props.on(action)}>
                <b>{ name }</b>{ amount.map(|amount| html! { <small class="num">{ short_text(locale, amount) }</small> }).unwrap_or_default() }
            </button>
        }
    };
    let other = matches!(checkout.tip, Tip::Amount(_));
    let typed = other.then(|| checkout.tip.of(checkout.total));
    html! {
        <div class="tips" role="group" aria-label={words.tip()}>
            <h3 class="h3">{ words.tip() }</h3>
            <div class="tip-choices">
                { button(chosen(Tip::None), words.no_tip().to_owned(), None, PaymentAction::TipChosen(Tip::None)) }
                { for offered.iter().map(|part| {
                    let tip = Tip::Part(*part);
                    let amount = tip.of(checkout.total);
                    button(chosen(tip), percent_text(locale, *part), Some(amount), PaymentAction::TipChosen(tip))
                }) }
                { button(typing || other, words.other_tip().to_owned(), typed, PaymentAction::TipTyped) }
            </div>
        </div>
    }
}

/// Tip, rounding, and what was given so far.
fn more(locale: Locale, checkout: &Checkout, rounding: Money) -> Html {
    let words = Words::of(locale.language);
    let row = |name: String, amount: Html| html! { <div><span>{ name }</span>{ amount }</div> };
    let tip = checkout.tip.of(checkout.total);
    let tip_name = match checkout.tip {
        Tip::Part(part) => format!("{} {}", words.tip(), percent_text(locale, part)),
        Tip::None | Tip::Amount(_) => words.tip().to_owned(),
    };
    html! {
        <>
            if !tip.is_zero() { { row(tip_name, money(locale, tip)) } }
            if !rounding.is_zero() { { row(words.cash_rounding().to_owned(), extra(locale, rounding)) } }
        </>
    }
}

/// What was given so far, the last of which can go back.
pub fn given(props: &PayScreenProps, words: Counter, checkout: &Checkout) -> Html {
    let (locale, parts) = (props.locale, Words::of(props.locale.language));
    let last = checkout.given.len().checked_sub(1);
    let row = |(place, tender): (usize, &Tender)| {
        let name = match tender.kind {
            TenderKind::Cash => words.cash(),
            TenderKind::Card => words.card(),
        };
        html! {
            <li class="row between" data-testid="part">
                <span>{ name }</span>{ money(locale, tender.amount) }
                if Some(place) == last {
                    <button class="btn sq" aria-label={parts.undo_part()} data-testid="part-undo"
                        onclick={props.on(PaymentAction::PartUndone)}>{ small(Icon::Undo) }</button>
                }
            </li>
        }
    };
    if checkout.given.is_empty() {
        return Html::default();
    }
    html! { <ul class="parts" aria-label={parts.given()}>{ for checkout.given.iter().enumerate().map(row) }</ul> }
}
