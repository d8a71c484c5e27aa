//! The owner's figures of 30 of 365 days, 1,000,000 orders of three lines.

use anyhow::Result;

use super::figure::{Better, Figure};
use super::programs::{Programs, number};

const A_SECOND_MS: f64 = 1_000.0;

/// Times, and how often a second, against raw SQL over the lines.
pub fn measure(programs: &Programs) -> Result<Vec<Figure>> {
    let answer = programs.server("figures")?;
    let (ours, raw) = (
        number(&answer, "/ours_ms")?,
        number(&answer, "/raw_sql_ms")?,
    );
    Ok(vec![
        Figure::new("dashboard figures by raw SQL", "ms", Better::Lower, raw),
        Figure::new("dashboard figures", "ms", Better::Lower, ours),
        Figure::new(
            "dashboard figures",
            "/s",
            Better::Higher,
            A_SECOND_MS / ours,
        )
        .against("raw SQL over the lines", A_SECOND_MS / raw, 30.0),
    ])
}
