//! Fresh names of things, minted in the page before a command is sent.

use uuid::{Builder, Uuid};

/// A fresh uuid v7: the moment, and 80 bits from the browser's generator.
pub fn fresh() -> Uuid {
    let mut random = [0_u8; 10];
    // A page without a generator cannot be: every engine that runs WebAssembly has one. Were it to fail, the
    // milliseconds and zeros would still be an id, and a clash would be refused by the journal rather than lost.
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    v7(now_ms(), &random)
}

/// Milliseconds since 1970 by this device's clock.
pub fn now_ms() -> i64 {
    js_sys::Date::now() as i64
}

/// The uuid v7 of a moment and 80 random bits.
pub fn v7(ms: i64, random: &[u8; 10]) -> Uuid {
    Builder::from_unix_timestamp_millis(ms.max(0).unsigned_abs(), random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_their_moment_and_differ_by_their_bits() {
        assert!(v7(1_000, &[9; 10]) < v7(1_001, &[0; 10]));
        assert_ne!(v7(1_000, &[1; 10]), v7(1_000, &[2; 10]));
        assert_eq!(v7(1_000, &[1; 10]).get_version_num(), 7);
    }
}
