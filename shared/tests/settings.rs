//! How counters work, set at two tills at once.

#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use proptest::prelude::*;
use shared::clock::HybridClock;
use shared::id::SeriesId;
use shared::journal::{Hash, Sequence, Stamp};
use shared::money::Money;
use shared::payment::{CashRounding, RoundTo};
use shared::percent::Percent;
use shared::settings::{Settings, SettingsFold, SettingsRejection, SettingsSet, decide};

/// Two entries in a row have the same clock, as two tills' may.
fn stamp(series: u8, sequence: u64) -> Stamp {
    Stamp {
        clock: HybridClock::from_bits((sequence / 2) << 16),
        series: SeriesId::from_bytes([series; 16]),
        sequence: Sequence(sequence),
        hash: Hash([series; 32]),
    }
}

fn cash(step: i64) -> CashRounding {
    CashRounding {
        step: Money::minor(step),
        to: RoundTo::Down,
    }
}

fn tips(points: &[u32]) -> Vec<Percent> {
    let part = |points: &u32| Percent::basis_points(*points).unwrap();
    points.iter().map(part).collect()
}

#[test]
fn only_what_is_other_than_before_is_written() {
    let held = Settings::usual();
    let wanted = SettingsSet {
        cash: Some(cash(10_000)),
        tips: Some(held.tips.clone()),
        stations: None,
    };
    let set = decide(&held, &wanted).unwrap().unwrap();
    assert_eq!(set.cash, Some(cash(10_000)));
    assert_eq!(set.tips, None);
    let same = SettingsSet {
        cash: Some(held.cash),
        tips: None,
        stations: None,
    };
    assert_eq!(decide(&held, &same), Ok(None));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let refused = |wanted: SettingsSet| decide(&Settings::usual(), &wanted).unwrap_err();
    let step = |step| SettingsSet {
        cash: Some(cash(step)),
        tips: None,
        stations: None,
    };
    let offered = |points: &[u32]| SettingsSet {
        cash: None,
        tips: Some(tips(points)),
        stations: None,
    };
    let out = SettingsRejection::StepOutOfRange {
        max_minor: 1_000_000,
    };
    assert_eq!(refused(step(-1)), out);
    assert_eq!(refused(step(1_000_001)), out);
    assert_eq!(
        refused(offered(&[500, 1_000, 1_500, 2_000])),
        SettingsRejection::TooManyTips { max: 3 }
    );
    assert_eq!(refused(offered(&[0])), SettingsRejection::TipOfNothing);
}

/// A till whose clock was a day ahead set something, and carried it into another series: it counts where the copy counts.
#[test]
fn of_two_copies_the_lower_clock_counts() {
    let step = |step| SettingsSet {
        cash: Some(cash(step)),
        tips: None,
        stations: None,
    };
    let ahead = Stamp {
        clock: HybridClock::from_bits(1_000 << 16),
        ..stamp(1, 3)
    };
    let carried = Stamp {
        clock: HybridClock::from_bits(5 << 16),
        ..ahead
    };
    let later = Stamp {
        clock: HybridClock::from_bits(9 << 16),
        ..stamp(2, 4)
    };
    for copies in [[ahead, carried], [carried, ahead]] {
        let mut fold = SettingsFold::default();
        fold.insert(copies[0], step(100));
        fold.insert(later, step(500));
        fold.insert(copies[1], step(100));
        assert_eq!(fold.settings().cash, cash(500));
    }
}

proptest! {
    #[test]
    fn two_tills_agree_whatever_arrives_first(
        sets in prop::collection::vec((1_u8..3, prop::option::of(0_i64..5), prop::option::of(1_u32..5)), 0..12),
        turn in 0_usize..12,
    ) {
        let stamped: Vec<_> = sets.iter().enumerate().map(|(place, (series, step, tip))| {
            let set = SettingsSet { cash: step.map(cash), tips: tip.map(|tip| tips(&[tip])), stations: None };
            (stamp(*series, place as u64 + 1), set)
        }).collect();
        let fold = |entries: &mut dyn Iterator<Item = &(Stamp, SettingsSet)>| {
            let mut fold = SettingsFold::default();
            for (stamp, set) in entries {
                fold.insert(*stamp, set.clone());
            }
            fold.settings()
        };
        let straight = fold(&mut stamped.iter());
        let turn = turn.min(stamped.len());
        prop_assert_eq!(&straight, &fold(&mut stamped.iter().rev()));
        prop_assert_eq!(&straight, &fold(&mut stamped[turn..].iter().chain(&stamped[..turn]).chain(&stamped)));
    }
}
