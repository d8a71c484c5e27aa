//! Paper: a sale never waits for it, nothing comes out twice unasked, and what comes out is what was sold.

mod kitchen;
mod queue;

use crate::shift::close;
use crate::staff::LUCIA;
use crate::support::{Bench, id};
use paper_printer::{Condition, Printed, TcpPrinter};
use printer::device::Limits;
use shared::id::{LineId, MovementId, OrderId, ShiftId};
use shared::money::Money;
use shared::order::{Cut, Item, OrderCommand, ReceiptNumber, TicketStatus};
use shared::payment::{Tender, TenderKind};
use shared::percent::Percent;
use shared::printing::{
    Paper, PrintCommand, PrintRejection, PrintState, PrintTrouble, PrintView, Printer,
    PrinterPlace, ReceiptWhen,
};
use shared::quantity::Quantity;
use shared::shift::ShiftCommand;
use shared::staff::StaffRejection;
use shared::till::{Answer, Command, Outcome, Query, Rejection, TillFailure};
use std::time::Duration;
use till::{Lane, Turn};

const QUICK: Limits = Limits {
    connect: Duration::from_secs(2),
    write: Duration::from_millis(300),
    answer: Duration::from_millis(300),
};

impl Bench {
    fn print(&mut self, command: PrintCommand) -> Result<Outcome, TillFailure> {
        self.execute(Command::Print(command))
    }

    pub fn has_printer(&mut self, printer: Printer) {
        let set = PrintCommand::SetPrinter(Some(printer));
        self.print(set).unwrap();
    }

    pub fn printing(&mut self) -> PrintView {
        match self.query(&Query::Printing) {
            Answer::Printing(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    /// What the printing thread does, until it waits. How many papers it sent.
    fn run_printer(&mut self) -> usize {
        self.run_lane(Lane::Counter)
    }

    fn run_lane(&mut self, lane: Lane) -> usize {
        let mut sent = 0;
        while let Turn::Print(work) = self.till().next_print(lane).unwrap() {
            let ended = work.print(&QUICK);
            self.till().print_ended(work.job, &ended).unwrap();
            sent += 1;
        }
        sent
    }

    fn states(&mut self) -> Vec<PrintState> {
        let jobs = self.printing().jobs;
        jobs.iter().map(|job| job.state).collect()
    }

    fn pay_in_cash(&mut self, number: u128, price: i64) -> ReceiptNumber {
        let (order, total) = self.open_order(number, price);
        self.pay_at(order, total, TenderKind::Cash, 0)
    }

    fn pay_at(
        &mut self,
        order: OrderId,
        total: Money,
        kind: TenderKind,
        more: i64,
    ) -> ReceiptNumber {
        let command = OrderCommand::Settle {
            tenders: vec![Tender {
                kind,
                amount: total + Money::minor(more),
            }],
            total,
            tip: Money::ZERO,
        };
        let done = self.execute(Command::Order { order, command }).unwrap();
        match done.ticket.unwrap().status {
            TicketStatus::Settled { receipt, .. } => receipt,
            other => panic!("{other:?}"),
        }
    }
}

impl Bench {
    /// Lines of one and two units and of a quarter, something off one of them and off all.
    fn open_a_full_order(&mut self) -> (OrderId, Money) {
        let order = OrderId(id(1_000));
        let line = |number: u128, name: &str, price: i64, thousandths: i64| OrderCommand::AddLine {
            line: LineId(id(number)),
            item: Item::Amount {
                name: name.to_owned(),
                price: Money::minor(price),
            },
            quantity: Quantity::thousandths(thousandths).unwrap(),
            modifiers: None,
            note: String::new(),
        };
        let tenth = Cut::Part(Percent::basis_points(1_000).unwrap());
        let off = |line: Option<LineId>, cut: Cut, reason: &str| OrderCommand::SetDiscount {
            line,
            cut: Some(cut),
            reason: reason.to_owned(),
        };
        let mut total = Money::ZERO;
        for command in [
            line(1, "Flat white", 430_000, 2_000),
            line(2, "Tostado de jamón y queso", 680_000, 1_000),
            line(3, "Café en grano", 1_000_000, 250),
            off(
                Some(LineId(id(2))),
                Cut::Amount(Money::minor(80_000)),
                "Demora",
            ),
            off(None, tenth, "Club"),
        ] {
            let done = self.execute(Command::Order { order, command }).unwrap();
            total = done.ticket.unwrap().totals.total;
        }
        (order, total)
    }
}

fn in_network(printer: &TcpPrinter) -> Printer {
    Printer::at(PrinterPlace::Network(printer.address()))
}

fn ready() -> (Bench, TcpPrinter) {
    let printer = TcpPrinter::start(Condition::Ready).unwrap();
    let mut bench = Bench::new();
    bench.has_printer(in_network(&printer));
    (bench, printer)
}

fn read(job: Option<Vec<u8>>) -> Printed {
    paper_printer::print(&job.unwrap(), 576).unwrap()
}

fn refused(done: Result<Outcome, TillFailure>) -> PrintRejection {
    match done {
        Err(TillFailure::Rejected(Rejection::Print(reason))) => reason,
        other => panic!("{other:?}"),
    }
}

fn has(printed: &Printed, text: &str) -> bool {
    printed.text().iter().any(|line| line.contains(text))
}

#[test]
fn a_receipt_says_what_was_sold_and_the_drawer_opens() {
    let (mut bench, printer) = ready();
    let (order, total) = bench.open_a_full_order();
    let receipt = bench.pay_at(order, total, TenderKind::Cash, 15_000);
    assert_eq!(bench.run_printer(), 1);
    let printed = read(printer.job());
    assert_eq!((printed.cuts(), printed.pulses()), (1, 1));
    let lines: Vec<String> = printed.text();
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    let moment = lines
        .iter()
        .position(|line| line.starts_with("24/11/2026 12:00"));
    let body = &lines[moment.unwrap() + 1..];
    let expected = [
        "------------------------------------------------",
        "2    Flat white                         8.600,00",
        "1    Tostado de jamón y queso           6.800,00",
        "     Descuento: Demora                   -800,00",
        "0,25 Café en grano                      2.500,00",
        "------------------------------------------------",
        "Subtotal                               17.100,00",
        "Descuentos                             -1.710,00",
        "================================================",
        "TOTAL                                $ 15.390,00",
        "================================================",
        "Efectivo                               15.540,00",
        "Vuelto                                    150,00",
    ];
    assert_eq!(&body[..expected.len()], expected, "{lines:#?}");
    assert!(has(&printed, "Documento no válido como factura."));
    assert!(has(&printed, &receipt.to_string()));
    assert!(bench.printing().jobs.is_empty());
    assert!(bench.printing().last_printed.is_some());
}

#[test]
fn the_drawer_opens_for_cash_alone() {
    let printer = TcpPrinter::start(Condition::Ready).unwrap();
    let mut bench = Bench::new();
    bench.has_printer(Printer {
        receipts: ReceiptWhen::Asked,
        ..in_network(&printer)
    });
    let (order, total) = bench.open_order(1, 5_000);
    bench.pay_by_card_unprinted(order, total);
    assert_eq!(bench.run_printer(), 0);
    bench.pay_in_cash(2, 5_000);
    assert_eq!(bench.run_printer(), 1);
    let printed = read(printer.job());
    assert_eq!((printed.pulses(), printed.cuts()), (1, 0));
    bench.give_back(2, 90, TenderKind::Cash).unwrap();
    assert_eq!(bench.run_printer(), 1);
    assert_eq!(read(printer.job()).pulses(), 1);
    let shift = bench.x().unwrap().shift;
    let command = ShiftCommand::OpenDrawer {
        movement: MovementId(id(80)),
        reason: "Cambio".to_owned(),
    };
    bench.execute(Command::Shift { shift, command }).unwrap();
    assert_eq!(bench.run_printer(), 1);
    assert_eq!(read(printer.job()).pulses(), 1);
}

impl Bench {
    fn pay_by_card_unprinted(&mut self, order: OrderId, total: Money) {
        let done = self.settle(order, total);
        assert!(!done.touched.printing);
    }
}

#[test]
fn a_refund_gives_a_paper_of_its_own() {
    let (mut bench, printer) = ready();
    let sold = bench.pay_in_cash(1, 5_000);
    bench.give_back(1, 90, TenderKind::Cash).unwrap();
    assert_eq!(bench.run_printer(), 2);
    printer.job();
    let printed = read(printer.job());
    assert!(has(&printed, "DEVOLUCIÓN") && has(&printed, "DEVUELTO"));
    assert!(has(&printed, &sold.to_string()) && has(&printed, "Motivo: No lo quiso"));
    assert!(has(&printed, "$ 50,00"));
}

#[test]
fn x_and_z_come_out_as_they_are_and_a_z_as_it_was() {
    let (mut bench, printer) = ready();
    bench.pay_in_cash(1, 5_000);
    bench.run_printer();
    printer.job();
    bench.print(PrintCommand::Print(Paper::X)).unwrap();
    assert_eq!(bench.run_printer(), 1);
    let x = read(printer.job());
    assert!(has(&x, "Informe X") && has(&x, "Ventas netas") && has(&x, "50,00"));
    // Before the count the paper gives no more away than the screen.
    assert!(has(&x, "después de contar") && !has(&x, "Esperado"));
    bench.count(Money::minor(4_900));
    let shift = bench.x().unwrap().shift;
    bench.ask(close("Faltó una moneda", false)).unwrap();
    bench
        .print(PrintCommand::Print(Paper::Z { shift }))
        .unwrap();
    assert_eq!(bench.run_printer(), 1);
    let z = read(printer.job());
    for text in [
        "Resumen Z 0001",
        "Esperado",
        "Contado",
        "Nota: Faltó una moneda",
        "-1,00",
    ] {
        assert!(has(&z, text), "{text}: {:#?}", z.text());
    }
    let unknown = Paper::Z {
        shift: ShiftId(id(999)),
    };
    let none = bench.print(PrintCommand::Print(unknown));
    assert_eq!(refused(none), PrintRejection::NoSuchPaper);
}

#[test]
fn a_printer_is_kept_checked_and_not_for_everybody_to_change() {
    let mut bench = Bench::new();
    let test = bench.print(PrintCommand::Test);
    assert_eq!(refused(test), PrintRejection::NoPrinter);
    let nowhere = Printer::at(PrinterPlace::Network("a b".to_owned()));
    let set = bench.print(PrintCommand::SetPrinter(Some(nowhere)));
    assert_eq!(refused(set), PrintRejection::BadPlace);
    let printer = Printer::at(PrinterPlace::File("/dev/usb/lp0".to_owned()));
    bench.has_printer(printer.clone());
    let head = bench.till().head();
    bench.has_printer(printer.clone());
    assert_eq!(bench.till().head(), head, "nothing is other than before");
    bench.restart();
    assert_eq!(bench.printing().printer, Some(printer.clone()));
    bench.till().rebuild().unwrap();
    assert_eq!(bench.printing().printer, Some(printer));
    bench.print(PrintCommand::SetPrinter(None)).unwrap();
    assert_eq!(bench.printing().printer, None);

    let mut bench = Bench::with_team();
    bench.sign_in(LUCIA, "1357").unwrap();
    let set = bench.print(PrintCommand::SetPrinter(None));
    assert!(matches!(
        set,
        Err(TillFailure::Rejected(Rejection::Staff(
            StaffRejection::NotAllowed { .. }
        )))
    ));
}

#[test]
fn a_printer_that_is_not_there_is_named_and_stops_nothing() {
    let mut bench = Bench::new();
    bench.has_printer(Printer::at(PrinterPlace::File("/dev/usb/lp99".to_owned())));
    bench.pay_in_cash(1, 5_000);
    assert_eq!(bench.run_printer(), 1);
    assert_eq!(bench.printing().trouble, Some(PrintTrouble::NotThere));
    // Nothing listens there, on any machine.
    let nobody = PrinterPlace::Network("127.0.0.1:1".to_owned());
    bench.has_printer(Printer::at(nobody));
    // Of the new one nothing is known yet.
    assert_eq!(bench.printing().trouble, None);
    bench.pass(60_000);
    assert_eq!(bench.run_printer(), 1);
    assert_eq!(bench.printing().trouble, Some(PrintTrouble::Unreachable));
    assert_eq!(bench.status().orders, 1);
}
