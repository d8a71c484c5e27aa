//! What the sheet over the grid does to one line.

use super::{Editing, toggled};
use crate::counter::{Asked, Effect, Mint, Sheet, State};
use shared::id::{LineId, ModifierId};
use shared::menu::{ModifierGroup, usual};
use shared::order::OrderCommand;

impl State {
    pub(super) fn open_line(&mut self, line: LineId) -> Vec<Effect> {
        let Some(held) = self.order.line(line) else {
            return Vec::new();
        };
        let editing = Editing {
            line,
            product: held.product,
            chosen: held.modifiers.iter().map(|modifier| modifier.id).collect(),
            note: held.note.clone(),
            note_kept: held.note.clone(),
        };
        self.order.selected = Some(line);
        self.snack = None;
        self.sheet = Some(Sheet::Edit(editing));
        Vec::new()
    }

    /// Opens a line that has just come onto the ticket.
    pub(crate) fn open_new_line(&mut self, line: LineId) {
        self.open_line(line);
    }

    pub(super) fn modifier_tapped(&mut self, modifier: ModifierId) -> Vec<Effect> {
        let Some(Sheet::Edit(editing)) = &self.sheet else {
            return Vec::new();
        };
        let card = editing.product.and_then(|id| self.shelf.card(id));
        let Some(card) = card else { return Vec::new() };
        let asks = |group: &&ModifierGroup| group.modifiers.iter().any(|held| held.id == modifier);
        let group = self.shelf.menu.groups_of(&card.product).find(asks);
        let chosen = group.map(|group| toggled(group, &editing.chosen, modifier));
        match chosen {
            Some(chosen) => self.choose(chosen),
            None => Vec::new(),
        }
    }

    pub(super) fn restore_usual(&mut self) -> Vec<Effect> {
        let Some(Sheet::Edit(editing)) = &self.sheet else {
            return Vec::new();
        };
        let card = editing.product.and_then(|id| self.shelf.card(id));
        let chosen = card.map(|card| {
            let usual = usual(&self.shelf.menu, &card.product);
            usual.into_iter().map(|modifier| modifier.id).collect()
        });
        self.choose(chosen.unwrap_or_default())
    }

    fn choose(&mut self, chosen: Vec<ModifierId>) -> Vec<Effect> {
        let Some(Sheet::Edit(editing)) = &mut self.sheet else {
            return Vec::new();
        };
        if editing.chosen == chosen {
            return Vec::new();
        }
        editing.chosen = chosen;
        self.send_line()
    }

    /// Sends the note, where it is another than the till has.
    pub(crate) fn keep_note(&mut self) -> Vec<Effect> {
        match &mut self.sheet {
            Some(Sheet::Edit(editing)) if editing.note != editing.note_kept => {
                editing.note_kept.clone_from(&editing.note);
                self.send_line()
            }
            Some(_) | None => Vec::new(),
        }
    }

    fn send_line(&mut self) -> Vec<Effect> {
        let Some(Sheet::Edit(editing)) = &self.sheet else {
            return Vec::new();
        };
        let command = OrderCommand::EditLine {
            line: editing.line,
            modifiers: editing.chosen.clone(),
            note: editing.note_kept.clone(),
        };
        vec![self.ask(Asked::Change, command)]
    }

    pub(super) fn take_one(&mut self, mint: &mut Mint<'_>) -> Vec<Effect> {
        let Some(Sheet::Edit(editing)) = &self.sheet else {
            return Vec::new();
        };
        let (line, into) = (editing.line, LineId(mint()));
        vec![self.ask(
            Asked::TakeOne { into },
            OrderCommand::TakeOne { line, into },
        )]
    }

    /// After a refusal: the sheet shows what the till holds, not what was hoped for.
    pub(crate) fn reopen_line(&mut self) {
        if let Some(Sheet::Edit(editing)) = &self.sheet {
            let line = editing.line;
            if self.order.line(line).is_some() {
                self.open_line(line);
            } else {
                self.sheet = None;
            }
        }
    }

    /// A scanner's code never lands in the note.
    pub(crate) fn forget_in_note(&mut self, code: &str) {
        if let Some(Sheet::Edit(editing)) = &mut self.sheet
            && let Some(before) = editing.note.strip_suffix(code)
        {
            editing.note = before.to_owned();
        }
    }
}
