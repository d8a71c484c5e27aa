//! Shares of a whole as SVG writes them, by whole numbers only.

const HUNDREDTHS: i128 = 10_000;

/// `part` of `whole` in hundredths of a percent, `0..=10_000`.
pub(super) fn share(part: i64, whole: i64) -> i64 {
    if whole <= 0 {
        return 0;
    }
    let share = i128::from(part) * HUNDREDTHS / i128::from(whole);
    i64::try_from(share.clamp(0, HUNDREDTHS)).unwrap_or(0)
}

/// Hundredths of a percent as `12.34%`.
pub(super) fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_stays_within_the_whole() {
        assert_eq!(share(1, 3), 3_333);
        assert_eq!(share(5, 3), 10_000);
        assert_eq!(share(-5, 3), 0);
        assert_eq!(share(5, 0), 0);
        assert_eq!(share(i64::MAX, i64::MAX), 10_000);
    }

    #[test]
    fn hundredths_are_written_with_two_decimals() {
        assert_eq!(percent(3_305), "33.05%");
        assert_eq!(percent(10_000), "100.00%");
    }
}
