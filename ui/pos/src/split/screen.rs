//! What is left to assign on the left, and a column for each part.

use super::part::{column, row};
use super::{Split, SplitAction};
use crate::counter::{Action, aria, on_touch};
use kit::icon::{Icon, icon, small};
use kit::locale::Locale;
use kit::money::{money, text};
use kit::words::split::Split as Words;
use shared::money::Money;
use shared::order::{Ticket, TicketLine};
use shared::quantity::Quantity;
use std::rc::Rc;
use yew::prelude::*;

/// What [`split_screen`] shows.
pub struct SplitScreenProps<'a> {
    /// The parts.
    pub split: &'a Split,
    /// What is left of the whole order.
    pub ticket: Option<&'a Rc<Ticket>>,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: &'a Callback<Action>,
}

impl SplitScreenProps<'_> {
    /// The texts.
    pub fn words(&self) -> Words {
        Words::of(self.locale.language)
    }

    /// A touch that means this.
    pub fn on(&self, action: SplitAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }

    /// What is left to assign.
    pub fn left(&self) -> &[TicketLine] {
        self.ticket.map_or(&[], |ticket| &ticket.lines)
    }

    /// The lines that were chosen and are still there.
    pub fn chosen(&self) -> Vec<&TicketLine> {
        let is_chosen = |line: &&TicketLine| self.split.chosen.contains(&line.line);
        self.left().iter().filter(is_chosen).collect()
    }
}

/// An order that is paid in parts.
pub fn split_screen(props: &SplitScreenProps) -> Html {
    let words = props.words();
    let next = props.split.next();
    let parts = props.split.parts.iter().enumerate();
    html! {
        <main class="split-body" key="split" data-testid="split">
            { ways(props, words) }
            { unassigned(props) }
            <div class="split-parts">
                { match props.split.equal {
                    Some(count) => equal_parts(props, count),
                    None => html! { <>{ for parts.map(|(place, part)| column(props, place + 1, part, next == Some(part.order))) }</> },
                } }
            </div>
        </main>
    }
}

/// Who pays for what: each for what they had, or all the same.
fn ways(props: &SplitScreenProps, words: Words) -> Html {
    let equal = props.split.equal;
    let total = props
        .ticket
        .map_or(Money::ZERO, |ticket| ticket.totals.total);
    let count = equal.unwrap_or(2);
    let each = total.split(count).first().copied().unwrap_or_default();
    let class = |on: bool| if on { "method on" } else { "method" };
    let step = |icon: Icon, label: &'static str, count: u16, id: &'static str| {
        let on = props.on(SplitAction::ByParts(count));
        html! { <button class="btn sq" aria-label={label} data-testid={id} onclick={on}>{ small(icon) }</button> }
    };
    html! {
        <div class="split-ways">
            <button class={class(equal.is_none())} aria-pressed={aria(equal.is_none())} data-testid="by-product" onclick={props.on(SplitAction::ByProduct)}>
                { icon(Icon::List) }<span>{ words.by_product() }</span><small>{ words.product_then_part() }</small>
            </button>
            <button class={class(equal.is_some())} aria-pressed={aria(equal.is_some())} data-testid="by-parts" onclick={props.on(SplitAction::ByParts(count))}>
                { icon(Icon::Split) }<span>{ words.by_parts() }</span><small class="num">{ words.so_many(count, &text(props.locale, each)) }</small>
            </button>
            if equal.is_some() {
                <div class="split-step">
                    { step(Icon::Minus, words.fewer_parts(), count.saturating_sub(1), "parts-less") }
                    <b class="num" data-testid="parts-count">{ count }</b>
                    { step(Icon::Plus, words.more_parts(), count.saturating_add(1), "parts-more") }
                </div>
            } else {
                <button class="btn line" data-testid="part-add" onclick={props.on(SplitAction::Added)}>{ small(Icon::Plus) }{ words.another() }</button>
            }
        </div>
    }
}

/// All pay the same, one after the other: the first is charged here, the others follow on the screen that takes the money.
fn equal_parts(props: &SplitScreenProps, count: u16) -> Html {
    let words = props.words();
    let total = props
        .ticket
        .map_or(Money::ZERO, |ticket| ticket.totals.total);
    let part = |(place, amount): (usize, Money)| {
        let first = place == 0;
        html! {
            <section class={if first { "card part on" } else { "card part" }} key={place} data-testid="equal-part">
                <header class="part-head"><span class="count" aria-hidden="true">{ place + 1 }</span><b class="grow">{ words.part(place + 1) }</b></header>
                <div class="grow"></div>
                <footer class="part-foot">
                    <b class="num big">{ money(props.locale, amount) }</b>
                    if first {
                        <button class="btn primary wide part-charge" disabled={props.left().is_empty()} data-testid="equal-charge" onclick={props.on(SplitAction::EqualCharged)}>
                            { words.charge() }{ "\u{a0}" }{ money(props.locale, amount) }
                        </button>
                    }
                </footer>
            </section>
        }
    };
    html! { <>{ for total.split(count).into_iter().enumerate().map(part) }</> }
}

fn unassigned(props: &SplitScreenProps) -> Html {
    let words = props.words();
    let left = props.left();
    let total = props
        .ticket
        .map_or(Money::ZERO, |ticket| ticket.totals.total);
    let can_choose = props.split.equal.is_none();
    let several = |line: &&TicketLine| line.quantity > Quantity::ONE;
    let can_part = can_choose && matches!(props.chosen()[..], [line] if several(&line));
    html! {
        <section class="card part rest" aria-label={words.unassigned()} data-testid="part-rest">
            <header class="part-head"><b class="grow">{ words.unassigned() }</b></header>
            <div class="part-lines">
                { for left.iter().map(|line| choice(props, line)) }
                if can_part {
                    <button class="btn line wide" data-testid="one-apart" onclick={props.on(SplitAction::OneTaken)}>{ words.one_apart() }</button>
                }
                if left.is_empty() { <p class="sub part-none">{ words.all_assigned() }</p> }
            </div>
            <footer class="part-foot">
                <div class="row between"><span class="sub">{ words.to_assign() }</span><b class="num big" data-testid="rest-total">{ money(props.locale, total) }</b></div>
            </footer>
        </section>
    }
}

fn choice(props: &SplitScreenProps, line: &TicketLine) -> Html {
    let on = props.split.chosen.contains(&line.line);
    let choose = props.on(SplitAction::LineChosen(line.line));
    html! {
        <button class={if on { "part-line on" } else { "part-line" }} aria-pressed={aria(on)} key={line.line.to_string()} disabled={props.split.equal.is_some()}
            data-testid="rest-line" data-name={line.name.clone()} onclick={choose}>{ row(props.locale, line) }</button>
    }
}
