//! The operating system's keyring: what stands there is outside of the till's folder, and no copy of the folder has it.
//!
//! Invariant: a question never waits here. The answer comes through a channel, and whoever asked says how long it is
//! waited for; it may never come, since a keyring may be waiting for a person to unlock it.

use std::sync::mpsc::{Receiver, channel};

const SERVICE: &str = "cortado";

/// What a keyring answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It keeps this.
    Secret(Vec<u8>),
    /// It keeps nothing under that name.
    Nothing,
    /// It is missing, locked or broken.
    Silent,
}

/// A keyring: that of the operating system, or one that a test holds in its hand.
pub trait Keyring: Send + Sync {
    /// What is kept under a name.
    fn read(&self, name: String) -> Receiver<Kept>;
    /// Keeps something under a name. True: it is kept.
    fn write(&self, name: String, secret: Vec<u8>) -> Receiver<bool>;
}

/// The operating system's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsKeyring;

impl Keyring for OsKeyring {
    fn read(&self, name: String) -> Receiver<Kept> {
        ask(move || {
            let secret = keyring::Entry::new(SERVICE, &name).and_then(|entry| entry.get_secret());
            match secret {
                Ok(secret) => Kept::Secret(secret),
                Err(keyring::Error::NoEntry) => Kept::Nothing,
                Err(error) => {
                    tracing::warn!(%error, "the keyring does not answer");
                    Kept::Silent
                }
            }
        })
    }

    fn write(&self, name: String, secret: Vec<u8>) -> Receiver<bool> {
        ask(move || {
            let entry = keyring::Entry::new(SERVICE, &name);
            let written = entry.and_then(|entry| entry.set_secret(&secret));
            if let Err(error) = &written {
                tracing::warn!(%error, "the keyring does not keep what it is given");
            }
            written.is_ok()
        })
    }
}

/// Asks on a thread of its own, which ends with the program.
fn ask<T: Send + 'static>(question: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
    let (answer, answered) = channel();
    let asked = std::thread::Builder::new().name("keyring".to_owned());
    let asked = asked.spawn(move || {
        // Nobody may be waiting any more.
        let _ = answer.send(question());
    });
    if let Err(error) = asked {
        tracing::error!(%error, "the keyring cannot be asked");
    }
    answered
}
