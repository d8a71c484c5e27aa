//! What of the sale comes back, and why.

use super::RefundAction;
use super::screen::RefundScreenProps;
use crate::counter::{Action, aria, on_text};
use crate::printing::paper_buttons;
use kit::icon::{Icon, icon, small};
use kit::money::{money, text};
use kit::words::printing::Printing;
use kit::words::time;
use shared::order::{Goods, PaidAgain, PaidLine, PaidView, ReceiptNumber, RefundView, Ticket};
use shared::printing::{Paper, PaperName};
use shared::quantity::{Quantity, decimal_of_thousandths};
use yew::prelude::*;

/// The middle.
pub fn what(props: &RefundScreenProps) -> Html {
    let words = props.words();
    let refund = &props.refund;
    let (Some(ticket), Some((receipt, paid))) = (&refund.ticket, refund.paid()) else {
        return html! {
            <section class="refund-what refund-empty" data-testid="refund-empty">
                <span class="big-icon" aria-hidden="true">{ icon(Icon::Receipt) }</span>
                <h2 class="h20">{ words.choose() }</h2>
                <p class="mut">{ words.original() }</p>
            </section>
        };
    };
    let nothing_left = paid.lines.iter().all(|line| line.left == 0);
    html! {
        <section class="refund-what" data-testid="refund-what">
            <header class="row">
                <div class="grow">
                    <h2 class="h20">{ words.sale(&receipt.to_string()) }</h2>
                    <p class="sub">{ below(props, ticket) }</p>
                </div>
                <button class={if refund.is_all() { "btn line on" } else { "btn line" }} aria-pressed={aria(refund.is_all())} disabled={nothing_left}
                    data-testid="refund-all" onclick={props.on(RefundAction::AllToggled)}>{ words.all() }</button>
            </header>
            <div class="card paid-lines" role="group" aria-label={words.to_give_back()}>{ for paid.lines.iter().map(|line| paid_line(props, line)) }</div>
            { papers(props, ticket, receipt) }
            { for paid.again.iter().map(|again| paid_again(props, again)) }
            { before(props, ticket, paid) }
            <h3 class="h3">{ words.reason() }</h3>
            { reasons(props) }
            <h3 class="h3">{ words.goods() }</h3>
            { goods(props) }
            <p class="mut refund-note">{ small(Icon::Receipt) }{ words.original() }</p>
        </section>
    }
}

fn below(props: &RefundScreenProps, ticket: &Ticket) -> String {
    let words = props.words();
    let total = text(props.locale, ticket.totals.total);
    match &ticket.number {
        Some(number) => format!("{} · {total}", words.order(&number.to_string())),
        None => total,
    }
}

fn paid_line(props: &RefundScreenProps, line: &PaidLine) -> Html {
    let words = props.words();
    let id = line.line;
    let chosen = props.refund.chosen_of(id);
    let on = chosen.is_some();
    let gone = line.left == 0;
    let class = match (on, gone) {
        (false, false) => "paid-line",
        (true, false) => "paid-line on",
        (false, true) => "paid-line gone",
        (true, true) => "paid-line on gone",
    };
    let name = match line.name.is_empty() {
        true => words.unknown_line().to_owned(),
        false => line.name.clone(),
    };
    let several = on && line.left > shared::quantity::THOUSANDTHS;
    let step = |by: i64, sign: Icon, label: String, id: &'static str| {
        html! { <button class="btn sq sm" aria-label={label} data-testid={id} onclick={props.on(RefundAction::Stepped(line.line, by))}>{ small(sign) }</button> }
    };
    let shown = chosen.map(Quantity::to_thousandths).unwrap_or_default();
    html! {
        <div {class} data-testid="paid-line" data-name={name.clone()}>
            <button class="check-line" role="checkbox" aria-checked={aria(on)} disabled={gone} data-testid="paid-check" data-name={name.clone()}
                onclick={props.on(RefundAction::LineToggled(id))}>
                <span class={if on { "check on" } else { "check" }} aria-hidden="true">{ if on { small(Icon::Check) } else { Html::default() } }</span>
                <span class="grow"><b>{ name.clone() }</b><small class="mut">{ line.modifiers.join(", ") }</small></span>
            </button>
            if several {
                <span class="stepper">
                    { step(-1, Icon::Minus, words.less_of(&name), "refund-less") }
                    <b class="num" data-testid="refund-quantity">{ words.some_of(&decimal_of_thousandths(shown), &decimal_of_thousandths(line.left)) }</b>
                    { step(1, Icon::Plus, words.more_of(&name), "refund-more") }
                </span>
            } else if gone {
                <span class="tag">{ words.line_back() }</span>
            } else {
                <span class="mut num">{ "x " }{ decimal_of_thousandths(line.left) }</span>
            }
            <span class="right paid-amount">{ money(props.locale, line.amount) }</span>
        </div>
    }
}

/// A payment that was one too many: it comes back whole.
fn paid_again(props: &RefundScreenProps, again: &PaidAgain) -> Html {
    let words = props.words();
    let on = props.refund.again.as_ref() == Some(&again.receipt);
    let receipt = again.receipt.clone();
    html! {
        <div class="box warn row" data-testid="paid-again">
            <span class="grow">{ words.paid_twice(&again.receipt.to_string()) }</span>
            <button class={if on { "btn sm line on" } else { "btn sm line" }} aria-pressed={aria(on)} data-testid="refund-again"
                onclick={props.on(RefundAction::AgainToggled(receipt))}>{ words.give(&text(props.locale, again.taken)) }</button>
        </div>
    }
}

/// What a customer was given of it, once more.
fn papers(props: &RefundScreenProps, ticket: &Ticket, receipt: &ReceiptNumber) -> Html {
    let words = Printing::of(props.locale.language);
    let name = words.paper_name(&PaperName::Receipt(receipt.clone()));
    let paper = Paper::Receipt {
        order: ticket.order,
        receipt: receipt.clone(),
    };
    paper_buttons(props.act, words, props.has_printer, &paper, &name)
}

fn before(props: &RefundScreenProps, ticket: &Ticket, paid: &PaidView) -> Html {
    let one = |held: &RefundView| {
        let day = time::short_day(props.locale.language, held.day);
        html! {
            <li class="row" data-testid="refund-before"><span class="grow"><b class="num">{ held.receipt.to_string() }</b>{ " · " }{ day }{ " · " }{ held.reason.clone() }</span>
                <b>{ money(props.locale, held.tender.amount) }</b>{ papers(props, ticket, &held.receipt) }</li>
        }
    };
    if paid.refunds.is_empty() {
        return Html::default();
    }
    html! { <ul class="card refunds-before" aria-label={props.words().given_back()}>{ for paid.refunds.iter().map(one) }</ul> }
}

fn reasons(props: &RefundScreenProps) -> Html {
    let words = props.words();
    let pick = |reason: &'static str| {
        let on = props.refund.reason == reason;
        html! {
            <button class={if on { "pick on" } else { "pick" }} aria-pressed={aria(on)} data-testid="refund-reason" data-name={reason}
                onclick={props.on(RefundAction::ReasonSaid(reason.to_owned()))}>{ reason }</button>
        }
    };
    let typed = on_text(props.act, |text| {
        Action::Refund(RefundAction::ReasonSaid(text))
    });
    html! {
        <>
            <div class="picks" role="group" aria-label={words.reason()}>{ for words.reasons().into_iter().map(pick) }</div>
            <label class="field reason-field">
                <input type="text" data-testid="refund-reason-text" maxlength="200" autocomplete="off" aria-label={words.reason()}
                    placeholder={words.other_reason()} value={props.refund.reason.clone()} oninput={typed} />
            </label>
        </>
    }
}

fn goods(props: &RefundScreenProps) -> Html {
    let words = props.words();
    let pick = |goods: Goods, name: &'static str, id: &'static str| {
        let on = props.refund.goods() == Some(goods);
        html! {
            <button class={if on { "pick on" } else { "pick" }} aria-pressed={aria(on)} data-testid={id}
                onclick={props.on(RefundAction::GoodsSaid(goods))}>{ name }</button>
        }
    };
    html! {
        <div class="picks three" role="group" aria-label={words.goods()}>
            { pick(Goods::ThrownAway, words.thrown_away(), "goods-gone") }
            { pick(Goods::BackToStock, words.back_to_stock(), "goods-back") }
            { pick(Goods::Kept, words.kept(), "goods-kept") }
        </div>
    }
}
