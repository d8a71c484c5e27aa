//! The sheet for cash that goes into the drawer or out of it: how much, and why.

use super::{Moving, ShiftAction};
use crate::counter::{Action, choice, frame, head, on_close, on_text, on_touch};
use crate::payment::keypad;
use kit::locale::Locale;
use kit::money::money;
use kit::words::shift::Shift as Words;
use shared::shift::LineKind;
use yew::prelude::*;

/// How much, and why.
pub fn cash_sheet(moving: &Moving, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Words::of(locale.language);
    let (name, verb) = match moving.kind {
        LineKind::PaidIn => (words.pay_in_title(), words.pay_in()),
        LineKind::PaidOut | LineKind::Opened => (words.pay_out_title(), words.pay_out()),
    };
    let confirm = on_touch(act, ShiftAction::MoveConfirmed);
    let amount = moving.entry.amount(locale.currency).unwrap_or_default();
    let inner = html! {
        <>
            { head(name.into(), locale.language, on_close(act)) }
            <div class="price-body">
                <div class="price-amount big" data-testid="typed-amount" aria-live="polite">{ money(locale, amount) }</div>
                { reasons(moving, words, act) }
                { keypad(locale.currency.decimals() > 0, locale, act) }
            </div>
            <footer>
                <button class="btn primary high wide" data-testid="confirm-move" disabled={!moving.is_ready(locale.currency)}
                    onclick={confirm}>{ verb }{ "\u{a0}" }{ money(locale, amount) }</button>
            </footer>
        </>
    };
    let beside = on_close(act);
    frame(
        "cash-sheet",
        "sheet price-sheet",
        name.into(),
        beside,
        inner,
    )
}

fn reasons(moving: &Moving, words: Words, act: &Callback<Action>) -> Html {
    let likely = match moving.kind {
        LineKind::PaidIn => [words.for_change(), words.for_float(), words.for_safe()],
        LineKind::PaidOut | LineKind::Opened => {
            [words.for_supplier(), words.for_shopping(), words.for_safe()]
        }
    };
    let typed = on_text(act, |text| Action::Shift(ShiftAction::ReasonSaid(text)));
    let chip = |text: &'static str| {
        let on = moving.reason == text;
        let say = on_touch(act, ShiftAction::ReasonSaid(text.to_owned()));
        choice("reason", on, text, say)
    };
    html! {
        <>
            <div class="seg full" role="group" aria-label={words.reason()}>{ for likely.into_iter().map(chip) }</div>
            <label class="field reason-field">
                <input type="text" data-testid="reason-text" maxlength="200" autocomplete="off" aria-label={words.reason()}
                    placeholder={words.write_reason()} value={moving.reason.clone()} oninput={typed} />
            </label>
        </>
    }
}
