//! The counter: its whole state, and the reducer that is the only way from one state to the next.

mod action;
mod answers;
mod app;
mod burst;
mod frame;
mod keyboard;
mod screens;
mod sheets;
mod snack;
mod top_bar;
mod touch;

pub use action::{Action, Asked, Effect, Mint};
pub use app::App;
pub use burst::Burst;
pub use frame::{close_button, frame, head};
pub use keyboard::{Place, Stroke, Whereabouts, action_for};
pub use snack::{Offer, Say, Snack};
pub use top_bar::clock;
pub use touch::{aria, choice, on_close, on_enter, on_tap, on_text, on_touch};

use crate::kitchen::KitchenForm;
use crate::menu::{Shelf, Shown};
use crate::order::{CurrentOrder, Discounting, Editing};
use crate::payment::{Done, Payment, PriceAsked};
use crate::printing::PrinterForm;
use crate::refund::Refund;
use crate::shift::{Closing, Moving, Shift};
use crate::split::Split;
use crate::staff::{Approving, NewPin, SignIn, TeamEdit};
use crate::tabs::{Joining, Naming, Tabs};
use crate::till::FirstDay;
use kit::locale::Locale;
use shared::clock::Wall;
use shared::id::OrderId;
use shared::printing::PrintView;
use shared::staff::TeamView;
use shared::till::{Query, Session, SyncStatus, TillFailure};
use std::rc::Rc;

/// So long at most the chip is behind while products are tapped without a pause, in seconds.
const CHIP_WAITS_S: u8 = 5;

/// Everything the page knows.
#[derive(Clone, Debug)]
pub struct State {
    /// Who this till is.
    pub session: Option<Rc<Session>>,
    /// Who works here.
    pub team: Option<Rc<TeamView>>,
    /// The printer, and what did not come out of it.
    pub printing: Option<Rc<PrintView>>,
    /// Why the till does not answer at all.
    pub failure: Option<TillFailure>,
    /// The menu, prepared for the grid.
    pub shelf: Rc<Shelf>,
    /// What the grid shows of it.
    pub shown: Shown,
    /// What waits for the server.
    pub sync: Option<Rc<SyncStatus>>,
    /// Whether what is known of the sync is out of date.
    pub sync_stale: bool,
    /// Whether a product was tapped in this second, and in how many before it without a pause.
    pub taps: (bool, u8),
    /// The order being made.
    pub order: CurrentOrder,
    /// The orders that are open beside it.
    pub tabs: Tabs,
    /// The order that is paid in parts, if one is.
    pub split: Option<Split>,
    /// How many of the next product are tapped at once.
    pub times: Option<u32>,
    /// The screen.
    pub screen: Screen,
    /// What lies over the screen.
    pub sheet: Option<Sheet>,
    /// The last sale, until the next begins.
    pub done: Option<Rc<Done>>,
    /// The line at the foot.
    pub snack: Option<Snack>,
    /// This device's clock.
    pub now_ms: i64,
}

/// A screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// Nothing is known yet.
    Starting,
    /// No menu, no business.
    FirstDay(Rc<FirstDay>),
    /// Grid and ticket.
    Sell,
    /// Taking the money.
    Pay(Payment),
    /// The order is paid in parts.
    Split,
    /// The shift and its drawer.
    Shift(Shift),
    /// Money is given back.
    Refund(Refund),
    /// Who stands here.
    SignIn(SignIn),
}

/// What lies over a screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Sheet {
    /// Modifiers and note of a line.
    Edit(Editing),
    /// A discount is being given.
    Discount(Discounting),
    /// An amount is asked for.
    Price(PriceAsked),
    /// Cash goes into the drawer or out of it.
    Cash(Moving),
    /// The shift is to be closed.
    Close(Closing),
    /// Somebody else has to approve something.
    Approve(Approving),
    /// A PIN is being chosen.
    NewPin(NewPin),
    /// The team.
    Team(TeamEdit),
    /// A table or a name is asked for.
    Name(Naming),
    /// The orders that are open, and what is looked for among them.
    Tabs(String),
    /// The order that lines go to is asked for.
    Join(Joining),
    /// Why an order is called off.
    Void(String),
    /// The printer.
    Printer(PrinterForm),
    /// The stations.
    Kitchen(KitchenForm),
    /// What is kept and what is sent.
    Sync,
    /// Language, colours.
    More,
}

impl State {
    /// The page before the till has answered anything.
    pub fn new(order: OrderId, now_ms: i64) -> Self {
        Self {
            session: None,
            team: None,
            printing: None,
            failure: None,
            shelf: Rc::default(),
            shown: Shown::default(),
            sync: None,
            sync_stale: false,
            taps: (false, 0),
            order: CurrentOrder::new(order),
            tabs: Tabs::default(),
            split: None,
            times: None,
            screen: Screen::Starting,
            sheet: None,
            done: None,
            snack: None,
            now_ms,
        }
    }

    /// How texts and amounts are written.
    pub fn locale(&self) -> Locale {
        match &self.session {
            Some(session) => Locale {
                language: session.language,
                currency: session.settings.currency,
            },
            None => Locale::default(),
        }
    }

    /// The time at the cafe.
    pub fn wall(&self) -> Wall {
        Wall {
            ms: self.now_ms,
            offset: self
                .session
                .as_ref()
                .map_or(0, |session| session.wall.offset),
        }
    }

    /// Goes on from one state to the next; answers what is to be done outside the page. The only place that
    /// changes the state, and a function of its arguments alone.
    pub fn reduce(&mut self, action: Action, mint: &mut Mint<'_>) -> Vec<Effect> {
        match action {
            Action::Started => vec![
                Effect::Query(Query::Session),
                Effect::Query(Query::Menu),
                Effect::Query(Query::Sync),
                Effect::Query(Query::Team),
                Effect::Query(Query::Printing),
                Effect::Query(Query::OpenOrders),
            ],
            Action::Ticked(now_ms) => self.ticked(now_ms),
            Action::Touched(touched) => self.touched_elsewhere(touched),
            Action::Told(query, answer) => self.told(&query, answer, mint),
            Action::Answered(asked, answer) => self.answered(asked, answer, mint),
            Action::Order(action) => self.order_action(action, mint),
            Action::Menu(action) => self.menu_action(action, mint),
            Action::Payment(action) => self.payment_action(action, mint),
            Action::Shift(action) => self.shift_action(action, mint),
            Action::Refund(action) => self.refund_action(action, mint),
            Action::Staff(action) => self.staff_action(action, mint),
            Action::Tabs(action) => self.tabs_action(action, mint),
            Action::Split(action) => self.split_action(action, mint),
            Action::Printing(action) => self.printing_action(action),
            Action::Kitchen(action) => self.kitchen_action(action, mint),
            Action::NotAllowed(asked, command, right, may) => {
                self.not_allowed((right, may), asked, command);
                Vec::new()
            }
            Action::Till(action) => self.till_action(action),
            Action::SheetClosed => self.close_sheet(),
            Action::SheetOpened(sheet) => {
                self.snack = None;
                self.sheet = Some(sheet);
                Vec::new()
            }
            Action::SnackExpired(id) => {
                self.snack = self.snack.take().filter(|snack| snack.id != id);
                Vec::new()
            }
            Action::OfferTaken => self.take_offer(mint),
            Action::Escaped => self.escaped(),
        }
    }

    fn ticked(&mut self, now_ms: i64) -> Vec<Effect> {
        self.now_ms = now_ms;
        let (tapped, seconds) = self.taps;
        let seconds = if tapped { seconds + 1 } else { 0 };
        self.taps = (false, seconds % CHIP_WAITS_S);
        // The chip waits while the hand is quick: a tap would come in the middle of its question.
        if self.taps.1 > 0 {
            return Vec::new();
        }
        // The open sheet counts the seconds to the next try.
        let watched = matches!(self.sheet, Some(Sheet::Sync));
        if std::mem::take(&mut self.sync_stale) || watched {
            vec![Effect::Query(Query::Sync)]
        } else {
            Vec::new()
        }
    }

    fn escaped(&mut self) -> Vec<Effect> {
        if self.sheet.is_some() {
            return self.close_sheet();
        }
        if matches!(self.screen, Screen::SignIn(_)) {
            return self.leave_sign_in();
        }
        if matches!(
            self.screen,
            Screen::Pay(_) | Screen::Split | Screen::Shift(_) | Screen::Refund(_)
        ) {
            self.keep_given();
            self.screen = Screen::Sell;
            return vec![Effect::FocusSearch];
        }
        let has_begun = self
            .session
            .as_ref()
            .is_some_and(|session| !session.first_day);
        if matches!(self.screen, Screen::FirstDay(_)) && has_begun {
            self.screen = Screen::Sell;
        }
        self.times = None;
        self.order.selected = None;
        self.shown.search(&self.shelf, String::new());
        vec![Effect::FocusSearch]
    }

    /// Closes what lies over the screen; a note that is being written is kept.
    pub(crate) fn close_sheet(&mut self) -> Vec<Effect> {
        if self.must_choose_pin() {
            return self.leave_pin_unchosen();
        }
        let mut effects = self.keep_note();
        self.sheet = None;
        effects.push(Effect::FocusBack);
        effects
    }

    /// Says something at the foot of the screen.
    pub(crate) fn say(&mut self, say: Say, offer: Option<Offer>) -> Effect {
        let id = self
            .snack
            .as_ref()
            .map_or(1, |snack| snack.id.wrapping_add(1));
        let urgent = matches!(say, Say::Refused(_));
        self.snack = Some(Snack {
            id,
            say,
            offer,
            urgent,
        });
        Effect::ExpireSnack(id)
    }
}
