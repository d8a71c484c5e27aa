//! The counter's settings on the till: read from the journal, which holds few of them, and kept in memory.

use crate::desk::Desk;
use crate::error::TillError;
use crate::journal;
use rusqlite::Connection;
use shared::event::Event;
use shared::settings::{SUBJECT, Settings, SettingsFold, SettingsSet, decide};
use shared::till::{Outcome, Rejection};

/// As everything in the journal together says.
pub fn load(connection: &Connection) -> Result<Settings, TillError> {
    let mut fold = SettingsFold::default();
    for entry in journal::by_subject(connection, SUBJECT)? {
        if let Ok(fact) = entry.fact
            && let Event::Settings(set) = fact.event
        {
            fold.insert(fact.stamp, set);
        }
    }
    Ok(fold.settings())
}

impl Desk<'_> {
    /// Sets what is other than before.
    pub fn settings(&mut self, wanted: &SettingsSet) -> Result<Outcome, TillError> {
        for station in wanted.stations.iter().flatten() {
            self.spare_own_file(station.printer.as_ref())?;
        }
        let set = decide(&self.books.settings, wanted).map_err(Rejection::Settings)?;
        if let Some(set) = set {
            let other_stations = set.stations.is_some();
            self.append(&[(SUBJECT, Event::Settings(set))])?;
            if other_stations {
                self.hurry_printing()?;
            }
            self.take_up_settings()?;
        }
        Ok(Outcome::default())
    }

    /// Reads them again, after some have been written here or elsewhere.
    pub fn take_up_settings(&mut self) -> Result<(), TillError> {
        self.books.settings = load(self.connection)?;
        self.touched.session = true;
        Ok(())
    }
}
