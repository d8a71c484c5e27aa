//! A file of sales for `replay`.

use shared::money::{Currency, LINES_PER_ORDER_MAX};
use till::headless::SalesFile;

pub fn run(input: &[u8]) {
    let Ok(file) = SalesFile::open(input.to_vec(), Currency::ARS) else {
        return;
    };
    for order in file {
        match order.lines {
            Ok(lines) => {
                let most = usize::try_from(LINES_PER_ORDER_MAX).unwrap();
                assert!((1..=most).contains(&lines.len()), "{}", order.order);
            }
            Err(problems) => assert!(!problems.is_empty(), "refused, and nobody says why"),
        }
    }
}
