//! The sheet of a discount: off what, how much, why.

use super::OrderAction;
use super::discount::{Discounting, PARTS, Typing};
use crate::counter::{Action, aria, choice, head, on_close, on_touch};
use crate::payment::{Entry, keypad};
use kit::locale::Locale;
use kit::money::{money, percent_text, text};
use kit::words::discount::Discount as Words;
use shared::money::Money;
use shared::order::{Cut, Ticket};
use shared::percent::Percent;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What [`DiscountSheet`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct DiscountSheetProps {
    /// What was chosen so far.
    pub giving: Discounting,
    /// The order.
    pub ticket: Rc<Ticket>,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: Callback<Action>,
}

impl DiscountSheetProps {
    fn on(&self, action: OrderAction) -> Callback<MouseEvent> {
        on_touch(&self.act, action)
    }
}

/// Off what, how much, why. A component of its own: what is written as a reason counts when the field is left, and to draw
/// the sheet at every second would put back what was there before.
#[component]
pub fn DiscountSheet(props: &DiscountSheetProps) -> Html {
    let (locale, giving) = (props.locale, &props.giving);
    let words = Words::of(locale.language);
    let close = on_close(&props.act);
    let base = giving.base(&props.ticket);
    html! {
        <>
        <div class="scrim beside" onclick={close.clone()}></div>
        <section class="sheet mods discount-sheet" role="dialog" aria-label={words.title()} data-testid="discount-sheet">
            { head(words.title().into(), locale.language, close) }
            <div class="discount-body">
                { scope(props, words) }
                <h3 class="h3">{ words.how_much() }</h3>
                { parts(props, words, base) }
                { typing(props, words) }
                <h3 class="h3">{ words.reason() }</h3>
                { reasons(props, words) }
            </div>
            <footer class="row">
                <button class="btn line" data-testid="discount-none" onclick={props.on(OrderAction::DiscountCleared)}>{ words.none() }</button>
                { before_after(giving, base, locale) }
                <button class="btn primary" data-testid="discount-done" onclick={props.on(OrderAction::DiscountDone)}>{ words.done() }</button>
            </footer>
        </section>
        </>
    }
}

fn scope(props: &DiscountSheetProps, words: Words) -> Html {
    let giving = &props.giving;
    let Some(offered) = giving.offered else {
        return Html::default();
    };
    let name = props.ticket.lines.iter().find(|line| line.line == offered);
    let name = name.map(|line| line.name.clone()).unwrap_or_default();
    let pick = |on: bool, text: String, action: OrderAction, id: &'static str| {
        choice(id, on, text, props.on(action))
    };
    html! {
        <div class="seg full" role="group" aria-label={words.off_what()}>
            { pick(giving.line.is_some(), name, OrderAction::DiscountScoped(Some(offered)), "discount-line") }
            { pick(giving.line.is_none(), words.whole_order().to_owned(), OrderAction::DiscountScoped(None), "discount-order") }
        </div>
    }
}

fn parts(props: &DiscountSheetProps, words: Words, base: Money) -> Html {
    let giving = &props.giving;
    let part = |points: u32| {
        let part = Percent::basis_points(points).unwrap_or(Percent::WHOLE);
        let cut = Cut::Part(part);
        let on = giving.typed.is_none() && giving.cut == Some(cut);
        let name = match part {
            Percent::WHOLE => words.treat().to_owned(),
            part => percent_text(props.locale, part),
        };
        html! {
            <button class={if on { "pick on" } else { "pick" }} aria-pressed={aria(on)} data-testid="discount-part" data-name={points.to_string()}
                onclick={props.on(OrderAction::DiscountCut(cut))}><b>{ name }</b><span class="small mut">{ money(props.locale, -cut.of(base)) }</span></button>
        }
    };
    html! { <div class="picks" role="group" aria-label={words.how_much()}>{ for PARTS.iter().map(|points| part(*points)) }</div> }
}

fn typing(props: &DiscountSheetProps, words: Words) -> Html {
    let pick = |on: bool, text: &'static str, typing: Typing, id: &'static str| {
        choice(id, on, text, props.on(OrderAction::DiscountTyped(typing)))
    };
    let typed = props.giving.typed.as_ref();
    let (percent, amount) = (
        matches!(typed, Some(Typing::Part(_))),
        matches!(typed, Some(Typing::Amount(_))),
    );
    let locale = props.locale;
    let shown = match (typed, props.giving.cut) {
        (Some(Typing::Part(digits)), _) => Some(format!("{digits} %")),
        (Some(Typing::Amount(_)), Some(Cut::Amount(cut))) => Some(text(locale, cut)),
        (Some(Typing::Amount(_)), _) => Some(text(locale, Money::ZERO)),
        (None, _) => None,
    };
    html! {
        <>
            <div class="seg full" role="group" aria-label={words.other()}>
                { pick(percent, words.other_percent(), Typing::Part(String::new()), "discount-percent") }
                { pick(amount, words.other_amount(), Typing::Amount(Entry::default()), "discount-amount") }
            </div>
            if let Some(shown) = shown {
                <div class="price-amount" data-testid="typed-amount" aria-live="polite">{ shown }</div>
                { keypad(amount && locale.currency.decimals() > 0, locale, &props.act) }
            }
        </>
    }
}

fn reasons(props: &DiscountSheetProps, words: Words) -> Html {
    let pick = |reason: &'static str| {
        let on = props.giving.reason == reason;
        html! {
            <button class={if on { "pick on" } else { "pick" }} aria-pressed={aria(on)} data-testid="discount-reason" data-name={reason}
                onclick={props.on(OrderAction::DiscountReason(reason.to_owned()))}>{ reason }</button>
        }
    };
    let typed = props.act.reform(|event: Event| {
        let field: HtmlInputElement = event.target_unchecked_into();
        Action::Order(OrderAction::DiscountReason(field.value()))
    });
    html! {
        <>
            <div class="picks" role="group" aria-label={words.reason()}>{ for words.reasons().into_iter().map(pick) }</div>
            <label class="field reason-field">
                <input type="text" data-testid="discount-reason-text" maxlength="200" autocomplete="off" aria-label={words.reason()}
                    placeholder={words.other_reason()} value={props.giving.reason.clone()} onchange={typed} />
            </label>
        </>
    }
}

fn before_after(giving: &Discounting, base: Money, locale: Locale) -> Html {
    let cut = giving.cut.map(|cut| cut.of(base)).unwrap_or_default();
    html! {
        <span class="grow center" data-testid="discount-after">
            if !cut.is_zero() { <s class="mut">{ money(locale, base) }</s>{ " " } }
            <b>{ money(locale, base - cut) }</b>
        </span>
    }
}
