//! Passwords: argon2id, at most two at once, so that a flood of sign-ins does not eat the memory.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use shared::account::Secret;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The fewest signs of a password.
pub const PASSWORD_MIN: usize = 8;
/// Longer ones are not hashed: nobody types them.
const PASSWORD_MAX: usize = 1_024;
const AT_ONCE: usize = 2;

/// Hashes passwords.
#[derive(Debug)]
pub struct Hasher {
    room: Arc<Semaphore>,
    nobody: String,
}

fn argon2id() -> Argon2<'static> {
    // OWASP's floor: 19 MiB, two passes, one lane.
    let params = Params::new(19_456, 2, 1, None).expect("these parameters are within the limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash_now(password: &Secret) -> Option<String> {
    let hash = argon2id().hash_password(password.0.as_bytes());
    hash.ok().map(|hash| hash.to_string())
}

impl Hasher {
    /// A hasher. Makes one hash, which stands for everybody who is unknown.
    pub fn new() -> Self {
        Self {
            room: Arc::new(Semaphore::new(AT_ONCE)),
            nobody: hash_now(&Secret(String::new())).unwrap_or_default(),
        }
    }

    /// The hash of a password; none where the system gives no salt or the password is beyond reason.
    pub async fn hash(&self, password: Secret) -> Option<String> {
        if password.0.len() > PASSWORD_MAX {
            return None;
        }
        let _room = self.room.acquire().await.ok()?;
        let hashed = tokio::task::spawn_blocking(move || hash_now(&password));
        hashed.await.ok().flatten()
    }

    /// Whether a password is the one that was hashed. Without a hash it is as slow and the answer is no.
    pub async fn verify(&self, password: Secret, stored: Option<String>) -> bool {
        if password.0.len() > PASSWORD_MAX {
            return false;
        }
        let Ok(_room) = self.room.acquire().await else {
            return false;
        };
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.nobody.clone());
        let verified = tokio::task::spawn_blocking(move || {
            PasswordHash::new(&stored).is_ok_and(|hash| {
                let verified = argon2id().verify_password(password.0.as_bytes(), &hash);
                verified.is_ok()
            })
        });
        verified.await.unwrap_or(false) && known
    }
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}
