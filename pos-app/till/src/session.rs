//! Who this till is and how its screen is set up: the fold of its own `till.*` entries.

mod perform;

use crate::error::TillError;
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension};
use shared::business::BusinessSettings;
use shared::clock::{DayStart, Wall};
use shared::id::{BusinessId, SeriesId};
use shared::money::Currency;
use shared::order::TillCode;
use shared::printing::Printer;
use shared::tax::{TaxMode, TaxRate};
use shared::till::{Language, Theme, TillEvent};

/// What the till's own entries say of it.
#[derive(Clone, Debug)]
pub struct SessionState {
    /// The business it joined.
    pub business: Option<BusinessId>,
    /// That business's settings, or the till's own.
    pub settings: BusinessSettings,
    /// The time zone of the settings.
    pub zone: Tz,
    /// The code it was given.
    pub base_code: TillCode,
    /// The series whose letters stand behind it; none in a till's first series.
    pub letters_of: Option<SeriesId>,
    /// The code on its receipts.
    pub code: TillCode,
    /// Its name.
    pub name: String,
    /// The language.
    pub language: Language,
    /// The colours.
    pub theme: Theme,
    /// The printer.
    pub printer: Option<Printer>,
}

impl SessionState {
    /// A till about which nothing is recorded.
    pub fn alone(zone: &str, currency: Currency, code: TillCode) -> Self {
        Self {
            business: None,
            settings: BusinessSettings {
                name: String::new(),
                currency,
                timezone: zone.to_owned(),
                day_start: DayStart::default(),
                tax: TaxRate::ZERO,
                tax_mode: TaxMode::Included,
            },
            zone: zone.parse().unwrap_or(Tz::UTC),
            name: code.to_string(),
            base_code: code.clone(),
            letters_of: None,
            code,
            language: Language::default(),
            theme: Theme::default(),
            printer: None,
        }
    }

    /// What the projection holds; none in a new file. `zone` is the device's, until a business says another.
    pub fn load(connection: &Connection, zone: &str) -> Result<Option<Self>, TillError> {
        let sql =
            "select business, settings, code, name, currency, language, theme, letters_of, printer
                   from session";
        let row = connection.query_row(sql, [], |row| {
            let business: Option<[u8; 16]> = row.get(0)?;
            let texts: (Option<String>, String, String, String) =
                (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            Ok((
                business,
                texts,
                row.get::<_, Option<String>>(5)?,
                row.get::<_, Option<String>>(6)?,
                row.get::<_, Option<[u8; 16]>>(7)?,
                row.get::<_, Option<String>>(8)?,
            ))
        });
        let Some((business, texts, language, theme, letters_of, printer)) = row.optional()? else {
            return Ok(None);
        };
        let (settings, code, name, currency) = texts;
        let currency = currency.parse().unwrap_or(Currency::ARS);
        let mut state = Self::alone(zone, currency, TillCode(code));
        state.name = name;
        state.language = language.as_deref().and_then(from_text).unwrap_or_default();
        state.theme = theme.as_deref().and_then(from_text).unwrap_or_default();
        if let Some(settings) = settings {
            let read = serde_json::from_str(&settings);
            state.settings =
                read.map_err(|error| TillError::Damaged(format!("settings: {error}")))?;
            state.zone = state.settings.timezone.parse().unwrap_or(Tz::UTC);
        }
        state.printer = printer.and_then(|text| serde_json::from_str(&text).ok());
        state.business = business.map(BusinessId::from_bytes);
        state.letters_of = letters_of.map(SeriesId::from_bytes);
        state.put_code();
        Ok(Some(state))
    }

    /// Takes one more event of this till in, of the series that it writes.
    pub fn apply(&mut self, series: SeriesId, event: &TillEvent) {
        match event {
            TillEvent::Started(started) => {
                self.settings.currency = started.currency;
                self.base_code = started.code.clone();
                self.name = started.code.to_string();
            }
            TillEvent::Joined(joined) => {
                self.business = Some(joined.business);
                self.settings = joined.settings.clone();
                self.zone = self.settings.timezone.parse().unwrap_or(Tz::UTC);
                self.base_code = joined.till_code.clone();
                self.name = joined.till_name.clone();
            }
            TillEvent::PreferencesSet(set) => {
                self.language = set.language.unwrap_or(self.language);
                self.theme = set.theme.unwrap_or(self.theme);
            }
            TillEvent::PrinterSet(set) => self.printer.clone_from(&set.printer),
            TillEvent::ContinuedFrom(_) => self.letters_of = Some(series),
            TillEvent::EntriesMissing(_) => {}
        }
        self.put_code();
    }

    fn put_code(&mut self) {
        self.code = match self.letters_of {
            Some(series) => self.base_code.in_series(series),
            None => self.base_code.clone(),
        };
    }

    /// Writes the projection.
    pub fn project(&self, connection: &Connection) -> Result<(), TillError> {
        let sql = "
            insert or replace into session
                (id, business, settings, code, name, currency, language, theme, letters_of, printer)
            values (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let settings = self
            .business
            .and_then(|_| serde_json::to_string(&self.settings).ok());
        connection.execute(
            sql,
            rusqlite::params![
                self.business.map(|id| *id.as_bytes()),
                settings,
                self.base_code.0,
                self.name,
                self.settings.currency.code(),
                to_text(&self.language),
                to_text(&self.theme),
                self.letters_of.map(|series| *series.as_bytes()),
                self.printer
                    .as_ref()
                    .and_then(|printer| serde_json::to_string(printer).ok()),
            ],
        )?;
        Ok(())
    }

    /// What the wall of the place shows at `ms`.
    pub fn wall(&self, ms: i64) -> Wall {
        crate::moment::wall_at(ms, self.zone)
    }
}

/// A unit variant by its name in JSON.
fn from_text<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

fn to_text(value: &impl serde::Serialize) -> Option<String> {
    let value = serde_json::to_value(value).ok()?;
    value.as_str().map(str::to_owned)
}
