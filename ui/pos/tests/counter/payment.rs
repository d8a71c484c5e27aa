//! Taking the money.

use crate::cafe::{Cafe, session};
use pos::counter::{Action, Effect, Say, Screen};
use pos::order::OrderAction;
use pos::payment::{Key, NextStep, PaymentAction};
use shared::money::Money;
use shared::order::OrderRejection;
use shared::payment::{CashRounding, RoundTo, Tender, TenderKind, Tip};
use shared::percent::Percent;
use shared::till::{Answer, Query, Rejection, TillFailure};

fn pay(cafe: &mut Cafe, action: PaymentAction) {
    cafe.act(Action::Payment(action));
}

#[test]
fn two_taps_sell_a_flat_white_for_exact_cash() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    pay(&mut cafe, PaymentAction::ExactCash);
    let done = cafe.state.done.clone().unwrap();
    assert_eq!(
        (done.total, done.change),
        (Money::minor(430_000), Money::ZERO)
    );
    assert_eq!(done.receipt.to_string(), "C1-000001");
    assert_eq!(cafe.lines(), Vec::<String>::new());
    assert_eq!(cafe.effects.last(), Some(&Effect::FocusSearch));
    cafe.tap("muffin");
    assert_eq!(cafe.state.done, None);
    assert_eq!(cafe.lines(), ["1 muffin"]);
}

#[test]
fn a_note_gets_its_change() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    pay(&mut cafe, PaymentAction::Opened);
    pay(
        &mut cafe,
        PaymentAction::QuickChosen(Money::minor(1_000_000)),
    );
    pay(&mut cafe, PaymentAction::Charged);
    assert_eq!(
        cafe.state.done.as_ref().unwrap().change,
        Money::minor(570_000)
    );
    assert_eq!(cafe.state.screen, Screen::Sell);
}

fn type_amount(cafe: &mut Cafe, digits: &[u8]) {
    for digit in digits {
        pay(cafe, PaymentAction::KeyPressed(Key::Digit(*digit)));
    }
}

/// What the main button would do.
fn next(cafe: &Cafe) -> NextStep {
    let Screen::Pay(payment) = &cafe.state.screen else {
        panic!("not the pay screen")
    };
    let currency = cafe.state.locale().currency;
    let total = cafe.state.order.total().unwrap();
    let checkout = payment.checkout(total, cafe.settings().cash, currency);
    payment.next(&checkout, currency)
}

#[test]
fn nothing_typed_is_not_charged() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    pay(&mut cafe, PaymentAction::Opened);
    pay(&mut cafe, PaymentAction::OtherChosen);
    assert_eq!(next(&cafe), NextStep::Missing(Money::minor(430_000)));
    pay(&mut cafe, PaymentAction::Charged);
    assert!(matches!(cafe.state.screen, Screen::Pay(_)));
    assert_eq!(cafe.state.done, None);
}

#[test]
fn too_little_is_taken_as_a_part_and_the_rest_is_asked_for() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    pay(&mut cafe, PaymentAction::Opened);
    type_amount(&mut cafe, &[3, 0, 0, 0]);
    let (amount, left) = (Money::minor(300_000), Money::minor(130_000));
    assert_eq!(next(&cafe), NextStep::TakePart { amount, left });
    pay(&mut cafe, PaymentAction::Charged);
    pay(&mut cafe, PaymentAction::MethodChosen(TenderKind::Card));
    assert_eq!(
        next(&cafe),
        NextStep::Settle {
            change: Money::ZERO
        }
    );
    type_amount(&mut cafe, &[2, 0, 0, 0]);
    assert_eq!(next(&cafe), NextStep::CardAbove);
    pay(&mut cafe, PaymentAction::PartUndone);
    assert!(
        matches!(next(&cafe), NextStep::Settle { .. }),
        "all of it by card"
    );
    type_amount(&mut cafe, &[3, 0, 0]);
    pay(&mut cafe, PaymentAction::Charged);
    pay(&mut cafe, PaymentAction::MethodChosen(TenderKind::Cash));
    pay(
        &mut cafe,
        PaymentAction::QuickChosen(Money::minor(1_000_000)),
    );
    pay(&mut cafe, PaymentAction::Charged);
    let done = cafe.state.done.clone().unwrap();
    let given: Vec<_> = done
        .given
        .iter()
        .map(|tender| (tender.kind, tender.amount.to_minor()))
        .collect();
    assert_eq!(
        given,
        [(TenderKind::Card, 30_000), (TenderKind::Cash, 1_000_000)]
    );
    assert_eq!(done.change, Money::minor(600_000));
}

#[test]
fn what_was_given_stays_with_the_order_when_the_screen_is_left() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    pay(&mut cafe, PaymentAction::Opened);
    pay(&mut cafe, PaymentAction::MethodChosen(TenderKind::Card));
    type_amount(&mut cafe, &[3, 0, 0, 0]);
    pay(&mut cafe, PaymentAction::Charged);
    // Pressed once more, or held: nothing is taken that nobody gave.
    pay(&mut cafe, PaymentAction::Charged);
    assert_eq!(cafe.state.done, None);
    cafe.act(Action::Escaped);
    assert_eq!(cafe.state.screen, Screen::Sell);
    pay(&mut cafe, PaymentAction::ExactCash);
    assert!(
        matches!(cafe.state.screen, Screen::Pay(_)),
        "the rest is seen first"
    );
    pay(&mut cafe, PaymentAction::MethodChosen(TenderKind::Cash));
    pay(&mut cafe, PaymentAction::Charged);
    let done = cafe.state.done.clone().unwrap();
    let given: Vec<_> = done
        .given
        .iter()
        .map(|tender| tender.amount.to_minor())
        .collect();
    assert_eq!(given, [300_000, 130_000]);
    cafe.tap("muffin");
    pay(&mut cafe, PaymentAction::Opened);
    let Screen::Pay(payment) = &cafe.state.screen else {
        panic!("not the pay screen")
    };
    assert!(
        payment.given.is_empty(),
        "nothing of it reaches the next order"
    );
}

#[test]
fn a_tip_is_a_part_or_an_amount_and_fixed_once_something_was_given() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    pay(&mut cafe, PaymentAction::Opened);
    let tenth = Percent::basis_points(1_000).unwrap();
    pay(&mut cafe, PaymentAction::TipChosen(Tip::Part(tenth)));
    pay(&mut cafe, PaymentAction::TipTyped);
    type_amount(&mut cafe, &[5, 0, 0]);
    pay(&mut cafe, PaymentAction::ExactChosen);
    pay(&mut cafe, PaymentAction::Charged);
    let done = cafe.state.done.clone().unwrap();
    assert_eq!(
        (done.total, done.tip),
        (Money::minor(430_000), Money::minor(50_000))
    );
    assert_eq!(done.given[0].amount, Money::minor(480_000));
}

#[test]
fn cash_is_rounded_in_the_customers_favour_and_a_card_is_not() {
    let mut cafe = Cafe::open();
    let mut session = session(false);
    session.counter.cash = CashRounding {
        step: Money::minor(100_000),
        to: RoundTo::Down,
    };
    cafe.act(Action::Told(
        Query::Session,
        Ok(Answer::Session(Box::new(session))),
    ));
    cafe.tap("flat white");
    pay(&mut cafe, PaymentAction::ExactCash);
    let done = cafe.state.done.clone().unwrap();
    assert_eq!(
        (done.rounding, done.given[0].amount),
        (Money::minor(-30_000), Money::minor(400_000))
    );
    cafe.tap("flat white");
    pay(&mut cafe, PaymentAction::Opened);
    pay(&mut cafe, PaymentAction::MethodChosen(TenderKind::Card));
    pay(&mut cafe, PaymentAction::Charged);
    let done = cafe.state.done.clone().unwrap();
    assert_eq!(
        (done.rounding, done.given[0].amount),
        (Money::ZERO, Money::minor(430_000))
    );
}

#[test]
fn a_card_pays_the_exact_total() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    pay(&mut cafe, PaymentAction::Opened);
    pay(&mut cafe, PaymentAction::KeyPressed(Key::Digit(9)));
    pay(&mut cafe, PaymentAction::MethodChosen(TenderKind::Card));
    pay(&mut cafe, PaymentAction::Charged);
    let done = cafe.state.done.clone().unwrap();
    let card = Tender {
        kind: TenderKind::Card,
        amount: Money::minor(430_000),
    };
    assert_eq!(done.given, [card]);
}

#[test]
fn an_empty_order_is_not_paid() {
    let mut cafe = Cafe::open();
    pay(&mut cafe, PaymentAction::Opened);
    pay(&mut cafe, PaymentAction::ExactCash);
    assert_eq!(cafe.state.screen, Screen::Sell);
    assert!(!cafe.state.order.settling);
}

#[test]
fn a_sale_is_sent_once_and_taps_meanwhile_begin_the_next_order() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.slow = true;
    pay(&mut cafe, PaymentAction::ExactCash);
    pay(&mut cafe, PaymentAction::ExactCash);
    cafe.tap("muffin");
    cafe.slow = false;
    cafe.answer();
    assert_eq!(cafe.lines(), ["1 muffin"]);
    assert_eq!(
        cafe.state
            .order
            .ticket
            .as_ref()
            .unwrap()
            .number
            .as_ref()
            .unwrap()
            .number,
        2
    );
}

#[test]
fn another_total_than_the_screen_showed_is_refused_and_said() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.slow = true;
    cafe.tap("muffin");
    pay(&mut cafe, PaymentAction::ExactCash);
    cafe.slow = false;
    cafe.answer();
    let say = cafe.state.snack.clone().unwrap().say;
    let refused = matches!(
        &say,
        Say::Refused(TillFailure::Rejected(Rejection::Order(
            OrderRejection::TotalChanged { .. }
        )))
    );
    assert!(refused, "{say:?}");
    assert!(!cafe.state.order.settling);
    assert_eq!(cafe.lines(), ["1 flat white +whole", "1 muffin"]);
    assert!(
        cafe.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Query(Query::Ticket { .. })))
    );
}

#[test]
fn a_note_that_is_being_written_is_kept_before_the_money_is_taken() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    cafe.order(OrderAction::SelectedOpened);
    cafe.order(OrderAction::NoteTyped("tapa".to_owned()));
    pay(&mut cafe, PaymentAction::ExactCash);
    assert!(cafe.state.done.is_some());
    assert_eq!(cafe.state.sheet, None);
}
