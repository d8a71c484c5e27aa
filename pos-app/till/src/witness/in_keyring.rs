//! The witness in the operating system's keyring: who puts a whole folder back, the witness beside the database with it,
//! does not put that one back.
//!
//! Each series has one of its own, as it has one writer: so tills that share a keyring do not meet. A folder that was
//! copied on the same machine still writes its original's series, and so shares its witness: whichever of the two is
//! opened behind the other, or parted from it, hears so at its start and goes on in a series of its own, with a witness
//! of its own. So that is settled after one start, and never turns into each of them taking the other for newer for ever.
//! What the witness names as missing then comes back with the feed once the other one has handed it in.
//!
//! It is asked only where the till's key is in the keyring as well: one that has to be unlocked asks a person once, and
//! never for this alone.
//!
//! Invariants: nothing waits for a keyring, but the start for a moment; nothing is written before what stands there was
//! heard; one question at a time; one that was silent once is left alone until the next start.

use super::Witness;
use crate::keyring::{Kept, Keyring};
use crate::sync::lock;
use shared::id::SeriesId;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The witnesses of one till in a keyring.
pub struct InKeyring {
    keyring: Arc<dyn Keyring>,
    asked: Mutex<Asked>,
}

/// What the keyring was asked, if anything.
enum Asked {
    Nothing,
    ToRead(Receiver<Kept>),
    ToWrite(Receiver<bool>),
    /// It did not answer as a keyring does.
    InVain,
}

impl InKeyring {
    /// Asks for what it has of a series.
    pub fn ask(keyring: Arc<dyn Keyring>, series: SeriesId) -> Self {
        let asked = Mutex::new(Asked::ToRead(keyring.read(name_of(series))));
        Self { keyring, asked }
    }

    /// That of a till whose series is new.
    pub fn of_new(keyring: Arc<dyn Keyring>) -> Self {
        let asked = Mutex::new(Asked::Nothing);
        Self { keyring, asked }
    }

    /// What it answers, once: within so long, or at a later call.
    pub fn hear(&self, patience: Duration) -> Option<Witness> {
        let mut asked = lock(&self.asked);
        let Asked::ToRead(answer) = &*asked else {
            return None;
        };
        let kept = match answer.recv_timeout(patience) {
            Ok(kept) => kept,
            Err(RecvTimeoutError::Timeout) => return None,
            Err(RecvTimeoutError::Disconnected) => Kept::Silent,
        };
        *asked = match kept {
            Kept::Silent => Asked::InVain,
            Kept::Secret(_) | Kept::Nothing => Asked::Nothing,
        };
        match kept {
            Kept::Secret(json) => Witness::of_json(&json),
            Kept::Nothing | Kept::Silent => None,
        }
    }

    /// Whether it may be written to.
    pub fn is_free(&self) -> bool {
        let mut asked = lock(&self.asked);
        if let Asked::ToWrite(answer) = &*asked {
            match answer.try_recv() {
                Ok(true) => *asked = Asked::Nothing,
                Err(TryRecvError::Empty) => {}
                Ok(false) | Err(TryRecvError::Disconnected) => *asked = Asked::InVain,
            }
        }
        matches!(*asked, Asked::Nothing)
    }

    /// Asks it to keep this from now on.
    pub fn write(&self, witness: &Witness, json: &[u8]) {
        let written = self.keyring.write(name_of(witness.series), json.to_vec());
        *lock(&self.asked) = Asked::ToWrite(written);
    }
}

fn name_of(series: SeriesId) -> String {
    format!("witness-{series}")
}
