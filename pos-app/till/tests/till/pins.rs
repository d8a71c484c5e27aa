//! PINs: tried, told to other tills, and on no disk.

use crate::staff::{LUCIA, SOFIA, refusal};
use crate::support::server::Other;
use crate::support::{Bench, id};
use crate::sync::Joined;
use shared::event::Event;
use shared::id::{AuthorId, ProductId, StaffId, SubjectId};
use shared::journal::PublicKey;
use shared::menu::Price;
use shared::money::Money;
use shared::staff::{Right, Role, StaffEvent, StaffRejection};
use shared::till::{Command, MenuCommand};

#[test]
fn after_five_wrong_pins_a_person_waits_a_minute_and_the_journal_says_so() {
    let mut bench = Bench::with_team();
    for left in (1..5).rev() {
        let wrong = refusal(bench.sign_in(LUCIA, "0000"));
        assert_eq!(wrong, StaffRejection::WrongPin { left });
    }
    let seconds = 60;
    assert_eq!(
        refusal(bench.sign_in(LUCIA, "0000")),
        StaffRejection::PinLocked { seconds }
    );
    // The right one has to wait as well, others do not, and a start changes nothing.
    bench.restart();
    let wait = refusal(bench.sign_in(LUCIA, "1357"));
    assert!(matches!(wait, StaffRejection::PinLocked { seconds } if seconds < 60));
    bench.sign_in(SOFIA, "2468").unwrap();
    bench.pass(60_000);
    bench.sign_in(LUCIA, "1357").unwrap();
    let events = bench.staff_events();
    let locked = |event: &&(SubjectId, Event)| matches!(&event.1, Event::Staff(StaffEvent::PinLocked(locked)) if locked.tries == 5);
    assert_eq!(events.iter().filter(locked).count(), 1);
}

#[test]
fn a_clock_that_was_put_back_makes_nobody_wait_longer() {
    let mut bench = Bench::with_team();
    for _ in 0..5 {
        refusal(bench.sign_in(LUCIA, "0000"));
    }
    bench.pass(-86_400_000);
    let wait = refusal(bench.sign_in(LUCIA, "1357"));
    assert_eq!(wait, StaffRejection::PinLocked { seconds: 60 });
}

#[test]
fn a_pin_lies_nowhere_on_the_disk_and_its_hash_only_sealed() {
    let mut bench = Bench::with_team();
    bench.sign_in(LUCIA, "1357").unwrap();
    bench.close();
    for file in std::fs::read_dir(bench.data()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            let holds = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
            assert!(!holds(b"argon2id"), "{}", path.display());
        }
    }
}

#[test]
fn a_pin_that_was_set_on_one_till_opens_the_others() {
    let mut one = Joined::new();
    one.run();
    one.bench.add(SOFIA, "Sofía", Role::Owner).unwrap();
    one.bench.give_pin(SOFIA, "2468").unwrap();
    one.bench.sign_in(SOFIA, "2468").unwrap();
    let mut two = Joined::of(Bench::seeded(2));
    two.run();
    // The other till is heard of: the next idle moment closes the PIN for it.
    let reader: PublicKey = two.bench.till().header().unwrap().public_key;
    let mut heard = Other::with_key(5, reader);
    let about = SubjectId(id(500));
    let product = shared::menu::ProductFields {
        name: Some("Té".to_owned()),
        ..shared::menu::ProductFields::default()
    };
    let product = Event::Menu(shared::event::MenuEvent::ProductSet(product));
    one.server.arrive(&mut heard, &[(about, product.clone())]);
    // So is the cloud, which checks no PIN: nothing is closed for it.
    one.server.arrive(&mut Other::cloud(8), &[(about, product)]);
    one.engine.poke();
    one.run();
    one.bench.till().tidy().unwrap();
    let sealed = one.bench.staff_events();
    let is_more = |event: &Event| matches!(event, Event::Staff(StaffEvent::PinSealed(_)));
    assert_eq!(sealed.iter().filter(|(_, event)| is_more(event)).count(), 1);
    // At the next one nothing is left to do.
    one.bench.till().tidy().unwrap();
    assert_eq!(one.bench.staff_events().len(), sealed.len());
    // What it wrote reaches the other till: before the box for it, it is open; then Sofía comes in with her PIN.
    let (before, after) = sealed.split_at(sealed.len() - 1);
    let mut first = Other::new(6);
    for event in before {
        two.server.arrive(&mut first, std::slice::from_ref(event));
    }
    two.engine.poke();
    two.run();
    assert!(!two.bench.team().sign_in);
    assert_eq!(
        refusal(two.bench.sign_in(SOFIA, "2468")),
        StaffRejection::PinNotHere
    );
    two.server.arrive(&mut first, after);
    two.engine.poke();
    two.run();
    assert!(two.bench.team().sign_in);
    two.bench.sign_in(SOFIA, "2468").unwrap();
    assert_eq!(two.bench.team().on, Some(StaffId(id(SOFIA))));
}

#[test]
fn a_till_whose_key_does_not_answer_is_as_open_as_before_and_with_a_team_it_sells() {
    let keyless = |team: bool| {
        let mut bench = match team {
            true => Bench::with_team(),
            false => Bench::new(),
        };
        bench.close();
        std::fs::remove_file(bench.data().join("till.key")).unwrap();
        bench.restart();
        bench
    };
    let new_product = || {
        Command::Menu(MenuCommand::CreateProduct {
            product: ProductId(id(40)),
            name: "Chipá".to_owned(),
            category: "Panadería".to_owned(),
            price: Price::Of(Money::minor(1_900)),
        })
    };
    keyless(false).execute(new_product()).unwrap();
    let mut bench = keyless(true);
    assert!(!bench.team().sign_in);
    bench.sell(1, 4_300);
    assert_eq!(bench.author_of_last(), AuthorId::TILL);
    assert!(matches!(
        refusal(bench.execute(new_product())),
        StaffRejection::NotAllowed {
            right: Right::EditMenu,
            ..
        }
    ));
}
