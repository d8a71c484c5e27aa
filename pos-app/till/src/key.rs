//! The till's private key: in the operating system's keyring, or in a file that only its user can read.
//!
//! Invariants: a keyring that is missing, locked or silent never stops a sale and never blocks it for long. Without
//! the key, entries are written unsigned and signed once it is there.

use crate::error::TillError;
use shared::id::TillId;
use shared::journal::{PublicKey, SigningKey};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How long a keyring may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
const SERVICE: &str = "cortado";

/// The key, which may still be on its way from the keyring.
pub struct KeyHolder {
    key: Option<SigningKey>,
    coming: Option<Receiver<Option<SigningKey>>>,
    waited: bool,
}

impl KeyHolder {
    /// A key that is here.
    pub const fn here(key: SigningKey) -> Self {
        Self {
            key: Some(key),
            coming: None,
            waited: true,
        }
    }

    /// No key at all, for a till that only reads.
    pub const fn none() -> Self {
        Self {
            key: None,
            coming: None,
            waited: true,
        }
    }

    /// Fetches the key from where it was put. From the keyring it comes on its own thread, so that opening the
    /// till does not wait for it. A key that is not the series' own is no key.
    pub fn fetch(folder: &Path, till: TillId, public: PublicKey, in_keyring: bool) -> Self {
        let is_ours = move |key: &SigningKey| PublicKey::of(key) == public;
        if in_keyring {
            let coming = ask(move || read_keyring(till).filter(is_ours));
            return Self {
                key: None,
                coming: Some(coming),
                waited: false,
            };
        }
        let file = path_in(folder);
        let seed = read_file(&file).map(|seed| SigningKey::from_bytes(&seed));
        seed.filter(is_ours).map_or_else(
            || {
                tracing::error!(path = %file.display(), "the till's key is gone: entries stay unsigned");
                Self::none()
            },
            Self::here,
        )
    }

    /// The key, if it is here or comes within a moment. Only the first call waits.
    pub fn get(&mut self) -> Option<&SigningKey> {
        if let Some(coming) = &self.coming {
            let patience = if self.waited {
                Duration::ZERO
            } else {
                PATIENCE
            };
            self.waited = true;
            match coming.recv_timeout(patience) {
                Ok(key) => (self.key, self.coming) = (key, None),
                Err(RecvTimeoutError::Disconnected) => self.coming = None,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.key.is_none() {
                tracing::error!("the keyring does not give the till's key: entries stay unsigned");
            }
        }
        self.key.as_ref()
    }
}

/// Puts a new key into the keyring, or into a file where that does not work. True: it is in the keyring.
pub fn keep(
    folder: &Path,
    till: TillId,
    key: &SigningKey,
    use_keyring: bool,
) -> Result<bool, TillError> {
    let seed = key.to_bytes();
    if use_keyring {
        let kept = ask(move || write_keyring(till, &seed)).recv_timeout(PATIENCE);
        if kept.is_ok_and(|kept| kept) {
            return Ok(true);
        }
        tracing::warn!(
            "there is no keyring: the till's key goes into a file that only its user reads"
        );
    }
    write_file(&path_in(folder), &seed)?;
    Ok(false)
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join("till.key")
}

/// Asks on a thread of its own: a keyring may be waiting for a person to unlock it.
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

fn entry(till: TillId) -> Option<keyring::Entry> {
    let entry = keyring::Entry::new(SERVICE, &format!("till-{till}"));
    entry
        .map_err(|error| tracing::warn!(%error, "no keyring"))
        .ok()
}

fn read_keyring(till: TillId) -> Option<SigningKey> {
    let seed = entry(till)?.get_secret();
    let seed = seed.map_err(|error| tracing::warn!(%error, "the keyring does not give the key"));
    let seed: [u8; 32] = seed.ok()?.try_into().ok()?;
    Some(SigningKey::from_bytes(&seed))
}

/// Writes and reads back: a store that swallows the key is no store.
fn write_keyring(till: TillId, seed: &[u8; 32]) -> bool {
    let Some(entry) = entry(till) else {
        return false;
    };
    let written = entry.set_secret(seed);
    let read = written.and_then(|()| entry.get_secret());
    match read {
        Ok(read) => read == seed,
        Err(error) => {
            tracing::warn!(%error, "the keyring does not keep the key");
            false
        }
    }
}

fn read_file(path: &Path) -> Option<[u8; 32]> {
    let text = std::fs::read_to_string(path).ok()?;
    let mut seed = [0; 32];
    hex::decode_to_slice(text.trim(), &mut seed).ok()?;
    Some(seed)
}

fn write_file(path: &Path, seed: &[u8; 32]) -> Result<(), TillError> {
    use std::io::Write;
    let mut options = std::fs::File::options();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(hex::encode(seed).as_bytes())?;
        file.sync_all()
    });
    written.map_err(TillError::io(format!("writing {}", path.display())))
}
