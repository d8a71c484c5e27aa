//! A shift from its float to its Z: through the same door as the window, on a real file.

use crate::support::{Bench, id};
use crate::sync::Joined;
use rusqlite::Connection;
use shared::event::Event;
use shared::id::{MovementId, OrderId, ShiftId};
use shared::journal::Sequence;
use shared::money::{Currency, Money};
use shared::order::{OrderCommand, OrderEvent};
use shared::payment::{Tender, TenderKind, denominations};
use shared::shift::{
    OpenShiftView, Pieces, ShiftCommand, ShiftEvent, ShiftRejection, ShiftView, Takings, XReport,
    ZReport, counted,
};
use shared::till::{Answer, Command, Outcome, Query, Rejection, TillFailure};
use std::time::{Duration, Instant};

impl Bench {
    pub fn shift(&mut self, shift: u128, command: ShiftCommand) -> Result<Outcome, TillFailure> {
        let shift = ShiftId(id(shift));
        self.execute(Command::Shift { shift, command })
    }

    fn open_shift(&mut self, shift: u128, float: i64) {
        let float = Money::minor(float);
        self.shift(shift, ShiftCommand::Open { float }).unwrap();
    }

    fn view(&mut self) -> ShiftView {
        match self.query(&Query::Shift) {
            Answer::Shift(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    fn open_view(&mut self) -> OpenShiftView {
        self.view().open.unwrap()
    }

    pub fn x(&mut self) -> Option<XReport> {
        match self.query(&Query::XReport) {
            Answer::XReport(report) => report.map(|report| *report),
            other => panic!("{other:?}"),
        }
    }

    pub fn zs(&mut self) -> Vec<ZReport> {
        match self.query(&Query::ZReports { last: 10 }) {
            Answer::ZReports(reports) => reports,
            other => panic!("{other:?}"),
        }
    }

    /// The shift that is open, whoever opened it.
    fn open_id(&mut self) -> ShiftId {
        self.open_view().shift
    }

    pub fn ask(&mut self, command: ShiftCommand) -> Result<Outcome, TillFailure> {
        let shift = self.open_id();
        self.execute(Command::Shift { shift, command })
    }

    /// Counts a drawer that holds this much.
    pub fn count(&mut self, amount: Money) -> Outcome {
        let pieces = in_pieces(amount);
        let counted = counted(&pieces);
        assert_eq!(counted, amount);
        self.ask(ShiftCommand::Count { pieces, counted }).unwrap()
    }

    /// Counts exactly what is expected, and closes.
    pub fn close_shift(&mut self) {
        self.count(Money::ZERO);
        let expected = self.open_view().count.unwrap().cash.expected;
        self.count(expected);
        let close = close("", true);
        self.ask(close).unwrap();
    }

    fn pay(&mut self, number: u128, price: i64, tenders: &[(TenderKind, i64)]) -> OrderId {
        let (order, total) = self.open_order(number, price);
        let tender = |(kind, amount): &(TenderKind, i64)| Tender {
            kind: *kind,
            amount: Money::minor(*amount),
        };
        let tenders = tenders.iter().map(tender).collect();
        let command = OrderCommand::Settle {
            tenders,
            total,
            tip: Money::ZERO,
        };
        self.execute(Command::Order { order, command }).unwrap();
        order
    }

    fn is_rebuilt_the_same(&mut self) {
        let live = self.till().projections().unwrap();
        self.till().rebuild().unwrap();
        assert_eq!(self.till().projections().unwrap(), live);
    }
}

fn in_pieces(amount: Money) -> Vec<Pieces> {
    let mut rest = amount.to_minor();
    let mut pieces = Vec::new();
    for value in denominations(Currency::ARS) {
        let many = rest / value.to_minor();
        rest -= many * value.to_minor();
        let pieces_of = u32::try_from(many).unwrap();
        pieces.push(Pieces {
            value,
            pieces: pieces_of,
        });
    }
    assert_eq!(rest, 0, "{amount:?} cannot be handed over");
    pieces
}

pub fn close(note: &str, leave_open: bool) -> ShiftCommand {
    ShiftCommand::Close {
        note: note.to_owned(),
        leave_open,
    }
}

fn pay_out(movement: u128, amount: i64) -> ShiftCommand {
    ShiftCommand::PayOut {
        movement: MovementId(id(movement)),
        amount: Money::minor(amount),
        reason: "panadería".to_owned(),
    }
}

fn refusal(answer: Result<Outcome, TillFailure>) -> ShiftRejection {
    match answer {
        Err(TillFailure::Rejected(Rejection::Shift(reason))) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sale_opens_a_shift_where_none_is_open() {
    let mut bench = Bench::new();
    assert_eq!(bench.view().open, None);
    assert_eq!(bench.x(), None);
    bench.sell(1, 1_000);
    let open = bench.open_view();
    assert_eq!((open.float, open.sales), (Money::ZERO, 1));
    let float = Money::minor(5);
    let refused = bench.shift(77, ShiftCommand::Open { float });
    assert_eq!(refusal(refused), ShiftRejection::AlreadyOpen);
    bench.close_shift();
    assert_eq!(bench.view().open, None);
    bench.sell(2, 2_000);
    let next = bench.open_view();
    assert_ne!(next.shift, open.shift);
    assert_eq!(bench.x().unwrap().takings.gross, Money::minor(2_000));
    let refused = bench.shift(77, pay_out(1, 5));
    assert_eq!(refusal(refused), ShiftRejection::NotOpen);
    bench.is_rebuilt_the_same();
}

#[test]
fn what_is_expected_is_told_with_the_count() {
    let mut bench = Bench::new();
    bench.open_shift(7, 4_000_000);
    bench.pay(1, 430_000, &[(TenderKind::Cash, 1_000_000)]);
    assert_eq!(bench.open_view().count, None);
    assert_eq!(bench.x().unwrap().cash, None);
    let refused = bench.ask(close("", false));
    assert_eq!(refusal(refused), ShiftRejection::NotCounted);
    let told = bench.count(Money::minor(4_400_000)).shift.unwrap();
    let count = told.open.unwrap().count.unwrap();
    assert_eq!(count.cash.expected, Money::minor(4_430_000));
    assert_eq!(count.counted.difference, Money::minor(-30_000));
    assert!(count.within && count.holds);
    assert!(bench.x().unwrap().cash.is_some());
    bench.pay(2, 100_000, &[(TenderKind::Cash, 100_000)]);
    assert!(!bench.open_view().count.unwrap().holds);
    assert_eq!(bench.x().unwrap().cash, None);
    let refused = bench.ask(close("", false));
    assert_eq!(refusal(refused), ShiftRejection::CountOutdated);
}

#[test]
fn open_orders_stop_a_close_and_are_named() {
    let mut bench = Bench::new();
    bench.sell(1, 1_000);
    let (order, total) = bench.open_order(2, 5_000);
    bench.count(Money::ZERO);
    let ShiftRejection::OpenOrders { orders } = refusal(bench.ask(close("", false))) else {
        panic!("not refused for its orders")
    };
    let named: Vec<_> = orders.iter().map(|order| order.number).collect();
    assert_eq!(named, [2]);
    bench.ask(close("", true)).unwrap();
    assert_eq!(bench.zs()[0].closed.left_open, orders);
    // It is paid in the next shift.
    bench.settle(order, total);
    assert_eq!(bench.x().unwrap().takings.gross, total);
    bench.is_rebuilt_the_same();
}

#[test]
fn drawer_journal_and_z_agree_to_the_cent() {
    let mut bench = Bench::new();
    bench.open_shift(7, 4_000_000);
    let mut drawer = 4_000_000;
    let mut seed: i64 = 7;
    let mut draw = |below: i64| {
        seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
        seed / 65_536 % below
    };
    for number in 1..=80_u128 {
        let price = (draw(900) + 1) * 1_000;
        let cash = [0, price / 2 / 100 * 100, price, price + draw(20) * 10_000];
        let cash = cash[usize::try_from(draw(4)).unwrap()];
        let card = (price - cash).max(0);
        let given = [(TenderKind::Cash, cash), (TenderKind::Card, card)];
        let given: Vec<_> = given
            .into_iter()
            .filter(|(_, amount)| *amount > 0)
            .collect();
        bench.pay(number, price, &given);
        drawer += price - card;
        if number % 20 == 0 {
            bench.ask(pay_out(number, 12_300)).unwrap();
            drawer -= 12_300;
        }
        if number % 30 == 0 {
            let pay_in = ShiftCommand::PayIn {
                movement: MovementId(id(number + 500)),
                amount: Money::minor(50_000),
                reason: "cambio".to_owned(),
            };
            bench.ask(pay_in).unwrap();
            drawer += 50_000;
        }
    }
    let movement = MovementId(id(20));
    bench.ask(ShiftCommand::UndoMovement { movement }).unwrap();
    drawer += 12_300;
    bench.count(Money::minor(drawer));
    let x = bench.x().unwrap();
    bench.ask(close("", false)).unwrap();
    let z = bench.zs().remove(0).closed;
    assert_eq!(z.takings, x.takings);
    assert_eq!((z.cash, z.count.difference), (x.cash.unwrap(), Money::ZERO));
    assert_eq!(z.cash.expected, Money::minor(drawer));
    assert_eq!((z.number.number, z.takings.sales), (1, 80));
    let (journalled, written) = recount(&mut bench);
    assert_eq!(journalled, z.takings.net);
    let tendered: Money = z.takings.tenders.iter().map(|sum| sum.amount).sum();
    assert_eq!(tendered, journalled);
    assert_eq!(written, [z], "the entry itself is the Z");
    bench.is_rebuilt_the_same();
}

/// What the journal itself says: what was paid, and every Z.
fn recount(bench: &mut Bench) -> (Money, Vec<shared::shift::ShiftClosed>) {
    let series = bench.till().series();
    let entries = bench
        .till()
        .entries_from(series, Sequence(1), 100_000)
        .unwrap();
    let (mut paid, mut zs) = (Money::ZERO, Vec::new());
    for (entry, _) in entries {
        match Event::read(&entry.kind, entry.version, &entry.body).unwrap() {
            Event::Order(OrderEvent::Settled(settled)) => paid += settled.totals.total,
            Event::Shift(ShiftEvent::Closed(closed)) => zs.push(*closed),
            _ => {}
        }
    }
    (paid, zs)
}

#[test]
fn x_and_z_are_there_at_once_after_five_thousand_orders() {
    const ORDERS: u128 = 5_000;
    let mut bench = Bench::new();
    bench.open_shift(7, 0);
    for number in 1..=ORDERS {
        bench.sell(number, 1_000);
    }
    let asked = Instant::now();
    let x = bench.x().unwrap();
    let x_took = asked.elapsed();
    assert_eq!(u128::from(x.takings.sales), ORDERS);
    assert_eq!(x.takings.receipts.len(), 1);
    bench.count(Money::ZERO);
    let asked = Instant::now();
    bench.ask(close("", false)).unwrap();
    let z_took = asked.elapsed();
    assert_eq!(bench.zs()[0].closed.takings, x.takings);
    println!("X took {x_took:?}, Z took {z_took:?}");
    let most = Duration::from_millis(200);
    assert!(x_took < most && z_took < most, "X {x_took:?}, Z {z_took:?}");
}

#[test]
fn zs_are_numbered_and_stay_across_restarts() {
    let mut bench = Bench::new();
    for number in 1..=3 {
        bench.sell(number, 1_000);
        bench.close_shift();
        bench.pass(86_400_000);
        bench.restart();
        assert_eq!(bench.view().open, None);
    }
    let numbers: Vec<_> = bench.zs().iter().map(|z| z.closed.number.number).collect();
    assert_eq!(numbers, [3, 2, 1]);
    bench.is_rebuilt_the_same();
}

#[test]
fn a_file_of_before_has_its_shifts_filled_in() {
    let mut bench = Bench::new();
    bench.sell(1, 1_000);
    bench.sell(2, 2_000);
    let now = bench.till().projections().unwrap();
    bench.close();
    let raw = Connection::open(bench.data().join("till.db")).unwrap();
    raw.execute_batch(
        "drop table kitchen_ticket; alter table print_job drop column lane;
         alter table orders drop column name; alter table orders drop column voided;
         alter table sync_state drop column match_upto;
         drop table print_job; alter table session drop column printer;
         drop table fold_anew; drop table paper; drop index orders_settled; drop index orders_paid_here;
         alter table orders drop column refunded;
         create index orders_paid_here on orders (settle_sequence, total) where settle_sequence is not null;
         drop table staff; drop table pin_try; drop table shift; drop table shift_sale; drop table shift_close; drop table shift_supplement;
         create table shift (id blob primary key, series blob, sequence integer, float integer) strict;
         pragma user_version = 9;",
    )
    .unwrap();
    drop(raw);
    bench.restart();
    assert_eq!(bench.till().projections().unwrap(), now);
    assert_eq!(bench.open_view().sales, 2);
}

#[test]
fn a_sale_that_reaches_a_closed_shift_goes_into_a_supplement() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    let image = joined.image();
    joined.bench.sell(2, 2_000);
    joined.bench.close_shift();
    joined.run();
    let z = joined.bench.zs().remove(0).closed;
    joined.put_back(&image);
    // The till does not know yet that its shift has a Z.
    joined.bench.sell(3, 4_000);
    joined.settle_down();
    let held = joined.bench.zs();
    assert_eq!(held.len(), 1);
    assert_eq!((&held[0].closed, held[0].supplements.len()), (&z, 0));
    joined.bench.till().tidy().unwrap();
    joined.bench.till().tidy().unwrap();
    let held = joined.bench.zs().remove(0);
    assert_eq!(held.closed, z, "a Z never changes");
    let [supplement] = held.supplements.as_slice() else {
        panic!("{:?}", held.supplements)
    };
    assert_eq!((supplement.number, &supplement.of), (1, &z.number));
    let figures = |takings: &Takings| (takings.sales, takings.net);
    assert_eq!(figures(&z.takings), (2, Money::minor(3_000)));
    assert_eq!(figures(&supplement.takings), (1, Money::minor(4_000)));
    assert_eq!(joined.bench.view().open, None);
    joined.settle_down();
    joined.bench.sell(4, 8_000);
    assert_eq!(joined.bench.open_view().sales, 1);
    joined.settle_down();
}
