//! Where things are made. Part of this is in an entry's body, frozen by a golden file.

use crate::id::{CategoryId, StationId};
use crate::printing::Printer;
use crate::settings::SettingsRejection;
use serde::{Deserialize, Serialize};

/// The most stations.
pub const STATIONS_MAX: u16 = 12;
/// The longest name of a station, in signs.
pub const STATION_NAME_MAX: u16 = 24;

/// A place where things are made: the bar, the kitchen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Station {
    /// Its id.
    pub id: StationId,
    /// Its name.
    pub name: String,
    /// What it makes: everything in these categories. Of two stations that name the same one, the first makes it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<CategoryId>,
    /// The printer that its tickets come out of; none where it looks at the screen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printer: Option<Printer>,
}

/// The station that makes what is in a category.
pub fn station_of(stations: &[Station], category: Option<CategoryId>) -> Option<&Station> {
    let category = category?;
    let mut stations = stations.iter();
    stations.find(|station| station.categories.contains(&category))
}

/// The stations as they are kept, or why they cannot be so.
pub fn checked(stations: Vec<Station>) -> Result<Vec<Station>, SettingsRejection> {
    if stations.len() > usize::from(STATIONS_MAX) {
        return Err(SettingsRejection::TooManyStations { max: STATIONS_MAX });
    }
    let mut kept: Vec<Station> = Vec::with_capacity(stations.len());
    for mut station in stations {
        station.name = station.name.trim().to_owned();
        let signs = station.name.chars().count();
        if signs == 0 || signs > usize::from(STATION_NAME_MAX) {
            return Err(SettingsRejection::BadStationName {
                max: STATION_NAME_MAX,
            });
        }
        let same = |held: &&Station| held.name == station.name || held.id == station.id;
        if let Some(held) = kept.iter().find(same) {
            let name = held.name.clone();
            return Err(SettingsRejection::StationTwice { name });
        }
        let printer = station.printer.take().map(Printer::checked).transpose();
        station.printer = printer.map_err(SettingsRejection::StationPrinter)?;
        kept.push(station);
    }
    Ok(kept)
}
