//! Taking the money: what on the left, how in the middle, now on the right. What is due is the largest thing.

use super::done::notes_text;
use super::{Keypad, Payment, PaymentAction, Received};
use crate::counter::Action;
use crate::order::{cut_text, quantity_text, sum_rows};
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::money::{extra, is_whole, money, short_text, text};
use kit::words::counter::Counter;
use shared::money::Money;
use shared::order::{Channel, Ticket, TicketLine};
use shared::payment::{TenderKind, quick_amounts};
use std::rc::Rc;
use yew::prelude::*;

/// What [`PayScreen`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PayScreenProps {
    /// How the money comes in.
    pub payment: Payment,
    /// The order.
    pub ticket: Option<Rc<Ticket>>,
    /// Whether the sale is on its way to the disk.
    pub settling: bool,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

impl PayScreenProps {
    fn on(&self, action: PaymentAction) -> Callback<MouseEvent> {
        self.act.reform(move |_| Action::Payment(action.clone()))
    }
}

/// Taking the money.
#[component]
pub fn PayScreen(props: &PayScreenProps) -> Html {
    let words = Counter::of(props.locale.language);
    let Some(ticket) = &props.ticket else {
        return Html::default();
    };
    html! {
        <main class="pay-body">
            { what(props, words, ticket) }
            { how(props, words, ticket.totals.total) }
            { now(props, words, ticket.totals.total) }
        </main>
    }
}

fn what(props: &PayScreenProps, words: Counter, ticket: &Ticket) -> Html {
    let title = ticket.number.as_ref().map_or_else(
        || words.new_order().to_owned(),
        |number| words.order(number.number),
    );
    let channel = match ticket.channel {
        Channel::Here => words.here(),
        Channel::ToGo => words.to_go(),
    };
    html! {
        <section class="left">
            <div class="row between"><h2 class="h20">{ title }</h2><span class="tag">{ channel }</span></div>
            <ul class="its">{ for ticket.lines.iter().map(|line| paid_line(props.locale, line)) }</ul>
            <div class="tot">
                { sum_rows(&ticket.totals, words, props.locale) }
                <div class="tot-due"><span>{ words.to_charge() }</span><span>{ money(props.locale, ticket.totals.total) }</span></div>
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

fn how(props: &PayScreenProps, words: Counter, due: Money) -> Html {
    let is = |method| props.payment.method == method;
    let method = |of: TenderKind,
                  drawing: Icon,
                  name: &'static str,
                  fact: &'static str,
                  id: &'static str| {
        let on = is(of);
        html! {
            <button class={classes!("method", on.then_some("on"))} aria-pressed={on.to_string()} data-testid={id}
                onclick={props.on(PaymentAction::MethodChosen(of))}>
                { icon(drawing) }<span>{ name }</span><small>{ fact }</small>
            </button>
        }
    };
    let due_words = if is(TenderKind::Cash) {
        words.to_charge_cash()
    } else {
        words.to_charge_card()
    };
    html! {
        <section class="middle">
            <div class="methods" role="group" aria-label={words.method()}>
                { method(TenderKind::Cash, Icon::Cash, words.cash(), words.cash_fact(), "cash") }
                { method(TenderKind::Card, Icon::Card, words.card(), words.card_fact(), "card") }
            </div>
            <div class="due"><span class="sub">{ due_words }</span><span class="big" data-testid="due">{ money(props.locale, due) }</span></div>
            if is(TenderKind::Cash) { { quick(props, words, due) } }
        </section>
    }
}

fn quick(props: &PayScreenProps, words: Counter, due: Money) -> Html {
    let received = &props.payment.received;
    let button = |on: bool, text: String, action: PaymentAction, id: &'static str| {
        html! {
            <button class={classes!("quick-sum", "num", on.then_some("on"))} aria-pressed={on.to_string()} data-testid={id} onclick={props.on(action)}>{ text }</button>
        }
    };
    html! {
        <>
            <b>{ words.paying_with() }</b>
            <div class="quick">
                { button(*received == Received::Exact, words.exact().to_owned(), PaymentAction::ExactChosen, "exact") }
                { for quick_amounts(due, props.locale.currency).into_iter().map(|amount| {
                    button(*received == Received::Quick(amount), short_text(props.locale, amount), PaymentAction::QuickChosen(amount), "quick")
                }) }
                { button(matches!(received, Received::Typed(_)), words.other_amount().to_owned(), PaymentAction::OtherChosen, "other") }
            </div>
        </>
    }
}

fn now(props: &PayScreenProps, words: Counter, due: Money) -> Html {
    let locale = props.locale;
    let change = props.payment.change(due, locale.currency);
    let ready = (change.is_ok() || due.is_zero()) && !props.settling;
    let body = match props.payment.method {
        TenderKind::Cash => {
            let tendered = props.payment.tendered(due, locale.currency);
            html! {
                <>
                    <div class="row between received"><span class="sub">{ words.received() }</span><span data-testid="received">{ money(locale, tendered) }</span></div>
                    <Keypad decimals={!is_whole(locale.currency, due)} act={props.act.clone()} />
                    { change_box(change, words, locale) }
                </>
            }
        }
        TenderKind::Card => html! {
            <>
                <div class="grow"></div>
                <p class="box card-steps">{ words.card_steps() }</p>
                <div class="grow"></div>
            </>
        },
    };
    html! {
        <section class="right2">
            { body }
            <button class="btn primary main-button" data-testid="confirm-charge" disabled={!ready} onclick={props.on(PaymentAction::Charged)}>{ icon(Icon::Check) }{ words.charge() }</button>
        </section>
    }
}

fn change_box(change: Result<Money, Money>, words: Counter, locale: Locale) -> Html {
    let (class, inner) = match change {
        Ok(change) if change.is_zero() => ("change", html! { <b>{ words.no_change() }</b> }),
        Ok(change) => (
            "change",
            html! {
                <>
                    <b>{ words.change() }</b>
                    <div class="big" data-testid="change-amount">{ money(locale, change) }</div>
                    <span class="num notes">{ notes_text(change, locale) }</span>
                </>
            },
        ),
        Err(missing) => (
            "change short",
            html! { <b data-testid="missing">{ words.missing(&text(locale, missing)) }</b> },
        ),
    };
    html! { <div {class} data-testid="change" aria-live="polite">{ inner }</div> }
}
