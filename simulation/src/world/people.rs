//! What people of a world keep in their heads: their PINs, and how much patience is left for checking them.

use crate::chance::Chance;
use crate::script::{Script, What};
use shared::id::StaffId;
use shared::staff::{Pin, StaffCommand};
use shared::till::Command;
use std::collections::BTreeMap;

/// The people who work in the businesses of a world.
#[derive(Debug, Default)]
pub struct People {
    /// The PIN that was last set for each.
    pub pins: BTreeMap<StaffId, Pin>,
    /// Whether somebody is made an owner and gets a PIN, after which nobody sells at a till without signing in.
    pub owners: bool,
    /// How many more PINs are hashed: each takes as long as a tenth of a world.
    hashes: u32,
    /// How many more besides, for those who approve something.
    approvals: u32,
}

impl People {
    /// The people of a script.
    pub fn of(script: &Script) -> Self {
        let mut chance = Chance::of(script.seed, 3);
        let team = script.acts.iter().any(|act| act.what == What::Team);
        let hashes = 7 + u32::try_from(chance.below(6)).unwrap_or(0);
        Self {
            pins: BTreeMap::new(),
            owners: chance.percent(40),
            hashes: if team { hashes } else { 0 },
            approvals: if team { 3 } else { 0 },
        }
    }

    /// How many more PINs are hashed.
    pub const fn hashes(&self) -> u32 {
        self.hashes
    }

    /// Whether a command is worth its hash, where it costs one: it is counted.
    pub fn have_time_for(&mut self, command: &Command) -> bool {
        if !takes_a_hash(command) {
            return true;
        }
        let patience = match command {
            Command::Approved { .. } => &mut self.approvals,
            _ => &mut self.hashes,
        };
        let left = patience.checked_sub(1);
        *patience = left.unwrap_or(0);
        left.is_some()
    }
}

fn takes_a_hash(command: &Command) -> bool {
    match command {
        Command::Approved { .. } => true,
        Command::Staff { command, .. } => match command {
            StaffCommand::SetPin { .. }
            | StaffCommand::SignIn { .. }
            | StaffCommand::Clock { .. } => true,
            StaffCommand::Set(_) | StaffCommand::SignOut => false,
        },
        Command::Order { .. }
        | Command::MoveLines { .. }
        | Command::Menu(_)
        | Command::Shift { .. }
        | Command::Settings(_)
        | Command::Print(_)
        | Command::Till(_) => false,
    }
}
