//! Orders that share lines fold as one, on both stores, whichever of them arrives first, and in a rebuild.

use super::{check_and_then, same};
use crate::till::{TestTill, day, sold};
use shared::event::Event;
use shared::id::{LineId, OrderId};
use shared::order::{MovedIn, MovedOut, OrderEvent};
use sync_server::sync::rebuild;

fn moved_in(from: OrderId, lines: &[LineId]) -> Event {
    let lines = lines.to_vec();
    Event::Order(OrderEvent::MovedIn(MovedIn { from, lines }))
}

fn moved_out(to: OrderId, lines: &[LineId]) -> Event {
    let lines = lines.to_vec();
    Event::Order(OrderEvent::MovedOut(MovedOut { to, lines }))
}

/// The lines that a payment lists.
fn paid(events: &[Event]) -> Vec<LineId> {
    match events.last() {
        Some(Event::Order(OrderEvent::Settled(settled))) => {
            settled.lines.iter().map(|covered| covered.line).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn both_stores_fold_orders_that_share_lines_as_one() {
    let (mut one, mut two) = (TestTill::new(1), TestTill::new(2));
    let (table, part, third) = (one.next_order(), two.next_order(), two.next_order());
    let tea = [sold("Tea", 3, 1_000, 200), sold("Cake", 4, 2_000, 900)];
    let all = one.events_of_sale(table, day("2026-11-24"), 9, &tea);
    let lines = paid(&all);
    // The first till opens a table and takes the money for all of it.
    one.record(table, &all[..3]);
    one.record(table, &all[3..]);
    // The second one, which has not heard of the payment, has moved one line to a part of its own, and from there on.
    let opening = two.events_of_sale(part, day("2026-11-24"), 9, &[]);
    two.record(part, &[opening[0].clone(), moved_in(table, &lines[1..])]);
    two.record(table, &[moved_out(part, &lines[1..])]);
    let cake = one.events_of_sale(table, day("2026-11-24"), 10, &tea[1..]);
    let mut cake = paid_as(&cake, lines[1]);
    two.record(part, &[cake.pop().unwrap()]);
    // Of this the part knows nothing: it is no move, whichever of them arrives first.
    two.record(third, &[opening[0].clone(), moved_in(part, &lines[..1])]);
    let pushes = [
        two.push_of(0, 2),
        two.push_of(2, 4),
        one.push_of(0, 3),
        two.push_of(4, two.entries.len()),
        one.push_of(3, one.entries.len()),
    ];
    check_and_then(&mut [one, two], &pushes, async |world, business, memory| {
        rebuild(&world.pool, business).await.unwrap();
        same::compare(world, memory).await;
        same::compare(world, &memory.rebuilt()).await;
        let rows: Vec<(bool, i64, i32)> = sqlx::query_as(
            "SELECT settled, total, exceptions FROM order_state ORDER BY total DESC, settled",
        )
        .fetch_all(
            &mut *sync_server::database::begin(&world.pool, business)
                .await
                .unwrap(),
        )
        .await
        .unwrap();
        // The table was paid first: what the part took for the same line is to be given back.
        assert_eq!(rows, [(true, 2_000, 0), (true, 1_800, 1), (false, 0, 0)]);
    })
    .await;
}

/// The payment of these events, for another line.
fn paid_as(events: &[Event], line: LineId) -> Vec<Event> {
    let mut events = events.to_vec();
    if let Some(Event::Order(OrderEvent::Settled(settled))) = events.last_mut() {
        settled.lines[0].line = line;
    }
    events
}
