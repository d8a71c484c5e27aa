//! How the counters work is set: at one till, or at two that have not heard of one another yet.

use crate::chance::Chance;
use crate::world::{Checked, World};
use shared::id::StationId;
use shared::kitchen::Station;
use shared::menu::Menu;
use shared::money::Money;
use shared::payment::{CashRounding, RoundTo};
use shared::percent::Percent;
use shared::settings::SettingsSet;
use shared::till::{Answer, Command, Query};

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
        let stations = luck.percent(50).then(|| self.stations(who, luck));
        let set = match luck.below(3) {
            0 => (Some(cash), Some(tips)),
            1 => (Some(cash), None),
            _ => (None, Some(tips)),
        };
        let (cash, tips) = set;
        let command = Command::Settings(SettingsSet {
            cash,
            tips,
            stations,
        });
        if self.records(who, command.clone())? {
            self.tally.count("settings changed");
            return Ok(());
        }
        self.ask_for_approval(who, command, "settings approved", luck)
    }

    pub(super) fn set_up_stations(&mut self, who: usize, luck: &mut Chance) -> Checked {
        let stations = Some(self.stations(who, luck));
        let command = Command::Settings(SettingsSet {
            stations,
            ..SettingsSet::default()
        });
        if self.records(who, command)? {
            self.tally.count("stations set up");
        }
        Ok(())
    }

    /// A bar and a kitchen, which share out the categories that this till knows; or nobody to tell anything.
    fn stations(&mut self, who: usize, luck: &mut Chance) -> Vec<Station> {
        let till = self.machines[who].till.as_mut();
        let menu = match till.map(|till| till.query(&Query::Menu)) {
            Some(Ok(Answer::Menu(menu))) => menu,
            _ => Menu::default(),
        };
        let names = ["Barra", "Cocina"].into_iter();
        let mut stations: Vec<Station> = names
            .take(usize::try_from(luck.between(0, 5).min(2)).unwrap_or(0))
            .map(|name| Station {
                id: StationId(luck.id(0)),
                name: name.to_owned(),
                categories: Vec::new(),
                printer: None,
            })
            .collect();
        for category in &menu.categories {
            let place = usize::try_from(luck.below(3)).unwrap_or(0);
            if let Some(station) = stations.get_mut(place) {
                station.categories.push(category.id);
            }
        }
        stations
    }
}
