//! Taking the money.

use crate::cafe::Cafe;
use pos::counter::{Action, Effect, Say, Screen};
use pos::order::OrderAction;
use pos::payment::{Key, PaymentAction};
use shared::money::Money;
use shared::order::OrderRejection;
use shared::payment::TenderKind;
use shared::till::{Query, Rejection, TillFailure};

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

#[test]
fn too_little_is_not_charged() {
    let mut cafe = Cafe::open();
    cafe.tap("flat white");
    pay(&mut cafe, PaymentAction::Opened);
    for digit in [3, 0, 0, 0] {
        pay(&mut cafe, PaymentAction::KeyPressed(Key::Digit(digit)));
    }
    let Screen::Pay(payment) = &cafe.state.screen else {
        panic!("not the pay screen")
    };
    let change = payment.change(Money::minor(430_000), cafe.state.locale().currency);
    assert_eq!(change, Err(Money::minor(130_000)));
    pay(&mut cafe, PaymentAction::Charged);
    assert!(matches!(cafe.state.screen, Screen::Pay(_)));
    assert_eq!(cafe.state.done, None);
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
    assert_eq!(done.given, Some((TenderKind::Card, Money::minor(430_000))));
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
