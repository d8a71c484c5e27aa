//! A till closes its shift while another till's sale is on its way: the Z and the sale each stand once, as they were written,
//! whichever comes first, and the figures are those of the sales.
//!
//! The shift belongs to one till, which counts it alone: whether its own sale or its close comes first is decided there, by
//! one writer. What can meet on the server is this.

use super::{ROUNDS, Watch, almost_pushed, ok, sell, start};
use crate::till::TestTill;
use crate::world::World;
use shared::event::Event;
use shared::id::ShiftId;
use shared::journal::{Body, Entry};
use shared::shift::ShiftEvent;
use sqlx::Row;

/// A Z as tills write it.
fn z() -> Event {
    #[derive(serde::Deserialize)]
    struct Golden {
        entry: Entry,
    }
    let golden = include_str!("../../../../shared/fixtures/journal/shift.closed.1.json");
    let entry = serde_json::from_str::<Golden>(golden).unwrap().entry;
    Event::read(&entry.kind, entry.version, &entry.body).unwrap()
}

/// Closes a shift of its own, and answers where its entry begins and what it says.
fn close(till: &mut TestTill, round: usize) -> (usize, Body) {
    let from = till.entries.len();
    let event = z();
    assert!(matches!(event, Event::Shift(ShiftEvent::Closed(_))));
    let shift = ShiftId::from_bytes([u8::try_from(round).unwrap(); 16]);
    till.record(shift, std::slice::from_ref(&event));
    (from, event.write().body)
}

/// The bodies of every Z that the server holds, in the order in which they came.
async fn held(world: &World) -> Vec<Vec<u8>> {
    let mut connection = world.past_security().await;
    let query = "SELECT body FROM entry WHERE kind = 'shift.closed' ORDER BY position";
    let rows = sqlx::query(query).fetch_all(&mut connection).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

#[tokio::test]
async fn a_close_and_another_tills_sale_each_count_once_whichever_comes_first() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let [mut closes, mut sells] = [owner.till(1).await, owner.till(2).await];
    let mut watch = Watch::over(&world).await;
    let mut written = Vec::new();
    for round in 0..ROUNDS {
        let (z_from, body) = close(&mut closes, round);
        let sale_from = sell(&mut sells, 100);
        written.push(body.0);
        let z = || closes.push(z_from, closes.entries.len());
        let sale = || sells.push(sale_from, sells.entries.len());
        let second = if round % 2 == 0 {
            let almost = almost_pushed(&world, owner.business, &closes, z_from).await;
            let second = start(&world, sale());
            watch.stopped(1).await;
            almost.commit().await.unwrap();
            second
        } else {
            let almost = almost_pushed(&world, owner.business, &sells, sale_from).await;
            let second = start(&world, z());
            watch.stopped(1).await;
            almost.commit().await.unwrap();
            second
        };
        ok(second).await;
        // Both answers were lost.
        ok(start(&world, z())).await;
        ok(start(&world, sale())).await;
        let report = owner.report("2026-11-24", "2026-11-24").await;
        assert_eq!(report["revenue"], format!("{}.00", round + 1));
    }
    assert_eq!(held(&world).await, written);
}
