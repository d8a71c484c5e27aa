//! Whether whoever stands at the till may do what is asked.

use crate::desk::Desk;
use crate::error::TillError;
use shared::id::StaffId;
use shared::journal::PublicKey;
use shared::staff::{Member, Rights, Role, StaffCommand, StaffRejection};
use shared::till::{Command, Rejection};

impl Desk<'_> {
    /// Refuses what whoever asks may not do.
    pub(crate) fn allow(&self, command: &Command) -> Result<(), TillError> {
        let Some(right) = command.right().filter(|_| !self.changes_own_pin(command)) else {
            return Ok(());
        };
        match self.rights() {
            Some(rights) if rights.allow(right) => Ok(()),
            Some(_) => {
                let who = self.books.team.who_may(right);
                Err(refused(StaffRejection::NotAllowed { right, who }))
            }
            None => Err(refused(StaffRejection::NobodySignedIn)),
        }
    }

    /// What whoever asks may do: who approves this once, who works here, or everybody at a till that is open. None where
    /// somebody has to sign in first.
    pub(crate) fn rights(&self) -> Option<Rights> {
        if let Some(asks) = self.asks() {
            return Some(asks.rights());
        }
        let reader = self.key.map(PublicKey::of);
        if self.unattended || self.books.team.is_open(reader.as_ref()) {
            return Some(Rights::all());
        }
        // Without its key the till cannot check a PIN; it never refuses to sell.
        reader.is_none().then(|| Role::Barista.rights())
    }

    /// Whose rights count: who approves, or who works here.
    pub(super) fn asks(&self) -> Option<&Member> {
        let who = self.approver.or(self.books.on)?;
        self.books.team.member(who)
    }

    fn changes_own_pin(&self, command: &Command) -> bool {
        let own = |staff: StaffId| self.books.on == Some(staff);
        matches!(
            command,
            Command::Staff { staff, command: StaffCommand::SetPin { temporary: false, .. } } if own(*staff)
        )
    }
}

fn refused(reason: StaffRejection) -> TillError {
    Rejection::Staff(reason).into()
}
