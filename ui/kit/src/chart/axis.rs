//! The values beside a chart: few, and round.

const STEPS: [i64; 4] = [1, 2, 3, 5];
const INTERVALS: i64 = 3;

/// An upright axis from nothing to a round value above the largest one drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The value at its top.
    pub top: i64,
    step: i64,
}

impl Axis {
    /// The axis for values up to `largest`, with steps of whole `unit`s.
    ///
    /// ```
    /// use kit::chart::Axis;
    /// let axis = Axis::up_to(725_900, 1);
    /// assert_eq!(axis.marks(), [0, 300_000, 600_000, 900_000]);
    /// ```
    pub fn up_to(largest: i64, unit: i64) -> Self {
        let unit = unit.max(1);
        let largest = largest.clamp(1, i64::MAX / 100);
        let mut power = unit;
        loop {
            for step in STEPS.map(|step| step.saturating_mul(power)) {
                let intervals = (largest - 1) / step + 1;
                if intervals <= INTERVALS {
                    let top = step.saturating_mul(intervals.max(1));
                    return Self { top, step };
                }
            }
            power = power.saturating_mul(10);
        }
    }

    /// The values to name, from the bottom.
    pub fn marks(self) -> Vec<i64> {
        (0..=self.top / self.step)
            .map(|index| index * self.step)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_sold_still_has_an_axis() {
        assert_eq!(Axis::up_to(0, 100).marks(), [0, 100]);
    }

    #[test]
    fn marks_are_whole_units() {
        assert_eq!(Axis::up_to(250, 100).marks(), [0, 100, 200, 300]);
    }

    #[test]
    fn the_largest_value_fits_and_fills_most() {
        for largest in [1, 7, 99, 100, 101, 4_999, 725_900, 999_999_999_999] {
            let axis = Axis::up_to(largest, 1);
            assert!(
                axis.top >= largest && axis.top <= largest.max(2) * 2,
                "{axis:?}"
            );
            assert!(axis.marks().len() <= 4);
        }
    }
}
