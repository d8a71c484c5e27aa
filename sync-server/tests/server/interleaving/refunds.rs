//! Refunds that meet: two tills give the same sale back without knowing of one another, a refund overtakes the payment it is
//! for, and a close is on its way. Whichever comes first, each stands once, as it was written.

use super::{ROUNDS, Watch, almost_pushed, ok, start};
use crate::report::assert_rebuild_changes_nothing;
use crate::till::{TestTill, day, sold};
use crate::world::World;
use shared::event::Event;
use shared::id::{OrderId, RefundId, ShiftId};
use shared::money::Money;
use shared::order::{Goods, OrderEvent, ReceiptNumber, Refunded, Settled, TillCode};
use shared::payment::{Tender, TenderKind};
use sqlx::Row;
use uuid::Uuid;

/// The payment that stands in these entries.
fn payment(till: &TestTill, order: OrderId) -> Settled {
    let of_it = till
        .entries
        .iter()
        .filter(|entry| entry.subject.0 == order.0);
    let mut paid =
        of_it.filter_map(
            |entry| match Event::read(&entry.kind, entry.version, &entry.body) {
                Ok(Event::Order(OrderEvent::Settled(settled))) => Some(settled),
                _ => None,
            },
        );
    paid.next().unwrap()
}

/// Gives the whole of a sale back; answers where its entry begins.
fn give_back(till: &mut TestTill, order: OrderId, paid: &Settled, number: u32) -> usize {
    let from = till.entries.len();
    let refunded = Refunded {
        refund: RefundId(Uuid::from_u128(
            (u128::from(number) << 64) + till.header.series.0.as_u128(),
        )),
        receipt: ReceiptNumber {
            till: TillCode(format!("R{}", till.header.series.0.as_u128() % 100)),
            number,
        },
        of: paid.receipt.clone(),
        shift: ShiftId(Uuid::from_u128(0x5f)),
        day: paid.day,
        hour: paid.hour,
        lines: paid.lines.clone(),
        taxes: paid.totals.taxes.clone(),
        total: paid.totals.total,
        tip: Money::ZERO,
        rounding: Money::ZERO,
        tender: Tender {
            kind: TenderKind::Cash,
            amount: paid.totals.total,
        },
        goods: Goods::ThrownAway,
        reason: "Estaba frío".to_owned(),
        approved_by: None,
    };
    till.record(order, &[Event::Order(OrderEvent::Refunded(refunded))]);
    from
}

/// How many entries of this kind are held, and what the server says of the orders: how many things somebody must look at.
async fn held(world: &World, kind: &str) -> (i64, i64) {
    let mut connection = world.past_security().await;
    let count = sqlx::query("SELECT count(*) FROM entry WHERE kind = $1").bind(kind.as_bytes());
    let count = count.fetch_one(&mut connection).await.unwrap().get(0);
    let wrong = sqlx::query("SELECT coalesce(sum(exceptions), 0)::bigint FROM order_state");
    let wrong = wrong.fetch_one(&mut connection).await.unwrap().get(0);
    (count, wrong)
}

#[tokio::test]
async fn two_tills_give_the_same_sale_back_and_both_stand_and_are_named() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let [mut one, mut two] = [owner.till(1).await, owner.till(2).await];
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        let from = one.entries.len();
        let order = one.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 100)]);
        ok(start(&world, one.push(from, one.entries.len()))).await;
        let (paid, number) = (payment(&one, order), u32::try_from(round).unwrap());
        let first = give_back(&mut one, order, &paid, number);
        let second = give_back(&mut two, order, &paid, number);
        let pushes = [
            (&one, first, one.entries.len()),
            (&two, second, two.entries.len()),
        ];
        let (ahead, behind) = match round % 2 {
            0 => (0, 1),
            _ => (1, 0),
        };
        let (till, from, _) = pushes[ahead];
        let almost = almost_pushed(&world, owner.business, till, from).await;
        let (till, from, upto) = pushes[behind];
        let waits = start(&world, till.push(from, upto));
        watch.stopped(1).await;
        almost.commit().await.unwrap();
        ok(waits).await;
        // Both answers were lost.
        for (till, from, upto) in pushes {
            ok(start(&world, till.push(from, upto))).await;
        }
        let report = owner.report("2026-11-24", "2026-11-24").await;
        assert_eq!(report["revenue"], format!("-{}.00", round + 1));
        let (refunds, wrong) = held(&world, "order.refunded").await;
        assert_eq!(refunds, 2 * i64::from(number + 1));
        assert!(wrong > i64::from(number), "{wrong} after {round}");
    }
    assert_rebuild_changes_nothing(&world, owner.business).await;
}

#[tokio::test]
async fn a_refund_and_the_payment_it_is_for_meet_and_come_to_nothing() {
    let world = World::new().await;
    let owner = world.owner("a@cafe.test").await;
    let [mut sells, mut gives] = [owner.till(1).await, owner.till(2).await];
    let mut watch = Watch::over(&world).await;
    for round in 0..ROUNDS {
        let sale_from = sells.entries.len();
        let order = sells.sell(day("2026-11-24"), 9, &[sold("Tea", 3, 1_000, 100)]);
        let (paid, number) = (payment(&sells, order), u32::try_from(round).unwrap());
        let refund_from = give_back(&mut gives, order, &paid, number);
        let sale = || sells.push(sale_from, sells.entries.len());
        let refund = || gives.push(refund_from, gives.entries.len());
        let second = if round % 2 == 0 {
            let almost = almost_pushed(&world, owner.business, &sells, sale_from).await;
            let second = start(&world, refund());
            watch.stopped(1).await;
            almost.commit().await.unwrap();
            second
        } else {
            // The refund is there first: its till heard of the sale on another way.
            let almost = almost_pushed(&world, owner.business, &gives, refund_from).await;
            let second = start(&world, sale());
            watch.stopped(1).await;
            almost.commit().await.unwrap();
            second
        };
        ok(second).await;
        ok(start(&world, refund())).await;
        ok(start(&world, sale())).await;
        let report = owner.report("2026-11-24", "2026-11-24").await;
        assert_eq!(report["revenue"], "0.00", "{report}");
        assert_eq!(report["orders"], round + 1);
        assert_eq!(
            held(&world, "order.refunded").await,
            (i64::from(number + 1), 0)
        );
    }
    assert_rebuild_changes_nothing(&world, owner.business).await;
}
