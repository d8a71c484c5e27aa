//! How fast the server is, against limits measured in the same run. Prints one JSON object.
//!
//! `speed push` sends 100,000 entries over HTTP and compares with a bare `INSERT … SELECT FROM UNNEST` of the same
//! entries; `speed pull` reads them back; `speed figures` asks for 30 of 365 days over a million orders;
//! `speed verify` proves an exported journal of 200,000 entries;
//! `speed bare DIR` is that bare insert of the entries that the server of this data folder has got.

#[path = "../../tests/server/export.rs"]
#[allow(clippy::unwrap_used)]
mod export;
#[path = "../../tests/server/till.rs"]
#[allow(dead_code, clippy::unwrap_used, clippy::panic)]
mod till;

mod bare;
mod figures;
mod journal;
mod wire;

use serde_json::{Value, json};
use std::error::Error;
use sync_server::database::{self, PrivateDatabase};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let which = std::env::args().nth(1).unwrap_or_else(|| "push".to_owned());
    if let ("bare", Some(data)) = (which.as_str(), std::env::args_os().nth(2)) {
        println!("{:#}", bare::measure(data.as_ref()).await?);
        return Ok(());
    }
    let folder = tempfile::tempdir()?;
    if which == "verify" {
        println!("{:#}", journal::measure(folder.path())?);
        return Ok(());
    }
    let database = PrivateDatabase::start(folder.path()).await?;
    let pool = database::open(database.owner(), 8).await?;
    let measured = match which.as_str() {
        "push" | "pull" => wire::measure(&database, &pool).await,
        "figures" => figures::measure(&database, &pool).await,
        other => {
            let measures = "push, pull, figures, verify or bare DIR";
            Err(format!("there is no measure {other:?}: {measures}").into())
        }
    };
    pool.close().await;
    database.stop().await;
    println!("{:#}", measured?);
    Ok(())
}

/// A ratio with two decimals, for people.
fn ratio(ours: f64, theirs: f64) -> Value {
    json!((ours / theirs * 100.0).round() / 100.0)
}
