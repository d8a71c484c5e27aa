//! What the disk asks for a durable append: the limit below every sale.

use std::fs::{self, File};
use std::io::Write;
use std::time::Instant;

use anyhow::Result;

use super::figure::{Better, Figure, quantile};
use super::programs::Programs;

const APPENDS: usize = 500;
const BLOCK: [u8; 8192] = [0x5a; 8192];

/// Median and p99 of appending 8 KiB and forcing it to the disk.
pub fn measure(programs: &Programs) -> Result<Vec<Figure>> {
    let path = programs.place.target.join("bench-disk");
    let mut file = File::create(&path)?;
    let mut samples = Vec::with_capacity(APPENDS);
    for _ in 0..APPENDS {
        let start = Instant::now();
        file.write_all(&BLOCK)?;
        file.sync_data()?;
        samples.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    fs::remove_file(&path)?;
    let seconds = samples.iter().sum::<f64>() / 1000.0;
    #[allow(clippy::cast_precision_loss)]
    let a_second = APPENDS as f64 / seconds;
    Ok(vec![
        Figure::new(
            "append 8 KiB durably, median",
            "ms",
            Better::Lower,
            quantile(&mut samples, 0.5),
        ),
        Figure::new(
            "append 8 KiB durably, p99",
            "ms",
            Better::Lower,
            quantile(&mut samples, 0.99),
        ),
        Figure::new(
            "durable appends, one after the other",
            "/s",
            Better::Higher,
            a_second,
        ),
    ])
}
