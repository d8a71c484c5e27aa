//! From a row of the queue to the page that is printed.

use super::device::width;
use super::queue::{Queued, Row};
use super::receipt::{Details, Flags, receipt};
use super::report::{x, z};
use super::ticket::ticket;
use super::turn::drawer_is_due;
use super::words::Words;
use crate::error::TillError;
use crate::journal;
use crate::order::HeldOrder;
use crate::till::Till;
use printer::paper::{Align, Block, Drawer, Page, Rule, Style};
use printer::pdf;
use shared::clock::{DayStart, Wall};
use shared::id::AuthorId;
use shared::journal::Stamp;
use shared::money::{Currency, Money, MoneyStyle};
use shared::order::ReceiptNumber;
use shared::printing::PaperWidth;
use shared::till::Language;

/// How a page is written.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// The words.
    pub words: Words,
    /// The currency.
    pub currency: Currency,
    /// The cafe's name.
    pub shop: &'a str,
    /// The till's name.
    pub till: &'a str,
}

impl Pen<'_> {
    /// An amount in its column.
    pub fn amount(&self, amount: Money) -> String {
        amount.to_column(self.currency, self.style())
    }

    /// An amount with its symbol.
    pub fn sum(&self, amount: Money) -> String {
        let text = amount.to_text(self.currency, self.style());
        text.replace('\u{a0}', " ")
    }

    /// Thousandths as people of the place write them.
    pub fn quantity(&self, thousandths: i64) -> String {
        let text = shared::quantity::decimal_of_thousandths(thousandths);
        text.replace('.', &self.style().decimal.to_string())
    }

    /// A percentage likewise.
    pub fn percent(&self, percent: &str) -> String {
        percent.replace('.', &self.style().decimal.to_string()) + " %"
    }

    /// `24/11/2026 10:42`.
    pub fn moment(&self, wall: Wall) -> String {
        let date = wall.business_day(DayStart(0)).date();
        let minute = wall.minute_of_day();
        format!(
            "{} {}:{:02}",
            date.format("%d/%m/%Y"),
            minute / 60,
            minute % 60
        )
    }

    /// Text at the left, an amount at the right.
    pub fn line(&self, left: &str, amount: Money) -> Block {
        Block::pair(left, self.amount(amount), Style::PLAIN)
    }

    /// The cafe's name, in the middle.
    pub fn head(&self) -> Option<Block> {
        let named = !self.shop.is_empty();
        named.then(|| centre(self.shop, Style::TALL))
    }

    const fn style(&self) -> MoneyStyle {
        match self.words.0 {
            Language::English => MoneyStyle::ENGLISH,
            Language::Spanish | Language::Portuguese => MoneyStyle::LATIN,
        }
    }
}

/// Text in the middle.
pub fn centre(text: &str, style: Style) -> Block {
    Block::styled(text, Align::Centre, style)
}

impl Till {
    /// The page of a row; none where the journal has nothing of it any more.
    pub(super) fn page_of(&self, row: &Row) -> Result<Option<Page>, TillError> {
        let due = drawer_is_due(row.made_ms, self.now_ms());
        let opens = due && self.has_drawer();
        self.page(&row.queued, row.copy, opens)
    }

    /// A paper as a document.
    pub(super) fn document(&self, queued: &Queued) -> Result<Option<Vec<u8>>, TillError> {
        let printer = self.books.session.printer.as_ref();
        let paper = printer.map_or(PaperWidth::default(), |printer| printer.paper);
        let page = self.page(queued, false, false)?;
        Ok(page.map(|page| pdf::document(&page, width(paper))))
    }

    fn page(&self, queued: &Queued, copy: bool, opens: bool) -> Result<Option<Page>, TillError> {
        let session = &self.books.session;
        let pen = Pen {
            words: Words(session.language),
            currency: session.settings.currency,
            shop: &session.settings.name,
            till: &session.name,
        };
        let blocks = match queued {
            Queued::Receipt {
                order,
                receipt: number,
                drawer,
                offline,
                ..
            } => {
                let held = HeldOrder::load(self.database.reader(), *order)?;
                let flags = Flags {
                    copy,
                    drawer: *drawer && opens,
                    offline: *offline && !copy,
                };
                match held {
                    Some(held) => self.receipt_page(&pen, &held, number, flags)?,
                    None => None,
                }
            }
            Queued::X(report) => Some(x(&pen, report)),
            Queued::Z(report) => Some(z(&pen, report, copy)),
            Queued::Test => Some(test(&pen)),
            Queued::Ticket(paper) => Some(ticket(&pen, paper, copy)),
            Queued::Drawer => opens.then(|| vec![Block::Drawer(Drawer::Pin2)]),
        };
        Ok(blocks.map(|blocks| Page { blocks }))
    }

    fn receipt_page(
        &self,
        pen: &Pen<'_>,
        held: &HeldOrder,
        number: &ReceiptNumber,
        flags: Flags,
    ) -> Result<Option<Vec<Block>>, TillError> {
        let Some((given, stamp, wall)) = held.given(number) else {
            return Ok(None);
        };
        let details = Details {
            wall,
            seller: self.name_of_author(stamp)?,
            flags,
        };
        Ok(Some(receipt(pen, held.order(), given, &details)))
    }

    /// Who recorded an entry, where that is a member of staff.
    fn name_of_author(&self, stamp: Stamp) -> Result<Option<String>, TillError> {
        let reader = self.database.reader();
        let entries = journal::entries_from(reader, stamp.series, stamp.sequence, 1)?;
        let itself = entries
            .first()
            .filter(|(entry, _)| entry.sequence == stamp.sequence);
        let author = itself.map(|(entry, _)| entry.author);
        let members = self.books.team.members();
        let known = members
            .iter()
            .find(|member| Some(AuthorId::from(member.id)) == author);
        Ok(known.map(|member| member.name.clone()))
    }

    fn has_drawer(&self) -> bool {
        let printer = self.books.session.printer.as_ref();
        printer.is_some_and(|printer| printer.drawer)
    }
}

/// What shows whether letters, amounts and cuts are as they should be.
fn test(pen: &Pen<'_>) -> Vec<Block> {
    let words = pen.words;
    let price = Money::minor(pen.currency.minor_per_major() * 12_345);
    let mut blocks: Vec<Block> = pen.head().into_iter().collect();
    blocks.extend([
        centre(words.test(), Style::BOLD),
        centre(pen.till, Style::PLAIN),
        Block::Rule(Rule::Thin),
        Block::text("áéíóú ÁÉÍÓÚ ñ Ñ ü ç ã õ â ê ô à ¿ ¡ º ½ €"),
        Block::row(
            "1",
            "Café con leche, pão de queijo",
            pen.amount(price),
            Style::BOLD,
        ),
        Block::pair(words.total(), pen.sum(price), Style::TALL),
        Block::Rule(Rule::Thin),
        centre(words.test_fact(), Style::PLAIN),
        Block::Feed(1),
        Block::Cut,
    ]);
    blocks
}
