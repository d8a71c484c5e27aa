//! A till of a world: the real one, its clock, its folder, and what is under way on its wire.

use crate::chance::Chance;
use failing_disk::{Disk, Loss, Photo};
use shared::id::SeriesId;
use shared::money::Currency;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use till::sync::{Engine, SyncState};
use till::{Clock, OpenError, Till, TillOptions};

/// A clock that shows what it is told to.
#[derive(Debug, Default)]
struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A till of a world.
pub struct Machine {
    /// Its number.
    pub number: u8,
    /// Its business's number.
    pub business: usize,
    /// The till, while it runs.
    pub till: Option<Till>,
    /// Its sync.
    pub engine: Engine,
    /// The request under way: its number.
    pub asked: Option<u64>,
    /// Requests so far.
    pub requests: u64,
    /// Nothing comes through until then.
    pub cut_until: i64,
    /// Counts starts: what was meant for an earlier one is dropped.
    pub life: u64,
    /// When it wants to be woken.
    pub wakes_at: Option<i64>,
    /// Its disk.
    pub disk: Disk,
    /// Its disk may fail, so that it may not start.
    pub sick: bool,
    /// Its files were put back or lost a part: what it told may not be there any more.
    pub forgetful: bool,
    /// Its files at some moment, which somebody keeps.
    pub image: Option<Photo>,
    /// It joined its business once.
    pub joined: bool,
    /// How often it was switched on.
    pub starts: u64,
    folder: PathBuf,
    clock: Arc<HandClock>,
    /// Milliseconds its clock is ahead.
    offset: i64,
    /// Parts in a million that its clock is too fast.
    drift: i64,
    chance: Chance,
}

impl Machine {
    /// A machine with an empty folder, switched off.
    pub fn new(
        number: u8,
        business: usize,
        root: &Path,
        chance: Chance,
        drift: i64,
    ) -> io::Result<Self> {
        let folder = root.join(number.to_string());
        let disk = Disk::mount(&folder)?;
        // Set aside already, and of nothing: a till that sets it aside itself makes this machine find the memory for it.
        std::fs::File::create(folder.join("reserve"))?.set_len(till::RESERVE_BYTES)?;
        Ok(Self {
            number,
            business,
            till: None,
            engine: Engine::default(),
            asked: None,
            requests: 0,
            cut_until: i64::MIN,
            life: 0,
            wakes_at: None,
            disk,
            sick: false,
            forgetful: false,
            image: None,
            joined: false,
            starts: 0,
            folder,
            clock: Arc::default(),
            offset: 0,
            drift,
            chance,
        })
    }

    /// What its clock shows at a moment of the world.
    pub fn local_ms(&self, now_ms: i64) -> i64 {
        let since = now_ms - crate::world::START_MS;
        now_ms + self.offset + since / 1_000 * self.drift / 1_000
    }

    /// The moment of the world at which its clock shows this.
    pub fn world_ms(&self, local_ms: i64, now_ms: i64) -> i64 {
        let wait = local_ms.saturating_sub(self.local_ms(now_ms)).max(0);
        // A slow clock takes longer: one more millisecond in a thousand is more than any drift here.
        now_ms.saturating_add(wait).saturating_add(wait / 1_000 + 1)
    }

    /// Sets its clock forward or back.
    pub const fn jump(&mut self, by_ms: i64) {
        self.offset += by_ms;
    }

    /// Its clock is put right.
    pub const fn set_right(&mut self) {
        self.offset = 0;
        self.drift = 0;
    }

    /// Lets its clock show this moment of the world.
    pub fn look_at_clock(&self, now_ms: i64) {
        let local = self.local_ms(now_ms);
        self.clock.0.store(local, Ordering::Relaxed);
    }

    /// Its folder, where what is no part of its database lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// At an idle moment: its witness is written.
    pub fn testify(&mut self, now_ms: i64) {
        let local = self.local_ms(now_ms);
        let testimony = self.till.as_mut().and_then(|till| till.testimony(local));
        if let Some(testimony) = testimony {
            // Without one it finds out later.
            let _ = testimony.give();
        }
    }

    /// Switches it on.
    pub fn start(&mut self, now_ms: i64) -> Result<(), OpenError> {
        self.look_at_clock(now_ms);
        self.life += 1;
        self.starts += 1;
        let entropy = Chance::of(self.chance.draw(), self.life);
        let till = Till::open(TillOptions {
            folder: self.folder.clone(),
            keyring: None,
            zone: "America/Argentina/Buenos_Aires".to_owned(),
            currency: Currency::ARS,
            app_version: "simulated".to_owned(),
            clock: Arc::clone(&self.clock) as Arc<dyn Clock>,
            entropy: Box::new(entropy),
        })?;
        self.till = Some(till);
        self.engine = Engine::default();
        self.asked = None;
        self.wakes_at = None;
        Ok(())
    }

    /// Switches it off as a person does.
    pub fn stop(&mut self) {
        self.till = None;
        self.asked = None;
        self.wakes_at = None;
        self.life += 1;
    }

    /// Pulls the plug: what was synced is there, of the rest a part.
    pub fn die(&mut self, loss: Loss) {
        self.disk.cut_power();
        self.stop();
        self.disk.restart(loss);
    }

    /// The series it writes now.
    pub fn series(&self) -> Option<SeriesId> {
        self.till.as_ref().map(Till::series)
    }

    /// How far its sync has come.
    pub fn sync_state(&self) -> Option<SyncState> {
        let till = self.till.as_ref()?;
        till.sync_state().ok()
    }
}
