//! The commands of `cortado-server`.

mod connect;
mod owner;
mod restore;

use crate::database::DatabaseError;
use crate::serve::{ServeError, serve};
use crate::{openapi, verify};
use clap::{Args, Parser, Subcommand};
use owner::OwnerError;
use restore::RestoreError;
use shared::id::BusinessId;
use shared::journal::PublicKey;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use thiserror::Error;

/// The cafes' memory: takes in what tills recorded and shows owners their cafe.
#[derive(Debug, Parser)]
#[command(name = "cortado-server", version)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves tills, the API and the pages.
    Serve(Serve),
    /// Makes an owner's account and a business; with a known e-mail and its password, another business.
    CreateOwner(CreateOwner),
    /// Makes a fresh enrolment code.
    EnrolmentCode {
        /// The business.
        #[arg(long)]
        business: BusinessId,
        #[command(flatten)]
        place: Place,
    },
    /// Proves an exported journal: order, chain, completeness, signatures.
    VerifyJournal {
        /// The exported journal.
        file: PathBuf,
        /// The till's public key, in hex.
        #[arg(long)]
        till_key: Option<PublicKey>,
        /// The server's public key, in hex.
        #[arg(long)]
        server_key: Option<PublicKey>,
    },
    /// Writes a backup of the database, beside a running server. The server's key is not in it: keep `server.key`.
    Backup {
        /// The file to write.
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Puts a backup in the database's place, once everything in it has been checked. What it replaces is kept under
    /// another name. No server may be running.
    Restore {
        /// The backup.
        file: PathBuf,
        #[command(flatten)]
        place: Place,
    },
    /// Checks every journal, feed and projection, and changes nothing.
    Check {
        #[command(flatten)]
        place: Place,
    },
    /// Prints the API's OpenAPI document.
    Openapi,
}

/// What to serve, where.
#[derive(Debug, Args)]
pub struct Serve {
    /// The folder of the server's own files, and of its private PostgreSQL.
    #[arg(long, env = "CORTADO_SERVER_DATA")]
    pub data: PathBuf,
    /// Where to listen. Port 0 picks a free one.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A PostgreSQL to use instead of a private one, as the schema's owner.
    #[arg(long, env = "DATABASE_URL")]
    pub database: Option<String>,
    /// The pages; `ui` beside the program where nothing is said.
    #[arg(long)]
    pub pages: Option<PathBuf>,
}

/// Which server's database.
#[derive(Debug, Args)]
pub struct Place {
    /// The server's data folder.
    #[arg(
        long,
        env = "CORTADO_SERVER_DATA",
        required_unless_present = "database"
    )]
    data: Option<PathBuf>,
    /// The database, where it is not the private one.
    #[arg(long, env = "DATABASE_URL")]
    database: Option<String>,
}

#[derive(Debug, Args)]
struct CreateOwner {
    #[command(flatten)]
    place: Place,
    /// The owner's e-mail address. The password is read from standard input.
    #[arg(long)]
    email: String,
    /// The business's name.
    #[arg(long)]
    business: String,
    /// The currency of its books, by its ISO 4217 code.
    #[arg(long, default_value = "ARS")]
    currency: String,
    /// Its time zone, by its IANA name.
    #[arg(long, default_value = "America/Argentina/Buenos_Aires")]
    timezone: String,
    /// When it is open, such as "1-5 08:00-20:00, 6-7 09:00-13:30"; 1 is Monday.
    #[arg(long, default_value = "")]
    hours: String,
}

/// Why a command did not do what it says.
#[derive(Debug, Error)]
pub enum CliError {
    /// The server could not run.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The database is not there.
    #[error(transparent)]
    Database(#[from] DatabaseError),
    /// The owner could not be made.
    #[error(transparent)]
    Owner(#[from] OwnerError),
    /// The backup could not be written, read or put in place.
    #[error(transparent)]
    Restore(#[from] RestoreError),
    /// The journal is not what it must be.
    #[error(transparent)]
    Journal(#[from] verify::VerifyError),
    /// Standard input or output failed.
    #[error("standard output: {0}")]
    Io(#[from] io::Error),
}

fn print(value: &serde_json::Value) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{value:#}")
}

/// Does what the command line asks for.
pub async fn run(arguments: Arguments) -> Result<(), CliError> {
    match arguments.command {
        Command::Serve(arguments) => serve(arguments).await?,
        Command::CreateOwner(arguments) => print(&owner::create(arguments).await?)?,
        Command::EnrolmentCode { business, place } => {
            print(&owner::enrolment_code(business, place).await?)?;
        }
        Command::VerifyJournal {
            file,
            till_key,
            server_key,
        } => {
            let proof = verify::verify_file(&file, till_key, server_key)?;
            print(&proof.to_json())?;
            for line in proof.advice() {
                eprintln!("{line}");
            }
        }
        Command::Backup { file, place } => print(&restore::backup(&file, &place).await?)?,
        Command::Restore { file, place } => {
            let report = restore::restore(&file, &place).await?;
            print(&report.to_json())?;
            report.verdict()?;
        }
        Command::Check { place } => {
            let report = restore::check(&place).await?;
            print(&report.to_json())?;
            report.verdict()?;
        }
        Command::Openapi => print(&openapi::document())?,
    }
    Ok(())
}
