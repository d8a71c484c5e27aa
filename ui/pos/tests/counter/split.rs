//! An order that is paid in parts, and tabs that become one.

use crate::cafe::Cafe;
use crate::keys::{at, key};
use pos::counter::{Action, Place, Say, Screen, Sheet};
use pos::order::OrderAction;
use pos::payment::PaymentAction;
use pos::split::{Part, SplitAction};
use pos::tabs::TabsAction;
use shared::id::OrderId;
use shared::money::{Currency, Money};
use shared::payment::{CashRounding, TenderKind};
use shared::till::Touched;

impl Cafe {
    fn split(&mut self, action: SplitAction) {
        self.act(Action::Split(action));
        self.tell();
    }

    fn pay(&mut self, action: PaymentAction) {
        self.act(Action::Payment(action));
        self.tell();
    }

    fn parts(&self) -> &[Part] {
        self.state.split.as_ref().map_or(&[], |split| &split.parts)
    }

    fn part(&self, number: usize) -> OrderId {
        self.parts()[number - 1].order
    }

    /// What is on each part, by name.
    fn on_parts(&self) -> Vec<String> {
        let name = |part: &Part| {
            let lines = part.ticket.as_ref().map(|ticket| ticket.lines.iter());
            let names = lines.into_iter().flatten().map(|line| line.name.clone());
            let names = names.collect::<Vec<_>>().join(", ");
            match part.is_paid() {
                true => format!("paid {names}"),
                false => names,
            }
        };
        self.parts().iter().map(name).collect()
    }

    fn three_things(name: Option<&str>) -> Self {
        let mut cafe = Self::open();
        cafe.tap("flat white");
        cafe.tap("muffin");
        cafe.tap("muffin");
        if let Some(name) = name {
            cafe.tabs(TabsAction::RenameAsked);
            cafe.tabs(TabsAction::NameTyped(name.to_owned()));
            cafe.tabs(TabsAction::NameDone);
        }
        cafe
    }
}

#[test]
fn a_table_pays_in_parts_and_what_is_left_comes_back_by_itself() {
    let mut cafe = Cafe::three_things(Some("Mesa 4"));
    let table = cafe.state.order.id;
    cafe.pay(PaymentAction::Opened);
    cafe.split(SplitAction::Opened);
    assert!(matches!(cafe.state.screen, Screen::Split));
    assert_eq!(cafe.on_parts(), ["", ""]);
    cafe.split(SplitAction::LineChosen(cafe.line(0)));
    cafe.split(SplitAction::PutIn(cafe.part(1)));
    assert_eq!(
        (cafe.on_parts(), cafe.lines()),
        (
            vec!["flat white".to_owned(), String::new()],
            vec!["2 muffin".to_owned()]
        )
    );
    // One of two muffins.
    cafe.split(SplitAction::LineChosen(cafe.line(0)));
    cafe.split(SplitAction::OneTaken);
    assert_eq!(cafe.lines(), ["1 muffin", "1 muffin"]);
    cafe.split(SplitAction::PutInPart(2));
    assert_eq!(
        (cafe.on_parts(), cafe.lines()),
        (
            vec!["flat white".to_owned(), "muffin".to_owned()],
            vec!["1 muffin".to_owned()]
        )
    );

    // The first part is charged as any order is, and then the others are there again.
    cafe.split(SplitAction::Charged(cafe.part(1)));
    assert!(matches!(cafe.state.screen, Screen::Pay(_)));
    assert_eq!(cafe.total(), 430_000);
    cafe.pay(PaymentAction::Charged);
    assert!(cafe.state.done.is_some());
    cafe.pay(PaymentAction::NextOrder);
    assert!(matches!(cafe.state.screen, Screen::Split));
    assert_eq!(cafe.on_parts(), ["paid flat white", "muffin"]);
    assert_eq!(
        (cafe.state.order.id, cafe.lines()),
        (table, vec!["1 muffin".to_owned()])
    );

    // A paid part takes nothing more.
    cafe.split(SplitAction::RestPutIn(cafe.part(1)));
    assert_eq!(cafe.lines(), ["1 muffin"]);
    cafe.split(SplitAction::RestPutIn(cafe.part(2)));
    assert_eq!(cafe.on_parts(), ["paid flat white", "muffin, muffin"]);
    cafe.split(SplitAction::NextCharged);
    cafe.pay(PaymentAction::Charged);
    cafe.pay(PaymentAction::NextOrder);
    assert!(matches!(cafe.state.screen, Screen::Sell), "nothing is left");
    assert_eq!(
        (cafe.lines(), cafe.names()),
        (Vec::new(), Vec::<String>::new())
    );
}

#[test]
fn parts_that_are_left_halfway_are_tabs_with_the_tables_name() {
    let mut cafe = Cafe::three_things(Some("Mesa 4"));
    cafe.split(SplitAction::Opened);
    cafe.split(SplitAction::LineChosen(cafe.line(0)));
    cafe.split(SplitAction::PutIn(cafe.part(1)));
    cafe.split(SplitAction::Closed);
    assert_eq!(cafe.names(), ["Mesa 4", "Mesa 4 · 1"]);
    assert_eq!(cafe.lines(), ["2 muffin"]);
    // Opened again, the parts are as they were; a line of one goes back with a touch.
    cafe.split(SplitAction::Opened);
    let part = cafe.part(1);
    let line = cafe.parts()[0].ticket.as_ref().unwrap().lines[0].line;
    cafe.split(SplitAction::TakenBack(part, line));
    assert_eq!(cafe.on_parts(), ["", ""]);
    assert_eq!(cafe.lines(), ["1 flat white +whole", "2 muffin"]);
}

#[test]
fn there_are_as_many_parts_as_are_asked_for_and_one_with_something_stays() {
    let mut cafe = Cafe::three_things(None);
    cafe.split(SplitAction::Opened);
    cafe.split(SplitAction::Added);
    assert_eq!(cafe.parts().len(), 3);
    cafe.split(SplitAction::RestPutIn(cafe.part(3)));
    cafe.split(SplitAction::TakenOff(cafe.part(3)));
    cafe.split(SplitAction::TakenOff(cafe.part(1)));
    assert_eq!(cafe.on_parts(), ["", "flat white, muffin"]);
    for _ in 0..20 {
        cafe.split(SplitAction::Added);
    }
    assert_eq!(cafe.parts().len(), 12);
}

#[test]
fn the_keyboard_sends_what_was_chosen_to_a_part_and_charges_the_next() {
    let part = Some(Action::Split(SplitAction::PutInPart(2)));
    assert_eq!(key("2", at(Place::Split)), part);
    let next = Some(Action::Split(SplitAction::NextCharged));
    assert_eq!(key("F9", at(Place::Split)), next);
    assert_eq!(key("Escape", at(Place::Split)), Some(Action::Escaped));
}

#[test]
fn a_tab_joins_another_and_that_is_taken_back() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.save_as("Mesa 4");
    cafe.tap("muffin");
    cafe.save_as("Julia");
    let (table, julia) = (cafe.tab("Mesa 4"), cafe.tab("Julia"));
    cafe.tabs(TabsAction::Recalled(julia));
    cafe.tabs(TabsAction::JoinAsked);
    assert!(matches!(cafe.state.sheet, Some(Sheet::Join(_))));
    cafe.tabs(TabsAction::JoinedWith(table));
    assert_eq!(cafe.said(), Say::Joined("Mesa 4".to_owned()));
    assert_eq!(
        (cafe.state.order.id, cafe.lines()),
        (
            table,
            vec!["1 flat white +whole".to_owned(), "1 muffin".to_owned()]
        )
    );
    assert_eq!(cafe.names(), ["Mesa 4"], "the other one is free");
    cafe.act(Action::OfferTaken);
    cafe.tell();
    assert_eq!(
        (cafe.state.order.id, cafe.lines()),
        (julia, vec!["1 muffin".to_owned()])
    );
    assert_eq!(cafe.names(), ["Mesa 4", "Julia"]);
}

#[test]
fn one_line_alone_goes_to_another_tab() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.save_as("Mesa 4");
    let table = cafe.tab("Mesa 4");
    cafe.tap("flat white");
    cafe.tap("muffin");
    let muffin = cafe.line(1);
    cafe.order(OrderAction::LineSelected(muffin));
    if cafe.state.order.selected != Some(muffin) {
        cafe.order(OrderAction::LineSelected(muffin));
    }
    cafe.tabs(TabsAction::JoinAsked);
    cafe.tabs(TabsAction::JoinScoped(true));
    cafe.tabs(TabsAction::JoinedWith(table));
    assert_eq!(cafe.lines(), ["1 flat white +whole"]);
    cafe.tabs(TabsAction::Recalled(table));
    assert_eq!(cafe.lines(), ["1 flat white +whole", "1 muffin"]);
}

#[test]
fn a_part_that_another_till_charges_is_paid_here() {
    let mut cafe = Cafe::three_things(None);
    cafe.split(SplitAction::Opened);
    cafe.split(SplitAction::LineChosen(cafe.line(0)));
    cafe.split(SplitAction::PutIn(cafe.part(1)));
    let part = cafe.part(1);
    // The same page stands for the other till here.
    cafe.split(SplitAction::Charged(part));
    cafe.pay(PaymentAction::Charged);
    cafe.pay(PaymentAction::NextOrder);
    cafe.split(SplitAction::Charged(part));
    assert!(
        matches!(cafe.state.screen, Screen::Split),
        "it is not charged again"
    );
}

#[test]
fn three_pay_the_same_and_the_cents_go_to_the_first() {
    let mut cafe = Cafe::three_things(None);
    let order = cafe.state.order.id;
    cafe.split(SplitAction::Opened);
    cafe.split(SplitAction::ByParts(3));
    cafe.split(SplitAction::EqualCharged);
    let asked = |cafe: &Cafe| {
        let Screen::Pay(payment) = &cafe.state.screen else {
            panic!("{:?}", cafe.state.screen)
        };
        let total = Money::minor(cafe.total());
        let checkout = payment.checkout(total, CashRounding::NONE, Currency::ARS);
        (payment.shares.number(), payment.asked(&checkout).to_minor())
    };
    // 9.300,00 in three.
    assert_eq!(asked(&cafe), (Some(1), 310_000));
    cafe.pay(PaymentAction::Charged);
    assert_eq!(asked(&cafe), (Some(2), 310_000));
    // The second gives a note that is larger than their part, and gets the rest back at once.
    cafe.pay(PaymentAction::QuickChosen(Money::minor(500_000)));
    cafe.pay(PaymentAction::Charged);
    assert_eq!(cafe.said(), Say::HandBack(Money::minor(190_000)));
    assert_eq!(asked(&cafe), (Some(3), 310_000));
    // They thought better of it, and pay by card.
    cafe.pay(PaymentAction::PartUndone);
    assert_eq!(asked(&cafe), (Some(2), 310_000));
    cafe.pay(PaymentAction::MethodChosen(TenderKind::Card));
    cafe.pay(PaymentAction::Charged);
    cafe.pay(PaymentAction::MethodChosen(TenderKind::Cash));
    cafe.pay(PaymentAction::QuickChosen(Money::minor(400_000)));
    cafe.pay(PaymentAction::Charged);
    let done = cafe.state.done.clone().unwrap();
    assert_eq!(
        (done.order, done.total.to_minor(), done.change.to_minor()),
        (order, 930_000, 90_000)
    );
    assert_eq!(done.given.len(), 3);
}

#[test]
fn there_are_two_to_twelve_equal_parts() {
    let mut cafe = Cafe::three_things(None);
    cafe.split(SplitAction::Opened);
    let equal = |cafe: &Cafe| cafe.state.split.as_ref().unwrap().equal;
    for (asked, held) in [(1, 2), (5, 5), (40, 12)] {
        cafe.split(SplitAction::ByParts(asked));
        assert_eq!(equal(&cafe), Some(held));
    }
    cafe.split(SplitAction::ByProduct);
    assert_eq!(equal(&cafe), None);
}

#[test]
fn once_something_was_given_nothing_moves() {
    let mut cafe = Cafe::three_things(None);
    cafe.pay(PaymentAction::Opened);
    cafe.pay(PaymentAction::QuickChosen(Money::minor(500_000)));
    cafe.pay(PaymentAction::Charged);
    cafe.split(SplitAction::Opened);
    assert!(matches!(cafe.state.screen, Screen::Pay(_)));
    cafe.pay(PaymentAction::Closed);
    cafe.split(SplitAction::Opened);
    cafe.tabs(TabsAction::JoinAsked);
    assert!(matches!(cafe.state.screen, Screen::Sell));
    assert_eq!(cafe.state.sheet, None);
}

#[test]
fn a_part_that_is_paid_after_its_table_leads_nowhere_else() {
    let mut cafe = Cafe::three_things(Some("Mesa 4"));
    cafe.split(SplitAction::Opened);
    cafe.split(SplitAction::LineChosen(cafe.line(0)));
    cafe.split(SplitAction::PutIn(cafe.part(1)));
    cafe.split(SplitAction::Closed);
    cafe.pay(PaymentAction::ExactCash);
    cafe.pay(PaymentAction::NextOrder);
    let part = cafe.tab("Mesa 4 · 1");
    cafe.tabs(TabsAction::Recalled(part));
    cafe.pay(PaymentAction::ExactCash);
    cafe.pay(PaymentAction::NextOrder);
    assert!(matches!(cafe.state.screen, Screen::Sell));
    assert_eq!(cafe.state.snack, None, "nobody else charged the table");
}

#[test]
fn a_move_that_is_refused_leaves_no_empty_tab_behind() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.save_as("Mesa 4");
    cafe.tap("muffin");
    cafe.save_as("Julia");
    let (table, julia) = (cafe.tab("Mesa 4"), cafe.tab("Julia"));
    cafe.tabs(TabsAction::Recalled(julia));
    cafe.tabs(TabsAction::JoinAsked);
    cafe.tabs(TabsAction::JoinedWith(table));
    // The table is paid, and only then somebody thinks better of it.
    cafe.pay(PaymentAction::ExactCash);
    cafe.tabs(TabsAction::JoinUndone);
    cafe.act(Action::Touched(Touched {
        orders: true,
        ..Touched::default()
    }));
    cafe.tell();
    assert_eq!(cafe.names(), Vec::<String>::new());
}

#[test]
fn a_unit_goes_where_it_is_put_before_the_till_has_shown_it() {
    let mut cafe = Cafe::open();
    cafe.tap("muffin");
    cafe.tap("muffin");
    cafe.split(SplitAction::Opened);
    cafe.split(SplitAction::LineChosen(cafe.line(0)));
    cafe.slow = true;
    cafe.act(Action::Split(SplitAction::OneTaken));
    cafe.act(Action::Split(SplitAction::PutIn(cafe.part(1))));
    cafe.slow = false;
    cafe.answer();
    cafe.tell();
    assert_eq!(cafe.lines().len(), 1, "one of two stays");
    let part = cafe.parts()[0].ticket.as_ref().unwrap();
    assert_eq!(part.units, 1);
}
