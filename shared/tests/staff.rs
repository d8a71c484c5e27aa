//! Whatever order entries arrive in, a member of staff is the same; and what a role may do.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use proptest::prelude::*;
use shared::clock::{HybridClock, Wall};
use shared::id::{SeriesId, StaffId};
use shared::journal::{Body, Hash, PublicKey, Sequence, Stamp};
use shared::money::Money;
use shared::percent::Percent;
use shared::staff::*;
use uuid::Uuid;

const ANA: StaffId = StaffId(Uuid::from_u128(7));

fn stamp(number: u64) -> Stamp {
    Stamp {
        clock: HybridClock::from_bits(number),
        series: SeriesId::from_bytes([1; 16]),
        sequence: Sequence(number),
        hash: Hash([number as u8; 32]),
    }
}

fn at(ms: i64) -> Wall {
    Wall { ms, offset: -180 }
}

fn pin_id(number: u8) -> PinId {
    PinId(Uuid::from_bytes([number; 16]))
}

fn sealed(reader: u8) -> SealedPin {
    SealedPin {
        reader: PublicKey([reader; 32]),
        sealed: Body(vec![reader]),
    }
}

fn any_event() -> impl Strategy<Value = StaffEvent> {
    let role = prop::sample::select(&Role::ALL[..]);
    let fields = (
        prop::option::of("[A-Z][a-z]{1,6}"),
        prop::option::of(role),
        prop::option::of(any::<bool>()),
    );
    let step = prop::sample::select(vec![
        ClockStep::In,
        ClockStep::Pause,
        ClockStep::Resume,
        ClockStep::Out,
    ]);
    prop_oneof![
        fields.prop_map(|(name, role, active)| StaffEvent::Set(StaffFields {
            name,
            role,
            active,
            ..StaffFields::default()
        })),
        (0_u8..3, 0_u8..4).prop_map(|(pin, reader)| StaffEvent::PinSet(PinSet {
            pin: pin_id(pin),
            temporary: reader % 2 == 0,
            sealed: vec![sealed(reader)],
        })),
        (0_u8..3, 0_u8..4).prop_map(|(pin, reader)| StaffEvent::PinSealed(PinSealed {
            pin: pin_id(pin),
            sealed: vec![sealed(reader)],
        })),
        step.prop_map(|step| StaffEvent::Clocked(Clocked {
            step,
            reason: String::new(),
        })),
    ]
}

fn folded<'e>(events: impl IntoIterator<Item = &'e (u64, StaffEvent)>) -> Option<Member> {
    let mut fold = MemberFold::default();
    for (number, event) in events {
        fold.insert(stamp(*number), at(*number as i64), event.clone());
    }
    fold.member(ANA)
}

fn numbered(events: Vec<StaffEvent>) -> Vec<(u64, StaffEvent)> {
    (1..).zip(events).collect()
}

proptest! {
    #[test]
    fn any_order_of_arrival_gives_the_same_member(
        events in prop::collection::vec(any_event(), 0..20),
        seed in any::<u64>(),
    ) {
        let events = numbered(events);
        let mut shuffled = events.clone();
        shuffled.sort_by_key(|(number, _)| (number ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        // A copy of an entry changes nothing.
        shuffled.extend(events.first().cloned());
        prop_assert_eq!(folded(&shuffled), folded(&events));
    }

    #[test]
    fn a_part_never_takes_more_than_the_whole(points in 0_u32..=10_000, minor in 0_i64..1_000_000_000) {
        let percent = Percent::basis_points(points).unwrap();
        let (amount, part) = (Money::minor(minor), percent.of(Money::minor(minor)));
        prop_assert!(part <= amount && part >= Money::ZERO);
        // What takes that much is no larger a part than that, but for the rounding of a cent.
        let again = Percent::that_takes(part, amount).of(amount);
        prop_assert!(again >= part && again <= part + Money::minor(minor / 10_000 + 1));
    }
}

fn member(name: &str, role: Role, pin: Option<u8>) -> Member {
    let pin = pin.map(|pin| {
        StaffEvent::PinSet(PinSet {
            pin: pin_id(pin),
            temporary: false,
            sealed: vec![sealed(9)],
        })
    });
    let set = StaffEvent::Set(StaffFields {
        name: Some(name.to_owned()),
        role: Some(role),
        ..StaffFields::default()
    });
    let events = numbered(std::iter::once(set).chain(pin).collect());
    let id = StaffId(Uuid::from_u128(name.len() as u128));
    Member {
        id,
        ..folded(&events).unwrap()
    }
}

#[test]
fn a_team_is_open_until_a_till_can_check_an_owners_pin() {
    let (here, elsewhere) = (PublicKey([9; 32]), PublicKey([8; 32]));
    let open = |members: Vec<Member>, reader| Team::of(members).is_open(Some(reader));
    assert!(open(Vec::new(), &here));
    assert!(open(vec![member("Ana", Role::Owner, None)], &here));
    assert!(open(vec![member("Ana", Role::Manager, Some(1))], &here));
    assert!(!open(vec![member("Ana", Role::Owner, Some(1))], &here));
    assert!(open(vec![member("Ana", Role::Owner, Some(1))], &elsewhere));
    // A till whose key does not answer is no more open than its team is.
    assert!(Team::of(vec![member("Ana", Role::Manager, Some(1))]).is_open(None));
    assert!(!Team::of(vec![member("Ana", Role::Owner, Some(1))]).is_open(None));
}

#[test]
fn each_role_may_what_the_one_below_may_and_more() {
    for pair in Role::ALL.windows(2) {
        let (less, more) = (pair[0].rights(), pair[1].rights());
        assert!(less.may.is_subset(&more.may) && less.may.len() < more.may.len());
        assert!(less.discount_max < more.discount_max);
    }
    assert_eq!(Role::Owner.rights().may.len(), Right::ALL.len());
    assert_eq!(Rights::all(), Role::Owner.rights());
}

#[test]
fn a_pin_has_four_to_six_digits_and_shows_nowhere() {
    for wrong in ["", "123", "1234567", "12a4", "１２３４"] {
        assert!(wrong.parse::<Pin>().is_err(), "{wrong}");
    }
    let pin: Pin = "0042".parse().unwrap();
    assert!(!format!("{pin:?}").contains("0042"));
    assert!(serde_json::from_str::<Pin>("\"12\"").is_err());
}

#[test]
fn a_step_that_makes_no_sense_changes_nothing() {
    let none = Presence::Out;
    assert_eq!(none.after(ClockStep::Pause, at(1)), Presence::Out);
    let came = none.after(ClockStep::In, at(1));
    let paused = came.after(ClockStep::Pause, at(2));
    assert_eq!(paused.after(ClockStep::In, at(3)), paused);
    // Back from the break, they have been in since they came.
    assert_eq!(paused.after(ClockStep::Resume, at(4)), came);
    assert_eq!(paused.after(ClockStep::Out, at(4)), Presence::Out);
}
