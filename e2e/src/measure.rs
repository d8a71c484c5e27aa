//! How fast the built programs are, from outside: what a person at the counter and an owner would feel.

pub mod catch_up;
pub mod fill;
pub mod large;
pub mod load;
pub mod memory;
pub mod start;
pub mod taps;
pub mod wire;

/// The value below which a share of the samples lies (0.5: the median). Sorts the samples.
fn quantile(samples: &mut [f64], share: f64) -> f64 {
    samples.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    let place = (samples.len().saturating_sub(1) as f64 * share).round() as usize;
    samples.get(place).copied().unwrap_or(f64::NAN)
}
