//! From what is to be set to what is other than before, or the reason why not.

use super::{Settings, SettingsRejection, SettingsSet};
use crate::kitchen::checked;
use crate::percent::Percent;

/// The most tips that are offered.
const TIPS_MAX: u16 = 3;
/// The largest step of cash, in minor units.
const STEP_MAX: i64 = 1_000_000;

/// What is other than before of what is to be set; nothing where all of it is so already.
pub fn decide(
    held: &Settings,
    wanted: &SettingsSet,
) -> Result<Option<SettingsSet>, SettingsRejection> {
    if let Some(cash) = &wanted.cash
        && !(0..=STEP_MAX).contains(&cash.step.to_minor())
    {
        return Err(SettingsRejection::StepOutOfRange {
            max_minor: STEP_MAX,
        });
    }
    if let Some(tips) = &wanted.tips {
        if tips.len() > usize::from(TIPS_MAX) {
            return Err(SettingsRejection::TooManyTips { max: TIPS_MAX });
        }
        if tips.contains(&Percent::NONE) {
            return Err(SettingsRejection::TipOfNothing);
        }
    }
    let stations = wanted.stations.clone().map(checked).transpose()?;
    let set = SettingsSet {
        cash: wanted.cash.filter(|cash| *cash != held.cash),
        tips: wanted.tips.clone().filter(|tips| *tips != held.tips),
        stations: stations.filter(|stations| *stations != held.stations),
    };
    Ok((set != SettingsSet::default()).then_some(set))
}
