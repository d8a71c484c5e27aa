//! What happens to machines: starts, deaths, clocks, networks, and who does it.

use super::{Checked, Violation, World};
use crate::chance::Chance;
use crate::fault::Fault;
use crate::script::What;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

impl World<'_> {
    pub(super) fn perform(&mut self, what: What, who: usize, luck: &mut Chance) -> Checked {
        match what {
            What::Quiet => self.fall_quiet(),
            What::Crash => self.crash(who, luck),
            What::CrashWithin | What::DiskFull | What::SyncFails => {
                self.harm_disk(what, who, luck);
                Ok(())
            }
            What::Restart => self.restart(who),
            What::ClockJump => self.jump(who, luck),
            What::Partition => {
                self.fired(Fault::Partition);
                let long = luck.between(5_000, 40 * MINUTE);
                self.machines[who].cut_until = self.now_ms + long;
                self.note(format_args!("till {who} is cut off for {long} ms"));
                Ok(())
            }
            What::ServerCrash => {
                self.fired(Fault::ServerCrash);
                let long = luck.between(1_000, 15 * MINUTE);
                self.server.down_until = self.now_ms + long;
                self.note(format_args!("the server is down for {long} ms"));
                Ok(())
            }
            What::Backup | What::ServerRestored => {
                self.back_up_or_restore(what, luck);
                Ok(())
            }
            What::Rebuild => {
                self.fired(Fault::Rebuild);
                self.check_rebuild(who)
            }
            What::Tidy => self.tidy(who),
            What::KeepFiles | What::PutBack | What::CopyMachine | What::LoseWal => {
                self.with_files(what, who, luck)
            }
            What::Revoke | What::Release => self.owner(what, who),
            What::Edit => self.edit(who, luck),
            What::Poison => self.poison(who, luck),
            What::Sale
            | What::Open
            | What::Touch
            | What::Pay
            | What::Refund
            | What::Discount
            | What::Name
            | What::Void
            | What::Move
            | What::Settings
            | What::Kitchen
            | What::Team
            | What::Shift
            | What::Menu
            | What::Import
            | What::Preferences
            | What::Nonsense
            | What::Repeat
            | What::Join => self.at_counter(what, who, luck),
        }
    }

    /// A quiet moment of a till.
    fn tidy(&mut self, who: usize) -> Checked {
        if let Some(till) = self.machines[who].till.as_mut()
            && let Err(error) = till.tidy()
            && !self.machines[who].sick
        {
            return Err(Violation::new("a till tidies up", error.to_string()));
        }
        self.look_at_disk(who)?;
        // It closes PINs for tills that came later, and writes that down.
        self.adopt(who)?;
        self.check_cursor(who)
    }

    /// Switches a till on. What it told its user of before must be there.
    pub(super) fn start(&mut self, who: usize) -> Checked {
        let now_ms = self.now_ms;
        if let Err(error) = self.machines[who].start(now_ms) {
            if self.machines[who].sick {
                self.tally
                    .count("a till that cannot start on a failing disk");
                self.note(format_args!("till {who} cannot start"));
                return self.look_at_disk(who);
            }
            let detail = format!("till {who}: {error}");
            return Err(Violation::new("a till starts", detail));
        }
        let Some(till) = self.machines[who].till.as_ref() else {
            return Ok(());
        };
        let (series, header) = (till.series(), till.header());
        let header = header.map_err(|error| Violation::new("a till is read", error.to_string()))?;
        let business = self.machines[who].business;
        // What it wrote at its birth, and what it was doing when it died, the user sees on the first screen.
        self.ledger.begin(header, business);
        self.adopt(who)?;
        self.note(format_args!("till {who} starts with {series}"));
        self.wake_at(who, now_ms);
        Ok(())
    }

    fn restart(&mut self, who: usize) -> Checked {
        self.fired(Fault::Restart);
        self.machines[who].stop();
        self.note(format_args!("till {who} is closed and opened"));
        self.start(who)
    }

    fn crash(&mut self, who: usize, luck: &mut Chance) -> Checked {
        self.fired(Fault::Crash);
        self.note(format_args!("till {who} dies"));
        let loss = self.loss(luck);
        self.machines[who].die(loss);
        self.start(who)
    }

    fn jump(&mut self, who: usize, luck: &mut Chance) -> Checked {
        self.fired(Fault::ClockJump);
        let by = match luck.below(6) {
            0 => luck.between(-120_000, 120_000),
            1 => luck.between(-3 * DAY, 0),
            2 => luck.between(0, 2 * DAY),
            3 => 3 * 365 * DAY,
            4 => -20_000 * DAY,
            _ => {
                self.machines[who].set_right();
                0
            }
        };
        self.machines[who].jump(by);
        self.note(format_args!("the clock of till {who} jumps by {by} ms"));
        // It looks at its clock every few seconds, whatever it waits for.
        self.wake_at(who, self.now_ms + 5_000);
        Ok(())
    }
}
