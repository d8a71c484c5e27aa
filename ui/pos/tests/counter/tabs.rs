//! Orders put away under a name, taken up again, called off.

use crate::cafe::Cafe;
use pos::counter::{Action, Effect, Offer, Say, Screen, Sheet};
use pos::order::OrderAction;
use pos::payment::PaymentAction;
use pos::shift::ShiftAction;
use pos::tabs::TabsAction;
use shared::clock::Wall;
use shared::id::OrderId;
use shared::order::{Covered, Order, OrderEvent, Ticket, Voided};
use shared::till::{Answer, OpenOrderSummary, Query, Touched};

impl Cafe {
    pub fn tabs(&mut self, action: TabsAction) {
        self.act(Action::Tabs(action));
        self.tell();
    }

    pub fn save_as(&mut self, name: &str) {
        self.tabs(TabsAction::SaveAsked);
        self.tabs(TabsAction::NameTyped(name.to_owned()));
        self.tabs(TabsAction::NameDone);
    }

    /// The till answers what the page asked about orders.
    pub fn tell(&mut self) {
        for effect in std::mem::take(&mut self.effects) {
            let Effect::Query(query) = effect else {
                continue;
            };
            let answer = match &query {
                Query::Ticket { order } => Answer::Ticket(self.ticket_of(*order)),
                Query::OpenOrders => Answer::OpenOrders(self.open_orders()),
                _ => continue,
            };
            self.act(Action::Told(query, Ok(answer)));
        }
    }

    fn ticket_of(&self, order: OrderId) -> Option<Ticket> {
        self.folds.get(&order)?;
        Some(Ticket::of(&self.order_of(order)))
    }

    fn open_orders(&self) -> Vec<OpenOrderSummary> {
        let mut open = Vec::new();
        for order in self.folds.keys() {
            let Order::Open(held) = self.order_of(*order) else {
                continue;
            };
            if held.voided.is_none() && (!held.lines.is_empty() || held.name.is_some()) {
                open.push(OpenOrderSummary {
                    order: *order,
                    number: held.number.clone(),
                    total: held.totals().total,
                    opened: Wall { ms: 0, offset: 0 },
                    name: held.name.clone(),
                    lines: u32::try_from(held.lines.len()).unwrap(),
                    own: true,
                });
            }
        }
        open.sort_by_key(|tab| tab.number.as_ref().map(|number| number.number));
        open
    }

    pub fn names(&self) -> Vec<String> {
        let open = self.state.tabs.open.iter();
        open.map(|tab| tab.name.clone().unwrap_or_default())
            .collect()
    }

    pub fn tab(&self, name: &str) -> OrderId {
        let mut open = self.state.tabs.open.iter();
        let tab = open.find(|tab| tab.name.as_deref() == Some(name));
        tab.unwrap().order
    }

    pub fn said(&self) -> Say {
        self.state.snack.clone().unwrap().say
    }
}

#[test]
fn an_order_is_put_away_under_a_name_and_taken_up_again() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.save_as(" Mesa 4 ");
    assert_eq!(cafe.said(), Say::TabSaved("Mesa 4".to_owned()));
    assert_eq!(
        (cafe.lines(), cafe.names()),
        (Vec::new(), vec!["Mesa 4".to_owned()])
    );

    // The next one is sold meanwhile, and stays out of the way of what was put away.
    cafe.tap("muffin");
    cafe.act(Action::Payment(PaymentAction::ExactCash));
    let table = cafe.tab("Mesa 4");
    cafe.tabs(TabsAction::Recalled(table));
    assert_eq!(cafe.lines(), ["1 flat white +whole"]);
    assert!(cafe.state.done.is_none());
    assert!(!matches!(cafe.state.snack, Some(ref snack) if matches!(snack.say, Say::Recovered(_))));
    cafe.tap("muffin");
    // It has its name: one touch puts it away again.
    cafe.tabs(TabsAction::SaveAsked);
    assert_eq!(cafe.state.sheet, None);
    cafe.tabs(TabsAction::Recalled(table));
    assert_eq!(cafe.lines(), ["1 flat white +whole", "1 muffin"]);
    cafe.act(Action::Payment(PaymentAction::ExactCash));
    cafe.tell();
    assert_eq!(cafe.names(), Vec::<String>::new());
}

#[test]
fn what_stood_on_a_tab_is_not_taken_back_by_undo() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.save_as("Mesa 4");
    let table = cafe.tab("Mesa 4");
    // A tap that is quicker than the ticket.
    cafe.act(Action::Tabs(TabsAction::Recalled(table)));
    cafe.tap("muffin");
    cafe.order(OrderAction::Undone);
    cafe.tell();
    assert!(cafe.lines().contains(&"1 flat white +whole".to_owned()));
}

#[test]
fn a_new_tab_leaves_the_order_being_made_as_it_is() {
    let mut cafe = Cafe::open();
    cafe.tap("muffin");
    cafe.tabs(TabsAction::NewAsked);
    assert!(matches!(cafe.state.sheet, Some(Sheet::Name(_))));
    cafe.tabs(TabsAction::NameTyped("Julia".to_owned()));
    cafe.tabs(TabsAction::NameDone);
    assert_eq!(cafe.names(), ["", "Julia"]);
    cafe.tap("flat white");
    let ticket = cafe.state.order.ticket.clone().unwrap();
    assert_eq!(ticket.name.as_deref(), Some("Julia"));
    assert_eq!(cafe.lines(), ["1 flat white +whole"]);
}

#[test]
fn nothing_is_kept_without_a_name_or_without_an_order() {
    let mut cafe = Cafe::open();
    cafe.tabs(TabsAction::SaveAsked);
    assert_eq!(cafe.state.sheet, None, "there is nothing to keep");
    cafe.tap("muffin");
    cafe.save_as("  ");
    assert!(matches!(cafe.state.sheet, Some(Sheet::Name(_))));
    assert_eq!(cafe.lines(), ["1 muffin"]);
}

#[test]
fn a_void_wants_a_reason_and_can_be_taken_back() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.tap("muffin");
    let order = cafe.state.order.id;
    cafe.tabs(TabsAction::VoidAsked);
    cafe.tabs(TabsAction::VoidConfirmed);
    assert!(
        matches!(cafe.state.sheet, Some(Sheet::Void(_))),
        "a reason is missing"
    );
    cafe.tabs(TabsAction::VoidReason("Se fue".to_owned()));
    cafe.tabs(TabsAction::VoidConfirmed);
    let snack = cafe.state.snack.clone().unwrap();
    assert_eq!(
        (snack.say, snack.offer),
        (Say::Voided, Some(Offer::UndoVoid))
    );
    assert_eq!(cafe.lines(), Vec::<String>::new());
    assert_eq!(cafe.names(), Vec::<String>::new());
    cafe.slow = true;
    cafe.act(Action::OfferTaken);
    // Whatever the page asks now is answered before the lines are back.
    cafe.tell();
    cafe.slow = false;
    cafe.answer();
    assert_eq!(cafe.state.order.id, order);
    assert_eq!(cafe.lines(), ["1 flat white +whole", "1 muffin"]);
}

#[test]
fn what_is_tapped_before_the_tab_is_saved_is_the_next_customers() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.slow = true;
    cafe.save_as("Mesa 4");
    cafe.tap("muffin");
    cafe.slow = false;
    cafe.answer();
    cafe.tell();
    assert_eq!(cafe.lines(), ["1 muffin"]);
    let table = cafe.tab("Mesa 4");
    cafe.tabs(TabsAction::Recalled(table));
    assert_eq!(cafe.lines(), ["1 flat white +whole"]);
}

/// Another till calls the order being made off, and this one hears of it.
fn voided_elsewhere(cafe: &mut Cafe) {
    let order = cafe.state.order.id;
    let ticket = cafe.ticket_of(order).unwrap();
    let covered = Covered {
        line: ticket.lines[0].line,
        quantity: ticket.lines[0].quantity,
        amount: ticket.totals.total,
    };
    let voided = OrderEvent::Voided(Voided {
        lines: vec![covered],
        reason: "Se fue".to_owned(),
        approved_by: None,
    });
    cafe.happens(order, voided);
    cafe.act(Action::Touched(Touched {
        orders: true,
        ..Touched::default()
    }));
    cafe.tell();
}

#[test]
fn an_order_that_another_till_ended_is_said_and_the_next_begins() {
    let mut cafe = Cafe::open();
    cafe.tap("muffin");
    let order = cafe.state.order.id;
    cafe.tabs(TabsAction::VoidAsked);
    voided_elsewhere(&mut cafe);
    assert_eq!(cafe.said(), Say::VoidedElsewhere("Pedido 1".to_owned()));
    assert_ne!(cafe.state.order.id, order);
    assert_eq!(cafe.lines(), Vec::<String>::new());
    assert_eq!(cafe.state.sheet, None, "there is nothing left to call off");
}

#[test]
fn whoever_counts_the_drawer_goes_on_counting_when_another_till_ends_the_order() {
    let mut cafe = Cafe::open();
    cafe.tap("muffin");
    cafe.act(Action::Shift(ShiftAction::Opened));
    assert!(matches!(cafe.state.screen, Screen::Shift(_)));
    voided_elsewhere(&mut cafe);
    assert!(matches!(cafe.state.screen, Screen::Shift(_)));
    assert_eq!(cafe.said(), Say::VoidedElsewhere("Pedido 1".to_owned()));
}
