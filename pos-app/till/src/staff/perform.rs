//! A command about a member of staff.

use super::project_subject;
use crate::desk::Desk;
use crate::error::TillError;
use shared::event::Event;
use shared::id::{AuthorId, StaffId, SubjectId};
use shared::staff::{Context, StaffCommand, decide};
use shared::till::{Outcome, Rejection};

impl Desk<'_> {
    /// Does one thing to one member of staff. Their PIN was checked before.
    pub fn staff(&mut self, id: StaffId, command: &StaffCommand) -> Result<Outcome, TillError> {
        let pin = match command {
            StaffCommand::SetPin { pin, temporary } => Some(self.new_pin(id, pin, *temporary)?),
            StaffCommand::Set(_)
            | StaffCommand::SignIn { .. }
            | StaffCommand::SignOut
            | StaffCommand::Clock { .. } => None,
        };
        let member = super::member(self.connection, id)?;
        let asks = self.asks().map(|asks| (asks.id, asks.role, asks.rights()));
        let context = Context {
            team: &self.books.team,
            member: member.as_ref(),
            asks: asks.as_ref().map(|(id, role, rights)| (*id, *role, rights)),
            pin,
        };
        let events = decide(id, command, &context).map_err(Rejection::Staff)?;
        let theirs = matches!(
            command,
            StaffCommand::SignIn { .. } | StaffCommand::Clock { .. }
        );
        if theirs {
            self.author = AuthorId::from(id);
        }
        if !events.is_empty() {
            let subject = SubjectId::from(id);
            let events = events.into_iter();
            let written: Vec<_> = events.map(|event| (subject, Event::Staff(event))).collect();
            self.append(&written)?;
            project_subject(self.connection, subject)?;
            self.books.team = super::load(self.connection)?;
        }
        match command {
            StaffCommand::SignIn { .. } => self.books.on = Some(id),
            StaffCommand::SignOut => self.books.on = None,
            StaffCommand::Set(_) | StaffCommand::SetPin { .. } | StaffCommand::Clock { .. } => {}
        }
        // Who left works here no more.
        let on = self.books.on;
        self.books.on = on.filter(|on| self.books.team.member(*on).is_some());
        self.touched.team = true;
        Ok(Outcome::default())
    }
}
