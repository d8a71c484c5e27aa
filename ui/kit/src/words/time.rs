//! Dates and times as people of the place write them.

use chrono::{Datelike, NaiveDate};
use shared::clock::{BusinessDay, DayStart, Wall};
use shared::till::Language;

const DAYS: [[&str; 7]; 3] = [
    ["lun", "mar", "mié", "jue", "vie", "sáb", "dom"],
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["seg.", "ter.", "qua.", "qui.", "sex.", "sáb.", "dom."],
];

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

const fn row(language: Language) -> usize {
    match language {
        Language::Spanish => 0,
        Language::English => 1,
        Language::Portuguese => 2,
    }
}

/// `10:42`, by the clock of the place.
pub fn clock(wall: Wall) -> String {
    let minute = wall.minute_of_day();
    format!("{}:{:02}", minute / 60, minute % 60)
}

/// `mar 24 nov`.
pub fn day(language: Language, wall: Wall) -> String {
    long_day(language, wall.business_day(DayStart(0)))
}

/// `mar 24 nov` of a business day.
pub fn long_day(language: Language, day: BusinessDay) -> String {
    let date = day.date();
    let weekday = weekday(language, date);
    let rest = short_day(language, day);
    match language {
        Language::Spanish | Language::English => format!("{weekday} {rest}"),
        Language::Portuguese => format!("{weekday}, {rest}"),
    }
}

/// `24 nov`.
pub fn short_day(language: Language, day: BusinessDay) -> String {
    let date = day.date();
    let month = usize::try_from(date.month0()).unwrap_or_default();
    let month = MONTHS[row(language)][month];
    match language {
        Language::Spanish | Language::Portuguese => format!("{} {month}", date.day()),
        Language::English => format!("{month} {}", date.day()),
    }
}

fn weekday(language: Language, date: NaiveDate) -> &'static str {
    let place = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or_default();
    DAYS[row(language)][place]
}

/// `10:31`, with the day before it where it is another day than `now`.
pub fn moment(language: Language, wall: Wall, now: Wall) -> String {
    let midnight = DayStart(0);
    if wall.business_day(midnight) == now.business_day(midnight) {
        clock(wall)
    } else {
        format!("{} {}", day(language, wall), clock(wall))
    }
}

/// `hace 11 min`.
pub fn ago(language: Language, ms: i64) -> String {
    let seconds = ms.max(0) / 1_000;
    let (count, unit) = match seconds {
        ..60 => (seconds, "s"),
        60..3_600 => (seconds / 60, "min"),
        3_600..86_400 => (seconds / 3_600, "h"),
        _ => (seconds / 86_400, days(language, seconds / 86_400)),
    };
    match language {
        Language::Spanish => format!("hace {count} {unit}"),
        Language::English => format!("{count} {unit} ago"),
        Language::Portuguese => format!("há {count} {unit}"),
    }
}

const fn days(language: Language, count: i64) -> &'static str {
    match (language, count) {
        (Language::Spanish, 1) => "día",
        (Language::Spanish, _) => "días",
        (Language::English, 1) => "day",
        (Language::English, _) => "days",
        (Language::Portuguese, 1) => "dia",
        (Language::Portuguese, _) => "dias",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // 2026-11-24 13:42 UTC, three hours behind in Buenos Aires.
    const NOW: Wall = Wall {
        ms: 1_795_527_720_000,
        offset: -180,
    };

    #[test]
    fn a_moment_reads_as_in_the_design() {
        assert_eq!(clock(NOW), "10:42");
        assert_eq!(day(Language::Spanish, NOW), "mar 24 nov");
        assert_eq!(day(Language::English, NOW), "Tue Nov 24");
        assert_eq!(day(Language::Portuguese, NOW), "ter., 24 nov.");
    }

    #[test]
    fn another_day_is_named() {
        let yesterday = Wall {
            ms: NOW.ms - 86_400_000,
            ..NOW
        };
        assert_eq!(moment(Language::Spanish, NOW, NOW), "10:42");
        assert_eq!(
            moment(Language::Spanish, yesterday, NOW),
            "lun 23 nov 10:42"
        );
    }

    #[test]
    fn time_since_has_one_unit() {
        assert_eq!(ago(Language::Spanish, 11 * 60_000), "hace 11 min");
        assert_eq!(ago(Language::English, 3_000), "3 s ago");
        assert_eq!(ago(Language::Portuguese, 86_400_000), "há 1 dia");
    }
}
