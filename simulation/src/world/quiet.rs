//! The weather clears, everybody syncs, and everything is checked.

use super::{Checked, World};
use crate::check;

/// Within this long of the last fault healing nothing waits.
const HEALED_MS: i64 = 5 * 60_000;

impl World<'_> {
    pub(super) fn fall_quiet(&mut self) -> Checked {
        self.note(format_args!("the weather clears"));
        self.calm = true;
        self.server.down_until = i64::MIN;
        for machine in &mut self.machines {
            machine.cut_until = i64::MIN;
        }
        for business in 0..self.strangers.len() {
            self.hand_in(business)?;
        }
        self.run_until(self.now_ms + HEALED_MS)?;
        self.tally.count("quiet moments checked");
        check::everything(self)?;
        self.calm = false;
        Ok(())
    }

    pub(super) fn check_rebuild(&mut self, who: usize) -> Checked {
        check::rebuilt(self, who)
    }

    pub(super) fn check_cursor(&mut self, who: usize) -> Checked {
        check::cursor(self, who)
    }
}
