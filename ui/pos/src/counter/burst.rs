//! Tells a barcode scanner from a person: eight signs or more, each within 50 ms of the one before, then Enter.

/// The longest pause between two signs of a scanner, in milliseconds.
const PAUSE_MAX_MS: i64 = 50;
/// The fewest signs of a code.
const SIGNS_MIN: usize = 8;

/// The signs that came so far without a pause.
#[derive(Clone, Debug, Default)]
pub struct Burst {
    signs: String,
    last_ms: i64,
}

impl Burst {
    /// A sign was typed.
    pub fn sign(&mut self, sign: &str, at_ms: i64) {
        if at_ms - self.last_ms > PAUSE_MAX_MS {
            self.signs.clear();
        }
        self.signs.push_str(sign);
        self.last_ms = at_ms;
    }

    /// Enter was typed: the code, where the signs before it came from a scanner.
    pub fn enter(&mut self, at_ms: i64) -> Option<String> {
        let fast = at_ms - self.last_ms <= PAUSE_MAX_MS;
        let signs = std::mem::take(&mut self.signs);
        (fast && signs.chars().count() >= SIGNS_MIN).then_some(signs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, pause: i64) -> Option<String> {
        let mut burst = Burst::default();
        let mut at = 10_000;
        for sign in text.chars() {
            burst.sign(&sign.to_string(), at);
            at += pause;
        }
        burst.enter(at)
    }

    #[test]
    fn a_scanner_is_fast_and_long() {
        assert_eq!(typed("7791234567890", 5), Some("7791234567890".to_owned()));
        assert_eq!(typed("7791234567890", 120), None);
        assert_eq!(typed("7791", 5), None);
    }

    #[test]
    fn what_a_person_typed_before_is_not_part_of_the_code() {
        let mut burst = Burst::default();
        burst.sign("x", 0);
        for (place, sign) in "12345678".chars().enumerate() {
            burst.sign(&sign.to_string(), 5_000 + i64::try_from(place).unwrap());
        }
        assert_eq!(burst.enter(5_010), Some("12345678".to_owned()));
    }
}
