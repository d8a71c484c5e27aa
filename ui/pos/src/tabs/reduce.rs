//! What a touch on the orders that are kept asks of the till, and what its answer shows.

use super::{Naming, TabAsked, TabsAction, title};
use crate::counter::{Asked, Effect, Mint, Offer, Say, Screen, Sheet, State};
use crate::order::CurrentOrder;
use shared::id::{LineId, OrderId};
use shared::order::{OrderCommand, Ticket, TicketStatus};
use shared::till::{OpenOrderSummary, Query};
use std::rc::Rc;

impl State {
    pub(crate) fn tabs_action(&mut self, action: TabsAction, mint: &mut Mint<'_>) -> Vec<Effect> {
        // What is being paid is settled first; what is tapped meanwhile belongs to the order after it.
        if self.order.settling {
            return Vec::new();
        }
        match action {
            TabsAction::SaveAsked => self.save_tab(mint),
            TabsAction::RenameAsked => self.ask_name(false),
            TabsAction::NewAsked => {
                self.begin_another(OrderId(mint()));
                let mut effects = self.ask_name(false);
                effects.push(Effect::Query(Query::OpenOrders));
                effects
            }
            TabsAction::NameTyped(name) => {
                if let Some(Sheet::Name(naming)) = &mut self.sheet {
                    naming.name = name;
                }
                Vec::new()
            }
            TabsAction::NameDone => self.name_done(mint),
            TabsAction::Recalled(order) => self.recall(order),
            TabsAction::ListOpened => {
                self.snack = None;
                self.sheet = Some(Sheet::Tabs(String::new()));
                vec![Effect::Query(Query::OpenOrders)]
            }
            TabsAction::Searched(find) => {
                if let Some(Sheet::Tabs(held)) = &mut self.sheet {
                    *held = find;
                }
                Vec::new()
            }
            TabsAction::JoinAsked => self.ask_join(),
            TabsAction::JoinScoped(alone) => self.scope_join(alone),
            TabsAction::JoinedWith(order) => self.join(order),
            TabsAction::JoinUndone => self.undo_join(),
            TabsAction::VoidAsked => {
                if self.can_void() {
                    self.snack = None;
                    self.sheet = Some(Sheet::Void(String::new()));
                }
                Vec::new()
            }
            TabsAction::VoidReason(reason) => {
                if let Some(Sheet::Void(held)) = &mut self.sheet {
                    *held = reason;
                }
                Vec::new()
            }
            TabsAction::VoidConfirmed => self.void(),
            TabsAction::VoidUndone => self.undo_void(mint),
        }
    }

    /// What the order being made is called.
    pub(crate) fn order_title(&self) -> String {
        let ticket = self.order.ticket.as_ref();
        let name = ticket.and_then(|ticket| ticket.name.as_deref());
        let number = ticket.and_then(|ticket| ticket.number.as_ref());
        title(self.locale().language, name, number)
    }

    /// Whether something is recorded about the order being made.
    pub(crate) fn can_void(&self) -> bool {
        let ticket = self.order.ticket.as_ref();
        ticket.is_some_and(|ticket| ticket.number.is_some())
    }

    /// Whether lines of the order being made can go to another one: there are some, and nothing was given for them yet.
    pub(crate) fn can_move(&self) -> bool {
        let given = match &self.screen {
            Screen::Pay(payment) => !payment.given.is_empty(),
            _ => self.order.paying.is_some(),
        };
        !self.order.is_empty() && !self.order.settling && !given
    }

    fn save_tab(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let Some(ticket) = self.order.ticket.clone().filter(|_| self.can_void()) else {
            return Vec::new();
        };
        match &ticket.name {
            Some(name) => {
                let name = name.clone();
                let told = self.tell_stations();
                self.begin_another(OrderId(mint()));
                let mut effects: Vec<Effect> = told.into_iter().collect();
                effects.extend([
                    Effect::Query(Query::OpenOrders),
                    self.say(Say::TabSaved(name), None),
                    Effect::FocusSearch,
                ]);
                effects
            }
            None => self.ask_name(true),
        }
    }

    fn ask_name(&mut self, puts_away: bool) -> Vec<Effect> {
        let ticket = self.order.ticket.as_ref();
        let name = ticket.and_then(|ticket| ticket.name.clone());
        self.snack = None;
        self.sheet = Some(Sheet::Name(Naming {
            name: name.unwrap_or_default(),
            puts_away,
        }));
        vec![Effect::FocusOn("#tab-name")]
    }

    fn name_done(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let Some(Sheet::Name(naming)) = &self.sheet else {
            return Vec::new();
        };
        let name = naming.name.trim().to_owned();
        if name.is_empty() {
            return Vec::new();
        }
        let puts_away = naming.puts_away;
        let asked = match puts_away {
            true => TabAsked::PutAway,
            false => TabAsked::Name,
        };
        self.sheet = None;
        let named = self.ask(Asked::Tab(asked), OrderCommand::SetName { name });
        if puts_away {
            // At once: what is tapped before the till has answered is the next customer's.
            self.begin_another(OrderId(mint()));
        }
        vec![named, Effect::FocusSearch]
    }

    fn void(&mut self) -> Vec<Effect> {
        let Some(Sheet::Void(reason)) = &self.sheet else {
            return Vec::new();
        };
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Vec::new();
        }
        self.sheet = None;
        self.tabs.voided = self.order.ticket.clone();
        let void = self.ask(Asked::Tab(TabAsked::Void), OrderCommand::Void { reason });
        vec![void, Effect::FocusSearch]
    }

    /// The lines of what was called off last are put on it again.
    fn undo_void(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let Some(ticket) = self.tabs.voided.take() else {
            return Vec::new();
        };
        // Asked for now, the ticket would still say that it was called off.
        self.take_up(ticket.order);
        let mut effects = vec![Effect::FocusSearch];
        for line in &ticket.lines {
            let restore = OrderCommand::RestoreLine {
                line: line.line,
                into: LineId(mint()),
            };
            effects.push(self.ask(Asked::Change, restore));
        }
        effects
    }

    /// The order being made is put away as it is, and this one is taken up.
    fn recall(&mut self, order: OrderId) -> Vec<Effect> {
        self.sheet = None;
        if order == self.order.id {
            return vec![Effect::FocusSearch];
        }
        self.take_up(order);
        vec![
            Effect::Query(Query::Ticket { order }),
            Effect::Query(Query::OpenOrders),
            Effect::FocusSearch,
        ]
    }

    pub(crate) fn take_up(&mut self, order: OrderId) {
        self.begin_another(order);
        self.order.recalled = true;
        self.order.paying = self.tabs.paying.remove(&order);
    }

    fn begin_another(&mut self, order: OrderId) {
        if let Some(given) = self.order.paying.take() {
            self.tabs.paying.insert(self.order.id, given);
        }
        self.order = CurrentOrder::new(order);
        (self.done, self.times) = (None, None);
        // Whoever counts a drawer or gives money back meanwhile goes on with that.
        if matches!(self.screen, Screen::Pay(_) | Screen::Split) {
            self.screen = Screen::Sell;
        }
    }

    /// The till did what was asked about an order that is kept.
    pub(crate) fn tab_done(
        &mut self,
        asked: TabAsked,
        ticket: Option<Ticket>,
        mint: &mut Mint<'_>,
    ) -> Vec<Effect> {
        let mut effects = vec![Effect::Query(Query::OpenOrders)];
        let Some(ticket) = ticket else {
            return effects;
        };
        let is_shown = ticket.order == self.order.id;
        match asked {
            TabAsked::PutAway => {
                let name = ticket.name.unwrap_or_default();
                effects.push(self.say(Say::TabSaved(name), None));
            }
            TabAsked::Name | TabAsked::Void if !is_shown => {}
            TabAsked::Name => self.order.show(ticket),
            TabAsked::Join => effects.extend(self.join_done(ticket)),
            TabAsked::JoinUndone => effects.extend(self.join_undone(ticket)),
            TabAsked::Void => {
                self.no_longer_whole(ticket.order);
                self.begin_another(OrderId(mint()));
                let had_lines = self.tabs.voided.as_ref();
                let had_lines = had_lines.is_some_and(|ticket| !ticket.lines.is_empty());
                let offer = had_lines.then_some(Offer::UndoVoid);
                effects.push(self.say(Say::Voided, offer));
            }
        }
        effects
    }

    /// The orders that are open.
    pub(crate) fn told_tabs(&mut self, open: Vec<OpenOrderSummary>) -> Vec<Effect> {
        let there = |order: &OrderId| open.iter().any(|tab| tab.order == *order);
        self.tabs.paying.retain(|order, _| there(order));
        self.tabs.open = Rc::new(open);
        Vec::new()
    }

    /// The order being made is over, by another till's hand: it is said, and the next begins.
    pub(crate) fn over_elsewhere(&mut self, ticket: &Ticket, mint: &mut Mint<'_>) -> Vec<Effect> {
        let name = title(
            self.locale().language,
            ticket.name.as_deref(),
            ticket.number.as_ref(),
        );
        let say = match ticket.status {
            TicketStatus::Open => return Vec::new(),
            TicketStatus::Voided { .. } => Say::VoidedElsewhere(name),
            TicketStatus::Settled { .. } => Say::PaidElsewhere(name),
        };
        self.begin_another(OrderId(mint()));
        self.no_longer_whole(ticket.order);
        self.tabs.paying.remove(&ticket.order);
        // What was open about the order has nothing to be about any more.
        self.sheet = self.sheet.take().filter(|sheet| !is_about_order(sheet));
        vec![self.say(say, None), Effect::Query(Query::OpenOrders)]
    }
}

const fn is_about_order(sheet: &Sheet) -> bool {
    matches!(
        sheet,
        Sheet::Edit(_) | Sheet::Discount(_) | Sheet::Name(_) | Sheet::Void(_) | Sheet::Join(_)
    )
}
