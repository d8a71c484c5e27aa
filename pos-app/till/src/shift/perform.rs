//! A command about a shift, from what the rules need to know to the rows it leaves.

use super::project::{put_changed, put_close, put_opened, put_supplement};
use super::{fold_of, last_z_number, open_view, sales_of};
use crate::desk::Desk;
use crate::error::TillError;
use crate::order::open_here;
use shared::event::Event;
use shared::id::{ShiftId, SubjectId};
use shared::journal::Stamp;
use shared::money::Money;
use shared::shift::{
    Closing, Context, Drawer, Shift, ShiftCommand, ShiftEvent, ShiftOpened, ShiftRejection,
    Supplement, ZNumber, decide,
};
use shared::till::{Outcome, Rejection};

impl Desk<'_> {
    /// Does one thing to one shift.
    pub fn shift(&mut self, id: ShiftId, command: &ShiftCommand) -> Result<Outcome, TillError> {
        let shift = fold_of(self.connection, id)?.shift();
        // A shift belongs to one till: another's drawer is not for this one to touch.
        if matches!(shift, Shift::Open(_)) && self.books.shift != Some(id) {
            return Err(Rejection::Shift(ShiftRejection::NotOpen).into());
        }
        let events = self.decide_shift(id, &shift, command)?;
        let subject = SubjectId::from(id);
        if !events.is_empty() {
            self.open_drawer_with(command)?;
            let written: Vec<_> = events
                .into_iter()
                .map(|event| (subject, Event::Shift(event)))
                .collect();
            let stamps = self.append(&written)?;
            for (stamp, (_, event)) in stamps.into_iter().zip(&written) {
                if let Event::Shift(event) = event {
                    self.shift_happened(subject, stamp, event)?;
                }
            }
        }
        let currency = self.books.session.settings.currency;
        let view = open_view(self.connection, self.books.shift, currency)?;
        Ok(Outcome {
            shift: Some(Box::new(view)),
            ..Outcome::default()
        })
    }

    fn decide_shift(
        &self,
        id: ShiftId,
        shift: &Shift,
        command: &ShiftCommand,
    ) -> Result<Vec<ShiftEvent>, TillError> {
        let code = &self.books.session.code;
        let sales = sales_of(self.connection, id)?;
        let open_orders = match command {
            ShiftCommand::Close { .. } => open_here(self.connection)?,
            ShiftCommand::Open { .. }
            | ShiftCommand::PayIn { .. }
            | ShiftCommand::PayOut { .. }
            | ShiftCommand::UndoMovement { .. }
            | ShiftCommand::OpenDrawer { .. }
            | ShiftCommand::Count { .. } => Vec::new(),
        };
        let context = Context {
            other_open: self.books.shift.is_some_and(|open| open != id),
            currency: self.books.session.settings.currency,
            sales: &sales,
            open_orders: &open_orders,
            number: ZNumber {
                till: code.clone(),
                number: last_z_number(self.connection, code)? + 1,
            },
            wall: self.wall,
            day: self.day,
        };
        decide(shift, command, &context).map_err(|reason| Rejection::Shift(reason).into())
    }

    /// The opening that a sale does where no shift is open: with an empty float.
    pub fn opening_by_sale(&self, shift: ShiftId) -> Option<(SubjectId, Event)> {
        let opened = ShiftEvent::Opened(ShiftOpened { float: Money::ZERO });
        let missing = self.books.shift.is_none();
        missing.then(|| (SubjectId::from(shift), Event::Shift(opened)))
    }

    /// Something happened to this till's shift.
    pub fn shift_happened(
        &mut self,
        subject: SubjectId,
        stamp: Stamp,
        event: &ShiftEvent,
    ) -> Result<(), TillError> {
        let id = ShiftId(subject.0);
        self.touched.shift = true;
        match event {
            ShiftEvent::Opened(opened) => {
                let drawer = Drawer {
                    float: opened.float,
                    ..Drawer::default()
                };
                put_opened(self.connection, id, stamp, (&drawer, self.wall))?;
                self.books.shift = Some(id);
            }
            ShiftEvent::PaidIn(_)
            | ShiftEvent::PaidOut(_)
            | ShiftEvent::MovementUndone(_)
            | ShiftEvent::DrawerOpened(_)
            | ShiftEvent::Counted(_) => self.drawer_changed(id)?,
            ShiftEvent::Closed(closed) => {
                let closing = Closing {
                    stamp,
                    closed: (**closed).clone(),
                };
                put_close(self.connection, &self.books.lineage, id, &closing)?;
                self.drawer_changed(id)?;
                self.books.shift = None;
            }
            ShiftEvent::Supplemented(supplemented) => {
                let supplement = Supplement {
                    stamp,
                    supplemented: (**supplemented).clone(),
                };
                put_supplement(self.connection, id, &supplement)?;
            }
        }
        Ok(())
    }

    fn drawer_changed(&self, id: ShiftId) -> Result<(), TillError> {
        match fold_of(self.connection, id)?.shift() {
            Shift::New => Ok(()),
            Shift::Open(drawer) => put_changed(self.connection, id, &drawer, false),
            Shift::Closed { drawer, .. } => put_changed(self.connection, id, &drawer, true),
        }
    }
}
