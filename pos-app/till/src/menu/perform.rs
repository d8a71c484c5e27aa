//! Commands about the menu.

use super::{Shown, table};
use crate::desk::Desk;
use crate::error::TillError;
use shared::event::{Event, MenuEvent};
use shared::id::{CategoryId, ProductId, SubjectId};
use shared::journal::{GROUP_ENTRIES_MAX, Stamp};
use shared::menu::{self, CategoryFields, Price, ProductChange, check_name};

/// Well below the 256 KiB of a group, whatever the entries hold.
const GROUP_ENTRIES: usize = GROUP_ENTRIES_MAX / 4;

impl Desk<'_> {
    /// A product of this id, unless it is there already.
    pub fn create_product(
        &mut self,
        id: ProductId,
        name: &str,
        category: &str,
        price: Price,
    ) -> Result<(), TillError> {
        let fresh = self.fresh_category();
        let events = menu::create(self.books.menu.menu(), id, (name, category), price, fresh)?;
        self.record_menu(events)
    }

    /// Another price.
    pub fn set_price(&mut self, id: ProductId, price: Price) -> Result<(), TillError> {
        let price = Some(price);
        self.change_product(
            id,
            ProductChange {
                price,
                ..ProductChange::default()
            },
        )
    }

    /// Sold out, or there again.
    pub fn set_available(&mut self, id: ProductId, available: bool) -> Result<(), TillError> {
        let available = Some(available);
        self.change_product(
            id,
            ProductChange {
                available,
                ..ProductChange::default()
            },
        )
    }

    fn change_product(&mut self, id: ProductId, change: ProductChange) -> Result<(), TillError> {
        let fresh = self.fresh_category();
        let events = menu::change(self.books.menu.menu(), id, change, fresh)?;
        match events.is_empty() {
            true => Ok(()),
            false => self.record_menu(events),
        }
    }

    fn fresh_category(&mut self) -> CategoryId {
        CategoryId(self.entropy.uuid_v7(self.wall.ms))
    }

    /// Appends events of the menu, in as many groups as they need, and shows them.
    pub fn record_menu(&mut self, events: Vec<(SubjectId, MenuEvent)>) -> Result<(), TillError> {
        let mut happened = Vec::with_capacity(events.len());
        for group in events.chunks(GROUP_ENTRIES) {
            let wrapped: Vec<_> = group
                .iter()
                .map(|(subject, event)| (*subject, Event::Menu(event.clone())))
                .collect();
            let stamps = self.append(&wrapped)?;
            let group = group.iter().cloned().zip(stamps);
            happened.extend(group.map(|((subject, event), stamp)| (subject, stamp, event)));
        }
        self.menu_happened(happened)
    }

    /// Takes events that are in the journal into the rows and the menu.
    pub fn menu_happened(
        &mut self,
        events: Vec<(SubjectId, Stamp, MenuEvent)>,
    ) -> Result<(), TillError> {
        let mut subjects: Vec<SubjectId> = Vec::new();
        for (subject, stamp, event) in events {
            let registers = self.books.menu.registers_of(self.connection, subject)?;
            registers.apply(stamp, event);
            if subjects.last() != Some(&subject) {
                subjects.push(subject);
            }
        }
        subjects.sort_unstable();
        subjects.dedup();
        let mut shown = Vec::with_capacity(subjects.len());
        for subject in subjects {
            let registers = self.books.menu.registers_of(self.connection, subject)?;
            let now = Shown::of(subject, registers);
            table::write(self.connection, subject, &now)?;
            shown.push((subject, now));
        }
        self.touched.menu |= !shown.is_empty();
        // The first product ends the first day.
        self.touched.session |= !shown.is_empty();
        self.books.menu.put(shown);
        Ok(())
    }

    /// The category of this name, or a new one.
    pub fn category_named(
        &mut self,
        name: &str,
        events: &mut Vec<(SubjectId, MenuEvent)>,
    ) -> Result<CategoryId, TillError> {
        check_name(name)?;
        let categories = &self.books.menu.menu().categories;
        if let Some(known) = categories.iter().find(|category| category.name == name) {
            return Ok(known.id);
        }
        let made = events.iter().find_map(|(subject, event)| match event {
            MenuEvent::CategorySet(fields) if fields.name.as_deref() == Some(name) => {
                Some(CategoryId(subject.0))
            }
            _ => None,
        });
        if let Some(made) = made {
            return Ok(made);
        }
        let highest = categories.iter().map(|category| category.position).max();
        let fresh = events
            .iter()
            .filter(|(_, event)| matches!(event, MenuEvent::CategorySet(_)))
            .count();
        let position = highest.map_or(0, |highest| highest + 1);
        let position = position.saturating_add(u32::try_from(fresh).unwrap_or(u32::MAX));
        let id = CategoryId(self.entropy.uuid_v7(self.wall.ms));
        let fields = CategoryFields {
            name: Some(name.to_owned()),
            position: Some(position),
        };
        events.push((SubjectId::from(id), MenuEvent::CategorySet(fields)));
        Ok(id)
    }

    /// The place after the last product of a category.
    pub fn next_position(&self, category: Option<CategoryId>) -> u32 {
        self.books.menu.menu().next_position(category)
    }
}
