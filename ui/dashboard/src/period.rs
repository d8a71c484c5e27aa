//! Which days the figures are of, and which days they are compared with.

use shared::clock::BusinessDay;
use std::fmt;
use std::str::FromStr;

/// Two days and all between them.
pub type Range = (BusinessDay, BusinessDay);

/// The longest period a reader may choose: a little over three years.
const DAYS_MAX: i32 = 1_200;

/// What the reader chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// The last days, today included.
    Last(u16),
    /// These days.
    Between(BusinessDay, BusinessDay),
}

impl Default for Period {
    fn default() -> Self {
        Self::Last(30)
    }
}

impl Period {
    /// The periods one tap away.
    pub const OFFERED: [u16; 3] = [7, 30, 90];

    /// A period from chosen dates, if they are in order and not too far apart.
    pub fn between(from: BusinessDay, to: BusinessDay) -> Option<Self> {
        let is_good = from <= to && from.plus(DAYS_MAX) > to;
        is_good.then_some(Self::Between(from, to))
    }

    /// Its days, seen from `today`.
    pub fn range(self, today: BusinessDay) -> Range {
        match self {
            Self::Last(days) => (today.plus(1 - i32::from(days.max(1))), today),
            Self::Between(from, to) => (from, to),
        }
    }
}

/// How many days a range has.
pub fn length((from, to): Range) -> i32 {
    to.0.saturating_sub(from.0).saturating_add(1)
}

/// As many days, right before.
pub fn before(range: Range) -> Range {
    let days = length(range);
    (range.0.plus(-days), range.0.plus(-1))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Last(days) => write!(f, "{days}"),
            Self::Between(from, to) => write!(f, "{from}..{to}"),
        }
    }
}

/// Not a period as an address writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoPeriod;

impl FromStr for Period {
    type Err = NoPeriod;
    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        if let Some((from, to)) = text.split_once("..") {
            let (Ok(from), Ok(to)) = (from.parse(), to.parse()) else {
                return Err(NoPeriod);
            };
            return Self::between(from, to).ok_or(NoPeriod);
        }
        let days = text.parse().map_err(|_| NoPeriod)?;
        let is_offered = Self::OFFERED.contains(&days);
        is_offered.then_some(Self::Last(days)).ok_or(NoPeriod)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_days_end_today_and_are_compared_with_as_many_before() {
        let range = Period::Last(30).range(BusinessDay(100));
        assert_eq!(range, (BusinessDay(71), BusinessDay(100)));
        assert_eq!(before(range), (BusinessDay(41), BusinessDay(70)));
        assert_eq!(length(range), 30);
    }

    #[test]
    fn an_address_keeps_the_period() {
        for text in ["7", "30", "90", "2023-01-01..2023-03-31"] {
            let period: Period = text.parse().expect(text);
            assert_eq!(period.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in [
            "",
            "31",
            "-7",
            "2023-03-31..2023-01-01",
            "1970-01-01..2026-01-01",
            "a..b",
        ] {
            assert_eq!(text.parse::<Period>(), Err(NoPeriod), "{text}");
        }
    }
}
