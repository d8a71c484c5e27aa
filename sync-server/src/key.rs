//! The server's own key: it co-signs what is durable. Kept in the data folder, readable by its user only.

mod history;

pub use history::{Keys, UsedKey, publish, record};

use shared::id::{BusinessId, SeriesId};
use shared::journal::{Hash, PublicKey, Sequence, Signature, SigningKey, cosign_message};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

const FILE: &str = "server.key";

/// The server's key.
pub struct ServerKey(SigningKey);

impl std::fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ServerKey({})", self.public())
    }
}

impl ServerKey {
    /// The key of these 32 bytes.
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(bytes))
    }

    /// The key in the data folder, made at the first start.
    pub fn of(data: &Path) -> io::Result<Self> {
        let path = data.join(FILE);
        match fs::read_to_string(&path) {
            Ok(text) => {
                let mut bytes = [0; 32];
                hex::decode_to_slice(text.trim(), &mut bytes).map_err(io::Error::other)?;
                Ok(Self::from_bytes(&bytes))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::make(data),
            Err(error) => Err(error),
        }
    }

    /// Written aside and renamed, so that a crash leaves no half key.
    fn make(data: &Path) -> io::Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        let aside = data.join("server.key.new");
        let mut options = OpenOptions::new();
        let mut file = options
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&aside)?;
        writeln!(file, "{}", hex::encode(bytes))?;
        file.sync_all()?;
        fs::rename(&aside, data.join(FILE))?;
        fs::File::open(data)?.sync_all()?;
        Ok(Self::from_bytes(&bytes))
    }

    /// The secret half, for codes that only this server has to know again.
    pub(crate) fn secret(&self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey::of(&self.0)
    }

    /// Says that a series is durable up to here.
    pub fn cosign(
        &self,
        business: BusinessId,
        series: SeriesId,
        sequence: Sequence,
        hash: &Hash,
    ) -> Signature {
        self.sign(&cosign_message(business, series, sequence, hash))
    }

    /// The signature of a message that carries its domain.
    pub fn sign(&self, message: &[u8]) -> Signature {
        use ed25519_dalek::Signer;
        Signature(self.0.sign(message).to_bytes())
    }
}
