//! The screen of the shift, driven by touches against the real rules.

use crate::cafe::Cafe;
use pos::counter::{
    Action, Asked, Effect, Offer, Place, Say, Screen, Sheet, Stroke, Whereabouts, action_for,
};
use pos::payment::{Key, PaymentAction};
use pos::shift::{Float, Shift, ShiftAction, ShiftAsked, Side};
use shared::money::Money;
use shared::order::{OrderNumber, TillCode};
use shared::shift::{LineKind, OpenShiftView};
use shared::till::{Answer, Query, Rejection, TillFailure, Touched};

impl Cafe {
    fn shift(&mut self, action: ShiftAction) {
        self.act(Action::Shift(action));
    }

    /// The screen, with what the till says of its drawer.
    fn on_shift() -> Self {
        let mut cafe = Self::open();
        cafe.shift(ShiftAction::Opened);
        cafe.told_drawer();
        cafe
    }

    fn told_drawer(&mut self) {
        let view = Box::new(self.drawer.view());
        self.act(Action::Told(Query::Shift, Ok(Answer::Shift(view))));
    }

    fn with_float(float: i64) -> Self {
        let mut cafe = Self::on_shift();
        cafe.shift(ShiftAction::FloatChosen(Money::minor(float)));
        cafe.shift(ShiftAction::OpenAsked);
        cafe
    }

    fn screen(&self) -> &Shift {
        match &self.state.screen {
            Screen::Shift(shift) => shift,
            other => panic!("{other:?}"),
        }
    }

    fn opened(&self) -> OpenShiftView {
        let view = self.screen().view.as_ref().unwrap();
        view.open.clone().unwrap()
    }

    fn key(&mut self, key: Key) {
        self.act(Action::Payment(PaymentAction::KeyPressed(key)));
    }

    fn say(&self) -> &Say {
        &self.state.snack.as_ref().unwrap().say
    }
}

fn step(value: i64, by: i32) -> ShiftAction {
    ShiftAction::Stepped(Money::minor(value), by)
}

#[test]
fn the_screen_asks_for_all_it_shows() {
    let mut cafe = Cafe::open();
    cafe.shift(ShiftAction::Opened);
    let asked = [
        Effect::Query(Query::Shift),
        Effect::Query(Query::XReport),
        Effect::Query(Query::ZReports { last: 20 }),
    ];
    assert_eq!(cafe.effects, asked);
    cafe.effects.clear();
    let touched = Touched {
        shift: true,
        ..Touched::default()
    };
    cafe.act(Action::Touched(touched));
    assert_eq!(cafe.effects, asked);
    cafe.shift(ShiftAction::Left);
    cafe.effects.clear();
    cafe.act(Action::Touched(touched));
    assert_eq!(cafe.effects, [], "nobody looks at it");
}

#[test]
fn a_shift_opens_with_a_likely_float_or_a_typed_one() {
    let cafe = Cafe::with_float(4_000_000);
    assert_eq!(cafe.opened().float, Money::minor(4_000_000));
    let mut cafe = Cafe::on_shift();
    cafe.shift(ShiftAction::OtherFloat);
    for digit in [3, 5, 0] {
        cafe.key(Key::Digit(digit));
    }
    assert!(matches!(&cafe.screen().float, Float::Typed(_)));
    cafe.shift(ShiftAction::MainAction);
    assert_eq!(cafe.opened().float, Money::minor(35_000));
    // What is typed now is no float any more.
    cafe.key(Key::Digit(9));
    assert_eq!(cafe.screen().float, Float::Quick(Money::ZERO));
}

#[test]
fn cash_moves_for_a_reason_and_can_be_taken_back() {
    let mut cafe = Cafe::with_float(4_000_000);
    cafe.shift(ShiftAction::MoveAsked(LineKind::PaidOut));
    cafe.shift(ShiftAction::MoveConfirmed);
    assert!(
        matches!(cafe.state.sheet, Some(Sheet::Cash(_))),
        "nothing was said yet"
    );
    cafe.key(Key::Digit(6));
    cafe.key(Key::DoubleZero);
    cafe.shift(ShiftAction::MoveConfirmed);
    assert!(
        matches!(cafe.state.sheet, Some(Sheet::Cash(_))),
        "no reason yet"
    );
    cafe.shift(ShiftAction::ReasonSaid("Proveedor".to_owned()));
    cafe.shift(ShiftAction::MoveConfirmed);
    assert_eq!(cafe.state.sheet, None);
    assert_eq!(cafe.opened().pay_outs, Money::minor(60_000));
    assert_eq!(
        *cafe.say(),
        Say::CashMoved(LineKind::PaidOut, Money::minor(60_000))
    );
    assert!(matches!(
        cafe.state.snack.as_ref().unwrap().offer,
        Some(Offer::UndoMovement(_))
    ));
    cafe.act(Action::OfferTaken);
    assert_eq!(cafe.opened().pay_outs, Money::ZERO);
    assert!(cafe.opened().log[0].undone);
}

#[test]
fn the_drawer_is_opened_for_counting_and_that_is_noted() {
    let mut cafe = Cafe::with_float(0);
    cafe.shift(ShiftAction::DrawerAsked);
    let log = cafe.opened().log;
    assert_eq!(
        (log.len(), log[0].kind, log[0].reason.as_str()),
        (1, LineKind::Opened, "Conteo")
    );
    assert_eq!(*cafe.say(), Say::DrawerNoted);
}

#[test]
fn what_is_expected_comes_with_the_count() {
    let mut cafe = Cafe::with_float(4_000_000);
    assert!(cafe.screen().is_counting());
    assert_eq!(cafe.opened().count, None);
    cafe.shift(step(2_000_000, 1));
    cafe.shift(step(2_000_000, 1));
    cafe.shift(step(2_000_000, -1));
    cafe.shift(step(1_000_000, -1));
    cafe.shift(ShiftAction::PiecesTyped(
        Money::minor(100_000),
        " 19x".to_owned(),
    ));
    assert_eq!(cafe.screen().counted(), Money::minor(3_900_000));
    cafe.shift(ShiftAction::CountConfirmed);
    let count = cafe.opened().count.unwrap();
    assert_eq!(count.counted.difference, Money::minor(-100_000));
    assert!(!cafe.screen().is_counting() && !count.within);
    cafe.shift(ShiftAction::CountAgain);
    assert!(cafe.screen().is_counting());
    cafe.shift(step(100_000, 1));
    cafe.shift(ShiftAction::CountConfirmed);
    assert_eq!(cafe.opened().count.unwrap().counted.difference, Money::ZERO);
    // A sale meanwhile: it is counted once more.
    cafe.drawer.sell(500_000);
    cafe.told_drawer();
    assert!(cafe.screen().is_counting());
}

#[test]
fn a_close_has_a_last_word_and_names_open_orders() {
    let mut cafe = Cafe::with_float(0);
    cafe.shift(ShiftAction::CloseAsked);
    assert_eq!(cafe.state.sheet, None, "not counted yet");
    cafe.shift(ShiftAction::CountConfirmed);
    let order = OrderNumber {
        till: TillCode("C1".to_owned()),
        number: 128,
    };
    cafe.drawer.open_orders = vec![order.clone()];
    cafe.shift(ShiftAction::MainAction);
    cafe.shift(ShiftAction::CloseConfirmed { leave_open: false });
    let Some(Sheet::Close(closing)) = &cafe.state.sheet else {
        panic!("{:?}", cafe.state.sheet)
    };
    assert_eq!(closing.orders, [order]);
    cafe.shift(ShiftAction::CloseConfirmed { leave_open: true });
    assert_eq!(cafe.state.sheet, None);
    assert_eq!(cafe.screen().open_id(), None);
    assert_eq!(
        (cafe.say(), cafe.screen().side),
        (&Say::ShiftClosed, Side::Zs)
    );
}

#[test]
fn a_large_difference_asks_for_a_word_and_the_screen_stays() {
    let mut cafe = Cafe::with_float(4_000_000);
    cafe.shift(ShiftAction::CountConfirmed);
    cafe.shift(ShiftAction::CloseAsked);
    cafe.shift(ShiftAction::CloseConfirmed { leave_open: false });
    assert!(matches!(
        cafe.say(),
        Say::Refused(TillFailure::Rejected(Rejection::Shift(_)))
    ));
    assert_eq!(cafe.state.sheet, None);
    cafe.shift(ShiftAction::NoteTyped("robo".to_owned()));
    cafe.shift(ShiftAction::CloseAsked);
    cafe.shift(ShiftAction::CloseConfirmed { leave_open: false });
    assert_eq!(cafe.screen().open_id(), None);
}

#[test]
fn nothing_is_sent_twice_and_a_lost_till_lets_go() {
    let mut cafe = Cafe::on_shift();
    cafe.slow = true;
    cafe.shift(ShiftAction::OpenAsked);
    assert!(cafe.screen().busy);
    cafe.shift(ShiftAction::OpenAsked);
    let lost = TillFailure::DiskFull;
    cafe.act(Action::Answered(Asked::Shift(ShiftAsked::Open), Err(lost)));
    assert!(!cafe.screen().busy);
}

#[test]
fn the_keyboard_reaches_everything() {
    let at = |place| Whereabouts {
        place,
        writing: false,
        searching: false,
        blank: false,
        on_button: false,
    };
    let pressed = |key: &str, place| {
        let stroke = Stroke {
            key: key.to_owned(),
            control: false,
        };
        action_for(&stroke, at(place))
    };
    assert_eq!(
        pressed("F6", Place::Sell),
        Some(Action::Shift(ShiftAction::Opened))
    );
    for key in ["F9", "Enter"] {
        assert_eq!(
            pressed(key, Place::Shift),
            Some(Action::Shift(ShiftAction::MainAction))
        );
    }
    assert_eq!(
        pressed("Enter", Place::Cash),
        Some(Action::Shift(ShiftAction::MoveConfirmed))
    );
    assert_eq!(pressed("Escape", Place::Shift), Some(Action::Escaped));
    let mut cafe = Cafe::on_shift();
    cafe.act(Action::Escaped);
    assert_eq!(cafe.state.screen, Screen::Sell);
}
