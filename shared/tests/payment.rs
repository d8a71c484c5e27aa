//! Quick amounts and change are what a person at a till would hand over.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

use proptest::prelude::*;
use shared::money::{Currency, Money};
use shared::payment::{
    CashRounding, Checkout, RoundTo, Tender, TenderKind, Tip, change_in_notes, quick_amounts,
};
use shared::percent::Percent;

fn text(amounts: &[Money], currency: Currency) -> String {
    amounts
        .iter()
        .map(|amount| amount.to_decimal(currency))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn quick_amounts_are_the_next_notes_up() {
    let quick = |due: &str, currency| {
        text(
            &quick_amounts(Money::parse(due, currency).unwrap(), currency),
            currency,
        )
    };
    assert_eq!(
        quick("23364", Currency::ARS),
        "23400.00 23500.00 24000.00 30000.00"
    );
    assert_eq!(
        quick("4300", Currency::ARS),
        "4400.00 4500.00 5000.00 6000.00"
    );
    assert_eq!(quick("3.75", Currency::USD), "4.00 5.00 10.00 20.00");
    assert_eq!(quick("9350", Currency::CLP), "10000 20000");
}

#[test]
fn change_is_told_in_notes() {
    let notes = change_in_notes(Money::minor(670_000), Currency::ARS);
    let told: Vec<String> = notes
        .iter()
        .map(|(count, note)| format!("{count} x {}", note.to_decimal(Currency::ARS)))
        .collect();
    assert_eq!(told, ["3 x 2000.00", "1 x 500.00", "1 x 200.00"]);
}

proptest! {
    #[test]
    fn quick_amounts_cover_what_is_due(due in 0_i64..1_000_000_000, index in 0..Currency::ALL.len()) {
        let amounts = quick_amounts(Money::minor(due), Currency::ALL[index]);
        prop_assert!(amounts.iter().all(|amount| *amount > Money::minor(due)));
        prop_assert!(amounts.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn notes_never_add_up_to_more_than_the_change(change in 0_i64..1_000_000_000, index in 0..Currency::ALL.len()) {
        let notes = change_in_notes(Money::minor(change), Currency::ALL[index]);
        let sum: i64 = notes.iter().map(|(count, note)| count * note.to_minor()).sum();
        prop_assert!(sum <= change);
    }
}

proptest! {
    /// Whatever is given in whatever order, what is left is asked for, and giving it exactly closes the order.
    #[test]
    fn what_is_due_closes_the_order(
        total in 1_i64..5_000_000,
        tip in 0_u32..3_000,
        step in prop::sample::select(vec![0_i64, 5, 100, 10_000]),
        down in any::<bool>(),
        parts in prop::collection::vec((any::<bool>(), 1_i64..100), 0..4),
        last_in_cash in any::<bool>(),
    ) {
        let kind = |in_cash| if in_cash { TenderKind::Cash } else { TenderKind::Card };
        let to = if down { RoundTo::Down } else { RoundTo::Nearest };
        let mut checkout = Checkout {
            total: Money::minor(total),
            tip: Tip::Part(Percent::basis_points(tip).unwrap()),
            rounding: CashRounding { step: Money::minor(step), to },
            given: Vec::new(),
        };
        for (in_cash, share) in parts {
            let amount = checkout.left().to_minor() * share / 100;
            if amount > 0 {
                let part = Tender { kind: kind(in_cash), amount: Money::minor(amount) };
                checkout.given.push(part);
            }
        }
        let due = checkout.due(kind(last_in_cash));
        let last = Tender { kind: kind(last_in_cash), amount: due.amount };
        let change = checkout.change(last);
        if due.amount > Money::ZERO {
            prop_assert_eq!(change, Ok(Money::ZERO));
        } else {
            // Cash that was given before was more than what is left once the coins are left out.
            prop_assert!(change.is_ok_and(|change| change.to_minor() < step.max(1)));
        }
        prop_assert!(due.rounding.to_minor().abs() < step.max(1));
        if down {
            prop_assert!(due.rounding <= Money::ZERO);
        }
    }
}
