//! From what was set, in any order, to how it is.

use super::SettingsSet;
use crate::fact::Facts;
use crate::journal::Stamp;
use crate::kitchen::Station;
use crate::menu::Register;
use crate::payment::CashRounding;
use crate::percent::Percent;
use serde::{Deserialize, Serialize};

/// How the counter works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// How cash is rounded.
    pub cash: CashRounding,
    /// The tips that are offered, as parts of the total.
    pub tips: Vec<Percent>,
    /// Where things are made.
    #[serde(default)]
    pub stations: Vec<Station>,
}

impl Settings {
    /// Where nothing was ever set: cash to the last minor unit, and a tip of 10 or 15 % is offered.
    pub fn usual() -> Self {
        let points = |points| Percent::basis_points(points).unwrap_or(Percent::NONE);
        Self {
            cash: CashRounding::NONE,
            tips: vec![points(1_000), points(1_500)],
            stations: Vec::new(),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::usual()
    }
}

/// Everything that was set, taken in one by one, in any order; another copy of the same fact counts no second time.
#[derive(Clone, Debug, Default)]
pub struct SettingsFold {
    facts: Facts<SettingsSet>,
}

impl SettingsFold {
    /// Takes in what was set at once.
    pub fn insert(&mut self, stamp: Stamp, set: SettingsSet) {
        self.facts.insert(stamp, set);
    }

    /// How it is.
    pub fn settings(&self) -> Settings {
        let (mut cash, mut tips) = <(Register<CashRounding>, Register<Vec<Percent>>)>::default();
        let mut stations = Register::<Vec<Station>>::default();
        for (stamp, set) in self.facts.sorted() {
            cash.set_some(stamp, set.cash);
            tips.set_some(stamp, set.tips.clone());
            stations.set_some(stamp, set.stations.clone());
        }
        let usual = Settings::usual();
        Settings {
            cash: cash.get().copied().unwrap_or(usual.cash),
            tips: tips.get().cloned().unwrap_or(usual.tips),
            stations: stations.get().cloned().unwrap_or_default(),
        }
    }
}
