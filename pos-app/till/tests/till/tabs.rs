//! Orders that are kept for later, and orders that are called off.

use crate::staff::{LUCIA, SOFIA, refusal};
use crate::support::server::Other;
use crate::support::{Bench, id};
use crate::sync::Joined;
use shared::event::Event;
use shared::id::{LineId, OrderId, StaffId};
use shared::money::Money;
use shared::order::{Covered, OrderCommand, OrderEvent, OrderRejection, TicketStatus, Voided};
use shared::quantity::Quantity;
use shared::staff::{Right, StaffRejection};
use shared::till::{Answer, Command, OpenOrderSummary, Outcome, Query, Rejection, TillFailure};

fn name(order: OrderId, name: &str) -> Command {
    let name = name.to_owned();
    let command = OrderCommand::SetName { name };
    Command::Order { order, command }
}

fn void(order: OrderId) -> Command {
    let reason = "Se fue".to_owned();
    let command = OrderCommand::Void { reason };
    Command::Order { order, command }
}

impl Bench {
    fn tabs(&mut self) -> Vec<OpenOrderSummary> {
        match self.query(&Query::OpenOrders) {
            Answer::OpenOrders(open) => open,
            other => panic!("{other:?}"),
        }
    }

    fn tab_names(&mut self) -> Vec<Option<String>> {
        self.tabs().into_iter().map(|tab| tab.name).collect()
    }
}

fn ticket_status(outcome: Outcome) -> TicketStatus {
    outcome.ticket.unwrap().status
}

#[test]
fn a_tab_is_kept_under_its_name_through_a_power_cut_and_until_it_is_paid() {
    let mut bench = Bench::new();
    let (table, total) = bench.open_order(1, 5_000);
    bench.execute(name(table, "Mesa 4")).unwrap();
    let (unnamed, _) = bench.open_order(2, 700);
    // A table that is only just taken has nothing on it yet.
    bench.execute(name(OrderId(id(3)), "Julia")).unwrap();
    bench.restart();
    let tabs = bench.tabs();
    let shown = |tab: &OpenOrderSummary| (tab.name.clone(), tab.total.to_minor(), tab.lines);
    let mesa = Some("Mesa 4".to_owned());
    let julia = Some("Julia".to_owned());
    let mut all: Vec<_> = tabs.iter().map(shown).collect();
    all.sort();
    assert_eq!(
        all,
        [
            (None, 700, 1),
            (julia.clone(), 0, 0),
            (mesa.clone(), 5_000, 1)
        ]
    );
    assert!(tabs.iter().all(|tab| tab.own && tab.number.is_some()));
    let Answer::Session(session) = bench.query(&Query::Session) else {
        panic!()
    };
    assert_eq!(
        session.recovered,
        Some(unnamed),
        "what is kept is not in the way"
    );
    bench.settle(table, total);
    assert_eq!(bench.tab_names(), [None, julia]);
    assert_eq!(
        bench.sales("Mesa 4").len(),
        1,
        "a paid tab is found by its name"
    );
}

#[test]
fn an_order_that_is_called_off_is_on_no_list_and_brings_no_money() {
    let mut bench = Bench::new();
    let (order, total) = bench.open_order(1, 5_000);
    bench.execute(name(order, "Mesa 4")).unwrap();
    let status = ticket_status(bench.execute(void(order)).unwrap());
    assert_eq!(
        status,
        TicketStatus::Voided {
            reason: "Se fue".to_owned()
        }
    );
    assert_eq!(bench.tabs(), []);
    bench.restart();
    assert_eq!(bench.tabs(), []);
    let settle = OrderCommand::Settle {
        tenders: Vec::new(),
        total,
        tip: Money::ZERO,
    };
    let refused = bench.execute(Command::Order {
        order,
        command: settle,
    });
    assert_eq!(
        refused.unwrap_err(),
        TillFailure::Rejected(Rejection::Order(OrderRejection::Empty))
    );
    let live = bench.till().projections().unwrap();
    bench.till().rebuild().unwrap();
    assert_eq!(bench.till().projections().unwrap(), live);
    assert_eq!(
        (bench.status().orders, bench.status().revenue),
        (0, "0.00".to_owned())
    );
}

#[test]
fn a_void_is_approved_by_whoever_may() {
    let mut bench = Bench::with_team();
    bench.sign_in(LUCIA, "1357").unwrap();
    let (order, _) = bench.open_order(1, 5_000);
    let right = Right::Void;
    let who = vec!["Sofía".to_owned()];
    assert_eq!(
        refusal(bench.execute(void(order))),
        StaffRejection::NotAllowed { right, who }
    );
    assert_eq!(bench.tabs().len(), 1);
    let approved = Command::Approved {
        by: StaffId(id(SOFIA)),
        pin: "2468".parse().unwrap(),
        command: Box::new(void(order)),
    };
    bench.execute(approved).unwrap();
    assert_eq!(bench.tabs(), []);
}

#[test]
fn what_another_till_called_off_is_gone_here_too_but_for_what_it_did_not_know() {
    let mut joined = Joined::new();
    let (order, _) = joined.bench.open_order(1, 5_000);
    let known = joined.bench.query(&Query::Ticket { order });
    let Answer::Ticket(Some(ticket)) = known else {
        panic!()
    };
    joined.run();
    joined.bench.add_amount(order, 99, 300);
    let voided = Voided {
        lines: vec![Covered {
            line: ticket.lines[0].line,
            quantity: Quantity::ONE,
            amount: Money::minor(5_000),
        }],
        reason: "Se fue".to_owned(),
        approved_by: None,
    };
    let mut other = Other::new(1);
    let event = Event::Order(OrderEvent::Voided(voided));
    joined.server.arrive(&mut other, &[(order.into(), event)]);
    joined.engine.poke();
    joined.run();
    let tabs = joined.bench.tabs();
    assert_eq!((tabs.len(), tabs[0].total), (1, Money::minor(300)));
    let Answer::Ticket(Some(ticket)) = joined.bench.query(&Query::Ticket { order }) else {
        panic!()
    };
    let lines: Vec<LineId> = ticket.lines.iter().map(|line| line.line).collect();
    assert_eq!(lines, [LineId(id(99))]);
}
