//! Values out of the bytes of an input. When they are used up, everything is zero.

/// What is left of an input.
pub struct Draw<'a>(pub &'a [u8]);

impl<'a> Draw<'a> {
    /// The next bytes.
    pub fn take(&mut self, most: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(most.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// A byte.
    pub fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    /// A number of 64 bits. A first byte chooses how wide it is, so that small ones are as likely as large ones.
    pub fn number(&mut self) -> i64 {
        let width = usize::from(self.byte() % 9);
        let mut bytes = [0; 8];
        let taken = self.take(width);
        bytes[..taken.len()].copy_from_slice(taken);
        let number = i64::from_le_bytes(bytes);
        // As far below zero as above it.
        if width > 0 && number & 1 == 1 {
            !(number >> 1)
        } else {
            number
        }
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: u8) -> u8 {
        self.byte() % limit.max(1)
    }

    /// Whether anything is left.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
