//! Lines that go from one tab to another: one thing, a part that is paid apart, a whole tab that joins another one; by one
//! till, or by two that have not heard of one another yet.

use crate::chance::Chance;
use crate::world::{Checked, World};
use shared::id::{LineId, OrderId};
use shared::till::Command;

impl World<'_> {
    pub(super) fn move_lines(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let Some(from) = self.tab(who, luck) else {
            return Ok(());
        };
        let kept = self.tab(who, luck).filter(|to| *to != from);
        let new = OrderId(luck.id(self.now_ms));
        let to = kept.filter(|_| luck.percent(60)).unwrap_or(new);
        let lines = self.some_lines(who, from, luck);
        let other = self.another_at(who, from, luck);
        self.bring(who, (from, to), &lines, luck)?;
        // The other one has not heard of it yet.
        if let Some(other) = other.filter(|_| luck.percent(60)) {
            self.tally
                .count("tabs at work elsewhere when lines were moved");
            self.meanwhile(other, from, &lines, luck)?;
        }
        match luck.below(5) {
            0 => self.pay(who, to, luck),
            1 => self.pay(who, from, luck),
            2 => self.bring(who, (to, from), &lines, luck),
            _ => Ok(()),
        }
    }

    /// What another till does to the tab that lines were just moved from.
    fn meanwhile(
        &mut self,
        who: usize,
        from: OrderId,
        lines: &[LineId],
        luck: &mut Chance,
    ) -> Checked {
        let mine = self.tab(who, luck).filter(|to| *to != from);
        let to = mine.unwrap_or_else(|| OrderId(luck.id(self.now_ms)));
        match luck.below(4) {
            0 => self.work_on(who, from, luck),
            1 => self.pay(who, from, luck),
            2 => self.bring(who, (from, to), lines, luck),
            _ => {
                self.bring(who, (from, to), lines, luck)?;
                self.pay(who, to, luck)
            }
        }
    }

    fn some_lines(&mut self, who: usize, order: OrderId, luck: &mut Chance) -> Vec<LineId> {
        let ticket = self.ticket(who, order);
        let lines = ticket.map_or_else(Vec::new, |ticket| ticket.lines);
        let all = luck.percent(30);
        let mut some: Vec<LineId> = lines.iter().map(|line| line.line).collect();
        some.retain(|_| all || luck.percent(50));
        some
    }

    fn bring(
        &mut self,
        who: usize,
        (from, to): (OrderId, OrderId),
        lines: &[LineId],
        luck: &mut Chance,
    ) -> Checked {
        self.now_ms += luck.between(200, 3_000);
        let lines = lines.to_vec();
        if self.records(who, Command::MoveLines { from, to, lines })? {
            self.tally.count("lines moved to another tab");
        }
        Ok(())
    }
}
