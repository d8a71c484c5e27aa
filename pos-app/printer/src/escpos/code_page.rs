//! The characters that a printer has.

use serde::{Deserialize, Serialize};
use yore::code_pages::{CP437, CP850, CP1252};

/// A code page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodePage {
    /// The first one, of every printer. No Portuguese tildes, few capitals with accents, no euro.
    Cp437,
    /// Western Europe, without the euro.
    Cp850,
    /// Western Europe with the euro: 850 but for one character.
    #[default]
    Cp858,
    /// Western Europe as Windows has it.
    Cp1252,
}

/// Where 858 has the euro, 850 has a dotless i.
const EURO: u8 = 0xd5;

impl CodePage {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Cp437, Self::Cp850, Self::Cp858, Self::Cp1252];

    /// Its number at most printers.
    pub const fn number(self) -> u8 {
        match self {
            Self::Cp437 => 0,
            Self::Cp850 => 2,
            Self::Cp858 => 19,
            Self::Cp1252 => 16,
        }
    }

    /// A text in this code page; nothing where it lacks a character.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        text.chars().map(|character| self.byte(character)).collect()
    }

    fn byte(self, character: char) -> Option<u8> {
        self.exact(character)
            .or_else(|| equal(character).and_then(|equal| self.exact(equal)))
    }

    fn exact(self, character: char) -> Option<u8> {
        // What is below a space is a command, whatever picture the code page has for it.
        if character.is_control() {
            return None;
        }
        if character.is_ascii() {
            return u8::try_from(character).ok();
        }
        let mut utf8 = [0; 4];
        let text = character.encode_utf8(&mut utf8);
        let encoded = match self {
            Self::Cp437 => CP437.encode(text),
            Self::Cp858 if character == '€' => return Some(EURO),
            Self::Cp858 if character == 'ı' => return None,
            Self::Cp850 | Self::Cp858 => CP850.encode(text),
            Self::Cp1252 => CP1252.encode(text),
        };
        match encoded.ok()?.as_ref() {
            [byte] if *byte >= 0x80 => Some(*byte),
            _ => None,
        }
    }
}

/// The same sign as typewriters have it: a minus that is no hyphen should not make a line a picture.
const fn equal(character: char) -> Option<char> {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '\u{2018}' | '\u{2019}' | '\u{2032}' => Some('\''),
        '\u{201c}' | '\u{201d}' | '\u{2033}' => Some('"'),
        '\u{d7}' => Some('x'),
        '\u{b7}' | '\u{2022}' => Some('\u{b7}'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spanish_is_in_every_code_page_but_its_capitals_are_not() {
        for page in CodePage::ALL {
            assert!(page.encode("¿Café con ñandú? ¡Sí! Vergüenza").is_some());
        }
        assert_eq!(CodePage::Cp437.encode("JAMÓN"), None);
        assert!(CodePage::Cp850.encode("JAMÓN").is_some());
    }

    #[test]
    fn the_euro_is_where_it_is() {
        assert_eq!(CodePage::Cp437.encode("€"), None);
        assert_eq!(CodePage::Cp850.encode("€"), None);
        assert_eq!(CodePage::Cp858.encode("€"), Some(vec![0xd5]));
        assert_eq!(CodePage::Cp1252.encode("€"), Some(vec![0x80]));
    }

    #[test]
    fn a_minus_and_a_hyphen_print_alike() {
        for page in CodePage::ALL {
            assert_eq!(page.encode("−1.600"), Some(b"-1.600".to_vec()));
            assert_eq!(page.encode("-1.600"), Some(b"-1.600".to_vec()));
        }
    }

    #[test]
    fn no_character_becomes_a_command() {
        for page in CodePage::ALL {
            for byte in (0..0x20).chain([0x7f]) {
                assert_eq!(page.encode(&char::from(byte).to_string()), None);
            }
            // Pictures that code page 437 has for the bytes of commands.
            assert_eq!(page.encode("☺"), None);
        }
    }
}
