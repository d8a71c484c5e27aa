//! The sheet that asks for an amount: a product's price, once, or a free amount.

use super::{Keypad, PaymentAction, PriceAsked};
use crate::counter::Action;
use kit::focus::use_title;
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::money::money;
use kit::words::counter::Counter;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`PriceSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PriceSheetProps {
    /// What is asked for.
    pub asked: PriceAsked,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// The sheet that asks for an amount.
#[component]
pub fn PriceSheet(props: &PriceSheetProps) -> Html {
    let title = use_title();
    let words = Counter::of(props.locale.language);
    let close = props.act.reform(|_: MouseEvent| Action::SheetClosed);
    let confirm = props
        .act
        .reform(|_: MouseEvent| Action::Payment(PaymentAction::AmountConfirmed));
    let amount = props
        .asked
        .entry
        .amount(props.locale.currency)
        .unwrap_or_default();
    let name = match &props.asked.product {
        Some((_, name)) => words.price_of(name),
        None => words.free_amount().to_owned(),
    };
    html! {
        <>
            <div class="scrim" onclick={close.clone()}></div>
            <section class="sheet price-sheet" role="dialog" aria-modal="true" aria-label={name.clone()} data-testid="price-sheet">
                <header class="row">
                    <div class="grow">
                        <h2 class="h24" tabindex="-1" ref={title}>{ name }</h2>
                        if props.asked.product.is_some() { <span class="sub">{ words.price_kept() }</span> }
                    </div>
                    <button class="btn sq" aria-label={words.close()} data-testid="close" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="price-body">
                    <div class="price-amount big" data-testid="typed-amount" aria-live="polite">{ money(props.locale, amount) }</div>
                    if props.asked.product.is_none() { { what_for(props, words) } }
                    <Keypad decimals={props.locale.currency.decimals() > 0} act={props.act.clone()} />
                </div>
                <footer>
                    <button class="btn primary high wide" data-testid="confirm-amount" disabled={amount.is_zero()} onclick={confirm}>{ words.add() }</button>
                </footer>
            </section>
        </>
    }
}

fn what_for(props: &PriceSheetProps, words: Counter) -> Html {
    let typed = props.act.reform(|event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        Action::Payment(PaymentAction::AmountNamed(field.value()))
    });
    html! {
        <label class="field">
            <input type="text" data-testid="amount-name" maxlength="200" autocomplete="off" aria-label={words.what_for()}
                placeholder={words.what_for()} value={props.asked.name.clone()} oninput={typed} />
        </label>
    }
}
