//! Power cuts, at each sync, with eight subsets of what was not synced.

use super::check::{self, Journal};
use super::day::{TAKINGS, day, sale};
use super::stand::Stand;
use failing_disk::{Loss, Photo};

/// A whole day, and the pictures of its disk.
fn photographed_day(seed: u64, honest: bool) -> (Stand, Vec<Photo>, Journal) {
    let mut stand = Stand::new(seed);
    if !honest {
        stand.disk.lie_about_syncs();
    }
    stand.disk.take_photos();
    stand.open().unwrap();
    for step in day() {
        stand
            .perform(&step)
            .unwrap_or_else(|why| panic!("{step:?}: {why:?}"));
    }
    let photos = stand.disk.photos();
    let raw = stand.raw();
    let journal = check::check_file(&raw);
    check::check_confirmed(&journal, &stand.confirmed);
    assert_eq!(check::takings(&raw), TAKINGS);
    (stand, photos, journal)
}

/// What must hold after the power was cut when this picture was taken.
fn check_after(stand: &mut Stand, photo: &Photo, loss: Loss, whole: &Journal) {
    stand.disk.restart_from(photo, loss);
    let opened = stand.open();
    opened.unwrap_or_else(|error| panic!("after {loss:?} at {}: {error}", photo.mark));
    let raw = stand.raw();
    let journal = check::check_file(&raw);
    if photo.mark > 0 {
        // At most the command that was at work is there beyond what had been confirmed, and it is whole.
        let next = stand.confirmed.iter().map(|head| head.sequence.0);
        let next = next.filter(|sequence| *sequence > photo.mark).min();
        let (least, most) = (photo.mark, next.unwrap_or(photo.mark));
        let found = journal.len() as u64;
        assert!(
            (least..=most).contains(&found),
            "{found}: {least} to {most}"
        );
        assert_eq!(journal, whole[..journal.len()], "{loss:?}");
        check::check_pulled(stand, &raw);
    }
    let live = check::projections(&raw);
    let till = stand.till.as_mut().unwrap();
    till.rebuild().unwrap();
    assert_eq!(check::projections(&raw), live, "a rebuilt projection");
}

/// It goes on: another sale, and nothing before it changes.
fn check_goes_on(stand: &mut Stand) {
    let raw = stand.raw();
    let before = check::own_journal(&raw);
    let (orders, money) = check::takings(&raw);
    for step in sale(900) {
        stand.perform(&step).unwrap();
    }
    let journal = check::check_file(&raw);
    assert_eq!(before, journal[..before.len()]);
    assert_eq!(
        check::takings(&raw),
        (orders + 1, money + super::day::PRICE)
    );
}

fn cut_at_each_sync(seed: u64, every: usize) -> usize {
    let (mut stand, photos, whole) = photographed_day(seed, true);
    let confirmed = stand.confirmed.clone();
    // The key is in a file of its own, beside the disk. A till that is born again makes another one.
    let key_file = stand.data().join("till.key");
    let key = std::fs::read(&key_file).unwrap();
    let mut cuts = 0;
    for (index, photo) in photos.iter().enumerate().step_by(every) {
        for (number, loss) in Loss::eight(seed + index as u64).into_iter().enumerate() {
            std::fs::write(&key_file, &key).unwrap();
            check_after(&mut stand, photo, loss, &whole);
            if number == 2 {
                check_goes_on(&mut stand);
            }
            stand.confirmed.clone_from(&confirmed);
            cuts += 1;
        }
    }
    cuts
}

#[test]
fn what_was_confirmed_survives_a_power_cut_at_each_sync() {
    let cuts = cut_at_each_sync(1, 3);
    assert!(cuts > 100, "{cuts} cuts");
}

#[test]
#[ignore = "in full: cargo xtask crash --disk"]
fn in_full_what_was_confirmed_survives_a_power_cut_at_each_sync() {
    let mut cuts = 0;
    for seed in 1..=12 {
        cuts += cut_at_each_sync(seed * 1_000, 1);
    }
    println!("FIGURE power_cuts {cuts}");
    assert!(cuts >= 3_840, "{cuts} cuts");
}

#[test]
fn the_check_catches_a_disk_that_lies_about_its_syncs() {
    let (mut stand, photos, whole) = photographed_day(1, false);
    let photo = &photos[photos.len() / 2];
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        check_after(&mut stand, photo, Loss::Everything, &whole);
    }));
    assert!(caught.is_err());
}
