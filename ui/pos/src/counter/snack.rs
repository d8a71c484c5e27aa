//! The line at the foot: what happened, and what can be done about it. One at a time, six seconds.

use super::{Action, Effect, Mint, State, on_tap};
use crate::order::OrderAction;
use crate::shift::ShiftAction;
use crate::staff::StaffAction;
use crate::tabs::TabsAction;
use kit::icon::{Icon, small};
use kit::locale::Locale;
use kit::money::text;
use kit::page;
use kit::words::counter::Counter;
use kit::words::first_day::FirstDay;
use kit::words::kitchen::Kitchen;
use kit::words::printing::Printing;
use kit::words::refund::Refund;
use kit::words::refusal;
use kit::words::shift::Shift;
use kit::words::split::Split;
use kit::words::staff::Staff;
use kit::words::tabs::Tabs;
use shared::id::{MovementId, ProductId, StaffId};
use shared::money::Money;
use shared::shift::LineKind;
use shared::till::{ImportedMenu, TillFailure};
use yew::prelude::*;

/// A line at the foot.
#[derive(Clone, Debug, PartialEq)]
pub struct Snack {
    /// Which: the time-out of an older one must not take this one away.
    pub id: u64,
    /// What it says.
    pub say: Say,
    /// What it offers.
    pub offer: Option<Offer>,
    /// Whether it is read aloud at once.
    pub urgent: bool,
}

/// What a line at the foot says.
#[derive(Clone, Debug, PartialEq)]
pub enum Say {
    /// A line was taken off.
    Removed(String),
    /// A product is sold out.
    SoldOut(String),
    /// A scanned code is on no product.
    UnknownCode(String),
    /// The order that was open is back.
    Recovered(u32),
    /// Something was refused or failed.
    Refused(TillFailure),
    /// A menu came in.
    Imported(ImportedMenu),
    /// A copy was written.
    Copied(u64, String),
    /// The till is in its business.
    Welcome(String),
    /// Cash went into the drawer or out of it.
    CashMoved(LineKind, Money),
    /// The drawer was opened, and that is noted.
    DrawerNoted,
    /// The shift has its Z.
    ShiftClosed,
    /// Money was given back.
    GivenBack(Money),
    /// Somebody came in.
    Greeted(String),
    /// Somebody's step of the time clock is noted.
    Clocked(String),
    /// Somebody is off the team.
    TakenOff(String),
    /// Somebody has a temporary PIN.
    TemporaryPin(String),
    /// Whoever works here has a PIN of their own.
    PinChanged,
    /// The printer is set up.
    PrinterSaved,
    /// There is no printer any more.
    PrinterRemoved,
    /// A station is set up.
    StationSaved,
    /// There is a station less.
    StationRemoved,
    /// Something goes to the printer.
    SentToPrinter,
    /// A document was written.
    Saved(String),
    /// An order is kept under this name.
    TabSaved(String),
    /// So much goes back of what was given for a part.
    HandBack(Money),
    /// What went to this order.
    Joined(String),
    /// An order was called off.
    Voided,
    /// The order being made was paid at another till.
    PaidElsewhere(String),
    /// The order being made was called off at another till.
    VoidedElsewhere(String),
}

/// What a line at the foot offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Back to how it was.
    Undo,
    /// The order that was called off is open again.
    UndoVoid,
    /// What went to another order comes back.
    UndoJoin,
    /// Sell what is sold out.
    SellAnyway(ProductId),
    /// Sell a free amount.
    FreeAmount,
    /// The cash goes back.
    UndoMovement(MovementId),
    /// They are on the team again.
    BringBack(StaffId),
}

impl Say {
    /// The words.
    pub fn text(&self, locale: Locale) -> String {
        let words = Counter::of(locale.language);
        match self {
            Self::Removed(name) => words.removed(name),
            Self::SoldOut(name) => format!("{name}: {}", words.sold_out()),
            Self::UnknownCode(code) => words.unknown_code(code),
            Self::Recovered(number) => words.recovered(*number),
            Self::Refused(failure) => refusal::failure(locale, failure),
            Self::Imported(menu) => imported(locale, menu),
            Self::Copied(entries, path) => words.copied(*entries, path),
            Self::CashMoved(kind, amount) => moved(locale, *kind, *amount),
            Self::DrawerNoted => Shift::of(locale.language).drawer_noted().to_owned(),
            Self::ShiftClosed => Shift::of(locale.language).shift_closed().to_owned(),
            Self::GivenBack(amount) => Refund::of(locale.language).gave(&text(locale, *amount)),
            Self::Greeted(name) => Staff::of(locale.language).signed_in(name),
            Self::Clocked(name) => Staff::of(locale.language).clocked(name),
            Self::TakenOff(name) => Staff::of(locale.language).taken_off(name),
            Self::TemporaryPin(name) => Staff::of(locale.language).temporary_set(name),
            Self::PinChanged => Staff::of(locale.language).pin_changed().to_owned(),
            Self::StationSaved => Kitchen::of(locale.language).station_saved().to_owned(),
            Self::StationRemoved => Kitchen::of(locale.language).station_removed().to_owned(),
            Self::PrinterSaved => Printing::of(locale.language).saved_printer().to_owned(),
            Self::PrinterRemoved => Printing::of(locale.language).removed_printer().to_owned(),
            Self::SentToPrinter => Printing::of(locale.language).sent().to_owned(),
            Self::Saved(path) => Printing::of(locale.language).saved(path),
            Self::TabSaved(name) => Tabs::of(locale.language).saved(name),
            Self::HandBack(amount) => format!("{}: {}", words.change(), text(locale, *amount)),
            Self::Joined(name) => Split::of(locale.language).joined(name),
            Self::Voided => Tabs::of(locale.language).voided().to_owned(),
            Self::PaidElsewhere(name) => Tabs::of(locale.language).paid_elsewhere(name),
            Self::VoidedElsewhere(name) => Tabs::of(locale.language).voided_elsewhere(name),
            Self::Welcome(name) => {
                format!("{name}: {}", FirstDay::of(locale.language).welcome())
            }
        }
    }
}

fn moved(locale: Locale, kind: LineKind, amount: Money) -> String {
    let words = Shift::of(locale.language);
    let amount = text(locale, amount);
    match kind {
        LineKind::PaidIn => words.paid_in_for(&amount),
        LineKind::PaidOut => words.paid_out_for(&amount),
        LineKind::Opened => words.drawer_noted().to_owned(),
    }
}

fn imported(locale: Locale, menu: &ImportedMenu) -> String {
    let words = FirstDay::of(locale.language);
    let text = words.imported(menu.created, menu.changed, menu.unchanged);
    match menu.problems.len() {
        0 => text,
        // Which ones stands beside the way they came in.
        unread => format!("{text}, {}", words.unread(unread)),
    }
}

impl Offer {
    /// The words on its button.
    pub const fn text(self, words: Counter) -> &'static str {
        match self {
            Self::Undo
            | Self::UndoVoid
            | Self::UndoJoin
            | Self::UndoMovement(_)
            | Self::BringBack(_) => words.undo(),
            Self::SellAnyway(_) => words.sell_anyway(),
            Self::FreeAmount => words.sell_free_amount(),
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Undo
            | Self::UndoVoid
            | Self::UndoJoin
            | Self::UndoMovement(_)
            | Self::BringBack(_) => Icon::Undo,
            Self::SellAnyway(_) | Self::FreeAmount => Icon::Next,
        }
    }
}

impl State {
    pub(super) fn take_offer(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let Some(offer) = self.snack.take().and_then(|snack| snack.offer) else {
            return Vec::new();
        };
        let action = match offer {
            Offer::UndoMovement(movement) => {
                return self.reduce(Action::Shift(ShiftAction::MoveUndone(movement)), mint);
            }
            Offer::BringBack(id) => {
                return self.reduce(Action::Staff(StaffAction::BroughtBack(id)), mint);
            }
            Offer::UndoJoin => return self.reduce(Action::Tabs(TabsAction::JoinUndone), mint),
            Offer::UndoVoid => return self.reduce(Action::Tabs(TabsAction::VoidUndone), mint),
            Offer::Undo => OrderAction::Undone,
            Offer::SellAnyway(product) => OrderAction::SoldAnyway(product),
            Offer::FreeAmount => OrderAction::FreeAmountOpened,
        };
        self.reduce(Action::Order(action), mint)
    }
}

/// The line at the foot, never over the totals or the button that charges.
pub fn snack_line(snack: Option<&Snack>, locale: Locale, act: &Callback<Action>) -> Html {
    let words = Counter::of(locale.language);
    let Some(snack) = snack else {
        return html! { <div class="snack-place" role="status"></div> };
    };
    let role = if snack.urgent { "alert" } else { "status" };
    let offer = snack.offer.map(|offer| {
        let take = on_tap(act, || Action::OfferTaken);
        html! { <button data-testid="snack-offer" onclick={take}>{ small(offer.icon()) }{ offer.text(words) }</button> }
    });
    html! {
        <div class="snack-place" {role}>
            <div class={if snack.offer.is_none() { "snack plain" } else { "snack" }} data-testid="snack" key={snack.id}>
                <span class="grow">{ snack.say.text(locale) }</span>
                { offer }
            </div>
        </div>
    }
}

/// How long a line stays at the foot.
const SNACK_MS: i32 = 6_000;

/// Takes the line at the foot away, unless somebody is at it: then later.
pub(super) fn expire_later(expire: Callback<()>) {
    page::after(SNACK_MS, move || {
        if page::is_there(".snack:hover, .snack:focus-within") {
            expire_later(expire);
        } else {
            expire.emit(());
        }
    });
}
