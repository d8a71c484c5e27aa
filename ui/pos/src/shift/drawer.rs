//! The middle: what goes into the drawer and out of it, and, once counted, what should be in it.

use super::ShiftAction;
use super::screen::ShiftScreenProps;
use crate::counter::{Action, on_text};
use kit::icon::{Icon, icon, small};
use kit::money::{extra, money, short_text, text};
use kit::words::time;
use shared::money::Money;
use shared::shift::{Balance, CashSums, CountView, LineKind, OpenShiftView};
use yew::prelude::*;

/// The middle of an open shift.
pub fn drawer(props: &ShiftScreenProps, open: &OpenShiftView) -> Html {
    let count = open.count.as_ref().filter(|_| !props.shift.is_counting());
    match count {
        Some(count) => compared(props, count),
        None => counting(props, open),
    }
}

fn counting(props: &ShiftScreenProps, open: &OpenShiftView) -> Html {
    let words = props.words();
    let since = open.opened.map(|wall| words.open_since(&time::clock(wall)));
    let outdated = open.count.as_ref().is_some_and(|count| !count.holds);
    let moves = |kind, drawing, text: &'static str, id: &'static str| {
        html! {
            <button class="btn line grow high" data-testid={id} onclick={props.on(ShiftAction::MoveAsked(kind))}>
                { small(drawing) }{ text }
            </button>
        }
    };
    html! {
        <section class="shift-middle">
            <div class="row between"><h2 class="h20">{ words.drawer_log() }</h2><span class="tag acc">{ since }</span></div>
            <div class="calc">
                { line(words.float(), money(props.locale, open.float)) }
                { line(words.pay_ins(), extra(props.locale, open.pay_ins)) }
                { line(words.pay_outs(), extra(props.locale, -open.pay_outs)) }
            </div>
            <div class="row">
                { moves(LineKind::PaidIn, Icon::ArrowDown, words.pay_in(), "pay-in") }
                { moves(LineKind::PaidOut, Icon::Up, words.pay_out(), "pay-out") }
            </div>
            <div class="grow"></div>
            if outdated { <p class="box warn" role="status" data-testid="outdated">{ words.count_outdated() }</p> }
            <p class="box blind">{ words.expected_later() }</p>
            <button class="btn primary main-button" data-testid="confirm-count" disabled={props.shift.busy}
                onclick={props.on(ShiftAction::CountConfirmed)}>{ icon(Icon::Check) }{ words.confirm_count() }</button>
        </section>
    }
}

fn compared(props: &ShiftScreenProps, count: &CountView) -> Html {
    let words = props.words();
    html! {
        <section class="shift-middle">
            <h2 class="h20">{ words.expected_cash() }</h2>
            { sums(props, &count.cash) }
            { difference(props, count) }
            { note(props, count.within) }
            <div class="grow"></div>
            <div class="row shift-feet">
                <button class="btn line high" data-testid="count-again" onclick={props.on(ShiftAction::CountAgain)}>{ small(Icon::Undo) }{ words.count_again() }</button>
                <button class="btn primary main-button grow" data-testid="close-shift" disabled={props.shift.busy}
                    onclick={props.on(ShiftAction::CloseAsked)}>{ icon(Icon::Lock) }{ words.close_shift() }</button>
            </div>
        </section>
    }
}

/// Why that much is expected, as the till worked it out.
pub fn sums(props: &ShiftScreenProps, cash: &CashSums) -> Html {
    let (words, locale) = (props.words(), props.locale);
    html! {
        <div class="calc" data-testid="expected-rows">
            { line(words.float(), money(locale, cash.float)) }
            { line(words.cash_received(), extra(locale, cash.taken)) }
            { line(words.change_given(), extra(locale, -cash.change)) }
            if !cash.refunds.is_zero() { { line(words.refunds(), extra(locale, -cash.refunds)) } }
            { line(words.pay_ins(), extra(locale, cash.pay_ins)) }
            { line(words.pay_outs(), extra(locale, -cash.pay_outs)) }
            <div class="calc-sum"><b>{ words.expected() }</b><b data-testid="expected">{ money(locale, cash.expected) }</b></div>
        </div>
    }
}

fn line(text: &'static str, amount: Html) -> Html {
    html! { <div><span class="sub">{ text }</span>{ amount }</div> }
}

fn difference(props: &ShiftScreenProps, count: &CountView) -> Html {
    let (words, locale) = (props.words(), props.locale);
    let said = |amount: Money| text(locale, amount);
    let margin = words.margin(count.within, &short_text(locale, count.margin));
    let sentence = match count.counted.balance() {
        Balance::Exact => words.exact().to_owned(),
        Balance::Short(amount) => format!("{}. {margin}", words.short(&said(amount))),
        Balance::Over(amount) => format!("{}. {margin}", words.over(&said(amount))),
    };
    let class = if count.within { "diff" } else { "diff warn" };
    html! {
        <div {class} data-testid="difference" role="status">
            <b>{ words.difference() }</b>
            <span class="big">{ extra(locale, count.counted.difference) }</span>
            <span data-testid="difference-words">{ sentence }</span>
        </div>
    }
}

fn note(props: &ShiftScreenProps, within: bool) -> Html {
    let words = props.words();
    let typed = on_text(props.act, |text| {
        Action::Shift(ShiftAction::NoteTyped(text))
    });
    let text = if within {
        words.note()
    } else {
        words.note_needed()
    };
    html! {
        <label class="field shift-note">
            { small(Icon::Pencil) }
            <input type="text" data-testid="shift-note" maxlength="200" autocomplete="off" aria-label={text} placeholder={text}
                value={props.shift.note.clone()} oninput={typed} />
        </label>
    }
}
