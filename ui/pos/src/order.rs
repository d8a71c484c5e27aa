//! The order being made: what a touch asks of the till, and what its answer shows.

mod choice;
mod discount;
mod discount_sheet;
mod line;
mod modifiers;
mod press;
mod product_grid;
mod ticket;
mod undo;
mod window;

pub use choice::toggled;
pub use discount::{Discounting, Typing};
pub use discount_sheet::DiscountSheet;
pub use modifiers::{ModifiersProps, modifiers};
pub use press::{Presses, Touch};
pub use product_grid::{ProductGrid, TapsProp};
pub use ticket::{TicketPanel, cut_text, sum_rows};
pub use undo::{back, renamed};
pub use window::Window;

use crate::counter::{Asked, Effect, Mint, Offer, Say, Screen, Sheet, State};
use crate::payment::{Payment, PriceAsked};
use shared::id::{LineId, ModifierId, OrderId, ProductId};
use shared::menu::Price;
use shared::money::Money;
use shared::order::{Channel, Cut, Item, OrderCommand, Ticket, TicketLine};
use shared::quantity::{Quantity, THOUSANDTHS, decimal_of_thousandths};
use shared::till::Command;
use std::collections::HashMap;
use std::rc::Rc;

/// How many units of each product the order has.
pub type Counts = HashMap<ProductId, i64>;

/// The order being made.
#[derive(Clone, Debug)]
pub struct CurrentOrder {
    /// Its id, minted before its first line.
    pub id: OrderId,
    /// What the till last said it holds.
    pub ticket: Option<Rc<Ticket>>,
    /// Thousandths of each product in it.
    pub counts: Rc<Counts>,
    /// The line that shows its buttons.
    pub selected: Option<LineId>,
    /// What takes back each change, newest last.
    pub undo: Vec<Vec<OrderCommand>>,
    /// How far its payment is, while something was given and the screen shows something else.
    pub paying: Option<Payment>,
    /// Whether it was put away, and is taken up again.
    pub recalled: bool,
    /// Whether it is being paid.
    pub settling: bool,
    /// What was tapped while it was being paid: belongs to the order after it.
    pub held: Vec<ProductId>,
}

/// A line whose modifiers and note are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    /// The line.
    pub line: LineId,
    /// Its product; none for a free amount.
    pub product: Option<ProductId>,
    /// Its modifiers, those on their way to the till included.
    pub chosen: Vec<ModifierId>,
    /// Its note as it is being written.
    pub note: String,
    /// Its note as the till has it.
    pub note_kept: String,
}

/// What can happen to the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderAction {
    /// A tap on a product.
    ProductTapped(ProductId),
    /// A long press: the line is opened at once.
    ProductHeld(ProductId),
    /// Sold although it is sold out.
    SoldAnyway(ProductId),
    /// How many the next tap adds.
    TimesTyped(u32),
    /// A line was touched.
    LineSelected(LineId),
    /// One more or less of a line.
    Stepped(LineId, i64),
    /// A line is taken off.
    Removed(LineId),
    /// The same of the selected line.
    SelectedStepped(i64),
    /// The selected line is taken off.
    SelectedRemoved,
    /// Back to how it was before.
    Undone,
    /// For here or to go.
    ChannelChosen(Channel),
    /// A line is opened.
    EditOpened(LineId),
    /// The selected line is opened.
    SelectedOpened,
    /// A modifier was touched.
    ModifierTapped(ModifierId),
    /// The note is being written.
    NoteTyped(String),
    /// The note is written.
    NoteKept,
    /// Only one of several is changed.
    OneTaken,
    /// The usual modifiers again.
    UsualRestored,
    /// A free amount is asked for.
    FreeAmountOpened,
    /// A discount is to be given, on a line or the whole order.
    DiscountOpened(Option<LineId>),
    /// On the line, or on the whole order.
    DiscountScoped(Option<LineId>),
    /// So much.
    DiscountCut(Cut),
    /// Another percentage, or an amount.
    DiscountTyped(Typing),
    /// Why.
    DiscountReason(String),
    /// None any more.
    DiscountCleared,
    /// It is as it should be.
    DiscountDone,
    /// Enter where nothing else takes it.
    MainAction,
}

impl CurrentOrder {
    /// An order with nothing in it.
    pub fn new(id: OrderId) -> Self {
        Self {
            id,
            ticket: None,
            counts: Rc::default(),
            selected: None,
            undo: Vec::new(),
            paying: None,
            recalled: false,
            settling: false,
            held: Vec::new(),
        }
    }

    /// Shows what the till says the order holds.
    pub fn show(&mut self, ticket: Ticket) {
        let mut counts = Counts::new();
        for line in &ticket.lines {
            if let Some(product) = line.product {
                *counts.entry(product).or_default() += line.quantity.to_thousandths();
            }
        }
        let there = |id: &LineId| ticket.lines.iter().any(|line| line.line == *id);
        self.selected = self.selected.filter(there);
        self.counts = Rc::new(counts);
        self.ticket = Some(Rc::new(ticket));
    }

    /// The line of this id.
    pub fn line(&self, id: LineId) -> Option<&TicketLine> {
        self.ticket
            .as_ref()?
            .lines
            .iter()
            .find(|line| line.line == id)
    }

    /// What it adds up to; none where there is nothing to pay for.
    pub fn total(&self) -> Option<Money> {
        let ticket = self.ticket.as_ref();
        let ticket = ticket.filter(|ticket| !ticket.lines.is_empty())?;
        Some(ticket.totals.total)
    }

    /// Whether there is nothing to pay for.
    pub fn is_empty(&self) -> bool {
        self.ticket
            .as_ref()
            .is_none_or(|ticket| ticket.lines.is_empty())
    }
}

/// A quantity as people write it: `2`, `0,25`.
pub fn quantity_text(thousandths: i64, decimal: char) -> String {
    decimal_of_thousandths(thousandths).replace('.', &decimal.to_string())
}

impl State {
    pub(crate) fn order_action(&mut self, action: OrderAction, mint: &mut Mint<'_>) -> Vec<Effect> {
        match action {
            OrderAction::ProductTapped(product) => self.tap(product, mint),
            OrderAction::ProductHeld(product) => self.hold(product, mint),
            OrderAction::SoldAnyway(product) => self.add(product, Asked::Tap, mint),
            OrderAction::TimesTyped(digit) => {
                let longer = self.times.map_or(digit, |times| {
                    times.saturating_mul(10).saturating_add(digit)
                });
                self.times =
                    Some(if longer > 99 { digit } else { longer }).filter(|times| *times > 0);
                Vec::new()
            }
            OrderAction::LineSelected(line) => {
                let again = self.order.selected == Some(line);
                self.order.selected = (!again).then_some(line);
                Vec::new()
            }
            OrderAction::Stepped(line, by) => self.step(line, by),
            OrderAction::Removed(line) => self.remove(line),
            OrderAction::SelectedStepped(by) => {
                self.with_selected(|state, line| state.step(line, by))
            }
            OrderAction::SelectedRemoved => self.with_selected(Self::remove),
            OrderAction::SelectedOpened => self.with_selected(Self::open_line),
            OrderAction::Undone => self.undo(mint),
            OrderAction::ChannelChosen(channel) => {
                self.change(OrderCommand::SetChannel { channel })
            }
            OrderAction::EditOpened(line) => self.open_line(line),
            OrderAction::ModifierTapped(modifier) => self.modifier_tapped(modifier),
            OrderAction::NoteTyped(text) => {
                if let Some(Sheet::Edit(editing)) = &mut self.sheet {
                    editing.note = text;
                }
                Vec::new()
            }
            OrderAction::NoteKept => self.keep_note(),
            OrderAction::OneTaken => self.take_one(mint),
            OrderAction::UsualRestored => self.restore_usual(),
            OrderAction::FreeAmountOpened => {
                self.snack = None;
                self.sheet = Some(Sheet::Price(PriceAsked::free()));
                Vec::new()
            }
            OrderAction::DiscountOpened(line) => self.open_discount(line),
            OrderAction::DiscountScoped(_)
            | OrderAction::DiscountCut(_)
            | OrderAction::DiscountTyped(_)
            | OrderAction::DiscountReason(_)
            | OrderAction::DiscountCleared => self.discount_action(&action),
            OrderAction::DiscountDone => {
                let mut effects = self.apply_discount();
                effects.extend(self.close_sheet());
                effects
            }
            OrderAction::MainAction => self.main_action(mint),
        }
    }

    fn with_selected(&mut self, act: impl FnOnce(&mut Self, LineId) -> Vec<Effect>) -> Vec<Effect> {
        match self.order.selected {
            Some(line) => act(self, line),
            None => Vec::new(),
        }
    }

    pub(crate) fn tap(&mut self, product: ProductId, mint: &mut Mint<'_>) -> Vec<Effect> {
        self.sell(product, Asked::Tap, mint)
    }

    fn hold(&mut self, product: ProductId, mint: &mut Mint<'_>) -> Vec<Effect> {
        self.sell(product, Asked::TapAndEdit, mint)
    }

    fn sell(&mut self, product: ProductId, asked: Asked, mint: &mut Mint<'_>) -> Vec<Effect> {
        let Some(card) = self.shelf.card(product) else {
            return Vec::new();
        };
        let name = card.product.name.clone();
        if !card.product.available {
            return vec![self.say(Say::SoldOut(name), Some(Offer::SellAnyway(product)))];
        }
        match card.product.price {
            Price::Of(_) => self.add(product, asked, mint),
            Price::Ask => {
                self.snack = None;
                self.sheet = Some(Sheet::Price(PriceAsked::of(product, name)));
                Vec::new()
            }
        }
    }

    /// Puts a product on the order; while the order is being paid, on the one after it.
    pub(crate) fn add(
        &mut self,
        product: ProductId,
        asked: Asked,
        mint: &mut Mint<'_>,
    ) -> Vec<Effect> {
        if self.order.settling {
            self.order.held.push(product);
            return Vec::new();
        }
        self.done = None;
        let line = LineId(mint());
        let times = self.times.take().filter(|times| *times > 1);
        let command = match times.and_then(|times| Quantity::units(times).ok()) {
            None => OrderCommand::Tap { product, line },
            Some(quantity) => OrderCommand::AddLine {
                line,
                item: Item::Product(product),
                quantity,
                modifiers: None,
                note: String::new(),
            },
        };
        vec![self.ask(asked, command)]
    }

    /// A command to the current order.
    pub(crate) fn ask(&self, asked: Asked, command: OrderCommand) -> Effect {
        let order = self.order.id;
        Effect::Ask(asked, Command::Order { order, command })
    }

    fn change(&mut self, command: OrderCommand) -> Vec<Effect> {
        vec![self.ask(Asked::Change, command)]
    }

    fn step(&mut self, line: LineId, by: i64) -> Vec<Effect> {
        let Some(held) = self.order.line(line) else {
            return Vec::new();
        };
        let units = by.saturating_mul(THOUSANDTHS);
        if held.quantity.to_thousandths().saturating_add(units) <= 0 {
            return self.remove(line);
        }
        self.change(OrderCommand::StepQuantity { line, by: units })
    }

    fn remove(&mut self, line: LineId) -> Vec<Effect> {
        let Some(held) = self.order.line(line) else {
            return Vec::new();
        };
        let name = held.name.clone();
        vec![self.ask(Asked::Remove { name }, OrderCommand::RemoveLine { line })]
    }

    fn undo(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let Some(commands) = self.order.undo.pop() else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        for command in commands {
            let command = match command {
                OrderCommand::RestoreLine { line, .. } => {
                    let into = LineId(mint());
                    renamed(&mut self.order.undo, line, into);
                    OrderCommand::RestoreLine { line, into }
                }
                other => other,
            };
            effects.push(self.ask(Asked::Undo, command));
        }
        effects
    }

    pub(crate) fn main_action(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        use crate::payment::PaymentAction;
        match self.screen {
            Screen::Starting
            | Screen::FirstDay(_)
            | Screen::Split
            | Screen::Shift(_)
            | Screen::Refund(_)
            | Screen::SignIn(_) => Vec::new(),
            Screen::Pay(_) => self.payment_action(PaymentAction::Charged, mint),
            Screen::Sell if self.done.is_some() => {
                self.payment_action(PaymentAction::NextOrder, mint)
            }
            Screen::Sell => self.payment_action(PaymentAction::Opened, mint),
        }
    }
}
