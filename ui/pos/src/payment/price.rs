//! The sheet that asks for an amount: a product's price, once, or a free amount.

use super::{PaymentAction, PriceAsked, keypad};
use crate::counter::{Action, close_button, frame, on_close, on_text, on_touch};
use kit::focus::Title;
use kit::locale::Locale;
use kit::money::money;
use kit::words::counter::Counter;
use yew::prelude::*;

/// The sheet that asks for an amount.
pub fn price_sheet(asked: &PriceAsked, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Counter::of(locale.language);
    let confirm = on_touch(act, PaymentAction::AmountConfirmed);
    let amount = asked.entry.amount(locale.currency).unwrap_or_default();
    let name = match &asked.product {
        Some((_, name)) => words.price_of(name),
        None => words.free_amount().to_owned(),
    };
    let inner = html! {
        <>
            <header class="row">
                <div class="grow">
                    <Title text={name.clone()} />
                    if asked.product.is_some() { <span class="sub">{ words.price_kept() }</span> }
                </div>
                { close_button(locale.language, on_close(act)) }
            </header>
            <div class="price-body">
                <div class="price-amount big" data-testid="typed-amount" aria-live="polite">{ money(locale, amount) }</div>
                if asked.product.is_none() { { what_for(asked, words, act) } }
                { keypad(locale.currency.decimals() > 0, locale, act) }
            </div>
            <footer>
                <button class="btn primary high wide" data-testid="confirm-amount" disabled={amount.is_zero()} onclick={confirm}>{ words.add() }</button>
            </footer>
        </>
    };
    frame(
        "price-sheet",
        "sheet price-sheet",
        name.into(),
        on_close(act),
        inner,
    )
}

fn what_for(asked: &PriceAsked, words: Counter, act: &Callback<Action>) -> Html {
    let typed = on_text(act, |text| {
        Action::Payment(PaymentAction::AmountNamed(text))
    });
    html! {
        <label class="field">
            <input type="text" data-testid="amount-name" maxlength="200" autocomplete="off" aria-label={words.what_for()}
                placeholder={words.what_for()} value={asked.name.clone()} oninput={typed} />
        </label>
    }
}
