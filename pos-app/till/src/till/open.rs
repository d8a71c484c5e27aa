//! A till is opened: the file that is there, a new one where there is none, a mended one where it is damaged.

use super::{Till, TillOptions, birth};
use crate::books::Books;
use crate::damage;
use crate::database::{Database, FILE_NAME, Reserve, STEPS_KNOWN};
use crate::error::{OpenError, TillError};
use crate::identity::Identity;
use crate::key::KeyHolder;
use crate::keyring::{Keyring, OsKeyring};
use crate::leaving;
use crate::order;
use crate::printing::{Printing, Troubles};
use crate::shift;
use crate::sync::Line;
use crate::witness::{InKeyring, Sworn, Witness};
use shared::id::SeriesId;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long the start waits for the witness in the keyring.
const PATIENCE: Duration = Duration::from_millis(500);

/// Whether the tables are to be filled anew, since a newer program may read what an older one could not.
const FOLD_ANEW: &str = "select exists (select 1 from fold_anew)";

impl Till {
    /// Opens the till of a folder, and makes one where there is none. A file that is damaged is set aside and mended.
    pub fn open(mut options: TillOptions) -> Result<Self, OpenError> {
        let mut database = Database::hold(&options.folder)?;
        leaving::go_on(&options.folder)?;
        let identity = Identity::read(&options.folder);
        let found = find(&mut database, &options, identity.as_ref());
        let (found, mended) = match (found, &identity) {
            (Err(error), Some(identity)) if damage::is_mendable(&error, &options.folder) => {
                (mend(&mut database, &options, identity, &error)?, true)
            }
            (found, _) => (found?, false),
        };
        let (books, key, keyring) = match found {
            Some(books) => {
                let key = key_of(&database, &options, &books)?;
                let ask = |keyring| InKeyring::ask(keyring, books.own.id);
                let keyring = keyring_of(&options, &books).map(ask);
                (books, key, keyring)
            }
            None => {
                let key = birth::bear(&database, &mut options)?;
                let books = Books::load(database.reader(), &options.zone)?;
                let missing = || TillError::Damaged("a new file stayed empty".to_owned());
                let books = books.ok_or_else(missing)?;
                let keyring = keyring_of(&options, &books).map(InKeyring::of_new);
                (books, KeyHolder::here(key), keyring)
            }
        };
        let keyring = keyring.map(Arc::new);
        let witnesses = witnesses(&options.folder, keyring.as_deref());
        let mut till = Self {
            reserve: Reserve::of(&options.folder),
            database,
            books,
            line: Line::default(),
            printing: Printing::default(),
            troubles: Troubles::default(),
            key,
            options,
            recovered: None,
            sworn: Sworn::nothing(keyring),
            unsure: false,
            distrusted: None,
            identity,
            mended,
            unattended: false,
        };
        if !till.database.is_newer() {
            let begun = till.begin_day(&witnesses);
            if let Err(error) = &begun
                && damage::is_mendable(error, till.database.folder())
            {
                till.mend(error)?;
                till.begin_day(&witnesses)?;
            } else {
                begun?;
            }
            till.keep_identity(false);
        }
        Ok(till)
    }

    /// What an opened file still has to do, in this order: a mended file stands behind its witness, and has gone on by
    /// the time that is heard.
    fn begin_day(&mut self, witnesses: &[Witness]) -> Result<(), TillError> {
        let reader = self.database.reader();
        let anew = reader.query_row(FOLD_ANEW, [], |row| row.get(0))?;
        if anew || shift::is_unfilled(reader)? {
            self.rebuild()?;
        }
        if anew {
            self.write(|desk| {
                desk.written = true;
                desk.connection.execute("delete from fold_anew", [])?;
                Ok(())
            })?;
        }
        self.go_on()?;
        self.hear_witnesses(witnesses)?;
        self.recovered = order::last_unnamed_here(self.database.reader())?;
        Ok(())
    }

    /// The last receipt number that is known, beside the file, to have been given in a series.
    pub(crate) fn receipt_given_in(&self, series: SeriesId) -> u32 {
        let identity = self.identity.as_ref();
        let same = identity.filter(|known| known.header.series == series);
        same.map_or(0, |known| known.receipt)
    }

    /// Keeps who the till is beside its file, where that is other than what is kept there; with `heads`, also how far
    /// it has come.
    pub(super) fn keep_identity(&mut self, heads: bool) {
        let of = Identity::of(self.database.reader(), &self.books, STEPS_KNOWN);
        let now = match of {
            Ok(Some(now)) => now,
            Ok(None) => return,
            Err(error) => return tracing::warn!(%error, "who the till is"),
        };
        let is_kept = self.identity.as_ref().is_some_and(|kept| match heads {
            true => *kept == now,
            false => !now.is_other_than(kept),
        });
        if is_kept {
            return;
        }
        match now.write(self.database.folder()) {
            Ok(()) => self.identity = Some(now),
            Err(error) => tracing::warn!(%error, "who the till is cannot be kept beside its file"),
        }
    }

    /// The file is damaged, and the till is at work: it goes on with a mended one.
    pub(super) fn mend(&mut self, error: &TillError) -> Result<(), TillError> {
        let Some(identity) = self.identity.clone() else {
            return Err(TillError::Damaged(error.to_string()));
        };
        let (database, options) = (&mut self.database, &self.options);
        let books = mend(database, options, &identity, error)?;
        let empty = || TillError::Damaged("the mended file is empty".to_owned());
        self.books = books.ok_or_else(empty)?;
        (self.unsure, self.mended) = (false, true);
        self.go_on()?;
        self.keep_identity(false);
        Ok(())
    }

    /// Looks at the whole file, and mends what is damaged. A till at work has this done beside it.
    pub fn examine(&mut self) -> Result<(), TillError> {
        let found = damage::examine(self.folder());
        self.heed(found)
    }

    /// What a look at the whole file found is mended.
    pub(crate) fn heed(&mut self, found: Result<bool, TillError>) -> Result<(), TillError> {
        let looked = match found {
            Ok(true) => Ok(()),
            // Filling the tables again reads the journal in ways that looking at it does not.
            Ok(false) => self.rebuild(),
            Err(error) => Err(error),
        };
        match looked {
            Err(error) if damage::is_mendable(&error, self.database.folder()) => {
                self.distrust(&error);
                self.be_sure()
            }
            other => other,
        }
    }

    /// Whether the file was mended since the till was opened.
    pub(super) const fn was_mended(&self) -> bool {
        self.mended
    }
}

/// What stands outside of the database. A keyring that is slower is heard at an idle moment.
fn witnesses(folder: &Path, keyring: Option<&InKeyring>) -> Vec<Witness> {
    let in_keyring = keyring.and_then(|keyring| keyring.hear(PATIENCE));
    let both = [Witness::read(folder), in_keyring];
    both.into_iter().flatten().collect()
}

/// The keyring for the witness: where the till's key is, unless it is to be kept away from.
fn keyring_of(options: &TillOptions, books: &Books) -> Option<Arc<dyn Keyring>> {
    let keyring = options.keyring.clone();
    keyring.filter(|_| books.device.key_in_keyring)
}

/// What the folder holds; none where it is new. An error that is damage: it is to be mended.
fn find(
    database: &mut Database,
    options: &TillOptions,
    identity: Option<&Identity>,
) -> Result<Option<Books>, TillError> {
    let damaged = |why: &str| Err(TillError::Damaged(why.to_owned()));
    if damage::Aside::begun(database.folder())?.is_some() {
        return damaged("it was being mended");
    }
    database.take_up()?;
    // On a disk of which only SQLite knows there is nothing to compare with.
    let identity = identity.filter(|_| database.folder().join(FILE_NAME).is_file());
    let books = match database.is_newer() {
        true if is_slip(database, identity)? => {
            return damaged("its version is none that wrote it");
        }
        _ => Books::load(database.reader(), &options.zone)?,
    };
    match (&books, identity) {
        (None, Some(_)) => damaged("nothing of the till is in it"),
        (Some(books), Some(known)) if known.till() != Some(books.device.till) => {
            damaged("another till is in it")
        }
        _ => Ok(books),
    }
}

/// Whether a version that is too new is one wrong bit away from what stands beside the file: a newer program would have
/// said so there as well.
fn is_slip(database: &Database, identity: Option<&Identity>) -> Result<bool, TillError> {
    let sql = "pragma user_version";
    let said: i64 = database.reader().query_row(sql, [], |row| row.get(0))?;
    let known = identity.filter(|known| known.schema <= STEPS_KNOWN);
    let known = known.and_then(|known| i64::try_from(known.schema).ok());
    Ok(known.is_some_and(|known| (known ^ said).count_ones() == 1))
}

fn mend(
    database: &mut Database,
    options: &TillOptions,
    identity: &Identity,
    error: &TillError,
) -> Result<Option<Books>, TillError> {
    tracing::error!(%error, "the till's file is damaged");
    database.let_go()?;
    let now_ms = options.clock.now_ms();
    damage::mend(database, identity, &options.zone, now_ms)?;
    database.take_up()?;
    Books::load(database.reader(), &options.zone)
}

fn key_of(
    database: &Database,
    options: &TillOptions,
    books: &Books,
) -> Result<KeyHolder, TillError> {
    let till = books.device.till;
    // The key is where it was put, whether or not a new one would go there now.
    let wanted = || {
        options
            .keyring
            .clone()
            .unwrap_or_else(|| Arc::new(OsKeyring))
    };
    let keyring = books.device.key_in_keyring.then(wanted);
    let header = crate::journal::header_of(database.reader(), books.own.id)?;
    Ok(header.map_or_else(KeyHolder::none, |header| {
        let keyring = keyring.as_deref();
        KeyHolder::fetch(&options.folder, till, header.public_key, keyring)
    }))
}
