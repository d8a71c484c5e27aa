//! Text as it can be printed.

use unicode_normalization::UnicodeNormalization;

/// What stands for what cannot be printed: a control character would be a command to the printer.
const STRANGE: char = '\u{fffd}';

/// Text with its accents in one character each, with plain spaces, and with nothing in it that a printer would obey.
/// Control characters and what turns the direction of writing stay visible, as boxes.
pub fn said(text: &str) -> String {
    let composed = text.nfc();
    composed
        .map(|character| match character {
            '\t' | '\n' | '\r' => ' ',
            hidden if hidden.is_control() || turns(hidden) => STRANGE,
            other => other,
        })
        .collect()
}

/// Marks that make text read otherwise than it is stored, and the mark of a byte order.
const fn turns(character: char) -> bool {
    matches!(
        character,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// Whether a line may break here.
pub fn is_break(character: char) -> bool {
    let binds = matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}');
    character.is_whitespace() && !binds
}

/// A space that binds two words is printed as any other.
pub fn loosened(word: &str) -> String {
    let loosened = word.chars().map(|character| {
        if character.is_whitespace() {
            ' '
        } else {
            character
        }
    });
    loosened.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_command() {
        assert_eq!(said("caf\u{1b}p0\u{9b}!"), "caf\u{fffd}p0\u{fffd}!");
        assert_eq!(said("a\u{202e}b"), "a\u{fffd}b");
    }

    #[test]
    fn an_accent_is_part_of_its_letter() {
        assert_eq!(said("cafe\u{301} nin\u{303}o"), "café niño");
    }
}
