//! Three cafes in New York with half a year of real sales, rung up on tills as if they had been offline all along.
//!
//! The sales are not ours and not in the repository: they are read from `CORTADO_DATA` or `../shared/data`.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::demo::{Cafe, Demo};
use super::household::Household;
use super::till::Till;
use crate::place::Place;
use crate::step::step;

const CURRENCY: &str = "USD";
const TIMEZONE: &str = "America/New_York";

const CAFES: [(&str, Cafe); 3] = [
    (
        "coffee-astoria.csv.gz",
        Cafe {
            word: "astoria",
            name: "Astoria",
            currency: CURRENCY,
            timezone: TIMEZONE,
        },
    ),
    (
        "coffee-hells-kitchen.csv.gz",
        Cafe {
            word: "hells-kitchen",
            name: "Hell's Kitchen",
            currency: CURRENCY,
            timezone: TIMEZONE,
        },
    ),
    (
        "coffee-lower-manhattan.csv.gz",
        Cafe {
            word: "lower-manhattan",
            name: "Lower Manhattan",
            currency: CURRENCY,
            timezone: TIMEZONE,
        },
    ),
];

/// Sets each cafe up as far as it is not yet.
pub fn replay(
    household: &mut Household,
    place: &Place,
    demo: &mut Demo,
    data: &Path,
    address: &str,
) -> Result<()> {
    let sales = sales_folder(place);
    if !CAFES.iter().all(|(file, _)| sales.join(file).is_file()) {
        println!(
            "\nNo sales to replay: {} is not there. Point CORTADO_DATA at the data folder.",
            sales.display()
        );
        return Ok(());
    }
    for (file, cafe) in &CAFES {
        let till = Till::new(place, data.join("history").join(cafe.word));
        demo.open_cafe(household, place, &till, cafe, address)?;
        if !demo.progress(cafe).replayed {
            step(
                &format!("{}: ring up half a year, offline", cafe.name),
                || household.finish("replay", till.replay(&sales.join(file))),
            )?;
            demo.note(cafe, |progress| progress.replayed = true)?;
        }
        if !demo.progress(cafe).synced {
            step(&format!("{}: send it to the server", cafe.name), || {
                household.finish("sync", till.sync())
            })?;
            demo.note(cafe, |progress| progress.synced = true)?;
        }
    }
    Ok(())
}

fn sales_folder(place: &Place) -> PathBuf {
    let data = env::var_os("CORTADO_DATA")
        .map_or_else(|| place.root.join("../shared/data"), PathBuf::from);
    data.join("sales")
}
