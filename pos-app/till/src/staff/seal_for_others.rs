//! A PIN that was set on one till is known on all: whoever can open it closes it for those that cannot.

use super::{pin, project_subject};
use crate::desk::Desk;
use crate::error::TillError;
use crate::till::Till;
use shared::event::Event;
use shared::id::SubjectId;
use shared::journal::PublicKey;
use shared::staff::{PinSealed, StaffEvent};

impl Till {
    /// Closes the PINs that this till can check for the tills that cannot yet. Several tills may do the same at once: the
    /// first box for each counts.
    pub(crate) fn seal_for_others(&mut self) -> Result<(), TillError> {
        if self.books.team.members().is_empty() || self.key().is_none() {
            return Ok(());
        }
        self.write(|desk| desk.seal_for_others())
    }
}

impl Desk<'_> {
    fn seal_for_others(&mut self) -> Result<(), TillError> {
        let readers = pin::readers(self.connection)?;
        let mut events = Vec::new();
        for member in self.books.team.members().to_vec() {
            let Some(held) = &member.pin else { continue };
            let lacks = |reader: &&PublicKey| held.sealed_for(reader).is_none();
            let lacking: Vec<PublicKey> = readers.iter().filter(lacks).copied().collect();
            if lacking.is_empty() {
                continue;
            }
            let Some(hash) = self.known_hash(&member) else {
                continue;
            };
            let sealed = self.sealed_for(member.id, held.id, &hash, &lacking);
            if sealed.is_empty() {
                continue;
            }
            let sealed = PinSealed {
                pin: held.id,
                sealed,
            };
            let event = Event::Staff(StaffEvent::PinSealed(sealed));
            events.push((SubjectId::from(member.id), event));
        }
        if events.is_empty() {
            return Ok(());
        }
        self.author = shared::id::AuthorId::TILL;
        self.append(&events)?;
        for (subject, _) in &events {
            project_subject(self.connection, *subject)?;
        }
        self.books.team = super::load(self.connection)?;
        self.touched.team = true;
        Ok(())
    }
}
