//! How it is paid: the way, what is due that way, the sums that people hand over.

use super::PayScreenProps;
use super::what::given;
use crate::counter::aria;
use crate::payment::{PaymentAction, Received};
use kit::icon::{Icon, icon};
use kit::money::{money, short_text};
use kit::words::counter::Counter;
use kit::words::payment::Payment as Words;
use kit::words::split::Split;
use shared::money::Money;
use shared::payment::{Checkout, TenderKind, quick_amounts};
use yew::prelude::*;

pub fn how(props: &PayScreenProps, words: Counter, checkout: &Checkout) -> Html {
    let is = |method| props.payment.method == method;
    let method = |of: TenderKind,
                  drawing: Icon,
                  name: &'static str,
                  fact: String,
                  id: &'static str| {
        let on = is(of);
        html! {
            <button class={if on { "method on" } else { "method" }} aria-pressed={aria(on)} data-testid={id}
                onclick={props.on(PaymentAction::MethodChosen(of))}>
                { icon(drawing) }<span>{ name }</span><small>{ fact }</small>
            </button>
        }
    };
    let step = props.settings.cash.step;
    let cash_fact = match step.is_zero() {
        true => words.cash_fact().to_owned(),
        false => Words::of(props.locale.language).rounded_to(&short_text(props.locale, step)),
    };
    let due_words = match (checkout.given.is_empty(), is(TenderKind::Cash)) {
        (false, _) => Words::of(props.locale.language).left(),
        (true, true) => words.to_charge_cash(),
        (true, false) => words.to_charge_card(),
    };
    let due = props.payment.asked(checkout);
    let shares = props.payment.shares;
    let share = shares
        .number()
        .map(|number| Split::of(props.locale.language).share(number, shares.of));
    html! {
        <section class="middle">
            <div class="methods" role="group" aria-label={words.method()}>
                { method(TenderKind::Cash, Icon::Cash, words.cash(), cash_fact, "cash") }
                { method(TenderKind::Card, Icon::Card, words.card(), words.card_fact().to_owned(), "card") }
            </div>
            { given(props, words, checkout) }
            <div class="due"><span class="sub" data-testid="due-words">{ share.unwrap_or_else(|| due_words.to_owned()) }</span><span class="big" data-testid="due">{ money(props.locale, due) }</span></div>
            { quick(props, words, due) }
        </section>
    }
}

/// The sums that people hand over; by card, all of it or another amount.
fn quick(props: &PayScreenProps, words: Counter, due: Money) -> Html {
    let received = &props.payment.received;
    let button = |on: bool, text: String, action: PaymentAction, id: &'static str| {
        html! {
            <button class={if on { "quick-sum num on" } else { "quick-sum num" }} aria-pressed={aria(on)} data-testid={id} onclick={props.on(action)}>{ text }</button>
        }
    };
    let sums = match props.payment.method {
        TenderKind::Cash => quick_amounts(due, props.locale.currency),
        TenderKind::Card => Vec::new(),
    };
    html! {
        <>
            <b>{ words.paying_with() }</b>
            <div class="quick">
                { button(*received == Received::Exact, words.exact().to_owned(), PaymentAction::ExactChosen, "exact") }
                { for sums.into_iter().map(|amount| {
                    button(*received == Received::Quick(amount), short_text(props.locale, amount), PaymentAction::QuickChosen(amount), "quick")
                }) }
                { button(matches!(received, Received::Typed(_)), words.other_amount().to_owned(), PaymentAction::OtherChosen, "other") }
            </div>
        </>
    }
}
