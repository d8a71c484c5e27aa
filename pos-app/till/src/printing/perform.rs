//! Commands about the printer, and the papers that come with what is recorded.

use super::device::leads_into;
use super::queue::{self, Queued, REMEMBERED_MS, TicketPaper};
use crate::desk::Desk;
use crate::error::TillError;
use crate::order::{Given, HeldOrder, board_ticket};
use crate::shift::{x_report, z_report};
use crate::till::Till;
use shared::clock::Wall;
use shared::id::{KitchenTicketId, OrderId};
use shared::kitchen::BoardTicket;
use shared::order::{Order, OrderEvent};
use shared::payment::{Tender, TenderKind};
use shared::printing::{
    Paper, PrintCommand, PrintRejection, PrintState, Printer, PrinterSet, ReceiptWhen,
};
use shared::shift::ShiftCommand;
use shared::till::{Rejection, TillEvent};
use std::path::Path;

impl Desk<'_> {
    /// Does one thing about the printer.
    pub fn print(&mut self, command: &PrintCommand) -> Result<(), TillError> {
        // Where a program does the till's work nobody waits for paper.
        if self.unattended && !matches!(command, PrintCommand::SetPrinter(_)) {
            return Ok(());
        }
        match command {
            PrintCommand::SetPrinter(printer) => {
                self.set_printer(printer.clone())?;
                self.hurry_printing()?;
            }
            PrintCommand::Print(paper) => {
                let (queued, is_old) = self.queued(paper)?;
                if !matches!(queued, Queued::Ticket(_)) {
                    self.printer()?;
                }
                self.queue(&queued, is_old)?;
            }
            PrintCommand::Test => {
                self.printer()?;
                queue::hurry(self.connection)?;
                self.queue(&Queued::Test, false)?;
            }
            PrintCommand::Again { job } => {
                let row = self.left_over(*job)?;
                if !matches!(row.queued, Queued::Ticket(_)) {
                    self.printer()?;
                }
                let copy = row.copy || row.state == PrintState::Unsure;
                queue::ask_again(self.connection, &row, copy, self.wall.ms)?;
            }
            PrintCommand::Leave { job } => {
                let row = self.left_over(*job)?;
                queue::set_state(self.connection, row.job, "over")?;
            }
            // The counter carries this out: it writes a file.
            PrintCommand::Save(_) => return Ok(()),
        }
        self.written = true;
        self.touched.printing = true;
        Ok(())
    }

    fn set_printer(&mut self, printer: Option<Printer>) -> Result<(), TillError> {
        let checked = printer.map(Printer::checked).transpose();
        let printer = checked.map_err(|reason| TillError::from(Rejection::Print(reason)))?;
        self.spare_own_file(printer.as_ref())?;
        if self.books.session.printer == printer {
            return Ok(());
        }
        self.record_till(TillEvent::PrinterSet(PrinterSet { printer }))
    }

    /// Somebody sees to a printer: what waits is tried at once.
    pub fn hurry_printing(&mut self) -> Result<(), TillError> {
        self.written = true;
        self.touched.printing = true;
        queue::hurry(self.connection)
    }

    /// What is printed must never be appended to the till's own file.
    pub fn spare_own_file(&self, printer: Option<&Printer>) -> Result<(), TillError> {
        let own = self.connection.path().map(Path::new).and_then(Path::parent);
        let leads = |own: &Path| printer.is_some_and(|printer| leads_into(printer, own));
        match own.is_some_and(leads) {
            true => Err(Rejection::Print(PrintRejection::BadPlace).into()),
            false => Ok(()),
        }
    }

    fn printer(&self) -> Result<&Printer, TillError> {
        let printer = self.books.session.printer.as_ref();
        printer.ok_or_else(|| Rejection::Print(PrintRejection::NoPrinter).into())
    }

    fn left_over(&self, job: i64) -> Result<queue::Row, TillError> {
        let row = queue::one(self.connection, job)?;
        let row = row.filter(|row| row.state != PrintState::Printing);
        row.ok_or_else(|| Rejection::Print(PrintRejection::NoSuchJob).into())
    }

    /// A paper as it is now, and whether it is so old that it is a copy, whatever the queue remembers.
    fn queued(&self, paper: &Paper) -> Result<(Queued, bool), TillError> {
        let none = || TillError::from(Rejection::Print(PrintRejection::NoSuchPaper));
        let is_old = |made: Wall| made.ms < self.wall.ms - REMEMBERED_MS;
        Ok(match paper {
            Paper::Receipt { order, receipt } => {
                let held = HeldOrder::load(self.connection, *order)?.ok_or_else(none)?;
                let (given, stamp, wall) = held.given(receipt).ok_or_else(none)?;
                // Whether another till printed its own is not known here.
                let others = !self.books.lineage.holds(stamp.series);
                let refund = matches!(given, Given::Refund(_));
                let queued = Queued::Receipt {
                    order: *order,
                    receipt: receipt.clone(),
                    refund,
                    drawer: false,
                    offline: false,
                };
                (queued, others || is_old(wall))
            }
            Paper::Ticket { ticket } => {
                let held = board_ticket(self.connection, *ticket)?.ok_or_else(none)?;
                let stations = &self.books.settings.stations;
                let station = stations.iter().find(|station| station.id == held.station);
                let station = station.map(|station| station.name.clone());
                let paper = TicketPaper {
                    ticket: held,
                    station: station.ok_or_else(none)?,
                    fallback: false,
                };
                // Whoever asks for it has one that came out, or that is on the screen.
                (Queued::Ticket(Box::new(paper)), true)
            }
            Paper::X => {
                let open = self.books.shift.ok_or_else(none)?;
                let report = x_report(self.connection, open, self.wall)?;
                (Queued::X(Box::new(report.ok_or_else(none)?)), false)
            }
            Paper::Z { shift } => {
                let report = z_report(self.connection, *shift)?.ok_or_else(none)?;
                let old = is_old(report.closed.closed);
                (Queued::Z(Box::new(report)), old)
            }
        })
    }

    fn queue(&mut self, queued: &Queued, is_old: bool) -> Result<(), TillError> {
        queue::put(self.connection, queued, self.wall.ms, is_old)?;
        self.written = true;
        self.touched.printing = true;
        Ok(())
    }

    /// What a payment or a refund puts on paper, and the drawer that opens for it.
    pub fn print_with(&mut self, order: OrderId, event: &OrderEvent) -> Result<(), TillError> {
        let (receipt, refund, cash) = match event {
            OrderEvent::Settled(settled) => {
                let cash = settled.tenders.iter().any(is_cash);
                (&settled.receipt, false, cash || !settled.change.is_zero())
            }
            OrderEvent::Refunded(refunded) => (&refunded.receipt, true, is_cash(&refunded.tender)),
            _ => return Ok(()),
        };
        let Some(printer) = self.attended_printer() else {
            return Ok(());
        };
        let drawer = cash && printer.drawer;
        match printer.receipts {
            ReceiptWhen::Always => {
                let queued = Queued::Receipt {
                    order,
                    receipt: receipt.clone(),
                    refund,
                    drawer,
                    offline: self.offline,
                };
                self.queue(&queued, false)
            }
            ReceiptWhen::Asked if drawer => self.queue(&Queued::Drawer, false),
            ReceiptWhen::Asked => Ok(()),
        }
    }

    /// What is sent to stations that have a printer is printed there.
    pub fn print_tickets(
        &mut self,
        order: &Order,
        tickets: &[KitchenTicketId],
    ) -> Result<(), TillError> {
        if self.unattended {
            return Ok(());
        }
        for id in tickets {
            let Some(held) = order.kitchen().ticket(*id) else {
                continue;
            };
            let stations = self.books.settings.stations.iter();
            let mut at_printer = stations.filter(|station| station.printer.is_some());
            let ticket = BoardTicket::of(order, held);
            let station = at_printer.find(|station| station.id == ticket.station);
            let Some(station) = station.filter(|_| !ticket.items.is_empty()) else {
                continue;
            };
            let paper = TicketPaper {
                station: station.name.clone(),
                ticket,
                fallback: false,
            };
            self.queue(&Queued::Ticket(Box::new(paper)), false)?;
        }
        Ok(())
    }

    /// The drawer opens where cash goes in or out without a sale, and where somebody says why it is opened.
    pub fn open_drawer_with(&mut self, command: &ShiftCommand) -> Result<(), TillError> {
        let opens = matches!(
            command,
            ShiftCommand::OpenDrawer { .. }
                | ShiftCommand::PayIn { .. }
                | ShiftCommand::PayOut { .. }
        );
        let has_drawer = self
            .attended_printer()
            .is_some_and(|printer| printer.drawer);
        match opens && has_drawer {
            true => self.queue(&Queued::Drawer, false),
            false => Ok(()),
        }
    }

    /// Where a program does the till's work nobody waits for paper.
    fn attended_printer(&self) -> Option<&Printer> {
        let printer = self.books.session.printer.as_ref();
        printer.filter(|_| !self.unattended)
    }
}

impl Till {
    /// A paper as a document, and a name for its file.
    pub(crate) fn save_paper(&mut self, paper: &Paper) -> Result<(String, Vec<u8>), TillError> {
        let (queued, _) = self.write(|desk| desk.queued(paper))?;
        let document = self.document(&queued)?;
        let none = || TillError::from(Rejection::Print(PrintRejection::NoSuchPaper));
        let name = match &queued {
            Queued::Receipt { receipt, .. } => receipt.to_string(),
            Queued::Z(report) => report.closed.number.to_string(),
            Queued::X(report) => format!("{}-X-{}", self.books.session.code, report.wall.ms),
            Queued::Test | Queued::Drawer | Queued::Ticket(_) => return Err(none()),
        };
        // A code comes from outside; what is no letter or digit of it leads nowhere.
        let sign = |sign: char| if sign.is_alphanumeric() { sign } else { '-' };
        let name = name.chars().map(sign).collect();
        Ok((name, document.ok_or_else(none)?))
    }
}

fn is_cash(tender: &Tender) -> bool {
    tender.kind == TenderKind::Cash && !tender.amount.is_zero()
}
