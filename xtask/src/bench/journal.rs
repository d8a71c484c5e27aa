//! The auditor's command on an exported journal of 200,000 entries.

use anyhow::Result;

use super::figure::{Better, Figure};
use super::programs::{Programs, number};

/// Entries a second, and the memory it takes.
pub fn measure(programs: &Programs) -> Result<Vec<Figure>> {
    let answer = programs.server("verify")?;
    let rate = number(&answer, "/entries_a_second")?;
    let memory = number(&answer, "/memory_mib_more_at_most")?;
    Ok(vec![
        Figure::new("verify-journal", "entries/s", Better::Higher, rate).against(
            "our own limit",
            100_000.0,
            1.0,
        ),
        Figure::new("verify-journal, memory", "MiB", Better::Lower, memory).against(
            "our own limit",
            64.0,
            1.0,
        ),
    ])
}
