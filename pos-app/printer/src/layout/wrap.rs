//! Text, broken at words.

use super::Measure;
use super::said::{is_break, loosened};
use crate::paper::Style;

/// Breaks a text into lines of at most this width: at spaces, and inside a word only where it is longer than a line.
/// Spaces at the breaks go, several become one. A character that is wider than the line stands alone, in plain width.
pub fn wrap(text: &str, style: Style, width: u32, measure: &impl Measure) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let space = measure.advance(' ', style);
    for word in text.split(is_break).filter(|word| !word.is_empty()) {
        let word = loosened(word);
        let long = measure.width(&word, style);
        let before = if line.is_empty() { 0 } else { space };
        if used + before + long <= width {
            if before > 0 {
                line.push(' ');
            }
            line.push_str(&word);
            used += before + long;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        used = 0;
        for character in word.chars() {
            let advance = measure.advance(character, style);
            if used + advance > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(character);
            used += advance;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The widest word of a text, or the width of a line where it is wider.
pub fn widest_word(text: &str, style: Style, measure: &impl Measure) -> u32 {
    let words = text.split(is_break);
    let widths = words.map(|word| measure.width(word, style));
    widths.max().unwrap_or(0).min(measure.line())
}
