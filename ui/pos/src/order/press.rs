//! Which presses on the grid count as a tap: down and up on the same tile. Two fingers on two tiles are two
//! taps; a second tap on the same tile within 80 ms is water.

use shared::id::ProductId;
use std::collections::HashMap;

/// Within this long after a tap on a tile another on the same is no tap, in milliseconds.
const WATER_MS: f64 = 80.0;
/// From this long on a press is a long one, in milliseconds.
const LONG_MS: f64 = 500.0;

/// What a press was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// A tap.
    Tap(ProductId),
    /// A long press.
    Hold(ProductId),
}

/// The fingers that are down, and the last taps.
#[derive(Debug, Default)]
pub struct Presses {
    down: HashMap<i32, (ProductId, f64)>,
    last: Option<(ProductId, f64)>,
}

impl Presses {
    /// A finger or a mouse button went down on a tile.
    pub fn down(&mut self, pointer: i32, product: ProductId, at_ms: f64) {
        self.down.insert(pointer, (product, at_ms));
    }

    /// It went up again, over this tile or none.
    pub fn up(&mut self, pointer: i32, over: Option<ProductId>, at_ms: f64) -> Option<Touch> {
        let (product, since) = self.down.remove(&pointer)?;
        if over != Some(product) || self.is_water(product, at_ms) {
            return None;
        }
        self.last = Some((product, at_ms));
        let long = at_ms - since >= LONG_MS;
        Some(if long {
            Touch::Hold(product)
        } else {
            Touch::Tap(product)
        })
    }

    /// Whether the press that began at this moment still lasts.
    pub fn lasts(&self, pointer: i32, since_ms: f64) -> bool {
        self.down
            .get(&pointer)
            .is_some_and(|(_, since)| *since == since_ms)
    }

    /// The system took the finger away: it scrolls.
    pub fn cancel(&mut self, pointer: i32) {
        self.down.remove(&pointer);
    }

    /// A click that no press came before: the keyboard's, or assistive technology's.
    pub fn click(&mut self, product: ProductId, at_ms: f64) -> Option<Touch> {
        if self.is_water(product, at_ms) {
            return None;
        }
        self.last = Some((product, at_ms));
        Some(Touch::Tap(product))
    }

    fn is_water(&self, product: ProductId, at_ms: f64) -> bool {
        self.last
            .is_some_and(|(last, at)| last == product && at_ms - at < WATER_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn product(number: u128) -> ProductId {
        ProductId(Uuid::from_u128(number))
    }

    #[test]
    fn down_and_up_on_the_same_tile_is_a_tap() {
        let mut presses = Presses::default();
        presses.down(1, product(1), 0.0);
        assert_eq!(
            presses.up(1, Some(product(1)), 60.0),
            Some(Touch::Tap(product(1)))
        );
        presses.down(1, product(1), 200.0);
        assert!(presses.lasts(1, 200.0) && !presses.lasts(1, 0.0));
        assert_eq!(presses.up(1, Some(product(2)), 260.0), None);
        assert!(!presses.lasts(1, 200.0));
        presses.down(1, product(1), 400.0);
        assert_eq!(
            presses.up(1, Some(product(1)), 950.0),
            Some(Touch::Hold(product(1)))
        );
    }

    #[test]
    fn two_fingers_on_two_tiles_are_two_taps() {
        let mut presses = Presses::default();
        presses.down(1, product(1), 0.0);
        presses.down(2, product(2), 5.0);
        assert_eq!(
            presses.up(2, Some(product(2)), 40.0),
            Some(Touch::Tap(product(2)))
        );
        assert_eq!(
            presses.up(1, Some(product(1)), 42.0),
            Some(Touch::Tap(product(1)))
        );
    }

    #[test]
    fn water_is_no_tap_and_the_click_after_a_press_is_the_same_tap() {
        let mut presses = Presses::default();
        presses.down(1, product(1), 0.0);
        assert!(presses.up(1, Some(product(1)), 30.0).is_some());
        assert_eq!(presses.click(product(1), 30.0), None);
        presses.down(1, product(1), 60.0);
        assert_eq!(presses.up(1, Some(product(1)), 100.0), None);
        presses.down(1, product(1), 120.0);
        assert!(presses.up(1, Some(product(1)), 160.0).is_some());
    }

    #[test]
    fn scrolling_is_no_tap() {
        let mut presses = Presses::default();
        presses.down(1, product(1), 0.0);
        presses.cancel(1);
        assert_eq!(presses.up(1, Some(product(1)), 30.0), None);
        assert_eq!(
            presses.click(product(1), 300.0),
            Some(Touch::Tap(product(1)))
        );
    }
}
