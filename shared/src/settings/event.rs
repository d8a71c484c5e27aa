//! What has been set. This body is frozen by a golden file.

use crate::kitchen::Station;
use crate::payment::CashRounding;
use crate::percent::Percent;
use serde::{Deserialize, Serialize};

/// Settings of the counter; those that are none stay. As a command, what is to be set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsSet {
    /// How cash is rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cash: Option<CashRounding>,
    /// The tips that are offered, as parts of the total; without any, nobody is asked for a tip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tips: Option<Vec<Percent>>,
    /// Where things are made; without any, nobody is sent a ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stations: Option<Vec<Station>>,
}
