//! The keypad.

use super::{Key, PaymentAction};
use crate::counter::{Action, on_touch};
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::words::counter::Counter;
use yew::prelude::*;

/// Twelve keys. Decimals can be typed, or two noughts at a time.
pub fn keypad(decimals: bool, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Counter::of(locale.language);
    let press = |key: Key| on_touch(act, PaymentAction::KeyPressed(key));
    let digit = |digit: u8| {
        html! { <button data-testid={format!("key-{digit}")} onclick={press(Key::Digit(digit))}>{ digit }</button> }
    };
    let corner = if decimals {
        html! { <button data-testid="key-point" onclick={press(Key::Point)}>{ locale.money_style().decimal }</button> }
    } else {
        html! { <button data-testid="key-00" onclick={press(Key::DoubleZero)}>{ "00" }</button> }
    };
    html! {
        <div class="keys" key="keypad" role="group" aria-label={words.keypad()} data-testid="keypad">
            { for (1..=9).map(digit) }
            { corner }
            { digit(0) }
            <button aria-label={words.erase()} data-testid="key-erase" onclick={press(Key::Erase)}>{ icon(Icon::Erase) }</button>
        </div>
    }
}
