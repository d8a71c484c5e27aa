//! A discount at the counter: whose limit holds it, and where it shows.

use crate::staff::{LUCIA, SOFIA, refusal};
use crate::support::{Bench, id};
use shared::id::StaffId;
use shared::order::{Cut, OrderCommand};
use shared::percent::Percent;
use shared::staff::{Right, StaffRejection};
use shared::till::{Answer, Command, Query};

#[test]
fn a_discount_above_the_limit_is_approved_by_whose_limit_holds_it() {
    let mut bench = Bench::with_team();
    bench.sign_in(LUCIA, "1357").unwrap();
    let (order, total) = bench.open_order(30, 10_000);
    let off = |points: u32| Command::Order {
        order,
        command: OrderCommand::SetDiscount {
            line: None,
            cut: Some(Cut::Part(Percent::basis_points(points).unwrap())),
            reason: "Vecino".to_owned(),
        },
    };
    bench.execute(off(1_000)).unwrap();
    let refused = refusal(bench.execute(off(5_000)));
    let who = vec!["Sofía".to_owned()];
    let right = Right::Discount;
    assert_eq!(refused, StaffRejection::NotAllowed { right, who });
    let approved = Command::Approved {
        by: StaffId(id(SOFIA)),
        pin: "2468".parse().unwrap(),
        command: Box::new(off(5_000)),
    };
    let ticket = bench.execute(approved).unwrap().ticket.unwrap();
    let (discount, taken) = ticket.discount.unwrap();
    assert_eq!(discount.approved_by, Some(StaffId(id(SOFIA))));
    assert_eq!((taken, ticket.totals.total), (total - taken, taken));
    // It reaches the report of the shift: what was sold, what was taken off, and what came in.
    bench.settle(order, ticket.totals.total);
    let Answer::XReport(Some(report)) = bench.query(&Query::XReport) else {
        panic!()
    };
    let takings = report.takings;
    assert_eq!(
        (takings.gross, takings.discounts, takings.net),
        (total, taken, taken)
    );
}
