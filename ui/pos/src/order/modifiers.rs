//! The sheet of a line: its modifiers and its note. It covers the grid, never the ticket; every touch applies at once.

use super::{Editing, OrderAction, quantity_text};
use crate::counter::{Action, aria, close_button, on_close, on_enter, on_text, on_touch};
use crate::menu::{Card, Shelf};
use kit::focus::Title;
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::money::{extra_text, money};
use kit::words::counter::Counter;
use shared::menu::{Modifier, ModifierGroup};
use shared::order::{Ticket, TicketLine};
use shared::quantity::Quantity;
use std::rc::Rc;
use yew::prelude::*;

/// What [`modifiers`] shows.
pub struct ModifiersProps<'a> {
    /// The line.
    pub editing: &'a Editing,
    /// The menu.
    pub shelf: &'a Shelf,
    /// The ticket the line is on.
    pub ticket: Option<&'a Ticket>,
    /// How it is written.
    pub locale: Locale,
    /// Where touches go.
    pub act: &'a Callback<Action>,
}

impl ModifiersProps<'_> {
    fn on(&self, action: OrderAction) -> Callback<MouseEvent> {
        on_touch(self.act, action)
    }

    fn close(&self) -> Callback<MouseEvent> {
        on_close(self.act)
    }
}

/// The sheet of a line.
pub fn modifiers(props: &ModifiersProps) -> Html {
    let words = Counter::of(props.locale.language);
    let line = props.ticket.and_then(|ticket| {
        ticket
            .lines
            .iter()
            .find(|line| line.line == props.editing.line)
    });
    let Some(line) = line else {
        return Html::default();
    };
    let shelf = props.shelf;
    let card = props.editing.product.and_then(|id| shelf.card(id));
    html! {
        <>
            <div class="scrim beside" onclick={props.close()}></div>
            <section class="sheet mods" key="modifiers" role="dialog" aria-modal="false" aria-label={line.name.clone()} data-testid="modifiers">
                { head(props, words, line, card) }
                <div class="mods-body">
                    { for card.into_iter().flat_map(|card| shelf.menu.groups_of(&card.product)).map(|held| group(props, words, held)) }
                    { note(props, words) }
                </div>
                { foot(props, words, line, card) }
            </section>
        </>
    }
}

fn head(
    props: &ModifiersProps,
    words: Counter,
    line: &TicketLine,
    card: Option<&Rc<Card>>,
) -> Html {
    let several = line.quantity > Quantity::ONE;
    let count = quantity_text(
        line.quantity.to_thousandths(),
        props.locale.money_style().decimal,
    );
    html! {
        <header class="row">
            if let Some(card) = card { { card.cut.picture() } }
            <div class="grow">
                <Title text={line.name.clone()} />
                <span class="sub">{ money(props.locale, line.base_price) }{ several.then(|| format!(" · {}", words.applies_to(&count))) }</span>
            </div>
            if several {
                <button class="btn line" data-testid="take-one" onclick={props.on(OrderAction::OneTaken)}>{ small(Icon::Split) }{ words.change_one() }</button>
            }
            { close_button(props.locale.language, props.close()) }
        </header>
    }
}

fn group(props: &ModifiersProps, words: Counter, held: &ModifierGroup) -> Html {
    let most = held.modifiers.len();
    let rule = match (held.min, held.max) {
        (1, 1) => words.choose_one().to_owned(),
        (0, max) if usize::from(max) >= most => words.as_many().to_owned(),
        (0, max) => words.up_to(max),
        (min, _) => words.choose(min),
    };
    let name = held.name.clone();
    let of_this = |modifier: &&Modifier| props.editing.chosen.contains(&modifier.id);
    let few = held.modifiers.iter().filter(of_this).count() < usize::from(held.min);
    let columns = if most >= 4 && held.max > 1 {
        "g4"
    } else {
        "g3"
    };
    html! {
        <div class="opts" role="group" aria-label={name.clone()} key={held.id.to_string()}>
            <h3 class="h3">{ name }{ " " }<span class={if few { "tag warn" } else { "mut small" }}>{ rule }</span></h3>
            <div class={columns}>{ for held.modifiers.iter().map(|modifier| option(props, words, held, modifier)) }</div>
        </div>
    }
}

fn option(
    props: &ModifiersProps,
    words: Counter,
    group: &ModifierGroup,
    modifier: &Modifier,
) -> Html {
    let on = props.editing.chosen.contains(&modifier.id);
    let price = if !modifier.price.is_zero() {
        extra_text(props.locale, modifier.price)
    } else if group.min == 0 {
        words.no_charge().to_owned()
    } else {
        String::new()
    };
    html! {
        <button class={if on { "opt on" } else { "opt" }} aria-pressed={aria(on)} data-testid="option" data-name={modifier.name.clone()}
            onclick={props.on(OrderAction::ModifierTapped(modifier.id))}>
            <span>{ &modifier.name }</span>
            if !price.is_empty() { <span class="num">{ price }</span> }
        </button>
    }
}

fn note(props: &ModifiersProps, words: Counter) -> Html {
    let typed = on_text(props.act, |text| {
        Action::Order(OrderAction::NoteTyped(text))
    });
    let kept = props
        .act
        .reform(|_: FocusEvent| Action::Order(OrderAction::NoteKept));
    let entered = on_enter(props.act, OrderAction::NoteKept);
    html! {
        <div class="opts">
            <h3 class="h3">{ words.note() }</h3>
            <label class="field">
                { small(Icon::Pencil) }
                <input type="text" data-testid="note" maxlength="200" autocomplete="off" aria-label={words.note()} placeholder={words.write_note()}
                    value={props.editing.note.clone()} oninput={typed} onblur={kept} onkeydown={entered} />
            </label>
        </div>
    }
}

fn foot(
    props: &ModifiersProps,
    words: Counter,
    line: &TicketLine,
    card: Option<&Rc<Card>>,
) -> Html {
    let count = quantity_text(
        line.quantity.to_thousandths(),
        props.locale.money_style().decimal,
    );
    html! {
        <footer class="row between">
            if card.is_some_and(|card| !card.product.groups.is_empty()) {
                <button class="btn ghost" data-testid="usual" onclick={props.on(OrderAction::UsualRestored)}>{ small(Icon::Undo) }{ words.back_to_usual() }</button>
            } else {
                <span></span>
            }
            <div class="row">
                <span class="num mods-price"><span class="sub">{ count }{ " × " }</span><b data-testid="unit-price">{ money(props.locale, line.unit_price) }</b></span>
                <button class="btn ink sheet-main" data-testid="mods-done" onclick={props.close()}>{ words.done() }</button>
            </div>
        </footer>
    }
}
