//! What the keys do. The mouse and the finger need none of them; a keyboard needs nothing else.

use super::Action;
use crate::menu::MenuAction;
use crate::order::OrderAction;
use crate::payment::{Key, PaymentAction};
use crate::refund::RefundAction;
use crate::shift::ShiftAction;
use crate::split::SplitAction;
use crate::staff::StaffAction;
use crate::tabs::TabsAction;
use crate::till::TillAction;

/// A key that went down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stroke {
    /// Its name, as the browser gives it.
    pub key: String,
    /// Whether the control key is down.
    pub control: bool,
}

/// Where the keyboard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// What is on the screen.
    pub place: Place,
    /// Whether a text is being written.
    pub writing: bool,
    /// Whether that text is the search.
    pub searching: bool,
    /// Whether the search is still empty: it has the keyboard after every sale, so that a scanner works at once,
    /// and must not keep the keys of the ticket to itself.
    pub blank: bool,
    /// Whether a button has the keyboard, which takes Enter itself.
    pub on_button: bool,
}

/// What is on the screen, as far as keys go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The first day, or nothing yet.
    Beginning,
    /// Grid and ticket.
    Sell,
    /// Taking the money.
    Pay,
    /// The order is paid in parts.
    Split,
    /// The shift and its drawer.
    Shift,
    /// Money is given back.
    Refund,
    /// A PIN is typed, on a screen or a sheet.
    Pin,
    /// A discount is being given.
    Discount,
    /// A keypad lies over the screen.
    Keypad,
    /// A keypad for cash that goes in or out.
    Cash,
    /// The sheet of the sync.
    Sync,
    /// Another sheet.
    Sheet,
}

/// What a key means.
pub fn action_for(stroke: &Stroke, at: Whereabouts) -> Option<Action> {
    let key = stroke.key.as_str();
    if stroke.control {
        let undo =
            key.eq_ignore_ascii_case("z") && at.place == Place::Sell && (!at.writing || at.blank);
        return undo.then_some(Action::Order(OrderAction::Undone));
    }
    match key {
        "Escape" => return Some(Action::Escaped),
        "F12" if !matches!(at.place, Place::Beginning | Place::Pin) => {
            return Some(Action::SheetOpened(super::Sheet::Sync));
        }
        _ => {}
    }
    match at.place {
        Place::Beginning | Place::Sheet => None,
        Place::Sell => sell_key(key, at),
        Place::Pay => pay_key(key, at),
        Place::Split => split_key(key),
        Place::Shift => shift_key(key, at),
        Place::Refund => refund_key(key, at),
        Place::Pin => pin_key(key, at),
        Place::Discount => keypad_key(key, at, Action::Order(OrderAction::DiscountDone)),
        Place::Keypad => keypad_key(key, at, Action::Payment(PaymentAction::AmountConfirmed)),
        Place::Cash => keypad_key(key, at, Action::Shift(ShiftAction::MoveConfirmed)),
        Place::Sync => sync_key(key, at),
    }
}

fn sell_key(key: &str, at: Whereabouts) -> Option<Action> {
    let order = |action| Some(Action::Order(action));
    match key {
        "F2" => return Some(Action::Tabs(TabsAction::ListOpened)),
        "F3" => return Some(Action::Tabs(TabsAction::SaveAsked)),
        "F4" => return order(OrderAction::SelectedOpened),
        "F8" => return Some(Action::Payment(PaymentAction::ExactCash)),
        "F9" => return Some(Action::Payment(PaymentAction::Opened)),
        "F7" => return order(OrderAction::DiscountOpened(None)),
        "F6" => return Some(Action::Shift(ShiftAction::Opened)),
        "F11" => return Some(Action::Refund(RefundAction::Opened)),
        "Enter" if at.searching => return Some(Action::Menu(MenuAction::SearchEntered)),
        "Enter" if !at.on_button && !at.writing => return order(OrderAction::MainAction),
        _ => {}
    }
    if at.writing && !at.blank {
        return None;
    }
    match key {
        "+" => order(OrderAction::SelectedStepped(1)),
        "-" => order(OrderAction::SelectedStepped(-1)),
        "Delete" => order(OrderAction::SelectedRemoved),
        // A code may be typed by hand.
        _ if at.writing => None,
        _ => digit(key).map(|digit| Action::Order(OrderAction::TimesTyped(u32::from(digit)))),
    }
}

fn pay_key(key: &str, at: Whereabouts) -> Option<Action> {
    match key {
        "F8" => Some(Action::Payment(PaymentAction::ExactChosen)),
        "F9" => Some(Action::Payment(PaymentAction::Charged)),
        _ => keypad_key(key, at, Action::Payment(PaymentAction::Charged)),
    }
}

/// A digit sends what was chosen to that part.
fn split_key(key: &str) -> Option<Action> {
    match key {
        "F9" => Some(Action::Split(SplitAction::NextCharged)),
        _ => {
            let part = usize::from(digit(key)?);
            Some(Action::Split(SplitAction::PutInPart(part)))
        }
    }
}

fn keypad_key(key: &str, at: Whereabouts, enter: Action) -> Option<Action> {
    if at.writing && key != "Enter" {
        return None;
    }
    let pressed = match key {
        "Enter" if at.on_button => return None,
        "Enter" => return Some(enter),
        "." | "," => Key::Point,
        "Backspace" => Key::Erase,
        _ => Key::Digit(digit(key)?),
    };
    Some(Action::Payment(PaymentAction::KeyPressed(pressed)))
}

/// The digits belong to the float while none is open; the fields of the count take theirs themselves.
fn shift_key(key: &str, at: Whereabouts) -> Option<Action> {
    match key {
        "F9" => Some(Action::Shift(ShiftAction::MainAction)),
        _ => keypad_key(key, at, Action::Shift(ShiftAction::MainAction)),
    }
}

fn refund_key(key: &str, at: Whereabouts) -> Option<Action> {
    let confirms = key == "F9" || key == "Enter" && !at.on_button && !at.writing;
    confirms.then_some(Action::Refund(RefundAction::Confirmed))
}

fn pin_key(key: &str, at: Whereabouts) -> Option<Action> {
    let action = match key {
        "Enter" if at.on_button => return None,
        "Enter" => StaffAction::Entered,
        "Backspace" => StaffAction::Erased,
        "F6" => StaffAction::OnlyClockToggled,
        "ArrowRight" => StaffAction::Moved(1),
        "ArrowLeft" => StaffAction::Moved(-1),
        "ArrowDown" => StaffAction::MovedRows(1),
        "ArrowUp" => StaffAction::MovedRows(-1),
        _ => match digit(key) {
            Some(digit) => StaffAction::Typed(digit),
            None => StaffAction::Lettered(letter(key)?),
        },
    };
    Some(Action::Staff(action))
}

fn sync_key(key: &str, at: Whereabouts) -> Option<Action> {
    match key {
        "r" | "R" => Some(Action::Till(TillAction::SyncAsked)),
        "e" | "E" => Some(Action::Till(TillAction::CopyAsked)),
        "Enter" if !at.on_button => Some(Action::SheetClosed),
        _ => None,
    }
}

/// The key's letter; names of keys, such as `Tab`, are longer.
fn letter(key: &str) -> Option<char> {
    let mut signs = key.chars();
    let first = signs.next().filter(|sign| sign.is_alphabetic())?;
    signs.next().is_none().then_some(first)
}

fn digit(key: &str) -> Option<u8> {
    match key.as_bytes() {
        [digit @ b'0'..=b'9'] => Some(digit - b'0'),
        _ => None,
    }
}
