//! One command at work: its transaction, the moment it happens at, and what it has touched so far.

use crate::books::Books;
use crate::error::TillError;
use crate::journal;
use crate::moment::Entropy;
use rusqlite::Connection;
use shared::clock::{BusinessDay, Wall};
use shared::event::Event;
use shared::id::{AuthorId, StaffId, SubjectId};
use shared::journal::{SigningKey, Stamp};
use shared::till::{Command, MenuCommand, Outcome, Rejection, TillCommand, Touched};

/// A command at work.
pub struct Desk<'a> {
    /// The open transaction.
    pub connection: &'a Connection,
    /// The books.
    pub books: &'a mut Books,
    /// The till's key, unless the keyring is silent.
    pub key: Option<&'a SigningKey>,
    /// Randomness for fresh ids.
    pub entropy: &'a mut dyn Entropy,
    /// The program's version.
    pub app_version: &'a str,
    /// The till's clock.
    pub wall: Wall,
    /// The business day of that moment.
    pub day: BusinessDay,
    /// Who does it.
    pub author: AuthorId,
    /// Who approves it, this once.
    pub approver: Option<StaffId>,
    /// Whether nobody stands here, but a program does the till's work.
    pub unattended: bool,
    /// Whether the till is in a business and does not hear its server.
    pub offline: bool,
    /// What was touched.
    pub touched: Touched,
    /// Whether anything was written: if so, and the command fails, the books are read again.
    pub written: bool,
}

impl Desk<'_> {
    /// Does what is asked.
    pub fn perform(&mut self, command: &Command) -> Result<Outcome, TillError> {
        let command = self.permitted(command)?;
        let outcome = match command {
            Command::Order { order, command } => self.order(*order, command),
            Command::MoveLines { from, to, lines } => self.move_lines(*from, *to, lines),
            Command::Menu(command) => self.menu(command),
            Command::Shift { shift, command } => self.shift(*shift, command),
            Command::Staff { staff, command } => self.staff(*staff, command),
            Command::Settings(wanted) => self.settings(wanted),
            Command::Print(command) => self.print(command).map(|()| Outcome::default()),
            Command::Till(command) => self.till(command),
            // Nothing is approved twice.
            Command::Approved { command, .. } => return self.perform(command),
        }?;
        Ok(Outcome {
            touched: self.touched,
            ..outcome
        })
    }

    /// What is asked, where whoever asks, or whoever approves it, may do that.
    pub fn permitted<'c>(&mut self, command: &'c Command) -> Result<&'c Command, TillError> {
        let command = match command {
            Command::Approved { by, command, .. } => {
                self.approver = Some(*by);
                command
            }
            other => other,
        };
        self.allow(command)?;
        Ok(command)
    }

    /// Appends events as one group.
    pub fn append(&mut self, events: &[(SubjectId, Event)]) -> Result<Vec<Stamp>, TillError> {
        self.written = true;
        self.touched.sync = true;
        let stamps = journal::append(
            self.connection,
            &mut self.books.own,
            self.key,
            self.wall,
            self.author,
            events,
        )?;
        if events
            .iter()
            .any(|(_, event)| matches!(event, Event::Shift(_)))
        {
            self.books.shift_recorded = Some(self.books.own.head);
        }
        Ok(stamps)
    }

    fn menu(&mut self, command: &MenuCommand) -> Result<Outcome, TillError> {
        match command {
            MenuCommand::CreateProduct {
                product,
                name,
                category,
                price,
            } => {
                self.create_product(*product, name, category, *price)?;
            }
            MenuCommand::SetPrice { product, price } => self.set_price(*product, *price)?,
            MenuCommand::SetAvailable { product, available } => {
                self.set_available(*product, *available)?;
            }
            MenuCommand::Import { file, content } => {
                let imported = Some(self.import_menu(file, content)?);
                return Ok(Outcome {
                    imported,
                    ..Outcome::default()
                });
            }
            MenuCommand::UseStarter => {
                let imported = Some(self.use_starter()?);
                return Ok(Outcome {
                    imported,
                    ..Outcome::default()
                });
            }
        }
        Ok(Outcome::default())
    }

    fn till(&mut self, command: &TillCommand) -> Result<Outcome, TillError> {
        match command {
            TillCommand::SetPreferences(preferences) => self.set_preferences(preferences)?,
            TillCommand::StartEmpty => self.start_empty()?,
            // The counter carries out what needs the network or another folder; without one there is nobody to ask.
            TillCommand::Enrol { .. } => return Err(Rejection::ServerUnreachable.into()),
            TillCommand::SyncNow | TillCommand::ShowBoard | TillCommand::ExportJournal { .. } => {}
        }
        Ok(Outcome::default())
    }
}
