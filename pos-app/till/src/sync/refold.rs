//! Folds subjects anew from everything the journal has about them.

use crate::desk::Desk;
use crate::error::TillError;
use crate::order::HeldOrder;
use crate::{journal, menu, shift};
use shared::event::Event;
use shared::id::{OrderId, SubjectId};

impl Desk<'_> {
    /// Folds these subjects, writes their rows and forgets what was held of them in memory.
    pub(super) fn refold(
        &mut self,
        subjects: impl IntoIterator<Item = SubjectId>,
    ) -> Result<(), TillError> {
        let mut shown = Vec::new();
        for subject in subjects {
            let (mut is_order, mut is_menu) = (false, false);
            for entry in journal::by_subject(self.connection, subject)? {
                match entry.event {
                    Ok(Event::Order(_)) => is_order = true,
                    Ok(Event::Menu(_)) => is_menu = true,
                    Ok(Event::Shift(event)) => {
                        shift::project(self.connection, subject, entry.stamp, &event)?;
                    }
                    // What nobody here can read, and what other tills say of themselves, shows nowhere.
                    Ok(Event::Till(_)) | Err(_) => {}
                }
            }
            if is_order {
                self.refold_order(OrderId(subject.0))?;
            }
            if is_menu {
                self.books.menu.forget(subject);
                shown.push((subject, menu::project_subject(self.connection, subject)?));
                self.touched.menu = true;
                self.touched.session = true;
            }
        }
        self.books.menu.put(shown);
        Ok(())
    }

    /// Folds an order anew.
    pub(super) fn refold_order(&mut self, order: OrderId) -> Result<(), TillError> {
        self.books.orders.remove(&order);
        if let Some(held) = HeldOrder::load(self.connection, order)? {
            held.project(self.connection, self.books.own.id)?;
            self.touched.orders = true;
        }
        Ok(())
    }
}
