//! A field that several writers set: the highest stamp wins.

use crate::journal::Stamp;

/// A value and the stamp that set it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Register<T> {
    held: Option<(Stamp, T)>,
}

impl<T> Default for Register<T> {
    fn default() -> Self {
        Self { held: None }
    }
}

impl<T> Register<T> {
    /// Takes `value` where its stamp is higher than the one held.
    pub fn set(&mut self, stamp: Stamp, value: T) {
        if self.held.as_ref().is_none_or(|(held, _)| *held < stamp) {
            self.held = Some((stamp, value));
        }
    }

    /// Takes `value` where there is one.
    pub fn set_some(&mut self, stamp: Stamp, value: Option<T>) {
        if let Some(value) = value {
            self.set(stamp, value);
        }
    }

    /// The value held.
    pub fn get(&self) -> Option<&T> {
        self.held.as_ref().map(|(_, value)| value)
    }
}
