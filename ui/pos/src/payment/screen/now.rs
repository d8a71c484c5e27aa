//! What is given now, what it leaves, and the button that takes it.

use super::PayScreenProps;
use crate::payment::done::notes_text;
use crate::payment::{NextStep, PaymentAction, keypad};
use kit::icon::{Icon, icon};
use kit::money::{is_whole, money, text};
use kit::words::counter::Counter;
use kit::words::payment::Payment as Words;
use shared::money::Money;
use shared::payment::{Checkout, TenderKind, smallest_note};
use yew::prelude::*;

pub fn now(props: &PayScreenProps, words: Counter, checkout: &Checkout) -> Html {
    let (locale, payment) = (props.locale, &props.payment);
    let currency = locale.currency;
    let parts = Words::of(locale.language);
    let next = payment.next(checkout, currency);
    // A tip or a part may have decimals where due has none, except where notes are so large that nobody counts them.
    let due = payment.asked(checkout);
    let counted = smallest_note(currency) < Money::minor(100 * currency.minor_per_major());
    let with_decimals = !is_whole(currency, due) || (counted && currency.decimals() > 0);
    let (name, amount) = match &payment.tip_typed {
        Some(entry) => (parts.tip(), entry.amount(currency).unwrap_or_default()),
        None => {
            let name = match payment.method {
                TenderKind::Cash => words.received(),
                TenderKind::Card => words.card(),
            };
            (name, payment.tender(checkout, currency).amount)
        }
    };
    let back = payment.tender(checkout, currency).amount - payment.part(checkout, currency).amount;
    let (ready, label) = match next {
        NextStep::Settle { .. } => (true, words.charge().to_owned()),
        NextStep::TakePart { amount, .. } => (true, parts.take_part(&text(locale, amount))),
        NextStep::Missing(_) | NextStep::CardAbove => (false, words.charge().to_owned()),
    };
    html! {
        <section class="right2">
            <div class="row between received"><span class="sub">{ name }</span><span data-testid="received">{ money(locale, amount) }</span></div>
            { keypad(with_decimals, locale, props.act) }
            { result(props, words, next, back) }
            <button class="btn primary main-button" data-testid="confirm-charge" disabled={!ready || props.settling}
                onclick={props.on(PaymentAction::Charged)}>{ icon(Icon::Check) }{ label }</button>
        </section>
    }
}

/// The change, what is left, or why it cannot be taken.
fn result(props: &PayScreenProps, words: Counter, next: NextStep, back: Money) -> Html {
    let locale = props.locale;
    let parts = Words::of(locale.language);
    let by_card = props.payment.method == TenderKind::Card;
    let (class, inner) = match next {
        NextStep::Settle { .. } if by_card => (
            "change plain",
            html! { <span>{ words.card_steps() }</span> },
        ),
        NextStep::Settle { change } if change.is_zero() => {
            ("change", html! { <b>{ words.no_change() }</b> })
        }
        NextStep::Settle { change } => (
            "change",
            html! {
                <>
                    <b>{ words.change() }</b>
                    <div class="big" data-testid="change-amount">{ money(locale, change) }</div>
                    <span class="num notes">{ notes_text(change, locale) }</span>
                </>
            },
        ),
        NextStep::TakePart { .. } if back > Money::ZERO => (
            "change",
            html! {
                <>
                    <b>{ words.change() }</b>
                    <div class="big" data-testid="change-amount">{ money(locale, back) }</div>
                    <span class="num notes">{ notes_text(back, locale) }</span>
                </>
            },
        ),
        NextStep::TakePart { left, .. } => (
            "change short",
            html! { <b data-testid="missing">{ words.missing(&text(locale, left)) }</b> },
        ),
        NextStep::Missing(missing) => (
            "change short",
            html! { <b data-testid="missing">{ words.missing(&text(locale, missing)) }</b> },
        ),
        NextStep::CardAbove => (
            "change short",
            html! { <b data-testid="missing">{ parts.card_above() }</b> },
        ),
    };
    html! { <div {class} data-testid="change" aria-live="polite">{ inner }</div> }
}
