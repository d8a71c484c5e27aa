//! The sale that has just been made: what to give back, until the next begins.

use super::PaymentAction;
use crate::counter::{Action, on_touch};
use crate::printing::paper_buttons;
use kit::icon::{Icon, icon};
use kit::locale::Locale;
use kit::money::{extra, money, short_text};
use kit::words::counter::Counter;
use kit::words::payment::Payment as Words;
use kit::words::printing::Printing;
use shared::id::OrderId;
use shared::money::Money;
use shared::order::{OrderNumber, ReceiptNumber, Ticket, TicketStatus};
use shared::payment::{Tender, TenderKind, change_in_notes};
use shared::printing::Paper;
use yew::prelude::*;

/// A sale that has just been made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The order.
    pub order: OrderId,
    /// The order's number.
    pub number: Option<OrderNumber>,
    /// The receipt's number.
    pub receipt: ReceiptNumber,
    /// What was sold.
    pub total: Money,
    /// What was given on top.
    pub tip: Money,
    /// What the smallest coin made of it.
    pub rounding: Money,
    /// What was given.
    pub given: Vec<Tender>,
    /// What is given back.
    pub change: Money,
}

impl Done {
    /// Of a ticket that is paid.
    pub fn of(ticket: &Ticket) -> Option<Self> {
        match &ticket.status {
            TicketStatus::Open | TicketStatus::Voided { .. } => None,
            TicketStatus::Settled {
                receipt,
                tenders,
                change,
                tip,
                rounding,
                ..
            } => Some(Self {
                order: ticket.order,
                number: ticket.number.clone(),
                receipt: receipt.clone(),
                total: ticket.totals.total,
                tip: *tip,
                rounding: *rounding,
                given: tenders.clone(),
                change: *change,
            }),
        }
    }
}

/// `3 × 2.000 · 1 × 500`: the notes to hand over. A row never ends between a count and its note.
pub fn notes_text(change: Money, locale: Locale) -> String {
    let pieces = change_in_notes(change, locale.currency);
    let written = pieces
        .iter()
        .map(|(count, note)| format!("{count}\u{a0}×\u{a0}{}", short_text(locale, *note)));
    written.collect::<Vec<_>>().join("\u{a0}· ")
}

/// The ticket's place after a sale.
pub fn done_panel(done: &Done, has_printer: bool, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Counter::of(locale.language);
    let next = on_touch(act, PaymentAction::NextOrder);
    let title = done
        .number
        .as_ref()
        .map(|number| words.order(number.number));
    html! {
        <div class="done" key="done" data-testid="done">
            <div class="done-head">
                <span class="done-mark">{ icon(Icon::Check) }</span>
                <h2 class="h24">{ words.charged() }</h2>
                <span class="sub">{ title }{ " · " }<span data-testid="receipt">{ words.receipt(&done.receipt.to_string()) }</span></span>
            </div>
            <dl class="kv">
                <dt>{ words.total() }</dt><dd>{ money(locale, done.total) }</dd>
                { on_top(done, locale) }
                { for done.given.iter().map(|tender| given(tender, words, locale)) }
            </dl>
            <div class="grow"></div>
            <div class="change" data-testid="change" role="status">{ change(done, words, locale) }</div>
            { papers(done, has_printer, locale, act) }
            <button class="btn primary main-button" data-testid="next" onclick={next}>
                <span class="grow">{ words.next_order() }</span>{ icon(Icon::Next) }
            </button>
        </div>
    }
}

/// The receipt, on paper or as a document.
fn papers(done: &Done, has_printer: bool, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Printing::of(locale.language);
    let paper = Paper::Receipt {
        order: done.order,
        receipt: done.receipt.clone(),
    };
    let name = done.receipt.to_string();
    paper_buttons(act, words, has_printer, &paper, &name)
}

/// Tip and rounding, where there are any.
fn on_top(done: &Done, locale: Locale) -> Html {
    let words = Words::of(locale.language);
    html! {
        <>
            if !done.tip.is_zero() { <><dt>{ words.tip() }</dt><dd>{ money(locale, done.tip) }</dd></> }
            if !done.rounding.is_zero() { <><dt>{ words.cash_rounding() }</dt><dd>{ extra(locale, done.rounding) }</dd></> }
        </>
    }
}

fn given(tender: &Tender, words: Counter, locale: Locale) -> Html {
    match tender.kind {
        TenderKind::Cash => html! {
            <><dt>{ words.received() }</dt><dd>{ money(locale, tender.amount) }</dd></>
        },
        TenderKind::Card => html! {
            <><dt>{ words.card() }{ " " }<span class="tag warn">{ words.to_be_checked() }</span></dt><dd>{ money(locale, tender.amount) }</dd></>
        },
    }
}

fn change(done: &Done, words: Counter, locale: Locale) -> Html {
    if done.change.is_zero() {
        return html! { <b>{ words.no_change() }</b> };
    }
    html! {
        <>
            <b>{ words.change() }</b>
            <div class="big">{ money(locale, done.change) }</div>
            <span class="num notes">{ notes_text(done.change, locale) }</span>
        </>
    }
}
