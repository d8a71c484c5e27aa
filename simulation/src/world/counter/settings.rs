//! How the counters work is set: at one till, or at two that have not heard of one another yet.

use crate::chance::Chance;
use crate::world::{Checked, World};
use shared::money::Money;
use shared::payment::{CashRounding, RoundTo};
use shared::percent::Percent;
use shared::settings::SettingsSet;
use shared::till::Command;

/// The smallest coins that a counter gives; the last is larger than any.
const STEPS: [i64; 5] = [0, 1_000, 5_000, 10_000, 5_000_000];

impl World<'_> {
    pub(super) fn change_settings(&mut self, who: usize, luck: &mut Chance) -> Checked {
        self.set_up(who, luck)?;
        let others = self.others_of(who);
        match luck.pick(&others) {
            Some(other) if luck.percent(50) => self.set_up(*other, luck),
            _ => Ok(()),
        }
    }

    fn set_up(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let cash = CashRounding {
            step: Money::minor(luck.pick(&STEPS).copied().unwrap_or_default()),
            to: match luck.percent(60) {
                true => RoundTo::Down,
                false => RoundTo::Nearest,
            },
        };
        let tips = (0..luck.below(4)).map(|_| {
            let points = u32::try_from(luck.below(30)).unwrap_or(0) * 100;
            Percent::basis_points(points).unwrap_or_default()
        });
        let tips: Vec<Percent> = tips.collect();
        let set = match luck.below(3) {
            0 => (Some(cash), Some(tips)),
            1 => (Some(cash), None),
            _ => (None, Some(tips)),
        };
        let (cash, tips) = set;
        let command = Command::Settings(SettingsSet { cash, tips });
        if self.records(who, command.clone())? {
            self.tally.count("settings changed");
            return Ok(());
        }
        self.ask_for_approval(who, command, "settings approved", luck)
    }
}
