//! When a cafe is open.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Minutes in a day.
const DAY: u16 = 1_440;

/// When a cafe is open on one day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningHours {
    /// 1 for Monday to 7 for Sunday (ISO 8601).
    pub weekday: u8,
    /// Minutes after midnight at which it opens.
    pub opens: u16,
    /// Minutes after midnight at which it closes; above 1,440 for after midnight.
    pub closes: u16,
}

/// Not opening hours.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{0:?} are not opening hours: write days and times as \"1-5 08:00-20:00, 6-7 09:00-13:30\", 1 for Monday"
)]
pub struct BadHours(pub String);

impl OpeningHours {
    /// Whether the day is one of the week, and it closes after it opens, within a day.
    pub const fn is_sound(&self) -> bool {
        let is_day = matches!(self.weekday, 1..=7);
        is_day && self.opens < DAY && self.opens < self.closes && self.closes <= self.opens + DAY
    }

    /// Reads a week: `1-5 08:00-20:00, 6-7 09:00-13:30`. A close at or before the opening is on the next day.
    ///
    /// ```
    /// use shared::business::OpeningHours;
    /// let week = OpeningHours::parse_week("6-7 20:00-02:00").unwrap();
    /// assert_eq!((week.len(), week[0].weekday, week[0].closes), (2, 6, 26 * 60));
    /// ```
    pub fn parse_week(text: &str) -> Result<Vec<Self>, BadHours> {
        let bad = || BadHours(text.to_owned());
        let mut week = Vec::new();
        for part in text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let (days, times) = part.split_once(' ').ok_or_else(bad)?;
            let (opens, closes) = times.trim().split_once('-').ok_or_else(bad)?;
            let (first, last) = days.split_once('-').unwrap_or((days, days));
            let opens = minutes(opens).ok_or_else(bad)?;
            let closes = minutes(closes).ok_or_else(bad)?;
            let closes = if closes <= opens {
                closes + DAY
            } else {
                closes
            };
            let day = |text: &str| text.parse::<u8>().map_err(|_| bad());
            for weekday in day(first)?..=day(last)? {
                week.push(Self {
                    weekday,
                    opens,
                    closes,
                });
            }
        }
        if week.iter().all(Self::is_sound) {
            Ok(week)
        } else {
            Err(bad())
        }
    }
}

/// `08:30` in minutes after midnight; 24:00 is allowed.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour <= 24 && hour * 60 + minute <= DAY).then_some(hour * 60 + minute)
}
