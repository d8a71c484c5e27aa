//! Commands about the till itself.

use crate::desk::Desk;
use crate::error::TillError;
use shared::event::Event;
use shared::id::SubjectId;
use shared::till::{PreferencesSet, TillEvent};

impl Desk<'_> {
    /// Sets the screen up.
    pub fn set_preferences(&mut self, wanted: &PreferencesSet) -> Result<(), TillError> {
        let held = &self.books.session;
        let language = wanted
            .language
            .filter(|language| *language != held.language);
        let theme = wanted.theme.filter(|theme| *theme != held.theme);
        let set = PreferencesSet { language, theme };
        if set == PreferencesSet::default() {
            return Ok(());
        }
        self.record_till(TillEvent::PreferencesSet(set))
    }

    /// Leaves the first-day screen. A matter of this device, so no entry.
    pub fn start_empty(&mut self) -> Result<(), TillError> {
        self.written = true;
        self.books.device.started_empty = true;
        self.books.device.store(self.connection)?;
        self.touched.session = true;
        Ok(())
    }

    /// Appends something about the till itself and takes it in.
    pub fn record_till(&mut self, event: TillEvent) -> Result<(), TillError> {
        let subject = SubjectId::from(self.books.device.till);
        self.append(&[(subject, Event::Till(event.clone()))])?;
        let series = self.books.own.id;
        self.books.session.apply(series, &event);
        self.books.session.project(self.connection)?;
        self.touched.session = true;
        Ok(())
    }
}
