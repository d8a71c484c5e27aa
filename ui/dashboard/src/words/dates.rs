//! Words for days and times.

use super::Words;
use shared::clock::BusinessDay;
use shared::till::Language;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

const MONTHS: [[&str; 12]; 3] = [
    [
        "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic",
    ],
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ],
    [
        "jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.",
        "dez.",
    ],
];
const WEEKDAYS: [[&str; 7]; 3] = [
    ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."],
];

/// How long ago something was, as coarse as a person says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ago {
    /// Seconds.
    Seconds(i64),
    /// Minutes.
    Minutes(i64),
    /// Hours.
    Hours(i64),
    /// Days.
    Days(i64),
}

impl Ago {
    /// That many milliseconds.
    pub fn of_ms(ms: i64) -> Self {
        match ms.max(0) {
            ms @ ..MINUTE_MS => Self::Seconds(ms / 1_000),
            ms @ ..HOUR_MS => Self::Minutes(ms / MINUTE_MS),
            ms @ ..DAY_MS => Self::Hours(ms / HOUR_MS),
            ms => Self::Days(ms / DAY_MS),
        }
    }
}

impl Words {
    /// `26 oct`.
    pub fn short_day(self, day: BusinessDay) -> String {
        let (number, month) = (number(day), self.month(day));
        self.pick(
            format!("{number} {month}"),
            format!("{month} {number}"),
            format!("{number} {month}"),
        )
    }

    /// `sáb 21 nov`; with the year where it is not `today`'s.
    pub fn full_day(self, day: BusinessDay, today: BusinessDay) -> String {
        // 1970-01-01, day 0, was a Thursday: the fourth of a week that begins on Monday.
        let weekday =
            WEEKDAYS[self.index()][usize::try_from((day.0 + 3).rem_euclid(7)).unwrap_or(0)];
        let comma = self.pick("", "", ",");
        let text = format!("{weekday}{comma} {}", self.short_day(day));
        match year(day) {
            same if same == year(today) => text,
            other => format!("{text} {other}"),
        }
    }

    /// `26 oct al 24 nov`; with years where they are not `today`'s.
    pub fn range(self, (from, to): (BusinessDay, BusinessDay), today: BusinessDay) -> String {
        let with_year = year(from) != year(today) || year(to) != year(today);
        let text = |day: BusinessDay| match with_year {
            true => format!("{} {}", self.short_day(day), year(day)),
            false => self.short_day(day),
        };
        if from == to {
            return text(from);
        }
        let until = self.pick("al", "to", "a");
        format!("{} {until} {}", text(from), text(to))
    }

    /// `hace 4 s`.
    pub fn ago(self, ago: Ago) -> String {
        let span = self.span(ago);
        self.pick(
            format!("hace {span}"),
            format!("{span} ago"),
            format!("há {span}"),
        )
    }

    fn span(self, ago: Ago) -> String {
        match ago {
            Ago::Seconds(count) => format!("{count} s"),
            Ago::Minutes(count) => format!("{count} min"),
            Ago::Hours(count) => format!("{count} h"),
            Ago::Days(1) => self.pick("1 día", "1 day", "1 dia").to_owned(),
            Ago::Days(count) => format!("{count} {}", self.pick("días", "days", "dias")),
        }
    }

    fn month(self, day: BusinessDay) -> &'static str {
        let text = day.month();
        let month = text
            .split('-')
            .next_back()
            .and_then(|month| month.parse::<usize>().ok());
        MONTHS[self.index()][month.map_or(0, |month| month.clamp(1, 12) - 1)]
    }

    fn index(self) -> usize {
        match self.0 {
            Language::Spanish => 0,
            Language::English => 1,
            Language::Portuguese => 2,
        }
    }
}

fn number(day: BusinessDay) -> String {
    let text = day.to_string();
    let number = text.rsplit('-').next().unwrap_or_default();
    number.trim_start_matches('0').to_owned()
}

fn year(day: BusinessDay) -> String {
    let text = day.month();
    text.split('-').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> BusinessDay {
        text.parse().expect("a day")
    }

    #[test]
    fn days_follow_the_language() {
        let (tuesday, today) = (day("2026-11-24"), day("2026-12-01"));
        let full = |language| Words(language).full_day(tuesday, today);
        assert_eq!(full(Language::Spanish), "mar 24 nov");
        assert_eq!(full(Language::English), "Tue Nov 24");
        assert_eq!(full(Language::Portuguese), "ter., 24 nov.");
    }

    #[test]
    fn another_year_is_named() {
        let words = Words(Language::Spanish);
        let range = (day("2025-12-30"), day("2026-01-05"));
        assert_eq!(
            words.range(range, day("2026-01-05")),
            "30 dic 2025 al 5 ene 2026"
        );
        assert_eq!(
            words.full_day(day("2023-06-01"), day("2026-01-05")),
            "jue 1 jun 2023"
        );
    }

    #[test]
    fn time_passed_is_coarse() {
        let words = Words(Language::Spanish);
        assert_eq!(words.ago(Ago::of_ms(4_900)), "hace 4 s");
        assert_eq!(
            words.ago(Ago::of_ms(11 * MINUTE_MS + 30_000)),
            "hace 11 min"
        );
        assert_eq!(words.ago(Ago::of_ms(DAY_MS)), "hace 1 día");
        assert_eq!(words.ago(Ago::of_ms(-5)), "hace 0 s");
    }
}
