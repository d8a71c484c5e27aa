//! Who stands here, chosen from the keyboard.

use super::{SignIn, StaffAction};
use crate::counter::{Effect, Mint, Screen, State};
use kit::cut::folded;
use shared::id::StaffId;
use shared::staff::TeamView;

/// More people than this stand in smaller cards.
const FEW: usize = 6;

/// How many cards stand in a row.
pub const fn columns(people: usize) -> usize {
    if people > FEW { 4 } else { 3 }
}

impl State {
    /// The next person whose name begins with this letter, after whoever is chosen.
    pub(super) fn choose_by_letter(&mut self, letter: char, mint: &mut Mint<'_>) -> Vec<Effect> {
        let letter = folded(&letter.to_string());
        let wanted = |name: &str| folded(name).starts_with(&letter);
        let next = self.on_sign_in().and_then(|(team, chosen)| {
            let after = chosen.map_or(0, |place| place + 1);
            let (before, rest) = team.people.split_at(after);
            let mut round = rest.iter().chain(before);
            Some(round.find(|person| wanted(&person.name))?.id)
        });
        self.choose_found(next, mint)
    }

    /// So many people on, or back below zero; not beyond the first or the last.
    pub(super) fn choose_beside(&mut self, by: isize, mint: &mut Mint<'_>) -> Vec<Effect> {
        let next = self.on_sign_in().and_then(|(team, chosen)| {
            let place = match chosen {
                Some(place) => place.checked_add_signed(by)?,
                None => 0,
            };
            Some(team.people.get(place)?.id)
        });
        self.choose_found(next, mint)
    }

    /// So many rows on, or back.
    pub(super) fn choose_row(&mut self, by: isize, mint: &mut Mint<'_>) -> Vec<Effect> {
        let people = self.team.as_ref().map_or(0, |team| team.people.len());
        self.choose_beside(by * columns(people).cast_signed(), mint)
    }

    /// The team, and the place of whoever is chosen, while that is what is asked.
    fn on_sign_in(&self) -> Option<(&TeamView, Option<usize>)> {
        let (Screen::SignIn(sign_in), None) = (&self.screen, &self.sheet) else {
            return None;
        };
        let team = self.team.as_deref()?;
        let chosen = |who: StaffId| team.people.iter().position(|person| person.id == who);
        Some((team, sign_in.who.and_then(chosen)))
    }

    fn choose_found(&mut self, found: Option<StaffId>, mint: &mut Mint<'_>) -> Vec<Effect> {
        found.map_or_else(Vec::new, |who| {
            self.staff_action(StaffAction::Chosen(who), mint)
        })
    }

    /// The first step that whoever is chosen can take on the time clock, and no more; or not only that any more.
    pub(super) fn toggle_only_clock(&mut self) -> Vec<Effect> {
        if self.sheet.is_some() {
            return Vec::new();
        }
        let first = self.on_sign_in().and_then(|(team, chosen)| {
            let presence = team.people.get(chosen?)?.presence;
            super::reduce::steps(presence).first().copied()
        });
        if let Screen::SignIn(SignIn { only_clock, .. }) = &mut self.screen {
            *only_clock = if only_clock.is_some() { None } else { first };
        }
        Vec::new()
    }
}
