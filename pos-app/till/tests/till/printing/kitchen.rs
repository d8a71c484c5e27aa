//! The kitchen: it is told with the payment, on paper and on the screen, and where its printer is silent the counter says so.

use super::{has, in_network, read, ready};
use crate::support::{Bench, id};
use paper_printer::{Condition, TcpPrinter};
use shared::id::{LineId, OrderId, ProductId, StationId};
use shared::kitchen::{BoardView, Delivery, Station, TicketState};
use shared::menu::Price;
use shared::money::Money;
use shared::order::OrderCommand;
use shared::payment::TenderKind;
use shared::printing::{Paper, PrintCommand, PrintRejection, Printer, PrinterPlace};
use shared::settings::{SettingsRejection, SettingsSet};
use shared::till::{Answer, Command, MenuCommand, Query, Rejection, TillFailure};
use till::Lane;

const FLAT_WHITE: ProductId = ProductId::from_bytes([1; 16]);
const BAR: StationId = StationId::from_bytes([2; 16]);

impl Bench {
    /// A bar that makes the coffee, with this printer.
    fn has_bar(&mut self, printer: Option<Printer>) {
        let product = MenuCommand::CreateProduct {
            product: FLAT_WHITE,
            name: "Flat white".to_owned(),
            category: "Café".to_owned(),
            price: Price::Of(Money::minor(430_000)),
        };
        self.execute(Command::Menu(product)).unwrap();
        let categories = self.menu().categories;
        let station = Station {
            id: BAR,
            name: "Barra".to_owned(),
            categories: categories.iter().map(|category| category.id).collect(),
            printer,
        };
        self.set_stations(vec![station]).unwrap();
    }

    /// Somebody orders, and the bar is told.
    pub fn tells_a_bar(&mut self) {
        self.has_bar(None);
        self.tap(ORDER, 501);
        self.tell(ORDER);
    }

    fn set_stations(&mut self, stations: Vec<Station>) -> Result<(), TillFailure> {
        let set = SettingsSet {
            stations: Some(stations),
            ..SettingsSet::default()
        };
        self.execute(Command::Settings(set)).map(|_| ())
    }

    fn tap(&mut self, order: OrderId, line: u128) -> Money {
        let command = OrderCommand::Tap {
            product: FLAT_WHITE,
            line: LineId(id(line)),
        };
        let done = self.execute(Command::Order { order, command }).unwrap();
        done.ticket.unwrap().totals.total
    }

    fn tell(&mut self, order: OrderId) {
        let command = OrderCommand::Send;
        self.execute(Command::Order { order, command }).unwrap();
    }

    fn board(&mut self) -> BoardView {
        match self.query(&Query::Board) {
            Answer::Board(board) => *board,
            other => panic!("{other:?}"),
        }
    }

    fn delivery(&mut self) -> Delivery {
        self.board().tickets[0].delivery
    }

    fn mark(&mut self, state: TicketState) {
        let board = self.board();
        let ticket = board.tickets.first().or(board.done.first()).unwrap();
        let (order, ticket) = (ticket.order, ticket.ticket);
        let command = OrderCommand::MarkTicket { ticket, state };
        self.execute(Command::Order { order, command }).unwrap();
    }
}

const ORDER: OrderId = OrderId(uuid::Uuid::from_u128(500));

fn name(name: &str) -> Command {
    let command = OrderCommand::SetName {
        name: name.to_owned(),
    };
    Command::Order {
        order: ORDER,
        command,
    }
}

#[test]
fn the_bar_is_told_with_the_payment_and_of_changes_alone() {
    let (mut bench, counter) = ready();
    let bar = TcpPrinter::start(Condition::Ready).unwrap();
    bench.has_bar(Some(in_network(&bar)));
    bench.tap(ORDER, 501);
    bench.execute(name("Mesa 4")).unwrap();
    assert_eq!(bench.delivery(), Delivery::Queued);
    assert_eq!(bench.run_printer(), 0, "nothing comes out at the counter");
    assert_eq!(bench.run_lane(Lane::Kitchen), 1);
    let printed = read(bar.job());
    assert!(has(&printed, "Barra") && has(&printed, "Mesa 4"));
    assert!(has(&printed, "1 Flat white"));
    assert_eq!(bench.delivery(), Delivery::Sent);

    let total = bench.tap(ORDER, 502);
    bench.pay_at(ORDER, total, TenderKind::Cash, 0);
    assert_eq!(bench.run_lane(Lane::Kitchen), 1);
    let printed = read(bar.job());
    assert!(has(&printed, "1 Flat white") && !has(&printed, "DUPLICADO"));
    assert_eq!(bench.run_printer(), 1);
    assert!(has(&read(counter.job()), "TOTAL"));
    assert_eq!(bench.board().tickets.len(), 2);
}

#[test]
fn what_is_called_off_is_said_so_on_paper() {
    let mut bench = Bench::new();
    let bar = TcpPrinter::start(Condition::Ready).unwrap();
    bench.has_bar(Some(in_network(&bar)));
    bench.tap(ORDER, 501);
    bench.tell(ORDER);
    bench.run_lane(Lane::Kitchen);
    bar.job();
    let command = OrderCommand::Void {
        reason: "Se fue".to_owned(),
    };
    let order = ORDER;
    bench.execute(Command::Order { order, command }).unwrap();
    assert_eq!(bench.run_lane(Lane::Kitchen), 1);
    assert!(has(&read(bar.job()), "ANULAR 1 Flat white"));
}

#[test]
fn a_silent_printer_of_the_bar_holds_no_receipt_up_and_its_tickets_come_out_at_the_counter() {
    let (mut bench, counter) = ready();
    let bar = TcpPrinter::start(Condition::OutOfPaper).unwrap();
    bench.has_bar(Some(in_network(&bar)));
    let total = bench.tap(ORDER, 501);
    bench.pay_at(ORDER, total, TenderKind::Cash, 0);
    assert_eq!(bench.run_lane(Lane::Kitchen), 1);
    assert_eq!(bench.run_printer(), 1);
    assert!(has(&read(counter.job()), "TOTAL"), "the receipt came first");
    let troubles = bench.printing().stations;
    assert_eq!((troubles[0].station, troubles[0].fallback), (BAR, true));

    bench.pass(5_000);
    assert_eq!(bench.run_lane(Lane::Kitchen), 1, "tried once more");
    assert_eq!(bench.run_printer(), 1);
    let printed = read(counter.job());
    assert!(
        has(&printed, "No responde la impresora de Barra"),
        "{:?}",
        printed.text()
    );
    assert!(has(&printed, "1 Flat white"));
    assert_eq!(bench.delivery(), Delivery::Sent);
}

#[test]
fn without_another_printer_a_ticket_waits_and_an_old_one_is_not_printed_unasked() {
    let mut bench = Bench::new();
    let bar = TcpPrinter::start(Condition::CoverOpen).unwrap();
    bench.has_bar(Some(in_network(&bar)));
    bench.tap(ORDER, 501);
    bench.tell(ORDER);
    bench.run_lane(Lane::Kitchen);
    bench.pass(30_000);
    bench.run_lane(Lane::Kitchen);
    assert_eq!(bench.delivery(), Delivery::Queued);
    for _ in 0..2 {
        bar.job();
    }
    bar.become_condition(Condition::Ready);
    bench.pass(11 * 60_000);
    assert_eq!(bench.run_lane(Lane::Kitchen), 0);
    assert_eq!(bench.delivery(), Delivery::Failed);
    let job = bench.printing().jobs[0].job;
    bench.print(PrintCommand::Again { job }).unwrap();
    assert_eq!(bench.run_lane(Lane::Kitchen), 1);
    assert!(has(&read(bar.job()), "1 Flat white"));
    assert_eq!(bench.delivery(), Delivery::Sent);

    let ticket = bench.board().tickets[0].ticket;
    let again = PrintCommand::Print(Paper::Ticket { ticket });
    bench.print(again).unwrap();
    assert_eq!(bench.run_lane(Lane::Kitchen), 1);
    assert!(has(&read(bar.job()), "DUPLICADO"));
}

#[test]
fn the_screen_shows_how_far_a_ticket_is_and_a_rebuild_shows_the_same() {
    let mut bench = Bench::new();
    bench.has_bar(None);
    let total = bench.tap(ORDER, 501);
    bench.pay_at(ORDER, total, TenderKind::Cash, 0);
    assert_eq!(bench.delivery(), Delivery::Sent, "the screen is enough");
    bench.mark(TicketState::Preparing);
    bench.mark(TicketState::Ready);
    let shown = bench.board();
    assert_eq!(shown.tickets[0].state, TicketState::Ready);
    assert_eq!(shown.tickets[0].delivery, Delivery::Acknowledged);
    bench.till().rebuild().unwrap();
    assert_eq!(bench.board(), shown);
    bench.mark(TicketState::Done);
    let after = bench.board();
    assert_eq!((after.tickets.len(), after.done.len()), (0, 1));
    bench.mark(TicketState::Ready);
    assert_eq!(bench.board().tickets.len(), 1, "called back");
    bench.pass(13 * 3_600_000);
    assert!(bench.board().tickets.is_empty(), "of a day that is over");
}

#[test]
fn stations_that_cannot_be_are_refused() {
    let mut bench = Bench::new();
    let station = |number: u8, name: &str| Station {
        id: StationId::from_bytes([number; 16]),
        name: name.to_owned(),
        categories: Vec::new(),
        printer: None,
    };
    let own = bench.data().join("till.sqlite").display().to_string();
    let into_own = Station {
        printer: Some(Printer::at(PrinterPlace::File(own))),
        ..station(1, "Barra")
    };
    let nowhere = Station {
        printer: Some(Printer::at(PrinterPlace::Network(String::new()))),
        ..station(1, "Barra")
    };
    let settings = |reason| Rejection::Settings(reason);
    for (stations, reason) in [
        (
            vec![station(1, " ")],
            settings(SettingsRejection::BadStationName { max: 24 }),
        ),
        (
            vec![station(1, "Barra"), station(2, "Barra ")],
            settings(SettingsRejection::StationTwice {
                name: "Barra".to_owned(),
            }),
        ),
        (
            (1..=13)
                .map(|number| station(number, &number.to_string()))
                .collect(),
            settings(SettingsRejection::TooManyStations { max: 12 }),
        ),
        (
            vec![nowhere],
            settings(SettingsRejection::StationPrinter(PrintRejection::BadPlace)),
        ),
        (vec![into_own], Rejection::Print(PrintRejection::BadPlace)),
    ] {
        let refused = bench.set_stations(stations).unwrap_err();
        assert_eq!(refused, TillFailure::Rejected(reason));
    }
}

#[test]
fn a_station_that_lost_its_printer_holds_up_no_other() {
    let mut bench = Bench::new();
    let bar = TcpPrinter::start(Condition::Ready).unwrap();
    bench.has_bar(Some(in_network(&bar)));
    bench.tap(ORDER, 501);
    bench.tell(ORDER);
    let categories = bench.menu().categories;
    let kitchen = Station {
        id: StationId::from_bytes([3; 16]),
        name: "Cocina".to_owned(),
        categories: categories.iter().map(|category| category.id).collect(),
        printer: Some(in_network(&bar)),
    };
    let bare = Station {
        id: BAR,
        name: "Barra".to_owned(),
        categories: Vec::new(),
        printer: None,
    };
    bench.set_stations(vec![bare, kitchen]).unwrap();
    let other = OrderId(id(600));
    bench.tap(other, 601);
    bench.tell(other);
    assert_eq!(bench.run_lane(Lane::Kitchen), 1);
    assert!(has(&read(bar.job()), "Cocina"));
    // Now there is a printer at the counter: what the bar was told comes out of it.
    let counter = TcpPrinter::start(Condition::Ready).unwrap();
    bench.has_printer(in_network(&counter));
    bench.run_lane(Lane::Kitchen);
    assert_eq!(bench.run_printer(), 1);
    assert!(has(&read(counter.job()), "Barra"));
}
