//! The sheet that asks why an order is called off.

use super::TabsAction;
use crate::counter::{Action, on_enter};
use kit::focus::use_title;
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::money::money;
use kit::words::counter::Counter;
use kit::words::refund::Refund;
use kit::words::tabs::Tabs as Words;
use shared::order::Ticket;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`VoidSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct VoidSheetProps {
    /// Why, as far as it was said.
    pub reason: String,
    /// The order.
    pub ticket: Rc<Ticket>,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

/// The sheet that asks why.
#[component]
pub fn VoidSheet(props: &VoidSheetProps) -> Html {
    let heading = use_title();
    let words = Words::of(props.locale.language);
    let close = props.act.reform(|_: MouseEvent| Action::SheetClosed);
    let confirm = props
        .act
        .reform(|_: MouseEvent| Action::Tabs(TabsAction::VoidConfirmed));
    let missing = props.reason.trim().is_empty();
    html! {
        <>
            <div class="scrim" onclick={close.clone()}></div>
            <section class="sheet price-sheet void-sheet" role="dialog" aria-modal="true" aria-label={words.void()} data-testid="void-sheet">
                <header class="row">
                    <div class="grow">
                        <h2 class="h24" tabindex="-1" ref={heading}>{ words.void() }</h2>
                        <span class="sub">{ super::title(props.locale.language, props.ticket.name.as_deref(), props.ticket.number.as_ref()) }</span>
                    </div>
                    <button class="btn sq" aria-label={Counter::of(props.locale.language).close()} data-testid="close" onclick={close}>{ icon(Icon::Close) }</button>
                </header>
                <div class="price-body">
                    <p>{ words.void_fact() }</p>
                    { reasons(props, words) }
                </div>
                <footer>
                    <button class="btn primary high wide" data-testid="void-confirm" disabled={missing} onclick={confirm}>
                        { words.void() }{ "\u{a0}" }{ money(props.locale, props.ticket.totals.total) }
                    </button>
                </footer>
            </section>
        </>
    }
}

fn reasons(props: &VoidSheetProps, words: Words) -> Html {
    let asked = Refund::of(props.locale.language);
    let chip = |text: &'static str| {
        let on = props.reason == text;
        let say = props
            .act
            .reform(move |_: MouseEvent| Action::Tabs(TabsAction::VoidReason(text.to_owned())));
        html! {
            <button class={classes!(on.then_some("on"))} aria-pressed={on.to_string()} data-testid="void-reason" onclick={say}>{ text }</button>
        }
    };
    let typed = props.act.reform(|event: InputEvent| {
        let field: HtmlInputElement = event.target_unchecked_into();
        Action::Tabs(TabsAction::VoidReason(field.value()))
    });
    let enter = on_enter(&props.act, Action::Tabs(TabsAction::VoidConfirmed));
    html! {
        <>
            <div class="seg full" role="group" aria-label={asked.reason()}>{ for words.reasons().into_iter().map(chip) }</div>
            <label class="field reason-field">
                <input type="text" data-testid="void-text" maxlength="200" autocomplete="off" aria-label={asked.reason()}
                    placeholder={asked.other_reason()} value={props.reason.clone()} oninput={typed} onkeydown={enter} />
            </label>
        </>
    }
}
