//! The counter by keyboard alone.

use pos::counter::{Action, Place, Stroke, Whereabouts, action_for};
use pos::menu::MenuAction;
use pos::order::OrderAction;
use pos::payment::{Key, PaymentAction};

pub fn at(place: Place) -> Whereabouts {
    Whereabouts {
        place,
        writing: false,
        searching: false,
        blank: false,
        on_button: false,
    }
}

pub fn key(name: &str, at: Whereabouts) -> Option<Action> {
    action_for(
        &Stroke {
            key: name.to_owned(),
            control: false,
        },
        at,
    )
}

#[test]
fn the_keys_of_the_sell_screen() {
    let sell = at(Place::Sell);
    assert_eq!(
        key("F8", sell),
        Some(Action::Payment(PaymentAction::ExactCash))
    );
    assert_eq!(
        key("F9", sell),
        Some(Action::Payment(PaymentAction::Opened))
    );
    assert_eq!(
        key("+", sell),
        Some(Action::Order(OrderAction::SelectedStepped(1)))
    );
    assert_eq!(
        key("Delete", sell),
        Some(Action::Order(OrderAction::SelectedRemoved))
    );
    assert_eq!(
        key("3", sell),
        Some(Action::Order(OrderAction::TimesTyped(3)))
    );
    let undo = Stroke {
        key: "z".to_owned(),
        control: true,
    };
    assert_eq!(
        action_for(&undo, sell),
        Some(Action::Order(OrderAction::Undone))
    );
}

#[test]
fn what_is_typed_into_a_field_stays_there() {
    let search = Whereabouts {
        writing: true,
        searching: true,
        ..at(Place::Sell)
    };
    for name in ["3", "+", "-", "Delete"] {
        assert_eq!(key(name, search), None, "{name}");
    }
    assert_eq!(
        key("Enter", search),
        Some(Action::Menu(MenuAction::SearchEntered))
    );
    assert_eq!(
        key("F9", search),
        Some(Action::Payment(PaymentAction::Opened))
    );
}

#[test]
fn an_empty_search_leaves_the_keys_to_the_ticket() {
    let search = Whereabouts {
        writing: true,
        searching: true,
        blank: true,
        ..at(Place::Sell)
    };
    assert_eq!(
        key("+", search),
        Some(Action::Order(OrderAction::SelectedStepped(1)))
    );
    assert_eq!(
        key("Delete", search),
        Some(Action::Order(OrderAction::SelectedRemoved))
    );
    let undo = Stroke {
        key: "z".to_owned(),
        control: true,
    };
    assert_eq!(
        action_for(&undo, search),
        Some(Action::Order(OrderAction::Undone))
    );
    assert_eq!(key("7", search), None, "the first digit of a code");
}

#[test]
fn enter_on_a_button_is_the_buttons() {
    for place in [Place::Sell, Place::Pay, Place::Keypad, Place::Sync] {
        let button = Whereabouts {
            on_button: true,
            ..at(place)
        };
        assert_eq!(key("Enter", button), None);
    }
}

#[test]
fn the_keypad_is_typed() {
    let digit = |digit| {
        Some(Action::Payment(PaymentAction::KeyPressed(Key::Digit(
            digit,
        ))))
    };
    assert_eq!(key("7", at(Place::Pay)), digit(7));
    assert_eq!(key("7", at(Place::Keypad)), digit(7));
    assert_eq!(
        key(",", at(Place::Keypad)),
        Some(Action::Payment(PaymentAction::KeyPressed(Key::Point)))
    );
    assert_eq!(
        key("Enter", at(Place::Pay)),
        Some(Action::Payment(PaymentAction::Charged))
    );
    assert_eq!(
        key("Enter", at(Place::Keypad)),
        Some(Action::Payment(PaymentAction::AmountConfirmed))
    );
    let name = Whereabouts {
        writing: true,
        ..at(Place::Keypad)
    };
    assert_eq!(key("7", name), None);
}

#[test]
fn escape_leads_back_from_everywhere() {
    for place in [
        Place::Sell,
        Place::Pay,
        Place::Keypad,
        Place::Sync,
        Place::Sheet,
    ] {
        assert_eq!(key("Escape", at(place)), Some(Action::Escaped));
    }
}
