//! What happens to the shift, and what the till's answers make of its screen.

use super::{Closing, Float, Moving, Shift, ShiftAction, ShiftAsked, Side};
use crate::counter::{Asked, Effect, Mint, Offer, Say, Screen, Sheet, State};
use crate::payment::{Entry, Key};
use kit::words::shift::Shift as Words;
use shared::id::{MovementId, ShiftId};
use shared::money::Money;
use shared::shift::{LineKind, Pieces, ShiftCommand, ShiftRejection, ShiftView};
use shared::till::{Command, Query, Rejection, TillFailure};
use std::rc::Rc;

/// How many closes are shown.
const ZS_SHOWN: u32 = 20;
/// The most pieces of one note that are typed.
const PIECES_MAX: u32 = 99_999;

impl State {
    pub(crate) fn shift_action(&mut self, action: ShiftAction, mint: &mut Mint<'_>) -> Vec<Effect> {
        match action {
            ShiftAction::Opened => {
                self.screen = Screen::Shift(Shift::default());
                (self.sheet, self.snack) = (None, None);
                ask_all()
            }
            ShiftAction::Left => {
                self.screen = Screen::Sell;
                vec![Effect::FocusSearch]
            }
            ShiftAction::FloatChosen(amount) => {
                self.with_shift(|shift| shift.float = Float::Quick(amount))
            }
            ShiftAction::OtherFloat => {
                self.with_shift(|shift| shift.float = Float::Typed(Entry::default()))
            }
            ShiftAction::OpenAsked => self.open_shift(mint),
            ShiftAction::MoveAsked(kind) => {
                self.snack = None;
                self.sheet = Some(Sheet::Cash(Moving {
                    kind,
                    entry: Entry::default(),
                    reason: String::new(),
                }));
                Vec::new()
            }
            ShiftAction::ReasonSaid(reason) => {
                if let Some(Sheet::Cash(moving)) = &mut self.sheet {
                    moving.reason = reason;
                }
                Vec::new()
            }
            ShiftAction::MoveConfirmed => self.move_cash(mint),
            ShiftAction::MoveUndone(movement) => {
                self.ask_shift(ShiftAsked::Quiet, ShiftCommand::UndoMovement { movement })
            }
            ShiftAction::DrawerAsked => {
                let reason = Words::of(self.locale().language).drawer_for_count();
                let command = ShiftCommand::OpenDrawer {
                    movement: MovementId(mint()),
                    reason: reason.to_owned(),
                };
                self.ask_shift(ShiftAsked::Drawer, command)
            }
            ShiftAction::Stepped(value, by) => self.with_shift(|shift| {
                let held = shift.pieces_of(value).pieces;
                shift.put(value, held.saturating_add_signed(by));
            }),
            ShiftAction::PiecesTyped(value, text) => self.with_shift(|shift| {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                shift.put(value, digits.parse().unwrap_or(0));
            }),
            ShiftAction::CountConfirmed => self.confirm_count(),
            ShiftAction::CountAgain => self.with_shift(|shift| shift.again = true),
            ShiftAction::NoteTyped(note) => self.with_shift(|shift| shift.note = note),
            ShiftAction::CloseAsked => self.ask_to_close(),
            ShiftAction::CloseConfirmed { leave_open } => self.close_shift(leave_open),
            ShiftAction::SideChosen(side) => self.with_shift(|shift| shift.side = side),
            ShiftAction::MainAction => self.main_of_shift(mint),
        }
    }

    /// A key of a keypad that is under an amount of the shift. False: none is.
    pub(crate) fn shift_key(&mut self, key: Key) -> bool {
        let currency = self.locale().currency;
        if let Some(Sheet::Cash(moving)) = &mut self.sheet {
            moving.entry.press(key, currency);
            return true;
        }
        let Screen::Shift(shift) = &mut self.screen else {
            return false;
        };
        // Once a shift is open nothing is asked for here.
        if shift.open_id().is_some() {
            return true;
        }
        let mut entry = match &shift.float {
            Float::Typed(entry) => entry.clone(),
            Float::Quick(_) => Entry::default(),
        };
        entry.press(key, currency);
        shift.float = Float::Typed(entry);
        true
    }

    fn with_shift(&mut self, change: impl FnOnce(&mut Shift)) -> Vec<Effect> {
        if let Screen::Shift(shift) = &mut self.screen {
            change(shift);
        }
        Vec::new()
    }

    fn shift(&self) -> Option<&Shift> {
        match &self.screen {
            Screen::Shift(shift) => Some(shift),
            Screen::Starting
            | Screen::FirstDay(_)
            | Screen::Sell
            | Screen::Pay(_)
            | Screen::Split
            | Screen::Refund(_)
            | Screen::SignIn(_) => None,
        }
    }

    /// About the shift that is open; nothing where none is, or where an answer is awaited.
    fn ask_shift(&mut self, asked: ShiftAsked, command: ShiftCommand) -> Vec<Effect> {
        let shift = self.shift().and_then(Shift::open_id);
        shift.map_or_else(Vec::new, |shift| self.send(asked, shift, command))
    }

    fn send(&mut self, asked: ShiftAsked, shift: ShiftId, command: ShiftCommand) -> Vec<Effect> {
        let Screen::Shift(held) = &mut self.screen else {
            return Vec::new();
        };
        if std::mem::replace(&mut held.busy, true) {
            return Vec::new();
        }
        let command = Command::Shift { shift, command };
        vec![Effect::Ask(Asked::Shift(asked), command)]
    }

    fn open_shift(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let currency = self.locale().currency;
        let Some(shift) = self.shift().filter(|shift| shift.open_id().is_none()) else {
            return Vec::new();
        };
        let float = shift.float.amount(currency);
        self.send(
            ShiftAsked::Open,
            ShiftId(mint()),
            ShiftCommand::Open { float },
        )
    }

    fn move_cash(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let currency = self.locale().currency;
        let Some(Sheet::Cash(moving)) = &self.sheet else {
            return Vec::new();
        };
        let ready = moving.is_ready(currency);
        let Some(amount) = moving.entry.amount(currency).filter(|_| ready) else {
            return Vec::new();
        };
        let (movement, reason) = (MovementId(mint()), moving.reason.clone());
        let (kind, command) = match moving.kind {
            LineKind::PaidIn => (
                LineKind::PaidIn,
                ShiftCommand::PayIn {
                    movement,
                    amount,
                    reason,
                },
            ),
            LineKind::PaidOut => (
                LineKind::PaidOut,
                ShiftCommand::PayOut {
                    movement,
                    amount,
                    reason,
                },
            ),
            LineKind::Opened => (
                LineKind::Opened,
                ShiftCommand::OpenDrawer { movement, reason },
            ),
        };
        self.sheet = None;
        let mut effects = self.ask_shift(ShiftAsked::Move(movement, kind, amount), command);
        effects.push(Effect::FocusBack);
        effects
    }

    fn confirm_count(&mut self) -> Vec<Effect> {
        let Some(shift) = self.shift().filter(|shift| shift.is_counting()) else {
            return Vec::new();
        };
        let command = ShiftCommand::Count {
            pieces: shift.pieces.clone(),
            counted: shift.counted(),
        };
        self.ask_shift(ShiftAsked::Count, command)
    }

    fn ask_to_close(&mut self) -> Vec<Effect> {
        if self.shift().is_some_and(|shift| !shift.is_counting()) {
            self.snack = None;
            self.sheet = Some(Sheet::Close(Closing::default()));
        }
        Vec::new()
    }

    fn close_shift(&mut self, leave_open: bool) -> Vec<Effect> {
        let Some(shift) = self
            .shift()
            .filter(|_| matches!(self.sheet, Some(Sheet::Close(_))))
        else {
            return Vec::new();
        };
        let note = shift.note.clone();
        self.ask_shift(ShiftAsked::Close, ShiftCommand::Close { note, leave_open })
    }

    fn main_of_shift(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        match self.shift() {
            None => Vec::new(),
            Some(shift) if shift.open_id().is_none() => self.open_shift(mint),
            Some(shift) if shift.is_counting() => self.confirm_count(),
            Some(_) => self.ask_to_close(),
        }
    }

    /// What the till says of its drawer.
    pub(crate) fn told_shift(&mut self, view: ShiftView) -> Vec<Effect> {
        self.with_shift(|shift| shift.view = Some(Rc::new(view)))
    }

    pub(crate) fn told_report(&mut self, answer: shared::till::Answer) -> Vec<Effect> {
        use shared::till::Answer;
        match answer {
            Answer::Shift(view) => self.told_shift(*view),
            Answer::XReport(report) => {
                self.with_shift(|shift| shift.x = report.map(|report| Rc::new(*report)))
            }
            Answer::ZReports(reports) => self.with_shift(|shift| shift.zs = Rc::new(reports)),
            Answer::Session(_)
            | Answer::Menu(_)
            | Answer::Ticket(_)
            | Answer::OpenOrders(_)
            | Answer::Team(_)
            | Answer::Sales(_)
            | Answer::Back(_)
            | Answer::Printing(_)
            | Answer::Board(_)
            | Answer::Sync(_) => Vec::new(),
        }
    }

    /// What was on its way to the till came back.
    pub(crate) fn shift_waits_no_more(&mut self) {
        self.with_shift(|shift| shift.busy = false);
    }

    /// The drawer, or its sales, are other than before.
    pub(crate) fn shift_touched(&self) -> Vec<Effect> {
        self.shift().map_or_else(Vec::new, |_| ask_all())
    }

    /// The till did what it was asked.
    pub(crate) fn shift_done(
        &mut self,
        asked: ShiftAsked,
        view: Option<Box<ShiftView>>,
    ) -> Vec<Effect> {
        self.with_shift(|shift| {
            shift.busy = false;
            shift.view = view.map(|view| Rc::new(*view)).or(shift.view.take());
        });
        match asked {
            ShiftAsked::Open => self.with_shift(|shift| {
                (shift.float, shift.side) = (Float::default(), Side::X);
                (shift.pieces, shift.again) = (Vec::new(), false);
            }),
            ShiftAsked::Move(movement, kind, amount) => {
                let offer = (kind != LineKind::Opened).then_some(Offer::UndoMovement(movement));
                vec![self.say(Say::CashMoved(kind, amount), offer)]
            }
            ShiftAsked::Drawer => vec![self.say(Say::DrawerNoted, None)],
            ShiftAsked::Count => self.with_shift(|shift| shift.again = false),
            ShiftAsked::Close => {
                self.sheet = None;
                self.with_shift(|shift| {
                    (shift.pieces, shift.note, shift.again) = (Vec::new(), String::new(), false);
                    (shift.x, shift.side) = (None, Side::Zs);
                });
                vec![self.say(Say::ShiftClosed, None), Effect::FocusBack]
            }
            ShiftAsked::Quiet => Vec::new(),
        }
    }

    /// The till refused: open orders are named where the close is asked for, the rest is said at the foot.
    pub(crate) fn shift_refused(&mut self, failure: TillFailure) -> Vec<Effect> {
        self.with_shift(|shift| shift.busy = false);
        if let TillFailure::Rejected(Rejection::Shift(ShiftRejection::OpenOrders { orders })) =
            &failure
            && let Some(Sheet::Close(closing)) = &mut self.sheet
        {
            closing.orders = orders.clone();
            return Vec::new();
        }
        if matches!(self.sheet, Some(Sheet::Close(_))) {
            self.sheet = None;
        }
        let mut effects = vec![self.say(Say::Refused(failure), None)];
        effects.extend(self.shift_touched());
        effects
    }
}

impl Shift {
    fn put(&mut self, value: Money, pieces: u32) {
        let pieces = pieces.min(PIECES_MAX);
        match self.pieces.iter_mut().find(|held| held.value == value) {
            Some(held) => held.pieces = pieces,
            None => self.pieces.push(Pieces { value, pieces }),
        }
    }
}

fn ask_all() -> Vec<Effect> {
    vec![
        Effect::Query(Query::Shift),
        Effect::Query(Query::XReport),
        Effect::Query(Query::ZReports { last: ZS_SHOWN }),
    ]
}
