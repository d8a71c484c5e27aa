//! What the day comes to, added up by the test alone. Amounts are in minor units.

/// The books of a till.
#[derive(Clone, Copy, Debug, Default)]
pub struct Books {
    /// What was sold, less what came back.
    pub net: i64,
    /// What is in the drawer.
    pub drawer: i64,
    /// Tips.
    pub tips: i64,
    /// How many payments.
    pub paid: usize,
    /// How many refunds.
    pub refunds: usize,
}

impl Books {
    /// Something was paid: of it so much in cash, change off, and so much on top.
    pub fn paid(&mut self, total: i64, cash: i64, tip: i64) {
        self.net += total;
        self.drawer += cash;
        self.tips += tip;
        self.paid += 1;
    }

    /// So much was given back in cash.
    pub fn gave_back(&mut self, amount: i64) {
        self.net -= amount;
        self.drawer -= amount;
        self.refunds += 1;
    }

    /// The numbers of receipts given so far.
    pub const fn receipts(&self) -> usize {
        self.paid + self.refunds
    }
}

/// How many of which notes make an amount.
pub fn notes(mut amount: i64) -> Vec<(i64, i64)> {
    const NOTES: [i64; 10] = [
        2_000_000, 1_000_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000,
    ];
    let mut made = Vec::new();
    for note in NOTES {
        if amount >= note {
            made.push((note, amount / note));
            amount %= note;
        }
    }
    made
}
