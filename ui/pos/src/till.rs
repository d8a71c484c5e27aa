//! The till itself on the page: its first day, its language and colours, its copy.

mod charging;
mod first_day;
mod more;
mod unread;

pub use first_day::{FirstDayProps, first_day_screen};
pub use more::more_sheet;

use crate::counter::{Action, Asked, Effect, Screen, State, on_tap};
use kit::locale::Locale;
use kit::words::counter::Counter;
use kit::words::refusal;
use shared::settings::SettingsSet;
use shared::sync::{ENROLMENT_ALPHABET, ENROLMENT_SIGNS, EnrolmentCode};
use shared::till::{
    Command, Language, MenuCommand, PreferencesSet, RowProblem, Theme, TillCommand, TillFailure,
};
use std::rc::Rc;
use yew::prelude::*;

/// The first-day screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstDay {
    /// The signs of the code so far.
    pub code: String,
    /// The server's address.
    pub server: String,
    /// What the till is busy with.
    pub busy: Option<Busy>,
    /// Why the last way did not work.
    pub problem: Option<(Busy, TillFailure)>,
    /// The name of the file that was chosen last.
    pub file: String,
    /// Its rows that could not be read, though others were.
    pub unread: Vec<RowProblem>,
}

/// A way out of the first day that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Busy {
    /// Joining a business.
    Enrolling,
    /// Taking a menu in.
    Importing,
}

/// What can happen to the till itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TillAction {
    /// The code is being typed or pasted.
    CodeTyped(String),
    /// The address is being typed.
    ServerTyped(String),
    /// Join the business.
    EnrolAsked,
    /// Take the starter menu.
    StarterAsked,
    /// A menu file was read.
    FileRead {
        /// Its name.
        name: String,
        /// Its content.
        content: String,
    },
    /// The rows that could not be read were looked at.
    UnreadSeen,
    /// Start without a menu.
    EmptyAsked,
    /// Back to the first-day screen, from a till that is alone.
    FirstDayOpened,
    /// Another language.
    LanguageChosen(Language),
    /// Other colours.
    ThemeChosen(Theme),
    /// Another way to charge, for the whole cafe.
    SettingsChosen(SettingsSet),
    /// Try the server now.
    SyncAsked,
    /// Write a copy.
    CopyAsked,
}

impl FirstDay {
    /// The code, once all its signs are there.
    pub fn whole_code(&self) -> Option<EnrolmentCode> {
        self.code.parse().ok()
    }

    /// How many signs are missing.
    pub fn missing(&self) -> usize {
        ENROLMENT_SIGNS.saturating_sub(self.code.len())
    }

    /// Whether there is something to send.
    pub fn can_enrol(&self) -> bool {
        self.whole_code().is_some() && !self.server.trim().is_empty() && self.busy.is_none()
    }
}

/// The signs of a code in what was typed or pasted.
pub fn signs_of(text: &str) -> String {
    let signs = text.chars().map(|sign| sign.to_ascii_uppercase());
    let known =
        |sign: &char| u8::try_from(*sign).is_ok_and(|byte| ENROLMENT_ALPHABET.contains(&byte));
    signs.filter(known).take(ENROLMENT_SIGNS).collect()
}

/// An address as people say it, with what they leave out before it.
pub fn address(typed: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() || typed.contains("://") {
        typed.to_owned()
    } else if typed.starts_with("localhost")
        || typed.starts_with(|sign: char| sign.is_ascii_digit())
    {
        // A number is an address on the cafe's own network, where nobody has certificates.
        format!("http://{typed}")
    } else {
        format!("https://{typed}")
    }
}

impl State {
    pub(crate) fn till_action(&mut self, action: TillAction) -> Vec<Effect> {
        match action {
            TillAction::CodeTyped(text) => self.with_first_day(|day| day.code = signs_of(&text)),
            TillAction::ServerTyped(text) => self.with_first_day(|day| day.server = text),
            TillAction::EnrolAsked => self.enrol(),
            TillAction::StarterAsked => self.import(MenuCommand::UseStarter),
            TillAction::FileRead { name, content } => {
                self.with_first_day(|day| (day.file, day.unread) = (name.clone(), Vec::new()));
                self.import(MenuCommand::Import {
                    file: name,
                    content,
                })
            }
            TillAction::UnreadSeen => {
                self.screen = Screen::Sell;
                vec![Effect::FocusSearch]
            }
            TillAction::EmptyAsked => {
                self.screen = Screen::Sell;
                vec![quiet(TillCommand::StartEmpty), Effect::FocusSearch]
            }
            TillAction::FirstDayOpened => {
                self.sheet = None;
                self.screen = Screen::FirstDay(Rc::default());
                Vec::new()
            }
            TillAction::LanguageChosen(language) => {
                let set = PreferencesSet {
                    language: Some(language),
                    ..PreferencesSet::default()
                };
                self.prefer(set)
            }
            TillAction::ThemeChosen(theme) => {
                let set = PreferencesSet {
                    theme: Some(theme),
                    ..PreferencesSet::default()
                };
                self.prefer(set)
            }
            TillAction::SettingsChosen(set) => {
                vec![Effect::Ask(Asked::Quiet, Command::Settings(set))]
            }
            TillAction::SyncAsked => vec![quiet(TillCommand::SyncNow)],
            TillAction::CopyAsked => {
                let copy = TillCommand::ExportJournal {
                    path: String::new(),
                };
                vec![Effect::AskAside(Asked::Copy, Command::Till(copy))]
            }
        }
    }

    fn with_first_day(&mut self, change: impl FnOnce(&mut FirstDay)) -> Vec<Effect> {
        if let Screen::FirstDay(day) = &mut self.screen {
            change(Rc::make_mut(day));
        }
        Vec::new()
    }

    fn enrol(&mut self) -> Vec<Effect> {
        let Screen::FirstDay(day) = &mut self.screen else {
            return Vec::new();
        };
        let Some(code) = day.whole_code().filter(|_| day.can_enrol()) else {
            return Vec::new();
        };
        let server = address(&day.server);
        let day = Rc::make_mut(day);
        (day.busy, day.problem) = (Some(Busy::Enrolling), None);
        let enrol = TillCommand::Enrol { server, code };
        vec![Effect::AskAside(Asked::Enrol, Command::Till(enrol))]
    }

    fn import(&mut self, command: MenuCommand) -> Vec<Effect> {
        self.with_first_day(|day| (day.busy, day.problem) = (Some(Busy::Importing), None));
        vec![Effect::Ask(Asked::Import, Command::Menu(command))]
    }

    /// Worn at once; the till remembers it.
    fn prefer(&mut self, set: PreferencesSet) -> Vec<Effect> {
        let Some(session) = &mut self.session else {
            return Vec::new();
        };
        let session = Rc::make_mut(session);
        session.language = set.language.unwrap_or(session.language);
        session.theme = set.theme.unwrap_or(session.theme);
        let wear = Effect::Wear(session.theme, session.language);
        vec![wear, quiet(TillCommand::SetPreferences(set))]
    }
}

const fn quiet(command: TillCommand) -> Effect {
    Effect::AskAside(Asked::Quiet, Command::Till(command))
}

/// What is shown where the till behind the page does not answer.
pub fn cannot_open(locale: Locale, failure: &TillFailure, act: &Callback<Action>) -> Html {
    let words = Counter::of(locale.language);
    let again = on_tap(act, || Action::Started);
    let reason = refusal::failure(locale, failure);
    let detail = match failure {
        TillFailure::Fault(text) => Some(text.clone()),
        TillFailure::Rejected(_)
        | TillFailure::DiskFull
        | TillFailure::NewerFile
        | TillFailure::InUse => None,
    };
    html! {
        <main class="cannot-open" key="cannot-open" role="alert" data-testid="cannot-open">
            <h1 class="h24">{ words.cannot_open() }</h1>
            <p class="sub">{ reason }</p>
            if let Some(detail) = detail { <p class="mono">{ detail }</p> }
            <button class="btn ink" onclick={again}>{ words.try_again() }</button>
        </main>
    }
}
