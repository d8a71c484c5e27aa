//! When a cafe opens and closes, by the clock on its wall.

use shared::business::OpeningHours;
use shared::clock::BusinessDay;

const MINUTES_OF_DAY: u16 = 1_440;

/// A moment on the cafe's wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// 1 for Monday to 7 for Sunday.
    pub weekday: u8,
    /// Minutes after midnight.
    pub minute: u16,
}

/// When it opens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// How many days from now; 0 for today.
    pub in_days: u8,
    /// The day: 1 for Monday to 7 for Sunday.
    pub weekday: u8,
    /// Minutes after midnight.
    pub opens: u16,
}

/// The day of the week, 1 for Monday to 7 for Sunday.
pub fn weekday(day: BusinessDay) -> u8 {
    // 1970-01-01, day 0, was a Thursday.
    u8::try_from((day.0 + 3).rem_euclid(7) + 1).unwrap_or(1)
}

/// When it closes, if it is open by these hours: minutes after midnight, of today or of tomorrow.
pub fn closes(hours: &[OpeningHours], now: Moment) -> Option<u16> {
    let yesterday = before(now.weekday);
    let today = hours.iter().find(|open| {
        open.weekday == now.weekday && (open.opens..open.closes).contains(&now.minute)
    });
    let since_yesterday = hours.iter().find(|open| {
        let late = now.minute + MINUTES_OF_DAY;
        open.weekday == yesterday && (open.opens..open.closes).contains(&late)
    });
    let open = today.or(since_yesterday)?;
    Some(open.closes % MINUTES_OF_DAY)
}

/// When it opens next, looked for in the coming week.
pub fn opens(hours: &[OpeningHours], now: Moment) -> Option<Opening> {
    (0..=7).find_map(|in_days| {
        let day = (now.weekday - 1 + in_days) % 7 + 1;
        let later = hours
            .iter()
            .filter(|open| open.weekday == day && (in_days > 0 || open.opens > now.minute));
        let opens = later.map(|open| open.opens).min()?;
        Some(Opening {
            in_days,
            weekday: day,
            opens,
        })
    })
}

/// The hours of one day, in order; none when it is closed.
pub fn of_day(hours: &[OpeningHours], weekday: u8) -> Vec<OpeningHours> {
    let mut day: Vec<OpeningHours> = hours
        .iter()
        .filter(|open| open.weekday == weekday)
        .copied()
        .collect();
    day.sort_by_key(|open| open.opens);
    day
}

/// `08:30`; after midnight it begins again.
pub fn time(minute: u16) -> String {
    let minute = minute % MINUTES_OF_DAY;
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

fn before(weekday: u8) -> u8 {
    if weekday <= 1 { 7 } else { weekday - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOURS: [OpeningHours; 3] = [
        OpeningHours {
            weekday: 1,
            opens: 480,
            closes: 720,
        },
        OpeningHours {
            weekday: 1,
            opens: 960,
            closes: 1_200,
        },
        // Open until two in the morning of Sunday.
        OpeningHours {
            weekday: 6,
            opens: 600,
            closes: 1_560,
        },
    ];

    fn at(weekday: u8, minute: u16) -> Moment {
        Moment { weekday, minute }
    }

    #[test]
    fn it_closes_at_the_end_of_the_hours_that_hold_now() {
        assert_eq!(closes(&HOURS, at(1, 480)), Some(720));
        assert_eq!(closes(&HOURS, at(1, 720)), None);
        assert_eq!(closes(&HOURS, at(1, 1_000)), Some(1_200));
    }

    #[test]
    fn a_night_belongs_to_the_day_before() {
        assert_eq!(closes(&HOURS, at(6, 1_400)), Some(120));
        assert_eq!(closes(&HOURS, at(7, 60)), Some(120));
        assert_eq!(closes(&HOURS, at(7, 120)), None);
    }

    #[test]
    fn it_opens_later_today_or_on_another_day() {
        let opening = |in_days, weekday, opens| {
            Some(Opening {
                in_days,
                weekday,
                opens,
            })
        };
        assert_eq!(opens(&HOURS, at(1, 800)), opening(0, 1, 960));
        assert_eq!(opens(&HOURS, at(1, 1_300)), opening(5, 6, 600));
        assert_eq!(opens(&HOURS, at(7, 200)), opening(1, 1, 480));
        assert_eq!(opens(&HOURS[2..], at(6, 700)), opening(7, 6, 600));
        assert_eq!(opens(&[], at(1, 0)), None);
    }

    #[test]
    fn the_first_of_january_1970_was_a_thursday() {
        assert_eq!(weekday(BusinessDay(0)), 4);
        assert_eq!(weekday(BusinessDay(-1)), 3);
    }

    #[test]
    fn times_have_two_digits() {
        assert_eq!(time(510), "08:30");
        assert_eq!(time(1_560), "02:00");
    }
}
