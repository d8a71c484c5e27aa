//! Lines that go from one order to another: a part of a table that is paid apart, two tabs that become one.

use crate::support::server::Other;
use crate::support::{Bench, id};
use crate::sync::Joined;
use shared::event::Event;
use shared::id::{LineId, OrderId};
use shared::money::Money;
use shared::order::{
    Channel, MovedIn, MovedOut, Opened, OrderCommand, OrderEvent, OrderNumber, OrderRejection,
    TicketStatus, TillCode,
};
use shared::till::{Answer, Command, Outcome, Query, Rejection, TillFailure};

fn moves(from: OrderId, to: OrderId, lines: &[u128]) -> Command {
    let lines = lines.iter().map(|line| LineId(id(*line))).collect();
    Command::MoveLines { from, to, lines }
}

fn name(order: OrderId, name: &str) -> Command {
    let name = name.to_owned();
    let command = OrderCommand::SetName { name };
    Command::Order { order, command }
}

impl Bench {
    /// The open orders: their names, how many lines they have and what they come to.
    fn listed(&mut self) -> Vec<(Option<String>, u32, i64)> {
        let Answer::OpenOrders(open) = self.query(&Query::OpenOrders) else {
            panic!()
        };
        let open = open.into_iter();
        let mut open: Vec<_> = open
            .map(|tab| (tab.name, tab.lines, tab.total.to_minor()))
            .collect();
        open.sort();
        open
    }

    fn rebuilds_the_same(&mut self) {
        let live = self.till().projections().unwrap();
        self.till().rebuild().unwrap();
        assert_eq!(self.till().projections().unwrap(), live);
    }
}

fn refusal(done: Result<Outcome, TillFailure>) -> OrderRejection {
    match done {
        Err(TillFailure::Rejected(Rejection::Order(reason))) => reason,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_part_of_a_table_is_paid_apart_through_a_power_cut() {
    let mut bench = Bench::new();
    let (table, _) = bench.open_order(1, 5_000);
    bench.add_amount(table, 2, 700);
    bench.add_amount(table, 3, 300);
    bench.execute(name(table, "Mesa 4")).unwrap();
    let part = OrderId(id(9));
    let ticket = bench.execute(moves(table, part, &[2, 3])).unwrap().ticket;
    let ticket = ticket.unwrap();
    assert_eq!(
        (ticket.order, ticket.totals.total),
        (part, Money::minor(1_000))
    );
    assert!(ticket.number.is_some(), "it has a number of its own");
    bench.restart();
    let mesa = Some("Mesa 4".to_owned());
    assert_eq!(bench.listed(), [(None, 2, 1_000), (mesa.clone(), 1, 5_000)]);
    bench.settle(part, Money::minor(1_000));
    assert_eq!(bench.listed(), [(mesa, 1, 5_000)]);
    bench.settle(table, Money::minor(5_000));
    assert_eq!(bench.listed(), []);
    bench.rebuilds_the_same();
    assert_eq!(
        (bench.status().orders, bench.status().revenue),
        (2, "60.00".to_owned())
    );
}

#[test]
fn two_tabs_become_one_and_the_other_one_is_free() {
    let mut bench = Bench::new();
    let (table, _) = bench.open_order(1, 5_000);
    bench.execute(name(table, "Mesa 4")).unwrap();
    let (julia, _) = bench.open_order(2, 700);
    bench.execute(name(julia, "Julia")).unwrap();
    bench.execute(moves(julia, table, &[2_001])).unwrap();
    assert_eq!(bench.listed(), [(Some("Mesa 4".to_owned()), 2, 5_700)]);
    // What happens to a line goes on where it is now.
    let command = OrderCommand::RemoveLine {
        line: LineId(id(2_001)),
    };
    bench
        .execute(Command::Order {
            order: table,
            command,
        })
        .unwrap();
    assert_eq!(bench.listed(), [(Some("Mesa 4".to_owned()), 1, 5_000)]);
    bench.rebuilds_the_same();
}

#[test]
fn what_cannot_be_moved_is_refused_and_a_repeated_move_changes_nothing() {
    let mut bench = Bench::new();
    let (table, total) = bench.open_order(1, 5_000);
    let (other, _) = bench.open_order(2, 700);
    let no_such = OrderRejection::NoSuchLine {
        line: LineId(id(7)),
    };
    assert_eq!(refusal(bench.execute(moves(table, other, &[7]))), no_such);
    assert_eq!(
        refusal(bench.execute(moves(table, other, &[]))),
        OrderRejection::Empty
    );
    let command = moves(table, other, &[1_001]);
    bench.execute(command.clone()).unwrap();
    let before = bench.status().head_sequence;
    bench.execute(command).unwrap();
    assert_eq!(bench.status().head_sequence, before);
    bench.settle(other, Money::minor(700) + total);
    assert_eq!(
        refusal(bench.execute(moves(other, table, &[1_001]))),
        OrderRejection::AlreadySettled
    );
    assert_eq!(
        bench.status().head_sequence.0,
        before.0 + 2,
        "the shift and the payment"
    );
}

#[test]
fn what_another_till_moves_is_moved_here() {
    let mut joined = Joined::new();
    let (table, _) = joined.bench.open_order(1, 5_000);
    joined.bench.add_amount(table, 2, 700);
    joined.run();
    let part = OrderId(id(9));
    let lines = vec![LineId(id(2))];
    let opened = OrderEvent::Opened(Opened {
        number: OrderNumber {
            till: TillCode("C2".to_owned()),
            number: 1,
        },
        channel: Channel::Here,
    });
    let moved_in = OrderEvent::MovedIn(MovedIn {
        from: table,
        lines: lines.clone(),
    });
    let moved_out = OrderEvent::MovedOut(MovedOut { to: part, lines });
    let mut other = Other::new(1);
    joined.server.arrive(
        &mut other,
        &[
            (part.into(), Event::Order(opened)),
            (part.into(), Event::Order(moved_in)),
            (table.into(), Event::Order(moved_out)),
        ],
    );
    joined.engine.poke();
    joined.run();
    assert_eq!(joined.bench.listed(), [(None, 1, 700), (None, 1, 5_000)]);
    // Meanwhile this till had it on the screen, and takes the money for what is left of it.
    joined.bench.settle(table, Money::minor(5_000));
    joined.bench.settle(part, Money::minor(700));
    joined.bench.rebuilds_the_same();
    let Answer::Ticket(Some(ticket)) = joined.bench.query(&Query::Ticket { order: part }) else {
        panic!()
    };
    let TicketStatus::Settled { exceptions, .. } = ticket.status else {
        panic!("{ticket:?}")
    };
    assert_eq!((exceptions, ticket.lines.len()), (0, 1));
}
