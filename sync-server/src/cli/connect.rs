//! The database of a command that works beside a running server, or without one.

use super::Place;
use crate::database::{self, DatabaseError, DumpError, Dumps, Lodging, PrivateDatabase};
use sqlx::PgPool;
use sqlx::postgres::PgConnectOptions;
use std::path::{Path, PathBuf};

/// An open database, and the private PostgreSQL behind it where we started one.
pub struct Connection {
    /// The database, as the server's own role.
    pub pool: PgPool,
    private: Option<PrivateDatabase>,
}

impl Connection {
    /// Opens the database that the arguments name.
    pub async fn open(place: &Place) -> Result<Self, DatabaseError> {
        if let Some(url) = &place.database {
            let pool = database::open(database::address(url)?, 4).await?;
            return Ok(Self {
                pool,
                private: None,
            });
        }
        let here = Path::new(".");
        let data = place.data.as_deref().unwrap_or(here);
        let private = PrivateDatabase::start_or_join(data).await?;
        match database::open_private(private.owner(), 4).await {
            Ok(pool) => Ok(Self {
                pool,
                private: Some(private),
            }),
            Err(error) => {
                private.stop().await;
                Err(error)
            }
        }
    }

    /// Leaves, and stops what was started.
    pub async fn close(self) {
        self.pool.close().await;
        if let Some(private) = self.private {
            private.stop().await;
        }
    }
}

/// The schema's owner, and how its programs connect.
pub struct Owner {
    /// How it connects.
    pub options: PgConnectOptions,
    password: Option<String>,
    cluster: PathBuf,
    private: Option<PrivateDatabase>,
}

impl Owner {
    /// Beside a server that may be running.
    pub async fn join(place: &Place) -> Result<Self, DatabaseError> {
        match &place.database {
            Some(url) => Self::at(url),
            None => Ok(Self::of(
                place,
                PrivateDatabase::start_or_join(data(place)).await?,
            )?),
        }
    }

    /// Alone with a data folder: no server may be running on it.
    pub async fn hold(place: &Place) -> Result<Self, DatabaseError> {
        match &place.database {
            Some(url) => Self::at(url),
            None => Ok(Self::of(place, PrivateDatabase::start(data(place)).await?)?),
        }
    }

    fn at(url: &str) -> Result<Self, DatabaseError> {
        Ok(Self {
            options: database::address(url)?,
            password: password_in(url),
            cluster: PathBuf::new(),
            private: None,
        })
    }

    fn of(place: &Place, private: PrivateDatabase) -> Result<Self, DatabaseError> {
        Ok(Self {
            options: private.owner(),
            password: None,
            cluster: Lodging::of(data(place))?.cluster,
            private: Some(private),
        })
    }

    /// The programs that write and read backups.
    pub async fn dumps(&self) -> Result<Dumps, DumpError> {
        Dumps::of(&self.cluster, self.password.clone()).await
    }

    /// Leaves, and stops what was started.
    pub async fn leave(self) {
        if let Some(private) = self.private {
            private.stop().await;
        }
    }
}

fn data(place: &Place) -> &Path {
    place.data.as_deref().unwrap_or(Path::new("."))
}

/// The password of an address, which its programs get from their environment.
fn password_in(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let (user, _) = authority.rsplit_once('@')?;
    let (_, password) = user.split_once(':')?;
    let mut bytes = Vec::with_capacity(password.len());
    let mut rest = password.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let mut byte = [0];
        match code.map(|code| hex::decode_to_slice(code, &mut byte)) {
            Some(Ok(())) => {
                bytes.push(byte[0]);
                rest = &after[2..];
            }
            Some(Err(_)) | None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::password_in;

    #[test]
    fn the_password_of_an_address_is_found() {
        let of = |url: &str| password_in(url).unwrap_or_default();
        assert_eq!(of("postgres://ana:a%40b%2Fc@db.test:5432/cafe"), "a@b/c");
        assert_eq!(
            of("postgres://ana:100%@db.test/cafe?sslmode=require"),
            "100%"
        );
        assert_eq!(password_in("postgres://ana@db.test/cafe"), None);
        assert_eq!(password_in("postgres://db.test/ca:fe@x"), None);
    }
}
