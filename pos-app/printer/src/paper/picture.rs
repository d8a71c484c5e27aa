//! A picture of black and white dots.

use serde::{Deserialize, Serialize};

/// The longest side that a picture may have: 130 m of paper.
const SIDE_MAX: u32 = 1 << 20;

/// Dots, eight to a byte, the leftmost in the highest bit; each row begins a byte.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Plain", into = "Plain")]
pub struct Picture {
    width: u32,
    height: u32,
    bits: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct Plain {
    width: u32,
    height: u32,
    bits: Vec<u8>,
}

/// Bits that are no picture of this size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a picture of {width} by {height} dots has other bits than {bits} bytes, or is too large")]
pub struct NotAPicture {
    width: u32,
    height: u32,
    bits: usize,
}

impl TryFrom<Plain> for Picture {
    type Error = NotAPicture;

    fn try_from(plain: Plain) -> Result<Self, NotAPicture> {
        Self::from_bits(plain.width, plain.height, plain.bits)
    }
}

impl From<Picture> for Plain {
    fn from(picture: Picture) -> Self {
        Self {
            width: picture.width,
            height: picture.height,
            bits: picture.bits,
        }
    }
}

impl Picture {
    /// A white one.
    pub fn white(width: u32, height: u32) -> Self {
        let (width, height) = (width.min(SIDE_MAX), height.min(SIDE_MAX));
        let bytes = u64::from(width.div_ceil(8)) * u64::from(height);
        Self {
            width,
            height,
            bits: vec![0; usize::try_from(bytes).unwrap_or(0)],
        }
    }

    /// From its bits.
    pub fn from_bits(width: u32, height: u32, bits: Vec<u8>) -> Result<Self, NotAPicture> {
        let bytes = u64::from(width.div_ceil(8)) * u64::from(height);
        let fits = width <= SIDE_MAX && height <= SIDE_MAX && bytes == bits.len() as u64;
        fits.then_some(()).ok_or(NotAPicture {
            width,
            height,
            bits: bits.len(),
        })?;
        Ok(Self {
            width,
            height,
            bits,
        })
    }

    /// Dots of a row.
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Bytes of a row.
    pub const fn row_bytes(&self) -> u32 {
        self.width.div_ceil(8)
    }

    /// The rows, one after the other.
    pub fn bits(&self) -> &[u8] {
        &self.bits
    }

    /// Whether this dot is black. What lies outside is white.
    pub fn is_black(&self, x: u32, y: u32) -> bool {
        let byte = self.place(x, y).and_then(|at| self.bits.get(at));
        byte.is_some_and(|byte| byte >> (7 - x % 8) & 1 == 1)
    }

    /// Makes a dot black or white. What lies outside is not there.
    pub fn set(&mut self, x: u32, y: u32, black: bool) {
        let byte = self.place(x, y).and_then(|at| self.bits.get_mut(at));
        if let Some(byte) = byte {
            let bit = 1 << (7 - x % 8);
            *byte = if black { *byte | bit } else { *byte & !bit };
        }
    }

    /// Makes a rectangle black or white.
    pub fn fill(&mut self, x: u32, y: u32, width: u32, height: u32, black: bool) {
        for row in y..y.saturating_add(height).min(self.height) {
            for column in x..x.saturating_add(width).min(self.width) {
                self.set(column, row, black);
            }
        }
    }

    /// Puts the black dots of another one onto it, in black or in white.
    pub fn put(&mut self, other: &Self, x: u32, y: u32, black: bool) {
        for row in 0..other.height {
            for column in 0..other.width {
                if other.is_black(column, row) {
                    self.set(x + column, y + row, black);
                }
            }
        }
    }

    /// The same dots on so many rows.
    pub fn resize_height(&mut self, height: u32) {
        self.height = height.min(SIDE_MAX);
        let bytes = u64::from(self.row_bytes()) * u64::from(self.height);
        self.bits.resize(usize::try_from(bytes).unwrap_or(0), 0);
    }

    /// Each dot so many times as wide and high.
    #[must_use]
    pub fn scaled(&self, times: u32) -> Self {
        let mut scaled = Self::white(self.width * times, self.height * times);
        for y in 0..scaled.height {
            for x in 0..scaled.width {
                if self.is_black(x / times, y / times) {
                    scaled.set(x, y, true);
                }
            }
        }
        scaled
    }

    /// Every second dot, every third and so on, until it is at most so wide.
    #[must_use]
    pub fn at_most(&self, width: u32) -> Self {
        let step = self.width.div_ceil(width.max(1)).max(1);
        if step == 1 {
            return self.clone();
        }
        let mut smaller = Self::white(self.width / step, self.height / step);
        for y in 0..smaller.height {
            for x in 0..smaller.width {
                smaller.set(x, y, self.is_black(x * step, y * step));
            }
        }
        smaller
    }

    fn place(&self, x: u32, y: u32) -> Option<usize> {
        if x >= self.width || y >= self.height {
            return None;
        }
        let at = u64::from(y) * u64::from(self.row_bytes()) + u64::from(x / 8);
        usize::try_from(at).ok()
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture {} x {}", self.width, self.height)
    }
}
