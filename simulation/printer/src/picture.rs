//! A picture of black and white dots.

use std::io::Write;

/// Dots, row by row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    dots: Vec<bool>,
}

impl Picture {
    /// A white one.
    pub fn white(width: usize, height: usize) -> Self {
        Self {
            width,
            dots: vec![false; width * height],
        }
    }

    /// From rows of bits, the first dot in the highest bit.
    pub fn from_rows(width: usize, row_bytes: usize, rows: &[u8]) -> Self {
        let mut picture = Self::white(width, rows.len() / row_bytes.max(1));
        for (y, row) in rows.chunks_exact(row_bytes.max(1)).enumerate() {
            for x in 0..width.min(row_bytes * 8) {
                if row[x / 8] >> (7 - x % 8) & 1 == 1 {
                    picture.set(x, y, true);
                }
            }
        }
        picture
    }

    /// From columns of bits, the uppermost dot in the highest bit.
    pub fn from_columns(column_bytes: usize, columns: &[u8]) -> Self {
        let width = columns.len() / column_bytes.max(1);
        let mut picture = Self::white(width, column_bytes * 8);
        for (x, column) in columns.chunks_exact(column_bytes.max(1)).enumerate() {
            for y in 0..column_bytes * 8 {
                if column[y / 8] >> (7 - y % 8) & 1 == 1 {
                    picture.set(x, y, true);
                }
            }
        }
        picture
    }

    /// How many dots a row has.
    pub const fn width(&self) -> usize {
        self.width
    }

    /// How many rows there are.
    pub fn height(&self) -> usize {
        self.dots.len().checked_div(self.width).unwrap_or(0)
    }

    /// Whether this dot is black; what lies outside is white.
    pub fn is_black(&self, x: usize, y: usize) -> bool {
        x < self.width && self.dots.get(y * self.width + x).copied() == Some(true)
    }

    /// How many dots are black.
    pub fn black(&self) -> usize {
        self.dots.iter().filter(|dot| **dot).count()
    }

    /// Sets one dot; what lies outside is not there.
    pub fn set(&mut self, x: usize, y: usize, black: bool) {
        if x < self.width
            && let Some(dot) = self.dots.get_mut(y * self.width + x)
        {
            *dot = black;
        }
    }

    /// Makes it at least so high.
    pub fn grow(&mut self, height: usize) {
        let dots = height * self.width;
        if self.dots.len() < dots {
            self.dots.resize(dots, false);
        }
    }

    /// Puts the black dots of another one onto it.
    pub fn put(&mut self, other: &Self, x: usize, y: usize) {
        for row in 0..other.height() {
            for column in 0..other.width {
                if other.is_black(column, row) {
                    self.set(x + column, y + row, true);
                }
            }
        }
    }

    /// A part of it.
    pub fn part(&self, x: usize, y: usize, width: usize, height: usize) -> Self {
        let mut part = Self::white(width, height);
        for row in 0..height {
            for column in 0..width {
                part.set(column, row, self.is_black(x + column, y + row));
            }
        }
        part
    }

    /// So many times as wide and high.
    #[must_use]
    pub fn scaled(&self, wide: usize, high: usize) -> Self {
        let mut scaled = Self::white(self.width * wide, self.height() * high);
        for y in 0..scaled.height() {
            for x in 0..scaled.width {
                scaled.set(x, y, self.is_black(x / wide, y / high));
            }
        }
        scaled
    }

    /// Black for white.
    #[must_use]
    pub fn inverted(&self) -> Self {
        let dots = self.dots.iter().map(|dot| !dot).collect();
        Self {
            width: self.width,
            dots,
        }
    }

    /// Turned by half a circle.
    #[must_use]
    pub fn upside_down(&self) -> Self {
        let dots = self.dots.iter().rev().copied().collect();
        Self {
            width: self.width,
            dots,
        }
    }

    /// Turned by a quarter of a circle, clockwise.
    #[must_use]
    pub fn turned(&self) -> Self {
        let mut turned = Self::white(self.height(), self.width);
        for y in 0..self.height() {
            for x in 0..self.width {
                turned.set(self.height() - 1 - y, x, self.is_black(x, y));
            }
        }
        turned
    }

    /// As a PNG file with a grey value a dot.
    pub fn to_png(&self, to: impl Write) -> Result<(), png::EncodingError> {
        let side = |dots: usize| u32::try_from(dots.max(1)).unwrap_or(u32::MAX);
        let mut grown = self.clone();
        if grown.dots.is_empty() {
            grown = Self::white(1, 1);
        }
        let mut encoder = png::Encoder::new(to, side(grown.width), side(grown.height()));
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&grown.to_grey())
    }

    /// A byte a dot: 0 is black, 255 is white.
    pub fn to_grey(&self) -> Vec<u8> {
        self.dots
            .iter()
            .map(|dot| if *dot { 0 } else { 255 })
            .collect()
    }
}
