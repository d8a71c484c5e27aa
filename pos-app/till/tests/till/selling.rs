//! A barista sells: through the same door as the window, on a real file.

use crate::support::{Bench, id};
use shared::id::{LineId, OrderId};
use shared::money::Money;
use shared::order::{Item, OrderCommand, OrderRejection, TicketStatus};
use shared::payment::{Tender, TenderKind};
use shared::quantity::Quantity;
use shared::till::{Answer, Command, MenuCommand, Query, Rejection, TillFailure};

#[test]
fn the_starter_menu_asks_a_price_once_and_remembers_it() {
    let mut bench = Bench::new();
    let Answer::Session(session) = bench.query(&Query::Session) else {
        panic!()
    };
    assert!(session.first_day);
    let outcome = bench
        .execute(Command::Menu(MenuCommand::UseStarter))
        .unwrap();
    let imported = outcome.imported.unwrap();
    assert_eq!((imported.created, imported.problems.len()), (33, 0));
    let menu = bench.menu();
    let product = menu.products[0].clone();
    let order = OrderId(id(1));
    let tap = OrderCommand::Tap {
        product: product.id,
        line: LineId(id(2)),
    };
    let refused = bench
        .execute(Command::Order {
            order,
            command: tap.clone(),
        })
        .unwrap_err();
    assert!(matches!(
        refused,
        TillFailure::Rejected(Rejection::Order(OrderRejection::PriceMissing { .. }))
    ));
    let price = Money::minor(320_000);
    let item = Item::Priced {
        product: product.id,
        price,
    };
    let add = OrderCommand::AddLine {
        line: LineId(id(2)),
        item,
        quantity: Quantity::ONE,
        modifiers: None,
        note: String::new(),
    };
    bench
        .execute(Command::Order {
            order,
            command: add,
        })
        .unwrap();
    let tap = OrderCommand::Tap {
        product: product.id,
        line: LineId(id(3)),
    };
    let ticket = bench
        .execute(Command::Order {
            order,
            command: tap,
        })
        .unwrap()
        .ticket
        .unwrap();
    assert_eq!(ticket.totals.total, price + price);
}

#[test]
fn a_sale_is_numbered_settled_and_counted() {
    let mut bench = Bench::new();
    let (order, total) = bench.open_order(1, 430_000);
    let tenders = vec![Tender {
        kind: TenderKind::Cash,
        amount: Money::minor(500_000),
    }];
    let settle = OrderCommand::Settle { tenders, total };
    let outcome = bench
        .execute(Command::Order {
            order,
            command: settle.clone(),
        })
        .unwrap();
    let ticket = outcome.ticket.unwrap();
    assert_eq!(ticket.number.unwrap().number, 1);
    let TicketStatus::Settled {
        receipt, change, ..
    } = ticket.status
    else {
        panic!()
    };
    assert_eq!((receipt.number, change), (1, Money::minor(70_000)));
    let again = bench
        .execute(Command::Order {
            order,
            command: settle,
        })
        .unwrap_err();
    assert_eq!(
        again,
        TillFailure::Rejected(Rejection::Order(OrderRejection::AlreadySettled))
    );
    let status = bench.status();
    assert_eq!((status.orders, status.revenue.as_str()), (1, "4300.00"));
    assert_eq!(status.waiting, status.head_sequence.0);
    assert!(status.oldest_waiting.is_some());
}

#[test]
fn an_open_order_is_recovered_after_a_restart() {
    let mut bench = Bench::new();
    let (order, total) = bench.open_order(1, 1_000);
    bench.restart();
    let Answer::Session(session) = bench.query(&Query::Session) else {
        panic!()
    };
    assert_eq!(session.recovered, Some(order));
    let Answer::Ticket(Some(ticket)) = bench.query(&Query::Ticket { order }) else {
        panic!()
    };
    assert_eq!(ticket.totals.total, total);
    let Answer::OpenOrders(open) = bench.query(&Query::OpenOrders) else {
        panic!()
    };
    assert_eq!(open.len(), 1);
    bench.settle(order, total);
    bench.restart();
    let Answer::Session(session) = bench.query(&Query::Session) else {
        panic!()
    };
    assert_eq!(session.recovered, None);
}
