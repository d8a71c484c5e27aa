//! Which receipts a report covers: exactly these, as runs without a gap, so that a Z can say of any sale whether it
//! holds it and is still a few words long.

use crate::order::{ReceiptNumber, TillCode};
use serde::{Deserialize, Serialize};

/// Receipts of one code, one after the other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReceiptRun {
    /// The till's code.
    pub till: TillCode,
    /// The first.
    pub from: u32,
    /// The last.
    pub to: u32,
}

/// Whether these runs have this receipt.
pub fn holds(runs: &[ReceiptRun], receipt: &ReceiptNumber) -> bool {
    let has = |run: &ReceiptRun| (run.from..=run.to).contains(&receipt.number);
    runs.iter().any(|run| run.till == receipt.till && has(run))
}

/// Takes a receipt in. The runs stay in the order of their codes and numbers, whatever order receipts come in.
pub(super) fn take(runs: &mut Vec<ReceiptRun>, receipt: &ReceiptNumber) {
    if holds(runs, receipt) {
        return;
    }
    let (till, number) = (&receipt.till, receipt.number);
    let at = runs.partition_point(|run| (&run.till, run.from) < (till, number));
    let joins_after = at.checked_sub(1).filter(|before| {
        runs[*before].till == *till && runs[*before].to.checked_add(1) == Some(number)
    });
    let joins_before = runs
        .get(at)
        .is_some_and(|next| next.till == *till && number.checked_add(1) == Some(next.from));
    match (joins_after, joins_before) {
        (Some(before), true) => {
            runs[before].to = runs[at].to;
            runs.remove(at);
        }
        (Some(before), false) => runs[before].to = number,
        (None, true) => runs[at].from = number,
        (None, false) => runs.insert(
            at,
            ReceiptRun {
                till: till.clone(),
                from: number,
                to: number,
            },
        ),
    }
}
