//! The team at the counter: who may come in, what each may do, and who it was.

use crate::support::{Bench, id};
use rusqlite::Connection;
use shared::event::Event;
use shared::id::{AuthorId, MovementId, OrderId, ProductId, ShiftId, StaffId, SubjectId};
use shared::menu::Price;
use shared::money::Money;
use shared::shift::ShiftCommand;
use shared::staff::{
    ClockStep, Presence, Right, Role, StaffCommand, StaffFields, StaffRejection, TeamView,
};
use shared::till::{Answer, Command, MenuCommand, Outcome, Query, Rejection, TillFailure};

pub const SOFIA: u128 = 70;
pub const LUCIA: u128 = 71;

impl Bench {
    pub fn staff(&mut self, who: u128, command: StaffCommand) -> Result<Outcome, TillFailure> {
        let staff = StaffId(id(who));
        self.execute(Command::Staff { staff, command })
    }

    pub fn team(&mut self) -> TeamView {
        match self.query(&Query::Team) {
            Answer::Team(team) => *team,
            other => panic!("{other:?}"),
        }
    }

    pub fn add(&mut self, who: u128, name: &str, role: Role) -> Result<Outcome, TillFailure> {
        self.staff(
            who,
            StaffCommand::Set(StaffFields {
                name: Some(name.to_owned()),
                role: Some(role),
                ..StaffFields::default()
            }),
        )
    }

    pub fn give_pin(&mut self, who: u128, pin: &str) -> Result<Outcome, TillFailure> {
        let pin = pin.parse().unwrap();
        let temporary = false;
        self.staff(who, StaffCommand::SetPin { pin, temporary })
    }

    pub fn sign_in(&mut self, who: u128, pin: &str) -> Result<Outcome, TillFailure> {
        let pin = pin.parse().unwrap();
        let clock_in = true;
        self.staff(who, StaffCommand::SignIn { pin, clock_in })
    }

    /// Sofía, whose cafe it is, with 2468; Lucía at the bar with 1357.
    pub fn with_team() -> Self {
        let mut bench = Self::new();
        bench.add(SOFIA, "Sofía", Role::Owner).unwrap();
        bench.add(LUCIA, "Lucía", Role::Barista).unwrap();
        bench.give_pin(LUCIA, "1357").unwrap();
        bench.give_pin(SOFIA, "2468").unwrap();
        bench
    }

    pub fn author_of_last(&self) -> AuthorId {
        let file = Connection::open(self.data().join("till.db")).unwrap();
        let sql = "select author from entry order by sequence desc limit 1";
        AuthorId::from_bytes(file.query_row(sql, [], |row| row.get(0)).unwrap())
    }

    pub fn staff_events(&self) -> Vec<(SubjectId, Event)> {
        let file = Connection::open(self.data().join("till.db")).unwrap();
        let sql = "select subject, kind, version, body from entry where kind like 'staff.%'
                   order by sequence";
        let mut statement = file.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| {
            let subject = SubjectId::from_bytes(row.get(0)?);
            let kind: String = row.get(1)?;
            let body = shared::journal::Body(row.get(3)?);
            Ok((subject, Event::read(&kind, row.get(2)?, &body).unwrap()))
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    }
}

pub fn refusal(done: Result<Outcome, TillFailure>) -> StaffRejection {
    match done {
        Err(TillFailure::Rejected(Rejection::Staff(reason))) => reason,
        other => panic!("{other:?}"),
    }
}

fn pay_out(number: u128) -> Command {
    Command::Shift {
        shift: ShiftId(id(900)),
        command: ShiftCommand::PayOut {
            movement: MovementId(id(number)),
            amount: Money::minor(100),
            reason: "Hielo".to_owned(),
        },
    }
}

#[test]
fn a_till_without_a_team_is_open_to_whoever_stands_at_it() {
    let mut bench = Bench::new();
    bench.sell(1, 4_300);
    assert!(!bench.team().sign_in);
    // Nor does a team close it that nobody could open it for.
    bench.add(LUCIA, "Lucía", Role::Barista).unwrap();
    bench.give_pin(LUCIA, "1357").unwrap();
    bench.sell(2, 4_300);
    assert_eq!(bench.author_of_last(), AuthorId::TILL);
}

#[test]
fn with_a_team_nothing_is_done_before_somebody_signs_in_and_they_are_its_author() {
    let mut bench = Bench::with_team();
    assert!(bench.team().sign_in);
    let amount = |bench: &mut Bench, line| {
        let item = shared::order::Item::Amount {
            name: "Café".to_owned(),
            price: Money::minor(4_300),
        };
        bench.execute(Command::Order {
            order: OrderId(id(5)),
            command: shared::order::OrderCommand::AddLine {
                line: shared::id::LineId(id(line)),
                item,
                quantity: shared::quantity::Quantity::ONE,
                modifiers: None,
                note: String::new(),
            },
        })
    };
    assert_eq!(
        refusal(amount(&mut bench, 1)),
        StaffRejection::NobodySignedIn
    );
    bench.sign_in(LUCIA, "1357").unwrap();
    assert_eq!(bench.author_of_last(), AuthorId(id(LUCIA)));
    amount(&mut bench, 1).unwrap();
    assert_eq!(bench.author_of_last(), AuthorId(id(LUCIA)));
    // Another takes over: the order stays as it is.
    bench.sign_in(SOFIA, "2468").unwrap();
    amount(&mut bench, 2).unwrap();
    assert_eq!(bench.author_of_last(), AuthorId(id(SOFIA)));
    // After a start somebody signs in again.
    bench.restart();
    assert_eq!(bench.team().on, None);
    assert_eq!(
        refusal(amount(&mut bench, 3)),
        StaffRejection::NobodySignedIn
    );
}

#[test]
fn who_may_not_do_something_hears_who_may_and_can_have_it_approved() {
    let mut bench = Bench::with_team();
    bench.sign_in(LUCIA, "1357").unwrap();
    let shift = ShiftId(id(900));
    let float = Money::minor(10_000);
    let command = ShiftCommand::Open { float };
    bench.execute(Command::Shift { shift, command }).unwrap();
    let refused = refusal(bench.execute(pay_out(1)));
    let who = vec!["Sofía".to_owned()];
    let right = Right::MoveCash;
    assert_eq!(refused, StaffRejection::NotAllowed { right, who });
    let approved = |pin: &str| Command::Approved {
        by: StaffId(id(SOFIA)),
        pin: pin.parse().unwrap(),
        command: Box::new(pay_out(1)),
    };
    assert_eq!(
        refusal(bench.execute(approved("0000"))),
        StaffRejection::WrongPin { left: 4 }
    );
    bench.execute(approved("2468")).unwrap();
    // It was Lucía's doing, and this once only.
    assert_eq!(bench.author_of_last(), AuthorId(id(LUCIA)));
    assert!(matches!(
        refusal(bench.execute(pay_out(2))),
        StaffRejection::NotAllowed { .. }
    ));
}

#[test]
fn the_time_clock_runs_with_and_without_the_till() {
    let mut bench = Bench::with_team();
    bench.sign_in(LUCIA, "1357").unwrap();
    assert_eq!((bench.team().working, bench.team().paused), (1, 0));
    let clock = |bench: &mut Bench, step| {
        let (pin, reason) = ("1357".parse().unwrap(), String::new());
        bench.staff(LUCIA, StaffCommand::Clock { pin, step, reason })
    };
    clock(&mut bench, ClockStep::Pause).unwrap();
    let again = refusal(clock(&mut bench, ClockStep::Pause));
    assert_eq!(again, StaffRejection::NotNow);
    assert_eq!((bench.team().working, bench.team().paused), (0, 1));
    clock(&mut bench, ClockStep::Out).unwrap();
    let team = bench.team();
    let lucia = &team.people[0];
    assert_eq!(lucia.presence, Presence::Out);
    let steps: Vec<_> = lucia.today.iter().map(|line| line.step).collect();
    assert_eq!(steps, [ClockStep::In, ClockStep::Pause, ClockStep::Out]);
}

#[test]
fn nobody_rises_above_themselves_and_the_last_owner_stays() {
    let mut bench = Bench::with_team();
    bench.sign_in(SOFIA, "2468").unwrap();
    let gone = StaffCommand::Set(StaffFields {
        active: Some(false),
        ..StaffFields::default()
    });
    assert_eq!(
        refusal(bench.staff(SOFIA, gone.clone())),
        StaffRejection::LastOwner
    );
    bench.add(72, "Agustina", Role::Manager).unwrap();
    bench.give_pin(72, "9999").unwrap();
    bench.sign_in(72, "9999").unwrap();
    for refused in [
        refusal(bench.add(73, "Bruno", Role::Owner)),
        refusal(bench.give_pin(SOFIA, "1111")),
        refusal(bench.staff(SOFIA, gone.clone())),
    ] {
        assert_eq!(refused, StaffRejection::RoleAboveOwn);
    }
    // Lucía may change her own PIN, and nothing else of anybody.
    bench.sign_in(LUCIA, "1357").unwrap();
    bench.give_pin(LUCIA, "7531").unwrap();
    assert!(matches!(
        refusal(bench.give_pin(SOFIA, "1111")),
        StaffRejection::NotAllowed { .. }
    ));
    bench.sign_in(LUCIA, "7531").unwrap();
    // Who left is not on the screen, and does not come in.
    bench.sign_in(SOFIA, "2468").unwrap();
    bench.staff(LUCIA, gone).unwrap();
    assert_eq!(bench.team().people.len(), 2);
    assert_eq!(
        refusal(bench.sign_in(LUCIA, "7531")),
        StaffRejection::NoSuchPerson
    );
}

#[test]
fn the_menu_is_not_everybodys() {
    let mut bench = Bench::with_team();
    bench.sign_in(LUCIA, "1357").unwrap();
    let created = bench.execute(Command::Menu(MenuCommand::CreateProduct {
        product: ProductId(id(40)),
        name: "Café gratis".to_owned(),
        category: "Café".to_owned(),
        price: Price::Of(Money::ZERO),
    }));
    assert!(matches!(
        refusal(created),
        StaffRejection::NotAllowed {
            right: Right::EditMenu,
            ..
        }
    ));
}

#[test]
fn a_rebuilt_team_is_the_same() {
    let mut bench = Bench::with_team();
    bench.sign_in(LUCIA, "1357").unwrap();
    let before = bench.team();
    bench.till().rebuild().unwrap();
    assert_eq!(bench.team(), before);
    bench.restart();
    let after = bench.team();
    assert_eq!((after.people, after.on), (before.people, None));
}
