//! A full disk: what is begun can be finished from the reserve, what is refused is refused in the right words, and
//! nothing is half done.

use super::check;
use super::day::{PRICE, add, order_id, settle};
use super::stand::{Failed, Stand};
use shared::till::{Answer, Query, TillFailure};

/// A till with a reserve, an open order, and so many bytes left on its disk.
fn nearly_full(room: u64) -> Stand {
    let mut stand = Stand::new(3);
    stand.open().unwrap();
    stand.till.as_mut().unwrap().tidy().unwrap();
    assert!(stand.data().join("reserve").is_file());
    stand.perform(&add(1, 1)).unwrap();
    stand.disk.leave_room(room);
    stand
}

#[test]
fn the_open_sale_still_fits_thanks_to_the_reserve() {
    for room in [0, 1, 4_095, 4_096, 10_000, 40_000, 100_000] {
        let mut stand = nearly_full(room);
        stand.perform(&add(1, 2)).unwrap();
        stand.perform(&add(1, 3)).unwrap();
        stand.perform(&settle(1, 3 * PRICE)).unwrap();
        let raw = stand.raw();
        let journal = check::check_file(&raw);
        check::check_confirmed(&journal, &stand.confirmed);
        assert_eq!(check::takings(&raw), (1, 3 * PRICE));
    }
}

#[test]
fn without_a_reserve_it_says_that_the_disk_is_full_and_leaves_nothing_half_done() {
    let mut stand = nearly_full(60_000);
    std::fs::remove_file(stand.data().join("reserve")).unwrap();
    stand.disk.leave_room(60_000);
    let mut line = 1;
    let refused = loop {
        line += 1;
        match stand.perform(&add(1, line)) {
            Ok(()) => {}
            Err(why) => break why,
        }
    };
    assert!(line > 2, "some fitted");
    let Failed::Command(failure) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(failure, TillFailure::DiskFull);
    let ticket = Query::Ticket { order: order_id(1) };
    let lines = match stand.till.as_mut().unwrap().query(&ticket).unwrap() {
        Answer::Ticket(ticket) => ticket.map_or(0, |ticket| ticket.lines.len() as u128),
        other => panic!("{other:?}"),
    };
    assert_eq!(lines, line - 1);
    // Somebody makes room: it goes on where it was.
    stand.disk.heal();
    stand.perform(&add(1, line)).unwrap();
    let journal = check::check_file(&stand.raw());
    check::check_confirmed(&journal, &stand.confirmed);
}

#[test]
fn a_till_starts_on_a_full_disk_and_shows_what_it_has() {
    let mut stand = nearly_full(0);
    std::fs::remove_file(stand.data().join("reserve")).unwrap();
    stand.till = None;
    stand.disk.leave_room(0);
    stand.open().unwrap();
    let answer = stand.till.as_mut().unwrap().query(&Query::OpenOrders);
    assert!(matches!(answer, Ok(Answer::OpenOrders(open)) if open.len() == 1));
    let journal = check::check_file(&stand.raw());
    check::check_confirmed(&journal, &stand.confirmed);
}
