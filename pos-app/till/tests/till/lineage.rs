//! Tills that are not the only one of their series any more: restored, parted, copied. They go on in a new one.

use crate::sync::Joined;
use shared::event::Event;
use shared::fact::Fact;
use shared::journal::Sequence;
use shared::order::{Order, OrderEvent, OrderFold};
use shared::sync::PushRefusal;
use shared::till::{Attention, ContinuedWhy, TillEvent};
use std::collections::BTreeMap;
use std::path::Path;

/// The files of a till as they are now.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

impl Joined {
    pub fn image(&mut self) -> tempfile::TempDir {
        self.bench.close();
        let image = tempfile::tempdir().unwrap();
        copy(&self.bench.data(), image.path());
        self.bench.restart();
        image
    }

    /// As the thread of the sync does at idle moments.
    fn testify(&mut self) {
        self.bench.pass(10_000);
        let now_ms = till::Clock::now_ms(self.bench.clock.as_ref());
        if let Some(testimony) = self.bench.till().testimony(now_ms) {
            testimony.give().unwrap();
        }
    }

    /// Only the database comes back: what is outside of it knows better.
    fn put_database_back(&mut self, image: &tempfile::TempDir) {
        self.bench.close();
        for name in ["till.db", "till.db-wal", "till.db-shm"] {
            let _ = std::fs::remove_file(self.bench.data().join(name));
            let _ = std::fs::copy(image.path().join(name), self.bench.data().join(name));
        }
        self.bench.restart();
        self.engine = till::sync::Engine::default();
    }

    pub fn put_back(&mut self, image: &tempfile::TempDir) {
        self.bench.close();
        std::fs::remove_dir_all(self.bench.data()).unwrap();
        copy(image.path(), &self.bench.data());
        self.bench.restart();
        self.engine = till::sync::Engine::default();
    }

    pub fn settle_down(&mut self) {
        for _ in 0..3 {
            self.now_ms += 400_000;
            self.run();
        }
        let status = self.status();
        assert_eq!(status.waiting, 0, "{status:?}");
        let urgent =
            |held: &Attention| !matches!(held, Attention::KeyInFile | Attention::Continued { .. });
        let urgent = status.attention.iter().find(|held| urgent(held));
        assert_eq!(urgent, None, "{status:?}");
        self.is_rebuilt_the_same();
    }

    fn is_rebuilt_the_same(&mut self) {
        let live = self.bench.till().projections().unwrap();
        self.bench.till().rebuild().unwrap();
        assert_eq!(live, self.bench.till().projections().unwrap());
    }

    /// The paid orders on the server, with their receipts.
    pub fn paid_there(&self) -> Vec<String> {
        let mut folds: BTreeMap<_, OrderFold> = BTreeMap::new();
        for (clock, entry, hash) in &self.server.feed {
            let fact = Fact::of(entry, *hash, *clock).unwrap();
            if let Event::Order(event) = fact.event {
                let fold = folds.entry(fact.subject).or_default();
                fold.insert(shared::id::OrderId(fact.subject.0), fact.stamp, event);
            }
        }
        let mut paid = Vec::new();
        for (subject, fold) in folds {
            if let Order::Settled(order) = fold.order(shared::id::OrderId(subject.0)) {
                assert!(order.exceptions.is_empty(), "{:?}", order.exceptions);
                paid.push(order.settled.receipt.to_string());
            }
        }
        paid.sort();
        paid
    }

    fn paid_here(&mut self) -> u64 {
        self.bench.status().orders
    }
}

#[test]
fn a_file_from_yesterday_goes_on_in_a_new_series_and_gets_back_what_it_lacks() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    let image = joined.image();
    joined.bench.sell(2, 1_000);
    joined.run();
    let old = joined.bench.till().series();
    joined.put_back(&image);
    joined.settle_down();
    assert_ne!(joined.bench.till().series(), old);
    joined.bench.sell(3, 1_000);
    joined.settle_down();
    let paid = joined.paid_there();
    assert_eq!(paid.len(), 3, "{paid:?}");
    assert_eq!(paid[..2], ["C1-000001", "C1-000002"]);
    assert!(paid[2].starts_with("C1") && paid[2].ends_with("-000001"));
    assert_eq!(joined.paid_here(), 3);
    let first = joined.bench.till().series();
    let first = joined.bench.till().entries_from(first, Sequence(1), 1);
    let (first, _) = first.unwrap().remove(0);
    let Ok(Event::Till(TillEvent::ContinuedFrom(from))) =
        Event::read(&first.kind, first.version, &first.body)
    else {
        panic!("{first:?}");
    };
    assert_eq!((from.series, from.why), (old, ContinuedWhy::Restored));
}

#[test]
fn what_was_sold_after_a_restore_is_carried_over_and_counts_once() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    let image = joined.image();
    joined.bench.sell(2, 1_000);
    joined.bench.sell(3, 1_000);
    joined.run();
    joined.put_back(&image);
    // Other entries at the places that the server has.
    joined.bench.sell(4, 2_000);
    let open = joined.bench.open_order(5, 3_000);
    joined.settle_down();
    joined.bench.settle(open.0, open.1);
    joined.settle_down();
    let paid = joined.paid_there();
    assert_eq!(paid.len(), 5, "{paid:?}");
    assert_eq!(joined.paid_here(), 5);
    // The whole feed once more changes nothing.
    let rows = joined.bench.till().projections().unwrap();
    joined.server.feed_id = shared::id::FeedId(crate::support::id(5));
    joined.engine = till::sync::Engine::default();
    joined.settle_down();
    assert_eq!(rows, joined.bench.till().projections().unwrap());
}

#[test]
fn a_refused_push_is_carried_over_into_a_new_series() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.server.refusal = Some(PushRefusal::Fork {
        last_common: Sequence(0),
    });
    joined.bench.sell(2, 1_000);
    let old = joined.bench.till().series();
    joined.run();
    joined.server.refusal = None;
    joined.settle_down();
    assert_ne!(joined.bench.till().series(), old);
    assert_eq!(joined.paid_there(), ["C1-000001", "C1-000002"]);
    assert_eq!(joined.paid_here(), 2);
}

#[test]
fn a_server_that_always_refuses_is_not_believed_for_ever() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.server.refusal = Some(PushRefusal::Fork {
        last_common: Sequence(0),
    });
    for _ in 0..10 {
        joined.now_ms += 400_000;
        joined.run();
    }
    let head = joined.bench.till().head().sequence;
    assert!(head.0 < 40, "{head}");
    assert!(joined.status().waiting_sales == 1);
    joined.is_rebuilt_the_same();
    joined.server.refusal = None;
    joined.settle_down();
    assert_eq!(joined.paid_there(), ["C1-000001"]);
}

#[test]
fn much_is_carried_in_pieces_and_a_till_that_stops_in_between_goes_on() {
    let mut joined = Joined::new();
    for number in 1..=1_100 {
        joined.bench.sell(number, 1_000);
    }
    let before = joined.bench.till().head().sequence;
    joined
        .bench
        .till()
        .continue_anew(Sequence(0), ContinuedWhy::Restored)
        .unwrap();
    assert!(joined.bench.till().head().sequence < before);
    assert!(joined.bench.status().waiting > before.0);
    assert_eq!(joined.status().waiting_sales, 1_100);
    joined.is_rebuilt_the_same();
    joined.bench.restart();
    joined.bench.sell(2_000, 1_000);
    joined.settle_down();
    assert_eq!(joined.paid_there().len(), 1_101);
    assert_eq!(joined.paid_here(), 1_101);
}

#[test]
fn the_drawer_stays_open_and_no_number_is_given_twice() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    for round in 2..5 {
        let head = joined.bench.till().head().sequence;
        joined
            .bench
            .till()
            .continue_anew(head, ContinuedWhy::Copied)
            .unwrap();
        joined.bench.sell(round, 1_000);
        joined.bench.restart();
        joined.engine = till::sync::Engine::default();
        joined.settle_down();
    }
    let mut receipts = joined.paid_there();
    receipts.dedup();
    assert_eq!(receipts.len(), 4, "{receipts:?}");
    assert!(
        receipts
            .iter()
            .all(|receipt| receipt.len() <= "C1ABC-000001".len())
    );
    let settled = joined.server.feed.iter().filter_map(|(_, entry, _)| {
        match Event::read(&entry.kind, entry.version, &entry.body) {
            Ok(Event::Order(OrderEvent::Settled(settled))) => Some(settled.shift),
            _ => None,
        }
    });
    let mut shifts: Vec<_> = settled.collect();
    shifts.dedup();
    assert_eq!(shifts.len(), 1, "{shifts:?}");
}

#[test]
fn a_file_that_is_older_than_its_witness_goes_on_in_a_new_series_at_once() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    joined.testify();
    let image = joined.image();
    joined.bench.sell(2, 1_000);
    joined.run();
    joined.bench.sell(3, 1_000);
    joined.testify();
    joined.bench.till().tidy().unwrap();
    let old = joined.bench.till().series();
    let lost = joined.bench.till().head().sequence;
    let server_has = joined.server.head().sequence;
    joined.put_database_back(&image);
    assert_ne!(joined.bench.till().series(), old);
    assert_eq!(joined.bench.status().missing.len(), 1);
    assert!(joined.status().attention.contains(&Attention::Continued {
        why: ContinuedWhy::Restored
    }));
    joined.bench.sell(4, 1_000);
    for _ in 0..3 {
        joined.now_ms += 400_000;
        joined.run();
    }
    assert_eq!(joined.paid_there().len(), 3);
    // What was on no other medium is named: the entries after those that the server has.
    let missing = joined.bench.status().missing;
    assert_eq!(missing.len(), 1);
    assert_eq!(missing[0].from, server_has.next());
    assert_eq!((missing[0].series, missing[0].upto), (old, lost));
    let receipts = joined.bench.status().missing_receipts;
    let named: Vec<_> = receipts.iter().map(ToString::to_string).collect();
    assert_eq!(named, ["C1-000003"]);
    // The owner is told, once.
    let entries = joined.server.entries.iter();
    let told: Vec<_> = entries
        .filter_map(
            |entry| match Event::read(&entry.kind, entry.version, &entry.body) {
                Ok(Event::Till(TillEvent::EntriesMissing(told))) => Some(told),
                _ => None,
            },
        )
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!((&told[0].entries, &told[0].receipts), (&missing, &receipts));
    joined.is_rebuilt_the_same();
}

#[test]
fn a_witness_that_is_a_little_behind_or_anothers_says_nothing() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.testify();
    joined.bench.sell(2, 1_000);
    let series = joined.bench.till().series();
    joined.bench.restart();
    assert_eq!(joined.bench.till().series(), series);
    let other = joined.bench.data().join("till.witness");
    std::fs::write(&other, b"{").unwrap();
    joined.bench.restart();
    assert_eq!(joined.bench.till().series(), series);
    // That of another till, far ahead.
    let witness = serde_json::json!({
        "till": crate::support::id(1),
        "series": series,
        "sequence": 9_000,
        "hash": shared::journal::Hash::START,
    });
    std::fs::write(&other, witness.to_string()).unwrap();
    joined.bench.restart();
    assert_eq!(joined.bench.till().series(), series);
}

#[test]
fn every_series_of_the_till_is_exported() {
    let mut joined = Joined::new();
    joined.bench.sell(1, 1_000);
    joined.run();
    let old = joined.bench.till().head().sequence;
    joined
        .bench
        .till()
        .continue_anew(old, ContinuedWhy::Copied)
        .unwrap();
    joined.bench.sell(2, 1_000);
    joined.settle_down();
    let new = joined.bench.till().head().sequence;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.jsonl");
    let reader = till::Reader::open(&joined.bench.data()).unwrap();
    assert_eq!(reader.export(&path).unwrap().entries, old.0 + new.0);
    let lines = |name: &str| {
        let text = std::fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.lines().last().unwrap().starts_with("{\"cosigned\":"));
        text.lines().count() as u64
    };
    assert_eq!(lines("journal.1.jsonl"), old.0 + 2);
    assert_eq!(lines("journal.jsonl"), new.0 + 2);
}
