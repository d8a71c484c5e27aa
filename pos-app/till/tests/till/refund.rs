//! Money given back at the counter: found, approved, out of the drawer, and the sale stays as it was.

use crate::projection::dump;
use crate::staff::{LUCIA, SOFIA, refusal};
use crate::support::{Bench, id};
use crate::sync::Joined;
use shared::id::{LineId, OrderId, RefundId, StaffId};
use shared::money::Money;
use shared::order::{Goods, OrderCommand, OrderRejection, PaidView, ReceiptNumber, TicketStatus};
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::staff::{Right, StaffRejection};
use shared::till::{Answer, Command, Outcome, Query, Rejection, SaleSummary, TillFailure};
use till::PROJECTIONS;

impl Bench {
    fn paid(&mut self, number: u128) -> (ReceiptNumber, PaidView) {
        let order = OrderId(id(number * 1_000));
        let Answer::Ticket(Some(ticket)) = self.query(&Query::Ticket { order }) else {
            panic!("no ticket of {number}");
        };
        match ticket.status {
            TicketStatus::Settled { receipt, paid, .. } => (receipt, paid),
            other => panic!("{number}: {other:?}"),
        }
    }

    /// What gives the only line of a sale back, and for how much.
    fn refund(&mut self, number: u128, refund: u128, kind: TenderKind) -> (Money, Command) {
        let order = OrderId(id(number * 1_000));
        let (of, _) = self.paid(number);
        let lines = vec![(LineId(id(number * 1_000 + 1)), Quantity::ONE)];
        let asked = Query::Back {
            order,
            of: of.clone(),
            lines: lines.clone(),
            kind,
        };
        let given = match self.query(&asked) {
            Answer::Back(back) => back.map(|back| back.given()).unwrap_or_default(),
            other => panic!("{other:?}"),
        };
        let command = OrderCommand::Refund {
            refund: RefundId(id(refund)),
            of,
            lines,
            kind,
            given,
            goods: Goods::BackToStock,
            reason: "No lo quiso".to_owned(),
        };
        (given, Command::Order { order, command })
    }

    /// Gives the only line of a sale back.
    pub fn give_back(
        &mut self,
        number: u128,
        refund: u128,
        kind: TenderKind,
    ) -> Result<(Money, Outcome), TillFailure> {
        let (given, command) = self.refund(number, refund, kind);
        Ok((given, self.execute(command)?))
    }

    pub fn sales(&mut self, find: &str) -> Vec<SaleSummary> {
        let find = find.to_owned();
        match self.query(&Query::Sales { find, last: 50 }) {
            Answer::Sales(sales) => sales,
            other => panic!("{other:?}"),
        }
    }

    fn sell_in_cash(&mut self, number: u128, price: i64) {
        let (order, total) = self.open_order(number, price);
        let command = OrderCommand::Settle {
            tenders: vec![Tender {
                kind: TenderKind::Cash,
                amount: total,
            }],
            total,
            tip: Money::ZERO,
        };
        self.execute(Command::Order { order, command }).unwrap();
    }
}

#[test]
fn what_is_given_back_leaves_the_drawer_the_report_and_the_figures() {
    let mut bench = Bench::new();
    bench.sell_in_cash(1, 10_000);
    bench.sell_in_cash(2, 6_000);
    let before = bench.paid(1);
    let (given, outcome) = bench.give_back(1, 90, TenderKind::Cash).unwrap();
    assert!(outcome.touched.shift && outcome.touched.orders);
    assert_eq!(given, Money::minor(10_000));
    let after = bench.paid(1);
    assert_eq!((after.0, after.1.refunded), (before.0, given));
    bench.count(Money::minor(6_000));
    let x = bench.x().unwrap();
    let takings = &x.takings;
    assert_eq!(
        (takings.sales, takings.gross, takings.refunds, takings.net),
        (2, Money::minor(16_000), given, Money::minor(6_000))
    );
    let cash: Vec<_> = takings.tenders.iter().map(|sum| sum.amount).collect();
    assert_eq!(cash, [Money::minor(6_000)]);
    let cash = x.cash.unwrap();
    assert_eq!((cash.taken, cash.refunds), (Money::minor(16_000), given));
    assert_eq!(cash.expected, Money::minor(6_000));
    let status = bench.status();
    assert_eq!((status.orders, status.revenue.as_str()), (2, "60.00"));
}

#[test]
fn a_refund_has_a_number_of_its_own_and_is_given_once() {
    let mut bench = Bench::new();
    bench.sell(1, 5_000);
    let (_, command) = bench.refund(1, 90, TenderKind::Card);
    bench.execute(command.clone()).unwrap();
    let head = bench.till().head();
    bench.execute(command).unwrap();
    assert_eq!(bench.till().head(), head);
    let (first, paid) = bench.paid(1);
    assert_eq!(paid.refunds[0].receipt.number, first.number + 1);
    bench.restart();
    bench.sell(2, 5_000);
    assert_eq!(bench.paid(2).0.number, first.number + 2);
    let (_, again) = bench.refund(1, 91, TenderKind::Card);
    let refused = bench.execute(again);
    assert!(
        matches!(
            refused,
            Err(TillFailure::Rejected(Rejection::Order(
                OrderRejection::RefundAbovePaid { .. }
            )))
        ),
        "{refused:?}"
    );
}

#[test]
fn a_refund_waits_for_the_server_like_a_sale() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 5_000);
    joined.run();
    let waiting = |bench: &mut Bench| match bench.query(&Query::Sync) {
        Answer::Sync(sync) => sync.waiting_sales,
        other => panic!("{other:?}"),
    };
    assert_eq!(waiting(&mut joined.bench), 0);
    let bench = &mut joined.bench;
    bench.give_back(1, 90, TenderKind::Cash).unwrap();
    assert_eq!(waiting(bench), 1, "the sale of before, for its refund");
    bench.sell(2, 5_000);
    bench.give_back(2, 91, TenderKind::Cash).unwrap();
    assert_eq!(waiting(bench), 2, "a sale and its refund are one");
    joined.run();
    assert_eq!(waiting(&mut joined.bench), 0);
}

#[test]
fn tables_filled_again_are_the_same_after_refunds() {
    let mut bench = Bench::new();
    for number in 1..=4 {
        bench.sell(number, 1_000 * number as i64);
    }
    bench.give_back(1, 90, TenderKind::Cash).unwrap();
    bench.give_back(3, 91, TenderKind::Card).unwrap();
    let live = dump(&bench, &PROJECTIONS);
    bench.till().rebuild().unwrap();
    assert_eq!(dump(&bench, &PROJECTIONS), live);
}

#[test]
fn a_refund_is_approved_by_whoever_may() {
    let mut bench = Bench::with_team();
    bench.sign_in(LUCIA, "1357").unwrap();
    bench.sell(1, 5_000);
    let (_, command) = bench.refund(1, 90, TenderKind::Cash);
    let right = Right::Refund;
    let who = vec!["Sofía".to_owned()];
    assert_eq!(
        refusal(bench.execute(command.clone())),
        StaffRejection::NotAllowed { right, who }
    );
    let approved = Command::Approved {
        by: StaffId(id(SOFIA)),
        pin: "2468".parse().unwrap(),
        command: Box::new(command),
    };
    bench.execute(approved).unwrap();
    assert_eq!(bench.paid(1).1.refunds.len(), 1);
    let journal = bench.folder.path().join("journal.jsonl");
    let reader = till::Reader::open(&bench.data()).unwrap();
    reader.export(&journal).unwrap();
    let journal = std::fs::read_to_string(&journal).unwrap();
    assert!(journal.contains("order.refunded"), "{journal}");
}

#[test]
fn sales_are_found_by_a_part_of_their_number_or_by_their_amount() {
    let mut bench = Bench::new();
    for number in 1..=12 {
        bench.sell(number, 1_000 * number as i64);
    }
    bench.open_order(13, 500);
    let all = bench.sales("");
    assert_eq!(all.len(), 12);
    assert_eq!(all[0].total, Money::minor(12_000), "the newest first");
    let totals = |sales: Vec<SaleSummary>| -> Vec<i64> {
        sales.iter().map(|sale| sale.total.to_minor()).collect()
    };
    assert_eq!(totals(bench.sales("000012")), [12_000]);
    assert_eq!(totals(bench.sales(" 70.00 ")), [7_000]);
    for amount in ["7.000", "$ 7.000,00", "7000", "7,000.00"] {
        assert_eq!(bench.sales(amount).len(), 0, "{amount} is another amount");
    }
    for amount in ["$ 70,00", "70", "70.0"] {
        assert!(totals(bench.sales(amount)).contains(&7_000), "{amount}");
    }
    assert_eq!(bench.sales("99999").len(), 0);
    bench.give_back(7, 90, TenderKind::Cash).unwrap();
    assert_eq!(bench.sales("70.00")[0].refunded, Money::minor(7_000));
}
