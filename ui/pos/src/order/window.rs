//! Which rows of a long grid are drawn: those that are seen and one on each side.

/// The measures of the grid, in whole pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Tiles in a row.
    pub columns: usize,
    /// A row and the gap below it.
    pub row: usize,
    /// The height that is seen.
    pub height: usize,
    /// How far it is scrolled.
    pub scrolled: usize,
}

/// Rows beyond the seen ones on each side.
const MARGIN: usize = 1;

impl Window {
    /// The rows of so many tiles.
    pub fn rows(&self, tiles: usize) -> usize {
        tiles.div_ceil(self.columns.max(1))
    }

    /// The tiles that are drawn, of so many.
    pub fn tiles(&self, tiles: usize) -> std::ops::Range<usize> {
        let row = self.row.max(1);
        let seen = self.height.div_ceil(row) + 1;
        let most = self.rows(tiles).saturating_sub(seen);
        let first = (self.scrolled / row).min(most).saturating_sub(MARGIN);
        let last = (self.scrolled / row).min(most) + seen + MARGIN;
        let start = (first * self.columns).min(tiles);
        start..(last * self.columns).min(tiles)
    }

    /// The rows above the drawn ones.
    pub fn rows_above(&self, tiles: usize) -> usize {
        self.tiles(tiles).start / self.columns.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEEN: Window = Window {
        columns: 4,
        row: 140,
        height: 700,
        scrolled: 0,
    };

    #[test]
    fn a_short_grid_is_drawn_whole() {
        assert_eq!(SEEN.tiles(20), 0..20);
        assert_eq!(SEEN.tiles(0), 0..0);
    }

    #[test]
    fn a_long_grid_is_drawn_where_it_is_seen() {
        assert_eq!(SEEN.tiles(20_000), 0..28);
        let further = Window {
            scrolled: 14_000,
            ..SEEN
        };
        assert_eq!(further.tiles(20_000), 396..428);
        assert_eq!(further.rows_above(20_000), 99);
    }

    #[test]
    fn scrolled_beyond_the_end_shows_the_end() {
        let beyond = Window {
            scrolled: 9_999_999,
            ..SEEN
        };
        assert_eq!(beyond.tiles(22).end, 22);
        assert!(beyond.tiles(22).len() >= 20);
    }
}
