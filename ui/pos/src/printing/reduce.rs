//! What touches about the printer make of the page.

use super::{PrinterForm, PrintingAction, PrintingAsked};
use crate::counter::{Asked, Effect, Say, Sheet, State};
use shared::printing::PrintCommand;
use shared::till::{Command, Outcome, Query, Rejection, TillFailure};

impl State {
    /// Whether this till has a printer.
    pub(crate) fn has_printer(&self) -> bool {
        let view = self.printing.as_ref();
        view.is_some_and(|view| view.printer.is_some())
    }

    pub(crate) fn printing_action(&mut self, action: PrintingAction) -> Vec<Effect> {
        match action {
            PrintingAction::Opened => {
                let view = self.printing.as_ref();
                let printer = view.and_then(|view| view.printer.as_ref());
                self.sheet = Some(Sheet::Printer(PrinterForm::of(printer)));
                return vec![Effect::Query(Query::Printing)];
            }
            PrintingAction::CableChosen(cable) => self.with_printer(|form| form.cable = cable),
            PrintingAction::PlaceTyped(place) => self.with_printer(|form| form.place = place),
            PrintingAction::PaperChosen(paper) => self.with_printer(|form| form.paper = paper),
            PrintingAction::LookChosen(look) => self.with_printer(|form| form.look = look),
            PrintingAction::CharactersChosen(characters) => {
                self.with_printer(|form| form.characters = characters);
            }
            PrintingAction::DrawerChosen(drawer) => self.with_printer(|form| form.drawer = drawer),
            PrintingAction::ReceiptsChosen(receipts) => {
                self.with_printer(|form| form.receipts = receipts);
            }
            PrintingAction::Saved => return self.save_printer(),
            PrintingAction::Removed => {
                return ask(PrintingAsked::Remove, PrintCommand::SetPrinter(None));
            }
            PrintingAction::Tested => return ask(PrintingAsked::Print, PrintCommand::Test),
            PrintingAction::Again(job) => {
                return ask(PrintingAsked::Quiet, PrintCommand::Again { job });
            }
            PrintingAction::Left(job) => {
                return ask(PrintingAsked::Quiet, PrintCommand::Leave { job });
            }
            PrintingAction::Asked(paper) => {
                return ask(PrintingAsked::Print, PrintCommand::Print(paper));
            }
            PrintingAction::SaveAsked(paper) => {
                return ask(PrintingAsked::Document, PrintCommand::Save(paper));
            }
        }
        Vec::new()
    }

    fn save_printer(&self) -> Vec<Effect> {
        match &self.sheet {
            Some(Sheet::Printer(form)) => {
                let set = PrintCommand::SetPrinter(Some(form.printer()));
                ask(PrintingAsked::Save, set)
            }
            _ => Vec::new(),
        }
    }

    fn with_printer(&mut self, change: impl FnOnce(&mut PrinterForm)) {
        if let Some(Sheet::Printer(form)) = &mut self.sheet {
            form.refused = None;
            change(form);
        }
    }

    pub(crate) fn printing_done(&mut self, asked: PrintingAsked, outcome: &Outcome) -> Vec<Effect> {
        let say = match asked {
            PrintingAsked::Save => Say::PrinterSaved,
            PrintingAsked::Remove => {
                self.sheet = None;
                Say::PrinterRemoved
            }
            PrintingAsked::Print => Say::SentToPrinter,
            PrintingAsked::Document => match &outcome.saved {
                Some(path) => Say::Saved(path.clone()),
                None => return Vec::new(),
            },
            PrintingAsked::Quiet => return Vec::new(),
        };
        vec![self.say(say, None), Effect::Query(Query::Printing)]
    }

    pub(crate) fn printing_refused(&mut self, failure: TillFailure) -> Vec<Effect> {
        if let (Some(Sheet::Printer(form)), TillFailure::Rejected(Rejection::Print(reason))) =
            (&mut self.sheet, &failure)
        {
            form.refused = Some(*reason);
            return vec![Effect::Query(Query::Printing)];
        }
        vec![self.say(Say::Refused(failure), None)]
    }
}

fn ask(asked: PrintingAsked, command: PrintCommand) -> Vec<Effect> {
    vec![Effect::AskAside(
        Asked::Printing(asked),
        Command::Print(command),
    )]
}
