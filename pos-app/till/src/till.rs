//! The till: the one door through which everything is written, and everything is asked.

mod birth;
mod inspect;
mod open;
mod query;
#[cfg(test)]
mod tests;

use crate::books::Books;
use crate::damage;
use crate::database::{Database, Reserve};
use crate::desk::Desk;
use crate::error::TillError;
use crate::identity::Identity;
use crate::key::KeyHolder;
use crate::keyring::Keyring;
use crate::moment::{Clock, Entropy};
use crate::printing::{Printing, Troubles};
use crate::rebuild;
use crate::sync::Line;
use crate::witness::Sworn;
use shared::id::{AuthorId, OrderId};
use shared::journal::{Head, SeriesHeader, SigningKey};
use shared::money::Currency;
use shared::planted::{self, Bug};
use shared::till::{Answer, Command, ConnectionState, Outcome, Query, TillFailure, Touched};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a till is given.
pub struct TillOptions {
    /// Its folder.
    pub folder: PathBuf,
    /// The keyring that its key and its witness may go into.
    pub keyring: Option<Arc<dyn Keyring>>,
    /// The IANA name of the device's time zone.
    pub zone: String,
    /// The currency it counts in until it joins a business.
    pub currency: Currency,
    /// The program's version.
    pub app_version: String,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// Its randomness.
    pub entropy: Box<dyn Entropy>,
}

/// A till at work.
pub struct Till {
    pub(crate) database: Database,
    pub(crate) books: Books,
    pub(crate) line: Line,
    pub(crate) printing: Printing,
    /// The stations whose printers do not print.
    pub(crate) troubles: Troubles,
    reserve: Reserve,
    key: KeyHolder,
    options: TillOptions,
    recovered: Option<OrderId>,
    pub(crate) sworn: Sworn,
    /// A failure left it open whether the file holds what is in memory, and the file could not be read again since.
    pub(crate) unsure: bool,
    /// Why the file is to be mended.
    distrusted: Option<String>,
    /// Who it is, as the folder keeps it beside the file.
    identity: Option<Identity>,
    /// The file was mended since the till was opened.
    mended: bool,
    /// Nobody stands here: a program does the till's work, as whoever may open its file.
    unattended: bool,
}

impl Till {
    /// Does what is asked: all of it, or nothing.
    pub fn execute(&mut self, command: &Command) -> Result<Outcome, TillFailure> {
        self.check_pin(command).map_err(TillFailure::from)?;
        let mut done = self.write(|desk| desk.perform(command));
        if matches!(done, Err(TillError::DiskFull)) && self.reserve.release() {
            tracing::warn!("the disk is full: the reserve is given back");
            done = self.write(|desk| desk.perform(command));
        }
        if matches!(command, Command::Order { .. } | Command::MoveLines { .. }) && done.is_ok() {
            self.recovered = None;
        }
        done.map_err(TillFailure::from)
    }

    /// Refuses what the counter itself carries out, where whoever asks may not do it.
    pub(crate) fn permit(&mut self, command: &Command) -> Result<(), TillFailure> {
        let permitted = self.check_pin(command);
        let permitted =
            permitted.and_then(|()| self.write(|desk| desk.permitted(command).map(|_| ())));
        permitted.map_err(TillFailure::from)
    }

    /// Answers what is asked.
    pub fn query(&mut self, query: &Query) -> Result<Answer, TillFailure> {
        self.be_sure()?;
        self.answer(query).map_err(TillFailure::from)
    }

    /// One transaction: everything in it, or nothing.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&mut Desk<'_>) -> Result<T, TillError>,
    ) -> Result<T, TillError> {
        self.be_sure()?;
        let (before, on) = (self.books.own, self.books.on);
        let mut written = false;
        let done = self.transact(work, &mut written);
        if let Err(error) = &done {
            // Whatever happens next: what did not commit is not the head of the journal.
            (self.books.own, self.books.on) = (before, on);
            self.recover(error, written);
        }
        done
    }

    fn transact<T>(
        &mut self,
        work: impl FnOnce(&mut Desk<'_>) -> Result<T, TillError>,
        written: &mut bool,
    ) -> Result<T, TillError> {
        let wall = self.books.session.wall(self.options.clock.now_ms());
        let joined = self.books.session.business.is_some();
        let offline = joined && self.line.connection == ConnectionState::Offline;
        let transaction = self.database.begin()?;
        let author = self.books.on.map_or(AuthorId::TILL, AuthorId::from);
        let mut desk = Desk {
            connection: &transaction,
            day: wall.business_day(self.books.session.settings.day_start),
            books: &mut self.books,
            key: self.key.get(),
            app_version: &self.options.app_version,
            entropy: self.options.entropy.as_mut(),
            wall,
            author,
            approver: None,
            unattended: self.unattended,
            offline,
            touched: Touched::default(),
            written: false,
        };
        let done = work(&mut desk);
        *written = desk.written;
        let done = done?;
        if *written {
            let committed = self.database.commit(transaction);
            if !planted::is(Bug::AckBeforeCommit) {
                committed?;
            }
        }
        Ok(done)
    }

    /// After a transaction that did not commit: what is in memory is read again; after a failure of the disk the
    /// file is opened again first. The command is never repeated by itself.
    fn recover(&mut self, error: &TillError, written: bool) {
        let reopen = error.needs_reopening();
        if !reopen && !written {
            return;
        }
        if reopen {
            tracing::error!(%error, "the disk failed: the file is opened again and verified");
        }
        self.unsure = true;
        if let Err(error) = self.read_again(reopen) {
            tracing::error!(%error, "the file cannot be read again: nothing is written until it can");
        }
    }

    /// Nothing is written on top of, or read from, a memory that the file may contradict.
    pub(crate) fn be_sure(&mut self) -> Result<(), TillError> {
        if self.unsure {
            self.read_again(true)?;
        }
        Ok(())
    }

    fn read_again(&mut self, reopen: bool) -> Result<(), TillError> {
        let read = match std::mem::take(&mut self.distrusted) {
            Some(why) => Err(TillError::Damaged(why)),
            None => self.load_books(reopen),
        };
        if let Err(error) = &read
            && damage::is_mendable(error, self.database.folder())
        {
            return self.mend(error);
        }
        read
    }

    fn load_books(&mut self, reopen: bool) -> Result<(), TillError> {
        if reopen {
            self.database.reopen()?;
        }
        let books = Books::load(self.database.reader(), &self.options.zone)?;
        let empty = || TillError::Damaged("the file is empty after a failure".to_owned());
        let on = self.books.on;
        self.books = books.ok_or_else(empty)?;
        self.books.on = on.filter(|on| self.books.team.member(*on).is_some());
        self.unsure = false;
        Ok(())
    }

    /// A look at the whole file found it damaged: it is mended before anything else is done.
    fn distrust(&mut self, why: &TillError) {
        self.distrusted = Some(why.to_string());
        self.unsure = true;
    }

    /// Makes every index anew, empties every projection and fills it again from the journal.
    pub fn rebuild(&mut self) -> Result<(), TillError> {
        let zone = self.options.zone.clone();
        self.write(|desk| {
            desk.written = true;
            // The journal is read through them.
            desk.connection.execute_batch("reindex")?;
            rebuild::rebuild(desk.connection, &desk.books.lineage, &zone)
        })?;
        self.load_again()
    }

    /// Reads what is in memory of the file again, after a transaction that changed more than it took into the books.
    pub(crate) fn load_again(&mut self) -> Result<(), TillError> {
        self.unsure = true;
        self.read_again(false)
    }

    /// At a quiet moment: writes the WAL back, keeps the reserve, signs what had to wait for the key.
    pub fn tidy(&mut self) -> Result<(), TillError> {
        if self.database.is_newer() {
            return Ok(());
        }
        self.database.checkpoint_when_worth()?;
        self.reserve.keep();
        self.keep_identity(true);
        self.tidy_printing()?;
        self.supplement_late()?;
        self.seal_for_others()?;
        self.sign_late()
    }

    fn sign_late(&mut self) -> Result<(), TillError> {
        let own = self.books.own;
        let reader = self.database.reader();
        let start = own.head.sequence.0 == 0;
        if start || crate::journal::signature_at(reader, own.id, own.head.sequence)?.is_some() {
            return Ok(());
        }
        self.write(|desk| {
            if let Some(key) = desk.key {
                desk.written = true;
                crate::journal::sign(desk.connection, own.id, &own.head, key)?;
            }
            Ok(())
        })
    }

    /// From now on a program does the till's work, and nobody signs in: whoever may open the till's file may do
    /// everything with it.
    pub const fn be_unattended(&mut self) {
        self.unattended = true;
    }

    /// The last entry of its own journal.
    pub const fn head(&self) -> Head {
        self.books.own.head
    }

    /// The till's folder.
    pub fn folder(&self) -> &Path {
        self.database.folder()
    }

    /// The header of its own series.
    pub fn header(&self) -> Result<SeriesHeader, TillError> {
        let series = self.books.own.id;
        let header = crate::journal::header_of(self.database.reader(), series)?;
        header.ok_or_else(|| TillError::Damaged(format!("no header of {series}")))
    }

    /// Its key, unless the keyring is silent.
    pub(crate) fn key(&mut self) -> Option<&SigningKey> {
        self.key.get()
    }

    /// The program's version.
    pub(crate) fn app_version(&self) -> &str {
        &self.options.app_version
    }

    /// Its clock.
    pub(crate) fn now_ms(&self) -> i64 {
        self.options.clock.now_ms()
    }

    /// Its randomness.
    pub(crate) fn entropy(&mut self) -> &mut dyn Entropy {
        self.options.entropy.as_mut()
    }
}
