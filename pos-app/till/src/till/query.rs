//! What a till answers.

use super::Till;
use crate::damage::{self, Missing};
use crate::database::{DISK_LOW_BYTES, disk_free};
use crate::error::TillError;
use crate::journal;
use crate::order::{self, HeldOrder};
use crate::shift;
use crate::sync::{SyncState, entries_waiting};
use shared::clock::Wall;
use shared::event::Event;
use shared::id::OrderId;
use shared::journal::{PublicKey, Sequence};
use shared::order::{Order, Ticket, back};
use shared::staff::TeamView;
use shared::till::{
    Answer, Attention, ConnectionState, ContinuedWhy, Query, Session, SyncStatus, TillEvent,
};

impl Till {
    pub(super) fn answer(&mut self, query: &Query) -> Result<Answer, TillError> {
        let reader = self.database.reader();
        Ok(match query {
            Query::Session => Answer::Session(Box::new(self.session())),
            Query::Menu => Answer::Menu(self.books.menu.menu().clone()),
            Query::Ticket { order } => Answer::Ticket(self.ticket(*order)?),
            Query::OpenOrders => Answer::OpenOrders(order::open_orders(reader)?),
            Query::Sales { find, last } => {
                let currency = self.books.session.settings.currency;
                Answer::Sales(order::sales(reader, find, *last, currency)?)
            }
            Query::Back {
                order,
                of,
                lines,
                kind,
            } => Answer::Back(match HeldOrder::load(reader, *order)? {
                Some(held) => match held.order() {
                    Order::Settled(paid) => {
                        back(paid, of, lines, (*kind, self.books.settings.cash)).ok()
                    }
                    Order::Open(_) => None,
                },
                None => None,
            }),
            Query::Sync => Answer::Sync(Box::new(self.sync_status()?)),
            Query::Shift => {
                let currency = self.books.session.settings.currency;
                let view = shift::open_view(reader, self.books.shift, currency)?;
                Answer::Shift(Box::new(view))
            }
            Query::Team => Answer::Team(Box::new(self.team())),
            Query::XReport => {
                let wall = self.books.session.wall(self.options.clock.now_ms());
                let report = match self.books.shift {
                    Some(open) => shift::x_report(reader, open, wall)?,
                    None => None,
                };
                Answer::XReport(report.map(Box::new))
            }
            Query::Board => {
                let now_ms = self.options.clock.now_ms();
                Answer::Board(Box::new(order::board(reader, now_ms)?))
            }
            Query::Printing => Answer::Printing(Box::new(self.print_view()?)),
            Query::ZReports { last } => Answer::ZReports(shift::z_reports(reader, *last)?),
        })
    }

    fn team(&mut self) -> TeamView {
        let reader = self.key().map(PublicKey::of);
        let session = &self.books.session;
        let day = |wall: Wall| wall.business_day(session.settings.day_start);
        let today = day(session.wall(self.options.clock.now_ms()));
        let (team, on) = (&self.books.team, self.books.on);
        TeamView::of(team, on, reader.as_ref(), |wall| day(wall) == today)
    }

    fn session(&self) -> Session {
        let state = &self.books.session;
        let menu = self.books.menu.menu();
        let untouched = state.business.is_none() && menu.products.is_empty();
        Session {
            settings: state.settings.clone(),
            counter: self.books.settings.clone(),
            business: state.business,
            till_code: state.code.clone(),
            till_name: state.name.clone(),
            language: state.language,
            theme: state.theme,
            first_day: untouched && !self.books.device.started_empty,
            recovered: self.recovered,
            app_version: self.options.app_version.clone(),
            wall: state.wall(self.options.clock.now_ms()),
        }
    }

    fn ticket(&self, id: OrderId) -> Result<Option<Ticket>, TillError> {
        if let Some(held) = self.books.orders.get(&id) {
            return Ok(held.has_happened().then(|| Ticket::of(held.order())));
        }
        let held = HeldOrder::load(self.database.reader(), id)?;
        Ok(held.map(|held| Ticket::of(held.order())))
    }

    fn sync_status(&self) -> Result<SyncStatus, TillError> {
        let reader = self.database.reader();
        let now_ms = self.options.clock.now_ms();
        let wall = |ms: i64| self.books.session.wall(ms);
        let state = SyncState::load(reader)?;
        let head = self.books.own.head.sequence;
        let waiting = order::waiting(reader, state.durable.sequence)?;
        let joined = self.books.session.business.is_some();
        let connection = match self.line.connection {
            _ if !joined => ConnectionState::Alone,
            known => known,
        };
        Ok(SyncStatus {
            connection,
            offline_since: self.line.offline_since_ms.filter(|_| joined).map(wall),
            head,
            durable: state.durable.sequence,
            waiting: entries_waiting(head, state.durable.sequence, self.books.lineage.behind()),
            waiting_sales: waiting.orders,
            waiting_revenue: waiting.revenue,
            sending: self.line.sending(waiting.orders),
            confirmed_receipt: order::confirmed_receipt(reader, state.durable.sequence)?,
            oldest_waiting: order::oldest_waiting(reader, state.durable.sequence)?,
            newest_waiting: order::newest_waiting(reader, state.durable.sequence)?,
            last_sent: state.last_sent_ms.map(wall),
            last_contact: state
                .last_contact_ms
                .max(self.line.last_contact_ms)
                .map(wall),
            menu_received: state.menu_received_ms.map(wall),
            disk_free: disk_free(self.database.folder()),
            next_try_in: self.line.next_try_in(now_ms),
            attention: self.attention(now_ms)?,
            wall: wall(now_ms),
        })
    }

    /// Entries that wait.
    pub(crate) fn sync_waiting(&self) -> u64 {
        let state = SyncState::load(self.database.reader());
        let durable = state.map_or(shared::journal::Sequence::NONE, |state| {
            state.durable.sequence
        });
        let behind = self.books.lineage.behind();
        entries_waiting(self.books.own.head.sequence, durable, behind)
    }

    fn missing_of_damage(&self) -> Missing {
        let missing = damage::missing(self.database.reader());
        missing.unwrap_or_else(|error| {
            tracing::error!(%error, "what a damaged file did not give back");
            Missing::default()
        })
    }

    /// What a person must look at, the gravest first.
    fn attention(&self, now_ms: i64) -> Result<Vec<Attention>, TillError> {
        let mut attention = Vec::new();
        if self.database.is_newer() {
            attention.push(Attention::NewerFile);
        }
        attention.extend(self.line.verdict.map(Attention::Verdict));
        let missing = self.missing_of_damage();
        if self.was_mended() || missing.count() > 0 {
            attention.push(Attention::Mended {
                entries: missing.count(),
                receipts: missing.receipts,
            });
        }
        let free = disk_free(self.database.folder()).filter(|free| *free < DISK_LOW_BYTES);
        attention.extend(free.map(|free| Attention::DiskLow { free }));
        attention.extend(self.news_of_series(now_ms)?);
        if self.line.stalled {
            attention.push(Attention::Stalled);
        }
        attention.extend(
            self.line
                .clock_off_seconds
                .map(|seconds| Attention::ClockOff { seconds }),
        );
        if !self.books.device.key_in_keyring {
            attention.push(Attention::KeyInFile);
        }
        Ok(attention)
    }

    /// For the day on which the till went on in a new series: why, and what did not come back yet.
    fn news_of_series(&self, now_ms: i64) -> Result<Vec<Attention>, TillError> {
        let reader = self.database.reader();
        let session = &self.books.session;
        if self.books.lineage.closed.is_empty() {
            return Ok(Vec::new());
        }
        let first = journal::entries_from(reader, self.books.own.id, Sequence(1), 1)?;
        let today = session
            .wall(now_ms)
            .business_day(session.settings.day_start);
        let first = first.first().map(|(entry, _)| entry);
        let first =
            first.filter(|entry| entry.wall.business_day(session.settings.day_start) == today);
        let event = first.map(|entry| Event::read(&entry.kind, entry.version, &entry.body));
        let Some(Ok(Event::Till(TillEvent::ContinuedFrom(from)))) = event else {
            return Ok(Vec::new());
        };
        let mut news = Vec::new();
        // Of a mended file that is said already.
        if from.why != ContinuedWhy::Damaged {
            news.push(Attention::Continued { why: from.why });
        }
        let missing = crate::witness::missing(reader)?;
        if missing.count() > 0 {
            news.push(Attention::Missing {
                entries: missing.count(),
                receipts: missing.receipts,
            });
        }
        Ok(news)
    }
}
