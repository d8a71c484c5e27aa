//! What a command costs on the till: journal, chain, signature and projections, durable.

use anyhow::Result;

use super::figure::{Better, Figure};
use super::programs::{Programs, number};

/// A line and a payment, each beside a bare transaction that writes the same rows.
pub fn measure(programs: &Programs) -> Result<Vec<Figure>> {
    let answer = programs.till("command")?;
    [
        ("add a line, durable", "/add_line"),
        ("settle, durable", "/settle"),
    ]
    .into_iter()
    .map(|(name, path)| {
        let limit = number(&answer, &format!("{path}/limit_us"))?;
        let ours = number(&answer, &format!("{path}/ours_us"))?;
        Ok(Figure::new(name, "µs", Better::Lower, ours).against(
            "bare SQLite, same rows",
            limit,
            2.0,
        ))
    })
    .collect()
}

/// The Z of a shift with 5,000 orders.
pub fn z(programs: &Programs) -> Result<Vec<Figure>> {
    let took = number(&programs.till("z")?, "/z_ms")?;
    let figure = Figure::new("Z after 5,000 orders", "ms", Better::Lower, took);
    Ok(vec![figure.against("our own limit", 200.0, 1.0)])
}
