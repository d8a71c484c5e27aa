//! What the tills told their users, kept by the world and by nobody else: what the checker counts from.

use shared::id::{OrderId, SeriesId};
use shared::journal::{Entry, Hash, Sequence, SeriesHeader};
use shared::money::Money;
use shared::order::{ReceiptNumber, Ticket, TicketStatus};
use std::collections::BTreeMap;

/// An entry that a till told its user about.
#[derive(Clone, Debug)]
pub struct Told {
    /// The entry.
    pub entry: Entry,
    /// Its hash, as the till kept it.
    pub hash: Hash,
    /// When it first arrived at the server, by the server's clock.
    pub received_ms: Option<i64>,
    /// Whether its till was revoked then, and the owner has not taken it back.
    pub aside: bool,
}

/// The journal of one series, as its users know it.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its header.
    pub header: SeriesHeader,
    /// Its business's number.
    pub business: usize,
    /// Its entries, in order.
    pub told: Vec<Told>,
}

/// What a customer holds.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Who gave it.
    pub series: SeriesId,
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: ReceiptNumber,
    /// What was paid.
    pub total: Money,
    /// What was given, less what was given back.
    pub taken: Money,
}

/// Everything that users were told.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// By series.
    pub lines: BTreeMap<SeriesId, Line>,
    /// Every receipt.
    pub receipts: Vec<Receipt>,
}

impl Ledger {
    /// A series begins.
    pub fn begin(&mut self, header: SeriesHeader, business: usize) {
        self.lines.entry(header.series).or_insert(Line {
            header,
            business,
            told: Vec::new(),
        });
    }

    /// The last place told of a series.
    pub fn head(&self, series: SeriesId) -> Sequence {
        let line = self.lines.get(&series);
        let last = line.and_then(|line| line.told.last());
        last.map_or(Sequence::NONE, |told| told.entry.sequence)
    }

    /// A till told its user of these entries. False: they do not follow those it told of before.
    pub fn tell(&mut self, series: SeriesId, entries: Vec<(Entry, Hash)>) -> bool {
        let Some(line) = self.lines.get_mut(&series) else {
            return false;
        };
        for (entry, hash) in entries {
            let expected = u64::try_from(line.told.len()).unwrap_or(u64::MAX) + 1;
            if entry.sequence.0 != expected || entry.series != series {
                return false;
            }
            line.told.push(Told {
                entry,
                hash,
                received_ms: None,
                aside: false,
            });
        }
        true
    }

    /// A customer got a receipt.
    pub fn hand_over(&mut self, series: SeriesId, ticket: &Ticket) {
        if let TicketStatus::Settled {
            receipt,
            tenders,
            change,
            ..
        } = &ticket.status
        {
            let given: Money = tenders.iter().map(|tender| tender.amount).sum();
            self.receipts.push(Receipt {
                series,
                order: ticket.order,
                number: receipt.clone(),
                total: ticket.totals.total,
                taken: given - *change,
            });
        }
    }

    /// Everything of a series up to `upto` is on the server now.
    pub fn arrived(&mut self, series: SeriesId, upto: usize, now_ms: i64, revoked: bool) {
        if let Some(line) = self.lines.get_mut(&series) {
            let fresh = line.told.iter_mut().take(upto);
            for told in fresh.filter(|told| told.received_ms.is_none()) {
                told.received_ms = Some(now_ms);
                told.aside = revoked;
            }
        }
    }

    /// The owner takes a till back.
    pub fn released(&mut self, series: SeriesId) {
        if let Some(line) = self.lines.get_mut(&series) {
            line.told.iter_mut().for_each(|told| told.aside = false);
        }
    }
}
