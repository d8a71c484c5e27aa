//! What can happen to a shift, one example each.

use crate::code;
use shared::clock::{BusinessDay, Wall};
use shared::id::{CategoryId, MovementId};
use shared::money::Money;
use shared::order::{OrderNumber, totals};
use shared::payment::TenderKind;
use shared::shift::*;
use shared::tax::{TaxMode, TaxRate};

fn takings() -> Takings {
    let amount = Money::minor(1_040_000);
    let wall = |ms| Wall { ms, offset: -180 };
    Takings {
        sales: 1,
        gross: amount,
        net: amount,
        average: amount,
        taxes: totals(&[(
            amount,
            TaxRate::basis_points(2_100).unwrap(),
            TaxMode::Included,
        )])
        .taxes,
        tenders: vec![TenderSum {
            kind: TenderKind::Cash,
            times: 1,
            amount,
        }],
        categories: vec![CategorySum {
            category: Some(CategoryId::from_bytes([12; 16])),
            name: "Café".to_owned(),
            units: 2_000,
            amount,
        }],
        receipts: vec![ReceiptRun {
            till: code(),
            from: 4_847,
            to: 4_847,
        }],
        first_sale: Some(wall(1_764_000_000_000)),
        last_sale: Some(wall(1_764_000_000_123)),
        ..Takings::default()
    }
}

pub fn events() -> Vec<ShiftEvent> {
    let moved = |number: u8, reason: &str| CashMoved {
        movement: MovementId::from_bytes([number; 16]),
        amount: Money::minor(60_000),
        reason: reason.to_owned(),
    };
    let count = Counted {
        pieces: vec![Pieces {
            value: Money::minor(2_000_000),
            pieces: 3,
        }],
        counted: Money::minor(6_000_000),
        expected: Money::minor(6_040_000),
        difference: Money::minor(-40_000),
    };
    vec![
        ShiftEvent::Opened(ShiftOpened {
            float: Money::minor(5_000_000),
        }),
        ShiftEvent::PaidIn(moved(51, "cambio")),
        ShiftEvent::PaidOut(moved(52, "panadería")),
        ShiftEvent::MovementUndone(MovementUndone {
            movement: MovementId::from_bytes([51; 16]),
        }),
        ShiftEvent::DrawerOpened(DrawerOpened {
            movement: MovementId::from_bytes([53; 16]),
            reason: "conteo".to_owned(),
        }),
        ShiftEvent::Counted(count.clone()),
        ShiftEvent::Closed(Box::new(closed(count))),
        ShiftEvent::Supplemented(Box::new(ShiftSupplemented {
            of: number(),
            number: 1,
            takings: takings(),
        })),
    ]
}

fn number() -> ZNumber {
    ZNumber {
        till: code(),
        number: 412,
    }
}

fn closed(count: Counted) -> ShiftClosed {
    ShiftClosed {
        number: number(),
        day: BusinessDay(20_781),
        opened: Some(Wall {
            ms: 1_763_990_000_000,
            offset: -180,
        }),
        closed: Wall {
            ms: 1_764_000_000_123,
            offset: -180,
        },
        takings: takings(),
        cash: CashSums {
            float: Money::minor(5_000_000),
            taken: Money::minor(1_200_000),
            change: Money::minor(100_000),
            refunds: Money::ZERO,
            pay_ins: Money::ZERO,
            pay_outs: Money::minor(60_000),
            expected: Money::minor(6_040_000),
        },
        count,
        openings: 1,
        note: "falta un billete de 200".to_owned(),
        left_open: vec![OrderNumber {
            till: code(),
            number: 128,
        }],
    }
}
