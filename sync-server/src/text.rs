//! Text from outside as PostgreSQL can keep it.

use std::fmt::Display;

/// At most `max` signs, and no NUL, which PostgreSQL's text cannot hold.
pub fn storable(text: &(impl Display + ?Sized), max: usize) -> String {
    let text = text.to_string();
    let signs = text.chars().take(max);
    signs
        .map(|sign| if sign == '\0' { '\u{fffd}' } else { sign })
        .collect()
}
