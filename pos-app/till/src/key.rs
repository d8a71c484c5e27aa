//! The till's private key: in the operating system's keyring, or in a file that only its user can read.
//!
//! Invariants: a keyring that is missing, locked or silent never stops a sale and never blocks it for long. Without
//! the key, entries are written unsigned and signed once it is there.

use crate::error::TillError;
use crate::keyring::{Kept, Keyring};
use shared::id::TillId;
use shared::journal::{PublicKey, SigningKey};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long a keyring may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);

/// The key, which may still be on its way from the keyring.
pub struct KeyHolder {
    key: Option<SigningKey>,
    coming: Option<Coming>,
    waited: bool,
}

/// What the keyring was asked for.
struct Coming {
    answer: Receiver<Kept>,
    public: PublicKey,
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

    /// Fetches the key from where it was put: from this keyring, or from the file. From a keyring it comes later, so
    /// that opening the till does not wait for it. A key that is not the series' own is no key.
    pub fn fetch(
        folder: &Path,
        till: TillId,
        public: PublicKey,
        keyring: Option<&dyn Keyring>,
    ) -> Self {
        if let Some(keyring) = keyring {
            let answer = keyring.read(name_of(till));
            return Self {
                key: None,
                coming: Some(Coming { answer, public }),
                waited: false,
            };
        }
        let file = path_in(folder);
        let key = read_file(&file).and_then(|seed| key_of(&seed, public));
        key.map_or_else(
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
            match coming.answer.recv_timeout(patience) {
                Ok(Kept::Secret(seed)) => {
                    (self.key, self.coming) = (key_of(&seed, coming.public), None);
                }
                Ok(Kept::Nothing | Kept::Silent) => self.coming = None,
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
    keyring: Option<&dyn Keyring>,
) -> Result<bool, TillError> {
    let seed = key.to_bytes();
    if let Some(keyring) = keyring {
        if write_keyring(keyring, till, &seed) {
            return Ok(true);
        }
        tracing::warn!(
            "there is no keyring: the till's key goes into a file that only its user reads"
        );
    }
    write_file(&path_in(folder), &seed)?;
    Ok(false)
}

fn key_of(seed: &[u8], public: PublicKey) -> Option<SigningKey> {
    let key = SigningKey::from_bytes(seed.try_into().ok()?);
    (PublicKey::of(&key) == public).then_some(key)
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join("till.key")
}

/// The name in the keyring: each till has its own, also where several share a machine.
fn name_of(till: TillId) -> String {
    format!("till-{till}")
}

/// Writes and reads back: a store that swallows the key is no store.
fn write_keyring(keyring: &dyn Keyring, till: TillId, seed: &[u8; 32]) -> bool {
    let asked = Instant::now();
    let kept = keyring.write(name_of(till), seed.to_vec());
    if kept.recv_timeout(PATIENCE) != Ok(true) {
        return false;
    }
    let left = PATIENCE.saturating_sub(asked.elapsed());
    let read = keyring.read(name_of(till)).recv_timeout(left);
    read == Ok(Kept::Secret(seed.to_vec()))
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
