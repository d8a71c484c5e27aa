//! Taking the money: what is received, what is given back. The amounts are worked out by `shared`.

mod done;
mod entry;
mod keypad;
mod paying;
mod price;
mod screen;

pub use done::{Done, done_panel};
pub use entry::{Entry, Key};
pub use keypad::keypad;
pub use paying::{NextStep, Payment, Received, Shares};
pub use price::price_sheet;
pub use screen::{PayScreenProps, pay_screen};

use crate::counter::{Asked, Effect, Mint, Say, Screen, Sheet, State};
use crate::order::CurrentOrder;
use shared::id::{LineId, OrderId, ProductId};
use shared::menu::Price;
use shared::money::Money;
use shared::order::{Item, OrderCommand};
use shared::payment::{CashRounding, TenderKind, Tip};
use shared::quantity::Quantity;
use shared::settings::Settings;
use shared::till::{Command, MenuCommand, Query};

/// An amount that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceAsked {
    /// The product whose price it is; none for a free amount.
    pub product: Option<(ProductId, String)>,
    /// What was typed.
    pub entry: Entry,
    /// What a free amount is for.
    pub name: String,
}

/// What can happen to the payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaymentAction {
    /// The money is to be taken.
    Opened,
    /// Back to the order.
    Closed,
    /// Cash or card.
    MethodChosen(TenderKind),
    /// Exactly what is due.
    ExactChosen,
    /// One of the sums people hand over.
    QuickChosen(Money),
    /// Another sum, to be typed.
    OtherChosen,
    /// Another tip.
    TipChosen(Tip),
    /// Another tip, to be typed.
    TipTyped,
    /// The last thing that was given goes back.
    PartUndone,
    /// A key of the keypad, here or under an asked price.
    KeyPressed(Key),
    /// The order is paid as the screen says.
    Charged,
    /// The order is paid in exact cash, from the ticket.
    ExactCash,
    /// The last sale has been seen.
    NextOrder,
    /// What a free amount is for.
    AmountNamed(String),
    /// The asked amount is right.
    AmountConfirmed,
}

impl PriceAsked {
    /// A free amount.
    pub fn free() -> Self {
        Self {
            product: None,
            entry: Entry::default(),
            name: String::new(),
        }
    }

    /// The price of a product.
    pub fn of(product: ProductId, name: String) -> Self {
        Self {
            product: Some((product, name)),
            ..Self::free()
        }
    }
}

impl State {
    pub(crate) fn payment_action(
        &mut self,
        action: PaymentAction,
        mint: &mut Mint<'_>,
    ) -> Vec<Effect> {
        match action {
            PaymentAction::Opened => {
                if !self.order.is_empty() && !self.order.settling {
                    self.screen = Screen::Pay(self.order.paying.take().unwrap_or_default());
                    self.sheet = None;
                    // It was said about the order, and must not lie over the amounts.
                    self.snack = None;
                }
                Vec::new()
            }
            PaymentAction::Closed => {
                self.keep_given();
                self.screen = Screen::Sell;
                vec![Effect::FocusSearch]
            }
            PaymentAction::MethodChosen(method) => {
                self.with_payment(|payment| payment.method = method);
                self.receive(Received::Exact)
            }
            PaymentAction::ExactChosen => self.receive(Received::Exact),
            PaymentAction::QuickChosen(amount) => self.receive(Received::Quick(amount)),
            PaymentAction::OtherChosen => self.receive(Received::Typed(Entry::default())),
            PaymentAction::TipChosen(tip) => self.with_payment(|payment| {
                payment.tip_typed = None;
                payment.tip = tip;
                payment.received = Received::Exact;
            }),
            PaymentAction::TipTyped => self.with_payment(|payment| {
                payment.tip_typed = Some(Entry::default());
                payment.received = Received::Exact;
            }),
            PaymentAction::PartUndone => self.with_payment(|payment| {
                if payment.given.pop().is_some() {
                    payment.shares.left = (payment.shares.left + 1).min(payment.shares.of);
                }
                payment.received = Received::Exact;
            }),
            PaymentAction::KeyPressed(key) => self.key_pressed(key),
            PaymentAction::Charged => self.charge(),
            // Where something was given already, what is left is seen first.
            PaymentAction::ExactCash if self.order.paying.is_some() => {
                self.payment_action(PaymentAction::Opened, mint)
            }
            PaymentAction::ExactCash => self.settle(&Payment::new()),
            PaymentAction::NextOrder => {
                let paid = self.done.take().map(|done| done.order);
                if let Some(effects) = paid.and_then(|paid| self.back_to_split(paid)) {
                    return effects;
                }
                vec![Effect::FocusSearch]
            }
            PaymentAction::AmountNamed(name) => {
                if let Some(Sheet::Price(asked)) = &mut self.sheet {
                    asked.name = name;
                }
                Vec::new()
            }
            PaymentAction::AmountConfirmed => self.amount_confirmed(mint),
        }
    }

    /// The payment is left: what was given so far stays with the order.
    pub(crate) fn keep_given(&mut self) {
        if let Screen::Pay(payment) = &self.screen
            && !payment.given.is_empty()
        {
            self.order.paying = Some(payment.clone());
        }
    }

    /// So much is received; the keypad's keys are the amount's again.
    fn receive(&mut self, received: Received) -> Vec<Effect> {
        let currency = self.locale().currency;
        self.with_payment(|payment| {
            payment.tip_done(currency);
            payment.received = received;
        })
    }

    fn with_payment(&mut self, change: impl FnOnce(&mut Payment)) -> Vec<Effect> {
        if let Screen::Pay(payment) = &mut self.screen {
            change(payment);
        }
        Vec::new()
    }

    fn key_pressed(&mut self, key: Key) -> Vec<Effect> {
        if self.shift_key(key) || self.discount_key(key) {
            return Vec::new();
        }
        let currency = self.locale().currency;
        if let Some(Sheet::Price(asked)) = &mut self.sheet {
            asked.entry.press(key, currency);
            return Vec::new();
        }
        self.with_payment(|payment| {
            if let Some(tip) = &mut payment.tip_typed {
                tip.press(key, currency);
                return;
            }
            let mut entry = match &payment.received {
                Received::Typed(entry) => entry.clone(),
                Received::Exact | Received::Quick(_) => Entry::default(),
            };
            entry.press(key, currency);
            payment.received = Received::Typed(entry);
        })
    }

    /// How this counter works.
    pub(crate) fn counter_settings(&self) -> Settings {
        let session = self.session.as_ref();
        session
            .map(|session| session.counter.clone())
            .unwrap_or_default()
    }

    fn cash_rounding(&self) -> CashRounding {
        let session = self.session.as_ref();
        session.map_or(CashRounding::NONE, |session| session.counter.cash)
    }

    /// What was typed is taken: as the last thing that pays the order, or as a part of it.
    fn charge(&mut self) -> Vec<Effect> {
        let Screen::Pay(payment) = &self.screen else {
            return Vec::new();
        };
        let payment = payment.clone();
        let currency = self.locale().currency;
        let Some(total) = self.order.total() else {
            return Vec::new();
        };
        let checkout = payment.checkout(total, self.cash_rounding(), currency);
        if let NextStep::TakePart { .. } = payment.next(&checkout, currency) {
            let given = payment.part(&checkout, currency);
            let back = payment.tender(&checkout, currency).amount - given.amount;
            let said = (back > Money::ZERO).then(|| self.say(Say::HandBack(back), None));
            self.with_payment(|payment| {
                payment.tip = checkout.tip;
                payment.tip_typed = None;
                payment.given.push(given);
                payment.shares.left = payment.shares.left.saturating_sub(1).max(1);
                // A second press of the same button takes nothing that nobody gave.
                payment.received = Received::Typed(Entry::default());
            });
            return said.into_iter().collect();
        }
        self.settle(&payment)
    }

    fn settle(&mut self, payment: &Payment) -> Vec<Effect> {
        let currency = self.locale().currency;
        let Some(total) = self.order.total() else {
            return Vec::new();
        };
        let checkout = payment.checkout(total, self.cash_rounding(), currency);
        let is_paid = matches!(payment.next(&checkout, currency), NextStep::Settle { .. });
        // What is short is said on the screen already; a sale that is on its way is not sent twice.
        if self.order.settling || !is_paid {
            return Vec::new();
        }
        let nothing_due = checkout.whole().is_zero();
        let tenders = match nothing_due {
            true => Vec::new(),
            false => checkout.with(payment.tender(&checkout, currency)),
        };
        let mut effects = self.keep_note();
        self.sheet = None;
        self.order.settling = true;
        let order = self.order.id;
        effects.push(self.ask(
            Asked::Settle { order },
            OrderCommand::Settle {
                tenders,
                total,
                tip: checkout.tip.of(total),
            },
        ));
        effects
    }

    fn amount_confirmed(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let currency = self.locale().currency;
        let Some(Sheet::Price(asked)) = &self.sheet else {
            return Vec::new();
        };
        let Some(price) = asked
            .entry
            .amount(currency)
            .filter(|price| !price.is_zero())
        else {
            return Vec::new();
        };
        let asked = asked.clone();
        self.sheet = None;
        if matches!(self.screen, Screen::FirstDay(_)) {
            self.screen = Screen::Sell;
        }
        let mut effects = match asked.product {
            Some((product, _)) => {
                let set = MenuCommand::SetPrice {
                    product,
                    price: Price::Of(price),
                };
                vec![Effect::Ask(Asked::Price, Command::Menu(set))]
            }
            None => Vec::new(),
        };
        effects.extend(match asked.product {
            Some((product, _)) => self.add(product, Asked::Tap, mint),
            None => self.add_amount(&asked.name, price, mint),
        });
        effects.push(Effect::FocusSearch);
        effects
    }

    fn add_amount(&mut self, name: &str, price: Money, mint: &mut Mint<'_>) -> Vec<Effect> {
        let name = name.trim();
        let words = kit::words::counter::Counter::of(self.locale().language);
        let name = if name.is_empty() {
            words.free_amount()
        } else {
            name
        };
        self.done = None;
        let item = Item::Amount {
            name: name.to_owned(),
            price,
        };
        let command = OrderCommand::AddLine {
            line: LineId(mint()),
            item,
            quantity: Quantity::ONE,
            modifiers: None,
            note: String::new(),
        };
        vec![self.ask(Asked::Change, command)]
    }

    /// The order is paid: what was tapped meanwhile begins the next one.
    pub(crate) fn settled(
        &mut self,
        order: OrderId,
        done: Option<Done>,
        mint: &mut Mint<'_>,
    ) -> Vec<Effect> {
        if self.order.id != order {
            return Vec::new();
        }
        self.no_longer_whole(order);
        let held = std::mem::take(&mut self.order.held);
        self.order = CurrentOrder::new(OrderId(mint()));
        self.done = done.map(Into::into);
        self.screen = Screen::Sell;
        let mut effects = vec![Effect::FocusSearch];
        if self.tabs.open.iter().any(|tab| tab.order == order) {
            effects.push(Effect::Query(Query::OpenOrders));
        }
        for product in held {
            effects.extend(self.add(product, Asked::Tap, mint));
        }
        effects
    }
}
