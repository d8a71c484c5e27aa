//! What is asked is written down first and repeated until it is answered; a copy of the file gives itself away.

use crate::sync::{Joined, unreachable};
use shared::event::Event;
use shared::journal::{ChainError, Sequence};
use shared::sync::{PUSH_ENTRIES_MAX, PushRefusal};
use shared::till::{ContinuedWhy, TillEvent};
use till::sync::{Action, Engine};

impl Joined {
    fn start_again(&mut self) {
        self.bench.restart();
        self.engine = Engine::default();
    }

    /// Why the series that is written now was begun.
    fn why(&mut self) -> Option<ContinuedWhy> {
        let series = self.bench.till().series();
        let first = self.bench.till().entries_from(series, Sequence(1), 1);
        let (first, _) = first.unwrap().remove(0);
        match Event::read(&first.kind, first.version, &first.body) {
            Ok(Event::Till(TillEvent::ContinuedFrom(from))) => Some(from.why),
            _ => None,
        }
    }
}

#[test]
fn a_push_without_an_answer_is_repeated_as_it_was_before_anything_else() {
    for delivered in [true, false] {
        let mut joined = Joined::new();
        joined.bench.sell(1, 1_000);
        joined.run();
        joined.bench.sell(2, 1_000);
        joined.lose(delivered, unreachable());
        // More is sold before the till stops, and after.
        joined.bench.sell(3, 1_000);
        joined.start_again();
        joined.bench.sell(4, 1_000);
        joined.lose(true, unreachable());
        joined.start_again();
        joined.run();
        assert_eq!(joined.server.head(), joined.bench.till().head());
        assert_eq!(joined.why(), None);
        let pushes = &joined.server.pushes;
        let sent = 1 + usize::from(delivered);
        let first = pushes[1];
        assert_eq!(pushes[1..=sent + 1], vec![first; sent + 1], "{pushes:?}");
        let (from, count) = pushes[sent + 1];
        assert_eq!(pushes[sent + 2].0, from + count as u64, "{pushes:?}");
        let pushed = joined.server.asked.iter();
        let mut asked: Vec<_> = pushed
            .filter(|(_, _, path)| path.ends_with("push"))
            .collect();
        asked.dedup();
        assert_eq!(asked.len(), 3, "each id is asked with one token: {asked:?}");
    }
}

#[test]
fn a_hello_without_an_answer_is_repeated_with_its_id() {
    let mut joined = Joined::new();
    joined.lose(true, unreachable());
    joined.bench.sell(1, 1_000);
    joined.start_again();
    joined.lose(true, unreachable());
    joined.start_again();
    joined.run();
    let asked = &joined.server.asked;
    assert!(asked[0].2.ends_with("hello"));
    assert_eq!([&asked[1], &asked[2]], [&asked[0], &asked[0]]);
    assert_ne!(asked[3].0, asked[0].0);
    assert_eq!((asked[3].1, joined.why()), (1, None));
}

#[test]
fn a_copy_that_has_not_sold_yet_hears_that_it_is_one() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    let old = joined.bench.till().series();
    let image = joined.image();
    // The one speaks, without selling anything, and then the other.
    joined.start_again();
    joined.run();
    joined.put_back(&image);
    joined.bench.sell(2, 1_000);
    joined.settle_down();
    assert_ne!(joined.bench.till().series(), old);
    assert_eq!(joined.why(), Some(ContinuedWhy::Copied));
    assert_eq!(joined.paid_there(), ["C1-000001", "C1-000002"]);
}

#[test]
fn a_copy_whose_push_shows_an_older_token_goes_on_in_a_new_series() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    joined.bench.sell(2, 1_000);
    // The copy is made while a push waits for its answer, and knows the same request.
    let Ok(Action::Send(push)) = joined.engine.poll(joined.bench.till(), joined.now_ms) else {
        panic!("nothing to send");
    };
    let image = joined.image();
    joined.server.answer(&push);
    joined.start_again();
    joined.run();
    joined.put_back(&image);
    joined.bench.sell(3, 1_000);
    joined.settle_down();
    assert_eq!(joined.why(), Some(ContinuedWhy::Copied));
    assert_eq!(joined.paid_there().len(), 3);
    assert_eq!(joined.status().waiting, 0);
}

#[test]
fn the_next_push_of_a_backlog_is_written_down_with_the_answer_before() {
    let mut joined = Joined::new();
    joined.run();
    for number in 1..=(PUSH_ENTRIES_MAX as u128) {
        joined.bench.sell(number, 1_000);
    }
    let mut waited = Vec::new();
    while let Action::Send(request) = joined
        .engine
        .poll(joined.bench.till(), joined.now_ms)
        .unwrap()
    {
        let answer = joined.server.answer(&request);
        let till = joined.bench.till();
        joined
            .engine
            .received(till, joined.now_ms, Ok(answer))
            .unwrap();
        if request.path.ends_with("push") {
            waited.push(till.sync_state().unwrap().asked.is_some());
        }
    }
    let last = waited.pop();
    assert_eq!((last, waited.is_empty()), (Some(false), false));
    assert!(waited.iter().all(|written| *written), "{waited:?}");
}

#[test]
fn a_push_that_was_made_ahead_is_repeated_as_it_was() {
    let mut joined = Joined::new();
    let mut number = 0;
    while joined.bench.till().head().sequence.0 < PUSH_ENTRIES_MAX as u64 + 20 {
        number += 1;
        joined.bench.sell(number, 1_000);
    }
    let (mut lost, mut made) = (false, None);
    while let Ok(Action::Send(request)) = joined.engine.poll(joined.bench.till(), joined.now_ms) {
        joined.engine.make_ahead(joined.bench.till()).unwrap();
        if request.path.ends_with("push") {
            made.get_or_insert(joined.bench.till().head().sequence.0);
        }
        // What is sold once the next push was made is not in it, nor in its repetition.
        joined
            .bench
            .sell(number + 1 + joined.server.asked.len() as u128, 1_000);
        let mut answer = Ok(joined.server.answer(&request));
        if !lost && joined.server.pushes.len() == 2 {
            (lost, answer) = (true, unreachable());
        }
        let till = joined.bench.till();
        joined.engine.received(till, joined.now_ms, answer).unwrap();
        joined.now_ms += 400_000;
        if joined.server.pushes.len() == 3 {
            break;
        }
    }
    let pushes = &joined.server.pushes;
    assert_eq!(pushes[2], pushes[1], "{pushes:?}");
    let (from, count) = pushes[1];
    assert_eq!(Some(from + count as u64 - 1), made, "{pushes:?}");
    let asked = joined.server.asked.iter();
    let asked: Vec<_> = asked
        .filter(|(_, _, path)| path.ends_with("push"))
        .collect();
    assert_eq!(asked[2], asked[1]);
    joined.settle_down();
    assert_eq!(joined.server.head(), joined.bench.till().head());
    assert_eq!(joined.why(), None);
}

#[test]
fn a_server_that_went_back_takes_no_till_for_a_copy() {
    for delivered in [true, false] {
        let mut joined = Joined::new();
        for number in 1..=3 {
            joined.bench.sell(number, 1_000);
            joined.run();
        }
        let series = joined.bench.till().series();
        // It goes back while a push waits for its answer.
        joined.bench.sell(4, 1_000);
        joined.lose(delivered, unreachable());
        joined.server.restore(6);
        joined.start_again();
        joined.settle_down();
        assert_eq!(joined.bench.till().series(), series);
        assert_eq!(joined.server.head(), joined.bench.till().head());
        assert_eq!(joined.paid_there().len(), 4);
    }
}

#[test]
fn a_push_that_does_not_fit_the_chain_there_is_not_repeated() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    joined.bench.sell(2, 1_000);
    joined.server.refusal = Some(PushRefusal::Chain(ChainError::OtherSeries {
        at: Sequence(1),
    }));
    joined.run();
    assert_eq!(joined.bench.till().sync_state().unwrap().asked, None);
    joined.server.refusal = None;
    joined.settle_down();
    let asked = joined.server.asked.iter().rev();
    let paths: Vec<_> = asked.take(2).map(|(_, _, path)| path.as_str()).collect();
    assert_eq!(paths, ["/api/v1/sync/push", "/api/v1/sync/hello"]);
}

#[test]
fn after_a_repeated_push_is_refused_the_hello_does_not_wait_as_for_a_server_that_is_away() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    joined.bench.sell(2, 1_000);
    for _ in 0..12 {
        joined.lose(false, unreachable());
    }
    joined.server.restore(6);
    let due = joined.run();
    assert!(due - joined.now_ms < 5_000, "{}", due - joined.now_ms);
    joined.settle_down();
}
