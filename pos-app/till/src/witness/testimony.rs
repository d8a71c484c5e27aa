//! When a witness is written, and where: into the file beside the database, and into the keyring.

use super::{FILE_NAME, InKeyring, Witness};
use crate::error::TillError;
use crate::till::Till;
use shared::journal::Head;
use shared::order::ReceiptNumber;
use std::path::PathBuf;
use std::sync::Arc;

const EVERY_MS: i64 = 2_000;

/// What was written last, where, and when.
#[derive(Default)]
pub struct Sworn {
    in_file: Option<Head>,
    in_keyring: Option<Head>,
    at_ms: Option<i64>,
    /// The last event of a shift that was witnessed.
    shift: Option<Head>,
    keyring: Option<Arc<InKeyring>>,
}

/// What is to be written outside of the database now.
pub struct Testimony {
    witness: Witness,
    folder: PathBuf,
    keyring: Option<Arc<InKeyring>>,
}

impl Sworn {
    /// Nothing was written yet.
    pub fn nothing(keyring: Option<Arc<InKeyring>>) -> Self {
        Self {
            keyring,
            ..Self::default()
        }
    }
}

impl Testimony {
    /// Writes it whole, or leaves the one before. The keyring is only asked, and not waited for.
    pub fn give(&self) -> Result<(), TillError> {
        let json = self.witness.to_json()?;
        if let Some(keyring) = &self.keyring {
            keyring.write(&self.witness, &json);
        }
        self.write_file(&json)
    }

    fn write_file(&self, json: &[u8]) -> Result<(), TillError> {
        use std::io::Write;
        let path = self.folder.join(FILE_NAME);
        let part = self.folder.join(format!("{FILE_NAME}.part"));
        let written = std::fs::File::create(&part).and_then(|mut file| {
            file.write_all(json)?;
            file.sync_all()?;
            std::fs::rename(&part, &path)
        });
        written.map_err(TillError::io(format!("writing {}", path.display())))
    }
}

impl Till {
    /// What is to be written outside of the database now, if anything: the caller gives it, without holding the till.
    /// That is at most every two seconds, but what happens to a shift is witnessed at once.
    pub fn testimony(&mut self, now_ms: i64) -> Option<Testimony> {
        self.hear_keyring();
        let waited = |at: i64| now_ms.abs_diff(at) >= EVERY_MS.unsigned_abs();
        let shift = self.books.shift_recorded != self.sworn.shift;
        if shift || self.sworn.at_ms.is_none_or(waited) {
            self.swear(now_ms)
        } else {
            None
        }
    }

    /// The same, however short the last time is ago: the program ends.
    pub(super) fn last_testimony(&mut self, now_ms: i64) -> Option<Testimony> {
        self.hear_keyring();
        self.swear(now_ms)
    }

    fn swear(&mut self, now_ms: i64) -> Option<Testimony> {
        if self.unsure || self.database.is_newer() {
            return None;
        }
        let head = self.head();
        let sworn = &mut self.sworn;
        let keyring = sworn.keyring.clone().filter(|keyring| keyring.is_free());
        let to_keyring = keyring.is_some() && sworn.in_keyring != Some(head);
        if sworn.in_file == Some(head) && !to_keyring {
            return None;
        }
        sworn.in_file = Some(head);
        if to_keyring {
            sworn.in_keyring = Some(head);
        }
        (sworn.at_ms, sworn.shift) = (Some(now_ms), self.books.shift_recorded);
        Some(Testimony {
            witness: Witness {
                till: self.books.device.till,
                series: self.books.own.id,
                sequence: head.sequence,
                hash: head.hash,
                receipt: Some(ReceiptNumber {
                    till: self.books.session.code.clone(),
                    number: self.books.receipt,
                }),
            },
            folder: self.database.folder().to_owned(),
            keyring: keyring.filter(|_| to_keyring),
        })
    }

    /// A keyring that took its time at the start is heard once it answers.
    fn hear_keyring(&mut self) {
        let keyring = self.sworn.keyring.as_ref();
        let witness = keyring.and_then(|keyring| keyring.hear(std::time::Duration::ZERO));
        if let Some(witness) = witness
            && let Err(error) = self.hear_witnesses(&[witness])
        {
            tracing::error!(%error, "the witness cannot be heeded");
        }
    }
}
