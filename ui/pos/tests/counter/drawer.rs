//! The drawer of the till behind the page: every command is decided by the real rules.

use crate::cafe::id;
use shared::clock::{BusinessDay, HybridClock, Wall};
use shared::id::{SeriesId, ShiftId};
use shared::journal::{Hash, Sequence, Stamp};
use shared::money::{Currency, Money};
use shared::order::{OrderNumber, ReceiptNumber, TillCode};
use shared::payment::{Tender, TenderKind};
use shared::shift::{
    Context, Shift, ShiftCommand, ShiftFold, ShiftSale, ShiftSales, ShiftView, ZNumber, decide,
};
use shared::till::{Outcome, Rejection, TillFailure, Touched};

/// The drawer of one till.
#[derive(Default)]
pub struct Drawer {
    open: Option<(ShiftId, ShiftFold)>,
    sales: ShiftSales,
    pub open_orders: Vec<OrderNumber>,
    entries: u64,
}

const fn wall() -> Wall {
    Wall {
        ms: 0,
        offset: -180,
    }
}

impl Drawer {
    /// A sale in cash reaches it.
    pub fn sell(&mut self, total: i64) {
        self.sales.take(&ShiftSale {
            receipt: ReceiptNumber {
                till: TillCode("C1".to_owned()),
                number: self.sales.sales + 1,
            },
            wall: wall(),
            total: Money::minor(total),
            discount: Money::ZERO,
            tip: Money::ZERO,
            rounding: Money::ZERO,
            taxes: Vec::new(),
            tenders: vec![Tender {
                kind: TenderKind::Cash,
                amount: Money::minor(total),
            }],
            change: Money::ZERO,
            categories: Vec::new(),
            refund: None,
        });
    }

    /// What the till says of it.
    pub fn view(&self) -> ShiftView {
        let shift = self.open.as_ref().map(|(id, fold)| (*id, fold.shift()));
        let open = shift.as_ref().and_then(|(id, shift)| match shift {
            Shift::Open(drawer) => Some((*id, drawer, &self.sales)),
            Shift::New | Shift::Closed { .. } => None,
        });
        ShiftView::of(open, None, Currency::ARS)
    }

    pub fn execute(
        &mut self,
        shift: ShiftId,
        command: &ShiftCommand,
    ) -> Result<Outcome, TillFailure> {
        let held = self.open.take().filter(|(id, _)| *id == shift);
        let mut fold = held.map(|(_, fold)| fold).unwrap_or_default();
        let context = Context {
            other_open: false,
            currency: Currency::ARS,
            sales: &self.sales,
            open_orders: &self.open_orders,
            number: ZNumber {
                till: TillCode("C1".to_owned()),
                number: 1,
            },
            wall: wall(),
            day: BusinessDay(20_000),
        };
        let decided = decide(&fold.shift(), command, &context);
        for event in decided.iter().flatten() {
            self.entries += 1;
            let stamp = Stamp {
                clock: HybridClock::from_bits(self.entries),
                series: SeriesId(id("series")),
                sequence: Sequence(self.entries),
                hash: Hash::START,
            };
            fold.insert(stamp, wall(), event.clone());
        }
        self.open = Some((shift, fold));
        decided.map_err(|reason| TillFailure::Rejected(Rejection::Shift(reason)))?;
        Ok(Outcome {
            touched: Touched {
                shift: true,
                ..Touched::default()
            },
            shift: Some(Box::new(self.view())),
            ..Outcome::default()
        })
    }
}
