//! A whole cafe: a server, an owner, a business and its till, in a folder that goes with the test.

use crate::api::Owner;
use crate::place;
use crate::server::Server;
use crate::till::Till;
use anyhow::{Context, Result};
use tempfile::TempDir;

/// The owner's e-mail address.
pub const EMAIL: &str = "owner@example.com";
/// The owner's password.
pub const PASSWORD: &str = "correct horse battery staple";

/// A cafe.
pub struct Cafe {
    // First, so that it stops before its folder goes.
    /// Its server.
    pub server: Server,
    /// Its till.
    pub till: Till,
    /// The business's id.
    pub business: String,
    folder: TempDir,
}

impl Cafe {
    /// Opens a cafe whose till is enrolled. `options` are those of `create-owner`.
    pub fn open(options: &[&str]) -> Result<Self> {
        let (cafe, code) = Self::without_till(options)?;
        let url = cafe.server.url();
        cafe.till
            .ask(&["enrol", "--server", &url, "--code", &code])?;
        Ok(cafe)
    }

    /// Opens a cafe, and answers the code with which a till can join it.
    pub fn without_till(options: &[&str]) -> Result<(Self, String)> {
        let folder = place::workplace("cortado-e2e-")?;
        let server = Server::start(&folder.path().join("server"))?;
        let mut all = vec!["--business", "Café Lumbre"];
        all.extend_from_slice(options);
        let made = server.create_owner(EMAIL, PASSWORD, &all)?;
        let text = |key: &str| {
            made[key]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("no {key}"))
        };
        let (business, code) = (text("business_id")?, text("enrolment_code")?);
        let till = Till::at(&folder.path().join("till"));
        Ok((
            Self {
                server,
                till,
                business,
                folder,
            },
            code,
        ))
    }

    /// The owner, signed in.
    pub async fn owner(&self) -> Result<Owner> {
        Owner::sign_in(&self.server.url(), EMAIL, PASSWORD).await
    }

    /// The folder of everything it has.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}
