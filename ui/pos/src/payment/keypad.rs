//! The keypad.

use super::{Key, PaymentAction};
use crate::counter::Action;
use kit::icon::{Icon, icon};
use kit::locale::use_locale;
use kit::words::counter::Counter;
use yew::prelude::*;

/// What [`Keypad`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct KeypadProps {
    /// Whether decimals can be typed; two noughts at a time where not.
    pub decimals: bool,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// Twelve keys.
#[component]
pub fn Keypad(props: &KeypadProps) -> Html {
    let locale = use_locale();
    let words = Counter::of(locale.language);
    let press = |key: Key| {
        props
            .act
            .reform(move |_: MouseEvent| Action::Payment(PaymentAction::KeyPressed(key)))
    };
    let digit = |digit: u8| {
        html! { <button data-testid={format!("key-{digit}")} onclick={press(Key::Digit(digit))}>{ digit }</button> }
    };
    let corner = if props.decimals {
        html! { <button data-testid="key-point" onclick={press(Key::Point)}>{ locale.money_style().decimal }</button> }
    } else {
        html! { <button data-testid="key-00" onclick={press(Key::DoubleZero)}>{ "00" }</button> }
    };
    html! {
        <div class="keys" role="group" aria-label={words.keypad()} data-testid="keypad">
            { for (1..=9).map(digit) }
            { corner }
            { digit(0) }
            <button aria-label={words.erase()} data-testid="key-erase" onclick={press(Key::Erase)}>{ icon(Icon::Erase) }</button>
        </div>
    }
}
