//! What the till's answers make of the page.

use super::{Action, Asked, Effect, Mint, Offer, Say, Screen, Sheet, State};
use crate::menu::Shelf;
use crate::order::{OrderAction, back};
use crate::payment::Done;
use crate::till::{Busy, FirstDay};
use shared::order::{Ticket, TicketStatus};
use shared::staff::{Right, StaffRejection};
use shared::till::{
    Answer, Command, ImportedMenu, Outcome, Query, Rejection, Session, TillFailure, Touched,
};
use std::rc::Rc;

impl State {
    pub(super) fn touched(&mut self, touched: Touched) -> Vec<Effect> {
        let mut effects = Vec::new();
        if touched.menu {
            effects.push(Effect::Query(Query::Menu));
        }
        if touched.session {
            effects.push(Effect::Query(Query::Session));
        }
        if touched.shift {
            effects.extend(self.shift_touched());
        }
        if touched.orders {
            effects.extend(self.sales_touched());
        }
        if touched.printing {
            effects.push(Effect::Query(Query::Printing));
        }
        if touched.team {
            effects.push(Effect::Query(Query::Team));
        }
        self.sync_stale |= touched.sync;
        effects
    }

    /// The same, where it was not this page's doing: another till may have had a hand in an order.
    pub(super) fn touched_elsewhere(&mut self, touched: Touched) -> Vec<Effect> {
        let mut effects = self.touched(touched);
        if touched.orders {
            effects.push(Effect::Query(Query::OpenOrders));
            let order = self.order.id;
            let shown = self.order.ticket.is_some() && !self.order.settling;
            effects.extend(shown.then_some(Effect::Query(Query::Ticket { order })));
            if matches!(self.screen, Screen::Split) {
                effects.extend(self.ask_parts());
            }
        }
        effects
    }

    pub(super) fn told(
        &mut self,
        query: &Query,
        answer: Result<Answer, TillFailure>,
        mint: &mut Mint<'_>,
    ) -> Vec<Effect> {
        match answer {
            Ok(Answer::Session(session)) => self.told_session(*session),
            Ok(Answer::Menu(menu)) => {
                self.shelf = Rc::new(Shelf::of(menu));
                self.shown.refresh(&self.shelf);
                Vec::new()
            }
            Ok(Answer::Ticket(ticket)) => self.told_ticket(ticket, mint),
            Ok(Answer::OpenOrders(open)) => self.told_tabs(open),
            Ok(answer @ (Answer::Sales(_) | Answer::Back(_))) => self.told_refund(query, answer),
            Ok(Answer::Team(team)) => self.told_team(*team),
            Ok(answer @ (Answer::Shift(_) | Answer::XReport(_) | Answer::ZReports(_))) => {
                self.told_report(answer)
            }
            Ok(Answer::Printing(view)) => {
                self.printing = Some(Rc::new(*view));
                Vec::new()
            }
            // The kitchen's screen asks for it, in its own window.
            Ok(Answer::Board(_)) => Vec::new(),
            Ok(Answer::Sync(status)) => {
                self.sync = Some(Rc::new(*status));
                Vec::new()
            }
            Err(failure) => {
                // Without a session there is no till to sell with; every other answer can be asked for again.
                if matches!(query, Query::Session) && self.session.is_none() {
                    self.failure = Some(failure);
                }
                Vec::new()
            }
        }
    }

    fn told_session(&mut self, session: Session) -> Vec<Effect> {
        self.failure = None;
        let mut effects = vec![Effect::Wear(session.theme, session.language)];
        match &self.screen {
            Screen::Starting => {
                self.screen = if session.first_day {
                    Screen::FirstDay(Rc::new(FirstDay::default()))
                } else {
                    effects.push(Effect::FocusSearch);
                    Screen::Sell
                };
                if let Some(order) = session.recovered {
                    self.order.id = order;
                    effects.push(Effect::Query(Query::Ticket { order }));
                }
            }
            // What of a menu could not be read is looked at first.
            Screen::FirstDay(day) if !session.first_day && day.unread.is_empty() => {
                self.screen = Screen::Sell;
                effects.push(Effect::FocusSearch);
                if session.business.is_some() {
                    let shop = session.settings.name.clone();
                    effects.push(self.say(Say::Welcome(shop), None));
                }
            }
            Screen::FirstDay(_)
            | Screen::Sell
            | Screen::Pay(_)
            | Screen::Split
            | Screen::Shift(_)
            | Screen::Refund(_)
            | Screen::SignIn(_) => {}
        }
        self.session = Some(Rc::new(session));
        if matches!(self.screen, Screen::Sell) && self.asks_who() {
            self.ask_who();
        }
        effects
    }

    /// A ticket that was asked for: the order that was open when the till last stopped, or the truth after a
    /// refusal.
    fn told_ticket(&mut self, ticket: Option<Ticket>, mint: &mut Mint<'_>) -> Vec<Effect> {
        if let Some(effects) = ticket.as_ref().and_then(|ticket| self.told_paid(ticket)) {
            return effects;
        }
        if let Some(ticket) = &ticket {
            self.told_part(ticket);
        }
        let mine = |ticket: &&Ticket| ticket.order == self.order.id && !self.order.settling;
        if let Some(over) = ticket.as_ref().filter(mine)
            && !is_open(over)
        {
            return self.over_elsewhere(over, mint);
        }
        let Some(ticket) = ticket.filter(|ticket| ticket.order == self.order.id && is_open(ticket))
        else {
            return Vec::new();
        };
        let unasked = self.order.ticket.is_none() && !self.order.recalled;
        let first = unasked && !ticket.lines.is_empty();
        let number = ticket.number.as_ref().map(|number| number.number);
        self.order.show(ticket);
        self.reopen_line();
        match number.filter(|_| first) {
            Some(number) => vec![self.say(Say::Recovered(number), None)],
            None => Vec::new(),
        }
    }

    pub(super) fn answered(
        &mut self,
        asked: Asked,
        answer: Result<Outcome, TillFailure>,
        mint: &mut Mint<'_>,
    ) -> Vec<Effect> {
        match answer {
            Ok(outcome) => self.succeeded(asked, outcome, mint),
            Err(failure) => self.refused(&asked, failure, mint),
        }
    }

    fn succeeded(&mut self, asked: Asked, outcome: Outcome, mint: &mut Mint<'_>) -> Vec<Effect> {
        let mut effects = self.touched(outcome.touched);
        if let Asked::Settle { order } = asked {
            let done = outcome.ticket.as_ref().and_then(Done::of);
            effects.extend(self.settled(order, done, mint));
            return effects;
        }
        if matches!(self.sheet, Some(Sheet::Approve(_))) {
            self.sheet = None;
        }
        let of_another_screen = match asked {
            Asked::Staff(asked) => Some(self.staff_done(asked)),
            Asked::Shift(asked) => Some(self.shift_done(asked, outcome.shift.clone())),
            Asked::Printing(asked) => Some(self.printing_done(asked, &outcome)),
            Asked::Kitchen(asked) => Some(self.kitchen_done(asked)),
            Asked::Tab(asked) => Some(self.tab_done(asked, outcome.ticket.clone(), mint)),
            Asked::Split(part) => Some(self.split_done(part, outcome.ticket.clone())),
            Asked::Refund { order, given } => {
                Some(self.refunded((order, given), outcome.ticket.clone()))
            }
            _ => None,
        };
        if let Some(more) = of_another_screen {
            effects.extend(more);
            return effects;
        }
        if let Some(ticket) = outcome.ticket {
            self.show(&asked, ticket);
        }
        effects.extend(self.said_and_opened(asked, outcome.imported, outcome.exported));
        effects
    }

    /// What is said about what was done, and what is opened then.
    fn said_and_opened(
        &mut self,
        asked: Asked,
        imported: Option<ImportedMenu>,
        exported: Option<(String, u64)>,
    ) -> Vec<Effect> {
        let mut effects = Vec::new();
        match asked {
            Asked::Remove { name } => effects.push(self.say(Say::Removed(name), Some(Offer::Undo))),
            Asked::Import => {
                self.with_day(|day| day.busy = None);
                if let Some(imported) = imported {
                    self.with_day(|day| day.unread.clone_from(&imported.problems));
                    effects.push(self.say(Say::Imported(imported), None));
                }
            }
            Asked::Enrol => self.with_day(|day| day.busy = None),
            Asked::Copy => {
                if let Some((path, entries)) = exported {
                    effects.push(self.say(Say::Copied(entries, path), None));
                }
            }
            Asked::TakeOne { into } => self.open_new_line(into),
            Asked::TapAndEdit => {
                if let Some(line) = self.order.selected {
                    self.open_new_line(line);
                }
            }
            Asked::Tap
            | Asked::Change
            | Asked::Undo
            | Asked::Settle { .. }
            | Asked::Shift(_)
            | Asked::Staff(_)
            | Asked::Refund { .. }
            | Asked::Printing(_)
            | Asked::Kitchen(_)
            | Asked::Tab(_)
            | Asked::Split(_)
            | Asked::Price
            | Asked::Quiet => {}
        }
        effects
    }

    /// Shows a ticket, remembers what takes the change back, and selects the line that a tap changed.
    fn show(&mut self, asked: &Asked, ticket: Ticket) {
        if ticket.order != self.order.id {
            return;
        }
        let before = self.order.ticket.clone();
        // Of an order taken up again what stood on it before is not known yet: nothing of that is taken back.
        let known = before.is_some() || !self.order.recalled;
        if !matches!(asked, Asked::Undo) && known {
            let commands = back(before.as_deref(), &ticket);
            if !commands.is_empty() {
                self.order.undo.push(commands);
            }
        }
        if matches!(asked, Asked::Tap | Asked::TapAndEdit) {
            self.taps.0 = true;
            self.order.selected = changed_line(before.as_deref(), &ticket).or(self.order.selected);
        }
        self.order.show(ticket);
        if let Some(Sheet::Edit(editing)) = &self.sheet
            && self.order.line(editing.line).is_none()
        {
            self.sheet = None;
        }
    }

    fn refused(&mut self, asked: &Asked, failure: TillFailure, mint: &mut Mint<'_>) -> Vec<Effect> {
        if self.approval_refused(&failure) {
            return Vec::new();
        }
        if is_nobody_here(&failure) {
            // Since this page last heard of the team, the till can check its PINs: it asks who stands here.
            self.waits_no_more();
            return vec![Effect::Query(Query::Team)];
        }
        let mut effects = Vec::new();
        match asked {
            Asked::Staff(_) => return self.staff_refused(failure),
            Asked::Shift(_) => return self.shift_refused(failure),
            Asked::Printing(_) => return self.printing_refused(failure),
            Asked::Kitchen(_) => return self.kitchen_refused(failure),
            Asked::Refund { order, .. } => return self.refund_refused(*order, failure),
            Asked::Settle { .. } => {
                self.order.settling = false;
                for product in std::mem::take(&mut self.order.held) {
                    effects.extend(
                        self.reduce(Action::Order(OrderAction::ProductTapped(product)), mint),
                    );
                }
            }
            Asked::Import => self.with_day(|day| day.fail(Busy::Importing, &failure)),
            Asked::Enrol => self.with_day(|day| day.fail(Busy::Enrolling, &failure)),
            Asked::Tap
            | Asked::TapAndEdit
            | Asked::Change
            | Asked::Remove { .. }
            | Asked::TakeOne { .. }
            | Asked::Undo
            | Asked::Tab(_)
            | Asked::Split(_)
            | Asked::Price
            | Asked::Quiet
            | Asked::Copy => {}
        }
        // The till's word is the truth: ask it again rather than show what was hoped for.
        effects.push(Effect::Query(Query::Ticket {
            order: self.order.id,
        }));
        // On the first day it stands where it happened.
        if !matches!(
            (&self.screen, asked),
            (Screen::FirstDay(_), Asked::Import | Asked::Enrol)
        ) {
            effects.push(self.say(Say::Refused(failure), None));
        }
        effects
    }

    fn with_day(&mut self, change: impl FnOnce(&mut FirstDay)) {
        if let Screen::FirstDay(day) = &mut self.screen {
            change(Rc::make_mut(day));
        }
    }
}

impl FirstDay {
    fn fail(&mut self, busy: Busy, failure: &TillFailure) {
        self.busy = None;
        self.problem = Some((busy, failure.clone()));
    }
}

fn is_nobody_here(failure: &TillFailure) -> bool {
    let reason = Rejection::Staff(StaffRejection::NobodySignedIn);
    *failure == TillFailure::Rejected(reason)
}

fn is_open(ticket: &Ticket) -> bool {
    matches!(ticket.status, TicketStatus::Open)
}

/// The line that is new, or has more of it than before.
fn changed_line(before: Option<&Ticket>, after: &Ticket) -> Option<shared::id::LineId> {
    let lines = before
        .map(|ticket| ticket.lines.as_slice())
        .unwrap_or_default();
    let quantity = |id| {
        lines
            .iter()
            .find(|line| line.line == id)
            .map(|line| line.quantity)
    };
    let changed = after
        .lines
        .iter()
        .find(|line| quantity(line.line) != Some(line.quantity));
    changed.map(|line| line.line)
}

/// What the command needs and who may approve it, where the till left it to somebody else to approve it.
pub(super) fn not_allowed(
    command: &Command,
    answer: &Result<Outcome, TillFailure>,
) -> Option<(Right, Vec<String>)> {
    match (command, answer) {
        (Command::Approved { .. }, _) => None,
        (
            _,
            Err(TillFailure::Rejected(Rejection::Staff(StaffRejection::NotAllowed { right, who }))),
        ) => (!who.is_empty()).then(|| (*right, who.clone())),
        _ => None,
    }
}
