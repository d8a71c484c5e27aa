//! Money given back: never more than was paid, and all of it to the coin.

use super::counter::{Counter, line, money, reason};
use proptest::prelude::*;
use shared::id::RefundId;
use shared::money::Money;
use shared::order::*;
use shared::payment::{CashRounding, RoundTo, TenderKind};
use shared::quantity::Quantity;
use shared::tax::TaxMode;

const TO_WHOLES: CashRounding = CashRounding {
    step: Money::minor(100),
    to: RoundTo::Down,
};

fn paid(counter: &Counter) -> SettledOrder {
    match counter.order() {
        Order::Settled(order) => order,
        Order::Open(_) => panic!("the order is paid"),
    }
}

fn c1(number: u32) -> ReceiptNumber {
    ReceiptNumber {
        till: TillCode("C1".to_owned()),
        number,
    }
}

/// Gives so much of lines back, for what the rules say it comes to.
fn give(
    counter: &mut Counter,
    id: u8,
    lines: &[(&str, i64)],
    kind: TenderKind,
) -> Result<Money, OrderRejection> {
    let lines: Vec<_> = lines
        .iter()
        .map(|(id, thousandths)| (line(id), Quantity::thousandths(*thousandths).unwrap()))
        .collect();
    let come = back(&paid(counter), &c1(1), &lines, (kind, counter.cash));
    let given = come.map(|come| come.given()).unwrap_or_default();
    let command = refund(id, c1(1), lines, kind, given);
    counter.ask(&command).map(|_| given)
}

fn refund(
    id: u8,
    of: ReceiptNumber,
    lines: Vec<(shared::id::LineId, Quantity)>,
    kind: TenderKind,
    given: Money,
) -> OrderCommand {
    OrderCommand::Refund {
        refund: RefundId::from_bytes([id; 16]),
        of,
        lines,
        kind,
        given,
        goods: Goods::ThrownAway,
        reason: "Salió mal".to_owned(),
    }
}

fn charged(steps: &[&str]) -> Counter {
    let mut counter = Counter::open();
    for step in steps {
        counter.step(step).unwrap();
    }
    counter
}

#[test]
fn a_line_comes_back_and_the_sale_stays_as_it_was() {
    let mut counter = charged(&[
        "add 2 muffin as a",
        "tap flat-white as b",
        "settle cash 8.80",
    ]);
    let before = paid(&counter);
    let given = give(&mut counter, 1, &[("a", 1_000)], TenderKind::Cash).unwrap();
    assert_eq!(given, money("2.50"));
    let after = paid(&counter);
    assert_eq!(after.settled, before.settled);
    assert_eq!(after.exceptions, Vec::new());
    let refunded = &after.refunds[0];
    assert_eq!((refunded.receipt.number, refunded.of.number), (2, 1));
    // 21 % in 2.50.
    assert_eq!(refunded.taxes[0].tax, money("0.43"));
    let view = PaidView::of(&after);
    assert_eq!(view.refunded, given);
    let left: Vec<i64> = view.lines.iter().map(|line| line.left).collect();
    assert_eq!(left, [1_000, 1_000]);
}

#[test]
fn the_same_refund_is_given_once() {
    let mut counter = charged(&["add 2 muffin as a", "settle cash 5.00"]);
    let one = Quantity::ONE;
    let command = refund(
        1,
        c1(1),
        vec![(line("a"), one)],
        TenderKind::Cash,
        money("2.50"),
    );
    assert_eq!(counter.ask(&command), Ok(1));
    assert_eq!(counter.ask(&command), Ok(0));
    assert_eq!(paid(&counter).refunds.len(), 1);
}

#[test]
fn what_cannot_come_back_is_refused_with_its_reason() {
    let mut counter = charged(&["add 2 muffin as a", "settle cash 5.00"]);
    let refused =
        |counter: &mut Counter, command: &OrderCommand| reason(&counter.ask(command).unwrap_err());
    let ask = |of, lines: &[(&str, i64)], given: &str| {
        let lines = lines
            .iter()
            .map(|(id, thousandths)| (line(id), Quantity::thousandths(*thousandths).unwrap()));
        refund(9, of, lines.collect(), TenderKind::Cash, money(given))
    };
    let above = ask(c1(1), &[("a", 3_000)], "7.50");
    assert_eq!(refused(&mut counter, &above), "refund_above_paid");
    let twice = ask(c1(1), &[("a", 1_000), ("a", 2_000)], "7.50");
    assert_eq!(refused(&mut counter, &twice), "refund_above_paid");
    let other = ask(c1(1), &[("z", 1_000)], "2.50");
    assert_eq!(refused(&mut counter, &other), "refund_above_paid");
    assert_eq!(
        refused(&mut counter, &ask(c1(7), &[("a", 1_000)], "2.50")),
        "not_paid"
    );
    assert_eq!(
        refused(&mut counter, &ask(c1(1), &[], "0")),
        "nothing_to_refund"
    );
    let changed = ask(c1(1), &[("a", 1_000)], "2.60");
    assert_eq!(refused(&mut counter, &changed), "total_changed");
    let mut silent = ask(c1(1), &[("a", 1_000)], "2.50");
    if let OrderCommand::Refund { reason, .. } = &mut silent {
        reason.clear();
    }
    assert_eq!(refused(&mut counter, &silent), "reason_missing");
    let mut open = charged(&["add 2 muffin as a"]);
    assert_eq!(refused(&mut open, &changed), "not_paid");
    give(&mut counter, 1, &[("a", 2_000)], TenderKind::Card).unwrap();
    assert_eq!(refused(&mut counter, &changed), "refund_above_paid");
}

/// The order after a second payment of it, taken by a copy of the page that did not know of the first.
fn charged_twice() -> Counter {
    let mut counter = charged(&["add 2 muffin as a", "settle cash 5.00"]);
    let Order::Settled(order) = counter.order() else {
        panic!("paid")
    };
    let mut again = order.settled;
    again.receipt = c1(9);
    again.tip = money("0.50");
    counter.happens(OrderEvent::Settled(again));
    counter
}

#[test]
fn a_payment_that_was_one_too_many_comes_back_whole() {
    let mut counter = charged_twice();
    let before = paid(&counter);
    assert_eq!(before.exceptions.len(), 1);
    assert_eq!(PaidView::of(&before).again[0].taken, money("5.50"));
    let all = refund(1, c1(9), Vec::new(), TenderKind::Cash, money("5.50"));
    counter.ask(&all).unwrap();
    let after = paid(&counter);
    assert_eq!(after.exceptions, Vec::new());
    let back = &after.refunds[0];
    assert_eq!(
        (back.total, back.tip, back.goods),
        (money("5.00"), money("0.50"), Goods::Kept)
    );
    // What counts of the order can still come back.
    assert_eq!(PaidView::of(&after).refunded, Money::ZERO);
    assert_eq!(
        give(&mut counter, 2, &[("a", 2_000)], TenderKind::Cash),
        Ok(money("5.00"))
    );
    let twice = refund(3, c1(9), Vec::new(), TenderKind::Cash, money("5.50"));
    assert_eq!(
        reason(&counter.ask(&twice).unwrap_err()),
        "nothing_to_refund"
    );
}

#[test]
fn what_two_tills_gave_back_without_knowing_of_one_another_is_seen() {
    let mut counter = charged(&["add 2 muffin as a", "settle cash 5.00"]);
    let mut other = charged(&["add 2 muffin as a", "settle cash 5.00"]);
    give(&mut counter, 1, &[("a", 2_000)], TenderKind::Cash).unwrap();
    give(&mut other, 2, &[("a", 1_000)], TenderKind::Cash).unwrap();
    let theirs = paid(&other).refunds.remove(0);
    counter.happens(OrderEvent::Refunded(theirs));
    let (line, receipt) = (line("a"), c1(1));
    let amount = money("2.50");
    assert_eq!(
        paid(&counter).exceptions,
        [
            OrderException::RefundedAbove { receipt, amount },
            OrderException::RefundedTwice {
                line,
                thousandths: 1_000
            },
        ]
    );
    let mut counter = charged_twice();
    for id in [1, 2] {
        let mut elsewhere = charged_twice();
        let all = refund(id, c1(9), Vec::new(), TenderKind::Cash, money("5.50"));
        elsewhere.ask(&all).unwrap();
        counter.happens(OrderEvent::Refunded(paid(&elsewhere).refunds.remove(0)));
    }
    let (receipt, amount) = (c1(9), money("5.50"));
    let above = OrderException::RefundedAbove { receipt, amount };
    assert_eq!(paid(&counter).exceptions, [above]);
}

#[test]
fn cash_comes_back_in_coins_that_there_are() {
    let mut counter = charged(&["amount 45.55 as a", "amount 0.99 as b", "settle card 46.54"]);
    counter.cash = CashRounding {
        step: Money::minor(1_000),
        to: RoundTo::Down,
    };
    // In the customer's favour while there is enough left of what was taken, and never more than that.
    let b = give(&mut counter, 1, &[("b", 1_000)], TenderKind::Cash);
    assert_eq!(b, Ok(money("10.00")));
    let a = give(&mut counter, 2, &[("a", 1_000)], TenderKind::Cash);
    assert_eq!(a, Ok(money("30.00")));
    let mut by_card = charged(&["amount 45.55 as a", "settle card 45.55"]);
    by_card.cash = counter.cash;
    assert_eq!(
        give(&mut by_card, 1, &[("a", 1_000)], TenderKind::Card),
        Ok(money("45.55"))
    );
}

proptest! {
    /// However a sale comes back, piece by piece: exactly what was taken is given, and exactly its taxes.
    #[test]
    fn all_the_pieces_are_the_whole(
        quantities in proptest::collection::vec(1_i64..6, 1..4),
        pieces in proptest::collection::vec((0_usize..4, 1_i64..3_000, any::<bool>()), 0..12),
        added in any::<bool>(),
        off in 0_u32..60,
        rounds in any::<bool>(),
    ) {
        let mut counter = Counter::open();
        counter.tax_mode = if added { TaxMode::Added } else { TaxMode::Included };
        counter.cash = if rounds { TO_WHOLES } else { CashRounding::NONE };
        let names = ["a", "b", "c"];
        for (name, quantity) in names.iter().zip(&quantities) {
            counter.step(&format!("add {quantity} flat-white as {name}")).unwrap();
        }
        if off > 0 {
            counter.step(&format!("off {off} all x")).unwrap();
        }
        counter.step("settle cash 200.00").unwrap();
        let sale = paid(&counter);
        let taken = sale.settled.totals.total + sale.settled.rounding;
        let left = |counter: &Counter| PaidView::of(&paid(counter)).lines;
        let (mut given, mut id) = (Money::ZERO, 0);
        for (at, thousandths, card) in pieces {
            let lines = left(&counter);
            let piece = lines[at % lines.len()].left.min(thousandths);
            if piece > 0 {
                let kind = if card { TenderKind::Card } else { TenderKind::Cash };
                id += 1;
                if let Ok(some) = give(&mut counter, id, &[(names[at % lines.len()], piece)], kind) {
                    given += some;
                }
                prop_assert!(given <= taken);
            }
        }
        let rest: Vec<(&str, i64)> = names
            .into_iter()
            .zip(left(&counter))
            .filter(|(_, line)| line.left > 0)
            .map(|(name, line)| (name, line.left))
            .collect();
        if !rest.is_empty() {
            // Less may be left than the smallest coin, or nothing, where all before was rounded up.
            let last = give(&mut counter, id + 1, &rest, TenderKind::Cash);
            let last = last.or_else(|_| give(&mut counter, id + 1, &rest, TenderKind::Card));
            given += last.unwrap_or_default();
        }
        // What no coin can give after a card gave a part.
        let lost = if rounds { TO_WHOLES.step } else { Money::minor(1) };
        prop_assert!(given <= taken && taken - given < lost, "{given:?} of {taken:?}");
        let back = paid(&counter);
        prop_assert_eq!(&back.exceptions, &Vec::new());
        if left(&counter).iter().any(|line| line.left > 0) {
            return Ok(());
        }
        let goods: Money = back.refunds.iter().map(|held| held.total).sum();
        prop_assert_eq!(goods, sale.settled.totals.total);
        for tax in &sale.settled.totals.taxes {
            let of_rate = back.refunds.iter().flat_map(|held| &held.taxes);
            let of_rate = of_rate.filter(|held| held.rate == tax.rate && held.mode == tax.mode);
            let (base, sum) = of_rate.fold((Money::ZERO, Money::ZERO), |(base, sum), held| {
                (base + held.base, sum + held.tax)
            });
            prop_assert_eq!((base, sum), (tax.base, tax.tax));
        }
    }
}
