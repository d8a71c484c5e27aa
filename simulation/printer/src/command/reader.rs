//! Bytes, taken from the front.

use super::Unreadable;

/// A stream and the place in it.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    began: usize,
}

impl<'a> Reader<'a> {
    /// At the beginning.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            began: 0,
        }
    }

    /// Whether nothing is left.
    pub const fn is_done(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// Begins a command here and says where that is.
    pub const fn begin(&mut self) -> usize {
        self.began = self.at;
        self.at
    }

    /// The next byte.
    pub fn byte(&mut self) -> Result<u8, Unreadable> {
        let byte = self.bytes.get(self.at).copied().ok_or(self.short())?;
        self.at += 1;
        Ok(byte)
    }

    /// The next so many bytes.
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Unreadable> {
        let end = self.at.checked_add(length).ok_or(self.short())?;
        let taken = self.bytes.get(self.at..end).ok_or(self.short())?;
        self.at = end;
        Ok(taken)
    }

    /// A number of two bytes, the low one first.
    pub fn number(&mut self) -> Result<u16, Unreadable> {
        Ok(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    /// What comes before a NUL, which is taken as well.
    pub fn until_nul(&mut self) -> Result<&'a [u8], Unreadable> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == 0);
        let taken = self.take(length.ok_or(self.short())?)?;
        self.at += 1;
        Ok(taken)
    }

    /// The characters from the last byte taken on.
    pub fn text(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.began..).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte < 0x20);
        let text = &rest[..length.unwrap_or(rest.len())];
        self.at = self.began + text.len();
        text
    }

    /// That the command begun last is none.
    pub fn unknown(&self) -> Unreadable {
        let end = self.at.max(self.began + 1).min(self.bytes.len());
        Unreadable::Unknown {
            at: self.began,
            bytes: self.bytes[self.began.min(end)..end].to_vec(),
        }
    }

    const fn short(&self) -> Unreadable {
        Unreadable::CutShort { at: self.began }
    }
}
