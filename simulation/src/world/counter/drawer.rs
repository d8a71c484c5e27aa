//! A shift from its float to its Z: cash in and out, a count that is right or not, the close.

use crate::chance::Chance;
use crate::world::{Checked, World};
use shared::id::{MovementId, ShiftId};
use shared::money::{Currency, Money};
use shared::payment::denominations;
use shared::shift::{OpenShiftView, Pieces, ShiftCommand, counted};
use shared::till::{Answer, Command, Query};

impl World<'_> {
    pub(super) fn shift(&mut self, who: usize, luck: &mut Chance) -> Checked {
        match self.open_shift(who) {
            None => {
                let float = Money::minor(luck.between(0, 50) * 100_000);
                let shift = ShiftId(luck.id(self.now_ms));
                self.at_drawer(who, shift, ShiftCommand::Open { float })
            }
            Some(open) if luck.percent(25) => self.close(who, open.shift, luck),
            Some(open) => {
                let command = self.movement(&open, luck);
                self.at_drawer(who, open.shift, command)
            }
        }
    }

    fn open_shift(&mut self, who: usize) -> Option<OpenShiftView> {
        let till = self.machines[who].till.as_mut()?;
        match till.query(&Query::Shift) {
            Ok(Answer::Shift(view)) => view.open,
            Ok(_) | Err(_) => None,
        }
    }

    fn movement(&self, open: &OpenShiftView, luck: &mut Chance) -> ShiftCommand {
        let movement = MovementId(luck.id(self.now_ms));
        let amount = Money::minor(luck.between(1, 30) * 50_000);
        let reason = "so".to_owned();
        match luck.below(5) {
            0 => ShiftCommand::OpenDrawer { movement, reason },
            1 | 2 => ShiftCommand::PayIn {
                movement,
                amount,
                reason,
            },
            3 => ShiftCommand::PayOut {
                movement,
                amount,
                reason,
            },
            _ => ShiftCommand::UndoMovement {
                movement: luck.pick(&open.log).map_or(movement, |line| line.movement),
            },
        }
    }

    /// Counts something, and closes; open tabs stay open.
    fn close(&mut self, who: usize, shift: ShiftId, luck: &mut Chance) -> Checked {
        let notes = denominations(Currency::ARS);
        let few = notes.iter().map(|value| Pieces {
            value: *value,
            pieces: u32::try_from(luck.below(4)).unwrap_or(0),
        });
        let pieces: Vec<Pieces> = few.collect();
        let counted = counted(&pieces);
        self.at_drawer(who, shift, ShiftCommand::Count { pieces, counted })?;
        let close = ShiftCommand::Close {
            note: "Faltó contar".to_owned(),
            leave_open: true,
        };
        self.at_drawer(who, shift, close)
    }

    fn at_drawer(&mut self, who: usize, shift: ShiftId, command: ShiftCommand) -> Checked {
        let is_close = matches!(command, ShiftCommand::Close { .. });
        let done = self.ask(who, Command::Shift { shift, command })?;
        if is_close && done.is_some() {
            self.tally.count("shifts closed");
        }
        Ok(())
    }
}
