//! What touches about the stations make of the page.

use super::form::with;
use super::{KitchenAction, KitchenAsked, KitchenForm, StationForm};
use crate::counter::{Asked, Effect, Mint, Say, Sheet, State};
use shared::id::StationId;
use shared::kitchen::Station;
use shared::order::OrderCommand;
use shared::settings::SettingsSet;
use shared::till::{Command, Query, TillCommand, TillFailure};

impl State {
    /// Where things are made.
    pub(crate) fn stations(&self) -> &[Station] {
        let session = self.session.as_ref();
        session.map_or(&[], |session| &session.counter.stations)
    }

    /// What puts the order away tells the stations what they do not know yet; nothing where there are none.
    pub(crate) fn tell_stations(&mut self) -> Option<Effect> {
        let tells = !self.stations().is_empty();
        tells.then(|| self.ask(Asked::Quiet, OrderCommand::Send))
    }

    pub(crate) fn kitchen_action(
        &mut self,
        action: KitchenAction,
        mint: &mut Mint<'_>,
    ) -> Vec<Effect> {
        match action {
            KitchenAction::Opened | KitchenAction::Left => {
                self.sheet = Some(Sheet::Kitchen(KitchenForm::default()));
                return vec![Effect::Query(Query::Session)];
            }
            KitchenAction::BoardAsked => {
                let show = Command::Till(TillCommand::ShowBoard);
                return vec![Effect::AskAside(Asked::Quiet, show)];
            }
            KitchenAction::Edited(id) => {
                let held = self.stations().iter().find(|held| held.id == id);
                let station = held.map(StationForm::of);
                self.with_form(|form| form.station = station);
            }
            KitchenAction::Added => {
                let station = StationForm::new(StationId(mint()));
                self.with_form(|form| form.station = Some(station));
                return vec![Effect::FocusOn("#station-name")];
            }
            KitchenAction::NameTyped(name) => self.with_station(|station| station.name = name),
            KitchenAction::CategoryToggled(category) => {
                self.with_station(|station| {
                    match station.categories.iter().position(|held| *held == category) {
                        Some(place) => drop(station.categories.remove(place)),
                        None => station.categories.push(category),
                    }
                })
            }
            KitchenAction::PrinterChosen(has) => {
                self.with_station(|station| station.has_printer = has);
            }
            KitchenAction::CableChosen(cable) => {
                self.with_station(|station| station.printer.cable = cable);
            }
            KitchenAction::PlaceTyped(place) => {
                self.with_station(|station| station.printer.place = place);
            }
            KitchenAction::PaperChosen(paper) => {
                self.with_station(|station| station.printer.paper = paper);
            }
            KitchenAction::Saved => return self.save_station(),
            KitchenAction::Removed => return self.remove_station(),
        }
        Vec::new()
    }

    fn with_form(&mut self, change: impl FnOnce(&mut KitchenForm)) {
        if let Some(Sheet::Kitchen(form)) = &mut self.sheet {
            form.refused = None;
            change(form);
        }
    }

    fn with_station(&mut self, change: impl FnOnce(&mut StationForm)) {
        self.with_form(|form| {
            if let Some(station) = &mut form.station {
                change(station);
            }
        });
    }

    fn edited(&self) -> Option<&StationForm> {
        match &self.sheet {
            Some(Sheet::Kitchen(form)) => form.station.as_ref(),
            _ => None,
        }
    }

    fn save_station(&self) -> Vec<Effect> {
        let all = self
            .edited()
            .map(|form| with(self.stations(), form.station()));
        all.map(|all| ask(KitchenAsked::Save, all))
            .into_iter()
            .collect()
    }

    fn remove_station(&self) -> Vec<Effect> {
        let Some(form) = self.edited() else {
            return Vec::new();
        };
        let left = self.stations().iter().filter(|held| held.id != form.id);
        vec![ask(KitchenAsked::Remove, left.cloned().collect())]
    }

    pub(crate) fn kitchen_done(&mut self, asked: KitchenAsked) -> Vec<Effect> {
        if self.edited().is_some() {
            self.sheet = Some(Sheet::Kitchen(KitchenForm::default()));
        }
        let say = match asked {
            KitchenAsked::Save => Say::StationSaved,
            KitchenAsked::Remove => Say::StationRemoved,
        };
        vec![self.say(say, None)]
    }

    pub(crate) fn kitchen_refused(&mut self, failure: TillFailure) -> Vec<Effect> {
        if let (Some(Sheet::Kitchen(form)), TillFailure::Rejected(reason)) =
            (&mut self.sheet, &failure)
        {
            form.refused = Some(reason.clone());
            return Vec::new();
        }
        vec![self.say(Say::Refused(failure), None)]
    }
}

fn ask(asked: KitchenAsked, stations: Vec<Station>) -> Effect {
    let set = SettingsSet {
        stations: Some(stations),
        ..SettingsSet::default()
    };
    Effect::Ask(Asked::Kitchen(asked), Command::Settings(set))
}
