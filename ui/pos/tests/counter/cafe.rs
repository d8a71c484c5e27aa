//! A counter with a till behind it: every command the page sends is decided by the real rules and answered.

use crate::drawer::Drawer;
use pos::counter::{Action, Asked, Effect, State};
use pos::order::OrderAction;
use shared::business::BusinessSettings;
use shared::clock::{BusinessDay, DayStart, HybridClock, Wall};
use shared::id::{
    BusinessId, CategoryId, LineId, ModifierGroupId, ModifierId, OrderId, ProductId, SeriesId,
    ShiftId,
};
use shared::journal::{Hash, Sequence, Stamp};
use shared::menu::{Category, Menu, Modifier, ModifierGroup, Price, Product, ProductTax};
use shared::money::{Currency, Money};
use shared::order::{
    Context, Order, OrderCommand, OrderEvent, OrderFold, OrderNumber, ReceiptNumber, Ticket,
    TillCode, decide, move_lines,
};
use shared::percent::Percent;
use shared::settings::Settings;
use shared::tax::{TaxMode, TaxRate};
use shared::till::{
    Answer, Command, Language, MenuCommand, Outcome, Query, Rejection, Session, Theme, TillFailure,
    Touched,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A counter and its till.
pub struct Cafe {
    pub state: State,
    /// What was asked beside the commands to orders, oldest first.
    pub effects: Vec<Effect>,
    menu: Menu,
    pub folds: HashMap<OrderId, (OrderFold, u32)>,
    entries: u64,
    minted: u128,
    receipts: u32,
    /// Commands wait here while the till is slow.
    pub slow: bool,
    pub waiting: Vec<(Asked, Command)>,
    /// The drawer of the till.
    pub drawer: Drawer,
}

pub fn id(name: &str) -> Uuid {
    let mut bytes = [0; 16];
    for (byte, sign) in bytes.iter_mut().zip(name.bytes()) {
        *byte = sign;
    }
    Uuid::from_bytes(bytes)
}

pub fn product(name: &str) -> ProductId {
    ProductId(id(name))
}

pub fn modifier(name: &str) -> ModifierId {
    ModifierId(id(name))
}

fn menu() -> Menu {
    let coffee = CategoryId(id("coffee"));
    let sold = |name: &str, price: Price, available: bool, groups: &[&str]| Product {
        id: product(name),
        category: Some(coffee),
        name: name.to_owned(),
        price,
        tax: ProductTax::Business,
        barcode: (name == "muffin").then(|| "7791234567890".to_owned()),
        groups: groups
            .iter()
            .map(|group| ModifierGroupId(id(group)))
            .collect(),
        position: 0,
        available,
    };
    let group = |name: &str, (min, max): (u16, u16), modifiers: &[(&str, i64)]| ModifierGroup {
        id: ModifierGroupId(id(name)),
        name: name.to_owned(),
        min,
        max,
        modifiers: modifiers
            .iter()
            .map(|(name, price)| Modifier {
                id: modifier(name),
                name: (*name).to_owned(),
                price: Money::minor(*price),
            })
            .collect(),
    };
    Menu {
        categories: vec![Category {
            id: coffee,
            name: "Café".to_owned(),
            position: 0,
        }],
        products: vec![
            sold(
                "flat white",
                Price::Of(Money::minor(430_000)),
                true,
                &["milk", "extras"],
            ),
            sold("muffin", Price::Of(Money::minor(250_000)), true, &[]),
            sold("cake", Price::Of(Money::minor(500_000)), false, &[]),
            sold("beans", Price::Ask, true, &[]),
        ],
        groups: vec![
            group("milk", (1, 1), &[("whole", 0), ("oat", 90_000)]),
            group(
                "extras",
                (0, 2),
                &[("shot", 120_000), ("vanilla", 70_000), ("hot", 0)],
            ),
        ],
    }
}

pub fn session(first_day: bool) -> Session {
    Session {
        settings: BusinessSettings {
            name: "Lumbre".to_owned(),
            currency: Currency::ARS,
            timezone: "America/Argentina/Buenos_Aires".to_owned(),
            day_start: DayStart(0),
            tax: TaxRate::basis_points(2_100).unwrap(),
            tax_mode: TaxMode::Included,
        },
        counter: Settings::usual(),
        business: (!first_day).then(|| BusinessId(id("lumbre"))),
        till_code: TillCode("C1".to_owned()),
        till_name: "Caja 1".to_owned(),
        language: Language::Spanish,
        theme: Theme::Device,
        first_day,
        recovered: None,
        app_version: "0.1.0".to_owned(),
        wall: Wall {
            ms: 0,
            offset: -180,
        },
    }
}

impl Cafe {
    /// A counter that sells.
    pub fn open() -> Self {
        let mut cafe = Self::closed();
        cafe.act(Action::Told(
            Query::Session,
            Ok(Answer::Session(Box::new(session(false)))),
        ));
        cafe.act(Action::Told(Query::Menu, Ok(Answer::Menu(menu()))));
        cafe.effects.clear();
        cafe
    }

    /// A counter that has heard nothing from its till yet.
    pub fn closed() -> Self {
        Self {
            state: State::new(OrderId(id("first order")), 0),
            effects: Vec::new(),
            menu: menu(),
            folds: HashMap::new(),
            entries: 0,
            minted: 0,
            receipts: 0,
            slow: false,
            waiting: Vec::new(),
            drawer: Drawer::default(),
        }
    }

    /// Something happens; commands to orders and menu are answered at once, unless the till is slow.
    pub fn act(&mut self, action: Action) {
        let minted = &mut self.minted;
        let effects = self.state.reduce(action, &mut || {
            *minted += 1;
            Uuid::from_u128(*minted)
        });
        for effect in effects {
            match effect {
                Effect::Ask(asked, command) => self.waiting.push((asked, command)),
                other => self.effects.push(other),
            }
        }
        if !self.slow {
            self.answer();
        }
    }

    /// The till answers what waits, in order.
    pub fn answer(&mut self) {
        while !self.waiting.is_empty() {
            let (asked, command) = self.waiting.remove(0);
            let answer = self.execute(&command);
            self.act(Action::Answered(asked, answer));
        }
    }

    pub fn order(&mut self, action: OrderAction) {
        self.act(Action::Order(action));
    }

    pub fn tap(&mut self, name: &str) {
        self.order(OrderAction::ProductTapped(product(name)));
    }

    fn execute(&mut self, command: &Command) -> Result<Outcome, TillFailure> {
        match command {
            Command::Order { order, command } => self.decide(*order, command),
            Command::Menu(MenuCommand::SetPrice { product, price }) => {
                let held = self
                    .menu
                    .products
                    .iter_mut()
                    .find(|held| held.id == *product)
                    .unwrap();
                held.price = *price;
                let touched = Touched {
                    menu: true,
                    ..Touched::default()
                };
                Ok(Outcome {
                    touched,
                    ..Outcome::default()
                })
            }
            Command::MoveLines { from, to, lines } => self.move_lines(*from, *to, lines),
            Command::Shift { shift, command } => self.drawer.execute(*shift, command),
            Command::Menu(_)
            | Command::Till(_)
            | Command::Staff { .. }
            | Command::Settings(_)
            | Command::Print(_)
            | Command::Approved { .. } => Ok(Outcome::default()),
        }
    }

    /// How the counter works.
    pub fn settings(&self) -> Settings {
        let session = self.state.session.as_ref();
        session
            .map(|session| session.counter.clone())
            .unwrap_or_default()
    }

    /// An order with all that it shares lines with.
    pub fn order_of(&self, order: OrderId) -> Order {
        let mut all = OrderFold::default();
        for (fold, _) in self.folds.values() {
            all.extend(fold.clone());
        }
        all.order(order)
    }

    /// Something happens to an order.
    pub fn happens(&mut self, order: OrderId, event: OrderEvent) {
        self.entries += 1;
        let stamp = Stamp {
            clock: HybridClock::from_bits(self.entries),
            series: SeriesId(id("series")),
            sequence: Sequence(self.entries),
            hash: Hash::START,
        };
        let next = u32::try_from(self.folds.len()).unwrap() + 1;
        let held = self.folds.entry(order);
        let (fold, _) = held.or_insert_with(|| (OrderFold::default(), next));
        fold.insert(order, stamp, event);
    }

    fn move_lines(
        &mut self,
        from: OrderId,
        to: OrderId,
        lines: &[LineId],
    ) -> Result<Outcome, TillFailure> {
        let number = OrderNumber {
            till: TillCode("C1".to_owned()),
            number: u32::try_from(self.folds.len()).unwrap() + 1,
        };
        let moved = move_lines(&self.order_of(from), &self.order_of(to), lines, &number);
        let moved = moved.map_err(|reason| TillFailure::Rejected(Rejection::Order(reason)))?;
        for event in moved.to {
            self.happens(to, event);
        }
        for event in moved.from {
            self.happens(from, event);
        }
        Ok(Outcome {
            ticket: Some(Ticket::of(&self.order_of(to))),
            ..Outcome::default()
        })
    }

    fn decide(&mut self, order: OrderId, command: &OrderCommand) -> Result<Outcome, TillFailure> {
        let cash = self.settings().cash;
        let next = u32::try_from(self.folds.len()).unwrap() + 1;
        let held = self.folds.entry(order);
        let (_, number) = held.or_insert_with(|| (OrderFold::default(), next));
        let number = *number;
        let till = TillCode("C1".to_owned());
        let context = Context {
            menu: &self.menu,
            tax: TaxRate::basis_points(2_100).unwrap(),
            tax_mode: TaxMode::Included,
            wall: Wall {
                ms: 0,
                offset: -180,
            },
            day: BusinessDay(20_000),
            number: OrderNumber {
                till: till.clone(),
                number,
            },
            receipt: ReceiptNumber {
                till,
                number: self.receipts + 1,
            },
            shift: ShiftId(id("shift")),
            discount_max: Percent::WHOLE,
            approver: None,
            cash,
            stations: &[],
            tickets: &[],
        };
        let events = decide(&self.order_of(order), command, &context);
        let events = events.map_err(|reason| TillFailure::Rejected(Rejection::Order(reason)))?;
        for event in events {
            self.happens(order, event);
        }
        if matches!(command, OrderCommand::Settle { .. }) {
            self.receipts += 1;
        }
        let ticket = Ticket::of(&self.order_of(order));
        Ok(Outcome {
            ticket: Some(ticket),
            ..Outcome::default()
        })
    }

    /// The lines as `2 flat white +oat`, in the order of the ticket.
    pub fn lines(&self) -> Vec<String> {
        let Some(ticket) = &self.state.order.ticket else {
            return Vec::new();
        };
        let line = |line: &shared::order::TicketLine| {
            let names: String = line
                .modifiers
                .iter()
                .map(|modifier| format!(" +{}", modifier.name))
                .collect();
            let units = line.quantity.to_thousandths() / 1_000;
            let note = if line.note.is_empty() {
                String::new()
            } else {
                format!(" «{}»", line.note)
            };
            format!("{units} {}{names}{note}", line.name)
        };
        ticket.lines.iter().map(line).collect()
    }

    pub fn line(&self, place: usize) -> LineId {
        self.state.order.ticket.as_ref().unwrap().lines[place].line
    }

    pub fn total(&self) -> i64 {
        self.state
            .order
            .ticket
            .as_ref()
            .map_or(0, |ticket| ticket.totals.total.to_minor())
    }
}
