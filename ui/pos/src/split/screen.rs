//! What is left to assign on the left, and a column for each part.

use super::part::{column, row};
use super::{Split, SplitAction};
use crate::counter::{Action, aria, on_touch};
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::money::money;
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
            { unassigned(props) }
            <div class="split-parts">
                { for parts.map(|(place, part)| column(props, place + 1, part, next == Some(part.order))) }
                <button class="btn line split-add" data-testid="part-add" onclick={props.on(SplitAction::Added)}>{ small(Icon::Plus) }{ words.another() }</button>
            </div>
        </main>
    }
}

fn unassigned(props: &SplitScreenProps) -> Html {
    let words = props.words();
    let left = props.left();
    let total = props
        .ticket
        .map_or(Money::ZERO, |ticket| ticket.totals.total);
    let several = |line: &&TicketLine| line.quantity > Quantity::ONE;
    let can_part = matches!(props.chosen()[..], [line] if several(&line));
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
        <button class={if on { "part-line on" } else { "part-line" }} aria-pressed={aria(on)} key={line.line.to_string()}
            data-testid="rest-line" data-name={line.name.clone()} onclick={choose}>{ row(props.locale, line) }</button>
    }
}
