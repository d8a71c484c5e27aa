//! What a barista does, and what two tills do at once.

use super::*;
use shared::percent::Percent;

#[test]
fn a_part_of_a_table_is_paid_apart() {
    let mut cafe = Cafe::with(&[(TABLE, &[1, 2, 3])]);
    assert_eq!(cafe.moves(TABLE, NEW, &[2]), Ok(3), "opened, in and out");
    assert_eq!(cafe.says(TABLE), "open [1 3]");
    assert_eq!(cafe.says(NEW), "open [2]");
    cafe.happens(NEW, settled(1, &[2]));
    assert_eq!(cafe.says(NEW), "paid 100 [2]");
    assert_eq!(cafe.says(TABLE), "open [1 3]");
    cafe.happens(TABLE, settled(2, &[1, 3]));
    assert_eq!(cafe.says(TABLE), "paid 200 [1 3]");
}

#[test]
fn two_tabs_become_one_and_what_happens_to_a_line_goes_with_it() {
    let mut cafe = Cafe::with(&[(TABLE, &[1]), (BAR, &[2, 3])]);
    cafe.moves(BAR, TABLE, &[2, 3]).unwrap();
    assert_eq!(cafe.says(BAR), "open []");
    assert_eq!(cafe.says(TABLE), "open [1 2 3]");
    let step = QuantityChanged {
        line: line(2),
        by: 1_000,
    };
    cafe.happens(TABLE, OrderEvent::QuantityChanged(step));
    cafe.happens(
        TABLE,
        OrderEvent::LineRemoved(LineRemoved { line: line(3) }),
    );
    assert_eq!(cafe.says(TABLE), "open [1 2]");
    let Order::Open(table) = cafe.fold.order(TABLE) else {
        panic!("nothing was paid");
    };
    assert_eq!(table.totals().total, Money::minor(300));
    cafe.moves(TABLE, BAR, &[2]).unwrap();
    assert_eq!(
        (cafe.says(BAR).as_str(), cafe.says(TABLE).as_str()),
        ("open [2]", "open [1]")
    );
}

#[test]
fn a_table_that_nothing_is_left_of_is_free() {
    let mut cafe = Cafe::with(&[(TABLE, &[1, 2]), (BAR, &[3])]);
    let name = "Mesa 4".to_owned();
    cafe.happens(TABLE, OrderEvent::Named(Named { name }));
    assert_eq!(cafe.moves(TABLE, BAR, &[1]), Ok(2), "in and out");
    assert_eq!(cafe.fold.order(TABLE).name(), Some("Mesa 4"));
    assert_eq!(cafe.moves(TABLE, BAR, &[2]), Ok(3), "in, out, and unnamed");
    assert_eq!(cafe.fold.order(TABLE).name(), None);
}

#[test]
fn a_part_that_is_taken_off_the_whole_is_taken_off_what_is_paid_apart() {
    for (cut, part) in [
        (Cut::Part(Percent::basis_points(1_000).unwrap()), 90),
        (Cut::Amount(Money::minor(20)), 100),
    ] {
        let mut cafe = Cafe::with(&[(TABLE, &[1, 2])]);
        let discount = Discount {
            cut,
            reason: "Amigos".to_owned(),
            approved_by: None,
        };
        let set = DiscountSet {
            line: None,
            discount: Some(discount),
        };
        cafe.happens(TABLE, OrderEvent::DiscountSet(set));
        cafe.moves(TABLE, NEW, &[2]).unwrap();
        let total = |order| match cafe.fold.order(order) {
            Order::Open(open) => open.totals().total.to_minor(),
            Order::Settled(_) => panic!("nothing was paid"),
        };
        assert_eq!((total(NEW), total(TABLE) + total(NEW)), (part, 180));
    }
}

#[test]
fn a_move_that_is_asked_for_again_changes_nothing() {
    let mut cafe = Cafe::with(&[(TABLE, &[1, 2])]);
    cafe.moves(TABLE, NEW, &[1]).unwrap();
    assert_eq!(cafe.moves(TABLE, NEW, &[1]), Ok(0));
    let Order::Open(table) = cafe.fold.order(TABLE) else {
        panic!("nothing was paid");
    };
    assert_eq!(
        table.elsewhere,
        ids(&[1]),
        "a line that is put on again is known"
    );
}

#[test]
fn what_cannot_be_moved_is_refused() {
    let mut cafe = Cafe::with(&[(TABLE, &[1, 2]), (BAR, &[3])]);
    let no_such = OrderRejection::NoSuchLine { line: line(3) };
    assert_eq!(cafe.moves(TABLE, NEW, &[3]), Err(no_such));
    assert_eq!(cafe.moves(TABLE, NEW, &[]), Err(OrderRejection::Empty));
    cafe.happens(BAR, settled(1, &[3]));
    assert_eq!(
        cafe.moves(TABLE, BAR, &[1]),
        Err(OrderRejection::AlreadySettled)
    );
    assert_eq!(
        cafe.moves(BAR, TABLE, &[3]),
        Err(OrderRejection::AlreadySettled)
    );
    let full: Vec<u8> = (0..=255).collect();
    let most = shared::money::LINES_PER_ORDER_MAX;
    let mut cafe = Cafe::with(&[(TABLE, &full[..200]), (BAR, &full[200..])]);
    let moved = cafe.moves(BAR, TABLE, &full[200..]);
    match 256 > most {
        true => assert_eq!(
            moved,
            Err(OrderRejection::TooManyLines { max: most as u16 })
        ),
        false => assert!(moved.is_ok()),
    }
}

#[test]
fn a_line_that_two_tills_move_is_where_the_later_one_put_it() {
    let mut cafe = Cafe::with(&[(TABLE, &[1]), (BAR, &[2])]);
    cafe.moved(TABLE, NEW, &[1], stamp(50, 2, 1));
    cafe.moved(TABLE, BAR, &[1], stamp(60, 3, 1));
    assert_eq!(cafe.says(TABLE), "open []");
    assert_eq!(cafe.says(NEW), "open []");
    assert_eq!(cafe.says(BAR), "open [1 2]");
}

#[test]
fn a_move_that_only_one_of_the_two_orders_knows_of_is_none() {
    let mut cafe = Cafe::with(&[(TABLE, &[1]), (BAR, &[2])]);
    let moved = MovedIn {
        from: TABLE,
        lines: ids(&[1]),
    };
    cafe.happens(NEW, OrderEvent::MovedIn(moved));
    let moved = MovedOut {
        to: NEW,
        lines: ids(&[2]),
    };
    cafe.happens(BAR, OrderEvent::MovedOut(moved));
    assert_eq!(cafe.says(TABLE), "open [1]");
    assert_eq!(cafe.says(BAR), "open [2]");
    assert_eq!(cafe.says(NEW), "open []");
}

#[test]
fn a_line_that_was_paid_does_not_move() {
    let mut cafe = Cafe::with(&[(TABLE, &[1, 2])]);
    // Another till, which has not heard of the payment, moves one of its lines and takes the money for it.
    cafe.happens(TABLE, settled(1, &[1, 2]));
    cafe.moved(TABLE, NEW, &[2], stamp(50, 2, 1));
    assert_eq!(cafe.says(TABLE), "paid 200 [1 2]");
    assert_eq!(cafe.says(NEW), "open []");
    cafe.happens(NEW, settled(2, &[2]));
    assert_eq!(cafe.says(TABLE), "paid 200 [1 2]");
    assert_eq!(cafe.says(NEW), "paid 100 [2] due 2");
}

#[test]
fn what_is_moved_to_an_order_that_was_paid_meanwhile_stays_where_it_can_be_paid() {
    let mut cafe = Cafe::with(&[(TABLE, &[1]), (BAR, &[2])]);
    cafe.happens(BAR, settled(1, &[2]));
    cafe.moved(TABLE, BAR, &[1], stamp(50, 2, 1));
    assert_eq!(cafe.says(BAR), "paid 100 [2]");
    assert_eq!(cafe.says(TABLE), "open [1]");
    cafe.happens(TABLE, settled(2, &[]));
    assert_eq!(
        cafe.says(BAR),
        "paid 100 [2] late 1",
        "nobody else takes it"
    );
}

#[test]
fn a_void_takes_what_it_names_off_wherever_it_is_by_then() {
    let mut cafe = Cafe::with(&[(TABLE, &[1, 2])]);
    cafe.moves(TABLE, NEW, &[2]).unwrap();
    let covered = |id| Covered {
        line: line(id),
        quantity: Quantity::ONE,
        amount: Money::minor(100),
    };
    let void = Voided {
        lines: vec![covered(1), covered(2)],
        reason: "Se fueron".to_owned(),
        approved_by: None,
    };
    cafe.happens(TABLE, OrderEvent::Voided(void));
    assert_eq!(cafe.says(NEW), "open []");
    cafe.happens(NEW, settled(1, &[2]));
    assert_eq!(cafe.says(NEW), "paid 100 [2]", "a payment beats a void");
}
