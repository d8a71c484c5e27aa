//! The sheet that asks why an order is called off.

use super::TabsAction;
use crate::counter::{Action, choice, close_button, frame, on_close, on_enter, on_text, on_touch};
use kit::focus::Title;
use kit::locale::Locale;
use kit::money::money;
use kit::words::refund::Refund;
use kit::words::tabs::Tabs as Words;
use shared::order::Ticket;
use yew::prelude::*;

/// What it shows.
struct VoidSheetProps<'a> {
    reason: &'a str,
    ticket: &'a Ticket,
    locale: Locale,
    act: &'a Callback<Action>,
}

/// The sheet that asks why.
pub fn void_sheet(reason: &str, ticket: &Ticket, locale: Locale, act: &Callback<Action>) -> Html {
    let props = &VoidSheetProps {
        reason,
        ticket,
        locale,
        act,
    };
    let words = Words::of(props.locale.language);
    let confirm = on_touch(props.act, TabsAction::VoidConfirmed);
    let missing = props.reason.trim().is_empty();
    let inner = html! {
        <>
            <header class="row">
                <div class="grow">
                    <Title text={words.void()} />
                    <span class="sub">{ super::title(props.locale.language, props.ticket.name.as_deref(), props.ticket.number.as_ref()) }</span>
                </div>
                { close_button(props.locale.language, on_close(props.act)) }
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
        </>
    };
    let label = words.void().into();
    frame(
        "void-sheet",
        "sheet price-sheet void-sheet",
        label,
        on_close(props.act),
        inner,
    )
}

fn reasons(props: &VoidSheetProps, words: Words) -> Html {
    let asked = Refund::of(props.locale.language);
    let chip = |text: &'static str| {
        let on = props.reason == text;
        let say = on_touch(props.act, TabsAction::VoidReason(text.to_owned()));
        choice("void-reason", on, text, say)
    };
    let typed = on_text(props.act, |text| Action::Tabs(TabsAction::VoidReason(text)));
    let enter = on_enter(props.act, TabsAction::VoidConfirmed);
    html! {
        <>
            <div class="seg full" role="group" aria-label={asked.reason()}>{ for words.reasons().into_iter().map(chip) }</div>
            <label class="field reason-field">
                <input type="text" data-testid="void-text" maxlength="200" autocomplete="off" aria-label={asked.reason()}
                    placeholder={asked.other_reason()} value={props.reason.to_owned()} oninput={typed} onkeydown={enter} />
            </label>
        </>
    }
}
