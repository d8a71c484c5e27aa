//! The sheet for cash that goes into the drawer or out of it: how much, and why.

use super::{Moving, ShiftAction};
use crate::counter::Action;
use crate::payment::Keypad;
use kit::focus::use_title;
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::money::money;
use kit::words::counter::Counter;
use kit::words::shift::Shift as Words;
use shared::shift::LineKind;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`CashSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct CashSheetProps {
    /// The cash.
    pub moving: Moving,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// How much, and why.
#[component]
pub fn CashSheet(props: &CashSheetProps) -> Html {
    let title = use_title();
    let (locale, moving) = (props.locale, &props.moving);
    let words = Words::of(locale.language);
    let (name, verb) = match moving.kind {
        LineKind::PaidIn => (words.pay_in_title(), words.pay_in()),
        LineKind::PaidOut | LineKind::Opened => (words.pay_out_title(), words.pay_out()),
    };
    let close = props.act.reform(|_: MouseEvent| Action::SheetClosed);
    let confirm = props
        .act
        .reform(|_: MouseEvent| Action::Shift(ShiftAction::MoveConfirmed));
    let amount = moving.entry.amount(locale.currency).unwrap_or_default();
    html! {
        <>
            <div class="scrim" onclick={close.clone()}></div>
            <section class="sheet price-sheet" role="dialog" aria-modal="true" aria-label={name} data-testid="cash-sheet">
                <header class="row">
                    <h2 class="h24 grow" tabindex="-1" ref={title}>{ name }</h2>
                    <button class="btn sq" aria-label={Counter::of(locale.language).close()} data-testid="close" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="price-body">
                    <div class="price-amount big" data-testid="typed-amount" aria-live="polite">{ money(locale, amount) }</div>
                    { reasons(props, words) }
                    <Keypad decimals={locale.currency.decimals() > 0} act={props.act.clone()} />
                </div>
                <footer>
                    <button class="btn primary high wide" data-testid="confirm-move" disabled={!moving.is_ready(locale.currency)}
                        onclick={confirm}>{ verb }{ "\u{a0}" }{ money(locale, amount) }</button>
                </footer>
            </section>
        </>
    }
}

fn reasons(props: &CashSheetProps, words: Words) -> Html {
    let likely = match props.moving.kind {
        LineKind::PaidIn => [words.for_change(), words.for_float(), words.for_safe()],
        LineKind::PaidOut | LineKind::Opened => {
            [words.for_supplier(), words.for_shopping(), words.for_safe()]
        }
    };
    let chip = |text: &'static str| {
        let on = props.moving.reason == text;
        let say = props
            .act
            .reform(move |_: MouseEvent| Action::Shift(ShiftAction::ReasonSaid(text.to_owned())));
        html! {
            <button class={classes!(on.then_some("on"))} aria-pressed={on.to_string()} data-testid="reason" onclick={say}>{ text }</button>
        }
    };
    let typed = props.act.reform(|event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        Action::Shift(ShiftAction::ReasonSaid(field.value()))
    });
    html! {
        <>
            <div class="seg full" role="group" aria-label={words.reason()}>{ for likely.into_iter().map(chip) }</div>
            <label class="field reason-field">
                <input type="text" data-testid="reason-text" maxlength="200" autocomplete="off" aria-label={words.reason()}
                    placeholder={words.write_reason()} value={props.moving.reason.clone()} oninput={typed} />
            </label>
        </>
    }
}
