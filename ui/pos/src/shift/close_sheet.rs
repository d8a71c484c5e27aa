//! The last word before a close, which is the one thing here that cannot be taken back.

use super::{Closing, ShiftAction};
use crate::counter::{Action, on_close, on_touch};
use kit::focus::Title;
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::shift::Shift as Words;
use yew::prelude::*;

/// The last word.
pub fn close_sheet(closing: &Closing, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Words::of(locale.language);
    let counter = Counter::of(locale.language);
    let stopped = !closing.orders.is_empty();
    let name = if stopped {
        words.open_orders()
    } else {
        words.close_shift()
    };
    let confirmed = ShiftAction::CloseConfirmed {
        leave_open: stopped,
    };
    let confirm = on_touch(act, confirmed);
    let orders = closing.orders.iter().map(|order| {
        html! { <li class="tag" key={order.to_string()} data-testid="open-order">{ counter.order(order.number) }</li> }
    });
    html! {
        <>
            <div class="scrim" onclick={on_close(act)}></div>
            <section class="sheet close-sheet" key="close-sheet" role="alertdialog" aria-modal="true" aria-label={name} data-testid="close-sheet">
                <header><Title text={name} /></header>
                <div class="close-body">
                    if stopped {
                        <ul class="open-orders">{ for orders }</ul>
                        <p>{ words.open_orders_fact() }</p>
                    }
                    <p class="sub">{ words.cannot_undo() }</p>
                </div>
                <footer class="row">
                    <button class="btn high" data-testid="close-back" onclick={on_close(act)}>{ words.go_back() }</button>
                    <button class="btn primary high grow" data-testid="close-confirm" onclick={confirm}>
                        { icon(Icon::Lock) }{ if stopped { words.leave_open() } else { words.close_shift() } }
                    </button>
                </footer>
            </section>
        </>
    }
}
