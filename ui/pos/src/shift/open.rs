//! Before the shift: the float, and what happens without one.

use super::screen::ShiftScreenProps;
use super::{Float, ShiftAction};
use crate::counter::aria;
use crate::payment::keypad;
use kit::icon::{Icon, icon};
use kit::money::{money, short_text};
use shared::money::Money;
use shared::shift::ShiftView;
use yew::prelude::*;

/// The float, with the amounts that are likely.
pub fn float(props: &ShiftScreenProps, view: &ShiftView) -> Html {
    let (words, locale) = (props.words(), props.locale);
    let chosen = &props.shift.float;
    let amount = chosen.amount(locale.currency);
    let button = |on: bool, text: String, action: ShiftAction, id: &'static str| {
        html! {
            <button class={if on { "quick-sum num on" } else { "quick-sum num" }} aria-pressed={aria(on)}
                data-testid={id} onclick={props.on(action)}>{ text }</button>
        }
    };
    let quick = |likely: &Money| {
        let on = *chosen == Float::Quick(*likely);
        let text = short_text(locale, *likely);
        button(on, text, ShiftAction::FloatChosen(*likely), "float")
    };
    let typing = matches!(chosen, Float::Typed(_));
    let other = words.other_amount().to_owned();
    html! {
        <section class="shift-left">
            <h2 class="h20">{ words.float() }</h2>
            <p class="sub">{ words.float_question() }</p>
            <div class="float-amount big" data-testid="float-amount" aria-live="polite">{ money(locale, amount) }</div>
            <div class="quick">
                { for view.float_amounts.iter().map(quick) }
                { button(typing, other, ShiftAction::OtherFloat, "float-other") }
            </div>
            if typing { { keypad(locale.currency.decimals() > 0, locale, props.act) } } else { <div class="grow"></div> }
            <button class="btn primary main-button" data-testid="open-shift-now" disabled={props.shift.busy}
                onclick={props.on(ShiftAction::OpenAsked)}>{ icon(Icon::Check) }{ words.open_with(&short_text(locale, amount)) }</button>
        </section>
    }
}

/// What is so while no shift is open.
pub fn nothing_open(props: &ShiftScreenProps) -> Html {
    let words = props.words();
    html! {
        <section class="shift-middle shift-closed">
            { icon(Icon::Lock) }
            <h2 class="h24">{ words.no_shift() }</h2>
            <p class="sub">{ words.no_shift_fact() }</p>
        </section>
    }
}
