//! What the tills told their users, kept by the world and by nobody else: what the checker counts from.

use shared::id::{OrderId, SeriesId};
use shared::journal::{Entry, Hash, Sequence, SeriesHeader};
use shared::money::Money;
use shared::order::{ReceiptNumber, Refunded, Ticket, TicketStatus};
use std::collections::{BTreeMap, BTreeSet};
use sync_server::sync::{Aside, AsideReason};

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
    /// Its entries by place and hash: more than one at a place where copies of a till wrote.
    pub told: BTreeMap<(Sequence, Hash), Told>,
}

/// What a customer holds.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Who gave it.
    pub series: SeriesId,
    /// The entry of the payment.
    pub entry: (Sequence, Hash),
    /// The order.
    pub order: OrderId,
    /// Its number.
    pub number: ReceiptNumber,
    /// What was to be paid: the total, what was given on top, and what the smallest coin made of it.
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
    /// The last entry that each machine told of in each series.
    heads: BTreeMap<(usize, SeriesId), (Sequence, Hash)>,
}

impl Line {
    /// The server was restored: it holds these entries, of which it has set some aside.
    pub fn forget(&mut self, kept: &BTreeSet<(Sequence, Hash)>, aside: &[Aside]) {
        for (place, told) in &mut self.told {
            let waits =
                |aside: &Aside| aside.reason == AsideReason::Revoked && aside.sequence == place.0;
            let is_kept = kept.contains(place);
            told.received_ms = told.received_ms.filter(|_| is_kept);
            told.aside = is_kept && aside.iter().any(waits);
        }
    }
}

impl Ledger {
    /// A series begins.
    pub fn begin(&mut self, header: SeriesHeader, business: usize) {
        self.lines.entry(header.series).or_insert(Line {
            header,
            business,
            told: BTreeMap::new(),
        });
    }

    /// The last place that a machine told of in a series.
    pub fn head(&self, who: usize, series: SeriesId) -> Sequence {
        let head = self.heads.get(&(who, series));
        head.map_or(Sequence::NONE, |(sequence, _)| *sequence)
    }

    /// A machine told its user of these entries. False: they do not follow those it told of before.
    pub fn tell(&mut self, who: usize, series: SeriesId, entries: Vec<(Entry, Hash)>) -> bool {
        let Some(line) = self.lines.get_mut(&series) else {
            return false;
        };
        let start = (Sequence::NONE, line.header.hash());
        let head = self.heads.entry((who, series)).or_insert(start);
        for (entry, hash) in entries {
            let follows = entry.sequence == head.0.next() && entry.hash(&head.1) == hash;
            if !follows || entry.series != series {
                return false;
            }
            *head = (entry.sequence, hash);
            line.told.entry(*head).or_insert(Told {
                entry,
                hash,
                received_ms: None,
                aside: false,
            });
        }
        true
    }

    /// The files of a machine are older than what it told: it goes on from there. False: nobody was ever told of that.
    pub fn forget(&mut self, who: usize, series: SeriesId, head: (Sequence, Hash)) -> bool {
        let line = self.lines.get(&series);
        let told = line.is_some_and(|line| line.told.contains_key(&head));
        let known = told || head.0 == Sequence::NONE;
        if known {
            self.heads.insert((who, series), head);
        }
        known
    }

    /// A copy of a machine knows what the machine knows.
    pub fn copy(&mut self, from: usize, to: usize) {
        let heads = self.heads.iter().filter(|((who, _), _)| *who == from);
        let heads: Vec<_> = heads
            .map(|((_, series), head)| ((to, *series), *head))
            .collect();
        self.heads.extend(heads);
    }

    /// A customer got a receipt.
    pub fn hand_over(&mut self, series: SeriesId, entry: (Sequence, Hash), ticket: &Ticket) {
        if let TicketStatus::Settled {
            receipt,
            tenders,
            change,
            tip,
            rounding,
            ..
        } = &ticket.status
        {
            let given: Money = tenders.iter().map(|tender| tender.amount).sum();
            self.receipts.push(Receipt {
                series,
                entry,
                order: ticket.order,
                number: receipt.clone(),
                total: ticket.totals.total + *tip + *rounding,
                taken: given - *change,
            });
        }
    }

    /// A customer got money back, and a paper for it.
    pub fn hand_back(
        &mut self,
        series: SeriesId,
        entry: (Sequence, Hash),
        order: OrderId,
        refunded: &Refunded,
    ) {
        let given = Money::ZERO - refunded.tender.amount;
        self.receipts.push(Receipt {
            series,
            entry,
            order,
            number: refunded.receipt.clone(),
            total: given,
            taken: given,
        });
    }

    /// These entries of a series are on the server now.
    pub fn arrived(
        &mut self,
        series: SeriesId,
        there: impl Iterator<Item = (Sequence, Hash)>,
        now_ms: i64,
        revoked: bool,
    ) {
        let Some(line) = self.lines.get_mut(&series) else {
            return;
        };
        for place in there {
            if let Some(told) = line.told.get_mut(&place)
                && told.received_ms.is_none()
            {
                told.received_ms = Some(now_ms);
                told.aside = revoked;
            }
        }
    }

    /// The owner takes the till of a series back, in all its series.
    pub fn released(&mut self, series: SeriesId) {
        let Some(writer) = self.lines.get(&series).map(|line| line.header.writer) else {
            return;
        };
        let lines = self.lines.values_mut();
        for line in lines.filter(|line| line.header.writer == writer) {
            line.told.values_mut().for_each(|told| told.aside = false);
        }
    }
}
