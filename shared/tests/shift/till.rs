//! A shift as a till keeps it, and short words for what is asked of it.

use super::*;

pub fn code() -> TillCode {
    TillCode("C1".to_owned())
}

pub fn at(ms: i64) -> Wall {
    Wall { ms, offset: -180 }
}

pub fn move_id(number: u8) -> MovementId {
    MovementId::from_bytes([number; 16])
}

/// A shift as a till keeps it: its fold, its sales, and what else the rules are told.
pub struct Till {
    pub fold: ShiftFold,
    pub sales: ShiftSales,
    pub open_orders: Vec<OrderNumber>,
    pub other_open: bool,
    pub entries: u64,
}

impl Till {
    pub fn new() -> Self {
        Self {
            fold: ShiftFold::default(),
            sales: ShiftSales::default(),
            open_orders: Vec::new(),
            other_open: false,
            entries: 0,
        }
    }

    pub fn with_float(float: i64) -> Self {
        let mut till = Self::new();
        till.done(ShiftCommand::Open {
            float: Money::minor(float),
        });
        till
    }

    pub fn asked(&mut self, command: &ShiftCommand) -> Result<Vec<ShiftEvent>, ShiftRejection> {
        let context = Context {
            other_open: self.other_open,
            currency: Currency::ARS,
            sales: &self.sales,
            open_orders: &self.open_orders,
            number: ZNumber {
                till: code(),
                number: 412,
            },
            wall: at(i64::try_from(self.entries).unwrap()),
            day: BusinessDay(20_781),
        };
        let events = decide(&self.fold.shift(), command, &context)?;
        for event in &events {
            self.entries += 1;
            let wall = at(i64::try_from(self.entries).unwrap());
            self.fold
                .insert(stamp(self.entries, 1), wall, event.clone());
        }
        Ok(events)
    }

    pub fn done(&mut self, command: ShiftCommand) -> usize {
        self.asked(&command).unwrap().len()
    }

    pub fn refused(&mut self, command: ShiftCommand) -> ShiftRejection {
        self.asked(&command).unwrap_err()
    }

    pub fn count(&mut self, pieces: &[(i64, u32)]) -> Result<Vec<ShiftEvent>, ShiftRejection> {
        let pieces = pieces_of(pieces);
        let counted = counted(&pieces);
        self.asked(&ShiftCommand::Count { pieces, counted })
    }

    pub fn z(&self) -> ShiftClosed {
        match self.fold.shift() {
            Shift::Closed { closings, .. } => closings[0].closed.clone(),
            other => panic!("no Z: {other:?}"),
        }
    }
}

pub fn stamp(clock: u64, series: u8) -> Stamp {
    Stamp {
        clock: HybridClock::from_bits(clock),
        series: SeriesId::from_bytes([series; 16]),
        sequence: Sequence(clock),
        hash: Hash::START,
    }
}

pub fn pieces_of(pieces: &[(i64, u32)]) -> Vec<Pieces> {
    let of = |(value, pieces): &(i64, u32)| Pieces {
        value: Money::minor(*value),
        pieces: *pieces,
    };
    pieces.iter().map(of).collect()
}

pub fn pay_in(number: u8, amount: i64, reason: &str) -> ShiftCommand {
    ShiftCommand::PayIn {
        movement: move_id(number),
        amount: Money::minor(amount),
        reason: reason.to_owned(),
    }
}

pub fn pay_out(number: u8, amount: i64, reason: &str) -> ShiftCommand {
    ShiftCommand::PayOut {
        movement: move_id(number),
        amount: Money::minor(amount),
        reason: reason.to_owned(),
    }
}

pub fn close(note: &str, leave_open: bool) -> ShiftCommand {
    ShiftCommand::Close {
        note: note.to_owned(),
        leave_open,
    }
}

pub fn sale(receipt: u32, total: i64, given: &[(TenderKind, i64)]) -> ShiftSale {
    let rate = TaxRate::basis_points(2_100).unwrap();
    let tendered: i64 = given.iter().map(|(_, amount)| amount).sum();
    let category = receipt % 11;
    ShiftSale {
        discount: Money::ZERO,
        tip: Money::ZERO,
        rounding: Money::ZERO,
        receipt: ReceiptNumber {
            till: code(),
            number: receipt,
        },
        wall: at(i64::from(receipt) * 60_000),
        total: Money::minor(total),
        taxes: vec![TaxLine {
            rate,
            mode: TaxMode::Included,
            base: Money::minor(total),
            tax: tax_of(Money::minor(total), rate, TaxMode::Included),
        }],
        tenders: given
            .iter()
            .map(|(kind, amount)| Tender {
                kind: *kind,
                amount: Money::minor(*amount),
            })
            .collect(),
        change: Money::minor(tendered - total),
        categories: vec![CategorySum {
            category: Some(CategoryId::from_bytes(
                [u8::try_from(category).unwrap(); 16],
            )),
            name: format!("category {category}"),
            units: 1_000,
            amount: Money::minor(total),
        }],
        refund: None,
    }
}
