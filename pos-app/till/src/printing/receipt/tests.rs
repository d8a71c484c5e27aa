//! Whatever was sold: what stands on a receipt adds up to its total.

use super::*;
use crate::printing::words::Words;
use proptest::prelude::*;
use shared::clock::BusinessDay;
use shared::id::{ModifierGroupId, ModifierId, OrderId, SeriesId, ShiftId};
use shared::journal::{Hash, Sequence, Stamp};
use shared::money::Currency;
use shared::order::{ChosenModifier, Cut, Discount, LineAdded, SettledOrder, TillCode, price};
use shared::percent::Percent;
use shared::quantity::Quantity;
use shared::tax::TaxRate;
use shared::till::Language;
use uuid::Uuid;

fn pen() -> Pen<'static> {
    Pen {
        words: Words(Language::Spanish),
        currency: Currency::ARS,
        shop: "Café Lumbre",
        till: "Caja 1",
    }
}

fn any_cut() -> impl Strategy<Value = Option<Discount>> {
    let part =
        (1_u32..=10_000).prop_map(|points| Cut::Part(Percent::basis_points(points).unwrap()));
    let amount = (1_i64..400_000).prop_map(|minor| Cut::Amount(Money::minor(minor)));
    prop::option::of(prop_oneof![part, amount].prop_map(|cut| Discount {
        cut,
        reason: "Club".to_owned(),
        approved_by: None,
    }))
}

fn any_line(mode: TaxMode) -> impl Strategy<Value = FoldedLine> {
    let modifiers = prop::collection::vec(0_i64..90_000, 0..3);
    let rate = prop::sample::select(vec![0_u32, 1_050, 2_100]);
    let parts = (1_i64..500_000, 1_i64..4_000, modifiers, rate, any_cut());
    parts.prop_map(move |(price, thousandths, modifiers, rate, discount)| {
        let chosen = |(number, price): (u128, i64)| ChosenModifier {
            id: ModifierId(Uuid::from_u128(number)),
            group: ModifierGroupId(Uuid::from_u128(1)),
            name: "Avena".to_owned(),
            price: Money::minor(price),
        };
        let modifiers: Vec<_> = (1..).zip(modifiers).map(chosen).collect();
        let added = LineAdded {
            line: LineId(Uuid::nil()),
            product: None,
            name: "Café".to_owned(),
            category: None,
            quantity: Quantity::thousandths(thousandths).unwrap(),
            unit_price: Money::minor(price),
            tax: TaxRate::basis_points(rate).unwrap(),
            tax_mode: mode,
            modifiers: modifiers.clone(),
            note: String::new(),
        };
        FoldedLine {
            quantity: added.quantity,
            added,
            modifiers,
            note: String::new(),
            discount,
        }
    })
}

fn any_order() -> impl Strategy<Value = (Vec<FoldedLine>, Option<Discount>, i64, i64)> {
    let mode = prop::sample::select(vec![0, 1]).prop_map(|mode| match mode {
        0 => TaxMode::Included,
        _ => TaxMode::Added,
    });
    let lines = mode.prop_flat_map(|mode| prop::collection::vec(any_line(mode), 1..6));
    (lines, any_cut(), 0_i64..50_000, -900_i64..1)
}

fn paid(lines: &mut [FoldedLine], off: Option<&Discount>, tip: i64, rounding: i64) -> SettledOrder {
    for (number, line) in (1..).zip(lines.iter_mut()) {
        line.added.line = LineId(Uuid::from_u128(number));
    }
    let priced = price(lines, off);
    let covered = lines
        .iter()
        .zip(&priced.lines)
        .map(|(line, priced)| Covered {
            line: line.added.line,
            quantity: line.quantity,
            amount: priced.paid,
        });
    let till = TillCode("C1".to_owned());
    let settled = Settled {
        receipt: ReceiptNumber { till, number: 1 },
        shift: ShiftId(Uuid::nil()),
        day: BusinessDay(20_000),
        hour: 10,
        lines: covered.collect(),
        totals: priced.totals,
        tip: Money::minor(tip),
        rounding: Money::minor(rounding),
        tenders: Vec::new(),
        change: Money::ZERO,
    };
    SettledOrder {
        id: OrderId(Uuid::nil()),
        number: None,
        channel: Channel::Here,
        name: None,
        settled,
        stamp: Stamp {
            clock: shared::clock::HybridClock::default(),
            series: SeriesId(Uuid::nil()),
            sequence: Sequence(1),
            hash: Hash([0; 32]),
        },
        lines: lines.to_vec(),
        refunds: Vec::new(),
        exceptions: Vec::new(),
        kitchen: shared::kitchen::Kitchen::default(),
    }
}

fn blocks(order: &SettledOrder) -> Vec<Block> {
    let details = Details {
        wall: Wall { ms: 0, offset: 0 },
        seller: None,
        flags: Flags {
            copy: false,
            drawer: false,
            offline: false,
        },
    };
    let given = Given::Sale(&order.settled);
    receipt(&pen(), &Order::Settled(order.clone()), given, &details)
}

fn minor(text: &str) -> i64 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let amount: i64 = digits.parse().unwrap_or(0);
    match text.starts_with('\u{2212}') {
        true => -amount,
        false => amount,
    }
}

/// Everything between the first line and the total that is no sum itself, and the total.
fn added_up(blocks: &[Block]) -> (i64, i64) {
    let (mut sum, mut thick) = (0, false);
    let words = Words(Language::Spanish);
    for block in blocks {
        match block {
            Block::Rule(Rule::Thick) => thick = true,
            Block::Row { amount, .. } => sum += minor(amount),
            Block::Pair { right, .. } if thick => return (sum, minor(right)),
            Block::Pair { left, right, .. }
                if left != words.subtotal() && !right.contains("Caja") =>
            {
                sum += minor(right);
            }
            _ => {}
        }
    }
    panic!("no total: {blocks:#?}")
}

proptest! {
    #[test]
    fn what_stands_on_a_receipt_adds_up((mut lines, off, tip, rounding) in any_order()) {
        let order = paid(&mut lines, off.as_ref(), tip, rounding);
        let (sum, total) = added_up(&blocks(&order));
        prop_assert_eq!(sum, order.settled.taken().to_minor());
        prop_assert_eq!(total, sum);
    }

    #[test]
    fn it_adds_up_though_another_till_changed_a_line_meanwhile(
        (mut lines, off, tip, rounding) in any_order(),
        later in any_cut(),
        gone in any::<bool>(),
    ) {
        let mut order = paid(&mut lines, off.as_ref(), tip, rounding);
        order.lines[0].discount = later;
        if gone {
            order.lines.pop();
        }
        let (sum, total) = added_up(&blocks(&order));
        prop_assert_eq!(sum, order.settled.taken().to_minor());
        prop_assert_eq!(total, sum);
    }
}
