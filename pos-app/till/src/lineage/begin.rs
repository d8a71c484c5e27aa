//! The end of one series of a till and the beginning of the next.

use super::{Closed, Lineage, close, enlist};
use crate::desk::Desk;
use crate::error::TillError;
use crate::journal::{self, OwnSeries};
use crate::sync::SyncState;
use crate::till::Till;
use rusqlite::Connection;
use shared::event::Event;
use shared::id::{OrderId, SeriesId, SubjectId};
use shared::journal::{Head, Sequence, SeriesHeader, Writer};
use shared::printing::PrinterSet;
use shared::till::{
    ContinuedFrom, ContinuedWhy, Joined, PreferencesSet, Started, TillEvent, Touched,
};

/// Payments of the series that ends: those the server has, and those that are to be carried.
const DURABLE: &str =
    "update orders set settle_sequence = 0 where settle_sequence between 1 and ?1";
const PAPERS_DURABLE: &str = "update paper set place = 0 where place between 1 and ?1";
const BEHIND: &str = "
    select id from orders where settle_sequence > ?1 union select orders from paper where place > ?1";
const COUNTERS: &str = "delete from receipt_counter; delete from order_counter;";

impl Till {
    /// Goes on in a new series. `last_common` is the last entry of this one that is known to be the same on the server:
    /// what this file holds beyond it is carried into the new one, a few groups at once and the rest at quiet moments;
    /// a till that stops in the middle goes on where it was. Nothing that is in the file is changed. The server hears
    /// of it with the next hello.
    pub fn continue_anew(
        &mut self,
        last_common: Sequence,
        why: ContinuedWhy,
    ) -> Result<Touched, TillError> {
        self.continue_after(last_common, why, |_| Ok(()))?;
        Ok(Touched {
            team: true,
            orders: true,
            menu: true,
            session: true,
            sync: true,
            shift: true,
            printing: false,
        })
    }

    /// The same, together with what `first` writes.
    pub(crate) fn continue_after(
        &mut self,
        last_common: Sequence,
        why: ContinuedWhy,
        first: impl FnOnce(&Connection) -> Result<(), TillError>,
    ) -> Result<(), TillError> {
        let before = self.series();
        self.write(|desk| {
            first(desk.connection)?;
            desk.begin_series(last_common, why)
        })?;
        self.load_again()?;
        tracing::warn!(%before, now = %self.series(), ?why, %last_common, "the till goes on in a new series");
        self.carry_some()?;
        Ok(())
    }
}

impl Desk<'_> {
    fn begin_series(&mut self, last_common: Sequence, why: ContinuedWhy) -> Result<(), TillError> {
        self.written = true;
        let old = self.books.own;
        let last_common = Head {
            sequence: last_common.min(old.head.sequence),
            hash: journal::hash_at(self.connection, old.id, last_common.min(old.head.sequence))?
                .ok_or_else(|| {
                    TillError::Damaged(format!("no entry {last_common} of {}", old.id))
                })?,
        };
        self.close_series(last_common.sequence)?;
        let held = journal::header_of(self.connection, old.id)?;
        let held = held.ok_or_else(|| TillError::Damaged(format!("no header of {}", old.id)))?;
        let header = SeriesHeader {
            series: SeriesId(self.entropy.uuid_v4()),
            writer: Writer::Till(self.books.device.till),
            public_key: held.public_key,
        };
        journal::insert_header(self.connection, &header)?;
        enlist(self.connection, header.series, self.wall.ms)?;
        self.books.device.series = header.series;
        self.books.device.store(self.connection)?;
        self.books.own = OwnSeries {
            id: header.series,
            head: Head {
                sequence: Sequence::NONE,
                hash: header.hash(),
            },
            clock: old.clock,
        };
        self.connection.execute_batch(COUNTERS)?;
        let from = ContinuedFrom {
            series: old.id,
            last_common,
            why,
        };
        let events = self.first_words(from);
        let subject = SubjectId::from(self.books.device.till);
        let written = events.iter().cloned();
        let written: Vec<_> = written.map(|event| (subject, Event::Till(event))).collect();
        self.append(&written)?;
        for event in &events {
            self.books.session.apply(header.series, event);
        }
        self.books.session.project(self.connection)?;
        self.books.lineage = Lineage::load(self.connection, header.series)?;
        self.payments_are_behind(last_common.sequence)
    }

    fn payments_are_behind(&mut self, last_common: Sequence) -> Result<(), TillError> {
        let at = (last_common.0.cast_signed(),);
        self.connection.execute(DURABLE, at)?;
        self.connection.execute(PAPERS_DURABLE, at)?;
        let mut statement = self.connection.prepare(BEHIND)?;
        let orders = statement.query_map(at, |row| row.get(0).map(OrderId::from_bytes))?;
        for order in orders.collect::<Result<Vec<_>, _>>()? {
            self.refold_order(order)?;
        }
        Ok(())
    }

    /// What a new series begins with: where it comes from, and who the till is, so that nothing of that has to be
    /// looked for in older ones.
    fn first_words(&self, from: ContinuedFrom) -> Vec<TillEvent> {
        let session = &self.books.session;
        let who = match session.business {
            Some(business) => TillEvent::Joined(Joined {
                business,
                settings: session.settings.clone(),
                till_code: session.base_code.clone(),
                till_name: session.name.clone(),
            }),
            None => TillEvent::Started(Started {
                app_version: self.app_version.to_owned(),
                currency: session.settings.currency,
                code: session.base_code.clone(),
            }),
        };
        let screen = PreferencesSet {
            language: Some(session.language),
            theme: Some(session.theme),
        };
        let printer = session.printer.clone();
        let printer = printer.map(|printer| {
            TillEvent::PrinterSet(PrinterSet {
                printer: Some(printer),
            })
        });
        [
            TillEvent::ContinuedFrom(from),
            who,
            TillEvent::PreferencesSet(screen),
        ]
        .into_iter()
        .chain(printer)
        .collect()
    }

    fn close_series(&mut self, last_common: Sequence) -> Result<(), TillError> {
        let own = self.books.own;
        let mut state = SyncState::load(self.connection)?;
        let closed = Closed {
            series: own.id,
            head: own.head.sequence,
            durable: last_common,
            carried: last_common,
            cosigned: state.proof,
        };
        close(self.connection, &closed)?;
        // The feed told nothing of what is now an older series: it is read again, and what is here is recognised.
        state.begin_series();
        journal::forget_branches(self.connection)?;
        state.store(self.connection)
    }
}
