//! The tills page: the row that is open, the question that is asked, the code that is shown.

use kit::server::Failure;
use shared::id::TillId;
use shared::till::{EnrolmentCodeView, TillView};

/// The tills page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The row whose actions are shown.
    pub open: Option<TillId>,
    /// The till that is about to be revoked.
    pub revoking: Option<TillId>,
    /// The till whose name is being written.
    pub renaming: Option<TillId>,
    /// The panel for a new till.
    pub code: CodePanel,
}

/// The panel for a new till.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum CodePanel {
    /// Not shown.
    #[default]
    Closed,
    /// A code is on its way.
    Asking,
    /// A code waits for its till.
    Waiting {
        /// The code.
        code: EnrolmentCodeView,
        /// When it ends: milliseconds since 1970.
        ends_at: i64,
        /// The tills there were before.
        known: Vec<TillId>,
    },
    /// A till came, of this name.
    Joined(TillId, String),
    /// There is no code.
    Failed(Failure),
}

/// Something on the tills page.
#[derive(Clone, Debug)]
pub enum DeskAction {
    /// A row was opened, or closed.
    Toggled(TillId),
    /// Revoke was pressed: it asks first.
    RevokeAsked(TillId),
    /// The name is to be written.
    RenameAsked(TillId),
    /// The question was answered, or left.
    Settled,
    /// A code was asked for.
    CodeAsked,
    /// The code came, at this time, while these tills were known.
    CodeArrived(Result<EnrolmentCodeView, Failure>, i64, Vec<TillId>),
    /// The panel was closed.
    CodeClosed,
}

impl Desk {
    pub(super) fn after(&mut self, action: DeskAction) {
        match action {
            DeskAction::Toggled(till) => {
                self.open = (self.open != Some(till)).then_some(till);
                (self.revoking, self.renaming) = (None, None);
            }
            DeskAction::RevokeAsked(till) => self.revoking = Some(till),
            DeskAction::RenameAsked(till) => self.renaming = Some(till),
            DeskAction::Settled => (self.revoking, self.renaming) = (None, None),
            DeskAction::CodeAsked => self.code = CodePanel::Asking,
            DeskAction::CodeArrived(Ok(code), now, known) => {
                let ends_at = now + i64::from(code.expires_in) * 1_000;
                self.code = CodePanel::Waiting {
                    code,
                    ends_at,
                    known,
                };
            }
            DeskAction::CodeArrived(Err(failure), _, _) => self.code = CodePanel::Failed(failure),
            DeskAction::CodeClosed => self.code = CodePanel::Closed,
        }
    }

    /// A till that was not there when the code was made is the one that used it.
    pub(super) fn heard_of(&mut self, tills: &[TillView]) {
        let CodePanel::Waiting { known, .. } = &self.code else {
            return;
        };
        let newcomer = tills
            .iter()
            .find(|till| till.revoked_at.is_none() && !known.contains(&till.id));
        if let Some(till) = newcomer {
            self.code = CodePanel::Joined(till.id, till.name.clone());
        }
    }
}
