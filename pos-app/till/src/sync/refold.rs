//! Folds subjects anew from everything the journal has about them.

use crate::desk::Desk;
use crate::error::TillError;
use crate::order::HeldOrder;
use crate::{journal, menu, shift, staff};
use shared::event::Event;
use shared::id::{OrderId, SubjectId};

impl Desk<'_> {
    /// Folds these subjects, writes their rows and forgets what was held of them in memory.
    pub(crate) fn refold(
        &mut self,
        subjects: impl IntoIterator<Item = SubjectId>,
    ) -> Result<(), TillError> {
        let mut menu = Vec::new();
        for subject in subjects {
            let (mut is_order, mut is_menu) = (false, false);
            let (mut is_shift, mut is_staff) = (false, false);
            let mut is_settings = false;
            for entry in journal::by_subject(self.connection, subject)? {
                match entry.fact.map(|fact| fact.event) {
                    Ok(Event::Order(_)) => is_order = true,
                    Ok(Event::Menu(_)) => is_menu = true,
                    Ok(Event::Shift(_)) => is_shift = true,
                    Ok(Event::Staff(_)) => is_staff = true,
                    Ok(Event::Settings(_)) => is_settings = true,
                    // What nobody here can read, and what other tills say of themselves, shows nowhere.
                    Ok(Event::Till(_) | Event::Carried(_)) | Err(_) => {}
                }
            }
            if is_order {
                self.refold_order(OrderId(subject.0))?;
            }
            if is_shift {
                shift::project_subject(self.connection, subject, &self.books.lineage)?;
                self.books.shift = shift::open_shift(self.connection, &self.books.lineage)?;
                self.touched.shift = true;
            }
            if is_staff {
                staff::project_subject(self.connection, subject)?;
                self.books.team = staff::load(self.connection)?;
                self.touched.team = true;
            }
            if is_settings {
                self.take_up_settings()?;
            }
            if is_menu {
                menu.push(subject);
            }
        }
        self.refold_menu(menu)
    }

    /// Folds these subjects of the menu anew.
    pub(crate) fn refold_menu(
        &mut self,
        subjects: impl IntoIterator<Item = SubjectId>,
    ) -> Result<(), TillError> {
        let mut shown = Vec::new();
        for subject in subjects {
            self.books.menu.forget(subject);
            shown.push((subject, menu::project_subject(self.connection, subject)?));
        }
        self.touched.menu |= !shown.is_empty();
        // The first product ends the first day.
        self.touched.session |= !shown.is_empty();
        self.books.menu.put(shown);
        Ok(())
    }

    /// Folds an order anew, and those that it shares lines with.
    pub(crate) fn refold_order(&mut self, order: OrderId) -> Result<(), TillError> {
        self.books.orders.remove(&order);
        if let Some(held) = HeldOrder::load(self.connection, order)? {
            held.project(self.connection, &self.books.lineage)?;
            self.touched.orders = true;
            self.refold_linked(&held)?;
        }
        Ok(())
    }

    /// Folds the orders anew that this one shares lines with.
    pub(crate) fn refold_linked(&mut self, held: &HeldOrder) -> Result<(), TillError> {
        for order in held.linked() {
            self.books.orders.remove(&order);
            if let Some(held) = HeldOrder::load(self.connection, order)? {
                held.project(self.connection, &self.books.lineage)?;
            }
        }
        Ok(())
    }
}
