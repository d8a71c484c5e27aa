//! Tabs that are kept under a name, and called off: by one till, or by several that have not heard of one another yet.

use crate::chance::Chance;
use crate::fault::Fault;
use crate::world::{Checked, Violation, World};
use shared::id::{LineId, OrderId};
use shared::order::{OrderCommand, TicketStatus};
use shared::till::Command;

const NAMES: [&str; 6] = ["Mesa 1", "Mesa 2", "Barra", "Ana", "Luis", "Vereda"];

impl World<'_> {
    pub(super) fn name_tab(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let kept = match luck.percent(80) {
            true => self.tab(who, luck),
            false => None,
        };
        let order = kept.unwrap_or_else(|| OrderId(luck.id(self.now_ms)));
        self.name(who, order, luck)?;
        match self.another_at(who, order, luck) {
            Some(other) if luck.percent(40) => self.name(other, order, luck),
            _ => Ok(()),
        }
    }

    fn name(&mut self, who: usize, order: OrderId, luck: &mut Chance) -> Checked {
        let before = self.ticket(who, order);
        let held = before.as_ref().and_then(|ticket| ticket.name.clone());
        let name = match luck.percent(12) {
            true => String::new(),
            false => luck.pick(&NAMES).copied().unwrap_or_default().to_owned(),
        };
        let happened = match (before, held) {
            (None, _) => "tables opened before anything is on them",
            (Some(_), Some(_)) if name.is_empty() => "tabs whose name was taken off",
            (Some(_), Some(_)) => "tabs renamed",
            (Some(_), None) => "tabs kept under a name",
        };
        let command = OrderCommand::SetName { name };
        if self.records(who, Command::Order { order, command })? {
            self.tally.count(happened);
        }
        Ok(())
    }

    pub(super) fn void_tab(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let Some(order) = self.tab(who, luck) else {
            return Ok(());
        };
        let Some(ticket) = self.ticket(who, order) else {
            return Ok(());
        };
        let lines: Vec<LineId> = ticket.lines.iter().map(|line| line.line).collect();
        let other = self.another_at(who, order, luck);
        if !self.call_off(who, order, luck)? {
            return Ok(());
        }
        // The other one has not heard of it yet.
        if let Some(other) = other.filter(|_| luck.percent(60)) {
            self.tally.count("tabs at work elsewhere when called off");
            self.work_on(other, order, luck)?;
        }
        match luck.below(10) {
            0..=3 => self.bring_back(who, order, &lines, luck),
            4 => {
                let command = self.line(who, luck);
                self.ask(who, Command::Order { order, command }).map(|_| ())
            }
            _ => Ok(()),
        }
    }

    /// True: it is called off.
    fn call_off(
        &mut self,
        who: usize,
        order: OrderId,
        luck: &mut Chance,
    ) -> Result<bool, Violation> {
        let command = OrderCommand::Void {
            reason: "se fueron".to_owned(),
        };
        let command = Command::Order { order, command };
        if !self.records(who, command.clone())? {
            self.ask_for_approval(who, command, "tabs called off with an approval", luck)?;
        }
        let ticket = self.ticket(who, order);
        let off = ticket.is_some_and(|held| matches!(held.status, TicketStatus::Voided { .. }));
        if off {
            self.tally.count("tabs called off");
        }
        Ok(off)
    }

    pub(super) fn work_on(&mut self, who: usize, order: OrderId, luck: &mut Chance) -> Checked {
        match luck.below(6) {
            0 | 1 => {
                let command = self.line(who, luck);
                self.ask(who, Command::Order { order, command }).map(|_| ())
            }
            2 => self.pay(who, order, luck),
            3 => self.call_off(who, order, luck).map(|_| ()),
            4 => self.name(who, order, luck),
            _ => {
                let Some(ticket) = self.ticket(who, order) else {
                    return Ok(());
                };
                let command = self.change(who, &ticket, luck);
                self.ask(who, Command::Order { order, command }).map(|_| ())
            }
        }
    }

    /// Somebody thought better of it: one line comes back, or all of them.
    fn bring_back(
        &mut self,
        who: usize,
        order: OrderId,
        lines: &[LineId],
        luck: &mut Chance,
    ) -> Checked {
        let most = match luck.percent(50) {
            true => 1,
            false => lines.len(),
        };
        for line in lines.iter().take(most) {
            let command = OrderCommand::RestoreLine {
                line: *line,
                into: LineId(luck.id(self.now_ms)),
            };
            if self.records(who, Command::Order { order, command })? {
                self.tally.count("lines put back after a void");
            }
        }
        match luck.percent(40) {
            true => self.pay(who, order, luck),
            false => Ok(()),
        }
    }

    /// Another till that shows this tab, where tabs are shared.
    pub(super) fn another_at(
        &mut self,
        who: usize,
        order: OrderId,
        luck: &mut Chance,
    ) -> Option<usize> {
        if !self.script.has(Fault::SharedTab) {
            return None;
        }
        let mut others = self.others_of(who);
        others.retain(|other| {
            let ticket = self.ticket(*other, order);
            ticket.is_some_and(|ticket| ticket.status == TicketStatus::Open)
        });
        luck.pick(&others).copied()
    }

    /// The other machines of a till's business.
    pub(super) fn others_of(&self, who: usize) -> Vec<usize> {
        let business = self.machines[who].business;
        let all = 0..self.machines.len();
        all.filter(|other| *other != who && self.machines[*other].business == business)
            .collect()
    }

    /// Asks a till. True: it recorded something.
    pub(super) fn records(&mut self, who: usize, command: Command) -> Result<bool, Violation> {
        let head = |world: &Self| {
            let series = world.machines[who].series()?;
            Some(world.ledger.head(who, series))
        };
        let before = head(self);
        let done = self.ask(who, command)?;
        Ok(done.is_some() && head(self) != before)
    }
}
