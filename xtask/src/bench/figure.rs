//! One measured number, what it is measured against, and whether that is good enough.

use serde::Serialize;

/// Which way is better.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// Times, sizes.
    Lower,
    /// Rates.
    Higher,
}

/// What a figure is held against.
#[derive(Clone, Serialize)]
pub struct Yardstick {
    /// A limit of the machine, a peer, or a figure we set ourselves.
    pub name: String,
    /// In the figure's unit.
    pub value: f64,
    /// The ratio (ours to the yardstick) we aim for.
    pub goal: f64,
}

/// One line of the table.
#[derive(Clone, Serialize)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// Of the value and the yardstick.
    pub unit: &'static str,
    /// What came out.
    pub value: f64,
    /// Which way is better.
    pub better: Better,
    /// None for a limit itself, which is measured for others.
    pub against: Option<Yardstick>,
}

impl Figure {
    /// A figure that stands alone, such as a limit.
    pub fn new(name: &str, unit: &'static str, better: Better, value: f64) -> Self {
        Self {
            name: name.to_owned(),
            unit,
            value,
            better,
            against: None,
        }
    }

    /// The same figure held against a limit or a peer.
    pub fn against(mut self, name: &str, value: f64, goal: f64) -> Self {
        self.against = Some(Yardstick {
            name: name.to_owned(),
            value,
            goal,
        });
        self
    }

    /// Ours divided by the yardstick's.
    pub fn ratio(&self) -> Option<f64> {
        self.against
            .as_ref()
            .map(|yardstick| self.value / yardstick.value)
    }

    /// Whether the goal is reached.
    pub fn is_reached(&self) -> Option<bool> {
        let (ratio, goal) = (self.ratio()?, self.against.as_ref()?.goal);
        Some(match self.better {
            Better::Lower => ratio <= goal,
            Better::Higher => ratio >= goal,
        })
    }
}

/// The value below which a share of the samples lies (0.5: the median). Sorts the samples.
pub fn quantile(samples: &mut [f64], share: f64) -> f64 {
    samples.sort_by(f64::total_cmp);
    let last = samples.len().saturating_sub(1);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    let place = (last as f64 * share).round() as usize;
    samples.get(place).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: f64, better: Better) -> Figure {
        Figure::new("x", "ms", better, value).against("limit", 10.0, 2.0)
    }

    #[test]
    fn a_goal_is_a_ratio_in_the_better_direction() {
        assert_eq!(figure(20.0, Better::Lower).is_reached(), Some(true));
        assert_eq!(figure(21.0, Better::Lower).is_reached(), Some(false));
        assert_eq!(figure(19.0, Better::Higher).is_reached(), Some(false));
    }

    #[test]
    fn the_median_is_in_the_middle() {
        assert!((quantile(&mut [3.0, 1.0, 2.0], 0.5) - 2.0).abs() < f64::EPSILON);
    }
}
