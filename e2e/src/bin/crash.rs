//! Kills the built programs for `cargo xtask crash`: `crash till|server|postgres KILLS SEED`. Prints one JSON object.

use anyhow::{Context, Result, bail, ensure};
use e2e::crash::server::Whom;
use e2e::crash::{server, till};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let what = arguments.next().context("kill what?")?;
    let mut number = |what: &str| -> Result<u64> {
        let argument = arguments.next().with_context(|| format!("which {what}?"))?;
        argument
            .parse()
            .with_context(|| format!("{argument} is no {what}"))
    };
    let (kills, seed) = (number("number of kills")?, number("seed")?);
    let found = match what.as_str() {
        "till" => till::kill(kills, seed)?,
        "server" => server::kill(Whom::Server, kills, seed)?,
        "postgres" => server::kill(Whom::PostgreSql, kills, seed)?,
        _ => bail!("{what} cannot be killed: till, server or postgres"),
    };
    println!("{}", serde_json::to_string(&found)?);
    ensure!(
        found.lost == 0 && found.doubled == 0,
        "{:?}",
        found.findings
    );
    Ok(())
}
