//! Who stands at the counter, and who approves.

use crate::cafe::{Cafe, id};
use pos::counter::{Action, Asked, Screen, Sheet};
use pos::staff::StaffAction;
use shared::id::{MovementId, ShiftId, StaffId};
use shared::money::Money;
use shared::shift::ShiftCommand;
use shared::staff::{
    ClockStep, Person, Presence, Right, Role, StaffCommand, StaffRejection, TeamView,
};
use shared::till::{Answer, Command, Outcome, Query, Rejection, TillFailure};

fn person(name: &str, role: Role) -> Person {
    Person {
        id: StaffId(id(name)),
        name: name.to_owned(),
        role,
        position: String::new(),
        presence: Presence::Out,
        has_pin: true,
        pin_here: true,
        temporary_pin: false,
        today: Vec::new(),
    }
}

impl Cafe {
    fn with_team(&mut self, on: Option<&str>) {
        let team = TeamView {
            people: vec![person("Sofía", Role::Owner), person("Lucía", Role::Barista)],
            on: on.map(|name| StaffId(id(name))),
            sign_in: true,
            working: 0,
            paused: 0,
        };
        let answer = Ok(Answer::Team(Box::new(team)));
        self.act(Action::Told(Query::Team, answer));
    }

    fn with_temporary_pin(&mut self, name: &str) {
        let mut people = vec![person("Sofía", Role::Owner), person("Lucía", Role::Barista)];
        for person in &mut people {
            person.temporary_pin = person.name == name;
        }
        let team = TeamView {
            people,
            on: None,
            sign_in: true,
            working: 0,
            paused: 0,
        };
        let answer = Ok(Answer::Team(Box::new(team)));
        self.act(Action::Told(Query::Team, answer));
    }

    fn staff(&mut self, action: StaffAction) {
        self.act(Action::Staff(action));
    }

    fn type_pin(&mut self, digits: &str) {
        for digit in digits.bytes() {
            self.staff(StaffAction::Typed(digit - b'0'));
        }
        self.staff(StaffAction::Entered);
    }

    fn answer_with(&mut self, answer: Result<Outcome, TillFailure>) {
        let (asked, _) = self.waiting.remove(0);
        self.act(Action::Answered(asked, answer));
    }
}

fn refused(reason: StaffRejection) -> TillFailure {
    TillFailure::Rejected(Rejection::Staff(reason))
}

#[test]
fn a_person_and_a_pin_open_the_till_and_a_wrong_one_empties_the_dots() {
    let mut cafe = Cafe::open();
    cafe.tap("muffin");
    cafe.slow = true;
    cafe.with_team(None);
    let Screen::SignIn(sign_in) = &cafe.state.screen else {
        panic!("{:?}", cafe.state.screen);
    };
    assert_eq!(sign_in.who, None);
    cafe.staff(StaffAction::Chosen(StaffId(id("Lucía"))));
    cafe.type_pin("0000");
    let (_, command) = &cafe.waiting[0];
    let Command::Staff { staff, command } = command else {
        panic!("{command:?}");
    };
    assert_eq!(*staff, StaffId(id("Lucía")));
    assert!(matches!(
        command,
        StaffCommand::SignIn { clock_in: true, .. }
    ));
    cafe.answer_with(Err(refused(StaffRejection::WrongPin { left: 4 })));
    let Screen::SignIn(sign_in) = &cafe.state.screen else {
        panic!("{:?}", cafe.state.screen);
    };
    assert_eq!(sign_in.typed.count(), 0);
    assert!(sign_in.typed.refused.is_some());
    // Nobody goes round it.
    cafe.act(Action::Escaped);
    assert!(matches!(cafe.state.screen, Screen::SignIn(_)));
    cafe.type_pin("1357");
    cafe.answer_with(Ok(Outcome::default()));
    assert!(matches!(cafe.state.screen, Screen::Sell));
    // The order that was being made is still there.
    assert_eq!(cafe.lines(), ["1 muffin"]);
}

#[test]
fn another_takes_over_and_may_think_better_of_it() {
    let mut cafe = Cafe::open();
    cafe.with_team(Some("Lucía"));
    assert!(matches!(cafe.state.screen, Screen::Sell));
    cafe.staff(StaffAction::SwitchAsked);
    assert!(matches!(cafe.state.screen, Screen::SignIn(_)));
    cafe.act(Action::Escaped);
    assert!(matches!(cafe.state.screen, Screen::Sell));
}

#[test]
fn what_may_not_be_done_alone_is_asked_again_with_somebodys_pin() {
    let mut cafe = Cafe::open();
    cafe.slow = true;
    cafe.with_team(Some("Lucía"));
    let pay_out = Command::Shift {
        shift: ShiftId(id("shift")),
        command: ShiftCommand::PayOut {
            movement: MovementId(id("ice")),
            amount: Money::minor(100),
            reason: "Hielo".to_owned(),
        },
    };
    let action = Action::NotAllowed(
        Asked::Quiet,
        pay_out.clone(),
        Right::MoveCash,
        vec!["Sofía".to_owned()],
    );
    cafe.act(action);
    let Some(Sheet::Approve(approving)) = &cafe.state.sheet else {
        panic!("{:?}", cafe.state.sheet);
    };
    // Only one may: nobody has to be chosen.
    assert_eq!(approving.who, Some(StaffId(id("Sofía"))));
    cafe.type_pin("1111");
    cafe.answer_with(Err(refused(StaffRejection::WrongPin { left: 4 })));
    assert!(matches!(cafe.state.sheet, Some(Sheet::Approve(_))));
    cafe.type_pin("2468");
    let (asked, command) = &cafe.waiting[0];
    assert_eq!(*asked, Asked::Quiet);
    let Command::Approved { by, command, .. } = command else {
        panic!("{command:?}");
    };
    assert_eq!((*by, &**command), (StaffId(id("Sofía")), &pay_out));
    cafe.answer_with(Ok(Outcome::default()));
    assert_eq!(cafe.state.sheet, None);
}

#[test]
fn the_first_who_is_added_is_an_owner() {
    let mut cafe = Cafe::open();
    cafe.slow = true;
    cafe.staff(StaffAction::TeamOpened);
    cafe.staff(StaffAction::AddAsked);
    cafe.staff(StaffAction::NameTyped("Sofía".to_owned()));
    cafe.staff(StaffAction::PinTyped("24 68".to_owned()));
    cafe.staff(StaffAction::Saved);
    let commands: Vec<_> = cafe.waiting.iter().map(|(_, command)| command).collect();
    let Command::Staff {
        staff: one,
        command: StaffCommand::Set(fields),
    } = commands[0]
    else {
        panic!("{commands:?}");
    };
    assert_eq!(fields.role, Some(Role::Owner));
    let Command::Staff {
        staff: two,
        command: StaffCommand::SetPin { pin, .. },
    } = commands[1]
    else {
        panic!("{commands:?}");
    };
    assert_eq!((one, pin.digits()), (two, "2468"));
    // A PIN shows in no log.
    assert!(!format!("{commands:?} {:?}", cafe.state.sheet).contains("2468"));
}

#[test]
fn a_page_that_had_not_heard_of_the_team_asks_who_stands_there() {
    let mut cafe = Cafe::open();
    cafe.tap("muffin");
    cafe.slow = true;
    cafe.tap("muffin");
    cafe.answer_with(Err(refused(StaffRejection::NobodySignedIn)));
    let team = shared::till::Query::Team;
    assert!(cafe.effects.contains(&pos::counter::Effect::Query(team)));
    assert_eq!(cafe.state.snack, None);
    cafe.with_team(None);
    assert!(matches!(cafe.state.screen, Screen::SignIn(_)));
}

fn chosen(cafe: &Cafe) -> Option<StaffId> {
    match &cafe.state.screen {
        Screen::SignIn(sign_in) => sign_in.who,
        other => panic!("{other:?}"),
    }
}

#[test]
fn letters_and_arrows_choose_who_stands_here() {
    let mut cafe = Cafe::open();
    cafe.with_team(None);
    let who = |name: &str| Some(StaffId(id(name)));
    cafe.staff(StaffAction::Lettered('l'));
    assert_eq!(chosen(&cafe), who("Lucía"));
    cafe.staff(StaffAction::Lettered('x'));
    assert_eq!(chosen(&cafe), who("Lucía"), "nobody is called so");
    cafe.staff(StaffAction::Moved(-1));
    assert_eq!(chosen(&cafe), who("Sofía"));
    cafe.staff(StaffAction::MovedRows(1));
    cafe.staff(StaffAction::Moved(-1));
    assert_eq!(chosen(&cafe), who("Sofía"), "there is nobody beyond");
    cafe.staff(StaffAction::Moved(1));
    assert_eq!(chosen(&cafe), who("Lucía"));
    cafe.staff(StaffAction::OnlyClockToggled);
    let Screen::SignIn(sign_in) = &cafe.state.screen else {
        panic!();
    };
    assert_eq!(sign_in.only_clock, Some(ClockStep::In));
}

#[test]
fn who_leaves_the_till_leaves_it_to_nobody() {
    let mut cafe = Cafe::open();
    cafe.with_team(Some("Lucía"));
    cafe.slow = true;
    cafe.staff(StaffAction::SwitchAsked);
    cafe.staff(StaffAction::SignOutAsked);
    let (_, command) = &cafe.waiting[0];
    let Command::Staff { staff, command } = command else {
        panic!("{command:?}");
    };
    assert_eq!(*staff, StaffId(id("Lucía")));
    assert!(matches!(command, StaffCommand::SignOut));
    cafe.staff(StaffAction::Left);
    assert!(
        matches!(cafe.state.screen, Screen::SignIn(_)),
        "nobody is there to go back to selling"
    );
}

#[test]
fn a_forgotten_pin_is_replaced_with_somebodys_approval_and_then_by_ones_own() {
    let mut cafe = Cafe::open();
    cafe.with_team(None);
    cafe.slow = true;
    let lucia = StaffId(id("Lucía"));
    cafe.staff(StaffAction::Chosen(lucia));
    cafe.staff(StaffAction::PinForgotten);
    cafe.type_pin("1234");
    let Some(Sheet::Approve(approving)) = &cafe.state.sheet else {
        panic!("{:?}", cafe.state.sheet);
    };
    assert_eq!(approving.may, ["Sofía"], "a barista approves no PIN");
    assert_eq!(approving.who, Some(StaffId(id("Sofía"))));
    cafe.type_pin("2468");
    let (_, command) = &cafe.waiting[0];
    let Command::Approved { command, .. } = command else {
        panic!("{command:?}");
    };
    assert!(matches!(
        **command,
        Command::Staff { staff, command: StaffCommand::SetPin { temporary: true, .. } } if staff == lucia
    ));
    cafe.answer_with(Ok(Outcome::default()));
    assert!(cafe.state.sheet.is_none());
    assert_eq!(chosen(&cafe), Some(lucia));

    cafe.with_temporary_pin("Lucía");
    cafe.type_pin("1234");
    cafe.answer_with(Ok(Outcome::default()));
    for wrong in ["9753", "9754"] {
        cafe.type_pin(wrong);
    }
    assert!(cafe.waiting.is_empty(), "not twice the same");
    for right in ["9753", "9753"] {
        cafe.type_pin(right);
    }
    let (_, command) = &cafe.waiting[0];
    assert!(matches!(
        command,
        Command::Staff {
            command: StaffCommand::SetPin {
                temporary: false,
                ..
            },
            ..
        }
    ));
    cafe.answer_with(Ok(Outcome::default()));
    assert!(cafe.state.sheet.is_none());
    assert!(matches!(cafe.state.screen, Screen::Sell));
}

#[test]
fn nobody_sells_with_a_temporary_pin() {
    let mut cafe = Cafe::open();
    cafe.with_temporary_pin("Lucía");
    cafe.slow = true;
    cafe.staff(StaffAction::Chosen(StaffId(id("Lucía"))));
    cafe.type_pin("1234");
    cafe.answer_with(Ok(Outcome::default()));
    assert!(matches!(cafe.state.sheet, Some(Sheet::NewPin(_))));
    cafe.act(Action::SheetClosed);
    assert!(matches!(cafe.state.screen, Screen::SignIn(_)));
    let (_, command) = &cafe.waiting[0];
    assert!(matches!(
        command,
        Command::Staff {
            command: StaffCommand::SignOut,
            ..
        }
    ));
}
