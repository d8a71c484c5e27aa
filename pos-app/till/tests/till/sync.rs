//! The engine against a server in memory: everything arrives once, whatever is lost on the way.

use crate::support::server::{ADDRESS, Server, no, run};
use crate::support::{Bench, NOON_MS};
use shared::clock::BusinessDay;
use shared::event::Event;
use shared::money::Currency;
use shared::order::OrderEvent;
use shared::problem::ProblemCode;
use shared::sync::{PUSH_ENTRIES_MAX, PushRefusal, Verdict};
use shared::till::{Answer, Attention, ConnectionState, Query, Rejection, SyncStatus};
use till::TillError;
use till::sync::{Action, Engine, Outage, Response};

pub struct Joined {
    pub bench: Bench,
    pub server: Server,
    pub engine: Engine,
    pub now_ms: i64,
}

impl Joined {
    pub fn new() -> Self {
        Self::of(Bench::new())
    }

    pub fn of(mut bench: Bench) -> Self {
        let server = Server::new(bench.till().header().unwrap());
        let answer = server.enrolment(Currency::ARS);
        bench.till().join(ADDRESS, &answer).unwrap();
        Self {
            bench,
            server,
            engine: Engine::default(),
            now_ms: NOON_MS,
        }
    }

    pub fn run(&mut self) -> i64 {
        run(
            &mut self.engine,
            self.bench.till(),
            &mut self.server,
            self.now_ms,
        )
        .unwrap()
    }

    /// As time goes on: what was refused once is tried again.
    fn run_again(&mut self) {
        for _ in 0..3 {
            self.now_ms += 30_000;
            self.run();
        }
    }

    pub fn status(&mut self) -> SyncStatus {
        match self.bench.query(&Query::Sync) {
            Answer::Sync(status) => *status,
            other => panic!("{other:?}"),
        }
    }

    /// The next request, whose answer `instead` takes the place of. The server may have taken it in.
    pub fn lose(&mut self, delivered: bool, instead: Result<Response, Outage>) {
        let Action::Send(request) = self.engine.poll(self.bench.till(), self.now_ms).unwrap()
        else {
            panic!("nothing to send");
        };
        if delivered {
            self.server.answer(&request);
        }
        self.engine
            .received(self.bench.till(), self.now_ms, instead)
            .unwrap();
        self.now_ms += 400_000;
    }
}

pub fn unreachable() -> Result<Response, Outage> {
    Err(Outage::Unreachable("test".to_owned()))
}

#[test]
fn what_was_sold_before_joining_arrives_with_the_rest() {
    let mut bench = Bench::new();
    bench.sell(1, 1_000);
    let server = Server::new(bench.till().header().unwrap());
    let answer = server.enrolment(Currency::ARS);
    bench.till().join(ADDRESS, &answer).unwrap();
    let mut joined = Joined {
        bench,
        server,
        engine: Engine::default(),
        now_ms: NOON_MS,
    };
    joined.bench.sell(2, 2_000);
    joined.run();
    let status = joined.status();
    assert_eq!((status.waiting, status.waiting_sales), (0, 0));
    assert_eq!(status.connection, ConnectionState::Online);
    assert_eq!(joined.server.head(), joined.bench.till().head());
    assert!(joined.engine.is_quiet());
    assert_eq!(joined.server.entries[0].kind, "till.started");
    assert!(status.confirmed_receipt.is_some());
}

#[test]
fn a_till_that_counted_money_joins_no_other_currency() {
    let mut bench = Bench::new();
    let server = Server::new(bench.till().header().unwrap());
    let answer = server.enrolment(Currency::USD);
    bench.sell(1, 1_000);
    let refused = bench.till().join(ADDRESS, &answer).unwrap_err();
    assert!(matches!(
        refused,
        TillError::Rejected(Rejection::OtherCurrency { .. })
    ));
    let mut fresh = Bench::seeded(7);
    let server = Server::new(fresh.till().header().unwrap());
    fresh
        .till()
        .join(ADDRESS, &server.enrolment(Currency::USD))
        .unwrap();
    let again = fresh
        .till()
        .join(ADDRESS, &server.enrolment(Currency::USD))
        .unwrap_err();
    assert!(matches!(
        again,
        TillError::Rejected(Rejection::AlreadyEnrolled)
    ));
}

#[test]
fn lost_answers_cost_a_retry_and_nothing_else() {
    let mut joined = Joined::new();
    joined.lose(true, unreachable());
    for number in 1..=40 {
        joined.bench.sell(number, 1_000);
        joined.lose(number % 3 != 0, unreachable());
        assert_eq!(joined.status().connection, ConnectionState::Offline);
        // The hello, and then a push whose answer is lost as well.
        let Action::Send(hello) = joined
            .engine
            .poll(joined.bench.till(), joined.now_ms)
            .unwrap()
        else {
            panic!()
        };
        let answer = joined.server.answer(&hello);
        joined
            .engine
            .received(joined.bench.till(), joined.now_ms, Ok(answer))
            .unwrap();
        joined.lose(number % 2 == 0, unreachable());
    }
    joined.run();
    assert_eq!(joined.server.head(), joined.bench.till().head());
    assert_eq!(joined.status().waiting, 0);
}

#[test]
fn a_captive_portal_is_no_connection() {
    let mut joined = Joined::new();
    let portal = Response {
        status: 200,
        is_cortado: false,
        date_ms: None,
        body: b"<html>Welcome</html>".to_vec(),
    };
    joined.lose(false, Ok(portal));
    let status = joined.status();
    assert_eq!(status.connection, ConnectionState::Offline);
    assert!(status.offline_since.is_some());
    joined.run();
    assert_eq!(joined.status().connection, ConnectionState::Online);
}

#[test]
fn a_server_that_lost_entries_gets_them_again() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    let kept = 2;
    joined.server.entries.truncate(kept);
    joined.server.hashes.truncate(kept);
    joined.server.feed.truncate(kept);
    joined.bench.sell(2, 1_000);
    // The push is refused as a gap, the hello says from where on.
    joined.run();
    joined.now_ms += 400_000;
    joined.run();
    joined.now_ms += 400_000;
    joined.run();
    assert_eq!(joined.server.head(), joined.bench.till().head());
}

#[test]
fn a_revoked_till_is_heard_but_told_nothing() {
    let mut joined = Joined::new();
    joined.run();
    joined.server.revoked = true;
    joined.engine.poke();
    joined.bench.sell(1, 1_000);
    joined.run();
    joined.now_ms += 400_000;
    joined.run();
    let status = joined.status();
    assert_eq!(status.waiting, 0);
    assert!(
        status
            .attention
            .contains(&Attention::Verdict(Verdict::Revoked))
    );
}

#[test]
fn a_server_that_answers_without_moving_is_called_a_standstill() {
    let mut joined = Joined::new();
    joined.run();
    joined.bench.sell(1, 1_000);
    joined.server.refusal = Some(PushRefusal::Empty);
    for _ in 0..40 {
        joined.run();
        joined.now_ms += 60_000;
    }
    assert!(joined.status().attention.contains(&Attention::Stalled));
    joined.server.refusal = None;
    joined.now_ms += 400_000;
    joined.run();
    assert!(!joined.status().attention.contains(&Attention::Stalled));
}

#[test]
fn a_push_called_too_large_is_made_smaller() {
    let mut joined = Joined::new();
    let mut number = 0;
    while joined.bench.till().head().sequence.0 <= PUSH_ENTRIES_MAX as u64 {
        number += 1;
        joined.bench.sell(number, 1_000);
    }
    joined.server.refusal = Some(PushRefusal::TooLarge);
    joined.run();
    joined.server.refusal = None;
    joined.now_ms += 400_000;
    joined.run();
    assert_eq!(joined.server.head(), joined.bench.till().head());
    assert!(joined.server.pushes[0].1 <= PUSH_ENTRIES_MAX / 2);
    assert!(
        joined
            .server
            .pushes
            .iter()
            .all(|(_, entries)| *entries <= PUSH_ENTRIES_MAX)
    );
}

#[test]
fn clocks_that_run_ahead_are_cut_and_their_orders_folded_again() {
    let mut joined = Joined::new();
    joined.server.received_ms = NOON_MS - 10_000_000;
    let order = joined.bench.sell(1, 1_000);
    joined.run();
    let Answer::Ticket(Some(ticket)) = joined.bench.query(&Query::Ticket { order }) else {
        panic!()
    };
    assert_eq!(ticket.lines.len(), 1);
    assert_eq!(joined.status().waiting, 0);
}

/// Found by the simulation: the till went by its own fast clock for ever, and the others by the server's.
#[test]
fn what_counts_of_a_clock_arrives_though_the_first_answer_was_lost() {
    let mut joined = Joined::new();
    joined.run();
    joined.server.received_ms = NOON_MS - 10_000_000;
    joined.bench.sell(1, 1_000);
    joined.lose(true, unreachable());
    joined.run();
    assert_eq!(joined.status().waiting, 0);
    let file = rusqlite::Connection::open(joined.bench.data().join("till.db")).unwrap();
    let sql = "select count(*) from effective_clock";
    let fixed: i64 = file.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(fixed, 4, "shift, opening, line and payment");
}

#[test]
fn a_wrong_clock_is_mentioned() {
    let mut joined = Joined::new();
    let Action::Send(hello) = joined
        .engine
        .poll(joined.bench.till(), joined.now_ms)
        .unwrap()
    else {
        panic!()
    };
    let mut answer = joined.server.answer(&hello);
    answer.date_ms = Some(joined.now_ms - 300_000);
    joined
        .engine
        .received(joined.bench.till(), joined.now_ms, Ok(answer))
        .unwrap();
    assert!(
        joined
            .status()
            .attention
            .contains(&Attention::ClockOff { seconds: 300 })
    );
}

#[test]
fn busy_and_unknown_are_told_apart() {
    let mut joined = Joined::new();
    joined.lose(false, Ok(no(ProblemCode::Unavailable, None)));
    assert_eq!(joined.status().connection, ConnectionState::Online);
    joined.lose(false, Ok(no(ProblemCode::WrongSignature, None)));
    assert!(
        joined
            .status()
            .attention
            .contains(&Attention::Verdict(Verdict::Unknown))
    );
}

#[test]
fn a_sale_is_settled_on_the_day_of_its_place() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    let settled = joined
        .server
        .entries
        .iter()
        .find(|entry| entry.kind == "order.settled")
        .unwrap();
    let Ok(Event::Order(OrderEvent::Settled(settled))) =
        Event::read(&settled.kind, settled.version, &settled.body)
    else {
        panic!()
    };
    assert_eq!(settled.day, "2026-11-24".parse::<BusinessDay>().unwrap());
    assert_eq!(settled.hour, 12);
}

#[test]
fn a_server_that_was_restored_is_told_again_what_it_lacks() {
    let mut joined = Joined::new();
    for number in 1..=6 {
        joined.bench.sell(number, 1_000);
    }
    joined.run();
    let kept = joined.server.entries.len() - 7;
    joined.server.restore(kept);
    joined.bench.sell(7, 2_000);
    joined.run_again();
    assert_eq!(joined.server.head(), joined.bench.till().head());
    let status = joined.status();
    assert_eq!((status.waiting, status.waiting_sales), (0, 0));
    // Told again, it is a server like any other.
    assert_eq!(status.connection, ConnectionState::Online);
    let verdict = Attention::Verdict(Verdict::ServerRestored);
    assert!(!status.attention.contains(&verdict));
    let first = joined
        .server
        .pushes
        .iter()
        .rev()
        .find(|(from, _)| *from == kept as u64 + 1);
    assert!(first.is_some(), "{:?}", joined.server.pushes);
}

#[test]
fn a_restored_server_may_let_another_clock_count() {
    let mut joined = Joined::new();
    // The till's clock is an hour ahead of the server's.
    joined.server.received_ms = NOON_MS - 3_600_000;
    joined.bench.sell(1, 1_000);
    joined.run();
    joined.server.restore(0);
    joined.server.received_ms = NOON_MS + 3_600_000;
    joined.run_again();
    assert_eq!(joined.server.head(), joined.bench.till().head());
    let live = joined.bench.till().projections().unwrap();
    joined.bench.till().rebuild().unwrap();
    assert_eq!(joined.bench.till().projections().unwrap(), live);
    let file = rusqlite::Connection::open(joined.bench.data().join("till.db")).unwrap();
    let held = file.query_row("select count(*) from effective_clock", [], |row| {
        row.get::<_, i64>(0)
    });
    assert_eq!(held.unwrap(), 0, "what was let count before counts no more");
}

#[test]
fn pushes_that_are_made_ahead_leave_nothing_out_and_repeat_only_what_was_not_answered() {
    let mut joined = Joined::new();
    let mut number = 0;
    let mut sell = |joined: &mut Joined| {
        number += 1;
        joined.bench.sell(number, 1_000);
    };
    while joined.bench.till().head().sequence.0 <= 2 * PUSH_ENTRIES_MAX as u64 {
        sell(&mut joined);
    }
    let mut answers = 0;
    while let Action::Send(request) = joined
        .engine
        .poll(joined.bench.till(), joined.now_ms)
        .unwrap()
    {
        joined.engine.make_ahead(joined.bench.till()).unwrap();
        // A sale after the next push was made, and one answer that is lost.
        if answers < 4 {
            sell(&mut joined);
        }
        answers += 1;
        let answer = joined.server.answer(&request);
        let answer = if answers == 3 {
            unreachable()
        } else {
            Ok(answer)
        };
        let till = joined.bench.till();
        joined.engine.received(till, joined.now_ms, answer).unwrap();
        joined.now_ms += 400_000;
    }
    assert_eq!(joined.server.head(), joined.bench.till().head());
    let mut repeated = 0;
    let mut expected = 1;
    for (first, entries) in &joined.server.pushes {
        assert!(*first <= expected, "{:?}", joined.server.pushes);
        repeated += usize::from(*first < expected);
        expected = first + *entries as u64;
    }
    assert_eq!(repeated, 1, "{:?}", joined.server.pushes);
}
