//! The printer on the page: set up, tested, named when it does not print.

use crate::cafe::{Cafe, id};
use pos::counter::{Action, Asked, Effect, Say, Sheet};
use pos::printing::{PrinterForm, PrintingAction, PrintingAsked};
use shared::clock::Wall;
use shared::id::OrderId;
use shared::order::{ReceiptNumber, TillCode};
use shared::printing::{
    Paper, PaperName, PrintCommand, PrintJob, PrintRejection, PrintState, PrintTrouble, PrintView,
    Printer, PrinterPlace, ReceiptWhen,
};
use shared::till::{Answer, Command, Outcome, Query, Rejection, TillFailure, Touched};

fn act(cafe: &mut Cafe, action: PrintingAction) {
    cafe.act(Action::Printing(action));
}

fn told(cafe: &mut Cafe, view: PrintView) {
    let answer = Answer::Printing(Box::new(view));
    cafe.act(Action::Told(Query::Printing, Ok(answer)));
}

fn asked(cafe: &Cafe) -> Option<&PrintCommand> {
    let effects = cafe.effects.iter().rev();
    let mut asked = effects.filter_map(|effect| match effect {
        Effect::AskAside(Asked::Printing(_), Command::Print(command)) => Some(command),
        _ => None,
    });
    asked.next()
}

fn form(cafe: &Cafe) -> &PrinterForm {
    match &cafe.state.sheet {
        Some(Sheet::Printer(form)) => form,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_printer_is_saved_as_it_stands_on_the_sheet() {
    let mut cafe = Cafe::open();
    act(&mut cafe, PrintingAction::Opened);
    act(&mut cafe, PrintingAction::CableChosen(true));
    act(
        &mut cafe,
        PrintingAction::PlaceTyped(" /dev/usb/lp0 ".into()),
    );
    act(
        &mut cafe,
        PrintingAction::ReceiptsChosen(ReceiptWhen::Asked),
    );
    act(&mut cafe, PrintingAction::DrawerChosen(false));
    act(&mut cafe, PrintingAction::Saved);
    let wanted = Printer {
        drawer: false,
        receipts: ReceiptWhen::Asked,
        ..Printer::at(PrinterPlace::File("/dev/usb/lp0".into()))
    };
    assert_eq!(
        asked(&cafe),
        Some(&PrintCommand::SetPrinter(Some(wanted.clone())))
    );
    told(
        &mut cafe,
        PrintView {
            printer: Some(wanted.clone()),
            ..PrintView::default()
        },
    );
    cafe.act(Action::SheetClosed);
    act(&mut cafe, PrintingAction::Opened);
    assert_eq!(form(&cafe).printer(), wanted);
}

#[test]
fn a_refusal_stands_on_the_sheet_until_something_is_changed() {
    let mut cafe = Cafe::open();
    act(&mut cafe, PrintingAction::Opened);
    let refused = TillFailure::Rejected(Rejection::Print(PrintRejection::BadPlace));
    let save = Asked::Printing(PrintingAsked::Save);
    cafe.act(Action::Answered(save.clone(), Err(refused.clone())));
    assert_eq!(form(&cafe).refused, Some(PrintRejection::BadPlace));
    assert!(cafe.state.snack.is_none());
    act(&mut cafe, PrintingAction::PlaceTyped("192.168.0.4".into()));
    assert_eq!(form(&cafe).refused, None);
    // Without the sheet it is said at the foot.
    cafe.act(Action::SheetClosed);
    cafe.act(Action::Answered(save, Err(refused.clone())));
    let snack = cafe.state.snack.as_ref().unwrap();
    assert_eq!(snack.say, Say::Refused(refused));
}

#[test]
fn what_the_printer_changed_is_asked_for() {
    let mut cafe = Cafe::open();
    cafe.effects.clear();
    cafe.act(Action::Touched(Touched {
        printing: true,
        ..Touched::default()
    }));
    assert_eq!(cafe.effects, [Effect::Query(Query::Printing)]);
    let number = ReceiptNumber {
        till: TillCode("C1".into()),
        number: 7,
    };
    told(
        &mut cafe,
        PrintView {
            jobs: vec![PrintJob {
                job: 3,
                paper: PaperName::Receipt(number.clone()),
                made: Wall { ms: 0, offset: 0 },
                state: PrintState::Unsure,
            }],
            trouble: Some(PrintTrouble::OutOfPaper),
            ..PrintView::default()
        },
    );
    assert_eq!(cafe.state.printing.as_ref().unwrap().jobs.len(), 1);
    act(&mut cafe, PrintingAction::Again(3));
    assert_eq!(asked(&cafe), Some(&PrintCommand::Again { job: 3 }));
    act(&mut cafe, PrintingAction::Left(3));
    assert_eq!(asked(&cafe), Some(&PrintCommand::Leave { job: 3 }));
    let paper = Paper::Receipt {
        order: OrderId(id("order")),
        receipt: number,
    };
    act(&mut cafe, PrintingAction::SaveAsked(paper.clone()));
    assert_eq!(asked(&cafe), Some(&PrintCommand::Save(paper)));
    let saved = Outcome {
        saved: Some("/home/sofia/cortado-C1-000007.pdf".into()),
        ..Outcome::default()
    };
    let document = Asked::Printing(PrintingAsked::Document);
    cafe.act(Action::Answered(document, Ok(saved)));
    let snack = cafe.state.snack.as_ref().unwrap();
    assert!(matches!(&snack.say, Say::Saved(path) if path.ends_with(".pdf")));
}
