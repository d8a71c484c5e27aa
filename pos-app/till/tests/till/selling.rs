//! A barista sells: through the same door as the window, on a real file.

use crate::support::{Bench, id};
use shared::id::{LineId, OrderId, ProductId};
use shared::menu::Price;
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
    let settle = OrderCommand::Settle {
        tenders,
        total,
        tip: Money::ZERO,
    };
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

#[test]
fn what_the_menu_refuses_leaves_no_trace() {
    let mut bench = Bench::new();
    let product = ProductId(id(9));
    let create = |name: &str, price: Price| MenuCommand::CreateProduct {
        product,
        name: name.to_owned(),
        category: "Café".to_owned(),
        price,
    };
    let price = Price::Of(Money::minor(100));
    let refused = [
        (create("", price), Rejection::BadName),
        (create(&"x".repeat(201), price), Rejection::BadName),
        (
            create("Moka", Price::Of(Money::minor(-1))),
            Rejection::PriceOutOfRange,
        ),
        (
            MenuCommand::SetPrice { product, price },
            Rejection::NoSuchProduct,
        ),
        (
            MenuCommand::SetAvailable {
                product,
                available: false,
            },
            Rejection::NoSuchProduct,
        ),
    ];
    let before = bench.till().head();
    for (command, reason) in refused {
        let failure = bench.execute(Command::Menu(command)).unwrap_err();
        assert_eq!(failure, TillFailure::Rejected(reason));
    }
    let (file, content) = ("menu.csv".to_owned(), "nonsense".to_owned());
    let failure = bench
        .execute(Command::Menu(MenuCommand::Import { file, content }))
        .unwrap_err();
    assert!(matches!(
        failure,
        TillFailure::Rejected(Rejection::NothingImported { .. })
    ));
    assert_eq!(bench.till().head(), before);
    assert!(bench.menu().categories.is_empty());
    bench.execute(Command::Menu(create("Moka", price))).unwrap();
    let head = bench.till().head();
    bench.execute(Command::Menu(create("Moka", price))).unwrap();
    assert_eq!(bench.till().head(), head);
    let price = Price::Of(Money::minor(200));
    bench
        .execute(Command::Menu(MenuCommand::SetPrice { product, price }))
        .unwrap();
    assert_eq!(bench.menu().products[0].price, price);
}

#[test]
fn order_numbers_start_again_each_day_and_receipts_never_do() {
    let mut bench = Bench::new();
    let numbers = |bench: &mut Bench, order| match bench.query(&Query::Ticket { order }) {
        Answer::Ticket(Some(ticket)) => match ticket.status {
            TicketStatus::Settled { receipt, .. } => {
                (ticket.number.unwrap().number, receipt.number)
            }
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    };
    let first = bench.sell(1, 100);
    assert_eq!(numbers(&mut bench, first), (1, 1));
    bench.restart();
    let second = bench.sell(2, 100);
    assert_eq!(numbers(&mut bench, second), (2, 2));
    bench.pass(86_400_000);
    let third = bench.sell(3, 100);
    assert_eq!(numbers(&mut bench, third), (1, 3));
    // A clock that is put back gives no number of that day twice.
    bench.pass(-86_400_000);
    let fourth = bench.sell(4, 100);
    assert_eq!(numbers(&mut bench, fourth), (3, 4));
}

#[test]
fn a_clock_that_goes_back_keeps_the_journal_in_order() {
    let mut bench = Bench::new();
    bench.sell(1, 100);
    bench.pass(-3_600_000_000);
    bench.restart();
    let order = bench.sell(2, 100);
    let Answer::Ticket(Some(ticket)) = bench.query(&Query::Ticket { order }) else {
        panic!()
    };
    assert!(matches!(ticket.status, TicketStatus::Settled { .. }));
}
