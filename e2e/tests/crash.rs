//! A few kills of the real server and its real PostgreSQL; `cargo xtask crash` does it by the hundred. The till's
//! are in the till's own tests.

use anyhow::Result;
use e2e::crash::server::{Whom, kill};

#[test]
fn what_tills_were_told_survives_kill_9_of_the_server() -> Result<()> {
    let found = kill(Whom::Server, 3, 1)?;
    assert_eq!((found.kills, found.lost, found.doubled), (3, 0, 0));
    assert!(found.told > 0 && found.entries > 0, "{found:?}");
    Ok(())
}

#[test]
fn what_tills_were_told_survives_a_postgresql_that_is_gone_at_once() -> Result<()> {
    let found = kill(Whom::PostgreSql, 3, 2)?;
    assert_eq!((found.kills, found.lost, found.doubled), (3, 0, 0));
    assert!(found.told > 0 && found.entries > 0, "{found:?}");
    Ok(())
}
