//! The count, note by note. What is expected is nowhere on the screen until it is confirmed.

use super::ShiftAction;
use super::screen::ShiftScreenProps;
use crate::counter::Action;
use kit::icon::{Icon, small};
use kit::money::{money, short_text};
use shared::money::Money;
use shared::shift::ShiftView;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The count.
pub fn count(props: &ShiftScreenProps, view: &ShiftView) -> Html {
    let words = props.words();
    let rows = view.denominations.iter().map(|value| row(props, *value));
    // Without a field that takes the focus, the keys scroll the list itself.
    let fixed = !props.shift.is_counting();
    html! {
        <section class="shift-left">
            <div class="row between">
                <h2 class="h20">{ words.count_drawer() }</h2>
                <button class="btn line" data-testid="open-drawer" disabled={props.shift.busy}
                    onclick={props.on(ShiftAction::DrawerAsked)}>{ small(Icon::Cash) }{ words.open_drawer() }</button>
            </div>
            <div class="dens" role="group" aria-label={words.count_drawer()} tabindex={fixed.then_some("0")}>{ for rows }</div>
            <div class="counted-sum">
                <b>{ words.counted() }</b>
                <b class="counted-amount" data-testid="counted" aria-live="polite">{ money(props.locale, props.shift.counted()) }</b>
            </div>
        </section>
    }
}

/// None is an empty field, so that one which is emptied stays so.
fn typed_of(pieces: u32) -> String {
    match pieces {
        0 => String::new(),
        some => some.to_string(),
    }
}

fn row(props: &ShiftScreenProps, value: Money) -> Html {
    let words = props.words();
    let held = props.shift.pieces_of(value);
    let fixed = !props.shift.is_counting();
    let name = short_text(props.locale, value);
    let typed = props.act.reform(move |event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        Action::Shift(ShiftAction::PiecesTyped(value, field.value()))
    });
    let step = |by: i32, drawing: Icon, text: &'static str, id: &'static str| {
        html! {
            <button class="btn sq" disabled={fixed || (by < 0 && held.pieces == 0)} aria-label={format!("{text}: {name}")}
                data-testid={id} onclick={props.on(ShiftAction::Stepped(value, by))}>{ small(drawing) }</button>
        }
    };
    html! {
        <div class="den" key={value.to_minor().to_string()} data-value={value.to_minor().to_string()}>
            <span class="num den-value">{ &name }</span>
            { step(-1, Icon::Minus, words.less(), "less") }
            <input class="num den-count" type="text" placeholder="0" inputmode="numeric" maxlength="5" autocomplete="off"
                disabled={fixed} aria-label={format!("{}: {name}", words.pieces())} data-testid="pieces"
                value={typed_of(held.pieces)} oninput={typed} />
            { step(1, Icon::Plus, words.more(), "more") }
            <span class="den-sum">{ money(props.locale, held.amount()) }</span>
        </div>
    }
}
