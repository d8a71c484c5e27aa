//! Which character a byte stands for.
//!
//! The tables are in `tables.txt`, made from another implementation of the code pages than the one the product uses,
//! so that a wrong entry shows. Their numbers are those of the usual printers.

use std::sync::LazyLock;

/// What stands for a byte without a character.
pub const NOTHING: char = '\u{fffd}';

struct Table {
    number: u8,
    upper: Vec<char>,
}

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    let lines = include_str!("tables.txt").lines();
    let rows = lines.filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| {
        let mut cells = line.splitn(3, '\t');
        let number = cells.next()?.parse().ok()?;
        let upper = cells.nth(1)?.chars().collect();
        Some(Table { number, upper })
    })
    .collect()
});

/// The characters that differ by country, in the order of [`REPLACED`].
const COUNTRIES: [&str; 14] = [
    r"#$@[\]^`{|}~",
    "#$à°ç§^`éùè¨",
    "#$§ÄÖÜ^`äöüß",
    r"£$@[\]^`{|}~",
    "#$@ÆØÅ^`æøå~",
    "#¤ÉÄÖÅÜéäöåü",
    r"#$@°\é^ùàòèì",
    "₧$@¡Ñ¿^`¨ñ}~",
    "#$@[¥]^`{|}~",
    "#¤ÉÆØÅÜéæøåü",
    "#$ÉÆØÅÜéæøåü",
    "#$á¡Ñ¿é`íñóú",
    "#$á¡Ñ¿éüíñóú",
    "#$@[₩]^`{|}~",
];
const REPLACED: &str = r"#$@[\]^`{|}~";

/// The character of a byte in a table and a country.
pub fn character(byte: u8, table: u8, country: u8) -> char {
    if byte >= 0x80 {
        let table = TABLES.iter().find(|known| known.number == table);
        let upper = table.and_then(|table| table.upper.get(usize::from(byte - 0x80)));
        return upper.copied().unwrap_or(NOTHING);
    }
    let plain = char::from(byte);
    let place = REPLACED.chars().position(|replaced| replaced == plain);
    let named = COUNTRIES.get(usize::from(country)).zip(place);
    named
        .and_then(|(characters, place)| characters.chars().nth(place))
        .unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_depends_on_table_and_country() {
        assert_eq!(character(0xa4, 0, 0), 'ñ');
        assert_eq!(character(0xd5, 2, 0), 'ı');
        assert_eq!(character(0xd5, 19, 0), '€');
        assert_eq!(character(0x80, 16, 0), '€');
        assert_eq!(character(b'\\', 0, 12), 'Ñ');
        assert_eq!(character(b'A', 200, 99), 'A');
        assert_eq!(character(0x80, 200, 0), NOTHING);
    }

    #[test]
    fn every_table_is_whole() {
        assert!(TABLES.len() > 25);
        assert!(TABLES.iter().all(|table| table.upper.len() == 128));
        assert!(
            COUNTRIES
                .iter()
                .all(|country| country.chars().count() == 12)
        );
    }
}
