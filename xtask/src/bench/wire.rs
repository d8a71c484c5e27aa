//! 100,000 entries from a till to the server, and to another till.

use anyhow::Result;

use super::figure::{Better, Figure};
use super::peer;
use super::programs::{Programs, number};

const BARE: &str = "bare UNNEST, same entries";
const GOAL: f64 = 0.4;
const PEER: &str = "PouchDB to pouchdb-server, same entries";
/// So many times the peer's documents a second.
const PEER_GOAL: f64 = 4.0;

/// End to end with the programs as they ship, then each side alone.
pub fn measure(programs: &Programs) -> Result<Vec<Figure>> {
    let shipped = programs.shipped("wire")?;
    let bare = programs.bare_insert()?;
    let server = programs.server("push")?;
    let till = programs.till("pull")?;
    let rate = |name, answer, path| -> Result<Figure> {
        Ok(Figure::new(
            name,
            "/s",
            Better::Higher,
            number(answer, path)?,
        ))
    };
    let rows = "/bare_rows_a_second";
    let mut figures = vec![
        rate(
            "push, till to server, end to end",
            &shipped,
            "/push_entries_a_second",
        )?
        .against(BARE, number(&bare, rows)?, GOAL),
        rate("push, the server alone", &server, "/push_entries_a_second")?.against(
            BARE,
            number(&server, rows)?,
            GOAL,
        ),
        rate(
            "pull by a new till, end to end",
            &shipped,
            "/pull_entries_a_second",
        )?
        .against("our own limit", 30_000.0, 1.0),
        rate("pull, the server alone", &server, "/pull_entries_a_second")?,
        rate("pull, the till alone", &till, "/entries_per_second")?,
        rate(
            "a repeated push, the server alone",
            &server,
            "/repeated_entries_a_second",
        )?
        .against(
            "the first push",
            number(&server, "/push_entries_a_second")?,
            1.0,
        ),
    ];
    // A machine without npm has no peer: that is said, and the other figures stand.
    match peer::measure(programs) {
        Ok(peer) => figures.push(
            rate(
                "push, till to server, end to end",
                &shipped,
                "/push_entries_a_second",
            )?
            .against(PEER, number(&peer, "/documents_a_second")?, PEER_GOAL),
        ),
        Err(error) => eprintln!("{error:#}"),
    }
    Ok(figures)
}
