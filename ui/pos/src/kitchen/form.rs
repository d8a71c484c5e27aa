//! The stations as they are being set up.

use crate::printing::PrinterForm;
use shared::id::{CategoryId, StationId};
use shared::kitchen::Station;
use shared::printing::Printer;
use shared::till::Rejection;

/// The sheet of the stations: all of them, or one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KitchenForm {
    /// The one that is looked at.
    pub station: Option<StationForm>,
    /// Why the till refused it.
    pub refused: Option<Rejection>,
}

/// A station as it is being set up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StationForm {
    /// Its id.
    pub id: StationId,
    /// Whether it is not among the stations yet.
    pub is_new: bool,
    /// Its name, as typed.
    pub name: String,
    /// What it makes.
    pub categories: Vec<CategoryId>,
    /// Whether it has a printer.
    pub has_printer: bool,
    /// That printer.
    pub printer: PrinterForm,
}

impl StationForm {
    /// A new one.
    pub fn new(id: StationId) -> Self {
        Self {
            id,
            is_new: true,
            name: String::new(),
            categories: Vec::new(),
            has_printer: false,
            printer: PrinterForm::of(None),
        }
    }

    /// One that is there.
    pub fn of(station: &Station) -> Self {
        Self {
            id: station.id,
            is_new: false,
            name: station.name.clone(),
            categories: station.categories.clone(),
            has_printer: station.printer.is_some(),
            printer: PrinterForm::of(station.printer.as_ref()),
        }
    }

    /// The station that it describes. What is on paper there opens no drawer.
    pub fn station(&self) -> Station {
        let printer = self.has_printer.then(|| Printer {
            drawer: false,
            ..self.printer.printer()
        });
        Station {
            id: self.id,
            name: self.name.trim().to_owned(),
            categories: self.categories.clone(),
            printer,
        }
    }
}

/// All stations with this one as it is now. A category is made by one station: the one that was asked last.
pub fn with(stations: &[Station], changed: Station) -> Vec<Station> {
    let mut all = stations.to_vec();
    for other in &mut all {
        other
            .categories
            .retain(|category| !changed.categories.contains(category));
    }
    match all.iter_mut().find(|held| held.id == changed.id) {
        Some(held) => *held = changed,
        None => all.push(changed),
    }
    all
}
