//! The last word before a close, which is the one thing here that cannot be taken back.

use super::{Closing, ShiftAction};
use crate::counter::Action;
use kit::focus::use_title;
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::shift::Shift as Words;
use yew::prelude::*;

/// What [`CloseSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct CloseSheetProps {
    /// The close.
    pub closing: Closing,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// The last word.
#[component]
pub fn CloseSheet(props: &CloseSheetProps) -> Html {
    let title = use_title();
    let words = Words::of(props.locale.language);
    let counter = Counter::of(props.locale.language);
    let stopped = !props.closing.orders.is_empty();
    let name = if stopped {
        words.open_orders()
    } else {
        words.close_shift()
    };
    let back = props.act.reform(|_: MouseEvent| Action::SheetClosed);
    let confirm = props.act.reform(move |_: MouseEvent| {
        Action::Shift(ShiftAction::CloseConfirmed {
            leave_open: stopped,
        })
    });
    let orders = props.closing.orders.iter().map(|order| {
        html! { <li class="tag" key={order.to_string()} data-testid="open-order">{ counter.order(order.number) }</li> }
    });
    html! {
        <>
            <div class="scrim" onclick={back.clone()}></div>
            <section class="sheet close-sheet" role="alertdialog" aria-modal="true" aria-label={name} data-testid="close-sheet">
                <header><h2 class="h24" tabindex="-1" ref={title}>{ name }</h2></header>
                <div class="close-body">
                    if stopped {
                        <ul class="open-orders">{ for orders }</ul>
                        <p>{ words.open_orders_fact() }</p>
                    }
                    <p class="sub">{ words.cannot_undo() }</p>
                </div>
                <footer class="row">
                    <button class="btn high" data-testid="close-back" onclick={back}>{ words.go_back() }</button>
                    <button class="btn primary high grow" data-testid="close-confirm" onclick={confirm}>
                        { icon(Icon::Lock) }{ if stopped { words.leave_open() } else { words.close_shift() } }
                    </button>
                </footer>
            </section>
        </>
    }
}
