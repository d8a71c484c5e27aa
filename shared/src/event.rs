//! The closed vocabulary of what can happen, and how it is written into an entry's body.
//!
//! A released kind and version keeps its golden file for ever; a change of format is a new version and an
//! upcast here.

use crate::journal::{Body, Carried};
use crate::menu::{CategoryFields, GroupFields, ProductFields};
use crate::order::OrderEvent;
use crate::settings::SettingsSet;
use crate::shift::ShiftEvent;
use crate::staff::StaffEvent;
use crate::till::TillEvent;
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

/// Anything that can happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// To an order.
    Order(OrderEvent),
    /// To the menu.
    Menu(MenuEvent),
    /// To a shift.
    Shift(ShiftEvent),
    /// To a member of staff.
    Staff(StaffEvent),
    /// Settings of the business were set.
    Settings(SettingsSet),
    /// To the till itself.
    Till(TillEvent),
    /// What an older series says, written again. [`crate::fact::Fact`] unwraps it; no fold ever sees it.
    Carried(Box<Carried>),
}

/// What can happen to the menu. The subject says which category, product or group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuEvent {
    /// Fields of a category were set.
    CategorySet(CategoryFields),
    /// A category was deleted.
    CategoryDeleted,
    /// Fields of a product were set.
    ProductSet(ProductFields),
    /// A product was deleted.
    ProductDeleted,
    /// Fields of a modifier group were set.
    GroupSet(GroupFields),
    /// A modifier group was deleted.
    GroupDeleted,
}

/// An event as an entry holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The kind, such as `order.settled`.
    pub kind: &'static str,
    /// The version of the body's format.
    pub version: u16,
    /// The body.
    pub body: Body,
}

/// Why an entry's body cannot be read here. The entry is stored and set aside all the same.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// A kind nobody here knows.
    #[error("unknown kind {0:?}")]
    UnknownKind(String),
    /// A version from the future.
    #[error("version {version} of {kind:?} is newer than this program")]
    FutureVersion {
        /// The kind.
        kind: String,
        /// Its version.
        version: u16,
    },
    /// Not the JSON that this kind has.
    #[error("the body of {kind:?} does not read: {why}")]
    BadBody {
        /// The kind.
        kind: String,
        /// What the parser said.
        why: String,
    },
}

/// One line a kind: its name, its version today, and the event it makes of its body.
macro_rules! kinds {
    ($( $kind:literal $version:literal => $pattern:pat => $body:expr, $read:expr; )*) => {
        impl Event {
            /// The event as an entry's kind, version and body.
            pub fn write(&self) -> Written {
                match self {
                    $( $pattern => Written { kind: $kind, version: $version, body: to_body(&$body) }, )*
                }
            }

            /// The event in an entry's body.
            pub fn read(kind: &str, version: u16, body: &Body) -> Result<Self, Unreadable> {
                match kind {
                    $( $kind if version == $version => ($read)(kind, body), )*
                    $( $kind => Err(Unreadable::FutureVersion { kind: kind.to_owned(), version }), )*
                    _ => Err(Unreadable::UnknownKind(kind.to_owned())),
                }
            }

            /// Every kind there is, with the version written today.
            pub const KINDS: &'static [(&'static str, u16)] = &[$(($kind, $version)),*];
        }
    };
}

#[derive(Serialize, serde::Deserialize)]
struct Nothing {}

kinds! {
    "order.opened" 1 => Self::Order(OrderEvent::Opened(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::Opened(v)));
    "order.line_added" 1 => Self::Order(OrderEvent::LineAdded(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::LineAdded(v)));
    "order.quantity_changed" 1 => Self::Order(OrderEvent::QuantityChanged(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::QuantityChanged(v)));
    "order.line_edited" 1 => Self::Order(OrderEvent::LineEdited(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::LineEdited(v)));
    "order.line_removed" 1 => Self::Order(OrderEvent::LineRemoved(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::LineRemoved(v)));
    "order.channel_set" 1 => Self::Order(OrderEvent::ChannelSet(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::ChannelSet(v)));
    "order.discount_set" 1 => Self::Order(OrderEvent::DiscountSet(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::DiscountSet(v)));
    "order.named" 1 => Self::Order(OrderEvent::Named(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::Named(v)));
    "order.moved_in" 1 => Self::Order(OrderEvent::MovedIn(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::MovedIn(v)));
    "order.moved_out" 1 => Self::Order(OrderEvent::MovedOut(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::MovedOut(v)));
    "order.sent" 1 => Self::Order(OrderEvent::Sent(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::Sent(v)));
    "order.ticket_marked" 1 => Self::Order(OrderEvent::TicketMarked(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::TicketMarked(v)));
    "order.voided" 1 => Self::Order(OrderEvent::Voided(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::Voided(v)));
    "order.settled" 1 => Self::Order(OrderEvent::Settled(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::Settled(v)));
    "order.refunded" 1 => Self::Order(OrderEvent::Refunded(body)) => body, |k, b| read(k, b, |v| Self::Order(OrderEvent::Refunded(v)));
    "menu.category_set" 1 => Self::Menu(MenuEvent::CategorySet(body)) => body, |k, b| read(k, b, |v| Self::Menu(MenuEvent::CategorySet(v)));
    "menu.category_deleted" 1 => Self::Menu(MenuEvent::CategoryDeleted) => Nothing {}, |k, b| read(k, b, |_: Nothing| Self::Menu(MenuEvent::CategoryDeleted));
    "menu.product_set" 1 => Self::Menu(MenuEvent::ProductSet(body)) => body, |k, b| read(k, b, |v| Self::Menu(MenuEvent::ProductSet(v)));
    "menu.product_deleted" 1 => Self::Menu(MenuEvent::ProductDeleted) => Nothing {}, |k, b| read(k, b, |_: Nothing| Self::Menu(MenuEvent::ProductDeleted));
    "menu.group_set" 1 => Self::Menu(MenuEvent::GroupSet(body)) => body, |k, b| read(k, b, |v| Self::Menu(MenuEvent::GroupSet(v)));
    "menu.group_deleted" 1 => Self::Menu(MenuEvent::GroupDeleted) => Nothing {}, |k, b| read(k, b, |_: Nothing| Self::Menu(MenuEvent::GroupDeleted));
    "shift.opened" 1 => Self::Shift(ShiftEvent::Opened(body)) => body, |k, b| read(k, b, |v| Self::Shift(ShiftEvent::Opened(v)));
    "shift.pay_in" 1 => Self::Shift(ShiftEvent::PaidIn(body)) => body, |k, b| read(k, b, |v| Self::Shift(ShiftEvent::PaidIn(v)));
    "shift.pay_out" 1 => Self::Shift(ShiftEvent::PaidOut(body)) => body, |k, b| read(k, b, |v| Self::Shift(ShiftEvent::PaidOut(v)));
    "shift.movement_undone" 1 => Self::Shift(ShiftEvent::MovementUndone(body)) => body, |k, b| read(k, b, |v| Self::Shift(ShiftEvent::MovementUndone(v)));
    "shift.drawer_opened" 1 => Self::Shift(ShiftEvent::DrawerOpened(body)) => body, |k, b| read(k, b, |v| Self::Shift(ShiftEvent::DrawerOpened(v)));
    "shift.counted" 1 => Self::Shift(ShiftEvent::Counted(body)) => body, |k, b| read(k, b, |v| Self::Shift(ShiftEvent::Counted(v)));
    "shift.closed" 1 => Self::Shift(ShiftEvent::Closed(body)) => body, |k, b| read(k, b, |v| Self::Shift(ShiftEvent::Closed(Box::new(v))));
    "shift.supplemented" 1 => Self::Shift(ShiftEvent::Supplemented(body)) => body, |k, b| read(k, b, |v| Self::Shift(ShiftEvent::Supplemented(Box::new(v))));
    "staff.set" 1 => Self::Staff(StaffEvent::Set(body)) => body, |k, b| read(k, b, |v| Self::Staff(StaffEvent::Set(v)));
    "staff.pin_set" 1 => Self::Staff(StaffEvent::PinSet(body)) => body, |k, b| read(k, b, |v| Self::Staff(StaffEvent::PinSet(v)));
    "staff.pin_sealed" 1 => Self::Staff(StaffEvent::PinSealed(body)) => body, |k, b| read(k, b, |v| Self::Staff(StaffEvent::PinSealed(v)));
    "staff.clocked" 1 => Self::Staff(StaffEvent::Clocked(body)) => body, |k, b| read(k, b, |v| Self::Staff(StaffEvent::Clocked(v)));
    "staff.signed_in" 1 => Self::Staff(StaffEvent::SignedIn(body)) => body, |k, b| read(k, b, |v| Self::Staff(StaffEvent::SignedIn(v)));
    "staff.pin_locked" 1 => Self::Staff(StaffEvent::PinLocked(body)) => body, |k, b| read(k, b, |v| Self::Staff(StaffEvent::PinLocked(v)));
    "settings.set" 1 => Self::Settings(body) => body, |k, b| read(k, b, Self::Settings);
    "till.started" 1 => Self::Till(TillEvent::Started(body)) => body, |k, b| read(k, b, |v| Self::Till(TillEvent::Started(v)));
    "till.joined" 1 => Self::Till(TillEvent::Joined(body)) => body, |k, b| read(k, b, |v| Self::Till(TillEvent::Joined(v)));
    "till.continued_from" 1 => Self::Till(TillEvent::ContinuedFrom(body)) => body, |k, b| read(k, b, |v| Self::Till(TillEvent::ContinuedFrom(v)));
    "till.entries_missing" 1 => Self::Till(TillEvent::EntriesMissing(body)) => body, |k, b| read(k, b, |v| Self::Till(TillEvent::EntriesMissing(v)));
    "journal.carried" 1 => Self::Carried(body) => body, |k, b| read(k, b, |v| Self::Carried(Box::new(v)));
    "till.printer_set" 1 => Self::Till(TillEvent::PrinterSet(body)) => body, |k, b| read(k, b, |v| Self::Till(TillEvent::PrinterSet(v)));
    "till.preferences_set" 1 => Self::Till(TillEvent::PreferencesSet(body)) => body, |k, b| read(k, b, |v| Self::Till(TillEvent::PreferencesSet(v)));
}

fn to_body<T: Serialize>(value: &T) -> Body {
    let text = serde_json::to_vec(value);
    Body(text.expect("event bodies are plain structs with string keys, which always serialize"))
}

fn read<T: DeserializeOwned>(
    kind: &str,
    body: &Body,
    event: impl FnOnce(T) -> Event,
) -> Result<Event, Unreadable> {
    serde_json::from_slice(&body.0)
        .map(event)
        .map_err(|error| Unreadable::BadBody {
            kind: kind.to_owned(),
            why: error.to_string(),
        })
}
